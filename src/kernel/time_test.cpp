// Days and site time: what is a day, when it starts, and how times are read from people and spreadsheets.
#include "kernel/time.hpp"

#include <gtest/gtest.h>

#include "kernel/result.hpp"

namespace huiyin {
namespace {

TEST(ADay, IsReadOnlyInItsOneFormAndOnlyIfItExists) {
    EXPECT_EQ(Day::parse("1970-01-01"), Day{0});
    EXPECT_EQ(Day::parse("2024-02-29"), Day::of(2024, 2, 29));
    for (const auto* wrong : {"", "2023-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101",
                              "2026-01-01 ", "0000-01-01", "2026-01-0a", "-026-01-01"})
        EXPECT_FALSE(Day::parse(wrong)) << wrong;
    EXPECT_THROW(Day::of(2023, 2, 29), Impossible);
    EXPECT_THROW(Day::of(2023, 0, 1), Impossible);
    EXPECT_THROW(Day::of(2023, 1, -5), Impossible);
}

TEST(ADay, SaysItselfAsItIsRead) {
    for (int number = -800'000; number < 2'900'000; number += 997) {
        const Day day{number};
        if (day.year() < 1 || day.year() > 9999) continue;
        EXPECT_EQ(Day::parse(day.iso()), day);
        EXPECT_EQ(Day::of(day.year(), day.month(), day.day()), day);
    }
    EXPECT_EQ(Day::of(2026, 3, 4).iso(), "2026-03-04");
    EXPECT_EQ(Day::of(2026, 3, 4).compact(), "20260304");
}

TEST(ADay, KnowsItsWeekdayBeforeAndAfter1970) {
    EXPECT_EQ(Day::of(2026, 11, 23).weekday(), 0);  // a Monday
    EXPECT_EQ(Day::of(1970, 1, 1).weekday(), 3);
    EXPECT_EQ(Day::of(1969, 12, 28).weekday(), 6);
    for (int number = -1000; number < 1000; ++number)
        EXPECT_EQ(Day{number + 1}.weekday(), (Day{number}.weekday() + 1) % 7);
}

TEST(SiteTime, StartsTheDayAtTheSitesMidnight) {
    const Zone zone;
    const auto day = Day::of(2025, 3, 4);
    const auto midnight = zone.start_of(day);
    EXPECT_EQ(midnight.ms, 1741017600000);  // 16:00 UTC of the day before
    EXPECT_EQ(zone.day_of(midnight), day);
    EXPECT_EQ(zone.day_of(midnight - 1ms), day - 1);
    EXPECT_EQ(zone.text(zone.at(day, 17 * 60 + 30)), "2025-03-04 17:30");
    EXPECT_EQ(zone.minute_of_day(midnight - 1ms), 1439);
}

TEST(SiteTime, IsRightBefore1970AndWestOfGreenwich) {
    EXPECT_EQ(Zone{}.day_of(Instant{-1 - 8 * 3'600'000}), Day::of(1969, 12, 31));
    EXPECT_EQ((Zone{-300}.text(Instant{0})), "1969-12-31 19:00");
}

TEST(SiteTime, IsReadAsPeopleAndSpreadsheetsWriteIt) {
    const Zone zone;
    const auto expected = zone.at(Day::of(2026, 3, 4), 9 * 60 + 5);
    for (const auto* same : {"2026-03-04 09:05", "2026/03/04 09:05", "2026/3/4 9:05", "2026-03-04T09:05",
                             "2026-03-04 09:05:00", " 2026-3-4 09:05 "})
        EXPECT_EQ(zone.parse(same), expected) << same;
    EXPECT_EQ(zone.parse("2026-03-04 09:05:30"), expected + 30s);
    for (const auto* wrong : {"", "2026-03-04", "2026-03/04 09:05", "2026-03-04 24:00", "2026-03-04 09:60",
                              "2026-02-30 09:05", "2026-03-04 9:5", "2026-03-04 09:05:61",
                              "2026-03-04 09:05 pm", "26-03-04 09:05", "2026-00-04 09:05"})
        EXPECT_FALSE(zone.parse(wrong)) << wrong;
}

TEST(SiteTime, IsReadBackAsItIsShown) {
    const Zone zone;
    for (std::int64_t minute = -20'000'000; minute < 60'000'000; minute += 77'777) {
        const Instant at{minute * 60'000};
        EXPECT_EQ(zone.parse(zone.text(at)), at);
    }
}

}  // namespace
}  // namespace huiyin
