// The month as a grid: opening it, filling cells by hand or by a pattern, publishing it (C3).
#include <algorithm>
#include <map>
#include <set>

#include "huiyin_roster_sql.hpp"
#include "organisation/leave.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::roster {
namespace {

constexpr std::size_t most_cells = 40'000;

struct PersonRow {
    StaffId id{};
    std::string name, department_name;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (id, name, department_name))

RosterChanged changed(Unit& unit, const Roster& r) {
    auto judged = judge(unit.tx, unit.site, unit.calendar(), unit.rulebook(), r.month);
    return {r.month, r.state, r.version, std::move(judged.problems), std::move(judged.gaps)};
}

Result<Roster> opened_for(Unit& unit, Day month, std::int64_t version) {
    if (last_of(month) < unit.today()) return refuse(refused::month_over);
    auto r = begun(unit, month);
    // Whoever begins a month has seen version 0 of it.
    if (version != r.version && !(version == 0 && r.version == 1)) return refuse(refused::stale(r.version, version));
    return r;
}

boost::json::object facts_of(const Roster& r, std::size_t cells) {
    return {{"month", r.month.iso()}, {"state", json::enum_name(r.state)}, {"cells", static_cast<std::int64_t>(cells)}};
}

// What was edited: a draft takes anything, a published month only what could be published.
Result<RosterChanged> carry_out(Unit& unit, Roster& r, const std::set<StaffId>& people, std::size_t cells) {
    if (r.state == RosterState::published) {
        if (const auto fine = gate(unit, r, {people.begin(), people.end()}); !fine) return refuse(fine.error());
        work::gate_passed(unit, {"C3", "A4.4.4"}, "roster.publish", r.as_subject());
    }
    save(unit, r);
    auto facts = facts_of(r, cells);
    facts["people"] = static_cast<std::int64_t>(people.size());
    unit.tell({r.state == RosterState::published ? "roster.changed" : "roster.drafted", r.as_subject(), std::move(facts), {}});
    return changed(unit, r);
}

std::set<StaffId> people_at(store::Tx& tx, SiteId site) {
    std::set<StaffId> here;
    for (const auto& p : tx.all<PersonRow>(sql::roster_people, site)) here.insert(p.id);
    return here;
}

}  // namespace

void OpenRoster::check(Checks& c) const { check_month(c, month); }
void ChangeCells::check(Checks& c) const {
    check_month(c, month);
    c.when(cells.empty(), "cells", "required");
    c.when(cells.size() > most_cells, "cells", "too-many");
}
void FillByPattern::check(Checks& c) const {
    check_month(c, month);
    c.when(staff.empty(), "staff", "required");
    c.when(staff.size() > 2000, "staff", "too-many");
    c.when(month_of(from) != month, "from", "out-of-range");
    c.when(step < 0 || step > 62, "step", "out-of-range");
}
void PublishRoster::check(Checks& c) const { check_month(c, month); }

Result<RosterMonth> open_roster(work::Reading& reading, const OpenRoster& query) {
    RosterMonth v;
    v.month = query.month;
    v.may_edit = reading.actor.may(Permission::edit_roster, reading.site);
    const auto r = find_roster(reading.tx, reading.site, query.month);
    const auto last = last_of(query.month);
    for (Day d = query.month; d <= last; d = d + 1) v.days.push_back({d, type_of(reading.calendar(), d)});
    // What is not published is nobody's duty yet, and for its editors' eyes only.
    if (!v.may_edit && (!r || r->state != RosterState::published)) return v;
    if (r) {
        v.state = r->state;
        v.version = r->version;
        v.published_at = r->published_at;
        if (r->published_by) v.published_by_name = organisation::staff_name(reading.tx, *r->published_by).value_or("");
        for (const auto& o : obligations::of_subject(reading.tx, r->as_subject()))
            if (o.state == obligations::State::open) {
                v.due_at = o.due_at;
                v.late = o.due_at <= reading.now;
            }
    }
    v.shifts = shifts_of(reading.tx, reading.site);
    if (v.may_edit) v.patterns = patterns_of(reading.tx, reading.site);
    std::map<ShiftId, int> place;
    for (std::size_t i = 0; i < v.shifts.size(); ++i) place[v.shifts[i].id] = static_cast<int>(i);
    std::map<StaffId, std::size_t> row;
    for (auto& p : reading.tx.all<PersonRow>(sql::roster_people, reading.site)) {
        row[p.id] = v.people.size();
        v.people.push_back({p.id, std::move(p.name), std::move(p.department_name), {}, std::vector<std::vector<int>>(v.days.size()), {}});
    }
    for (const auto& [staff, post] : posts_at(reading.tx, reading.site))
        if (const auto found = row.find(staff); found != row.end()) v.people[found->second].posts.push_back(post);
    for (const auto& w : shifts_between(reading.tx, reading.site, query.month, last))
        if (const auto found = row.find(w.staff); found != row.end())
            v.people[found->second].cells[static_cast<std::size_t>(w.day - query.month)].push_back(place[w.shift]);
    for (const auto& a : organisation::absences_of(reading.tx, reading.site, reading.calendar().zone(), query.month, last))
        if (const auto found = row.find(a.staff); found != row.end())
            for (Day d = std::max(a.from, query.month); d <= std::min(a.until, last); d = d + 1) {
                auto& away = v.people[found->second].away;
                if (std::ranges::find(away, d - query.month) == away.end()) away.push_back(d - query.month);
            }
    auto judged = judge(reading.tx, reading.site, reading.calendar(), *reading.world.rulebook, query.month);
    v.problems = std::move(judged.problems);
    v.gaps = std::move(judged.gaps);
    return v;
}

