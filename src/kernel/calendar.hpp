// The working calendar (C3, E5; 调休补班): several spans a day, the State Council's holidays and make-up
// workdays as data by year, and working-time arithmetic that can say which days it skipped.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernel/time.hpp"

namespace huiyin {

struct Span {
    int from_minute = 0;  // of the day, site time
    int to_minute = 0;    // exclusive; at most 1440
    auto operator<=>(const Span&) const = default;
};

enum class DayKind { workday, weekend, holiday, makeup_workday };

// The published special days of some years.
struct Holidays {
    struct Special {
        std::string name;  // 国庆节
        bool off = true;   // false: a make-up workday
    };
    std::map<Day, Special> days;
    std::set<int> years;  // the years that are loaded whole
    // Reads the shipped data format (holidays/*.yaml); throws std::runtime_error with file and line.
    static Holidays parse(std::string_view yaml, std::string_view file);
    void merge(const Holidays& other);
};

struct SkippedDay {
    Day day;
    DayKind kind;
    std::string name;  // the holiday's name where there is one
};

class WorkingCalendar {
  public:
    // `week[0]` is Monday; an empty list is a day off. Make-up workdays use Monday's spans.
    WorkingCalendar(Zone zone, std::vector<std::vector<Span>> week, Holidays holidays);
    static WorkingCalendar usual(Zone zone, Holidays holidays);  // Mon–Fri 08:30–12:00, 14:00–18:00

    const Zone& zone() const { return zone_; }
    DayKind kind(Day day) const;
    const std::vector<Span>& spans(Day day) const;
    bool knows_year(int year) const { return holidays_.years.contains(year); }
    bool is_working(Instant at) const;

    // The end of `duration` of working time from `from`; days without work on the way go into `skipped`.
    // Ensures an answer within 20 years or throws Impossible (a calendar without work).
    Instant add_working(Instant from, Duration duration, std::vector<SkippedDay>* skipped = nullptr) const;
    Duration working_between(Instant from, Instant to) const;
    // The midnight that ends the n-th working day after the day of `from` (n = 0: the same day, whatever it
    // is).
    Instant end_of_working_day(Instant from, int n, std::vector<SkippedDay>* skipped = nullptr) const;

  private:
    SkippedDay without_work(Day day) const;

    Zone zone_;
    std::vector<std::vector<Span>> week_;
    Holidays holidays_;
};

}  // namespace huiyin
