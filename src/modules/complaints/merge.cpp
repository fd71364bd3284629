// Merging: this matter is settled in the work on another one. Both keep number, timeline and debts; what is done there
// discharges what is owed here, at the time it was done. Undoing it leaves nothing unowed (D16).
#include <set>

#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Told {  // an entry of the journal, to be carried on
    EventId id{};
    std::string event, facts;
    std::optional<std::string> personal;
};
BOOST_DESCRIBE_STRUCT(Told, (), (id, event, facts, personal))

boost::json::object object_of(const std::string& text) {
    auto parsed = json::parse(text);
    return parsed && parsed->is_object() ? std::move(parsed->as_object()) : boost::json::object{};
}

// Ends of a matter are never taken over from the past: only what is still true of the other one.
bool still_true(const Complaint& lead, std::string_view event) {
    if (event == "complaint.closed" || event == "complaint.reopened" || event == "complaint.withdrawn") return false;
    if (event == "complaint.answered") return lead.answered_at.has_value();
    if (event == "complaint.verified") return lead.verified_at.has_value();
    return true;
}

// What the other matter has behind it already discharges its like here, now.
void catch_up(Unit& unit, ComplaintId id, const Complaint& lead) {
    const auto here = find_plain(unit.tx, unit.site, id);
    std::set<EventId> kept_by;
    const auto there = obligations::of_subject(unit.tx, lead.as_subject());
    for (const auto& o : obligations::of_subject(unit.tx, here->as_subject())) {
        if (o.state != obligations::State::open) continue;
        for (const auto& like : there)
            if (like.clause == o.clause && like.part == o.part && like.ended_by &&
                (like.state == obligations::State::kept || like.state == obligations::State::kept_late))
                kept_by.insert(*like.ended_by);
    }
    for (const auto event : kept_by) {
        const auto told = unit.tx.first<Told>(sql::together_entry, event);
        if (!told || !still_true(lead, told->event)) continue;
        journal::Event again{told->event, lead.as_subject(), object_of(told->facts), told->personal ? object_of(*told->personal) : boost::json::object{}};
        lead_merged_one(unit, lead, *find_plain(unit.tx, unit.site, id), again);
    }
    if (lead.state == State::referred)
        lead_merged_one(unit, lead, *find_plain(unit.tx, unit.site, id), event_of(lead, "complaint.referred"));
}

// Households that reported along go where the work is.
void move_reporters(Unit& unit, const Complaint& from, const Complaint& to, const std::vector<obligations::Obligation>& owed) {
    const auto untold = unit.tx.one<std::int64_t>(sql::reporters_untold, from.id);
    unit.tx.run(sql::reporters_move, from.id, to.id);
    if (untold == 0) return;
    auto event = event_of(to, "complaint.joined");
    event.facts["moved_from"] = std::to_string(from.id.value);
    unit.tell(event);
    due_no_later(unit, to, owed, from.number);
}

void tell_there(Unit& unit, const Complaint& there, const char* name, const Complaint& here) {
    auto event = event_of(there, name);
    event.facts["other"] = std::to_string(here.id.value);
    event.facts["other_number"] = here.number;
    unit.tell(event);
}

Changed as_it_is(Unit& unit, ComplaintId id, EventId event) {
    const auto c = find_plain(unit.tx, unit.site, id);
    const bool open = unit.tx.one<std::int64_t>(sql::together_anything_open, id) > 0;
    return {c->id, c->number, c->state, phase_of(c->state, open), c->version, event};
}

}  // namespace

Result<Step> decide_merging(const Complaint& before, const Complaint& into, bool into_is_worked_on_elsewhere, const MergeComplaint& command) {
    if (before.id == into.id) return refuse(refused::same_matter);
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.merged_into) return refuse(refused::merged_already);
    // The manager was asked about this one and owes a decision on it (D6).
    if (before.state == State::referred) return refuse(refused::waits_for_decision);
    if (!into.is_open()) return refuse(refused::merge_target_ended);
    if (into_is_worked_on_elsewhere) return refuse(refused::merge_target_merged);
    // What is about the office, a subordinate company or a product has its own debts, which the other would never meet (B5, I3).
    if (before.about != into.about) return refuse(refused::about_differs);
    auto after = before;
    after.merged_into = into.id;
    after.responsible = into.responsible;
    after.executor = into.executor;
    after.department = into.department;
    auto event = event_of(after, "complaint.merged", {{"reason", text::trim(command.reason)}});
    event.facts["other"] = std::to_string(into.id.value);
    event.facts["other_number"] = into.number;
    event.facts["household"] = same_household(before, into) ? "same" : "another";
    return Step{std::move(after), std::move(event)};
}

