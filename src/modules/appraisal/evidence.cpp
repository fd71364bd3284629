// Evidence: what happened elsewhere becomes a proposal for the item that fits by the rulebook's table (A4.4.1 to A4.4.3).
// Nothing deducts by itself; one fact is proposed once, whoever tells it again.
#include "huiyin_appraisal_sql.hpp"
#include "journal/facts.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

// The clause whose parameters say what a kind of fact may count, and for which item.
struct Table {
    EvidenceRule rule;
    const char* clause;
    const char* name;  // of its parameters: <name>-points, <name>-item
};
constexpr std::array tables = {
    Table{EvidenceRule::turned_back, "A4.4.1", "turned-back"},
    Table{EvidenceRule::late, "A4.4.1", "late"},
    Table{EvidenceRule::absent, "A4.4.1", "absent"},
    Table{EvidenceRule::early_leave, "A4.4.1", "early-leave"},
    Table{EvidenceRule::forbidden_phrase, "A4.4.2", "forbidden-phrase"},
    Table{EvidenceRule::dissatisfied, "A4.4.2", "dissatisfied"},
    Table{EvidenceRule::praise, "A4.4.2", "praise"},
    Table{EvidenceRule::breached_obligation, "A4.4.3", "breached-obligation"},
    Table{EvidenceRule::broken_promise, "A4.4.3", "broken-promise"},
    Table{EvidenceRule::quality, "A4.4.3", "quality"},
};

using journal::word_in;

struct Fact {
    EvidenceRule rule{};
    StaffId employee{};
    std::string fact;  // what it is, once and for all
    std::string clause, act;
    journal::Subject subject{};
    std::optional<Day> day{};  // when it happened, if not now
};

// The month in which it happened; if that is signed already, the one that is still open to it.
Day month_for(Unit& unit, const Fact& f) {
    const auto today = unit.today();
    const auto day = f.day.value_or(today);
    const auto month = day.first_of_month();
    const bool over = f.day && unit.tx.one<std::int64_t>(sql::evidence_month_signed, f.employee, month) > 0;
    return over ? today.first_of_month() : month;
}

void propose(Unit& unit, const Fact& f) {
    // A person of nobody, or the system, is not appraised.
    if (!f.employee) return;
    const auto on = std::max(unit.today(), unit.rulebook().from());
    for (const auto& t : tables) {
        if (t.rule != f.rule) continue;
        const auto* clause = unit.rulebook().find(t.clause);
        const auto points = std::string(t.name) + "-points";
        const auto* item = clause ? clause->find_parameter(std::string(t.name) + "-item", on) : nullptr;
        if (!item || !clause->find_parameter(points, on)) return;
        const Points worth{unit.rulebook().number(t.clause, points, on)};
        if (worth.hundredths == 0) return;  // a company may say that this never counts
        unit.tx.run(sql::proposal_insert, unit.make_id<ProposalId>(), unit.site, f.employee, unit.moment.now, month_for(unit, f),
                    f.fact, f.rule, item->value, worth, f.clause.empty() ? std::string(t.clause) : f.clause, f.act,
                    f.subject.kind, f.subject.id);
        return;
    }
}

void breached(Unit& unit, const journal::Event& event) {
    const auto act = word_in(event.facts, "act");
    // Whether to answer one's own score is a right, no duty towards anybody.
    if (act == "answer_score") return;
    const bool promise = act == "answer_as_promised" || act == "answer_point";
    propose(unit, {promise ? EvidenceRule::broken_promise : EvidenceRule::breached_obligation, {number_in(word_in(event.facts, "owner"))},
                   "obligation:" + word_in(event.facts, "obligation"), word_in(event.facts, "clause"), act, event.subject});
}

// Told once for each sending; the place in the journal tells two sendings apart.
void said_anyway(Unit& unit, const journal::Event& event) {
    const auto seq = unit.tx.first<std::int64_t>(sql::evidence_head, unit.site).value_or(0);
    propose(unit, {EvidenceRule::forbidden_phrase, unit.moment.actor, "entry:" + std::to_string(seq), "F5.1", {}, event.subject});
}

