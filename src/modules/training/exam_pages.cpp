// Exams as people meet them: one's own, what waits for marking, and one exam with its paper.
#include <charconv>

#include "huiyin_training_sql.hpp"
#include "record.hpp"

namespace huiyin::training {
namespace {

// The paper as the seed and the rule give it again, held against the one that was written on.
bool drawn_so(store::Tx& tx, const Exam& e, const std::vector<Answer>& answers) {
    if (!e.started_at) return true;
    std::int64_t seed = 0;
    std::from_chars(e.seed.data(), e.seed.data() + e.seed.size(), seed);
    const auto again = draw(e.read_rule(), bank_at(tx, e.site, e.course, QuestionId{seed}, *e.started_at), static_cast<std::uint64_t>(seed));
    return again && std::ranges::equal(*again, answers, [](const Drawn& d, const Answer& a) { return d.question == a.question && d.points == a.points; });
}

}  // namespace

Result<ExamList> list_exams(work::Reading& reading, const ListExams& query) {
    ExamList list;
    list.may_see_all = reading.actor.may(Permission::see_training, reading.site);
    if (query.show == ExamShow::all && !list.may_see_all) return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "see_training"}}});
    const int marks_all = reading.actor.may(Permission::plan_training, reading.site) ? 1 : 0;
    list.rows = reading.tx.all<ExamRow>(sql::exams_list, reading.site, query.show, reading.actor.staff, query.course.value_or(CourseId{}), marks_all);
    for (auto& row : list.rows) {
        if (const auto course = qualification::find_course(reading.tx, reading.site, row.course)) row.course_title = course->title;
        row.due_at = due_of(reading.tx, {journal::SubjectKind::exam, row.id.value});
        row.late = row.due_at && *row.due_at <= reading.now;
    }
    list.mine = reading.tx.one<std::int64_t>(sql::exams_mine_open, reading.site, reading.actor.staff);
    list.to_mark = reading.tx.one<std::int64_t>(sql::exams_to_mark, reading.site, reading.actor.staff, marks_all);
    return list;
}

Result<ExamPage> open_exam(work::Reading& reading, const OpenExam& query) {
    const auto e = find_exam(reading.tx, reading.site, query.id);
    if (!e || !may_see(reading.actor, reading.site, *e)) return refuse(refused::exam_not_found);
    const auto course = qualification::find_course(reading.tx, reading.site, e->course);
    ensure(course.has_value(), "an exam keeps its course");
    organisation::Names names(reading.tx);
    const bool own = e->staff == reading.actor.staff;
    const bool sees_all = reading.actor.may(Permission::see_training, reading.site);
    const bool examines = may_examine(reading.actor, reading.site, *e);
    const auto rule = e->started_at ? std::optional(e->read_rule()) : rule_of(reading.tx, reading.site, e->course).transform([](const RuleRow& r) { return r.read_rule(); });
    const auto answers = answers_of(reading.tx, e->id);

    ExamPage v;
    v.id = e->id;
    v.course = e->course;
    v.course_title = course->title;
    v.staff = e->staff;
    v.staff_name = names.of(e->staff);
    v.examiner_name = names.of(e->examiner);
    v.attempt = e->attempt;
    v.state = e->state;
    v.theory_asked = course->theory;
    v.practical_asked = course->practical;
    v.pass_mark = course->pass_mark;
    v.full = Points{100 * 100};
    if (rule) {
        v.minutes = rule->minutes;
        v.count = rule->questions();
    }
    v.opened_at = e->opened_at;
    v.started_at = e->started_at;
    v.closes_at = e->closes_at;
    v.submitted_at = e->submitted_at;
    v.tested_at = e->tested_at;
    v.confirmed_at = e->confirmed_at;
    v.ended_at = e->ended_at;
    v.due_at = due_of(reading.tx, e->as_subject());
    v.timed_out = e->timed_out;
    v.theory = e->theory;
    v.practical = e->practical;
    v.marked_by_name = names.of(e->marked_by);
    v.tested_by_name = names.of(e->tested_by);
    v.confirmed_by_name = names.of(e->confirmed_by);
    v.reason = e->reason;
    v.seed = own && !e->over() ? "" : e->seed;
    v.as_drawn = drawn_so(reading.tx, *e, answers);
    v.version = e->version;

    // Whoever writes sees the questions, and what was right only when everything is over; nobody else reads along.
    const bool sees_right = e->over() || (!own && e->submitted_at);
    if ((own && e->state == ExamState::taking) || sees_right)
        for (const auto& a : answers) {
            const auto q = find_question(reading.tx, reading.site, a.question);
            ensure(q.has_value(), "a paper keeps its questions");
            auto given = a.read();
            ExamQuestion shown{a.position, q->kind, q->text, q->read_options(), a.points, std::move(given.chosen), std::move(given.written), {}, {}, {}};
            if (sees_right) {
                shown.awarded = a.awarded;
                shown.right = q->read_answer();
                shown.reference = q->reference;
            }
            v.questions.push_back(std::move(shown));
        }
    if (course->practical && (!own || e->over())) {
        const auto done = checks_of(reading.tx, e->id);
        if (!done.empty())
            for (const auto& c : done) v.checks.push_back({c.text, c.points, c.awarded, c.note});
        else
            for (const auto& item : e->read_checklist()) v.checks.push_back({item.text, item.points, {}, {}});
    }
    for (const auto& c : qualification::certificates_of(reading.tx, reading.site, e->staff))
        if (c.id == e->certificate) v.certificate = c.number;

    v.may_start = own && e->state == ExamState::opened;
    v.may_submit = own && e->state == ExamState::taking && reading.now < e->closes_at.value_or(Instant{});
    v.may_mark = examines && e->state == ExamState::marking;
    v.may_test = examines && e->state == ExamState::testing && !e->tested_at;
    v.may_confirm = !own && e->state == ExamState::testing && e->tested_at && e->tested_by != reading.actor.staff && sees_all;
    v.retake_from = retake_from(*reading.world.rulebook, reading.calendar().zone(), *e);
    const auto all = reading.tx.all<Exam>(sql::exams_of, e->course, e->staff);
    const bool newest = all.empty() || all.back().id == e->id;
    v.may_retake = newest && v.retake_from && reading.calendar().zone().day_of(reading.now) >= *v.retake_from && (own || reading.actor.may(Permission::plan_training, reading.site));
    if (!newest) v.retake_from.reset();
    v.may_cancel = !own && !e->over() && reading.actor.may(Permission::plan_training, reading.site);
    return v;
}

}  // namespace huiyin::training
