// Scoring a record (A4.7 to A4.9), which signs it; correcting it, which makes a new version; excusing it.
#include <map>

#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

void check_marks(Checks& c, const std::vector<MarkInput>& marks) {
    c.when(marks.size() > 100, "marks", "too-many");
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto& m = marks[i];
        const auto field = [&](const char* name) { return "marks." + std::to_string(i) + "." + name; };
        c.required(field("reason"), m.reason);
        c.length(field("reason"), m.reason, long_text);
        c.length(field("measure"), m.measure, long_text);
        if (m.punishable) c.required(field("measure"), m.measure);
        c.when(!m.complaint.empty() && !number_in(m.complaint), field("complaint"), "unknown-value");
        c.when(!m.photo.empty() && !number_in(m.photo), field("photo"), "unknown-value");
    }
}

void check_common(Checks& c, AppraisalId id, const std::string& bonus_decision, const std::string& summary, int days_away) {
    c.when(!id, "id", "required");
    c.length("bonus_decision", bonus_decision, long_text);
    c.length("summary", summary, long_text);
    c.when(days_away < 0, "days_away", "out-of-range");
}

// What a signing takes in, from whichever command.
struct Entered {
    std::vector<MarkInput> marks;
    Points bonus{};
    std::string bonus_decision, summary;
    int days_away = 0;
};

// The matters and photos that marks point to must be there, and seen by whoever points.
std::vector<FieldError> wrong_evidence(Unit& unit, const Record& r, const std::vector<MarkInput>& marks) {
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto field = "marks." + std::to_string(i);
        if (const auto id = number_in(marks[i].complaint)) {
            const journal::Subject matter{journal::SubjectKind::complaint, id};
            if (!unit.world().may_see(unit.tx, unit.actor, unit.site, matter) || unit.world().describe(unit.tx, unit.site, matter).number.empty())
                wrong.push_back({field + ".complaint", "unknown-value"});
        }
        if (const auto id = number_in(marks[i].photo); id && !photo_of(unit.tx, id, r.root)) wrong.push_back({field + ".photo", "unknown-value"});
    }
    return wrong;
}

// Signs the record with these marks: the score, the document and its digest, and what follows from punishable conduct.
Result<void> sign(Unit& unit, Record& r, const std::vector<CriteriaItem>& items, std::vector<Mark> marks, const Entered& entered) {
    if (entered.bonus.hundredths != 0 && is_inspection(r.kind)) return refuse(refused::no_bonus_here);
    if (entered.days_away > r.days) return refuse({"invalid", Trouble::invalid, {}, {{"days_away", "out-of-range"}}, {}});
    const bool decided = !text::blank(entered.bonus_decision);
    const auto scored = score_of(items, deductions_of(marks), bonus_of(unit.rulebook(), unit.today(), entered.bonus, decided));
    if (!scored) return refuse(scored.error());
    r.state = AppraisalState::signed_;
    r.days_away = entered.days_away;
    r.ordinary = scored->ordinary;
    r.bonus = scored->bonus;
    r.bonus_decision = text::trim(entered.bonus_decision);
    r.score = scored->total;
    r.summary = text::trim(entered.summary);
    r.scored_at = unit.moment.now;
    r.scored_by = unit.moment.actor;
    int position = 0;
    for (auto& m : marks) {
        m.id = unit.make_id<MarkId>();
        m.appraisal = r.id;
        m.position = position++;
        // A4.9 takes the whole item, whatever was written beside it.
        unit.tx.run(sql::appraisal_mark_insert, m.id, m.appraisal, m.position, m.item, m.points, m.reason, m.punishable, m.measure, m.complaint,
                    m.photo, m.proposal);
    }
    r.document = document_of(r, items, marks, *scored);
    r.digest = journal::sha256_hex(*r.document);
    for (const auto& m : marks) {
        if (!m.punishable) continue;
        const auto id = unit.ids().next(unit.moment.now.ms);
        unit.tx.run(sql::disciplinary_insert, id, r.site, r.employee, r.id, m.id, m.measure, unit.moment.now, unit.moment.actor);
        unit.tell({"appraisal.punished", r.as_subject(), {{"record", std::to_string(id)}, {"mark", std::to_string(m.id.value)}, {"item", m.item}}, {{"measure", m.measure}}});
    }
    return {};
}

