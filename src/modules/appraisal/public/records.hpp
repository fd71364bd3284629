// The statistics sheets (A4.7, A5) and the reviewed destruction of records whose time has ended (A4.11).
#pragma once
#include "appraisal/years.hpp"
#include "sheets/book.hpp"
#include "words/words.hpp"
#include "work/form.hpp"

namespace huiyin::appraisal {

// ---- statistics ----
// month: 员工月绩效考核情况统计表; year: the same of twelve months; annual: 年度员工绩效考核情况统计表, with the awards.
enum class StatisticsSpan { month, year, annual };
BOOST_DESCRIBE_ENUM(StatisticsSpan, month, year, annual)
enum class StatisticsState { planned, signed_, destroyed };
BOOST_DESCRIBE_ENUM(StatisticsState, planned, signed_, destroyed)

struct MonthScore {
    int month = 0;
    AppraisalId record{};
    Points score{};
};
BOOST_DESCRIBE_STRUCT(MonthScore, (), (month, record, score))
struct StatisticsRow {
    StaffId employee{};
    std::string name, department;
    std::optional<AppraisalId> record;                  // of a month
    std::optional<Points> conduct, diligence, ability, achievement, deducted;  // of a month: what each aspect has left
    std::vector<MonthScore> months;                     // of a year
    std::optional<Points> inspections, month_mean, year_end;  // of the annual sheet: the parts as they were signed
    Points bonus{};
    std::int64_t commendations = 0, punished = 0;       // records with a commendation, with punishable conduct
    std::optional<Points> score;                        // the month's, the plain mean of the months, or the year's total
    bool excellent = false;
};
BOOST_DESCRIBE_STRUCT(StatisticsRow, (), (employee, name, department, record, conduct, diligence, ability, achievement, deducted, months, inspections,
                                          month_mean, year_end, bonus, commendations, punished, score, excellent))
struct StatisticsSum {
    std::int64_t staff = 0, counted = 0, open = 0, excellent = 0, commendations = 0, punished = 0;
    std::optional<Points> mean, highest, lowest;
};
BOOST_DESCRIBE_STRUCT(StatisticsSum, (), (staff, counted, open, excellent, commendations, punished, mean, highest, lowest))
struct StatisticsVersion {
    StatisticsId id{};
    int number = 0;
    StatisticsState state = StatisticsState::signed_;
    std::string signed_by_name, digest;
    std::optional<Instant> signed_at;
};
BOOST_DESCRIBE_STRUCT(StatisticsVersion, (), (id, number, state, signed_by_name, digest, signed_at))

struct OpenStatistics {  // GET /appraisal-statistics?span=&period=&department=: as the rows are now
    static constexpr auto needs = Permission::see_appraisals;
    static constexpr std::array optional_fields = {"span"};
    StatisticsSpan span = StatisticsSpan::month;
    std::optional<Day> period;  // any day of the month or year; the last that has ended, if absent
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(OpenStatistics, (), (span, period, department))
struct StatisticsPage {
    StatisticsSpan span = StatisticsSpan::month;
    Day period{};
    std::optional<DepartmentId> department;
    std::string department_name;
    std::vector<StatisticsRow> rows;
    StatisticsSum sum;
    std::vector<StatisticsVersion> versions;  // signed, newest first
    std::optional<StatisticsId> planned;      // waits to be signed
    std::optional<Instant> due_at;
    bool as_signed = false;                   // the newest signed sheet says what the rows say now
    bool may_sign = false;
};
BOOST_DESCRIBE_STRUCT(StatisticsPage, (), (span, period, department, department_name, rows, sum, versions, planned, due_at, as_signed, may_sign))
struct SignStatistics {  // POST /appraisal-statistics
    static constexpr auto needs = Permission::see_appraisals;
    StatisticsSpan span = StatisticsSpan::month;
    Day period{};
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(SignStatistics, (), (span, period, department))
struct StatisticsSigned {
    StatisticsId id{};
    int number = 0;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(StatisticsSigned, (), (id, number, digest))

Result<StatisticsPage> open_statistics(work::Reading& reading, const OpenStatistics& query);
Result<StatisticsSigned> sign_statistics(Unit& unit, const SignStatistics& command);

// ---- what stands on paper and in workbooks (A5) ----
std::optional<work::FormContent> month_content(work::Reading& reading, std::int64_t record);
std::optional<work::FormContent> year_content(work::Reading& reading, std::int64_t total);
std::optional<work::FormContent> statistics_content(work::Reading& reading, std::int64_t sheet);  // of a month or of twelve
std::optional<work::FormContent> annual_content(work::Reading& reading, std::int64_t sheet);
sheets::Book month_workbook(const boost::json::object& fields, const boost::json::object& personal, const words::Words& words);
sheets::Book year_workbook(const boost::json::object& fields, const boost::json::object& personal, const words::Words& words);
sheets::Book statistics_workbook(const boost::json::object& fields, const boost::json::object& personal, const words::Words& words);

// ---- the end of keeping (A4.11) ----
enum class KeptKind { month_record, year_end_record, month_year_statistics, annual_statistics };
BOOST_DESCRIBE_ENUM(KeptKind, month_record, year_end_record, month_year_statistics, annual_statistics)
// lifted: a hold that ended; the record comes onto the next list.
enum class KeptState { due, held, destroyed, lifted };
BOOST_DESCRIBE_ENUM(KeptState, due, held, destroyed, lifted)
enum class DestructionState { open, reviewed };
BOOST_DESCRIBE_ENUM(DestructionState, open, reviewed)

struct KeptRecord {
    KeptId id{};
    KeptKind kind = KeptKind::month_record;
    std::string employee_name;  // "" of statistics
    Day period{};
    Instant signed_at{};
    Day keep_until{};
    std::string digest, path;
    KeptState state = KeptState::due;
    std::string reason, decided_by_name, lifted, lifted_by_name;
    std::optional<Instant> decided_at, lifted_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(KeptRecord, (), (id, kind, employee_name, period, signed_at, keep_until, digest, path, state, reason, decided_by_name, lifted,
                                       lifted_by_name, decided_at, lifted_at, version))
struct DestructionRow {
    DestructionId id{};
    Day day{};
    DestructionState state = DestructionState::open;
    std::int64_t due = 0, held = 0, destroyed = 0;
    std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(DestructionRow, (), (id, day, state, due, held, destroyed, due_at))
struct ListDestructions {  // GET /destruction-lists
    static constexpr auto needs = Permission::destroy_records;
};
BOOST_DESCRIBE_STRUCT(ListDestructions, (), ())
struct DestructionLists {
    std::vector<DestructionRow> lists;  // newest first
    std::vector<KeptRecord> held;       // under a hold, from whichever list
};
BOOST_DESCRIBE_STRUCT(DestructionLists, (), (lists, held))
struct OpenDestruction {  // GET /destruction-lists/{id}
    static constexpr auto needs = Permission::destroy_records;
    DestructionId id{};
};
BOOST_DESCRIBE_STRUCT(OpenDestruction, (), (id))
struct DestructionPage {
    DestructionId id{};
    Day day{};
    DestructionState state = DestructionState::open;
    Instant opened_at{};
    std::optional<Instant> reviewed_at, due_at;
    std::vector<KeptRecord> records;
};
BOOST_DESCRIBE_STRUCT(DestructionPage, (), (id, day, state, opened_at, reviewed_at, due_at, records))

enum class KeptVerdict { destroy, hold };
BOOST_DESCRIBE_ENUM(KeptVerdict, destroy, hold)
struct RuleOnKept {  // POST /kept-records/{id}/ruling
    static constexpr auto needs = Permission::destroy_records;
    KeptId id{};
    std::int64_t version = 0;
    KeptVerdict verdict = KeptVerdict::hold;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnKept, (), (id, version, verdict, reason))
struct LiftHold {  // POST /kept-records/{id}/lifting
    static constexpr auto needs = Permission::destroy_records;
    KeptId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(LiftHold, (), (id, version, reason))
struct KeptChanged {
    KeptId id{};
    KeptState state = KeptState::due;
    DestructionState list = DestructionState::open;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(KeptChanged, (), (id, state, list, version))

Result<DestructionLists> list_destructions(work::Reading& reading, const ListDestructions& query);
Result<DestructionPage> open_destruction(work::Reading& reading, const OpenDestruction& query);
Result<KeptChanged> rule_on_kept(Unit& unit, const RuleOnKept& command);
Result<KeptChanged> lift_hold(Unit& unit, const LiftHold& command);

}  // namespace huiyin::appraisal
