// What follows a closing: calls, points and their answers, signatures; and a guest who leaves.
#include "simulation/living.hpp"
#include "customers/customers.hpp"

namespace huiyin::simulation {

using namespace complaints;

// A guest stays a few days with a household and leaves (D10).
void Life::depart(const Act& act, Case& c) {
    const auto& actor = pick(work::Post::supervisor).actor;
    const auto today = zone_.day_of(act.at);
    const auto added = as(actor, act.at, customers::add_role, customers::AddRole{c.home.person, c.home.unit, customers::Role::guest, today - 4});
    if (!added || !as(actor, act.at, customers::end_role, customers::EndRole{c.home.person, c.home.unit, customers::Role::guest, today})) return;
    if (const auto id = database_.read_now([&](store::Tx& tx) { return followups::open_sheet_of(tx, c.home.person); })) c.sheet = *id;
    then(act.matter, Do::call, act.at + (chance_.in_hundred(c.officer->who.careful) ? chance_.minutes(60, 900) : chance_.minutes(2000, 4000)));
}

std::optional<followups::FollowUpPage> Life::sheet(const Act& act, FollowUpId id, const work::Actor& actor) {
    return database_.read_now([&](store::Tx& tx) -> std::optional<followups::FollowUpPage> {
        work::Reading reading{tx, actor, company_.site, act.at, world_};
        const auto page = followups::open_follow_up(reading, {id});
        return page ? std::optional(*page) : std::nullopt;
    });
}

// What of the guide was used in a call; read off the sheet, so that it takes nothing from the chances of the rest.
std::vector<lexicon::GuideUse> Life::asked_in_call(FollowUpId sheet) const {
    std::vector<lexicon::GuideUse> uses;
    auto turn = static_cast<std::uint64_t>(sheet.value) >> 4;
    for (const auto& clause : world_.rulebook->clauses())
        if (clause.guide && ++turn % 3 == 0) uses.push_back({clause.id, turn % 4 != 0});
    return uses;
}

void Life::call_joined(const Act& act, Case& c) {
    each_joined(act, c, followups::SheetState::open, [&](FollowUpId id) {
        const auto page = sheet(act, id, c.officer->actor);
        if (!page) return;
        followups::RecordAttempt command;
        command.id = id;
        command.version = page->version;
        command.satisfaction = followups::Satisfaction::satisfied;
        command.said = c.seed->wants;
        command.questions = asked_in_call(id);
        if (as(c.officer->actor, act.at, followups::record_attempt, command)) ++report_.calls;
    });
}

void Life::call(const Act& act, Case& c) {
    call_joined(act, c);
    if (const auto id = database_.read_now([&](store::Tx& tx) { return followups::open_sheet_of(tx, c.id); })) c.sheet = *id;
    const auto page = sheet(act, c.sheet, c.officer->actor);
    if (!page || page->state != followups::SheetState::open) return;
    const bool missed = chance_.in_hundred(18);
    const bool unhappy = chance_.in_hundred(6);
    followups::RecordAttempt command;
    command.id = c.sheet;
    command.version = page->version;
    command.result = missed ? followups::CallResult::unreachable : chance_.in_hundred(97) ? followups::CallResult::reached : followups::CallResult::refused;
    if (command.result == followups::CallResult::reached) {
        command.satisfaction = unhappy                    ? followups::Satisfaction::dissatisfied
                               : chance_.in_hundred(75) ? followups::Satisfaction::satisfied
                                                        : followups::Satisfaction::fairly_satisfied;
        command.said = c.seed->wants;
        command.questions = asked_in_call(c.sheet);
        if (chance_.in_hundred(!unhappy ? 12 : c.id ? 50 : 100)) {
            const auto promised = zone_.at(zone_.day_of(act.at) + 1 + static_cast<int>(chance_.below(3)), 1020);
            command.points.push_back({c.seed->wants, c.officer->actor.staff, promised, ""});
            then(act.matter, Do::answer_point, chance_.in_hundred(c.officer->who.careful) ? promised - chance_.minutes(30, 900) : promised + chance_.minutes(30, 1500));
        }
    }
    const auto changed = as(c.officer->actor, act.at, followups::record_attempt, command);
    if (!changed) return;
    ++report_.calls;
    if (!missed) {
        if (command.points.empty()) then(act.matter, Do::sign, act.at + (chance_.in_hundred(85) ? chance_.minutes(60, 1400) : chance_.minutes(3000, 6000)));
        // The matter of a dissatisfied customer stands open again, by rule (D12).
        if (unhappy && command.satisfaction && c.id) {
            ++report_.reopened;
            again(act, c);
        }
        return;
    }
    if (page->slots_tried + 1 >= page->slots_needed && chance_.in_hundred(60)) {
        const auto given_up = as(c.officer->actor, act.at + 1min, followups::give_up_follow_up, followups::GiveUpFollowUp{c.sheet, changed->version});
        if (given_up) return then(act.matter, Do::sign, act.at + chance_.minutes(60, 1400));
    }
    then(act.matter, Do::call, act.at + chance_.minutes(180, 900));
}

// What a dissatisfied answer started: decided if it went up, answered anew, closed again.
void Life::again(const Act& act, Case& c) {
    const auto found = database_.read_now([&](store::Tx& tx) -> std::optional<ComplaintPage> {
        work::Reading reading{tx, c.officer->actor, company_.site, act.at, world_};
        const auto page = open_complaint(reading, {c.id});
        return page ? std::optional(*page) : std::nullopt;
    });
    if (!found) return;
    c.version = found->version;
    if (found->state == State::referred) then(act.matter, Do::decide, act.at + chance_.minutes(30, 600));
    then(act.matter, Do::answer, act.at + chance_.minutes(700, 1400));
}

void Life::answer_point(const Act& act, Case& c) {
    const auto page = sheet(act, c.sheet, c.officer->actor);
    if (!page) return;
    for (const auto& p : page->points) {
        if (p.state != followups::PointState::open) continue;
        (void)as(c.officer->actor, act.at, followups::answer_point, followups::AnswerPoint{p.id, p.version, followups::Channel::phone, c.seed->answer});
    }
    then(act.matter, Do::sign, act.at + (chance_.in_hundred(85) ? chance_.minutes(60, 1400) : chance_.minutes(3000, 6000)));
}

void Life::sign(const Act& act, Case& c) {
    const auto& manager = pick(work::Post::customer_service_manager).actor;
    const auto signs = [&](FollowUpId id) {
        const auto page = sheet(act, id, manager);
        if (page) (void)as(manager, act.at, followups::sign_follow_up, followups::SignFollowUp{id, page->version, page->digest});
    };
    signs(c.sheet);
    each_joined(act, c, followups::SheetState::done, signs);
}

}  // namespace huiyin::simulation