void tell_signed(Unit& unit, const Record& r) {
    auto facts = facts_of(r);
    facts["score"] = r.score.hundredths;
    facts["ordinary"] = r.ordinary.hundredths;
    facts["bonus"] = r.bonus.hundredths;
    facts["digest"] = r.digest;
    unit.tell({"appraisal.scored", r.as_subject(), std::move(facts), {{"summary", r.summary}, {"bonus_decision", r.bonus_decision}}});
}

Mark mark_of(const MarkInput& m) {
    return {{}, {}, 0, m.item, m.points, text::trim(m.reason), m.punishable, m.punishable ? text::trim(m.measure) : std::string{},
            {number_in(m.complaint)}, number_in(m.photo), m.proposal.value_or(ProposalId{})};
}

std::vector<Mark> marks_from(const std::vector<MarkInput>& inputs) {
    std::vector<Mark> marks;
    for (const auto& m : inputs) marks.push_back(mark_of(m));
    return marks;
}

// Every proposal of the month is taken up by exactly one mark or ruled on, with a reason: nothing deducts by itself,
// nothing is passed over, and one fact counts once (A4.4.5).
Result<void> decide_evidence(Unit& unit, const Record& r, const ScoreAppraisal& command) {
    std::map<ProposalId, std::pair<ProposalState, std::string>> decided;
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < command.marks.size(); ++i)
        if (const auto& p = command.marks[i].proposal)
            if (!decided.try_emplace(*p, ProposalState::accepted, text::trim(command.marks[i].reason)).second)
                wrong.push_back({"marks." + std::to_string(i) + ".proposal", "twice"});
    for (std::size_t i = 0; i < command.evidence.size(); ++i) {
        const auto& e = command.evidence[i];
        if (!decided.try_emplace(e.proposal, e.accepted ? ProposalState::accepted : ProposalState::dismissed, text::trim(e.reason)).second)
            wrong.push_back({"evidence." + std::to_string(i) + ".proposal", "twice"});
    }
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, "A4.4.5", std::move(wrong), {}});
    std::int64_t open = 0;
    if (r.kind == RecordKind::month)
        for (const auto& p : proposals_of(unit.tx, r.employee, r.period)) {
            if (p.state != ProposalState::open) continue;
            const auto found = decided.find(p.id);
            if (found == decided.end()) {
                ++open;
                continue;
            }
            const bool by_mark = std::ranges::any_of(command.marks, [&](const MarkInput& m) { return m.proposal == p.id; });
            // Praise stands behind a bonus, never behind a deduction; and the other way round.
            const bool praise = p.rule == EvidenceRule::praise;
            if (by_mark == praise && found->second.first == ProposalState::accepted) return refuse(refused::evidence_decided);
            if (praise && found->second.first == ProposalState::accepted && command.bonus.hundredths == 0)
                return refuse({"invalid", Trouble::invalid, "A4.8", {{"bonus", "required"}}, {}});
            decide(unit, r, p, found->second.first, found->second.second);
            decided.erase(found);
        }
    if (!decided.empty()) return refuse(refused::evidence_decided);
    if (open > 0) {
        auto no = refused::evidence_open;
        no.details = {{"open", open}};
        return refuse(std::move(no));
    }
    return {};
}

Result<Record> find_to_score(Unit& unit, AppraisalId id, std::int64_t version) {
    auto r = find_record(unit.tx, id, unit.site);
    if (!r || (!may_see(unit.actor, unit.site, *r) && r->employee != unit.moment.actor)) return refuse(refused::not_found);
    if (auto no = why_not_scored_by(unit.actor, unit.site, *r)) return refuse(*std::move(no));
    if (r->superseded_by) return refuse(refused::frozen);
    if (r->version != version) return refuse(refused::stale(r->version, version));
    return *std::move(r);
}

