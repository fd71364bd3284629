// Promising an answer, giving it, and the customer's agreement (D13, F4, F5).
#include "kernel/text.hpp"
#include "steps.hpp"
#include "work/gates.hpp"

namespace huiyin::complaints {

Result<Step> decide_promising(const Complaint& before, const PromiseAnswer& command, const Moment& moment) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (command.promised_at <= moment.now) return refuse(refused::promise_in_the_past);
    // A promise may be moved, but never silently: the reason goes on record and the first time stays (F5).
    const bool moving = before.promised_at && (!before.answered_at || *before.answered_at < *before.promised_at) && before.state != State::answered;
    if (moving && text::blank(command.reason)) return refuse(refused::promise_needs_reason);
    auto after = before;
    after.promised_at = command.promised_at;
    if (!moving) after.first_promised_at = command.promised_at;
    after.promise_what = text::trim(command.what);
    auto event = event_of(after, moving ? "complaint.promise_moved" : "complaint.promised", {{"text", after.promise_what}});
    if (moving) event.personal["reason"] = text::trim(command.reason);
    event.facts["promised_at"] = command.promised_at.ms;
    if (moving) event.facts["was_promised_at"] = before.promised_at->ms;
    return Step{std::move(after), std::move(event)};
}

Result<Changed> promise_answer(Unit& unit, const PromiseAnswer& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::household);
    if (!before) return refuse(before.error());
    const auto step = decide_promising(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    if (const auto said = lexicon::gate(unit, before->as_subject(), {{"what", command.what}}, command.say_anyway); !said) return refuse(said.error());
    work::gate_passed(unit, {"D13", "F5"}, "complaint.promise", before->as_subject());
    return carry_out(unit, *step);
}

namespace {
// Enquiries and opinions may be answered on the spot; everything else is looked into first (D4).
bool verified_first(Kind kind) { return kind != Kind::enquiry && kind != Kind::opinion; }
}  // namespace

Result<Step> decide_answering(const Complaint& before, const AnswerComplaint& command, const Moment& moment) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (!before.verified_at && verified_first(before.kind)) return refuse(refused::not_yet_verified);
    auto after = before;
    if (before.state != State::referred) after.state = State::answered;
    after.answer = text::trim(command.text);
    after.answer_channel = command.channel;
    after.answered_at = moment.now;
    // What was agreed to was the answer before this one.
    after.agreement.reset();
    after.agreement_reason.clear();
    auto event = event_of(after, "complaint.answered", {{"text", after.answer}});
    event.facts["channel"] = json::enum_name(command.channel);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> answer_complaint(Unit& unit, const AnswerComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::household);
    if (!before) return refuse(before.error());
    const auto step = decide_answering(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    if (const auto said = lexicon::gate(unit, before->as_subject(), {{"text", command.text}}, command.say_anyway); !said) return refuse(said.error());
    index_for_search(unit.tx, step->after);
    work::gate_passed(unit, {"D4"}, "complaint.answer", before->as_subject());
    return carry_out(unit, *step);
}

Result<Step> decide_agreement(const Complaint& before, const RecordAgreement& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (!before.answered_at) return refuse(refused::not_answered);
    auto after = before;
    after.agreement = command.agreement;
    after.agreement_reason = text::trim(command.reason);
    auto event = event_of(after, "complaint.agreement_recorded", {{"reason", after.agreement_reason}});
    event.facts["agreement"] = json::enum_name(command.agreement);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> record_agreement(Unit& unit, const RecordAgreement& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::household);
    if (!before) return refuse(before.error());
    auto step = decide_agreement(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    if (unit.actor.is_system()) {
        step->event.facts["by"] = "customer";  // said through the public desk, typed by nobody of ours
    } else if (!text::blank(command.reason)) {
        // What was said to a customer who does not agree stands in the reason.
        if (const auto said = lexicon::gate(unit, before->as_subject(), {{"reason", command.reason}}, command.say_anyway); !said) return refuse(said.error());
    }
    return carry_out(unit, *step);
}

Result<Changed> record_customers_agreement(Unit& unit, ComplaintId id, Agreement agreement, const std::string& reason) {
    const auto now = find_for(unit.actor, unit.site, unit.tx, RecordAgreement::needs, id);
    if (!now) return refuse(now.error());
    return work::run(unit, record_agreement, RecordAgreement{id, now->version, agreement, reason});
}

}  // namespace huiyin::complaints
