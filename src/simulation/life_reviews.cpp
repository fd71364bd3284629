// The supervisor's review of the day (C1).
#include "simulation/living.hpp"
#include "reviews/reviews.hpp"

namespace huiyin::simulation {

using namespace complaints;

void Life::review(const Act& act) {
    const auto& supervisor = pick(work::Post::supervisor);
    std::optional<reviews::DailyReview> sheet;
    database_.read_now_void([&](store::Tx& tx) {
        work::Reading reading{tx, supervisor.actor, company_.site, act.at, world_};
        // What was forgotten yesterday is made up for first.
        auto asked = zone_.day_of(act.at);
        if (zone_.minute_of_day(act.at) < 720) asked = asked - 1;
        if (auto found = reviews::open_daily_review(reading, {.day = asked})) sheet = std::move(*found);
    });
    if (!sheet || sheet->state == reviews::ReviewState::signed_) return;
    auto version = sheet->version;
    for (const auto& section : sheet->sections) {
        if (section.name != reviews::SheetSection::newly_late || section.lines.empty() || !chance_.in_hundred(30)) continue;
        const auto& line = section.lines.front();
        const auto& officer = pick(work::Post::service_officer);
        const auto due = zone_.at(zone_.day_of(act.at) + 2, 18 * 60);
        const auto given = as(supervisor.actor, act.at, reviews::give_remark,
                              reviews::GiveRemark{sheet->id, section.name, line.subject_kind, line.subject_id, company_.seeds.matters.front().finding, officer.actor.staff, due});
        if (!given) continue;
        version = given->version;
        ++report_.remarks;
        remarks_.push_back({*given->remark, &officer});
        then(remarks_.size() - 1, Do::settle, chance_.in_hundred(officer.who.careful) ? act.at + chance_.minutes(900, 2200) : due + chance_.minutes(30, 900));
    }
    if (as(supervisor.actor, act.at, reviews::sign_review, reviews::SignReview{sheet->id, version, ""})) ++report_.reviews;
}

void Life::settle_remark(const Act& act) {
    const auto& [id, officer] = remarks_[act.matter];
    (void)as(officer->actor, act.at, reviews::settle_remark, reviews::SettleRemark{id, 1, company_.seeds.matters.front().answer});
}

}  // namespace huiyin::simulation
