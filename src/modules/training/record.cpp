// Reading and writing rows, who may see an exam, and what is the same for every event of one.
#include "record.hpp"

#include "huiyin_training_sql.hpp"

namespace huiyin::training {
namespace {

// What this module wrote itself reads back whole.
template <class T>
T read_back(const std::string& text) {
    T value{};
    std::vector<FieldError> errors;
    if (const auto parsed = json::parse(text)) json::read(*parsed, value, errors, "");
    ensure(errors.empty(), "what the training keeps as text is whole");
    return value;
}

}  // namespace

std::vector<PlanItem> Plan::read_items() const { return read_back<std::vector<PlanItem>>(items); }
std::vector<std::string> Question::read_options() const { return read_back<std::vector<std::string>>(options); }
std::vector<int> Question::read_answer() const { return read_back<std::vector<int>>(answer); }
PaperRule RuleRow::read_rule() const { return read_back<PaperRule>(rule); }
std::vector<CheckItem> RuleRow::read_checklist() const { return read_back<std::vector<CheckItem>>(checklist); }
PaperRule Exam::read_rule() const { return read_back<PaperRule>(rule); }
std::vector<CheckItem> Exam::read_checklist() const { return read_back<std::vector<CheckItem>>(checklist); }
Given Answer::read() const { return read_back<Given>(answer); }

std::optional<Plan> find_plan(store::Tx& tx, SiteId site, TrainingPlanId id) { return tx.first<Plan>(sql::training_plan_find, id, site); }
std::optional<Session> find_session(store::Tx& tx, SiteId site, SessionId id) { return tx.first<Session>(sql::training_session_find, id, site); }
std::vector<Attendance> attendance_of(store::Tx& tx, SessionId id) { return tx.all<Attendance>(sql::training_attendance_of, id); }
std::optional<RuleRow> rule_of(store::Tx& tx, SiteId site, CourseId course) { return tx.first<RuleRow>(sql::paper_rule_find, course, site); }
std::optional<Exam> find_exam(store::Tx& tx, SiteId site, ExamId id) { return tx.first<Exam>(sql::exam_find, id, site); }
std::vector<Answer> answers_of(store::Tx& tx, ExamId id) { return tx.all<Answer>(sql::exam_answers_of, id); }
std::vector<CheckRow> checks_of(store::Tx& tx, ExamId id) { return tx.all<CheckRow>(sql::exam_checks_of, id); }
std::optional<Question> find_question(store::Tx& tx, SiteId site, QuestionId id) { return tx.first<Question>(sql::question_find, id, site); }

void save(store::Tx& tx, Exam& e) {
    const auto rows = tx.run(sql::exam_save, e.id, e.state, e.seed, e.rule, e.checklist, e.started_at, e.closes_at, e.submitted_at, e.timed_out,
                             e.theory, e.marked_by, e.practical, e.tested_at, e.tested_by, e.confirmed_at, e.confirmed_by, e.ended_at, e.certificate,
                             e.reason, e.version);
    if (rows == 0) throw store::StaleRow("exam " + std::to_string(e.id.value));
    ++e.version;
}

std::vector<Candidate> bank_at(store::Tx& tx, SiteId site, CourseId course, QuestionId before, Instant at) {
    return tx.all<Candidate>(sql::question_bank_at, site, course, before, at);
}

std::string why_no_paper(const qualification::Course& course, const std::optional<RuleRow>& rule, const std::vector<Candidate>& bank) {
    if (!rule) return "no-rule";
    if (course.theory && (rule->read_rule().questions() == 0 || !draw(rule->read_rule(), bank, 1))) return "bank-too-small";
    return course.practical && rule->read_checklist().empty() ? "no-checklist" : "";
}

boost::json::object facts_of(const Exam& e, const qualification::Course& course) {
    boost::json::object facts{{"kind", json::enum_name(course.kind)}, {"course", std::to_string(e.course.value)}, {"title", course.title},
                              {"attempt", e.attempt}, {"theory", course.theory ? "yes" : "no"}, {"practical", course.practical ? "yes" : "no"},
                              {"executor", std::to_string(e.staff.value)}, {"responsible", std::to_string(e.examiner.value)}};
    if (e.theory) facts["theory_points"] = e.theory->hundredths;
    if (e.practical) facts["practical_points"] = e.practical->hundredths;
    return facts;
}

ExamChanged changed(store::Tx& tx, const Exam& e) {
    std::string number;
    for (const auto& c : qualification::certificates_of(tx, e.site, e.staff))
        if (c.id == e.certificate) number = c.number;
    return {e.id, e.state, e.theory, e.practical, std::move(number), e.version};
}

bool may_see(const work::Actor& actor, SiteId site, const Exam& e) {
    return e.staff == actor.staff || e.examiner == actor.staff || actor.may(Permission::see_training, site);
}

bool may_examine(const work::Actor& actor, SiteId site, const Exam& e) {
    return e.staff != actor.staff && (e.examiner == actor.staff || actor.may(Permission::plan_training, site));
}

std::optional<Instant> due_of(store::Tx& tx, journal::Subject subject) {
    std::optional<Instant> due;
    for (const auto& o : obligations::of_subject(tx, subject))
        if (o.state == obligations::State::open && (!due || o.due_at < *due)) due = o.due_at;
    return due;
}

int days_of(const rulebook::Rulebook& book, std::string_view parameter, Day on) { return book.number("A4.3.2", parameter, std::max(on, book.from())); }

}  // namespace huiyin::training
