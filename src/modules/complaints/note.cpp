// Internal notes, importance and the call-back.
#include "kernel/text.hpp"
#include "steps.hpp"

namespace huiyin::complaints {

Result<Changed> note_complaint(Unit& unit, const NoteComplaint& command) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, command.id);
    if (!c) return refuse(c.error());
    // A note changes nothing, so it never collides with anybody's edit.
    const auto written = unit.tell(event_of(*c, "complaint.noted", {{"text", text::trim(command.text)}}));
    return Changed{c->id, c->number, c->state, phase_of(c->state, false), c->version, written.id};
}

Result<Changed> change_importance(Unit& unit, const ChangeImportance& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    if (!before->is_open()) return refuse(before->state == State::closed ? refused::already_closed : refused::withdrawn);
    auto after = *before;
    after.importance = command.importance;
    after.severity = command.severity;
    return carry_out(unit, Step{after, event_of(after, "complaint.importance_changed", {{"reason", text::trim(command.reason)}})});
}

Result<Changed> record_call(Unit& unit, const RecordCall& command) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, command.needs, command.id);
    if (!c) return refuse(c.error());
    const auto all = obligations::of_subject(unit.tx, c->as_subject());
    const bool owed = std::ranges::any_of(all, [](const auto& o) { return o.act == "follow_up" && o.state == obligations::State::open; });
    if (!owed) return refuse(refused::call_not_owed);
    const char* name = command.result == CallResult::reached   ? "follow_up.reached"
                       : command.result == CallResult::refused ? "follow_up.refused"
                                                               : "follow_up.attempted";
    auto event = event_of(*c, name, {{"text", text::trim(command.text)}});
    event.facts["result"] = json::enum_name(command.result);
    if (command.satisfaction) event.facts["satisfaction"] = json::enum_name(*command.satisfaction);
    const auto written = unit.tell(event);
    return Changed{c->id, c->number, c->state, phase_of(c->state, command.result == CallResult::unreachable), c->version, written.id};
}

}  // namespace huiyin::complaints
