// One matter from the first word to its closing.
#include "simulation/living.hpp"
#include "work/gates.hpp"

namespace huiyin::simulation {

using namespace complaints;

void Life::record(const Act& act, Case& c) {
    c.link.clear();  // one that is told again was copied from another
    RecordComplaint command;
    command.kind = c.seed->kind;
    command.about = c.seed->about;
    command.source = chance_.in_hundred(55) ? Source::phone : chance_.in_hundred(60) ? Source::walk_in : chance_.in_hundred(60) ? Source::message : Source::patrol;
    command.category = company_.categories.at(c.seed->category);
    command.unit = c.home.unit;
    command.person = c.home.person;
    command.subject = c.seed->subject;
    command.text = c.seed->text;
    command.wants = c.seed->wants;
    command.severity = c.seed->severity;
    command.importance = c.seed->important ? Importance::important : Importance::ordinary;
    command.questions = questions(*c.officer);
    const auto changed = as(c.officer->actor, act.at, record_complaint, command);
    if (!changed) return;
    c.id = changed->id;
    c.version = changed->version;
    go_on(act, c);
}

// Out of a phone into the desk's list; the night's wait for the hotline's next look.
void Life::hand_in(const Act& act, Case& c) {
    const auto made = residents_.hand_in(act.at, *c.seed);
    if (!made) return record(act, c);
    ++report_.handed_in;
    c.submission = made->id;
    c.link = made->link;
    then(act.matter, Do::take_up, act.at + (chance_.in_hundred(92) ? chance_.minutes(4, 90) : chance_.minutes(130, 400)), false);
}

void Life::take_up(const Act& act, Case& c) {
    const auto id = residents_.taken_up(act.at, *c.officer, c.submission, *c.seed, c.home);
    if (!id) return;
    c.id = *id;
    c.version = 1;
    go_on(act, c);
}

void Life::rate(const Act& act, Case& c) {
    const auto grade = chance_.in_hundred(78) ? self::Grade::satisfied : chance_.in_hundred(60) ? self::Grade::fairly_satisfied : self::Grade::dissatisfied;
    const auto let_down = residents_.rates(act.at, *c.officer, c.id, c.link, grade, grade == self::Grade::dissatisfied ? c.seed->wants : "");
    ++report_.rated;
    if (!let_down) return;
    c.rating = *let_down;
    then(act.matter, Do::call_let_down, act.at + (chance_.in_hundred(88) ? chance_.minutes(30, 600) : chance_.minutes(3000, 5000)));
}

// What follows once a matter stands in the book, however it came.
void Life::go_on(const Act& act, Case& c) {
    ++report_.recorded;
    const auto& who = c.officer->who;
    told_again(act, c);
    if (chance_.in_hundred(2)) return then(act.matter, Do::withdraw, act.at + chance_.minutes(60, 400));
    // Whoever is prompt looks into it the same day, in the evening too: the night desk is there until eleven.
    const auto tonight = zone_.at(zone_.day_of(act.at), 23 * 60);
    if (chance_.in_hundred(who.prompt + (100 - who.prompt) * 3 / 4))
        then(act.matter, Do::verify, std::max(act.at + 3min, std::min(act.at + chance_.minutes(20, 240), tonight - chance_.minutes(1, 50))), false);
    else
        then(act.matter, Do::verify, act.at + chance_.minutes(700, 1700));
    if (c.seed->important) then(act.matter, Do::report_important, act.at + (chance_.in_hundred(who.careful) ? chance_.minutes(5, 60) : chance_.minutes(900, 1500)));
    if (c.seed->about == About::subordinate_company) then(act.matter, Do::ask_outside, act.at + chance_.minutes(30, 300));
    if (c.seed->about == About::product) then(act.matter, Do::raise, act.at + chance_.minutes(30, 120));
    if (chance_.in_hundred(25)) then(act.matter, Do::note, act.at + chance_.minutes(10, 90));
    if (chance_.in_hundred(40)) return then(act.matter, Do::promise, act.at + chance_.minutes(3, 30), false);
    then(act.matter, Do::answer, act.at + (chance_.in_hundred(who.prompt) ? chance_.minutes(240, 1800) : chance_.minutes(2800, 7000)));
}

// What the guide proposed in a call and what was used of it: a careful officer asks more.
std::vector<lexicon::GuideUse> Life::questions(const Colleague& officer) {
    std::vector<lexicon::GuideUse> uses;
    for (const auto& clause : world_.rulebook->clauses())
        if (clause.guide && chance_.in_hundred(35)) uses.push_back({clause.id, chance_.in_hundred(officer.who.careful - 20)});
    return uses;
}

void Life::verify(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, verify_complaint,
                            VerifyComplaint{c.id, c.version, chance_.in_hundred(85) ? Substance::substantiated : Substance::partly, c.seed->finding, c.seed->cause});
    keep(c, changed);
    if (!changed) return;
    ++report_.verified;
    then(act.matter, Do::report, act.at + (!chance_.in_hundred(c.officer->who.careful) ? chance_.minutes(1500, 3000) : chance_.minutes(10, 180)));
    if (c.seed->department != "service" && chance_.in_hundred(12)) then(act.matter, Do::hand_over, act.at + chance_.minutes(5, 60));
    if (chance_.in_hundred(6)) then(act.matter, Do::refer, act.at + chance_.minutes(30, 240));
}