std::vector<CriteriaItem> items_of(Unit& unit, const Record& r) {
    const auto sheet = find_criteria(unit.tx, r.sheet);
    ensure(sheet.has_value(), "a record keeps its sheet");
    return sheet->read_items();
}

}  // namespace

void ScoreAppraisal::check(Checks& c) const {
    check_common(c, id, bonus_decision, summary, days_away);
    check_marks(c, marks);
    c.when(evidence.size() > 500, "evidence", "too-many");
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        c.required("evidence." + std::to_string(i) + ".reason", evidence[i].reason);
        c.length("evidence." + std::to_string(i) + ".reason", evidence[i].reason, long_text);
    }
}

void CorrectAppraisal::check(Checks& c) const {
    check_common(c, id, bonus_decision, summary, days_away);
    check_marks(c, marks);
    c.required("reason", reason);
    c.length("reason", reason, long_text);
}

void ExcuseAppraisal::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, long_text);
}

Result<AppraisalChanged> score_appraisal(Unit& unit, const ScoreAppraisal& command) {
    auto r = find_to_score(unit, command.id, command.version);
    if (!r) return refuse(r.error());
    if (r->state != AppraisalState::planned) return refuse(refused::frozen);
    if (auto wrong = wrong_evidence(unit, *r, command.marks); !wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    if (const auto decided = decide_evidence(unit, *r, command); !decided) return refuse(decided.error());
    const auto done = sign(unit, *r, items_of(unit, *r), marks_from(command.marks),
                           {command.marks, command.bonus, command.bonus_decision, command.summary, command.days_away});
    if (!done) return refuse(done.error());
    work::gate_passed(unit, {"A4.4.5"}, "appraisal.score", r->as_subject());
    save(unit.tx, *r);
    tell_signed(unit, *r);
    return changed(*r);
}

// The old version stays as it was signed; the new one is shown to the employee again.
static Record next_version(Unit& unit, Record& before) {
    auto after = before;
    after.id = unit.make_id<AppraisalId>();
    after.revision = before.revision + 1;
    after.superseded_by.reset();
    after.planned_at = unit.moment.now;
    after.answered_at.reset();
    after.remark.clear();
    after.ruled_at.reset();
    after.ruled_by.reset();
    after.ruling.clear();
    after.version = 1;
    before.superseded_by = after.id;
    return after;
}

Result<AppraisalChanged> correct_appraisal(Unit& unit, const CorrectAppraisal& command) {
    auto before = find_to_score(unit, command.id, command.version);
    if (!before) return refuse(before.error());
    if (before->state == AppraisalState::planned || before->state == AppraisalState::excused) return refuse(refused::not_scored);
    // While the quality department hears an appeal, nobody changes what it is about.
    if (before->state == AppraisalState::appealed) return refuse(refused::appealed);
    if (auto wrong = wrong_evidence(unit, *before, command.marks); !wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    // Evidence was decided with the first version; a correction keeps to it.
    const auto old = marks_of(unit.tx, before->id);
    for (const auto& m : command.marks)
        if (m.proposal && std::ranges::none_of(old, [&](const Mark& o) { return o.proposal == *m.proposal; })) return refuse(refused::evidence_decided);
    auto after = next_version(unit, *before);
    const auto done = sign(unit, after, items_of(unit, after), marks_from(command.marks),
                           {command.marks, command.bonus, command.bonus_decision, command.summary, command.days_away});
    if (!done) return refuse(done.error());
    work::gate_passed(unit, {"A4.4.5"}, "appraisal.score", after.as_subject());
    save(unit.tx, *before);
    insert(unit.tx, after);
    auto facts = facts_of(*before);
    facts["into"] = std::to_string(after.id.value);
    unit.tell({"appraisal.corrected", before->as_subject(), std::move(facts), {{"reason", text::trim(command.reason)}}});
    tell_signed(unit, after);
    return changed(after);
}

Result<AppraisalChanged> excuse_appraisal(Unit& unit, const ExcuseAppraisal& command) {
    auto r = find_to_score(unit, command.id, command.version);
    if (!r) return refuse(r.error());
    if (r->state != AppraisalState::planned) return refuse(refused::frozen);
    r->state = AppraisalState::excused;
    r->ruling = text::trim(command.reason);
    r->ruled_at = unit.moment.now;
    r->ruled_by = unit.moment.actor;
    save(unit.tx, *r);
    unit.tell({"appraisal.excused", r->as_subject(), facts_of(*r), {{"reason", r->ruling}}});
    return changed(*r);
}

// ---- the ruling on an appeal makes a version too, so it stands here ----

void RuleOnAppeal::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, long_text);
    c.when(marks.size() > 100, "marks", "too-many");
    for (std::size_t i = 0; i < marks.size(); ++i) c.when(marks[i].points.hundredths < 0, "marks." + std::to_string(i) + ".points", "out-of-range");
}