Result<Changed> merge_complaint(Unit& unit, const MergeComplaint& command) {
    const auto before = find_for(unit, command.needs, command.id, command.version);
    if (!before) return refuse(before.error());
    const auto into = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, command.other);
    if (!into) return refuse(refused::other_unknown);
    const auto step = decide_merging(*before, *into, why_elsewhere(unit.tx, *into, Side::work).has_value(), command);
    if (!step) return refuse(step.error());
    const auto owed = obligations::open_blocking(unit.tx, before->as_subject());
    // What was merged into this one goes along; nothing is merged over two corners.
    for (const auto& further : merged_into(unit.tx, *before)) {
        auto moved = further;
        if (moved.is_open()) {
            moved.responsible = into->responsible;
            moved.executor = into->executor;
            moved.department = into->department;
        }
        moved.merged_into = into->id;
        save(unit.tx, moved);
        auto event = event_of(moved, "complaint.merged");
        event.facts["other"] = std::to_string(into->id.value);
        event.facts["other_number"] = into->number;
        event.facts["household"] = same_household(moved, *into) ? "same" : "another";
        unit.tell(event);
        if (moved.is_open()) catch_up(unit, moved.id, *into);
    }
    const auto changed = carry_out(unit, *step);
    move_reporters(unit, *before, *into, owed);
    tell_there(unit, *into, "complaint.merged_here", step->after);
    catch_up(unit, command.id, *into);
    return as_it_is(unit, command.id, changed.event);
}

Result<Step> decide_unmerging(const Complaint& before, const UnmergeComplaint& command) {
    if (!before.merged_into) return refuse(refused::not_merged);
    // What ended together has ended; if it has not after all, it is reopened (F4).
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    auto after = before;
    after.merged_into.reset();
    auto event = event_of(after, "complaint.unmerged", {{"reason", text::trim(command.reason)}});
    event.facts["other"] = std::to_string(before.merged_into->value);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> unmerge_complaint(Unit& unit, const UnmergeComplaint& command) {
    const auto before = find_for(unit, command.needs, command.id, command.version);
    if (!before) return refuse(before.error());
    auto step = decide_unmerging(*before, command);
    if (!step) return refuse(step.error());
    const auto lead = find_plain(unit.tx, unit.site, *before->merged_into);
    step->event.facts["other_number"] = lead->number;
    const auto changed = carry_out(unit, *step);
    tell_there(unit, *lead, "complaint.unmerged_here", step->after);

    // What the other still owes for both is owed here again by itself: the step that opened it there is told here too.
    std::set<std::pair<std::string, int>> stand;
    for (const auto& o : obligations::of_subject(unit.tx, before->as_subject()))
        if (o.state == obligations::State::open) stand.insert({o.clause, o.part});
    const auto lead_id = std::to_string(lead->id.value);
    std::map<std::string, boost::json::object> carried;  // the newest of each step that came from there
    for (const auto& entry : journal::history(unit.tx, before->as_subject())) {
        auto facts = object_of(entry.facts);
        const auto* through = facts.if_contains("through");
        if (through && through->is_string() && through->as_string() == lead_id) carried[entry.event] = std::move(facts);
    }
    const auto there = obligations::of_subject(unit.tx, lead->as_subject());
    std::set<std::string> again;
    for (const auto& o : there) {
        if (o.state != obligations::State::open || stand.contains({o.clause, o.part})) continue;
        if (const auto opened = unit.tx.first<Told>(sql::together_entry, o.opened_by); opened && carried.contains(opened->event)) again.insert(opened->event);
    }
    for (const auto& name : again) {
        const auto c = find_plain(unit.tx, unit.site, command.id);
        auto event = event_of(*c, name);
        auto facts = carried.at(name);
        facts.erase("through");
        for (const auto& [key, value] : event.facts) facts[key] = value;
        facts["after_merge"] = lead_id;
        event.facts = std::move(facts);
        unit.tell(event);
    }
    due_no_later(unit, *find_plain(unit.tx, unit.site, command.id), there, lead->number);
    return as_it_is(unit, command.id, changed.event);
}

}  // namespace huiyin::complaints
