// Days, instants and site time on the proleptic Gregorian calendar.
#include "kernel/time.hpp"

#include <fmt/format.h>

#include "kernel/result.hpp"

namespace huiyin {

namespace {
constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t ms_per_day = 86'400'000;

std::chrono::year_month_day civil(Day day) {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.number}}};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

std::optional<Day> day_of_civil(int year, int month, int day) {
    if (year < 1 || year > 9999) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    return Day{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

// Takes one number of `least` to `most` digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        value = value * 10 + (text[digits++] - '0');
    if (digits < least) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}
}  // namespace

int Day::year() const {
    return static_cast<int>(civil(*this).year());
}
int Day::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}
int Day::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

std::string Day::iso() const {
    const auto c = civil(*this);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(c.year()), static_cast<unsigned>(c.month()),
                       static_cast<unsigned>(c.day()));
}

std::string Day::compact() const {
    const auto c = civil(*this);
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(c.year()), static_cast<unsigned>(c.month()),
                       static_cast<unsigned>(c.day()));
}

std::optional<Day> Day::parse(std::string_view iso) {
    const auto year = take_number(iso, 4, 4);
    if (!year || !take(iso, "-")) return std::nullopt;
    const auto month = take_number(iso, 2, 2);
    if (!month || !take(iso, "-")) return std::nullopt;
    const auto day = take_number(iso, 2, 2);
    if (!day || !iso.empty()) return std::nullopt;
    return day_of_civil(*year, *month, *day);
}

Day Day::of(int year, int month, int day) {
    const auto found = month > 0 && day > 0 ? day_of_civil(year, month, day) : std::nullopt;
    ensure(found.has_value(), "no such day in the calendar");
    return *found;
}

Day Zone::day_of(Instant at) const {
    return {static_cast<std::int32_t>(floor_div(at.ms + offset_minutes * ms_per_minute, ms_per_day))};
}

Instant Zone::start_of(Day day) const {
    return {day.number * ms_per_day - offset_minutes * ms_per_minute};
}

Instant Zone::at(Day day, int minute) const {
    return {start_of(day).ms + minute * ms_per_minute};
}

int Zone::minute_of_day(Instant at) const {
    return static_cast<int>((at.ms - start_of(day_of(at)).ms) / ms_per_minute);
}

std::string Zone::text(Instant at) const {
    const int minute = minute_of_day(at);
    return fmt::format("{} {:02}:{:02}", day_of(at).iso(), minute / 60, minute % 60);
}

std::optional<Instant> Zone::parse(std::string_view text) const {
    while (take(text, " ")) {
    }
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    // Spreadsheets leave out leading zeros: 2026/3/4 9:05.
    const auto year = take_number(text, 4, 4);
    if (!year || text.empty()) return std::nullopt;
    const char separator = text.front();
    if (!take(text, "-/")) return std::nullopt;
    const auto month = take_number(text, 1, 2);
    if (!month || !take(text, {&separator, 1})) return std::nullopt;
    const auto day = take_number(text, 1, 2);
    if (!day || !take(text, " T")) return std::nullopt;
    const auto hour = take_number(text, 1, 2);
    if (!hour || !take(text, ":")) return std::nullopt;
    const auto minute = take_number(text, 2, 2);
    if (!minute) return std::nullopt;
    std::optional<int> second = 0;
    if (take(text, ":")) second = take_number(text, 2, 2);
    if (!second || !text.empty() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    const auto found = day_of_civil(*year, *month, *day);
    if (!found) return std::nullopt;
    return at(*found, *hour * 60 + *minute) + std::chrono::seconds{*second};
}

}  // namespace huiyin
