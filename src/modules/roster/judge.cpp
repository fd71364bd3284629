// Judging a month's shifts.
#include "roster/judge.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace huiyin::roster {

DayType type_of(const WorkingCalendar& calendar, Day day) {
    switch (calendar.kind(day)) {
        case DayKind::holiday: return DayType::holiday;
        case DayKind::makeup_workday: return DayType::makeup_workday;
        case DayKind::weekend: return DayType::weekend;
        case DayKind::workday: break;
    }
    return DayType::workday;
}

std::vector<RosterProblem> problems_of(Question q) {
    std::vector<RosterProblem> problems;
    std::ranges::sort(q.shifts, {}, [](const Worked& w) { return std::tuple(w.staff, w.from, w.until, w.shift); });
    std::multimap<StaffId, const AwayDays*> away;
    for (const auto& a : q.away) away.emplace(a.staff, &a);
    std::multimap<StaffId, const Unqualified*> unqualified;
    for (const auto& u : q.unqualified) unqualified.emplace(u.staff, &u);
    const auto judged = [&](Day d) { return q.first <= d && d <= q.last; };
    std::set<std::tuple<int, StaffId, Day>> told;
    const auto add = [&](RosterProblemKind kind, StaffId staff, Day day, const char* clause, int minutes = 0) {
        if (told.emplace(static_cast<int>(kind), staff, day).second) problems.push_back({kind, staff, day, clause, minutes});
    };
    const Worked* before = nullptr;  // whichever of this person ends last so far
    for (const auto& w : q.shifts) {
        if (before && before->staff != w.staff) before = nullptr;
        if (judged(w.day)) {
            for (auto [a, end] = away.equal_range(w.staff); a != end; ++a)
                if (a->second->from <= w.day && w.day <= a->second->until) add(RosterProblemKind::absent, w.staff, w.day, "C3");
            for (auto [u, end] = unqualified.equal_range(w.staff); u != end; ++u)
                if (u->second->from <= w.day && w.day <= u->second->until) add(RosterProblemKind::unqualified, w.staff, w.day, "A4.4.4");
        }
        if (before && (judged(w.day) || judged(before->day))) {
            const auto rest = std::chrono::duration_cast<std::chrono::minutes>(w.from - before->until).count();
            const Day day = judged(w.day) ? w.day : before->day;
            if (w.from < before->until) add(RosterProblemKind::overlap, w.staff, day, "C3");
            // Two shifts of one day are one day's work with a pause in it.
            else if (w.day != before->day && rest < q.rest_minutes) add(RosterProblemKind::short_rest, w.staff, day, "C3", static_cast<int>(rest));
        }
        if (!before || before->until < w.until) before = &w;
    }
    std::ranges::sort(problems, {}, [](const RosterProblem& p) { return std::tuple(p.day, p.staff, p.kind); });
    return problems;
}

std::vector<CoverageGap> gaps_of(const std::vector<Worked>& shifts, const std::vector<AwayDays>& away, const std::vector<Rule>& rules,
                         const std::vector<std::pair<StaffId, Post>>& posts, const WorkingCalendar& calendar, Day first, Day last) {
    std::multimap<StaffId, Post> held(posts.begin(), posts.end());
    std::multimap<StaffId, const AwayDays*> absent;
    for (const auto& a : away) absent.emplace(a.staff, &a);
    std::map<std::tuple<Day, ShiftId, Post>, int> have;
    for (const auto& w : shifts) {
        const auto [from, to] = absent.equal_range(w.staff);
        if (std::any_of(from, to, [&](const auto& a) { return a.second->from <= w.day && w.day <= a.second->until; })) continue;
        for (auto [p, end] = held.equal_range(w.staff); p != end; ++p) ++have[{w.day, w.shift, p->second}];
    }
    std::vector<CoverageGap> gaps;
    for (Day d = first; d <= last; d = d + 1) {
        const auto type = type_of(calendar, d);
        for (const auto& r : rules) {
            if (r.day_kind != type) continue;
            const auto found = have.find({d, r.shift, r.post});
            const int there = found == have.end() ? 0 : found->second;
            if (there < r.least) gaps.push_back({d, r.id, r.post, r.shift, r.least, there});
        }
    }
    return gaps;
}

}  // namespace huiyin::roster
