// Judging shifts without a database: absent, unqualified, overlapping, too little rest, and too few people.
#include "roster/judge.hpp"

#include <gtest/gtest.h>

namespace huiyin::roster {
namespace {

constexpr StaffId lin{1}, zhou{2};
constexpr ShiftId early{11}, night{12};
Day day(int d) { return Day::of(2026, 3, d); }

Worked worked(StaffId who, int d, int from_hour, int hours, ShiftId shift = early) {
    const auto from = Zone{}.at(day(d), from_hour * 60);
    return {who, day(d), shift, from, from + std::chrono::hours(hours)};
}
Question asked(std::vector<Worked> shifts) { return {std::move(shifts), {}, {}, day(1), day(31), 8 * 60}; }

TEST(JudgingAMonth, FindsNothingInShiftsThatAreRight) {
    EXPECT_TRUE(problems_of(asked({worked(lin, 2, 8, 8), worked(lin, 3, 8, 8), worked(zhou, 2, 8, 8)})).empty());
}

TEST(JudgingAMonth, SeesAnOverlapAcrossMidnight) {
    const auto over = problems_of(asked({worked(lin, 3, 6, 8), worked(lin, 2, 22, 9, night)}));
    EXPECT_EQ(over, (std::vector<RosterProblem>{{RosterProblemKind::overlap, lin, day(3), "C3", 0}}));
    // Ending just as the next begins is no overlap, yet no rest either.
    const auto close = problems_of(asked({worked(lin, 3, 6, 8), worked(lin, 2, 22, 8, night)}));
    EXPECT_EQ(close, (std::vector<RosterProblem>{{RosterProblemKind::short_rest, lin, day(3), "C3", 0}}));
}

TEST(JudgingAMonth, SeesALongShiftBehindAShortOne) {
    // The long one still runs when the third begins, although the second has ended.
    const auto found = problems_of(asked({worked(lin, 2, 8, 20), worked(lin, 2, 9, 2, night), worked(lin, 2, 14, 4, ShiftId{13})}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, RosterProblemKind::overlap);
}

TEST(JudgingAMonth, AsksForRestBetweenDaysAndNotWithinOne) {
    EXPECT_TRUE(problems_of(asked({worked(lin, 2, 8, 4), worked(lin, 2, 14, 4)})).empty()) << "a divided day";
    const auto late_then_early = problems_of(asked({worked(lin, 2, 15, 8), worked(lin, 3, 6, 8)}));
    ASSERT_EQ(late_then_early.size(), 1u);
    EXPECT_EQ(late_then_early[0].minutes, 7 * 60);
    EXPECT_TRUE(problems_of(asked({worked(lin, 2, 15, 7), worked(lin, 3, 6, 8)})).empty()) << "eight hours are enough";
}

TEST(JudgingAMonth, LooksAtTheDaysAroundItButJudgesItsOwn) {
    const auto start = Zone{}.at(Day::of(2026, 2, 28), 22 * 60);
    const Worked last_night{lin, Day::of(2026, 2, 28), night, start, start + std::chrono::hours(8)};
    const auto found = problems_of(asked({last_night, worked(lin, 1, 8, 8)}));
    EXPECT_EQ(found, (std::vector<RosterProblem>{{RosterProblemKind::short_rest, lin, day(1), "C3", 120}}));
    auto other = asked({last_night, worked(lin, 1, 8, 8)});
    other.first = day(2);
    EXPECT_TRUE(problems_of(other).empty());
}

TEST(JudgingAMonth, TellsEverythingAtOnce) {
    auto q = asked({worked(lin, 2, 8, 8), worked(lin, 3, 8, 8), worked(zhou, 2, 8, 8)});
    q.away = {{lin, day(2), day(2)}};
    q.unqualified = {{zhou, Post::service_officer, day(1), day(31)}};
    EXPECT_EQ(problems_of(q), (std::vector<RosterProblem>{{RosterProblemKind::absent, lin, day(2), "C3", 0}, {RosterProblemKind::unqualified, zhou, day(2), "A4.4.4", 0}}));
}

TEST(CoveringAShift, FollowsTheCalendarOfTheSite) {
    const auto holidays = Holidays::parse("year: 2026\nsource: test\nholidays:\n  - name: 春节\n    off: [2026-02-15, 2026-02-23]\n    make_up: [2026-02-14]\n", "test");
    const auto calendar = WorkingCalendar::usual(Zone{}, holidays);
    const std::vector<Rule> rules = {{CoverageId{1}, Post::service_officer, early, DayType::workday, 2},
                                     {CoverageId{2}, Post::service_officer, early, DayType::makeup_workday, 1},
                                     {CoverageId{3}, Post::service_officer, early, DayType::holiday, 1}};
    const auto at = [&](Day d, std::vector<Worked> shifts, std::vector<AwayDays> away = {}) {
        return gaps_of(shifts, away, rules, {{lin, Post::service_officer}, {zhou, Post::technician}}, calendar, d, d);
    };
    const auto on = [&](StaffId who, Day d) { return Worked{who, d, early, Zone{}.at(d, 480), Zone{}.at(d, 960)}; };
    const auto workday = Day::of(2026, 3, 3), makeup = Day::of(2026, 2, 14), holiday = Day::of(2026, 2, 17), sunday = Day::of(2026, 3, 8);
    EXPECT_EQ(type_of(calendar, makeup), DayType::makeup_workday) << "a Saturday that is a Monday";
    const auto half = at(workday, {on(lin, workday), on(zhou, workday)});
    ASSERT_EQ(half.size(), 1u);
    EXPECT_EQ(half[0].have, 1) << "a technician is no officer";
    EXPECT_TRUE(at(makeup, {on(lin, makeup)}).empty());
    EXPECT_EQ(at(makeup, {}).size(), 1u);
    EXPECT_EQ(at(holiday, {}).size(), 1u);
    EXPECT_TRUE(at(sunday, {}).empty()) << "no rule speaks of it";
    EXPECT_EQ(at(makeup, {on(lin, makeup)}, {{lin, makeup, makeup}}).size(), 1u) << "whoever is away covers nothing";
}

}  // namespace
}  // namespace huiyin::roster
