// Closing, reopening with history, withdrawing. Nothing closes over a debt, unanswered, or without the customer's
// agreement or the reason why it is missing (D8, D16, F4).
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"
#include "work/gates.hpp"

namespace huiyin::complaints {
namespace {

struct WhoJoined {
    ReporterId id{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string caller_name, caller_phone;
};
BOOST_DESCRIBE_STRUCT(WhoJoined, (), (id, unit, person, caller_name, caller_phone))

// Every household that had joined is called back by itself (D11). Who calls comes from the archive; only of somebody who is
// not in it do name and number go along, so that the erasure of one household never has to reach into another's entries.
void tell_reporters_it_is_closed(Unit& unit, const Complaint& c) {
    for (const auto& r : unit.tx.all<WhoJoined>(sql::reporters_who, c.id)) {
        auto event = event_of(c, "complaint.closed_for_reporter", {{"text", c.outcome}});
        if (!r.person) {
            event.personal["caller_name"] = r.caller_name;
            event.personal["caller_phone"] = r.caller_phone;
        }
        event.facts["reporter"] = std::to_string(r.id.value);
        event.facts["reporter_unit"] = std::to_string(r.unit ? r.unit->value : 0);
        event.facts["reporter_person"] = std::to_string(r.person ? r.person->value : 0);
        event.facts["reopened"] = c.reopened;
        unit.tell(event);
    }
}

}  // namespace

std::optional<Refusal> why_not_closed(const Complaint& c, const std::vector<obligations::Obligation>& owed) {
    if (c.state == State::closed) return refused::already_closed;
    if (c.state == State::withdrawn) return refused::withdrawn;
    if (!c.answered_at || c.state != State::answered) return refused::not_answered;
    if (!c.agreement) return refused::not_agreed;
    if (owed.empty()) return std::nullopt;
    auto still = refused::still_owed;
    boost::json::array clauses, acts;
    for (const auto& o : owed) {
        clauses.emplace_back(o.clause);
        acts.emplace_back(o.act);
    }
    still.details = {{"clauses", std::move(clauses)}, {"acts", std::move(acts)}};
    return still;
}

Result<Step> decide_closing(const Complaint& before, const CloseComplaint& command,
                            const std::vector<obligations::Obligation>& owed, const Moment& moment) {
    if (auto no = why_not_closed(before, owed)) return refuse(*std::move(no));
    auto after = before;
    after.state = State::closed;
    after.outcome = text::trim(command.outcome);
    after.closed_at = moment.now;
    after.closed_by = moment.actor;
    auto event = event_of(after, "complaint.closed",
                          {{"text", after.outcome}, {"caller_name", after.caller_name}, {"caller_phone", after.caller_phone}});
    event.facts["reopened"] = after.reopened;
    event.facts["agreement"] = json::enum_name(*after.agreement);
    if (command.satisfaction) event.facts["satisfaction"] = json::enum_name(*command.satisfaction);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> close_complaint(Unit& unit, const CloseComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::household);
    if (!before) return refuse(before.error());
    auto owed = obligations::open_blocking(unit.tx, before->as_subject());
    for (auto& o : owed_by_merged(unit.tx, *before)) owed.push_back(std::move(o));
    const auto step = decide_closing(*before, command, owed, unit.moment);
    if (!step) return refuse(step.error());
    if (const auto said = lexicon::gate(unit, before->as_subject(), {{"outcome", command.outcome}}, command.say_anyway); !said) return refuse(said.error());
    work::gate_passed(unit, {"D8", "D16", "F4"}, "complaint.close", before->as_subject());
    const auto changed = carry_out(unit, *step);
    tell_reporters_it_is_closed(unit, step->after);
    return changed;
}

Result<Step> decide_reopening(const Complaint& before, const ReopenComplaint& command, const Moment&) {
    if (before.is_open()) return refuse(refused::not_closed);
    auto after = before;
    after.state = before.verified_at ? State::verified : State::recorded;
    after.closed_at.reset();
    after.closed_by.reset();
    after.answered_at.reset();
    after.agreement.reset();
    after.agreement_reason.clear();
    after.promised_at.reset();
    after.first_promised_at.reset();
    ++after.reopened;
    auto event = event_of(after, "complaint.reopened", {{"reason", text::trim(command.reason)}});
    event.facts["reopened"] = after.reopened;
    return Step{std::move(after), std::move(event)};
}

Result<Changed> reopen_complaint(Unit& unit, const ReopenComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_reopening(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

Result<Step> decide_withdrawing(const Complaint& before, const WithdrawComplaint& command, const Moment& moment) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    auto after = before;
    after.state = State::withdrawn;
    after.closed_at = moment.now;
    after.closed_by = moment.actor;
    after.outcome = text::trim(command.reason);
    return Step{after, event_of(after, "complaint.withdrawn", {{"reason", after.outcome}})};
}

Result<Changed> withdraw_complaint(Unit& unit, const WithdrawComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::household);
    if (!before) return refuse(before.error());
    if (auto no = why_not_withdrawn(unit.tx, *before)) return refuse(*std::move(no));
    const auto step = decide_withdrawing(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

}  // namespace huiyin::complaints
