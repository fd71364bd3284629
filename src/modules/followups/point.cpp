// Points: what the customer raised, one by one, each with an owner, a promised time and an answer, kept or late
// (D13, D14, F5). One that is a complaint of its own becomes one.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "work/gates.hpp"

namespace huiyin::followups {
namespace {

journal::Event event_of(const FollowUp& f, const Point& p, std::string name, boost::json::object personal = {}) {
    return {std::move(name), p.as_subject(), facts_of(f, p), std::move(personal)};
}

// Whoever owns the point, and whoever leads: an owner needs no further permission to keep a word given.
bool may_promise(const work::Actor& actor, SiteId site, const FollowUp& f, const Point& p) {
    return p.owner == actor.staff || f.caller == actor.staff || actor.may(Permission::promise_answers, site) ||
           actor.may(Permission::sign_follow_ups, site);
}

void promise(Unit& unit, const FollowUp& f, const Point& p) {
    auto event = event_of(f, p, "point.promised", {{"text", p.text}});
    event.facts["promised_at"] = p.promised_at->ms;
    unit.tell(event);
}

}  // namespace

Result<void> add_point(Unit& unit, FollowUp& f, const PointInput& input, const std::string& field) {
    const auto wrong = [&](const char* name, const char* code) {
        return refuse({"invalid", Trouble::invalid, {}, {{field + name, code}}, {}});
    };
    if (input.owner && !organisation::on_staff(unit.tx, *input.owner, unit.site)) return wrong("owner", "unknown-value");
    if (input.promised_at && *input.promised_at <= unit.moment.now) return refuse(refused::promise_in_the_past);
    Point p;
    p.id = unit.make_id<PointId>();
    p.site = unit.site;
    p.sheet = f.id;
    p.position = ++f.points;
    p.text = text::trim(input.text);
    p.raised_by = unit.moment.actor;
    p.raised_at = unit.moment.now;
    p.owner = input.owner.value_or(unit.moment.actor);
    // What was answered in the call is nobody's work any more.
    if (text::blank(input.answer))
        if (auto fit = qualification::may_be_assigned(unit, p.owner, p.as_subject()); !fit) return refuse(fit.error());
    p.department = organisation::department_of(unit.tx, *p.owner);
    p.promised_at = p.first_promised_at = input.promised_at;
    p.version = 1;
    if (!text::blank(input.answer)) {
        p.state = PointState::answered;
        p.answer = text::trim(input.answer);
        p.channel = Channel::phone;
        p.answered_at = unit.moment.now;
        p.answered_by = unit.moment.actor;
    } else {
        ++f.open_points;
    }
    insert(unit.tx, p);
    unit.tell(event_of(f, p, "point.raised", {{"text", p.text}}));
    if (p.state == PointState::answered) unit.tell(event_of(f, p, "point.answered", {{"text", p.answer}}));
    else promise(unit, f, p);
    return {};
}

Result<FollowUpChanged> raise_point(Unit& unit, const RaisePoint& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (f.state != SheetState::done || f.result != CallResult::reached) return refuse(refused::not_reached);
    if (!command.answer.empty())
        if (const auto fine = lexicon::gate(unit, f.as_subject(), {{"answer", command.answer}}, command.say_anyway); !fine) return refuse(fine.error());
    const auto added = add_point(unit, f, {command.text, command.owner, command.promised_at, command.answer}, "");
    if (!added) return refuse(added.error());
    note_hand(unit, f.id);
    content_changed(unit, f, "point");
    return changed(f, {});
}

Result<FollowUpChanged> promise_point(Unit& unit, const PromisePoint& command) {
    auto found = find_point(unit, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& [f, p] = *found;
    if (!may_promise(unit.actor, unit.site, f, p)) return refuse(refused::not_your_point);
    if (p.state != PointState::open) return refuse(refused::point_settled);
    if (command.promised_at <= unit.moment.now) return refuse(refused::promise_in_the_past);
    if (text::blank(command.reason)) return refuse(refused::promise_needs_reason);
    if (command.owner && !organisation::on_staff(unit.tx, *command.owner, unit.site))
        return refuse({"invalid", Trouble::invalid, {}, {{"owner", "unknown-value"}}, {}});
    if (auto fit = qualification::may_be_assigned(unit, command.owner, p.as_subject()); !fit) return refuse(fit.error());
    work::gate_passed(unit, {"D13", "F5"}, "point.promise", p.as_subject());
    const auto was = p.promised_at;
    if (command.owner) {
        p.owner = command.owner;
        p.department = organisation::department_of(unit.tx, *command.owner);
    }
    p.promised_at = command.promised_at;
    save(unit.tx, p);
    auto event = event_of(f, p, "point.promise_moved", {{"reason", text::trim(command.reason)}});
    event.facts["promised_at"] = command.promised_at.ms;
    if (was) event.facts["was_promised_at"] = was->ms;
    const auto written = unit.tell(event);
    // The engine moves the time by this event and keeps the owner; the owner follows by one of its own.
    if (command.owner) unit.tell(event_of(f, p, "point.assigned"));
    content_changed(unit, f, "promise");
    return changed(f, written.id);
}

Result<FollowUpChanged> answer_point(Unit& unit, const AnswerPoint& command) {
    auto found = find_point(unit, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& [f, p] = *found;
    if (p.state == PointState::turned || p.state == PointState::dropped) return refuse(refused::point_settled);
    if (const auto fine = lexicon::gate(unit, f.as_subject(), {{"text", command.text}}, command.say_anyway); !fine) return refuse(fine.error());
    if (p.state == PointState::open) --f.open_points;
    p.state = PointState::answered;
    p.answer = text::trim(command.text);
    p.channel = command.channel;
    p.answered_at = unit.moment.now;
    p.answered_by = unit.moment.actor;
    save(unit.tx, p);
    auto event = event_of(f, p, "point.answered", {{"text", p.answer}});
    event.facts["channel"] = json::enum_name(command.channel);
    const auto written = unit.tell(event);
    content_changed(unit, f, "answer");
    return changed(f, written.id);
}

Result<FollowUpChanged> turn_point(Unit& unit, const TurnPoint& command) {
    auto found = find_point(unit, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& [f, p] = *found;
    if (p.state != PointState::open) return refuse(refused::point_settled);
    if (unit.tx.one<std::int64_t>(sql::point_category, command.category, unit.site) == 0)
        return refuse({"invalid", Trouble::invalid, {}, {{"category", "unknown-value"}}, {}});
    p.state = PointState::turned;
    --f.open_points;
    save(unit.tx, p);
    content_changed(unit, f, "complaint");
    // Complaints hears this and records the matter with the promise that stands; it answers with the complaint's id.
    auto event = event_of(f, p, "point.turned",
                          {{"text", p.text}, {"caller_name", f.customer_name}, {"caller_phone", f.customer_phone}});
    event.facts["category"] = std::to_string(command.category.value);
    event.facts["promised_at"] = p.promised_at && *p.promised_at > unit.moment.now ? p.promised_at->ms : 0;
    const auto written = unit.tell(event);
    return changed(f, written.id);
}

}  // namespace huiyin::followups
