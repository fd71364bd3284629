// Internal notes, importance, the call-back, and obligations waived by hand.
#include "huiyin_complaints_sql.hpp"
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
    const auto before = find_for(unit, command.needs, command.id, command.version);
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

Result<ObligationChanged> waive_obligation(Unit& unit, const WaiveObligation& command) {
    const auto o = obligations::find(unit.tx, command.id);
    if (!o || o->site != unit.site || o->subject_kind != journal::SubjectKind::complaint) return refuse(refused::obligation_not_found);
    const auto c = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, {o->subject_id});
    if (!c) return refuse(refused::obligation_not_found);
    if (o->state != obligations::State::open) return refuse(refused::obligation_not_open);
    const auto& clause = unit.rulebook().at(o->clause);
    const auto part = static_cast<std::size_t>(o->part);
    const auto may = part < clause.obligations.size() &&
                     std::ranges::any_of(unit.actor.posts, [&](work::Post p) {
                         return std::ranges::find(clause.obligations[part].may_waive, json::enum_name(p)) != clause.obligations[part].may_waive.end();
                     });
    if (!may && !unit.actor.is_system()) {
        auto no = refused::waiver_not_yours;
        no.clause = o->clause;
        return refuse(std::move(no));
    }
    auto event = event_of(*c, "obligation.waived", {{"reason", text::trim(command.reason)}});
    event.facts["clause"] = o->clause;
    event.facts["act"] = o->act;
    event.facts["obligation"] = std::to_string(o->id.value);
    const auto written = unit.tell(event);
    obligations::waive(unit.tx, unit.context(), *o, text::trim(command.reason), written.id);
    return ObligationChanged{o->id, obligations::State::waived, o->due_at};
}

Result<ObligationChanged> acknowledge_alert(Unit& unit, const AcknowledgeAlert& command) {
    const auto alert = unit.tx.first<obligations::Alert>(sql::complaint_alert, command.id, unit.site);
    const bool mine = alert && (alert->to_staff ? *alert->to_staff == unit.actor.staff
                                                : std::ranges::any_of(unit.actor.posts, [&](work::Post p) { return json::enum_name(p) == alert->to_post; }));
    if (!mine) return refuse(refused::obligation_not_found);
    unit.tx.run(sql::complaint_alert_seen, command.id, unit.moment.now, unit.actor.staff);
    const auto o = obligations::find(unit.tx, alert->obligation);
    return ObligationChanged{alert->obligation, o ? o->state : obligations::State::waived, o ? o->due_at : Instant{}};
}

}  // namespace huiyin::complaints