Result<RosterChanged> change_cells(Unit& unit, const ChangeCells& command) {
    const auto shifts = shifts_of(unit.tx, unit.site);
    std::map<ShiftId, const ShiftKind*> known;
    for (const auto& s : shifts)
        if (s.active) known[s.id] = &s;
    const auto here = people_at(unit.tx, unit.site);
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < command.cells.size() && wrong.size() < 100; ++i) {
        const auto& cell = command.cells[i];
        const auto field = "cells." + std::to_string(i);
        if (!here.contains(cell.staff)) wrong.push_back({field + ".staff", "not-found"});
        if (month_of(cell.day) != command.month) wrong.push_back({field + ".day", "out-of-range"});
        if (cell.shifts.size() > 3) wrong.push_back({field + ".shifts", "too-many"});
        std::set<ShiftId> once;
        for (const auto s : cell.shifts)
            if (!known.contains(s)) wrong.push_back({field + ".shifts", "not-found"});
            else if (!once.insert(s).second) wrong.push_back({field + ".shifts", "twice"});
    }
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    auto r = opened_for(unit, command.month, command.version);
    if (!r) return refuse(r.error());
    std::set<StaffId> people;
    for (const auto& cell : command.cells) {
        std::vector<ShiftKind> put;
        for (const auto s : cell.shifts) put.push_back(*known[s]);
        put_cell(unit, r->month, cell.staff, cell.day, put);
        people.insert(cell.staff);
    }
    return carry_out(unit, *r, people, command.cells.size());
}

Result<RosterChanged> fill_by_pattern(Unit& unit, const FillByPattern& command) {
    const auto patterns = patterns_of(unit.tx, unit.site);
    const auto pattern = std::ranges::find(patterns, command.pattern, &ShiftPattern::id);
    const auto here = people_at(unit.tx, unit.site);
    std::vector<FieldError> wrong;
    if (pattern == patterns.end()) wrong.push_back({"pattern", "not-found"});
    for (std::size_t i = 0; i < command.staff.size() && wrong.size() < 100; ++i)
        if (!here.contains(command.staff[i])) wrong.push_back({"staff." + std::to_string(i), "not-found"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    auto r = opened_for(unit, command.month, command.version);
    if (!r) return refuse(r.error());
    std::map<ShiftId, ShiftKind> known;
    for (auto& s : shifts_of(unit.tx, unit.site))
        if (s.active) known[s.id] = s;
    const auto last = last_of(r->month);
    std::size_t cells = 0, start = 0;
    for (const auto staff : command.staff) {
        std::size_t at = start;
        for (Day d = command.from; d <= last; d = d + 1, ++at, ++cells) {
            const auto found = known.find(pattern->cycle[at % pattern->cycle.size()]);
            put_cell(unit, r->month, staff, d, found == known.end() ? std::vector<ShiftKind>{} : std::vector<ShiftKind>{found->second});
        }
        start += static_cast<std::size_t>(command.step);
    }
    return carry_out(unit, *r, {command.staff.begin(), command.staff.end()}, cells);
}

Result<RosterChanged> publish_roster(Unit& unit, const PublishRoster& command) {
    auto r = find_roster(unit.tx, unit.site, command.month);
    if (!r) return refuse(refused::not_found);
    if (r->state == RosterState::published) return refuse(refused::already_published);
    if (r->version != command.version) return refuse(refused::stale(r->version, command.version));
    if (last_of(r->month) < unit.today()) return refuse(refused::month_over);
    const auto cells = unit.tx.one<std::int64_t>(sql::roster_month_shifts, unit.site, r->month);
    if (cells == 0) return refuse(refused::empty);
    const auto judged = judge(unit.tx, unit.site, unit.calendar(), unit.rulebook(), r->month);
    if (!judged.problems.empty()) return refuse(refused::not_publishable(unit.tx, judged.problems));
    work::gate_passed(unit, {"C3", "A4.4.4"}, "roster.publish", r->as_subject());
    r->state = RosterState::published;
    r->published_at = unit.moment.now;
    r->published_by = unit.moment.actor;
    save(unit, *r);
    auto facts = facts_of(*r, static_cast<std::size_t>(cells));
    facts["gaps"] = static_cast<std::int64_t>(judged.gaps.size());
    unit.tell({"roster.published", r->as_subject(), std::move(facts), {}});
    return RosterChanged{r->month, r->state, r->version, judged.problems, judged.gaps};
}

// A month ahead of its start the roster is opened, and from then on it is owed until it is published (C3).
void begin_day(Unit& unit, const journal::Event&) {
    const auto* clause = unit.rulebook().find("C3");
    const auto on = std::max(unit.today(), unit.rulebook().from());
    const auto there = [&](const char* name) {
        return clause && std::ranges::any_of(clause->parameters, [&](const auto& p) { return p.name == name && p.from <= on; });
    };
    // A company's own rulebook may be without the figures; then nothing is owed by them.
    if (!there("roster-opened-before") || !there("roster-published-before") || people_at(unit.tx, unit.site).empty()) return;
    const auto next = last_of(month_of(unit.today())) + 1;
    if (next - unit.today() > unit.rulebook().number("C3", "roster-opened-before", on)) return;
    const auto publish_by = unit.calendar().zone().start_of(next - unit.rulebook().number("C3", "roster-published-before", on));
    if (publish_by <= unit.moment.now) return;
    const auto before = find_roster(unit.tx, unit.site, next);
    if (before && before->state == RosterState::published) return;
    const auto r = before ? *before : begun(unit, next);
    if (!obligations::of_subject(unit.tx, r.as_subject()).empty()) return;
    unit.tell({"roster.opened", r.as_subject(), {{"month", next.iso()}, {"publish_by", publish_by.ms}}, {}});
}

}  // namespace huiyin::roster
