// Days begin by themselves.
#include "work/days.hpp"

#include "huiyin_work_sql.hpp"
#include "kernel/json.hpp"

namespace huiyin::work {

std::optional<DayStart> next_day(store::Tx& tx, const World& world, Instant now) {
    std::optional<DayStart> earliest;
    for (const auto& [site, calendar] : world.calendars) {
        const auto& zone = calendar->zone();
        const auto last = tx.first<Day>(sql::day_last, site);
        // A site that is new here does not live through days before it came.
        const Day day = last ? *last + 1 : zone.day_of(now);
        const auto at = zone.start_of(day);
        if (!earliest || at < earliest->at) earliest = DayStart{site, day, at};
    }
    return earliest;
}

boost::json::object facts_of_day(const WorkingCalendar& calendar, Day day) {
    const auto works = [&](Day d) { return !calendar.spans(d).empty(); };
    const auto first_since = [&](Day from) {
        for (Day d = from; d < day; d = d + 1)
            if (works(d)) return false;
        return works(day);
    };
    const auto yes = [](bool b) { return b ? "yes" : "no"; };
    return {{"day", day.iso()},
            {"workday", yes(works(day))},
            {"week_begins", yes(first_since(day - day.weekday()))},
            {"month_begins", yes(first_since(day.first_of_month()))}};
}

bool begin_day(Unit& unit, Day day) {
    const auto id = unit.make_id<EventId>();
    if (unit.tx.run(sql::day_begin, id, unit.site, day, unit.written_at()) == 0) return false;
    unit.tell({"day.began", {journal::SubjectKind::system, id.value}, facts_of_day(unit.calendar(), day), {}});
    return true;
}

void name_days(World& world) {
    world.describers[journal::SubjectKind::system] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        const auto day = tx.first<Day>(sql::day_of_id, id, site);
        return SubjectView{{}, day ? day->iso() : std::string{}, {}};
    };
}

}  // namespace huiyin::work
