// Who is responsible and who does it; handing over to another department with the reason. Hand-overs are counted,
// and the n-th climbs by itself (B5, D7: no passing the buck).
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "steps.hpp"
#include "work/gates.hpp"

namespace huiyin::complaints {

Result<Step> decide_assigning(const Complaint& before, const AssignComplaint& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    auto after = before;
    after.responsible = command.responsible;
    if (command.executor) after.executor = command.executor;
    return Step{after, event_of(after, "complaint.assigned")};
}

Result<Changed> assign_complaint(Unit& unit, const AssignComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    for (const auto& staff : {std::optional(command.responsible), command.executor})
        if (staff && !organisation::on_staff(unit.tx, *staff, unit.site)) return refuse(refused::staff_not_found);
    const auto step = decide_assigning(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    for (const auto& staff : {std::optional(command.responsible), command.executor})
        if (auto fit = qualification::may_be_assigned(unit, staff, before->as_subject()); !fit) return refuse(fit.error());
    return carry_out(unit, *step);
}

Result<Step> decide_handing_over(const Complaint& before, const HandOverComplaint& command, const Moment&) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.department == command.department) return refuse(refused::same_department);
    auto after = before;
    after.department = command.department;
    after.responsible = command.responsible;
    after.executor.reset();
    ++after.hand_overs;
    auto event = event_of(after, "complaint.handed_over", {{"reason", text::trim(command.reason)}});
    event.facts["hand_overs"] = after.hand_overs;
    event.facts["from_department"] = std::to_string(before.department ? before.department->value : 0);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> hand_over_complaint(Unit& unit, const HandOverComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto department = organisation::find_department(unit.tx, command.department);
    if (!department || department->site != unit.site) return refuse(refused::department_not_found);
    auto complete = command;
    // A matter is never without an owner: unless somebody is named, the receiving department's director has it (D16).
    if (!complete.responsible) complete.responsible = department->director;
    if (!complete.responsible) complete.responsible = before->responsible;
    if (complete.responsible && !organisation::on_staff(unit.tx, *complete.responsible, unit.site)) return refuse(refused::staff_not_found);
    const auto step = decide_handing_over(*before, complete, unit.moment);
    if (!step) return refuse(step.error());
    if (auto fit = qualification::may_be_assigned(unit, complete.responsible, before->as_subject()); !fit) return refuse(fit.error());
    work::gate_passed(unit, {"D7"}, "complaint.hand_over", before->as_subject());
    return carry_out(unit, *step);
}

}  // namespace huiyin::complaints
