// Matters about a subordinate company (I3.2) and about a product (I3.3): the unit is asked and answers; a product
// matter climbs level by level to the maker and is tracked there.
#include "kernel/text.hpp"
#include "steps.hpp"

namespace huiyin::complaints {

Result<Step> decide_raising(const Complaint& before, const RaiseComplaint& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.about != About::product) return refuse(refused::not_about_product);
    const int reached = before.raised_to ? static_cast<int>(*before.raised_to) + 1 : 0;
    if (static_cast<int>(command.level) > reached) return refuse(refused::level_skipped);
    auto after = before;
    if (static_cast<int>(command.level) == reached) after.raised_to = command.level;
    auto event = event_of(after, "complaint.raised", {{"text", text::trim(command.text)}});
    event.facts["level"] = json::enum_name(command.level);
    event.facts["body"] = text::trim(command.body);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> raise_complaint(Unit& unit, const RaiseComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_raising(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

Result<Step> decide_asking(const Complaint& before, const AskOutside& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.about != About::subordinate_company) return refuse(refused::not_about_subordinate);
    auto event = event_of(before, "complaint.outside_asked", {{"text", text::trim(command.text)}});
    event.facts["body"] = text::trim(command.body);
    return Step{before, std::move(event)};
}

Result<Changed> ask_outside(Unit& unit, const AskOutside& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_asking(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

Result<Changed> record_outside_answer(Unit& unit, const RecordOutsideAnswer& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    // What comes in after closing would be owed to the customer again: the matter is reopened first (F4).
    if (before->state == State::closed) return refuse(refused::already_closed);
    if (before->state == State::withdrawn) return refuse(refused::withdrawn);
    if (before->about != About::subordinate_company && before->about != About::product) return refuse(refused::not_about_subordinate);
    auto event = event_of(*before, "complaint.outside_answered", {{"text", text::trim(command.text)}});
    event.facts["body"] = text::trim(command.body);
    return carry_out(unit, Step{*before, std::move(event)});
}

}  // namespace huiyin::complaints
