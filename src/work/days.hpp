// Days begin by themselves: the event day.began is told once for each site and day, in order, also after an outage.
// What recurs (a duty) opens on it, or on the event of a module that listens to it.
#pragma once
#include <optional>

#include "work/unit.hpp"

namespace huiyin::work {

struct DayStart {
    SiteId site{};
    Day day{};
    Instant at{};  // the midnight, site time
};

// The earliest day that has not begun at one of the sites; at a site without any, the day of `now`. None without sites.
std::optional<DayStart> next_day(store::Tx& tx, const World& world, Instant now);

// Tells day.began in a unit at the midnight of the day; false if it was told already.
bool begin_day(Unit& unit, Day day);

// Whether work goes on that day, and whether it is the first such day of its week and of its month.
boost::json::object facts_of_day(const WorkingCalendar& calendar, Day day);

// A debt that is about a day itself is named by its date.
void name_days(World& world);

}  // namespace huiyin::work
