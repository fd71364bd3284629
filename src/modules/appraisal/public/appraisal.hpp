// Appraisal by evidence (chapter A): criteria as data, inspections, months and years scored by deduction, what happened
// elsewhere proposed as evidence, every mark open to the person it is about. Moments of debts live in the rulebook.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "appraisal/scoring.hpp"
#include "work/routes.hpp"

namespace huiyin::appraisal {
using work::Permission;
using work::Unit;

// ---- criteria (A4.2) ----
enum class CriteriaState { shipped, proposed, published, declined };
BOOST_DESCRIBE_ENUM(CriteriaState, shipped, proposed, published, declined)

struct CriteriaView {
    CriteriaId id{};
    Level level = Level::operating;
    RecordKind kind = RecordKind::month;
    int number = 0;
    CriteriaState state = CriteriaState::shipped;
    Day from{};
    bool in_force = false;
    std::vector<CriteriaItem> items;
    std::string note, proposed_by_name, ruled_by_name, ruling, digest;
    Instant proposed_at{};
    std::optional<Instant> ruled_at;
    bool may_rule = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CriteriaView, (), (id, level, kind, number, state, from, in_force, items, note, proposed_by_name, ruled_by_name, ruling,
                                         digest, proposed_at, ruled_at, may_rule, version))
struct AspectTotal {
    Aspect aspect = Aspect::conduct;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(AspectTotal, (), (aspect, points))
struct ListCriteria {  // GET /criteria: what people are judged by is open to everyone
    static constexpr auto needs = Permission::anyone;
    std::optional<Level> level;
    std::optional<RecordKind> kind;
};
BOOST_DESCRIBE_STRUCT(ListCriteria, (), (level, kind))
struct CriteriaList {
    std::vector<CriteriaView> sheets;   // newest first in each kind
    std::vector<AspectTotal> aspects;   // what the items of each must sum to
    bool may_propose = false;
    Day today{};
};
BOOST_DESCRIBE_STRUCT(CriteriaList, (), (sheets, aspects, may_propose, today))
struct ProposeCriteria {  // POST /criteria
    static constexpr auto needs = Permission::edit_criteria;
    static constexpr std::array optional_fields = {"note"};
    Level level = Level::operating;
    RecordKind kind = RecordKind::month;
    Day from{};
    std::vector<CriteriaItem> items;
    std::string note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ProposeCriteria, (), (level, kind, from, items, note))
enum class CriteriaRuling { consent, decline };
BOOST_DESCRIBE_ENUM(CriteriaRuling, consent, decline)
struct RuleOnCriteria {  // POST /criteria/{id}/ruling: the quality department
    static constexpr auto needs = Permission::rule_on_appraisals;
    static constexpr std::array optional_fields = {"reason"};
    CriteriaId id{};
    std::int64_t version = 0;
    CriteriaRuling ruling = CriteriaRuling::consent;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnCriteria, (), (id, version, ruling, reason))
struct CriteriaChanged {
    CriteriaId id{};
    CriteriaState state = CriteriaState::proposed;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CriteriaChanged, (), (id, state, version))

// ---- inspections and appraisals ----
// signed_: scored, waiting for the employee's word; its content never changes again.
enum class AppraisalState { planned, excused, signed_, confirmed, appealed, upheld, dismissed, destroyed };
BOOST_DESCRIBE_ENUM(AppraisalState, planned, excused, signed_, confirmed, appealed, upheld, dismissed, destroyed)

enum class AppraisalShow { mine, to_score, appeals, all };
BOOST_DESCRIBE_ENUM(AppraisalShow, mine, to_score, appeals, all)
struct ListAppraisals {  // GET /appraisals
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"show"};
    AppraisalShow show = AppraisalShow::mine;
    std::optional<RecordKind> kind;
    std::optional<StaffId> employee;
    std::optional<std::string> cursor;
    // The rows behind a figure: signed only, of these days, this scorer, team, deducted item or clause.
    std::optional<Day> from, until;
    std::optional<StaffId> scorer;
    std::optional<DepartmentId> department;
    std::optional<std::string> item, clause;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListAppraisals, (), (show, kind, employee, cursor, from, until, scorer, department, item, clause))
struct AppraisalRow {
    AppraisalId id{};
    RecordKind kind = RecordKind::weekly;
    Day period{};
    StaffId employee{};
    std::string employee_name, scorer_name;
    AppraisalState state = AppraisalState::planned;
    Points score{};
    int revision = 1;
    std::optional<Instant> due_at;      // of what is owed about it now
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(AppraisalRow, (), (id, kind, period, employee, employee_name, scorer_name, state, score, revision, due_at, late))
struct AppraisalList {
    std::vector<AppraisalRow> rows;
    std::string next;
    std::optional<std::int64_t> counted;  // of the rows behind a figure: how many there are
    std::int64_t mine_to_answer = 0, to_score = 0, appeals = 0;
    bool may_score = false, may_see_all = false, may_rule = false;
    std::vector<std::string> not_planned;  // who is on staff and has no inspection of this week: nobody is skipped silently
};
BOOST_DESCRIBE_STRUCT(AppraisalList, (), (rows, next, counted, mine_to_answer, to_score, appeals, may_score, may_see_all, may_rule, not_planned))

enum class ProposalState { open, accepted, dismissed };
BOOST_DESCRIBE_ENUM(ProposalState, open, accepted, dismissed)
enum class EvidenceRule { breached_obligation, broken_promise, forbidden_phrase, dissatisfied, turned_back, praise, late, absent, early_leave, quality };
BOOST_DESCRIBE_ENUM(EvidenceRule, breached_obligation, broken_promise, forbidden_phrase, dissatisfied, turned_back, praise, late, absent, early_leave, quality)
struct ProposalView {
    ProposalId id{};
    EvidenceRule rule = EvidenceRule::breached_obligation;
    ProposalState state = ProposalState::open;
    Instant at{};
    std::string item;                    // the key of the item that fits by the rulebook's table
    Points points{};
    std::string clause, act;
    std::string number, title, path;     // the rows behind it
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ProposalView, (), (id, rule, state, at, item, points, clause, act, number, title, path, reason))
struct AppraisalMark {
    MarkId id{};
    int item = 0;
    Points points{};
    std::string reason;
    bool punishable = false;
    std::string measure;
    std::string complaint, number, title, path;  // the matter behind it
    std::string photo;
    std::optional<ProposalId> proposal;
};
BOOST_DESCRIBE_STRUCT(AppraisalMark, (), (id, item, points, reason, punishable, measure, complaint, number, title, path, photo, proposal))
struct AppraisalItem {
    CriteriaItem criterion;
    Points deducted{}, left{};
};
BOOST_DESCRIBE_STRUCT(AppraisalItem, (), (criterion, deducted, left))
struct AppraisalVersion {
    AppraisalId id{};
    int revision = 1;
    Points score{};
    std::string scored_by_name, digest;
    std::optional<Instant> scored_at;
};
BOOST_DESCRIBE_STRUCT(AppraisalVersion, (), (id, revision, score, scored_by_name, digest, scored_at))

struct ExamFigure {  // an exam of the year, beside its year-end record (A4.3.2)
    std::string course;
    Day day{};
    std::optional<Points> theory, practical;
    bool passed = false;
};
BOOST_DESCRIBE_STRUCT(ExamFigure, (), (course, day, theory, practical, passed))

struct OpenAppraisal {  // GET /appraisals/{id}: its employee, its scorer, and who has the right
    static constexpr auto needs = Permission::anyone;
    AppraisalId id{};
};
BOOST_DESCRIBE_STRUCT(OpenAppraisal, (), (id))
struct AppraisalPage {
    AppraisalId id{};
    std::int64_t version = 0;
    RecordKind kind = RecordKind::weekly;
    Level level = Level::operating;
    Day period{};
    StaffId employee{};
    std::string employee_name, scorer_name;
    AppraisalState state = AppraisalState::planned;
    int revision = 1;
    std::optional<AppraisalId> superseded_by;
    int sheet_number = 0;
    std::vector<AppraisalItem> items;
    std::vector<AppraisalMark> marks;
    std::vector<ProposalView> evidence;
    Points full{}, deducted{}, ordinary{}, bonus{}, score{}, bonus_least{}, bonus_most{};
    std::string bonus_decision, summary;
    int days = 0, days_away = 0;
    std::optional<Instant> scored_at, due_at, answered_at, ruled_at;
    bool late = false;
    std::string remark, ruled_by_name, ruling, digest;
    bool intact = true;  // digest, document and rows agree
    std::vector<AppraisalVersion> versions;
    std::vector<ExamFigure> exams;               // of a year-end record
    std::optional<Points> theory_mean, practical_mean;
    bool may_score = false, may_correct = false, may_answer = false, may_appeal = false, may_rule = false;
};
BOOST_DESCRIBE_STRUCT(AppraisalPage, (), (id, version, kind, level, period, employee, employee_name, scorer_name, state, revision, superseded_by,
                                          sheet_number, items, marks, evidence, full, deducted, ordinary, bonus, score, bonus_least, bonus_most,
                                          bonus_decision, summary, days, days_away, scored_at, due_at, answered_at, ruled_at, late, remark,
                                          ruled_by_name, ruling, digest, intact, versions, exams, theory_mean, practical_mean, may_score, may_correct, may_answer, may_appeal, may_rule))

struct PlanSpotInspection {  // POST /appraisals: an inspection without notice, for now
    static constexpr auto needs = Permission::score_staff;
    StaffId employee{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PlanSpotInspection, (), (employee))

struct MarkInput {
    static constexpr std::array optional_fields = {"punishable", "measure", "complaint", "photo", "proposal"};
    int item = 0;
    Points points{};
    std::string reason;
    bool punishable = false;
    std::string measure;   // the extra punishment, if punishable (A4.9)
    std::string complaint; // the matter behind it
    std::string photo;
    std::optional<ProposalId> proposal;  // the evidence that is accepted with this mark
};
BOOST_DESCRIBE_STRUCT(MarkInput, (), (item, points, reason, punishable, measure, complaint, photo, proposal))
struct EvidenceRuling {  // of what no mark takes up: dismissed, or praise that stands behind the bonus
    ProposalId proposal{};
    bool accepted = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(EvidenceRuling, (), (proposal, accepted, reason))

struct ScoreAppraisal {  // POST /appraisals/{id}/score: signs it
    static constexpr auto needs = Permission::score_staff;
    static constexpr std::array optional_fields = {"marks", "evidence", "bonus", "bonus_decision", "summary", "days_away"};
    AppraisalId id{};
    std::int64_t version = 0;
    std::vector<MarkInput> marks;
    std::vector<EvidenceRuling> evidence;
    Points bonus{};
    std::string bonus_decision, summary;
    int days_away = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ScoreAppraisal, (), (id, version, marks, evidence, bonus, bonus_decision, summary, days_away))
struct CorrectAppraisal {  // POST /appraisals/{id}/corrections: a new version; the old one stays as it was
    static constexpr auto needs = Permission::score_staff;
    static constexpr std::array optional_fields = {"marks", "bonus", "bonus_decision", "summary", "days_away"};
    AppraisalId id{};
    std::int64_t version = 0;
    std::vector<MarkInput> marks;
    Points bonus{};
    std::string bonus_decision, summary;
    int days_away = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CorrectAppraisal, (), (id, version, marks, bonus, bonus_decision, summary, days_away, reason))
struct ExcuseAppraisal {  // POST /appraisals/{id}/excuse: away the whole time; it counts neither way
    static constexpr auto needs = Permission::score_staff;
    AppraisalId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ExcuseAppraisal, (), (id, version, reason))
struct ConfirmAppraisal {  // POST /appraisals/{id}/confirmation: by the employee
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"remark"};
    AppraisalId id{};
    std::int64_t version = 0;
    std::string remark;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ConfirmAppraisal, (), (id, version, remark))
struct AppealAppraisal {  // POST /appraisals/{id}/appeal: by the employee, while there is time
    static constexpr auto needs = Permission::anyone;
    AppraisalId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AppealAppraisal, (), (id, version, reason))
enum class AppealVerdict { upheld, dismissed };
BOOST_DESCRIBE_ENUM(AppealVerdict, upheld, dismissed)
struct MarkRuling {  // what is left of a mark; 0 strikes it out
    MarkId mark{};
    Points points{};
};
BOOST_DESCRIBE_STRUCT(MarkRuling, (), (mark, points))
struct RuleOnAppeal {  // POST /appraisals/{id}/ruling: the quality department
    static constexpr auto needs = Permission::rule_on_appraisals;
    static constexpr std::array optional_fields = {"marks"};
    AppraisalId id{};
    std::int64_t version = 0;
    AppealVerdict verdict = AppealVerdict::dismissed;
    std::string reason;
    std::vector<MarkRuling> marks;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnAppeal, (), (id, version, verdict, reason, marks))
struct AppraisalChanged {
    AppraisalId id{};  // of the newest version
    AppraisalState state = AppraisalState::planned;
    Points score{};
    std::string digest;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AppraisalChanged, (), (id, state, score, digest, version))
struct PhotoKept { std::string id; };
BOOST_DESCRIBE_STRUCT(PhotoKept, (), (id))

Result<CriteriaList> list_criteria(work::Reading& reading, const ListCriteria& query);
Result<CriteriaChanged> propose_criteria(Unit& unit, const ProposeCriteria& command);
Result<CriteriaChanged> rule_on_criteria(Unit& unit, const RuleOnCriteria& command);
Result<AppraisalList> list_appraisals(work::Reading& reading, const ListAppraisals& query);
Result<AppraisalPage> open_appraisal(work::Reading& reading, const OpenAppraisal& query);
Result<AppraisalChanged> plan_spot_inspection(Unit& unit, const PlanSpotInspection& command);
Result<AppraisalChanged> score_appraisal(Unit& unit, const ScoreAppraisal& command);
Result<AppraisalChanged> correct_appraisal(Unit& unit, const CorrectAppraisal& command);
Result<AppraisalChanged> excuse_appraisal(Unit& unit, const ExcuseAppraisal& command);
Result<AppraisalChanged> confirm_appraisal(Unit& unit, const ConfirmAppraisal& command);
Result<AppraisalChanged> appeal_appraisal(Unit& unit, const AppealAppraisal& command);
Result<AppraisalChanged> rule_on_appeal(Unit& unit, const RuleOnAppeal& command);

void add_routes(work::Routes& routes);
// Plans what is due when a day begins, hears what may be evidence, names its subjects. Call once while the world is put together.
void listen(work::World& world);

}  // namespace huiyin::appraisal
