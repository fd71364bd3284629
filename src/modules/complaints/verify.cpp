// Verifying on the same day (D4), and telling the department's director and, if it matters, the site's (D5, C4).
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {

Result<Step> decide_verifying(const Complaint& before, const VerifyComplaint& command, const Moment& moment) {
    if (before.state == State::closed) return refuse(refused::already_closed);
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    if (before.verified_at) return refuse(refused::already_verified);
    auto after = before;
    if (after.state == State::recorded) after.state = State::verified;
    after.substance = command.substance;
    after.finding = text::trim(command.finding);
    after.cause = text::trim(command.cause);
    after.verified_at = moment.now;
    auto event = event_of(after, "complaint.verified", {{"text", after.finding}, {"cause", after.cause}});
    event.facts["substance"] = json::enum_name(command.substance);
    return Step{std::move(after), std::move(event)};
}

Result<Changed> verify_complaint(Unit& unit, const VerifyComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_verifying(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    index_for_search(unit.tx, step->after);
    const auto changed = carry_out(unit, *step);
    if (!step->after.cause.empty()) notice_recurrence(unit, step->after);  // now that the cause is known (D14)
    return changed;
}

Result<Step> decide_reporting(const Complaint& before, const ReportComplaint& command, const Moment&) {
    if (before.state == State::withdrawn) return refuse(refused::withdrawn);
    // The director is told a result, so there must be one (D5); that a matter is important is told at once (C4).
    if (command.to == ReportTo::department_director && !before.verified_at) return refuse(refused::not_yet_verified);
    auto event = event_of(before, "complaint.reported", {{"text", text::trim(command.text)}});
    event.facts["to"] = json::enum_name(command.to);
    return Step{before, std::move(event)};
}

Result<Changed> report_complaint(Unit& unit, const ReportComplaint& command) {
    const auto before = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!before) return refuse(before.error());
    const auto step = decide_reporting(*before, command, unit.moment);
    if (!step) return refuse(step.error());
    return carry_out(unit, *step);
}

}  // namespace huiyin::complaints
