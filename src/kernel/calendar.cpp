// Working-time arithmetic: a walk over days and their spans. A year is some 370 steps, so nothing is cached.
#include "kernel/calendar.hpp"

#include <algorithm>

#include "kernel/result.hpp"

namespace huiyin {

namespace {
constexpr int minutes_per_day = 1440;
constexpr int longest_walk_in_days = 20 * 366;
const std::vector<Span> no_spans;
}  // namespace

WorkingCalendar::WorkingCalendar(Zone zone, std::vector<std::vector<Span>> week, Holidays holidays)
    : zone_(zone), week_(std::move(week)), holidays_(std::move(holidays)) {
    ensure(week_.size() == 7, "a week has seven days");
    for (const auto& day : week_) {
        int end = 0;
        for (const auto& span : day) {
            ensure(span.from_minute >= end && span.to_minute > span.from_minute &&
                       span.to_minute <= minutes_per_day,
                   "the spans of a day ascend, do not overlap and end by midnight");
            end = span.to_minute;
        }
    }
}

WorkingCalendar WorkingCalendar::usual(Zone zone, Holidays holidays) {
    const std::vector<Span> day = {{8 * 60 + 30, 12 * 60}, {14 * 60, 18 * 60}};
    return {zone, {day, day, day, day, day, {}, {}}, std::move(holidays)};
}

DayKind WorkingCalendar::kind(Day day) const {
    if (const auto special = holidays_.days.find(day); special != holidays_.days.end())
        return special->second.off ? DayKind::holiday : DayKind::makeup_workday;
    return week_[static_cast<std::size_t>(day.weekday())].empty() ? DayKind::weekend : DayKind::workday;
}

const std::vector<Span>& WorkingCalendar::spans(Day day) const {
    switch (kind(day)) {
        case DayKind::workday:
            return week_[static_cast<std::size_t>(day.weekday())];
        case DayKind::makeup_workday:
            return week_[0];
        case DayKind::weekend:
        case DayKind::holiday:
            break;
    }
    return no_spans;
}

bool WorkingCalendar::is_working(Instant at) const {
    const auto day = zone_.day_of(at);
    return std::ranges::any_of(spans(day), [&](const Span& span) {
        return at >= zone_.at(day, span.from_minute) && at < zone_.at(day, span.to_minute);
    });
}

SkippedDay WorkingCalendar::without_work(Day day) const {
    const auto special = holidays_.days.find(day);
    return {day, kind(day), special == holidays_.days.end() ? std::string{} : special->second.name};
}

Instant WorkingCalendar::add_working(Instant from, Duration duration,
                                     std::vector<SkippedDay>* skipped) const {
    ensure(duration >= Duration::zero(), "working time is added, never taken away");
    if (duration == Duration::zero()) return from;
    auto left = duration;
    const auto first = zone_.day_of(from);
    for (int walked = 0; walked <= longest_walk_in_days; ++walked) {
        const auto day = first + walked;
        const auto& work = spans(day);
        if (work.empty() && skipped != nullptr) skipped->push_back(without_work(day));
        for (const auto& span : work) {
            const auto begin = std::max(from, zone_.at(day, span.from_minute));
            const auto end = zone_.at(day, span.to_minute);
            if (begin >= end) continue;
            if (end - begin >= left) return begin + left;
            left -= end - begin;
        }
    }
    throw Impossible("the working time does not end within 20 years");
}

Duration WorkingCalendar::working_between(Instant from, Instant to) const {
    auto sum = Duration::zero();
    if (to <= from) return sum;
    const auto last = zone_.day_of(to);
    for (auto day = zone_.day_of(from); day <= last; day = day + 1)
        for (const auto& span : spans(day)) {
            const auto begin = std::max(from, zone_.at(day, span.from_minute));
            const auto end = std::min(to, zone_.at(day, span.to_minute));
            if (begin < end) sum += end - begin;
        }
    return sum;
}

Instant WorkingCalendar::end_of_working_day(Instant from, int n, std::vector<SkippedDay>* skipped) const {
    ensure(n >= 0, "working days are counted forward");
    const auto first = zone_.day_of(from);
    auto day = first;
    for (int counted = 0; counted < n;) {
        day = day + 1;
        ensure(day - first <= longest_walk_in_days, "so many working days do not end within 20 years");
        if (!spans(day).empty()) {
            ++counted;
        } else if (skipped != nullptr) {
            skipped->push_back(without_work(day));
        }
    }
    return zone_.start_of(day + 1);
}

}  // namespace huiyin
