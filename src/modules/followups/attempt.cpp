// Calling: each attempt stands in its slot, and the one that reaches somebody says what was said (D11, D12). A
// dissatisfied answer reopens the matter or goes up to the manager, as the rulebook says.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "work/gates.hpp"

namespace huiyin::followups {

Slot Slots::at(int minute) const {
    if (minute < morning || minute >= end) return Slot::outside;
    if (minute < noon) return Slot::morning;
    if (minute < afternoon) return Slot::noon;
    return minute < evening ? Slot::afternoon : Slot::evening;
}

Slots slots_of(const rulebook::Rulebook& book, Day day) {
    if (!book.find("D11")) return {480, 720, 840, 1080, 1260};
    const auto hour = [&](const char* name) { return 60 * book.number("D11", name, day); };
    return {hour("slot-morning-from"), hour("slot-noon-from"), hour("slot-afternoon-from"), hour("slot-evening-from"), hour("slot-evening-until")};
}

bool counts(const std::vector<Attempt>& before, Day day, Slot slot) {
    return slot != Slot::outside && std::ranges::none_of(before, [&](const Attempt& a) { return a.day == day && a.slot == slot; });
}

DissatisfiedRule rule_for(const FollowUp& f, Instant now, int reopen_within_days, int reopen_at_most, const Zone& zone) {
    const bool soon = zone.day_of(now) - zone.day_of(f.opened_at) <= reopen_within_days;
    return soon && f.reopened < reopen_at_most ? DissatisfiedRule::reopen : DissatisfiedRule::escalate;
}

std::optional<Refusal> why_not_given_up(const FollowUp& f, int needed) {
    if (f.state != SheetState::open) return refused::not_open;
    if (f.slots >= needed) return std::nullopt;
    auto no = refused::too_few_slots;
    no.details = {{"tried", f.slots}, {"needed", needed}};
    return no;
}

namespace {

int slots_needed(const Unit& unit) {
    return unit.rulebook().find("D11") ? unit.rulebook().number("D11", "slots-before-unreachable", unit.today()) : 3;
}

// What follows from a dissatisfied answer (D12). The matter's own module hears it and does it.
void dissatisfied(Unit& unit, FollowUp& f) {
    if (f.complaint) {
        const auto& book = unit.rulebook();
        const int within = book.find("D12") ? book.number("D12", "reopen-within", unit.today()) : 7;
        const int most = book.find("D12") ? book.number("D12", "reopen-at-most", unit.today()) : 1;
        f.dissatisfied_rule = rule_for(f, unit.moment.now, within, most, unit.calendar().zone());
    } else {
        f.dissatisfied_rule = DissatisfiedRule::escalate;  // no matter to reopen: its points have owners and promises
    }
}

void tell_dissatisfied(Unit& unit, const FollowUp& f) {
    const auto subject = f.complaint ? journal::Subject{journal::SubjectKind::complaint, f.complaint->value} : f.as_subject();
    journal::Event event{"follow_up.dissatisfied", subject, facts_of(f), {{"text", f.said}}};
    event.facts["rule"] = json::enum_name(*f.dissatisfied_rule);
    unit.tell(event);
}

}  // namespace

Result<FollowUpChanged> record_attempt(Unit& unit, const RecordAttempt& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (f.state != SheetState::open) return refuse(refused::not_open);
    const bool reached = command.result == CallResult::reached;
    const bool unhappy = reached && command.satisfaction == Satisfaction::dissatisfied;
    if (unhappy && !f.complaint && command.points.empty()) return refuse(refused::points_needed);

    // The words of the call and what was answered in it went to the customer (F5.1).
    if (const auto fine = lexicon::gate(unit, f.as_subject(), {{"said", command.said}}, command.say_anyway); !fine) return refuse(fine.error());
    for (const auto& point : command.points)
        if (!point.answer.empty())
            if (const auto fine = lexicon::gate(unit, f.as_subject(), {{"answer", point.answer}}, command.say_anyway); !fine) return refuse(fine.error());
    const auto questions = lexicon::note_guide_uses(unit, f.as_subject(), "questions", command.questions);
    if (!questions) return refuse(questions.error());
    const auto before = attempts_of(unit.tx, f.id);
    const auto slot = slots_of(unit.rulebook(), unit.today()).at(unit.calendar().zone().minute_of_day(unit.moment.now));
    const bool fresh = counts(before, unit.today(), slot);
    const auto said = text::trim(command.said);
    ++f.attempts;
    if (fresh) ++f.slots;
    unit.tx.run(sql::follow_up_attempt_insert, unit.ids().next(unit.moment.now.ms), f.site, f.id, f.attempts, unit.moment.now, unit.today(), slot,
                fresh, unit.moment.actor, command.result, reached ? std::string{} : said, RawJson{boost::json::serialize(*questions)});
    note_hand(unit, f.id);
    if (!f.caller) f.caller = unit.moment.actor;
    if (command.result != CallResult::unreachable) {
        f.state = SheetState::done;
        f.called_at = unit.moment.now;
        f.result = command.result;
        f.satisfaction = reached ? command.satisfaction : std::nullopt;
        f.said = reached ? said : std::string{};
    }
    if (unhappy) dissatisfied(unit, f);
    for (std::size_t i = 0; i < command.points.size(); ++i)
        if (const auto added = add_point(unit, f, command.points[i], "points." + std::to_string(i) + "."); !added) return refuse(added.error());
    if (f.state == SheetState::done) content_changed(unit, f, "attempt");
    else save(unit.tx, f);

    journal::Event event{reached                                     ? "follow_up.reached"
                         : command.result == CallResult::unreachable ? "follow_up.attempted"
                                                                     : "follow_up.refused",
                         f.call_subject(), facts_of(f), {{"text", said}}};
    event.facts["result"] = json::enum_name(command.result);
    event.facts["slot"] = json::enum_name(slot);
    event.facts["counts"] = fresh;
    if (!questions->empty()) event.facts["questions"] = *questions;
    if (command.satisfaction && reached) event.facts["satisfaction"] = json::enum_name(*command.satisfaction);
    const auto written = unit.tell(event);
    if (unhappy) tell_dissatisfied(unit, f);
    return changed(f, written.id);
}

Result<FollowUpChanged> give_up_follow_up(Unit& unit, const GiveUpFollowUp& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (auto no = why_not_given_up(f, slots_needed(unit))) return refuse(*std::move(no));
    work::gate_passed(unit, {"D11"}, "follow_up.give_up", f.as_subject());
    f.state = SheetState::done;
    f.called_at = unit.moment.now;
    f.result = CallResult::unreachable;
    note_hand(unit, f.id);
    content_changed(unit, f, "attempt");
    journal::Event event{"follow_up.unreachable", f.call_subject(), facts_of(f)};
    event.facts["slots"] = f.slots;
    const auto written = unit.tell(event);
    return changed(f, written.id);
}

Result<FollowUpChanged> assign_follow_up(Unit& unit, const AssignFollowUp& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (f.state != SheetState::open) return refuse(refused::not_open);
    if (!organisation::on_staff(unit.tx, command.caller, unit.site))
        return refuse({"invalid", Trouble::invalid, {}, {{"caller", "unknown-value"}}, {}});
    if (auto fit = qualification::may_be_assigned(unit, command.caller, f.as_subject()); !fit) return refuse(fit.error());
    f.caller = command.caller;
    save(unit.tx, f);
    const auto written = unit.tell({"follow_up.assigned", f.call_subject(), facts_of(f)});
    return changed(f, written.id);
}

Result<FollowUpChanged> correct_follow_up(Unit& unit, const CorrectFollowUp& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (f.state != SheetState::done || f.result != CallResult::reached) return refuse(refused::not_reached);
    const bool unhappy = command.satisfaction == Satisfaction::dissatisfied && f.satisfaction != Satisfaction::dissatisfied;
    if (unhappy && !f.complaint && f.points == 0) return refuse(refused::points_needed);
    if (const auto fine = lexicon::gate(unit, f.as_subject(), {{"said", command.said}}, command.say_anyway); !fine) return refuse(fine.error());
    f.satisfaction = command.satisfaction;
    f.said = text::trim(command.said);
    if (unhappy) dissatisfied(unit, f);
    note_hand(unit, f.id);
    content_changed(unit, f, "correction");
    journal::Event event{"follow_up.corrected", f.as_subject(), facts_of(f), {{"text", f.said}}};
    event.facts["satisfaction"] = json::enum_name(command.satisfaction);
    const auto written = unit.tell(event);
    if (unhappy) tell_dissatisfied(unit, f);
    return changed(f, written.id);
}

}  // namespace huiyin::followups
