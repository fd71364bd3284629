#include "rulebook/vocabulary.hpp"

namespace huiyin::rulebook {
namespace {

Vocabulary words() {
    Vocabulary known{
        .events = {"complaint.recorded", "complaint.imported", "complaint.verified", "complaint.reported",
                   "complaint.handed_over", "complaint.assigned", "complaint.referred", "complaint.decided",
                   "complaint.promised", "complaint.promise_moved", "complaint.answered", "complaint.agreement_recorded",
                   "complaint.closed", "complaint.reopened", "complaint.withdrawn", "complaint.noted",
                   "complaint.raised", "complaint.outside_asked", "complaint.outside_answered",
                   "complaint.importance_changed", "complaint.attachment_added", "follow_up.attempted",
                   "follow_up.reached", "follow_up.refused", "obligation.breached", "obligation.escalated",
                   "day.began", "daily_review.opened", "daily_review.signed", "daily_review.remarked", "daily_review.remark_done",
                   "rulebook.parameter_confirmed",
                   "complaint.joined", "complaint.reporter_told", "complaint.merged", "complaint.merged_here", "complaint.unmerged",
                   "complaint.unmerged_here", "complaint.split", "complaint.linked", "complaint.unlinked",
                   "complaint.recurred", "complaint.came_back", "complaint.recurrence_studied",
                   "follow_up.opened", "follow_up.unreachable", "follow_up.cancelled", "follow_up.ready", "follow_up.unready",
                   "follow_up.signed", "follow_up.dissatisfied", "point.raised", "point.promised", "point.promise_moved",
                   "point.answered", "point.turned", "point.dropped",
                   "complaint.customer_wrote",
                   "submission.received", "submission.accepted", "submission.rejected", "rating.given", "rating.followed_up",
                   "wording.sent_anyway", "wording.reviewed",
                   "criteria.shipped", "criteria.proposed", "criteria.published", "criteria.declined",
                   "appraisal.planned", "appraisal.excused", "appraisal.scored", "appraisal.corrected", "appraisal.confirmed",
                   "appraisal.appealed", "appraisal.appeal_ruled", "appraisal.punished", "appraisal.evidence_decided",
                   "appraisal.year_signed", "statistics.planned", "statistics.signed",
                   "destruction.listed", "destruction.record_destroyed", "destruction.record_held", "destruction.hold_lifted", "destruction.reviewed",
                   "course.published", "course.ended", "qualification.required", "qualification.passed", "qualification.dropped",
                   "certificate.issued", "certificate.expiring", "certificate.renewed", "certificate.revoked", "certificate.released",
                   "training_plan.proposed", "training_plan.approved", "training_plan.returned",
                   "training_session.planned", "training_session.moved", "training_session.cancelled", "training_session.signed", "training_session.held",
                   "exam.opened", "exam.started", "exam.submitted", "exam.marked", "exam.to_test", "exam.practical_tested", "exam.practical_confirmed",
                   "exam.passed", "exam.failed", "exam.cancelled",
                   "training_case.drafted", "training_case.published", "training_case.declined",
                   "leave.asked", "leave.approved", "leave.declined", "leave.withdrawn",
                   "roster.opened", "roster.drafted", "roster.published", "roster.changed",
                   "swap.asked", "swap.agreed", "swap.refused", "swap.withdrawn", "swap.approved", "swap.declined",
                   "attendance.recorded", "attendance.correction_asked", "attendance.corrected", "attendance.struck", "attendance.correction_declined",
                   "quality.sampled", "quality.drawn", "quality.scored"},
        .posts = {"general_manager", "site_director", "customer_service_manager", "supervisor", "service_officer",
                  "hotline_operator", "technician", "storekeeper", "finance", "department_manager",
                  "quality_department", "system_administrator"},
        .acts = {"verify", "report", "report_important", "decide", "answer", "answer_as_promised", "close", "follow_up",
                 "ask_unit", "feed_back", "raise_to_maker", "follow_maker", "take_in_hand", "confirm",
                 "tell_also_reported", "prevent_recurrence",
                 "sign", "answer_point", "moderate", "call_dissatisfied",
                 "inspect", "appraise", "answer_score", "rule_on_appeal", "rule_on_criteria", "fill_statistics", "review_destruction",
                 "pass_course", "arrange_training", "renew_certificate",
                 "rule_on_plan", "hold_training", "sit_exam", "mark_exam", "test_practice", "review_case", "publish_roster", "review_quality"},
        .gates = {"complaint.answer", "complaint.close", "complaint.decide", "complaint.hand_over", "complaint.promise", "rulebook.confirm",
                  "follow_up.give_up", "follow_up.sign", "point.promise", "wording.say",
                  "appraisal.score", "appraisal.appeal", "appraisal.rule", "criteria.publish", "destruction.rule", "qualification.assign",
                  "training.approve", "training.hold", "exam.submit", "exam.mark", "exam.confirm", "training_case.publish", "roster.publish", "quality.score"},
        .facts = {}};
    known.acts.insert({"review_day", "settle_remark"});
    return known;
}

// Every event about a complaint carries what the matter is; some carry more.
Vocabulary with_facts(Vocabulary known) {
    for (const auto& event : known.events)
        if (event.starts_with("complaint.") || event.starts_with("follow_up."))
            known.facts[event] = {"kind", "about", "importance", "severity", "state"};
    known.facts["complaint.reported"].insert("to");
    known.facts["complaint.promised"].insert("promised_at");
    known.facts["complaint.promise_moved"].insert("promised_at");
    known.facts["complaint.raised"].insert("level");
    known.facts["complaint.agreement_recorded"].insert("agreement");
    known.facts["complaint.closed"].insert("agreement");
    known.facts["complaint.answered"].insert("channel");
    known.facts["complaint.verified"].insert("substance");
    known.facts["follow_up.reached"].insert("satisfaction");
    known.facts["complaint.reporter_told"].insert("everyone");
    known.facts["complaint.merged"].insert("household");
    known.facts["complaint.recurrence_studied"].insert("verdict");
    for (const auto& event : known.events)
        if (event.starts_with("follow_up.")) known.facts[event].insert({"reason", "household"});
    known.facts["follow_up.opened"].insert("call_by");
    known.facts["follow_up.dissatisfied"].insert("rule");
    known.facts["point.promised"].insert("promised_at");
    known.facts["point.promise_moved"].insert("promised_at");
    for (const auto* event : {"submission.received", "submission.accepted", "submission.rejected"}) known.facts[event] = {"kind", "state"};
    for (const auto* event : {"rating.given", "rating.followed_up"}) known.facts[event] = {"source", "grade"};
    for (const auto* event : {"day.began", "daily_review.opened"}) known.facts[event] = {"workday", "week_begins", "month_begins"};
    for (const auto& event : known.events)
        if (event.starts_with("appraisal.")) known.facts[event] = {"kind", "level"};
    known.facts["statistics.planned"] = {"span"};
    known.facts["appraisal.appeal_ruled"].insert("verdict");
    for (const auto* event : {"quality.drawn", "quality.scored"}) known.facts[event] = {"scorer"};
    known.facts["roster.opened"] = {"publish_by"};
    for (const auto* event : {"qualification.required", "qualification.passed", "qualification.dropped", "certificate.issued", "certificate.expiring",
                              "course.published", "course.ended"})
        known.facts[event] = {"kind"};
    known.facts["qualification.required"].insert("grace");
    known.facts["certificate.expiring"].insert("expires_at");
    for (const auto& event : known.events) {
        if (event.starts_with("exam.")) known.facts[event] = {"kind", "theory", "practical"};
        if (event.starts_with("training_session.")) known.facts[event] = {"starts_at", "ends_at"};
        if (event.starts_with("training_case.") || event.starts_with("training_plan.")) known.facts[event] = {"kind"};
    }
    known.facts["exam.submitted"].insert("marking");
    known.facts["daily_review.remarked"] = {"due_at", "section"};
    return known;
}

}  // namespace

const Vocabulary& vocabulary() {
    static const Vocabulary known = with_facts(words());
    return known;
}

}  // namespace huiyin::rulebook
