// The employee's word (A4.4.5): confirming what was scored, with a remark, or appealing while there is time.
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

Result<Record> find_to_answer(Unit& unit, AppraisalId id, std::int64_t version) {
    auto r = find_record(unit.tx, id, unit.site);
    if (!r || !may_see(unit.actor, unit.site, *r)) return refuse(refused::not_found);
    if (r->employee != unit.moment.actor) return refuse(refused::not_yours);
    if (r->state != AppraisalState::signed_ || r->superseded_by) return refuse(refused::not_open_to_answer);
    if (r->version != version) return refuse(refused::stale(r->version, version));
    return *std::move(r);
}

void answered(Unit& unit, Record& r, AppraisalState state, const std::string& remark, const char* event) {
    r.state = state;
    r.answered_at = unit.moment.now;
    r.remark = text::trim(remark);
    save(unit.tx, r);
    unit.tell({event, r.as_subject(), facts_of(r), {{"text", r.remark}}});
}

}  // namespace

void ConfirmAppraisal::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.length("remark", remark, long_text);
}

void AppealAppraisal::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, long_text);
}

Result<AppraisalChanged> confirm_appraisal(Unit& unit, const ConfirmAppraisal& command) {
    auto r = find_to_answer(unit, command.id, command.version);
    if (!r) return refuse(r.error());
    answered(unit, *r, AppraisalState::confirmed, command.remark, "appraisal.confirmed");
    return changed(*r);
}

Result<AppraisalChanged> appeal_appraisal(Unit& unit, const AppealAppraisal& command) {
    auto r = find_to_answer(unit, command.id, command.version);
    if (!r) return refuse(r.error());
    // Until when, the debt to answer says; nothing here counts days.
    if (const auto due = due_of(unit.tx, r->as_subject()); due && *due <= unit.moment.now) {
        auto no = refused::appeal_too_late;
        no.details = {{"due_at", due->ms}};
        return refuse(std::move(no));
    }
    work::gate_passed(unit, {"A4.4.5"}, "appraisal.appeal", r->as_subject());
    answered(unit, *r, AppraisalState::appealed, command.reason, "appraisal.appealed");
    return changed(*r);
}

}  // namespace huiyin::appraisal