Result<AppraisalChanged> rule_on_appeal(Unit& unit, const RuleOnAppeal& command) {
    auto before = find_record(unit.tx, command.id, unit.site);
    if (!before) return refuse(refused::not_found);
    if (before->state != AppraisalState::appealed) return refuse(refused::not_appealed);
    if (before->version != command.version) return refuse(refused::stale(before->version, command.version));
    // Nobody judges their own scoring or their own appeal.
    if (before->employee == unit.moment.actor || before->scored_by == unit.moment.actor) return refuse(refused::own_appeal);
    before->ruled_at = unit.moment.now;
    before->ruled_by = unit.moment.actor;
    before->ruling = text::trim(command.reason);
    work::gate_passed(unit, {"A4.4.5"}, "appraisal.rule", before->as_subject());
    const auto tell_ruled = [&](AppealVerdict verdict) {
        auto facts = facts_of(*before);
        facts["verdict"] = json::enum_name(verdict);
        unit.tell({"appraisal.appeal_ruled", before->as_subject(), std::move(facts), {{"reason", before->ruling}}});
    };
    if (command.verdict == AppealVerdict::dismissed) {
        before->state = AppraisalState::dismissed;
        save(unit.tx, *before);
        tell_ruled(command.verdict);
        return changed(*before);
    }
    auto marks = marks_of(unit.tx, before->id);
    bool less = false;
    for (std::size_t i = 0; i < command.marks.size(); ++i) {
        const auto& ruled = command.marks[i];
        const auto found = std::ranges::find(marks, ruled.mark, &Mark::id);
        const auto field = "marks." + std::to_string(i);
        if (found == marks.end()) return refuse({"invalid", Trouble::invalid, {}, {{field + ".mark", "unknown-value"}}, {}});
        // An appeal never makes it worse.
        if (ruled.points > found->points) return refuse({"invalid", Trouble::invalid, "A4.4.5", {{field + ".points", "out-of-range"}}, {}});
        if (ruled.points < found->points) {
            less = true;
            found->punishable = false;
            found->measure.clear();
        }
        found->points = ruled.points;
    }
    if (!less) return refuse(refused::nothing_changed);
    std::erase_if(marks, [](const Mark& m) { return m.points.hundredths == 0; });
    auto after = next_version(unit, *before);
    const auto scorer = before->scored_by;
    const auto done = sign(unit, after, items_of(unit, after), marks, {{}, before->bonus, before->bonus_decision, before->summary, before->days_away});
    if (!done) return refuse(done.error());
    // What the quality department ruled stands: nobody is asked again.
    after.state = AppraisalState::confirmed;
    after.scorer = scorer;
    after.ruled_at = before->ruled_at;
    after.ruled_by = before->ruled_by;
    after.ruling = before->ruling;
    before->state = AppraisalState::upheld;
    save(unit.tx, *before);
    insert(unit.tx, after);
    save(unit.tx, after);
    tell_ruled(command.verdict);
    auto facts = facts_of(*before);
    facts["into"] = std::to_string(after.id.value);
    facts["score"] = after.score.hundredths;
    facts["digest"] = after.digest;
    unit.tell({"appraisal.corrected", before->as_subject(), std::move(facts), {{"reason", before->ruling}}});
    return changed(after);
}

}  // namespace huiyin::appraisal
