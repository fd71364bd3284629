// What cannot be solved here goes up, and the centre manager decides, on record (D6).
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "steps.hpp"
#include "together.hpp"
#include "work/gates.hpp"

namespace huiyin::complaints {

Result<Step> decide_referring(const Complaint& before, const ReferComplaint& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.state == State::referred) return refuse(refused::already_referred);
    // Only what has been looked into can be beyond solving.
    if (!before.verified_at) return refuse(refused::not_yet_verified);
    auto after = before;
    after.state = State::referred;
    return Step{after, event_of(after, "complaint.referred",
                                {{"reason", text::trim(command.reason)}, {"proposal", text::trim(command.proposal)}})};
}

Result<Changed> refer_complaint(Unit& unit, const ReferComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_referring(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

Result<Step> decide_deciding(const Complaint& before, const DecideComplaint& command, bool owed_by_hand_overs, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.state != State::referred && !owed_by_hand_overs) return refuse(refused::not_referred);
    auto after = before;
    if (after.state == State::referred) after.state = before.answered_at ? State::answered : State::verified;
    after.decision = text::trim(command.decision);
    if (command.department) after.department = command.department;
    if (command.responsible) after.responsible = command.responsible;
    return Step{after, event_of(after, "complaint.decided", {{"text", after.decision}})};
}

Result<Changed> decide_complaint(Unit& unit, const DecideComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    if (command.department) {
        const auto department = organisation::find_department(unit.tx, *command.department);
        if (!department || department->site != unit.site) return refuse(refused::department_not_found);
    }
    if (command.responsible && !organisation::on_staff(unit.tx, *command.responsible, unit.site)) return refuse(refused::staff_not_found);
    // A matter handed over too often waits for the manager too, without having been referred (B5).
    auto waiting = obligations::open_blocking(unit.tx, before->as_subject());
    for (auto& o : owed_by_merged(unit.tx, *before)) waiting.push_back(std::move(o));
    const bool owed = std::ranges::any_of(waiting, [](const auto& o) { return o.act == "take_in_hand"; });
    const auto step = decide_deciding(*before, command, owed, unit.moment);
    if (!step) return refuse(step.error());
    if (auto fit = qualification::may_be_assigned(unit, command.responsible, before->as_subject()); !fit) return refuse(fit.error());
    work::gate_passed(unit, {"D6"}, "complaint.decide", before->as_subject());
    return carry_out(unit, *step);
}

}  // namespace huiyin::complaints
