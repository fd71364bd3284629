// How far this person sees figures: everything, a department's, or only their own. And a period of days as moments.
#pragma once
#include "followups/evaluation.hpp"
#include "place.hpp"

namespace huiyin::followups {

struct Seen {
    std::optional<StaffId> mine;
    std::optional<DepartmentId> department;
};
inline Seen seen_by(const work::Reading& reading) {
    Seen seen;
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    if (scope <= work::Scope::department) seen.mine = reading.actor.staff;
    if (scope == work::Scope::department) seen.department = reading.actor.department;
    return seen;
}

// What is due at midnight belongs to the day that ends there, as on the compliance page.
struct Span {
    Day from{}, until{};
    Instant start{}, end{};
};
inline Span span_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until) {
    const auto& zone = reading.calendar().zone();
    const auto day = until ? *until - 1 : zone.day_of(reading.now);
    Span s;
    s.from = from.value_or(day.first_of_month());
    s.until = until.value_or(s.from.month() == 12 ? Day::of(s.from.year() + 1, 1, 1) : Day::of(s.from.year(), s.from.month() + 1, 1));
    s.start = zone.start_of(s.from) + 1ms;
    s.end = zone.start_of(s.until) + 1ms;
    return s;
}

FollowUpRate rate_of(work::Reading& reading, const std::string& clause, const Span& span);
std::string clause_of(FollowUpReason reason);
// At most `limit` rows before `from`; the place of the last but one is left there, so that one more than a page may be asked for.
std::vector<PlanRow> rows_of_reason(work::Reading& reading, FollowUpReason reason, const Span& span, std::string_view outcome, Place& from, std::int64_t limit);
FollowUpRate rate_of_reason(work::Reading& reading, FollowUpReason reason, const Span& span);

}  // namespace huiyin::followups
