// Working time: spans, holidays, make-up workdays, and laws that hold for every pair of moments.
#include "kernel/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "kernel/result.hpp"

namespace huiyin {
namespace {

const Zone zone;

Instant at(const char* text) {
    return *zone.parse(text);
}

const WorkingCalendar& shipped() {
    static const auto calendar = [] {
        Holidays all;
        for (int year = 2020; year <= 2026; ++year) {
            std::ifstream file(std::string(HUIYIN_SOURCE_DIR) + "/holidays/" + std::to_string(year) +
                               ".yaml");
            std::stringstream text;
            text << file.rdbuf();
            all.merge(Holidays::parse(text.str(), "shipped"));
        }
        return WorkingCalendar::usual(zone, all);
    }();
    return calendar;
}

std::string due(const char* from, Duration working_time) {
    return zone.text(shipped().add_working(at(from), working_time));
}

TEST(AddingWorkingTime, StaysInsideTheDayAndJumpsOverNoon) {
    EXPECT_EQ(due("2025-03-04 09:00", 2h), "2025-03-04 11:00");
    EXPECT_EQ(due("2025-03-04 11:00", 2h), "2025-03-04 15:00");
    EXPECT_EQ(due("2025-03-04 11:00", 1h),
              "2025-03-04 12:00");  // ends with the span, not at the start of the next
    EXPECT_EQ(due("2025-03-04 12:30", 1h), "2025-03-04 15:00");
    EXPECT_EQ(due("2025-03-04 06:00", 30min), "2025-03-04 09:00");
    EXPECT_EQ(due("2025-03-04 20:00", 0h), "2025-03-04 20:00");
}

TEST(AddingWorkingTime, PassesOverAWeekendButWorksOnAMakeUpDay) {
    EXPECT_EQ(due("2025-03-07 17:30", 1h), "2025-03-10 09:00");
    EXPECT_EQ(due("2026-09-18 17:30", 1h), "2026-09-20 09:00");  // the Sunday before 国庆 is worked
    EXPECT_EQ(due("2026-02-13 17:00", 2h), "2026-02-14 09:30");
    EXPECT_EQ(due("2024-02-17 10:00", 1h), "2024-02-18 09:30");
}

TEST(AddingWorkingTime, PassesOverTheNationalDayAndSaysWhatItSkipped) {
    std::vector<SkippedDay> skipped;
    EXPECT_EQ(shipped().add_working(at("2025-09-30 17:00"), 2h, &skipped), at("2025-10-09 09:30"));
    ASSERT_EQ(skipped.size(), 8U);
    EXPECT_EQ(skipped.front().day, Day::of(2025, 10, 1));
    EXPECT_EQ(skipped.back().day, Day::of(2025, 10, 8));
    EXPECT_EQ(skipped.front().name, "国庆节、中秋节");
    EXPECT_EQ(skipped.front().kind, DayKind::holiday);
    skipped.clear();
    EXPECT_EQ(shipped().add_working(at("2026-09-30 17:00"), 2h, &skipped), at("2026-10-08 09:30"));
    EXPECT_EQ(skipped.size(), 7U);
    skipped.clear();
    EXPECT_EQ(shipped().add_working(at("2025-03-07 17:30"), 1h, &skipped), at("2025-03-10 09:00"));
    ASSERT_EQ(skipped.size(), 2U);
    EXPECT_EQ(skipped[0].kind, DayKind::weekend);
    EXPECT_EQ(skipped[0].name, "");
}

TEST(EndOfAWorkingDay, CountsWorkingDaysAndTakesTodayAsItIs) {
    const auto end = [](const char* from, int n) {
        return zone.text(shipped().end_of_working_day(at(from), n));
    };
    EXPECT_EQ(end("2025-03-04 09:10", 0), "2025-03-05 00:00");
    EXPECT_EQ(end("2025-10-03 09:10", 0), "2025-10-04 00:00");
    EXPECT_EQ(end("2025-09-30 23:59", 1), "2025-10-10 00:00");
    EXPECT_EQ(end("2026-09-30 09:00", 3), "2026-10-11 00:00");  // Thursday, Friday and the make-up Saturday
    std::vector<SkippedDay> skipped;
    shipped().end_of_working_day(at("2026-09-30 09:00"), 3, &skipped);
    EXPECT_EQ(skipped.size(), 7U);
}

TEST(ADayOfTheCalendar, IsWorkedOrNotAndSaysWhy) {
    EXPECT_EQ(shipped().kind(Day::of(2025, 3, 4)), DayKind::workday);
    EXPECT_EQ(shipped().kind(Day::of(2025, 3, 8)), DayKind::weekend);
    EXPECT_EQ(shipped().kind(Day::of(2025, 10, 5)), DayKind::holiday);
    EXPECT_EQ(shipped().kind(Day::of(2025, 10, 11)), DayKind::makeup_workday);
    EXPECT_EQ(shipped().spans(Day::of(2025, 10, 11)), shipped().spans(Day::of(2025, 3, 3)));
    EXPECT_TRUE(shipped().spans(Day::of(2025, 10, 5)).empty());
}

TEST(WorkingNow, IncludesTheFirstMomentOfASpanAndNotTheLast) {
    EXPECT_TRUE(shipped().is_working(at("2025-03-04 08:30")));
    EXPECT_FALSE(shipped().is_working(at("2025-03-04 12:00")));
    EXPECT_TRUE(shipped().is_working(at("2025-03-04 12:00") - 1ms));
    EXPECT_FALSE(shipped().is_working(at("2025-03-04 13:00")));
    EXPECT_FALSE(shipped().is_working(at("2025-10-03 10:00")));
    EXPECT_TRUE(shipped().is_working(at("2025-10-11 10:00")));
}

TEST(WorkingTime, FollowsTheLawsOfAddingForEveryPairOfMoments) {
    std::mt19937_64 random(20261123);
    const auto first = at("2019-12-20 00:00");
    const auto moment = [&] {
        return first + Duration(static_cast<std::int64_t>(random() % (2570ULL * 86'400'000ULL)));
    };
    for (int round = 0; round < 400; ++round) {
        const auto from = moment();
        const auto to = from + Duration(static_cast<std::int64_t>(random() % (40ULL * 86'400'000ULL)));
        const auto middle = from + (to - from) / 3;
        const auto worked = shipped().working_between(from, to);
        EXPECT_EQ(shipped().working_between(from, middle) + shipped().working_between(middle, to), worked);
        const auto reached = shipped().add_working(from, worked);
        EXPECT_LE(reached, to);
        EXPECT_EQ(shipped().working_between(from, reached), worked);
        if (worked > 0ms && shipped().is_working(to - 1ms)) {
            EXPECT_EQ(reached, to);
        }
        const Duration some(static_cast<std::int64_t>(random() % (100ULL * 3'600'000ULL)));
        EXPECT_EQ(shipped().working_between(from, shipped().add_working(from, some)), some);
        EXPECT_LT(shipped().add_working(from, some), shipped().add_working(from, some + 1ms));
        EXPECT_LE(shipped().add_working(from, some), shipped().add_working(to, some + 1ms));
        EXPECT_EQ(shipped().working_between(to, from), to > from ? 0ms : worked);
        EXPECT_LT(shipped().end_of_working_day(from, 2), shipped().end_of_working_day(from, 3));
    }
}

TEST(ACalendar, TakesShiftsUntilMidnightAndRefusesSpansThatOverlap) {
    const std::vector<Span> day = {{0, 60}, {60, 1440}};
    const WorkingCalendar always(zone, {day, day, day, day, day, day, day}, {});
    EXPECT_EQ(always.add_working(at("2025-03-04 23:30"), 1h), at("2025-03-05 00:30"));
    EXPECT_EQ(always.add_working(at("2025-03-04 23:30"), 30min), at("2025-03-05 00:00"));
    const auto with_monday = [](std::vector<Span> monday) {
        return WorkingCalendar(zone, {std::move(monday), {}, {}, {}, {}, {}, {}}, {});
    };
    EXPECT_NO_THROW(with_monday({{60, 120}, {120, 180}}));
    EXPECT_THROW(with_monday({{60, 120}, {110, 180}}), Impossible);
    EXPECT_THROW(with_monday({{120, 120}}), Impossible);
    EXPECT_THROW(with_monday({{0, 1441}}), Impossible);
    EXPECT_THROW(with_monday({{-1, 60}}), Impossible);
    EXPECT_THROW(WorkingCalendar(zone, {}, {}), Impossible);
}

TEST(ACalendar, SaysSoIfItHasNoWorkAtAll) {
    const WorkingCalendar never(zone, std::vector<std::vector<Span>>(7), {});
    EXPECT_THROW(never.add_working(at("2025-03-04 09:00"), 1h), Impossible);
    EXPECT_THROW(never.end_of_working_day(at("2025-03-04 09:00"), 1), Impossible);
    EXPECT_EQ(never.end_of_working_day(at("2025-03-04 09:00"), 0), at("2025-03-05 00:00"));
    EXPECT_EQ(never.working_between(at("2025-03-04 09:00"), at("2026-03-04 09:00")), 0ms);
    EXPECT_THROW(shipped().add_working(at("2025-03-04 09:00"), -1h), Impossible);
}

}  // namespace
}  // namespace huiyin
