// A person's shifts for calendar programs: behind an address that only its owner knows, told once, and ended at will.
#include <fmt/format.h>

#include "huiyin_roster_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/leave.hpp"
#include "record.hpp"
#include "roster/icalendar.hpp"

namespace huiyin::roster {
namespace {

constexpr std::size_t secret_length = 48;
const Refusal nothing_here{"public_desk.nothing-here", Trouble::missing};

struct Feed {
    StaffId staff{};
    SiteId site{};
};
BOOST_DESCRIBE_STRUCT(Feed, (), (staff, site))
struct FedShift {
    Day day{};
    ShiftId shift{};
    std::string name, mark;
    Instant from{}, until{};
};
BOOST_DESCRIBE_STRUCT(FedShift, (), (day, shift, name, mark, from, until))

std::optional<Feed> find_feed(store::Tx& tx, std::string_view secret) {
    if (secret.size() != secret_length) return std::nullopt;
    return tx.first<Feed>(sql::roster_feed_find, journal::sha256_hex(secret));
}

}  // namespace

Result<FeedMade> make_feed(Unit& unit, const MakeFeed&) {
    const auto secret = journal::random_hex(secret_length / 2);
    unit.tx.run(sql::roster_feed_put, unit.moment.actor, unit.site, journal::sha256_hex(secret), unit.moment.now);
    unit.tell({"roster.feed_made", {journal::SubjectKind::staff, unit.moment.actor.value}, {}, {}});
    return FeedMade{"/api/public/calendars/" + secret + ".ics"};
}

Result<FeedEnded> end_feed(Unit& unit, const EndFeed&) {
    const bool ended = unit.tx.run(sql::roster_feed_drop, unit.moment.actor, unit.site) > 0;
    if (ended) unit.tell({"roster.feed_ended", {journal::SubjectKind::staff, unit.moment.actor.value}, {}, {}});
    return FeedEnded{ended};
}

std::optional<SiteId> site_of_feed(store::Tx& tx, std::string_view secret) {
    const auto feed = find_feed(tx, secret);
    return feed ? std::optional(feed->site) : std::nullopt;
}

Result<std::string> read_feed(work::Reading& reading, std::string_view secret) {
    const auto feed = find_feed(reading.tx, secret);
    if (!feed || feed->site != reading.site) return refuse(nothing_here);
    std::string site_name;
    for (const auto& site : organisation::all_sites(reading.tx))
        if (site.id == feed->site) site_name = site.name;
    const auto& zone = reading.calendar().zone();
    const auto today = zone.day_of(reading.now);
    std::vector<CalendarEntry> entries;
    for (const auto& s : reading.tx.all<FedShift>(sql::roster_shifts_of, feed->site, feed->staff, today - 31, zone.start_of(today - 31))) {
        if (organisation::absent_on(reading.tx, feed->staff, zone, s.day)) continue;
        const auto stamp = reading.tx.first<Instant>(sql::roster_published_at, feed->site, month_of(s.day));
        entries.push_back({fmt::format("{}-{}-{}@huiyin", feed->staff.value, s.day.compact(), s.shift.value), s.from, s.until, s.name, site_name, stamp.value_or(s.from)});
    }
    return icalendar(fmt::format("{} · {}", site_name, organisation::staff_name(reading.tx, feed->staff).value_or("")), entries);
}

}  // namespace huiyin::roster
