// How a merged matter goes with the one it was merged into.
#include "together.hpp"

#include "huiyin_complaints_sql.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

// Speaking with a household reaches only the same household; every other one is spoken with by itself.
bool speaks_with_household(std::string_view event) {
    for (const auto* name : {"complaint.promised", "complaint.promise_moved", "complaint.answered", "complaint.agreement_recorded",
                             "complaint.closed", "complaint.reopened", "complaint.withdrawn"})
        if (event == name) return true;
    return false;
}
bool works_on_matter(std::string_view event) {
    for (const auto* name : {"complaint.verified", "complaint.reported", "complaint.assigned", "complaint.handed_over", "complaint.referred",
                             "complaint.decided", "complaint.raised", "complaint.outside_asked", "complaint.outside_answered"})
        if (event == name) return true;
    return false;
}

void take_over_people(Complaint& c, const Complaint& lead) {
    c.responsible = lead.responsible;
    c.executor = lead.executor;
    c.department = lead.department;
}

}  // namespace

bool same_household(const Complaint& a, const Complaint& b) {
    if (a.unit || b.unit) return a.unit == b.unit;
    return a.person && a.person == b.person;
}

std::optional<Complaint> find_plain(store::Tx& tx, SiteId site, ComplaintId id) { return tx.first<Complaint>(sql::complaint_find, id, site); }

std::vector<Complaint> merged_into(store::Tx& tx, const Complaint& lead) { return tx.all<Complaint>(sql::together_merged_into, lead.id); }

std::optional<Refusal> why_elsewhere(store::Tx& tx, const Complaint& c, Side side) {
    if (!c.merged_into) return std::nullopt;
    const auto lead = find_plain(tx, c.site, *c.merged_into);
    if (!lead || !lead->is_open() || (side == Side::household && !same_household(c, *lead))) return std::nullopt;
    auto no = refused::merged;
    no.details = {{"other", std::to_string(lead->id.value)}, {"number", lead->number}};
    return no;
}

std::optional<Refusal> why_not_withdrawn(store::Tx& tx, const Complaint& c) {
    auto waiting = tx.one<std::int64_t>(sql::reporters_untold, c.id);
    for (const auto& merged : merged_into(tx, c)) waiting += merged.is_open() && !same_household(merged, c);
    if (waiting == 0) return std::nullopt;
    auto no = refused::others_wait;
    no.details = {{"households", waiting}};
    return no;
}

std::vector<obligations::Obligation> owed_by_merged(store::Tx& tx, const Complaint& lead) {
    std::vector<obligations::Obligation> owed;
    for (const auto& merged : merged_into(tx, lead)) {
        if (!merged.is_open() || !same_household(merged, lead)) continue;
        for (auto& o : obligations::open_blocking(tx, merged.as_subject())) owed.push_back(std::move(o));
    }
    return owed;
}

std::optional<Complaint> after_step_of(const Complaint& lead, const Complaint& merged, std::string_view event) {
    const bool same = same_household(lead, merged);
    if (!works_on_matter(event) && !(speaks_with_household(event) && same)) return std::nullopt;
    auto after = merged;
    if (event == "complaint.reopened") {
        if (merged.state != State::closed) return std::nullopt;
    } else if (!merged.is_open()) {
        return std::nullopt;
    }
    if (event == "complaint.verified") {
        if (merged.verified_at) return after;  // its own finding stays; what is owed hears of it all the same
        if (after.state == State::recorded) after.state = State::verified;
        after.substance = lead.substance;
        after.finding = lead.finding;
        after.cause = lead.cause;
        after.verified_at = lead.verified_at;
    } else if (event == "complaint.assigned") {
        take_over_people(after, lead);
    } else if (event == "complaint.handed_over") {
        take_over_people(after, lead);
        ++after.hand_overs;
    } else if (event == "complaint.referred") {
        after.state = State::referred;
    } else if (event == "complaint.decided") {
        if (after.state == State::referred) after.state = after.answered_at ? State::answered : after.verified_at ? State::verified : State::recorded;
        after.decision = lead.decision;
        take_over_people(after, lead);
    } else if (event == "complaint.raised") {
        after.raised_to = lead.raised_to;
    } else if (event == "complaint.promised" || event == "complaint.promise_moved") {
        after.promised_at = lead.promised_at;
        if (!after.first_promised_at) after.first_promised_at = lead.first_promised_at;
        after.promise_what = lead.promise_what;
    } else if (event == "complaint.answered") {
        if (after.state != State::referred) after.state = State::answered;
        after.answer = lead.answer;
        after.answer_channel = lead.answer_channel;
        after.answered_at = lead.answered_at;
        after.agreement.reset();
        after.agreement_reason.clear();
    } else if (event == "complaint.agreement_recorded") {
        after.agreement = lead.agreement;
        after.agreement_reason = lead.agreement_reason;
    } else if (event == "complaint.closed" || event == "complaint.withdrawn") {
        after.state = lead.state;
        after.outcome = lead.outcome;
        after.closed_at = lead.closed_at;
        after.closed_by = lead.closed_by;
        if (event == "complaint.closed") {
            after.answer = lead.answer;
            after.answer_channel = lead.answer_channel;
            after.answered_at = lead.answered_at;
            after.agreement = lead.agreement;
            after.agreement_reason = lead.agreement_reason;
        }
    } else if (event == "complaint.reopened") {
        after.state = after.verified_at ? State::verified : State::recorded;
        after.closed_at.reset();
        after.closed_by.reset();
        after.answered_at.reset();
        after.agreement.reset();
        after.agreement_reason.clear();
        after.promised_at.reset();
        after.first_promised_at.reset();
        ++after.reopened;
    }
    return after;
}

void lead_merged_one(Unit& unit, const Complaint& lead, const Complaint& merged, const journal::Event& step) {
    const auto after = after_step_of(lead, merged, step.name);
    if (!after) return;
    save(unit.tx, *after);
    journal::Event event{step.name, after->as_subject(), step.facts, step.personal};
    for (const auto& [key, value] : facts_of(*after)) event.facts[key] = value;
    // The engine discharges by it and opens nothing: what follows is owed where the work is.
    event.facts["through"] = std::to_string(lead.id.value);
    event.facts["through_number"] = lead.number;
    unit.tell(event);
}

void lead_merged(Unit& unit, const Step& step) {
    for (const auto& merged : merged_into(unit.tx, step.after)) lead_merged_one(unit, step.after, merged, step.event);
}

void forget_together(store::Tx& tx, PersonId person) {
    tx.run(sql::reporters_forget, person);
    for (const auto id : tx.all<ComplaintId>(sql::complaints_of_person, person)) {
        tx.run(sql::recurrences_forget, id);
        tx.run(sql::gatherings_forget, id, store::Bytes{});
    }
}

void due_no_later(Unit& unit, const Complaint& here, const std::vector<obligations::Obligation>& like, const std::string& reason) {
    for (const auto& o : obligations::of_subject(unit.tx, here.as_subject())) {
        if (o.state != obligations::State::open || o.paused_at) continue;
        for (const auto& there : like)
            if (there.state == obligations::State::open && !there.paused_at && there.clause == o.clause && there.part == o.part && there.due_at < o.due_at) {
                obligations::move(unit.tx, unit.context(), o, there.due_at, reason);
                follow_what_is_owed(unit.tx, here.id);
                break;
            }
    }
}

}  // namespace huiyin::complaints