void Life::hand_over(const Act& act, Case& c) {
    // Sent on to its department; now and then to a wrong one first, which is how passing the buck begins.
    auto target = c.seed->department;
    if (chance_.in_hundred(20)) target = company_.seeds.departments[1 + chance_.below(4)].key;
    const auto changed = as(c.officer->actor, act.at, hand_over_complaint,
                            HandOverComplaint{c.id, c.version, company_.departments.at(target), c.officer->actor.staff, c.seed->finding});
    keep(c, changed);
    if (!changed) return;
    ++c.hand_overs;
    if (c.hand_overs < 3 && chance_.in_hundred(25)) then(act.matter, Do::hand_over, act.at + chance_.minutes(60, 400));
    if (c.hand_overs >= 2) then(act.matter, Do::decide, act.at + chance_.minutes(60, 500));
}

void Life::refer(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, refer_complaint, ReferComplaint{c.id, c.version, c.seed->finding, c.seed->answer});
    keep(c, changed);
    if (changed) then(act.matter, Do::decide, act.at + (!chance_.in_hundred(88) ? chance_.minutes(1500, 2800) : chance_.minutes(30, 300)));
}

void Life::promise(const Act& act, Case& c, const std::string& reason) {
    const bool moving = !reason.empty();
    const int wait = 1 + static_cast<int>(chance_.below(2));
    c.promised = zone_.at(zone_.day_of(act.at) + wait, chance_.in_hundred(60) ? 1020 : 630);
    keep(c, as(c.officer->actor, act.at, promise_answer, PromiseAnswer{c.id, c.version, c.promised, c.seed->wants, reason}));
    if (!moving && chance_.in_hundred(12)) return then(act.matter, Do::move_promise, c.promised - chance_.minutes(60, 240));
    const bool kept = chance_.in_hundred(c.officer->who.careful);
    then(act.matter, Do::answer, kept ? c.promised - chance_.minutes(15, 300) : c.promised + chance_.minutes(20, 900));
}

void Life::give_answer(const Act& act, Case& c) {
    const auto changed = answer(act, c);
    keep(c, changed);
    if (changed) {
        ++report_.answered;
        then(act.matter, Do::agree, act.at + (chance_.in_hundred(70) ? chance_.minutes(2, 30) : chance_.minutes(60, 900)));
    } else if (changed.error() == Refusal{"complaint.not-yet-verified"} && ++c.tries < 5) {
        then(act.matter, Do::verify, act.at + chance_.minutes(5, 30));
        then(act.matter, Do::answer, act.at + chance_.minutes(60, 180));
    }
}

// Now and then somebody writes what is never said. Mostly it is mended; sometimes it goes out with a reason.
Result<Changed> Life::answer(const Act& act, const Case& c) {
    AnswerComplaint command{c.id, c.version, chance_.in_hundred(80) ? Channel::phone : Channel::face_to_face, c.seed->answer};
    const auto& slips = company_.seeds.slips;
    if (slips.empty() || !chance_.in_hundred(5)) return as(c.officer->actor, act.at, answer_complaint, command);
    const auto& slip = slips[chance_.below(slips.size())];
    command.text = slip.said + command.text;
    const auto refused = as(c.officer->actor, act.at, answer_complaint, command);
    if (refused || !work::is_about_wording(refused.error())) return refused;
    count_refused_wording(c.officer->actor, act.at, c.id, refused.error());
    if (chance_.in_hundred(30)) command.say_anyway = slip.reason;
    else command.text = c.seed->answer;
    return as(c.officer->actor, act.at, answer_complaint, command);
}

// A refused wording is counted like at the door, where the work that ran into it rolled back (F5.1).
void Life::count_refused_wording(const work::Actor& actor, Instant now, ComplaintId matter, const Refusal& refusal) {
    database_.write_now([&](store::Tx& tx) {
        work::Unit unit(tx, ids_, world_, actor, company_.site, now, now);
        work::gate_refused(unit, "", refusal, {journal::SubjectKind::complaint, matter.value});
    });
}

