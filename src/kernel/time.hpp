// Instants, days and site time. The clock is read once at the door and passed in; nothing here reads it.
// An interval stops just before its end; late means `now >= due`.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huiyin {

using Duration = std::chrono::milliseconds;
using namespace std::chrono_literals;

// A moment: milliseconds since 1970 in UTC. On the wire: that number.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;
    Instant operator+(Duration d) const { return {ms + d.count()}; }
    Instant operator-(Duration d) const { return {ms - d.count()}; }
    Duration operator-(Instant other) const { return Duration{ms - other.ms}; }
};

// A calendar day without a place: days since 1970-01-01. On the wire: "2026-11-23".
struct Day {
    std::int32_t number = 0;
    auto operator<=>(const Day&) const = default;
    Day operator+(int days) const { return {number + days}; }
    Day operator-(int days) const { return {number - days}; }
    int operator-(Day other) const { return number - other.number; }
    int weekday() const { return ((number % 7) + 10) % 7; }  // 0 = Monday … 6 = Sunday
    int year() const;
    int month() const;
    int day() const;
    std::string iso() const;      // 2026-11-23
    std::string compact() const;  // 20261123
    static std::optional<Day> parse(std::string_view iso);
    static Day of(int year, int month, int day);
    Day first_of_month() const { return of(year(), month(), 1); }
    Day next_month() const { return month() == 12 ? of(year() + 1, 1, 1) : of(year(), month() + 1, 1); }  // its first day
};

// A site's time: a fixed offset. Mainland China has kept +08:00 without summer time since 1991.
struct Zone {
    int offset_minutes = 480;
    Day day_of(Instant at) const;
    Instant start_of(Day day) const;
    Instant at(Day day, int minute_of_day) const;
    int minute_of_day(Instant at) const;
    std::string text(Instant at) const;  // "2026-11-23 14:05"
    std::optional<Instant> parse(
        std::string_view text) const;  // "2026-11-23 14:05" or with ":30", "/" or "T" accepted
};

}  // namespace huiyin
