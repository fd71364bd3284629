// Reading, judging and saving a month.
#include "record.hpp"

#include <map>
#include <set>

#include "huiyin_roster_sql.hpp"
#include "organisation/leave.hpp"

namespace huiyin::roster {
namespace {

struct StaffPostRow {
    StaffId staff{};
    Post post{};
};
BOOST_DESCRIBE_STRUCT(StaffPostRow, (), (staff, post))

std::vector<AwayDays> away_between(store::Tx& tx, SiteId site, const Zone& zone, Day from, Day until) {
    std::vector<AwayDays> away;
    for (const auto& a : organisation::absences_of(tx, site, zone, from, until)) away.push_back({a.staff, a.from, a.until});
    return away;
}

}  // namespace

Refusal refused::not_publishable(store::Tx& tx, const std::vector<RosterProblem>& problems) {
    const auto elsewhere = std::ranges::find_if(problems, [](const RosterProblem& p) { return p.clause != "C3"; });
    Refusal no{"roster.not-publishable", Trouble::conflict, elsewhere == problems.end() ? "C3" : elsewhere->clause, {}, {}};
    boost::json::array all;
    std::set<StaffId> people;
    for (const auto& p : problems) {
        people.insert(p.staff);
        all.push_back(boost::json::object{{"kind", json::enum_name(p.kind)}, {"staff", std::to_string(p.staff.value)},
                                          {"name", organisation::staff_name(tx, p.staff).value_or("")}, {"day", p.day.iso()}, {"clause", p.clause},
                                          {"minutes", p.minutes}});
    }
    no.details = {{"n", static_cast<std::int64_t>(problems.size())}, {"people", static_cast<std::int64_t>(people.size())}, {"problems", std::move(all)}};
    return no;
}

void check_month(Checks& c, Day month) {
    c.when(month.day() != 1, "month", "not-the-first");
    c.when(month.year() < 2000 || month.year() > 2100, "month", "out-of-range");
}

std::optional<Roster> find_roster(store::Tx& tx, SiteId site, Day month) { return tx.first<Roster>(sql::roster_find, site, month); }

Roster begun(Unit& unit, Day month) {
    if (auto r = find_roster(unit.tx, unit.site, month)) return *r;
    Roster r{.id = unit.make_id<RosterId>(), .site = unit.site, .month = month};
    unit.tx.run(sql::roster_insert, r.id, r.site, r.month);
    r.version = 1;
    return r;
}

void save(Unit& unit, Roster& r) {
    if (unit.tx.run(sql::roster_save, r.id, r.state, r.published_at, r.published_by, r.version) == 0) throw store::StaleRow("roster " + r.month.iso());
    ++r.version;
}

std::vector<Worked> shifts_between(store::Tx& tx, SiteId site, Day from, Day until) {
    return tx.all<Worked>(sql::roster_shifts_between, site, month_of(from), month_of(until), from, until);
}

void put_cell(Unit& unit, Day month, StaffId staff, Day day, const std::vector<ShiftKind>& shifts) {
    unit.tx.run(sql::roster_cell_clear, unit.site, staff, day);
    for (const auto& s : shifts) {
        const auto from = unit.calendar().zone().at(day, s.start_minute);
        unit.tx.run(sql::roster_cell_put, unit.site, staff, day, s.id, month, from, from + std::chrono::minutes(s.length_minutes));
    }
}

std::vector<std::pair<StaffId, Post>> posts_at(store::Tx& tx, SiteId site) {
    std::vector<std::pair<StaffId, Post>> posts;
    for (const auto& row : tx.all<StaffPostRow>(sql::roster_posts, site)) posts.emplace_back(row.staff, row.post);
    return posts;
}

Judged judge(store::Tx& tx, SiteId site, const WorkingCalendar& calendar, const rulebook::Rulebook& book, Day month) {
    const auto last = last_of(month);
    // A day on each side: what runs over midnight, and the rest before and after.
    auto shifts = shifts_between(tx, site, month - 2, last + 2);
    // What is only drafted beside it is nobody's duty yet; it will be judged when it is published.
    const auto published = [&](Day first) {
        const auto r = find_roster(tx, site, first);
        return r && r->state == RosterState::published;
    };
    const bool before = published(month_of(month - 1)), after = published(last + 1);
    std::erase_if(shifts, [&](const Worked& w) { return (w.day < month && !before) || (w.day > last && !after); });
    const auto posts = posts_at(tx, site);
    const auto away = away_between(tx, site, calendar.zone(), month, last);
    std::vector<Rule> rules;
    for (const auto& c : coverage_of(tx, site)) rules.push_back({c.id, c.post, c.shift, c.day_kind, c.least});
    Judged j;
    j.gaps = gaps_of(shifts, away, rules, posts, calendar, month, last);
    auto unqualified = unqualified_of(tx, site, posts, shifts, month, last);
    j.problems = problems_of({std::move(shifts), away, std::move(unqualified), month, last, rest_minutes(book, month)});
    return j;
}

Result<void> gate(Unit& unit, const Roster& r, const std::vector<StaffId>& people) {
    auto problems = judge(unit.tx, unit.site, unit.calendar(), unit.rulebook(), r.month).problems;
    std::erase_if(problems, [&](const RosterProblem& p) { return std::ranges::find(people, p.staff) == people.end(); });
    if (!problems.empty()) return refuse(refused::not_publishable(unit.tx, problems));
    return {};
}

}  // namespace huiyin::roster
