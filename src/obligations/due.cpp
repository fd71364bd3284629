// How an allowance becomes a moment.
#include "obligations/obligations.hpp"

namespace huiyin::obligations {

Instant due_of(const rulebook::Allowance& within, const journal::Event& event, Instant opened,
               const WorkingCalendar& calendar, std::vector<SkippedDay>* skipped) {
    using rulebook::Counting;
    const auto& zone = calendar.zone();
    switch (within.counting) {
        case Counting::end_of_day:
            return zone.start_of(zone.day_of(opened) + 1);
        case Counting::natural:
            // Days run to the midnight that ends the last of them: closed on a Tuesday, within three days
            // is the end of Friday. Hours and minutes run on the clock.
            if (within.days > 0) return zone.start_of(zone.day_of(opened) + within.days + 1);
            return opened + std::chrono::minutes(within.minutes);
        case Counting::working:
            if (within.days > 0) return calendar.end_of_working_day(opened, within.days, skipped);
            return calendar.add_working(opened, std::chrono::minutes(within.minutes), skipped);
        case Counting::promised: {
            const auto* at = event.facts.if_contains(within.field);
            ensure(at && at->is_int64(), "the opening event does not name the promised time");
            return {at->as_int64()};
        }
        case Counting::calendar:
            return zone.at(zone.day_of(opened) + within.days, static_cast<int>(within.minutes));
    }
    throw Impossible("there is no other way of counting");
}

}  // namespace huiyin::obligations
