// Reading and writing records, who may see and score them, and the document that a signature binds.
#include "record.hpp"

#include "huiyin_appraisal_sql.hpp"

namespace huiyin::appraisal {
namespace {

// What was signed, whole. Ids as text, points as hundredths; the order of the members never changes.
struct SignedMark {
    int item = 0;
    Points points{};
    std::string reason;
    bool punishable = false;
    std::string measure;
    std::string complaint, photo, proposal;
};
BOOST_DESCRIBE_STRUCT(SignedMark, (), (item, points, reason, punishable, measure, complaint, photo, proposal))
struct Document {
    RecordKind kind{};
    int revision = 1;
    StaffId employee{}, scored_by{};
    Day period{};
    Level level{};
    std::vector<CriteriaItem> items;
    std::vector<SignedMark> marks;
    int days = 0, days_away = 0;
    Points ordinary{}, bonus{};
    std::string bonus_decision;
    Points score{};
    std::string summary;
    Instant scored_at{};
};
BOOST_DESCRIBE_STRUCT(Document, (), (kind, revision, employee, scored_by, period, level, items, marks, days, days_away, ordinary, bonus,
                                     bonus_decision, score, summary, scored_at))

}  // namespace

std::string text_of(std::int64_t id) { return id ? std::to_string(id) : std::string{}; }
std::int64_t number_in(const std::string& text) {
    std::int64_t n = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && rest == text.data() + text.size() && n > 0 ? n : 0;
}

std::optional<Record> find_record(store::Tx& tx, AppraisalId id, SiteId site) { return tx.first<Record>(sql::appraisal_find, id, site); }
std::vector<Mark> marks_of(store::Tx& tx, AppraisalId id) { return tx.all<Mark>(sql::appraisal_marks, id); }

void insert(store::Tx& tx, const Record& r) {
    tx.run(sql::appraisal_insert, r.id, r.site, r.root, r.revision, r.kind, r.employee, r.scorer, r.level, r.sheet, r.period, r.state, r.days,
           r.days_away, r.ordinary, r.bonus, r.bonus_decision, r.score, r.summary, r.planned_at, r.scored_at, r.scored_by, r.document, r.digest);
}

void save(store::Tx& tx, Record& r) {
    const auto rows = tx.run(sql::appraisal_save, r.id, r.superseded_by, r.state, r.days_away, r.ordinary, r.bonus, r.bonus_decision, r.score,
                             r.summary, r.scored_at, r.scored_by, r.document, r.digest, r.answered_at, r.remark, r.ruled_at, r.ruled_by, r.ruling,
                             r.version);
    if (rows == 0) throw store::StaleRow("appraisal " + std::to_string(r.id.value));
    ++r.version;
}

boost::json::object facts_of(const Record& r) {
    return {{"kind", json::enum_name(r.kind)}, {"level", json::enum_name(r.level)}, {"period", r.period.iso()}, {"revision", r.revision},
            {"responsible", std::to_string(r.scorer ? r.scorer->value : 0)}, {"executor", std::to_string(r.employee.value)}};
}

AppraisalChanged changed(const Record& r) { return {r.id, r.state, r.score, r.digest, r.version}; }

bool may_see(const work::Actor& actor, SiteId site, const Record& r) {
    if (actor.may(Permission::see_appraisals, site)) return true;
    // Whoever may no longer score (a former supervisor) keeps what they signed, not what is planned.
    if (r.employee == actor.staff) return r.state != AppraisalState::planned && r.state != AppraisalState::excused;
    if (r.state == AppraisalState::planned) return r.scorer == actor.staff && actor.may(Permission::score_staff, site);
    return r.scored_by == actor.staff || r.scorer == actor.staff;
}

std::optional<Refusal> why_not_scored_by(const work::Actor& actor, SiteId site, const Record& r) {
    if (r.employee == actor.staff) return refused::own;
    if (!actor.may(Permission::score_staff, site)) return refused::not_yours_to_score;
    if (r.scorer && *r.scorer != actor.staff && !actor.may(Permission::see_appraisals, site)) return refused::not_yours_to_score;
    return std::nullopt;
}

std::optional<Instant> due_of(store::Tx& tx, journal::Subject subject) {
    std::optional<Instant> due;
    for (const auto& o : obligations::of_subject(tx, subject))
        if (o.state == obligations::State::open && (!due || o.due_at < *due)) due = o.due_at;
    return due;
}

std::string document_of(const Record& r, const std::vector<CriteriaItem>& items, const std::vector<Mark>& marks, const Scored& scored) {
    Document d{r.kind, r.revision, r.employee, r.scored_by.value_or(StaffId{}), r.period, r.level, items, {}, r.days, r.days_away,
               scored.ordinary, scored.bonus, r.bonus_decision, scored.total, r.summary, r.scored_at.value_or(Instant{})};
    for (const auto& m : marks)
        d.marks.push_back({m.item, m.points, m.reason, m.punishable, m.measure, text_of(m.complaint.value), text_of(m.photo), text_of(m.proposal.value)});
    return json::text(d);
}

Bonus bonus_of(const rulebook::Rulebook& book, Day on, Points points, bool decided) {
    const auto day = std::max(on, book.from());
    return {points, {book.number("A4.8", "bonus-least", day)}, {book.number("A4.8", "bonus-most", day)}, decided};
}

std::vector<Deduction> deductions_of(const std::vector<Mark>& marks) {
    std::vector<Deduction> all;
    for (const auto& m : marks) all.push_back({m.item, m.points, m.punishable});
    return all;
}

}  // namespace huiyin::appraisal
