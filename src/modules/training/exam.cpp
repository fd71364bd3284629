// An exam as its examinee lives it (A4.3.2): opened after the session, begun once, written in time by the server's moment,
// submitted once, taken again by the rules.
#include <algorithm>
#include <charconv>

#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t long_answer = 4000;
constexpr std::string_view nothing_yet = R"({"chosen":[],"written":""})";

void check_answers(Checks& c, ExamId id, const std::vector<AnswerInput>& answers) {
    c.when(!id, "id", "required");
    c.when(answers.size() > 400, "answers", "too-many");
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto field = "answers." + std::to_string(i) + ".";
        c.length(field + "written", answers[i].written, long_answer);
        c.when(answers[i].chosen.size() > 8, field + "chosen", "too-many");
    }
}

Result<qualification::Course> course_of(Unit& unit, const Exam& e) {
    const auto course = qualification::find_course(unit.tx, unit.site, e.course);
    ensure(course.has_value(), "an exam keeps its course");
    return *course;
}

Result<Exam> find_mine(Unit& unit, ExamId id) {
    auto e = find_exam(unit.tx, unit.site, id);
    if (!e || !may_see(unit.actor, unit.site, *e)) return refuse(refused::exam_not_found);
    if (e->staff != unit.moment.actor) return refuse(refused::not_your_exam);
    return *std::move(e);
}

// In time, begun and not handed in: the moment is the server's, read once at the door.
std::optional<Refusal> why_not_written(const Exam& e, Instant now) {
    if (e.state == ExamState::opened) return refused::exam_not_started;
    if (e.state != ExamState::taking) return e.submitted_at ? refused::submitted_already : refused::exam_over;
    if (now < *e.closes_at) return std::nullopt;
    auto no = refused::too_late;
    no.details = {{"closes_at", e.closes_at->ms}};
    return no;
}

Result<void> write_answers(Unit& unit, const Exam& e, const std::vector<AnswerInput>& answers) {
    const auto asked = answers_of(unit.tx, e.id);
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto& given = answers[i];
        const auto field = "answers." + std::to_string(i) + ".";
        const auto at = std::ranges::find(asked, given.position, &Answer::position);
        if (at == asked.end()) {
            wrong.push_back({field + "position", "unknown-value"});
            continue;
        }
        const auto question = find_question(unit.tx, unit.site, at->question);
        ensure(question.has_value(), "a paper keeps its questions");
        const auto places = question->kind == QuestionKind::judgement ? 2 : static_cast<int>(question->read_options().size());
        if (std::ranges::any_of(given.chosen, [&](int c) { return c < 0 || c >= places; }) ||
            (question->kind != QuestionKind::multiple && given.chosen.size() > 1))
            wrong.push_back({field + "chosen", "unknown-value"});
        else unit.tx.run(sql::exam_answer_save, e.id, given.position, json::text(Given{given.chosen, text::trim(given.written)}));
    }
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

}  // namespace

void SaveAnswers::check(Checks& c) const { check_answers(c, id, answers); }
void SubmitExam::check(Checks& c) const { check_answers(c, id, answers); }
void CancelExam::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}

ExamId open_exam_for(Unit& unit, const qualification::Course& course, StaffId staff, SessionId session, StaffId examiner) {
    // One that waits or is being taken is not opened a second time.
    const auto before = unit.tx.all<Exam>(sql::exams_of, course.id, staff);
    for (const auto& e : before)
        if (!e.over()) return e.id;
    const auto rule = rule_of(unit.tx, unit.site, course.id);
    Exam e{.id = unit.make_id<ExamId>(), .site = unit.site, .course = course.id, .staff = staff, .session = session};
    e.attempt = before.empty() ? 1 : before.back().attempt + 1;
    e.examiner = examiner;
    e.state = course.theory ? ExamState::opened : ExamState::testing;
    e.opened_at = unit.moment.now;
    e.rule = rule ? rule->rule : json::text(PaperRule{});
    e.checklist = rule ? rule->checklist : "[]";
    e.version = 1;
    unit.tx.run(sql::exam_insert, e.id, e.site, e.course, e.staff, e.session, e.attempt, e.examiner, e.state, e.opened_at, e.seed, e.rule, e.checklist);
    unit.tell({"exam.opened", e.as_subject(), facts_of(e, course), {}});
    if (e.state == ExamState::testing) unit.tell({"exam.to_test", e.as_subject(), facts_of(e, course), {}});
    return e.id;
}