void rated(Unit& unit, const journal::Event& event) {
    const auto grade = word_in(event.facts, "grade");
    const auto* words = event.personal.if_contains("text");
    const bool praised = grade == "satisfied" && words && words->is_string() && !text::blank(std::string_view(words->as_string()));
    if (grade != "dissatisfied" && !praised) return;
    const journal::Subject matter{journal::SubjectKind::complaint, number_in(word_in(event.facts, "complaint"))};
    // The customer may say it in the call and by the link: it is one disappointment, or one praise, about one matter.
    propose(unit, {praised ? EvidenceRule::praise : EvidenceRule::dissatisfied, {number_in(word_in(event.facts, "responsible"))},
                   grade + ":" + std::to_string(matter.id), "F3", {}, matter});
}

// A matter comes back to the department that passed it on: whoever passed it on was wrong (D7).
void handed_over(Unit& unit, const journal::Event& event) {
    const auto to = word_in(event.facts, "department");
    const journal::Entry* before = nullptr;
    const auto history = journal::history(unit.tx, event.subject);
    int nth = 0;
    const journal::Entry* previous = nullptr;
    for (const auto& e : history)
        if (e.event == "complaint.handed_over") {
            previous = before;
            before = &e;
            ++nth;
        }
    if (!previous) return;
    const auto facts = json::parse(previous->facts);
    if (!facts || !facts->is_object() || word_in(facts->as_object(), "from_department") != to || to == "0") return;
    propose(unit, {EvidenceRule::turned_back, previous->actor, "turned_back:" + std::to_string(event.subject.id) + ":" + std::to_string(nth), "D7", {}, event.subject});
}

// Lateness and absence are proposed for what they are about: attendance (勤). Work beyond one's hours is nobody's fault.
void attended(Unit& unit, const journal::Event& event) {
    const auto rule = json::enum_value<EvidenceRule>(word_in(event.facts, "kind"));
    if (rule != EvidenceRule::late && rule != EvidenceRule::absent && rule != EvidenceRule::early_leave) return;
    propose(unit, {*rule, {number_in(word_in(event.facts, "staff"))}, "attendance:" + std::to_string(event.subject.id), "A4.4.1", {}, event.subject,
                   Day::parse(word_in(event.facts, "day"))});
}

// A reviewed matter under the pass mark says something about ability (能); one above it says nothing against anybody (J9).
void reviewed(Unit& unit, const journal::Event& event) {
    if (word_in(event.facts, "passed") != "no") return;
    propose(unit, {EvidenceRule::quality, {number_in(word_in(event.facts, "employee"))}, "quality:" + std::to_string(event.subject.id), "J9", {}, event.subject, {}});
}

// An entry that was wrong altogether was no fact.
void struck(Unit& unit, const journal::Event& event) {
    unit.tx.run(sql::proposal_withdraw, unit.site, "attendance:" + std::to_string(event.subject.id));
}

}  // namespace

std::vector<Proposal> proposals_of(store::Tx& tx, StaffId employee, Day month) { return tx.all<Proposal>(sql::proposals_of, employee, month); }
std::optional<Proposal> find_proposal(store::Tx& tx, ProposalId id) { return tx.first<Proposal>(sql::proposal_find, id); }

void decide(Unit& unit, const Record& record, const Proposal& proposal, ProposalState state, const std::string& reason) {
    if (unit.tx.run(sql::proposal_decide, proposal.id, state, record.id, unit.moment.now, unit.moment.actor, reason) == 0)
        throw store::StaleRow("proposal " + std::to_string(proposal.id.value));
    unit.tell({"appraisal.evidence_decided", record.as_subject(),
               {{"proposal", std::to_string(proposal.id.value)}, {"rule", json::enum_name(proposal.rule)}, {"verdict", json::enum_name(state)},
                {"fact", proposal.fact}},
               {{"reason", reason}}});
}

void hear_evidence(work::World& world) {
    world.listeners.emplace("obligation.breached", breached);
    world.listeners.emplace("wording.sent_anyway", said_anyway);
    world.listeners.emplace("rating.given", rated);
    world.listeners.emplace("complaint.handed_over", handed_over);
    world.listeners.emplace("attendance.recorded", attended);
    world.listeners.emplace("attendance.struck", struck);
    world.listeners.emplace("quality.scored", reviewed);
}

}  // namespace huiyin::appraisal
