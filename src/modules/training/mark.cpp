// Marking (A4.3.2): what a machine can judge it judges at once; short answers and practice are for the examiner, practice with a
// second person; and what follows from both parts.
#include <algorithm>

#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::training {
namespace {

qualification::Course course_of(Unit& unit, const Exam& e) {
    const auto course = qualification::find_course(unit.tx, unit.site, e.course);
    ensure(course.has_value(), "an exam keeps its course");
    return *course;
}

Points sum_of(const std::vector<Answer>& answers) {
    Points sum{};
    for (const auto& a : answers) sum = sum + a.awarded.value_or(Points{});
    return sum;
}

Result<Exam> find_to_examine(Unit& unit, ExamId id, std::int64_t version, ExamState wanted, const Refusal& otherwise) {
    auto e = find_exam(unit.tx, unit.site, id);
    if (!e || !may_see(unit.actor, unit.site, *e)) return refuse(refused::exam_not_found);
    if (e->version != version) return refuse(refused::stale(e->version, version));
    if (e->staff == unit.moment.actor) return refuse(refused::own_exam);
    if (e->state != wanted) return refuse(otherwise);
    return *std::move(e);
}

}  // namespace

void MarkExam::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(awards.empty(), "awards", "required");
}
void TestPractice::check(Checks& c) const {
    c.when(!id, "id", "required");
    for (std::size_t i = 0; i < checks.size(); ++i) c.length("checks." + std::to_string(i) + ".note", checks[i].note, 500);
}
void ConfirmPractice::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (!agreed) c.required("reason", reason);
    c.length("reason", reason, 1000);
}

void close_paper(Unit& unit, Exam& e, bool timed_out) {
    auto answers = answers_of(unit.tx, e.id);
    bool to_mark = false;
    for (auto& a : answers) {
        const auto question = find_question(unit.tx, e.site, a.question);
        ensure(question.has_value(), "a paper keeps its questions");
        const auto given = a.read();
        a.awarded = worth(question->kind, question->read_answer(), given.chosen, a.points);
        // Nothing written earns nothing; a person need not say so.
        if (!a.awarded && text::blank(given.written)) a.awarded = Points{};
        if (a.awarded) unit.tx.run(sql::exam_answer_award, e.id, a.position, a.awarded);
        else to_mark = true;
    }
    e.submitted_at = unit.moment.now;
    e.timed_out = timed_out;
    e.state = ExamState::marking;
    if (!to_mark) e.theory = sum_of(answers);
    save(unit.tx, e);
    auto facts = facts_of(e, course_of(unit, e));
    facts["marking"] = to_mark ? "yes" : "no";
    facts["timed_out"] = timed_out;
    unit.tell({"exam.submitted", e.as_subject(), std::move(facts), {}});
    if (!to_mark) settle(unit, e);
}

void settle(Unit& unit, Exam& e) {
    const auto course = course_of(unit, e);
    const auto outcome = outcome_of(course.theory, e.theory, course.practical, e.practical, course.pass_mark);
    if (outcome == Outcome::pending) {
        e.state = ExamState::testing;
        save(unit.tx, e);
        unit.tell({"exam.to_test", e.as_subject(), facts_of(e, course), {}});
        return;
    }
    e.state = outcome == Outcome::passed ? ExamState::passed : ExamState::failed;
    e.ended_at = unit.moment.now;
    if (outcome == Outcome::passed) e.certificate = qualification::issue(unit, course, e.staff, e.id, e.examiner).id;
    save(unit.tx, e);
    unit.tell({outcome == Outcome::passed ? "exam.passed" : "exam.failed", e.as_subject(), facts_of(e, course), {}});
}

