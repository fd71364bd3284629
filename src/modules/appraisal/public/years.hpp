// A person's year (A4.6, A4.8): the formula page, step by step with its numbers, and the totals that are signed.
#pragma once
#include "appraisal/appraisal.hpp"

namespace huiyin::appraisal {

struct FormulaRow {
    AppraisalId id{};
    RecordKind kind = RecordKind::month;
    Day period{};
    AppraisalState state = AppraisalState::signed_;
    std::int64_t weight = 0;
    Points score{}, bonus{};
    std::int64_t weighted_hundredths = 0;
    std::string site_name;              // where it was made, if elsewhere
};
BOOST_DESCRIBE_STRUCT(FormulaRow, (), (id, kind, period, state, weight, score, bonus, weighted_hundredths, site_name))
enum class YearPart { inspections, months, year_end };
BOOST_DESCRIBE_ENUM(YearPart, inspections, months, year_end)
struct FormulaPart {
    YearPart part = YearPart::inspections;
    int percent = 0;
    std::vector<FormulaRow> rows;
    std::int64_t weighted_hundredths = 0, weight = 0;
    std::string mean;                   // exact: "919/10"; "" without rows
    Points mean_rounded{};              // for the eye; nothing is counted on with it
    std::string share;                  // mean × percent, exact
};
BOOST_DESCRIBE_STRUCT(FormulaPart, (), (part, percent, rows, weighted_hundredths, weight, mean, mean_rounded, share))
struct YearVersion {
    AppraisalId id{};
    int number = 0;
    Points total{};
    bool excellent = false;
    std::string signed_by_name, digest;
    Instant signed_at{};
    bool destroyed = false;
};
BOOST_DESCRIBE_STRUCT(YearVersion, (), (id, number, total, excellent, signed_by_name, digest, signed_at, destroyed))
struct DisciplinaryRecord {  // A4.9: what followed beside the sheet
    AppraisalId appraisal{};
    std::string measure;
    Instant at{};
    std::string by_name;
};
BOOST_DESCRIBE_STRUCT(DisciplinaryRecord, (), (appraisal, measure, at, by_name))
struct OpenYear {  // GET /appraisal-years/{year}?employee=: one's own without a name
    static constexpr auto needs = Permission::anyone;
    int year = 0;
    std::optional<StaffId> employee;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenYear, (), (year, employee))
struct YearPage {
    int year = 0;
    StaffId employee{};
    std::string employee_name;
    std::vector<FormulaPart> parts;
    int divisor = 0, decimals = 0;
    std::string sum, total_exact;
    std::optional<Points> total;        // none without a year-end appraisal
    Points excellent_above{};
    bool excellent = false;
    std::int64_t open_records = 0;      // planned or appealed: the year cannot be signed over them
    std::vector<YearVersion> versions;  // signed, newest first
    std::vector<DisciplinaryRecord> disciplinary;
    bool destroyed = false;             // the time of rows has ended (A4.11): the year stands as it was signed, or not at all
    bool as_signed = false;             // the newest signed total is what the rows give now
    bool may_sign = false;
};
BOOST_DESCRIBE_STRUCT(YearPage, (), (year, employee, employee_name, parts, divisor, decimals, sum, total_exact, total, excellent_above, excellent,
                                     open_records, versions, disciplinary, destroyed, as_signed, may_sign))
struct ListYear {  // GET /appraisal-years/{year}/staff
    static constexpr auto needs = Permission::see_appraisals;
    int year = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListYear, (), (year))
struct YearStanding {
    StaffId employee{};
    std::string name;
    std::optional<Points> total;        // as signed
    bool excellent = false;
    std::int64_t records = 0, open_records = 0;
};
BOOST_DESCRIBE_STRUCT(YearStanding, (), (employee, name, total, excellent, records, open_records))
struct YearStandings {
    std::vector<YearStanding> staff;
};
BOOST_DESCRIBE_STRUCT(YearStandings, (), (staff))
struct SignYear {  // POST /appraisal-years/{year}/totals
    static constexpr auto needs = Permission::score_staff;
    int year = 0;
    StaffId employee{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SignYear, (), (year, employee))
struct YearSigned {
    int number = 0;
    Points total{};
    bool excellent = false;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(YearSigned, (), (number, total, excellent, digest))

struct SignYears {  // POST /appraisal-years/{year}/signing: of everybody whose year is complete, so many at once
    static constexpr auto needs = Permission::score_staff;
    static constexpr std::array optional_fields = {"after"};
    int year = 0;
    std::optional<StaffId> after;       // where the last portion ended
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SignYears, (), (year, after))
struct YearsSigned {
    std::int64_t signed_ = 0, unchanged = 0, incomplete = 0, excellent = 0;
    std::optional<StaffId> next;        // none: that was everybody
};
BOOST_DESCRIBE_STRUCT(YearsSigned, (), (signed_, unchanged, incomplete, excellent, next))

Result<YearPage> open_year(work::Reading& reading, const OpenYear& query);
Result<YearStandings> list_year(work::Reading& reading, const ListYear& query);
Result<YearSigned> sign_year(Unit& unit, const SignYear& command);
Result<YearsSigned> sign_years(Unit& unit, const SignYears& command);

}  // namespace huiyin::appraisal