Result<ExamChanged> start_exam(Unit& unit, const StartExam& command) {
    auto e = find_mine(unit, command.id);
    if (!e) return refuse(e.error());
    if (e->version != command.version) return refuse(refused::stale(e->version, command.version));
    if (e->over()) return refuse(refused::exam_over);
    if (e->state != ExamState::opened) return refuse(refused::exam_started);
    const auto course = course_of(unit, *e);
    const auto rule = rule_of(unit.tx, unit.site, course->id);
    // Every question added so far has a smaller number than the seed, so the bank of this moment can be found again.
    const auto seed = unit.ids().next(unit.moment.now.ms);
    const auto bank = bank_at(unit.tx, unit.site, course->id, QuestionId{seed}, unit.moment.now);
    if (const auto why = why_no_paper(*course, rule, bank); !why.empty()) {
        auto no = refused::no_paper;
        no.details = {{"why", why}};
        return refuse(std::move(no));
    }
    const auto paper = draw(rule->read_rule(), bank, static_cast<std::uint64_t>(seed));
    ensure(paper.has_value(), "a bank that is large enough gives a paper");
    int position = 0;
    for (const auto& q : *paper) unit.tx.run(sql::exam_answer_insert, e->id, position++, q.question, q.points, nothing_yet);
    e->state = ExamState::taking;
    e->seed = std::to_string(seed);
    e->rule = rule->rule;
    e->checklist = rule->checklist;
    e->started_at = unit.moment.now;
    e->closes_at = unit.moment.now + std::chrono::minutes(rule->read_rule().minutes);
    save(unit.tx, *e);
    auto facts = facts_of(*e, *course);
    facts["seed"] = e->seed;
    facts["closes_at"] = e->closes_at->ms;
    unit.tell({"exam.started", e->as_subject(), std::move(facts), {}});
    return changed(unit.tx, *e);
}

Result<ExamChanged> save_answers(Unit& unit, const SaveAnswers& command) {
    const auto e = find_mine(unit, command.id);
    if (!e) return refuse(e.error());
    if (auto no = why_not_written(*e, unit.moment.now)) return refuse(*std::move(no));
    if (const auto written = write_answers(unit, *e, command.answers); !written) return refuse(written.error());
    return changed(unit.tx, *e);
}

Result<ExamChanged> submit_exam(Unit& unit, const SubmitExam& command) {
    auto e = find_mine(unit, command.id);
    if (!e) return refuse(e.error());
    if (auto no = why_not_written(*e, unit.moment.now)) return refuse(*std::move(no));
    if (const auto written = write_answers(unit, *e, command.answers); !written) return refuse(written.error());
    work::gate_passed(unit, {"A4.3.2"}, "exam.submit", e->as_subject());
    close_paper(unit, *e, false);
    return changed(unit.tx, *e);
}

void close_what_ran_out(Unit& unit) {
    for (auto& e : unit.tx.all<Exam>(sql::exams_run_out, unit.site, unit.moment.now)) close_paper(unit, e, true);
}

std::optional<Day> retake_from(const rulebook::Rulebook& book, const Zone& zone, const Exam& e) {
    if (e.state != ExamState::failed || !e.ended_at) return std::nullopt;
    const auto day = zone.day_of(*e.ended_at);
    return day + days_of(book, "retake-after", day);
}

Result<ExamChanged> retake_exam(Unit& unit, const RetakeExam& command) {
    const auto e = find_exam(unit.tx, unit.site, command.id);
    if (!e || !may_see(unit.actor, unit.site, *e)) return refuse(refused::exam_not_found);
    if (e->staff != unit.moment.actor && !unit.actor.may(Permission::plan_training, unit.site)) return refuse(refused::not_your_exam);
    const auto all = unit.tx.all<Exam>(sql::exams_of, e->course, e->staff);
    if (e->state != ExamState::failed || all.back().id != e->id) return refuse(refused::not_failed);
    const auto from = retake_from(unit.rulebook(), unit.calendar().zone(), *e);
    if (from && unit.today() < *from) {
        auto no = refused::retake_too_soon;
        no.details = {{"day", from->iso()}};
        return refuse(std::move(no));
    }
    const auto since = unit.calendar().zone().start_of(unit.today() - days_of(unit.rulebook(), "attempts-counted-within", unit.today()));
    const auto most = days_of(unit.rulebook(), "attempts-most", unit.today());
    if (std::ranges::count_if(all, [&](const Exam& x) { return x.state == ExamState::failed && x.opened_at >= since; }) >= most)
        return refuse(refused::too_many_attempts);
    const auto course = course_of(unit, *e);
    const auto again = open_exam_for(unit, *course, e->staff, e->session, e->examiner);
    return changed(unit.tx, *find_exam(unit.tx, unit.site, again));
}

Result<ExamChanged> cancel_exam(Unit& unit, const CancelExam& command) {
    auto e = find_exam(unit.tx, unit.site, command.id);
    if (!e) return refuse(refused::exam_not_found);
    if (e->version != command.version) return refuse(refused::stale(e->version, command.version));
    if (e->over()) return refuse(refused::exam_over);
    if (e->staff == unit.moment.actor) return refuse(refused::own_exam);
    e->state = ExamState::cancelled;
    e->ended_at = unit.moment.now;
    e->reason = text::trim(command.reason);
    save(unit.tx, *e);
    const auto course = course_of(unit, *e);
    unit.tell({"exam.cancelled", e->as_subject(), facts_of(*e, *course), {{"reason", e->reason}}});
    return changed(unit.tx, *e);
}

}  // namespace huiyin::training
