// One's own shifts, and who is on duty now: what a published roster is for.
#include "huiyin_roster_sql.hpp"
#include "organisation/leave.hpp"
#include "record.hpp"

namespace huiyin::roster {
namespace {

struct OwnShift {
    Day day{};
    ShiftId shift{};
    std::string name, mark;
    Instant from{}, until{};
};
BOOST_DESCRIBE_STRUCT(OwnShift, (), (day, shift, name, mark, from, until))

// Those who work now by the published roster and are not away after all; whoever still has longest to go comes first.
std::vector<Worked> working_now(store::Tx& tx, SiteId site, const Zone& zone, Instant now) {
    auto there = tx.all<Worked>(sql::roster_on_duty, site, now, now - std::chrono::hours(24));
    std::erase_if(there, [&](const Worked& w) { return organisation::absent_on(tx, w.staff, zone, w.day); });
    return there;
}

}  // namespace

std::optional<StaffId> on_duty(store::Tx& tx, SiteId site, const Zone& zone, Post post, Instant now) {
    const auto there = working_now(tx, site, zone, now);
    if (there.empty()) return std::nullopt;
    // Deputies stand where the absent person's post is.
    const auto holders = organisation::holders_of(tx, post, site, {}, now);
    for (const auto& w : there)
        if (std::ranges::find(holders, w.staff) != holders.end()) return w.staff;
    return std::nullopt;
}

Result<MyShifts> list_my_shifts(work::Reading& reading, const ListMyShifts&) {
    MyShifts v;
    const auto& zone = reading.calendar().zone();
    const auto today = zone.day_of(reading.now);
    for (auto& s : reading.tx.all<OwnShift>(sql::roster_shifts_of, reading.site, reading.actor.staff, today - 1, reading.now))
        v.shifts.push_back({s.day, s.shift, std::move(s.name), std::move(s.mark), s.from, s.until, organisation::absent_on(reading.tx, reading.actor.staff, zone, s.day),
                            s.from <= reading.now});
    const auto kinds = shifts_of(reading.tx, reading.site);
    const auto posts = posts_at(reading.tx, reading.site);
    for (const auto& w : working_now(reading.tx, reading.site, zone, reading.now)) {
        OnDutyPerson p{w.staff, organisation::staff_name(reading.tx, w.staff).value_or(""), {}, {}, w.until};
        for (const auto& [staff, post] : posts)
            if (staff == w.staff) p.posts.push_back(post);
        if (const auto kind = std::ranges::find(kinds, w.shift, &ShiftKind::id); kind != kinds.end()) p.shift_name = kind->name;
        v.on_duty.push_back(std::move(p));
    }
    v.has_feed = reading.tx.one<std::int64_t>(sql::roster_feed_there, reading.actor.staff, reading.site) > 0;
    v.swaps_to_answer = reading.tx.one<std::int64_t>(sql::roster_swap_to_answer, reading.site, reading.actor.staff);
    return v;
}

}  // namespace huiyin::roster
