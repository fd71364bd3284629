// Exams (A4.3.2, C11): a question bank, a paper drawn from it by a rule and a stored seed, a time limit by the server's moment,
// marking, a practical test in two steps, and the result.
#pragma once
#include "training/paper.hpp"
#include "training/training.hpp"

namespace huiyin::training {

// ---- question bank ----
struct QuestionView {
    QuestionId id{};
    QuestionKind kind = QuestionKind::single;
    std::string text;
    std::vector<std::string> options;
    std::vector<int> answer;
    std::string reference, added_by_name;
    bool retired = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QuestionView, (), (id, kind, text, options, answer, reference, added_by_name, retired, version))
struct ListQuestions {  // GET /questions: for who plans the training; nobody reads the answers before an exam
    static constexpr auto needs = Permission::plan_training;
    CourseId course{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListQuestions, (), (course))
struct QuestionList {
    std::vector<QuestionView> questions;
    PaperRule rule;
    std::vector<CheckItem> checklist;
    std::string why_not;            // what keeps a paper from being drawn now; "" if it can be
    std::int64_t rule_version = 0;
    std::string course_title;
    bool theory = false, practical = false;
};
BOOST_DESCRIBE_STRUCT(QuestionList, (), (questions, rule, checklist, why_not, rule_version, course_title, theory, practical))
struct AddQuestion {  // POST /questions; with `replaces` the older one retires
    static constexpr auto needs = Permission::plan_training;
    static constexpr std::array optional_fields = {"options", "answer", "reference", "replaces"};
    CourseId course{};
    QuestionKind kind = QuestionKind::single;
    std::string text;
    std::vector<std::string> options;
    std::vector<int> answer;        // places of what is right; of a judgement 0: right, 1: wrong
    std::string reference;          // what a short answer should hold
    std::optional<QuestionId> replaces;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AddQuestion, (), (course, kind, text, options, answer, reference, replaces))
struct RetireQuestion {  // POST /questions/{id}/retirement
    static constexpr auto needs = Permission::plan_training;
    QuestionId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RetireQuestion, (), (id, version))
struct QuestionChanged {
    QuestionId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QuestionChanged, (), (id, version))
struct SetPaperRule {  // PUT /paper-rules/{course}
    static constexpr auto needs = Permission::plan_training;
    static constexpr std::array optional_fields = {"rule", "checklist"};
    CourseId course{};
    std::int64_t version = 0;       // 0: there was none
    PaperRule rule;
    std::vector<CheckItem> checklist;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SetPaperRule, (), (course, version, rule, checklist))
struct RuleChanged {
    CourseId course{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RuleChanged, (), (course, version))

// ---- exams ----
// opened → taking → marking (short answers) → testing (practical) → passed or failed
enum class ExamState { opened, taking, marking, testing, passed, failed, cancelled };
BOOST_DESCRIBE_ENUM(ExamState, opened, taking, marking, testing, passed, failed, cancelled)
enum class ExamShow { mine, to_mark, all };
BOOST_DESCRIBE_ENUM(ExamShow, mine, to_mark, all)
struct ListExams {  // GET /exams
    static constexpr auto needs = Permission::anyone;
    ExamShow show = ExamShow::mine;
    std::optional<CourseId> course;
};
BOOST_DESCRIBE_STRUCT(ListExams, (), (show, course))
struct ExamRow {
    ExamId id{};
    CourseId course{};
    std::string course_title;
    StaffId staff{};
    std::string staff_name, examiner_name;
    int attempt = 1;
    ExamState state = ExamState::opened;
    Instant opened_at{};
    std::optional<Points> theory, practical;
    std::optional<Instant> due_at;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(ExamRow, (), (id, course, course_title, staff, staff_name, examiner_name, attempt, state, opened_at, theory, practical, due_at, late))
struct ExamList {
    std::vector<ExamRow> rows;
    std::int64_t mine = 0, to_mark = 0;
    bool may_see_all = false;
};
BOOST_DESCRIBE_STRUCT(ExamList, (), (rows, mine, to_mark, may_see_all))

struct ExamQuestion {
    int position = 0;
    QuestionKind kind = QuestionKind::single;
    std::string text;
    std::vector<std::string> options;
    Points points{};
    std::vector<int> chosen;
    std::string written;
    std::optional<Points> awarded;
    std::vector<int> right;         // after it is over, and for the marker
    std::string reference;
};
BOOST_DESCRIBE_STRUCT(ExamQuestion, (), (position, kind, text, options, points, chosen, written, awarded, right, reference))
struct ExamCheck {
    std::string text;
    Points points{};
    std::optional<Points> awarded;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(ExamCheck, (), (text, points, awarded, note))
struct OpenExam {  // GET /exams/{id}: its examinee, its examiner, and who may see the training
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
};
BOOST_DESCRIBE_STRUCT(OpenExam, (), (id))
struct ExamPage {
    ExamId id{};
    CourseId course{};
    std::string course_title;
    StaffId staff{};
    std::string staff_name, examiner_name;
    int attempt = 1;
    ExamState state = ExamState::opened;
    bool theory_asked = false, practical_asked = false;
    Points pass_mark{}, full{};
    int minutes = 0, count = 0;
    Instant opened_at{};
    std::optional<Instant> started_at, closes_at, submitted_at, tested_at, confirmed_at, ended_at, due_at;
    bool timed_out = false;
    std::optional<Points> theory, practical;
    std::string marked_by_name, tested_by_name, confirmed_by_name, reason, seed;
    std::vector<ExamQuestion> questions;    // to the examinee only while taking it and after it is over
    std::vector<ExamCheck> checks;
    bool as_drawn = true;                   // the seed and the rule give this paper again
    std::string certificate;
    std::optional<Day> retake_from;
    bool may_start = false, may_submit = false, may_mark = false, may_test = false, may_confirm = false, may_retake = false, may_cancel = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ExamPage, (), (id, course, course_title, staff, staff_name, examiner_name, attempt, state, theory_asked, practical_asked, pass_mark,
                                     full, minutes, count, opened_at, started_at, closes_at, submitted_at, tested_at, confirmed_at, ended_at, due_at,
                                     timed_out, theory, practical, marked_by_name, tested_by_name, confirmed_by_name, reason, seed, questions, checks,
                                     as_drawn, certificate, retake_from, may_start, may_submit, may_mark, may_test, may_confirm,
                                     may_retake, may_cancel, version))

struct StartExam {  // POST /exams/{id}/start: draws the paper, and the time begins
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StartExam, (), (id, version))
struct AnswerInput {
    static constexpr std::array optional_fields = {"chosen", "written"};
    int position = 0;
    std::vector<int> chosen;
    std::string written;
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (position, chosen, written))
struct SaveAnswers {  // PUT /exams/{id}/answers: kept while one writes; they count if the time runs out
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
    std::vector<AnswerInput> answers;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SaveAnswers, (), (id, answers))
struct SubmitExam {  // POST /exams/{id}/submission: once, and in time
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
    std::vector<AnswerInput> answers;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SubmitExam, (), (id, answers))
struct AwardInput {
    int position = 0;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(AwardInput, (), (position, points))
struct MarkExam {  // POST /exams/{id}/marks: the short answers, by the examiner and never by the examinee
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
    std::int64_t version = 0;
    std::vector<AwardInput> awards;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MarkExam, (), (id, version, awards))
struct CheckInput {
    static constexpr std::array optional_fields = {"note"};
    Points points{};
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CheckInput, (), (points, note))
struct TestPractice {  // POST /exams/{id}/practical: the first step, by the examiner
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
    std::int64_t version = 0;
    std::vector<CheckInput> checks;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(TestPractice, (), (id, version, checks))
struct ConfirmPractice {  // POST /exams/{id}/practical-confirmation: the second, by somebody else; false sends it back
    static constexpr auto needs = Permission::see_training;
    static constexpr std::array optional_fields = {"reason"};
    ExamId id{};
    std::int64_t version = 0;
    bool agreed = true;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ConfirmPractice, (), (id, version, agreed, reason))
struct RetakeExam {  // POST /exams/{id}/retake
    static constexpr auto needs = Permission::anyone;
    ExamId id{};
};
BOOST_DESCRIBE_STRUCT(RetakeExam, (), (id))
struct CancelExam {  // POST /exams/{id}/cancellation
    static constexpr auto needs = Permission::plan_training;
    ExamId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CancelExam, (), (id, version, reason))
struct ExamChanged {
    ExamId id{};
    ExamState state = ExamState::opened;
    std::optional<Points> theory, practical;
    std::string certificate;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ExamChanged, (), (id, state, theory, practical, certificate, version))

Result<QuestionList> list_questions(work::Reading& reading, const ListQuestions& query);
Result<QuestionChanged> add_question(Unit& unit, const AddQuestion& command);
Result<QuestionChanged> retire_question(Unit& unit, const RetireQuestion& command);
Result<RuleChanged> set_paper_rule(Unit& unit, const SetPaperRule& command);
Result<ExamList> list_exams(work::Reading& reading, const ListExams& query);
Result<ExamPage> open_exam(work::Reading& reading, const OpenExam& query);
Result<ExamChanged> start_exam(Unit& unit, const StartExam& command);
Result<ExamChanged> save_answers(Unit& unit, const SaveAnswers& command);
Result<ExamChanged> submit_exam(Unit& unit, const SubmitExam& command);
Result<ExamChanged> mark_exam(Unit& unit, const MarkExam& command);
Result<ExamChanged> test_practice(Unit& unit, const TestPractice& command);
Result<ExamChanged> confirm_practice(Unit& unit, const ConfirmPractice& command);
Result<ExamChanged> retake_exam(Unit& unit, const RetakeExam& command);
Result<ExamChanged> cancel_exam(Unit& unit, const CancelExam& command);

}  // namespace huiyin::training
