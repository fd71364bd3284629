#include "work/gates.hpp"

#include <algorithm>
#include <map>

#include "huiyin_work_sql.hpp"

namespace huiyin::work {
namespace {

void record(Unit& unit, std::string_view clause, std::string_view gate, journal::Subject subject, std::string_view outcome,
            std::string_view refusal) {
    const auto id = unit.ids().next(unit.moment.now.ms);
    unit.tx.run(sql::gate_record, id, unit.site, clause, gate, unit.moment.now, unit.moment.actor, subject.kind, subject.id, outcome, refusal);
}

}  // namespace

void gate_passed(Unit& unit, std::initializer_list<std::string_view> clauses, std::string_view gate, journal::Subject subject) {
    for (const auto clause : clauses) record(unit, clause, gate, subject, "passed", "");
}

std::string_view gate_of(std::string_view operation) {
    static const std::map<std::string_view, std::string_view> gates{{"answer_complaint", "complaint.answer"},
                                                                    {"close_complaint", "complaint.close"},
                                                                    {"decide_complaint", "complaint.decide"},
                                                                    {"hand_over_complaint", "complaint.hand_over"},
                                                                    {"promise_answer", "complaint.promise"},
                                                                    {"confirm_parameter", "rulebook.confirm"},
                                                                    {"give_up_follow_up", "follow_up.give_up"},
                                                                    {"sign_follow_up", "follow_up.sign"},
                                                                    {"promise_point", "point.promise"},
                                                                    {"score_appraisal", "appraisal.score"},
                                                                    {"correct_appraisal", "appraisal.score"},
                                                                    {"appeal_appraisal", "appraisal.appeal"},
                                                                    {"rule_on_appeal", "appraisal.rule"},
                                                                    {"rule_on_criteria", "criteria.publish"},
                                                                    {"rule_on_plan", "training.approve"},
                                                                    {"plan_session", "training.hold"},
                                                                    {"submit_exam", "exam.submit"},
                                                                    {"mark_exam", "exam.mark"},
                                                                    {"confirm_practice", "exam.confirm"},
                                                                    {"rule_on_case", "training_case.publish"},
                                                                    {"publish_roster", "roster.publish"},
                                                                    {"change_cells", "roster.publish"},
                                                                    {"fill_by_pattern", "roster.publish"},
                                                                    {"rule_on_swap", "roster.publish"},
                                                                    {"score_quality_review", "quality.score"},
                                                                    {"rule_on_kept", "destruction.rule"}};
    const auto found = gates.find(operation);
    return found == gates.end() ? std::string_view{} : found->second;
}

bool is_about_wording(const Refusal& refusal) { return refusal.code == "wording.forbidden"; }

bool is_about_qualification(const Refusal& refusal) { return refusal.code == "qualification.missing"; }

void guidance(Unit& unit, std::string_view clause, bool used, journal::Subject subject) {
    record(unit, clause, "guide", subject, used ? "used" : "unused", "");
}

bool gate_refused(Unit& unit, std::string_view operation, const Refusal& refusal, journal::Subject subject) {
    const auto gate = is_about_wording(refusal) ? wording_gate : is_about_qualification(refusal) ? qualification_gate : gate_of(operation);
    const auto* clause = unit.rulebook().find(refusal.clause);
    if (gate.empty() || !clause || std::ranges::find(clause->gates, gate) == clause->gates.end()) return false;
    record(unit, clause->id, gate, subject, "refused", refusal.code);
    return true;
}

}  // namespace huiyin::work
