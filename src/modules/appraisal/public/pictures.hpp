// Looking at many records at once: how scorers and teams differ (A4.4.5), and what is deducted, by item and by clause. Every
// figure opens its rows: the list of appraisals with the same questions has as many.
#pragma once
#include "appraisal/appraisal.hpp"

namespace huiyin::appraisal {

struct SpreadRow {
    AppraisalId id{};
    std::string employee_name, scorer_name;
    Day period{};
    Points score{};
};
BOOST_DESCRIBE_STRUCT(SpreadRow, (), (id, employee_name, scorer_name, period, score))
struct Spread {
    std::string id;             // of the scorer or the team; "" for nobody, or no team
    std::string name;
    std::int64_t records = 0;
    Points mean{}, median{}, least{}, most{}, low_quarter{}, high_quarter{};
    bool few = false;           // too few to be judged
    bool outlier = false;       // its mean lies further from the mean of all than the rulebook's measure
};
BOOST_DESCRIBE_STRUCT(Spread, (), (id, name, records, mean, median, least, most, low_quarter, high_quarter, few, outlier))
struct Calibrate {  // GET /appraisal-calibration?kind=&from=&until=
    static constexpr auto needs = Permission::see_appraisals;
    static constexpr std::array optional_fields = {"kind"};
    RecordKind kind = RecordKind::month;
    std::optional<Day> from, until;  // this year until tomorrow, if absent
    std::optional<DepartmentId> department;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(Calibrate, (), (kind, from, until, department))
struct Calibration {
    RecordKind kind = RecordKind::month;
    Day from{}, until{};
    std::optional<Spread> all;
    std::vector<Spread> scorers, teams;
    std::vector<SpreadRow> outlying;  // single records further from the median of all than the measure, furthest first
    Points measure{};
    std::int64_t few_below = 0;
};
BOOST_DESCRIBE_STRUCT(Calibration, (), (kind, from, until, all, scorers, teams, outlying, measure, few_below))

struct DeductedItem {
    std::string key, name;          // an item of ours by its key, one of the manager's by its name
    std::string aspect;
    std::int64_t records = 0, marks = 0;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(DeductedItem, (), (key, name, aspect, records, marks, points))
struct DeductedClause {
    std::string clause;             // what the evidence or the item says; A4.7 where neither does
    std::int64_t records = 0, marks = 0;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(DeductedClause, (), (clause, records, marks, points))
struct OpenDeductions {  // GET /appraisal-deductions: one's own without the right to see all
    static constexpr auto needs = Permission::anyone;
    std::optional<RecordKind> kind;
    std::optional<Day> from, until;
    std::optional<StaffId> employee;
    std::optional<DepartmentId> department;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenDeductions, (), (kind, from, until, employee, department))
struct Deductions {
    Day from{}, until{};
    std::vector<DeductedItem> items;      // most points first
    std::vector<DeductedClause> clauses;
    std::int64_t records = 0;             // with at least one deduction
};
BOOST_DESCRIBE_STRUCT(Deductions, (), (from, until, items, clauses, records))

Result<Calibration> calibrate(work::Reading& reading, const Calibrate& query);
Result<Deductions> open_deductions(work::Reading& reading, const OpenDeductions& query);

}  // namespace huiyin::appraisal
