// The shipped holidays: known days of every year, and files that are refused with the line that is wrong.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernel/calendar.hpp"

namespace huiyin {
namespace {

std::string text_of(int year) {
    std::ifstream file(std::string(HUIYIN_SOURCE_DIR) + "/holidays/" + std::to_string(year) + ".yaml");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Holidays shipped() {
    Holidays all;
    for (int year = 2020; year <= 2026; ++year)
        all.merge(Holidays::parse(text_of(year), std::to_string(year) + ".yaml"));
    return all;
}

std::string kind_of(const Holidays& all, const char* day) {
    const auto found = all.days.find(*Day::parse(day));
    return found == all.days.end() ? "" : (found->second.off ? "off " : "work ") + found->second.name;
}

std::string refusal_of(const std::string& yaml) {
    try {
        Holidays::parse(yaml, "2026.yaml");
        return "";
    } catch (const std::runtime_error& e) {
        return e.what();
    }
}

TEST(ShippedHolidays, AreThoseOfTheStateCouncil) {
    const auto all = shipped();
    const std::pair<const char*, const char*> known[] = {{"2020-01-19", "work 春节"},
                                                         {"2020-01-31", "off 春节"},
                                                         {"2020-02-01", "off 春节"},
                                                         {"2020-02-03", ""},
                                                         {"2020-06-28", "work 端午节"},
                                                         {"2020-10-08", "off 国庆节、中秋节"},
                                                         {"2021-02-11", "off 春节"},
                                                         {"2021-02-20", "work 春节"},
                                                         {"2021-09-18", "work 中秋节"},
                                                         {"2021-10-09", "work 国庆节"},
                                                         {"2022-01-29", "work 春节"},
                                                         {"2022-04-02", "work 清明节"},
                                                         {"2022-05-04", "off 劳动节"},
                                                         {"2022-10-08", "work 国庆节"},
                                                         {"2022-12-31", "off 元旦"},
                                                         {"2023-01-02", "off 元旦"},
                                                         {"2023-06-25", "work 端午节"},
                                                         {"2023-10-06", "off 中秋节、国庆节"},
                                                         {"2024-02-09", ""},
                                                         {"2024-02-18", "work 春节"},
                                                         {"2024-05-11", "work 劳动节"},
                                                         {"2024-09-17", "off 中秋节"},
                                                         {"2024-10-12", "work 国庆节"},
                                                         {"2025-01-01", "off 元旦"},
                                                         {"2025-01-26", "work 春节"},
                                                         {"2025-02-04", "off 春节"},
                                                         {"2025-05-05", "off 劳动节"},
                                                         {"2025-10-08", "off 国庆节、中秋节"},
                                                         {"2025-10-09", ""},
                                                         {"2026-01-02", "off 元旦"},
                                                         {"2026-02-23", "off 春节"},
                                                         {"2026-02-24", ""},
                                                         {"2026-09-25", "off 中秋节"},
                                                         {"2026-10-08", ""}};
    for (const auto& [day, kind] : known) EXPECT_EQ(kind_of(all, day), kind) << day;
}

TEST(ShippedHolidays, NameEveryMakeUpWorkdayOf2026AndNoOther) {
    std::vector<std::string> days;
    for (const auto& [day, special] : Holidays::parse(text_of(2026), "2026.yaml").days)
        if (!special.off) days.push_back(day.iso());
    EXPECT_EQ(days, (std::vector<std::string>{"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09",
                                              "2026-09-20", "2026-10-10"}));
}

// Days off on weekdays, less the make-up workdays, are the days the law grants: 11, and 13 from 2025.
TEST(ShippedHolidays, GiveAsManyDaysOffAsTheLawGrants) {
    const auto all = shipped();
    for (const int year : all.years) {
        int granted = 0;
        for (const auto& [day, special] : all.days) {
            if (day.year() != year) continue;
            if (special.off && day.weekday() < 5) ++granted;
            if (!special.off) --granted;
        }
        const int longer_in_2020 = year == 2020 ? 2 : 0;  // 31 January off, and 1 February no longer made up
        EXPECT_EQ(granted, (year < 2025 ? 11 : 13) + longer_in_2020) << year;
    }
}

TEST(ShippedHolidays, SayWhichYearsTheyKnow) {
    const auto all = shipped();
    EXPECT_TRUE(all.years.contains(2020));
    EXPECT_TRUE(all.years.contains(2026));
    EXPECT_FALSE(all.years.contains(2027));
    EXPECT_FALSE(WorkingCalendar::usual({}, all).knows_year(2027));
    EXPECT_TRUE(WorkingCalendar::usual({}, all).knows_year(2026));
}

TEST(AHolidayFile, IsRefusedWithItsLineIfSomethingInItIsWrong) {
    const std::string head = "year: 2026\nsource: 通知\nholidays:\n";
    const auto with = [&](const std::string& body) { return refusal_of(head + "  - name: 元旦\n" + body); };
    EXPECT_EQ(with("    off: [2026-01-01, 2026-01-03]\n    make_up: [2026-01-04]\n"), "");
    EXPECT_EQ(with("    off: [2026-01-01, 2026-01-32]\n"), "2026.yaml:5: a day like 2026-10-01 is expected");
    EXPECT_EQ(with("    off: [2026-01-03, 2026-01-01]\n"),
              "2026.yaml:5: the last day off comes after the first, within a month");
    EXPECT_EQ(with("    off: [2025-01-01, 2025-01-01]\n"), "2026.yaml:5: this holiday is not in 2026");
    EXPECT_EQ(with("    off: [2026-01-01, 2026-01-03]\n    make_up: [2026-01-05]\n"),
              "2026.yaml:6: 2026-01-05 is a workday anyway");
    EXPECT_EQ(with("    off: [2026-01-01, 2026-01-04]\n    make_up: [2026-01-04]\n"),
              "2026.yaml:6: 2026-01-04 stands here twice");
    EXPECT_EQ(with("    off: 2026-01-01\n"), "2026.yaml:5: off is [first day, last day]");
    EXPECT_EQ(with("    of: [2026-01-01, 2026-01-04]\n"), "2026.yaml:5: \"of\" is not known here");
    EXPECT_EQ(with("    off: [2026-01-01, 2026-01-03]\n    makeup: []\n"),
              "2026.yaml:6: \"makeup\" is not known here");
    EXPECT_NE(refusal_of("year: 2026\nsource: [\n").find("2026.yaml:"), std::string::npos);
    EXPECT_EQ(refusal_of("year: soon\nsource: 通知\nholidays: []\n"),
              "2026.yaml:1: a year like 2026 is expected");
    EXPECT_EQ(refusal_of("year: 2026\nholidays: []\n"), "2026.yaml:1: \"source\" is missing");
    EXPECT_NE(refusal_of(""), "");
    EXPECT_NE(refusal_of("- 1"), "");
}

}  // namespace
}  // namespace huiyin
