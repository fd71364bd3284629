// Making and publishing rosters by the same use-cases as from the page.
#include "simulation/rostering.hpp"

#include <set>

#include "attendance/attendance.hpp"
#include "roster/roster.hpp"

namespace huiyin::simulation {
const Colleague* Rostering::supervisor() const {
    for (const auto& one : company_.staff)
        if (one.who.post == work::Post::supervisor) return &one;
    return nullptr;
}

void Rostering::afternoon(Instant at) {
    const auto* by = supervisor();
    if (!by || company_.seeds.rostering.day.empty()) return;
    const auto today = world_.calendar(company_.site).zone().day_of(at);
    if (attended_ != today) attend(*by, today, at);
    // The month that runs first, then the next one while it is owed, some days before it begins.
    const auto month = today.first_of_month(), next = month.next_month();
    const auto wanted = done_ < month ? month : next - today <= 8 ? next : Day{};
    if (wanted <= done_ || !furnish(*by, at)) return;
    publish(*by, wanted, at);
}

bool Rostering::furnish(const Colleague& by, Instant at) {
    if (day_) return true;
    const auto& words = company_.seeds.rostering;
    const auto settings = ask(database_, world_, by.actor, company_.site, at, roster::open_roster_settings, roster::OpenRosterSettings{});
    if (!settings) return false;
    const auto shift = [&](const std::string& name, const std::string& mark, int start, int length) -> ShiftId {
        for (const auto& s : settings->shifts)
            if (s.name == name) return s.id;
        const auto made = perform(database_, ids_, world_, by.actor, company_.site, at, roster::create_shift, roster::CreateShift{name, mark, start, length});
        return made ? ShiftId{std::stoll(made->id)} : ShiftId{};
    };
    day_ = shift(words.day, words.day_mark, 8 * 60 + 30, 9 * 60 + 30);
    evening_ = shift(words.evening, words.evening_mark, 14 * 60, 8 * 60);
    using roster::DayType;
    for (const auto kind : {DayType::workday, DayType::makeup_workday, DayType::weekend, DayType::holiday})
        (void)perform(database_, ids_, world_, by.actor, company_.site, at, roster::keep_coverage,
                      roster::KeepCoverage{work::Post::service_officer, kind == DayType::workday || kind == DayType::makeup_workday ? day_ : evening_, kind, 1});
    return bool(day_) && bool(evening_);
}

// Everybody by day on working days; the officers take turns in the evening, and on days off too.
void Rostering::publish(const Colleague& by, Day month, Instant at) {
    using namespace roster;
    const auto open = [&] { return ask(database_, world_, by.actor, company_.site, at, open_roster, OpenRoster{month}); };
    auto v = open();
    if (!v) return;
    if (v->state == RosterState::published) {
        done_ = month;
        return;
    }
    ChangeCells command{month, v->version, {}};
    int officers = 0;
    for (const auto& p : v->people) officers += std::ranges::find(p.posts, Post::service_officer) != p.posts.end();
    int nth = 0;
    for (const auto& p : v->people) {
        const bool officer = std::ranges::find(p.posts, Post::service_officer) != p.posts.end();
        for (std::size_t d = 0; d < v->days.size(); ++d) {
            if (std::ranges::find(p.away, static_cast<int>(d)) != p.away.end()) continue;
            const bool works = v->days[d].kind == DayType::workday || v->days[d].kind == DayType::makeup_workday;
            const bool turn = officer && officers > 1 && static_cast<int>(d) % officers == nth;
            if (turn) command.cells.push_back({p.id, v->days[d].day, {evening_}});
            else if (works) command.cells.push_back({p.id, v->days[d].day, {day_}});
        }
        nth += officer;
    }
    auto changed = perform(database_, ids_, world_, by.actor, company_.site, at, change_cells, command);
    // What could not be published is taken out of the draft first.
    if (changed && !changed->problems.empty()) {
        ChangeCells mended{month, changed->version, {}};
        std::set<std::pair<StaffId, Day>> seen;
        for (const auto& p : changed->problems)
            if (seen.emplace(p.staff, p.day).second) mended.cells.push_back({p.staff, p.day, {}});
        changed = perform(database_, ids_, world_, by.actor, company_.site, at, change_cells, mended);
    }
    if (!changed) return broken_.push_back("a roster was not taken: " + changed.error().code);
    const auto done = perform(database_, ids_, world_, by.actor, company_.site, at, publish_roster, PublishRoster{month, changed->version});
    if (!done) return broken_.push_back("a roster was not published: " + done.error().code);
    const auto back = open();
    if (!back || back->state != RosterState::published || !back->problems.empty()) broken_.push_back("the roster of " + month.iso() + " does not read back as published");
    done_ = month;
    ++published_;
}

void Rostering::attend(const Colleague& by, Day today, Instant at) {
    attended_ = today;
    if (!chance_.in_hundred(12)) return;
    const auto& one = company_.staff[chance_.below(company_.staff.size())];
    if (one.actor.staff == by.actor.staff || one.actor.site != company_.site) return;
    (void)perform(database_, ids_, world_, by.actor, company_.site, at, attendance::record_attendance,
                  attendance::RecordAttendance{one.actor.staff, today, attendance::AttendanceKind::late, 3 + static_cast<int>(chance_.below(20)), company_.seeds.rostering.late_note});
}

}  // namespace huiyin::simulation
