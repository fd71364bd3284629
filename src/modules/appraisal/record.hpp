// The rows of the appraisal, and what reads and writes them.
#pragma once
#include <map>

#include "appraisal/years.hpp"
#include "organisation/organisation.hpp"
#include "work/stale.hpp"

namespace huiyin::appraisal {

struct Criteria {
    CriteriaId id{};
    SiteId site{};
    Level level = Level::operating;
    RecordKind kind = RecordKind::month;
    int number = 0;
    CriteriaState state = CriteriaState::shipped;
    Day from{};
    std::string items;
    std::string note, digest;
    Instant proposed_at{};
    StaffId proposed_by{};
    std::optional<Instant> ruled_at;
    std::optional<StaffId> ruled_by;
    std::string ruling;
    std::int64_t version = 0;
    std::vector<CriteriaItem> read_items() const;
    journal::Subject as_subject() const { return {journal::SubjectKind::criteria, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Criteria, (), (id, site, level, kind, number, state, from, items, note, digest, proposed_at, proposed_by, ruled_at,
                                     ruled_by, ruling, version))

struct Record {
    AppraisalId id{};
    SiteId site{};
    AppraisalId root{};      // the first version; photos hang on it
    int revision = 1;
    std::optional<AppraisalId> superseded_by;
    RecordKind kind = RecordKind::weekly;
    StaffId employee{};
    std::optional<StaffId> scorer;
    Level level = Level::operating;
    CriteriaId sheet{};
    Day period{};            // a week's Monday, a month's or year's first day, a spot's day
    AppraisalState state = AppraisalState::planned;
    int days = 0, days_away = 0;  // working days of a month: what it weighs
    Points ordinary{}, bonus{};
    std::string bonus_decision;
    Points score{};
    std::string summary;
    Instant planned_at{};
    std::optional<Instant> scored_at;
    std::optional<StaffId> scored_by;
    std::optional<std::string> document;
    std::string digest;
    std::optional<Instant> answered_at;
    std::string remark;
    std::optional<Instant> ruled_at;
    std::optional<StaffId> ruled_by;
    std::string ruling;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::appraisal, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Record, (), (id, site, root, revision, superseded_by, kind, employee, scorer, level, sheet, period, state, days, days_away,
                                   ordinary, bonus, bonus_decision, score, summary, planned_at, scored_at, scored_by, document, digest,
                                   answered_at, remark, ruled_at, ruled_by, ruling, version))

struct Mark {
    MarkId id{};
    AppraisalId appraisal{};
    int position = 0, item = 0;
    Points points{};
    std::string reason;
    bool punishable = false;
    std::string measure;
    ComplaintId complaint{};
    std::int64_t photo = 0;
    ProposalId proposal{};
};
BOOST_DESCRIBE_STRUCT(Mark, (), (id, appraisal, position, item, points, reason, punishable, measure, complaint, photo, proposal))

struct Proposal {
    ProposalId id{};
    SiteId site{};
    StaffId employee{};
    Instant at{};
    Day month{};
    std::string fact;
    EvidenceRule rule = EvidenceRule::breached_obligation;
    std::string item;
    Points points{};
    std::string clause, act;
    journal::SubjectKind subject_kind = journal::SubjectKind::system;
    std::int64_t subject_id = 0;
    ProposalState state = ProposalState::open;
    AppraisalId appraisal{};
    std::optional<Instant> decided_at;
    std::optional<StaffId> decided_by;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (id, site, employee, at, month, fact, rule, item, points, clause, act, subject_kind, subject_id, state,
                                     appraisal, decided_at, decided_by, reason))

// Every "no" of this module, with its clause.
namespace refused {
inline const Refusal not_found{"appraisal.not-found", Trouble::missing};
inline const Refusal criteria_not_found{"criteria.not-found", Trouble::missing};
inline const Refusal reaches_back{"criteria.reaches-back", Trouble::invalid, "A4.2", {{"from", "in-the-past"}}, {}};
inline const Refusal already_ruled{"criteria.already-ruled", Trouble::conflict, "A4.10"};
inline const Refusal day_passed{"criteria.day-passed", Trouble::conflict, "A4.2"};
inline const Refusal day_taken{"criteria.day-taken", Trouble::conflict, "A4.2"};
inline const Refusal own_criteria{"criteria.own", Trouble::conflict, "A4.10"};
inline const Refusal own{"appraisal.own", Trouble::conflict, "A4.4.5"};
inline const Refusal frozen{"appraisal.frozen", Trouble::conflict, "A4.4.5"};
inline const Refusal not_scored{"appraisal.not-scored", Trouble::conflict, "A4.4.5"};
inline const Refusal not_yours_to_score{"appraisal.not-yours-to-score", Trouble::forbidden, "A4.1"};
inline const Refusal not_yours{"appraisal.not-yours", Trouble::forbidden, "A4.4.5"};
inline const Refusal not_open_to_answer{"appraisal.not-open-to-answer", Trouble::conflict, "A4.4.5"};
inline const Refusal appeal_too_late{"appraisal.appeal-too-late", Trouble::conflict, "A4.4.5"};
inline const Refusal not_appealed{"appraisal.not-appealed", Trouble::conflict, "A4.4.5"};
inline const Refusal own_appeal{"appraisal.own-appeal", Trouble::conflict, "A4.4.5"};
inline const Refusal nothing_changed{"appraisal.nothing-changed", Trouble::invalid, "A4.4.5", {{"marks", "required"}}, {}};
inline const Refusal evidence_open{"appraisal.evidence-open", Trouble::conflict, "A4.4.5"};
inline const Refusal evidence_decided{"appraisal.evidence-decided", Trouble::conflict, "A4.4.5"};
inline const Refusal no_bonus_here{"appraisal.no-bonus-here", Trouble::invalid, "A4.8", {{"bonus", "out-of-range"}}, {}};
inline const Refusal appealed{"appraisal.appealed", Trouble::conflict, "A4.4.5"};
inline const Refusal employee_unknown{"invalid", Trouble::invalid, {}, {{"employee", "unknown-value"}}, {}};
inline const Refusal year_open{"appraisal.year-open", Trouble::conflict, "A4.6"};
inline const Refusal year_incomplete{"appraisal.year-incomplete", Trouble::conflict, "A4.6"};
inline const Refusal year_destroyed{"appraisal.year-destroyed", Trouble::conflict, "A4.11"};
inline const Refusal statistics_open{"statistics.open", Trouble::conflict, "A4.7"};
inline const Refusal statistics_empty{"statistics.empty", Trouble::conflict, "A4.7"};
inline const Refusal statistics_not_ended{"statistics.not-ended", Trouble::conflict, "A4.7"};
inline const Refusal kept_not_found{"destruction.not-found", Trouble::missing};
inline const Refusal kept_decided{"destruction.decided", Trouble::conflict, "A4.11"};
inline const Refusal own_record{"destruction.own", Trouble::conflict, "A4.11"};
inline const Refusal not_held{"destruction.not-held", Trouble::conflict, "A4.11"};
inline const Refusal photo_too_large{"attachment.too-large", Trouble::too_large};
inline const Refusal not_a_photo{"attachment.not-a-photo-or-pdf", Trouble::invalid, {}, {{"file", "unknown-value"}}, {}};
inline const Refusal too_many_photos{"attachment.too-many", Trouble::conflict};
inline const Refusal bad_cursor{"invalid", Trouble::invalid, {}, {{"cursor", "unknown-value"}}, {}};
using work::stale;
}  // namespace refused

// ---- criteria ----
AspectPoints aspect_points(const rulebook::Rulebook& book, Day on);
bool has_aspect_points(const rulebook::Rulebook& book, Day on);
// Ships the rulebook's sheets to a site that has none yet.
void ensure_criteria(Unit& unit);
std::optional<Criteria> criteria_on(store::Tx& tx, SiteId site, Level level, RecordKind kind, Day day);
std::optional<Criteria> find_criteria(store::Tx& tx, CriteriaId id);

std::vector<Criteria> criteria_of(store::Tx& tx, SiteId site);  // every sheet that a site ever had
inline const std::string& item_key(const CriteriaItem& item) { return item.name.empty() ? item.key : item.name; }
// What a deduction stands on where no evidence says it: the item's clause, or the standard itself.
inline std::string clause_of(const CriteriaItem& item) { return item.clause.empty() ? "A4.7" : item.clause; }

// ---- records ----
std::optional<Record> find_record(store::Tx& tx, AppraisalId id, SiteId site);
std::vector<Mark> marks_of(store::Tx& tx, AppraisalId id);
void insert(store::Tx& tx, const Record& r);
void save(store::Tx& tx, Record& r);  // one versioned write; counts the version up
boost::json::object facts_of(const Record& r);
AppraisalChanged changed(const Record& r);

bool may_see(const work::Actor& actor, SiteId site, const Record& r);
// None: this person may score it.
std::optional<Refusal> why_not_scored_by(const work::Actor& actor, SiteId site, const Record& r);
// When the debt that now stands about the record is due, if one is open.
std::optional<Instant> due_of(store::Tx& tx, journal::Subject subject);

// What a signature binds, built from the rows: the same rows always give the same text.
std::string document_of(const Record& r, const std::vector<CriteriaItem>& items, const std::vector<Mark>& marks, const Scored& scored);
Bonus bonus_of(const rulebook::Rulebook& book, Day on, Points points, bool decided);
std::vector<Deduction> deductions_of(const std::vector<Mark>& marks);

// ---- planning ----
void begin_day(Unit& unit, const journal::Event& event);

void plan_statistics(Unit& unit, Day month);           // of a month that has ended; with December, of the year too
void list_what_has_been_kept(Unit& unit, Day today);   // A4.11: what may go comes onto a list; nothing goes by itself

std::optional<Day> destruction_day(store::Tx& tx, DestructionId id, SiteId site);

// ---- the year ----
// The signed document: every row with its weight and score, the parts, the exact total.
struct YearDocument {
    int year = 0;
    StaffId employee{};
    std::vector<FormulaPart> parts;
    int divisor = 0, decimals = 0;
    std::string total_exact;
    Points total{};
    bool excellent = false;
};
BOOST_DESCRIBE_STRUCT(YearDocument, (), (year, employee, parts, divisor, decimals, total_exact, total, excellent))
std::optional<YearDocument> read_year(const std::string& document);

// ---- evidence ----
std::vector<Proposal> proposals_of(store::Tx& tx, StaffId employee, Day month);
std::optional<Proposal> find_proposal(store::Tx& tx, ProposalId id);
void decide(Unit& unit, const Record& record, const Proposal& proposal, ProposalState state, const std::string& reason);
void hear_evidence(work::World& world);

// ---- exams ----
std::vector<ExamFigure> exams_of_year(store::Tx& tx, StaffId employee, int year);
// Of each course the best result, of these the mean, rounded half up once; none without any.
std::optional<Points> mean_of(const std::vector<ExamFigure>& exams, std::optional<Points> ExamFigure::*part);
void hear_exams(work::World& world);

// ---- photos ----
void add_photo_routes(work::Routes& routes);
bool photo_of(store::Tx& tx, std::int64_t photo, AppraisalId root);

inline constexpr std::size_t long_text = 1000;  // characters of a reason or remark
std::int64_t number_in(const std::string& text);  // 0: none
std::string text_of(std::int64_t id);             // "": none

}  // namespace huiyin::appraisal
