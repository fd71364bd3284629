// Internal notes and importance.
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

Result<Changed> hear_customer(Unit& unit, ComplaintId id, const std::string& text) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, id);
    if (!c) return refuse(c.error());
    const auto written = unit.tell(event_of(*c, "complaint.customer_wrote", {{"text", text::trim(text)}}));
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

}  // namespace huiyin::complaints