void Life::agree(const Act& act, Case& c) {
    if (!c.link.empty() && chance_.in_hundred(65)) {
        const bool yes = chance_.in_hundred(86);
        if (residents_.agrees(act.at, c.link, yes, c.seed->wants)) {
            ++c.version;
            return then(act.matter, Do::close, act.at + chance_.minutes(2, 90));
        }
    }
    const auto agreement = chance_.in_hundred(88) ? Agreement::agreed : chance_.in_hundred(60) ? Agreement::not_agreed : Agreement::unreachable;
    const auto changed = as(c.officer->actor, act.at, record_agreement, RecordAgreement{c.id, c.version, agreement, agreement == Agreement::agreed ? "" : c.seed->cause});
    keep(c, changed);
    if (changed) then(act.matter, Do::close, act.at + (chance_.in_hundred(80) ? chance_.minutes(2, 60) : chance_.minutes(300, 1600)));
}

void Life::close(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, close_complaint, CloseComplaint{c.id, c.version, c.seed->answer});
    keep(c, changed);
    if (changed) {
        ++report_.closed;
        if (chance_.in_hundred(6)) {  // not for good
            Case once_more = c;
            once_more.id = {};
            once_more.version = 0;
            once_more.into = SIZE_MAX;
            once_more.tries = once_more.hand_overs = once_more.raised = 0;
            once_more.at = act.at + chance_.minutes(3000, 40000);
            cases_.push_back(once_more);
            then(cases_.size() - 1, Do::record, once_more.at, false);
        }
        const bool careful = chance_.in_hundred(c.officer->who.careful);
        if (chance_.in_hundred(c.link.empty() ? 12 : 60)) then(act.matter, Do::rate, act.at + chance_.minutes(20, 2800), false);
        return then(act.matter, Do::call, act.at + (careful ? chance_.minutes(900, 3200) : chance_.minutes(5200, 8000)));
    }
    // Something is still owed: do it, then try again. The gate is not talked round.
    if (changed.error() == Refusal{"complaint.still-owed"} && ++c.tries < 12) {
        settle(act, c, changed.error());
        then(act.matter, Do::close, act.at + chance_.minutes(120, 400));
    } else if (changed.error() == Refusal{"complaint.not-answered"} && ++c.tries < 12) {
        then(act.matter, Do::answer, act.at + chance_.minutes(30, 200));
    }
}

void Life::settle(const Act& act, Case&, const Refusal& still_owed) {
    const auto* owed = still_owed.details.if_contains("acts");
    if (!owed) return;
    for (const auto& item : owed->as_array()) {
        const std::string_view name = item.as_string();
        const auto soon = act.at + chance_.minutes(5, 60);
        if (name == "verify") then(act.matter, Do::verify, soon);
        else if (name == "report") then(act.matter, Do::report, soon);
        else if (name == "report_important") then(act.matter, Do::report_important, soon);
        else if (name == "decide" || name == "take_in_hand") then(act.matter, Do::decide, soon);
        else if (name == "ask_unit") then(act.matter, Do::ask_outside, soon);
        else if (name == "raise_to_maker") then(act.matter, Do::raise, soon);
        else if (name == "tell_also_reported") then(act.matter, Do::tell_reporter, soon);
        else if (name == "follow_maker") then(act.matter, Do::outside_answer, soon);
        else then(act.matter, Do::answer, soon);
    }
}

void Life::ask(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, ask_outside, AskOutside{c.id, c.version, c.seed->cause, c.seed->text});
    keep(c, changed);
    if (changed) then(act.matter, Do::outside_answer, act.at + chance_.minutes(240, 1800));
}

void Life::raise(const Act& act, Case& c) {
    const auto level = static_cast<Level>(std::min(c.raised, 2));
    const auto changed = as(c.officer->actor, act.at, raise_complaint, RaiseComplaint{c.id, c.version, level, level == Level::maker ? c.seed->cause : "", c.seed->finding});
    keep(c, changed);
    if (!changed) return;
    if (++c.raised < 3) return then(act.matter, Do::raise, act.at + chance_.minutes(60, 500));
    if (level == Level::maker) then(act.matter, Do::outside_answer, act.at + chance_.minutes(1400, 5000));
}

void Life::reopen(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, reopen_complaint, ReopenComplaint{c.id, c.version, c.seed->wants});
    keep(c, changed);
    if (!changed) return;
    ++report_.reopened;
    then(act.matter, Do::answer, act.at + chance_.minutes(60, 600));
}

void Life::withdraw(const Act& act, Case& c) {
    const auto changed = as(c.officer->actor, act.at, withdraw_complaint, WithdrawComplaint{c.id, c.version, c.seed->wants});
    keep(c, changed);
    if (changed) ++report_.withdrawn;
}

std::int64_t Life::version_of(const Case& c) {
    const auto page = c.id ? read([&](work::Reading& reading) { return open_complaint(reading, {c.id}); }) : Result<ComplaintPage>(ComplaintPage{});
    return page ? page->version : c.version;
}

}  // namespace huiyin::simulation
