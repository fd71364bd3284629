// Matters that belong together: told again, joined, merged, split, come back.
#include "simulation/living.hpp"

namespace huiyin::simulation {

using namespace complaints;

// Neighbours report the same, a household calls twice, a letter holds two points.
void Life::told_again(const Act& act, Case& c) {
    if (c.into != SIZE_MAX) return then(act.matter, Do::merge, act.at + chance_.minutes(2, 40), false);
    if (c.again) return;
    if (chance_.in_hundred(4)) then(act.matter, Do::join, act.at + chance_.minutes(10, 600), false);
    if (chance_.in_hundred(2)) then(act.matter, Do::split, act.at + chance_.minutes(20, 300));
    if (!chance_.in_hundred(4)) return;
    Case twice = c;
    twice.id = {};
    twice.version = 0;
    twice.again = true;
    if (chance_.in_hundred(40)) twice.home = company_.homes[chance_.below(company_.homes.size())];
    twice.into = act.matter;
    twice.at = act.at + chance_.minutes(15, 700);
    cases_.push_back(twice);
    then(cases_.size() - 1, Do::record, twice.at, false);
}

void Life::join(const Act& act, Case& c) {
    const auto& home = company_.homes[chance_.below(company_.homes.size())];
    JoinComplaint command;
    command.id = c.id;
    command.unit = home.unit;
    command.person = home.person;
    command.text = c.seed->text;
    if (as(c.officer->actor, act.at, join_complaint, command)) ++report_.joined;
}

void Life::tell_reporters(const Act& act, Case& c) {
    const auto page = read([&](work::Reading& reading) { return open_complaint(reading, {c.id}); });
    if (!page) return;
    for (const auto& r : page->connections.reporters)
        if (!r.told_at && as(c.officer->actor, act.at, tell_reporter, TellReporter{c.id, r.id, Channel::phone, c.seed->answer})) ++report_.told;
}

void Life::merge(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, merge_complaint, MergeComplaint{c.id, c.version, cases_[c.into].id, c.seed->subject});
    if (!changed) {
        c.into = SIZE_MAX;
        return;
    }
    ++report_.merged;
    if (chance_.in_hundred(20)) then(act.matter, Do::unmerge, act.at + chance_.minutes(30, 900));
}

void Life::unmerge(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, unmerge_complaint, UnmergeComplaint{c.id, c.version, c.seed->cause});
    if (!changed) return;
    keep(c, changed);
    ++report_.unmerged;
    c.into = SIZE_MAX;
    then(act.matter, Do::verify, act.at + chance_.minutes(10, 60));
    then(act.matter, Do::answer, act.at + chance_.minutes(60, 600));
}

void Life::split(const Act& act, Case& c) {
    SplitComplaint command{c.id, c.version, {}, c.seed->cause};
    const auto& other = company_.seeds.matters[chance_.below(company_.seeds.matters.size())];
    SplitPart part;
    part.category = company_.categories.at(other.category);
    part.subject = other.subject;
    part.text = other.text;
    command.parts.push_back(part);
    const auto done = as(c.officer->actor, act.at, split_complaint, command);
    if (!done) return;
    c.version = done->version;
    ++report_.split;
    Case half = c;
    half.seed = &other;
    half.id = done->parts.front().id;
    half.version = done->parts.front().version;
    half.again = true;
    half.link.clear();
    half.tries = half.hand_overs = half.raised = 0;
    cases_.push_back(half);
    then(cases_.size() - 1, Do::verify, act.at + chance_.minutes(20, 240), false);
    then(cases_.size() - 1, Do::answer, act.at + chance_.minutes(300, 1500));
}

void Life::study(Instant at) {
    const auto& supervisor = pick(work::Post::supervisor);
    const auto list = read([&](work::Reading& reading) { return list_recurrences(reading, {Studied::waiting, {}, 50}); });
    if (!list) return;
    for (const auto& chain : list->chains)
        for (const auto& m : chain.matters) {
            if (!m.noticed_at || m.studied_at || !chance_.in_hundred(60)) continue;
            const auto verdict = chance_.in_hundred(85) ? Verdict::same_cause : Verdict::other_cause;
            const auto seed = std::ranges::find(company_.seeds.matters, m.matter.subject, &Seeds::Matter::subject);
            if (seed == company_.seeds.matters.end()) continue;
            if (as(supervisor.actor, at, study_recurrence, StudyRecurrence{m.matter.id, verdict, seed->cause.empty() ? seed->finding : seed->cause, seed->answer})) ++report_.studied;
        }
}

}  // namespace huiyin::simulation