Result<ExamChanged> mark_exam(Unit& unit, const MarkExam& command) {
    auto e = find_to_examine(unit, command.id, command.version, ExamState::marking, refused::not_to_mark);
    if (!e) return refuse(e.error());
    if (!may_examine(unit.actor, unit.site, *e)) return refuse(refused::not_the_examiner);
    auto answers = answers_of(unit.tx, e->id);
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < command.awards.size(); ++i) {
        const auto& award = command.awards[i];
        const auto field = "awards." + std::to_string(i) + ".";
        const auto at = std::ranges::find(answers, award.position, &Answer::position);
        if (at == answers.end() || at->awarded) wrong.push_back({field + "position", "unknown-value"});
        else if (award.points < Points{} || award.points > at->points) wrong.push_back({field + "points", "out-of-range"});
        else at->awarded = award.points;
    }
    if (std::ranges::any_of(answers, [](const Answer& a) { return !a.awarded; })) wrong.push_back({"awards", "each-answer"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    work::gate_passed(unit, {"A4.3.2"}, "exam.mark", e->as_subject());
    for (const auto& award : command.awards) unit.tx.run(sql::exam_answer_award, e->id, award.position, award.points);
    e->theory = sum_of(answers);
    e->marked_by = unit.moment.actor;
    save(unit.tx, *e);
    unit.tell({"exam.marked", e->as_subject(), facts_of(*e, course_of(unit, *e)), {}});
    settle(unit, *e);
    return changed(unit.tx, *e);
}

Result<ExamChanged> test_practice(Unit& unit, const TestPractice& command) {
    auto e = find_to_examine(unit, command.id, command.version, ExamState::testing, refused::not_to_test);
    if (!e) return refuse(e.error());
    if (!may_examine(unit.actor, unit.site, *e)) return refuse(refused::not_the_examiner);
    const auto items = e->read_checklist();
    std::vector<FieldError> wrong;
    if (command.checks.size() != items.size()) wrong.push_back({"checks", "each-line"});
    for (std::size_t i = 0; i < std::min(items.size(), command.checks.size()); ++i)
        if (command.checks[i].points < Points{} || command.checks[i].points > items[i].points)
            wrong.push_back({"checks." + std::to_string(i) + ".points", "out-of-range"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    unit.tx.run(sql::exam_checks_clear, e->id);
    for (std::size_t i = 0; i < items.size(); ++i)
        unit.tx.run(sql::exam_check_insert, e->id, static_cast<int>(i), items[i].text, items[i].points, command.checks[i].points, text::trim(command.checks[i].note));
    e->tested_at = unit.moment.now;
    e->tested_by = unit.moment.actor;
    save(unit.tx, *e);
    unit.tell({"exam.practical_tested", e->as_subject(), facts_of(*e, course_of(unit, *e)), {}});
    return changed(unit.tx, *e);
}

Result<ExamChanged> confirm_practice(Unit& unit, const ConfirmPractice& command) {
    auto e = find_to_examine(unit, command.id, command.version, ExamState::testing, refused::not_tested);
    if (!e) return refuse(e.error());
    if (!e->tested_at) return refuse(refused::not_tested);
    if (e->tested_by == unit.moment.actor) return refuse(refused::same_hand);
    if (!command.agreed) {
        unit.tx.run(sql::exam_checks_clear, e->id);
        e->tested_at.reset();
        e->tested_by.reset();
        save(unit.tx, *e);
        unit.tell({"exam.practical_sent_back", e->as_subject(), facts_of(*e, course_of(unit, *e)), {{"reason", text::trim(command.reason)}}});
        return changed(unit.tx, *e);
    }
    work::gate_passed(unit, {"A4.3.2"}, "exam.confirm", e->as_subject());
    Points sum{};
    for (const auto& c : checks_of(unit.tx, e->id)) sum = sum + c.awarded;
    e->practical = sum;
    e->confirmed_at = unit.moment.now;
    e->confirmed_by = unit.moment.actor;
    save(unit.tx, *e);
    unit.tell({"exam.practical_confirmed", e->as_subject(), facts_of(*e, course_of(unit, *e)), {}});
    settle(unit, *e);
    return changed(unit.tx, *e);
}

}  // namespace huiyin::training
