// The rows of the training, and what reads and writes them.
#pragma once
#include "organisation/names.hpp"
#include "training/cases.hpp"
#include "training/exams.hpp"
#include "work/stale.hpp"

namespace huiyin::training {

struct Plan {
    TrainingPlanId id{};
    SiteId site{};
    PlanKind kind = PlanKind::yearly;
    int year = 0;
    std::string title, aim, items;
    PlanState state = PlanState::proposed;
    Instant proposed_at{};
    StaffId proposed_by{};
    std::optional<Instant> ruled_at;
    std::optional<StaffId> ruled_by;
    std::string ruling;
    std::int64_t version = 0;
    std::vector<PlanItem> read_items() const;
    journal::Subject as_subject() const { return {journal::SubjectKind::training_plan, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, site, kind, year, title, aim, items, state, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version))

struct Session {
    SessionId id{};
    SiteId site{};
    TrainingPlanId plan{};
    CourseId course{};
    std::string place;
    Instant starts_at{}, ends_at{};
    StaffId trainer{};
    SessionState state = SessionState::planned;
    std::string note;
    std::optional<Instant> closed_at;
    StaffId created_by{};
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::training_session, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, site, plan, course, place, starts_at, ends_at, trainer, state, note, closed_at, created_by, version))

struct Attendance {
    SessionId session{};
    StaffId staff{};
    std::optional<Instant> signed_at, confirmed_at;
    std::optional<StaffId> confirmed_by;
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (session, staff, signed_at, confirmed_at, confirmed_by))

struct Question {
    QuestionId id{};
    SiteId site{};
    CourseId course{};
    QuestionKind kind = QuestionKind::single;
    std::string text, options, answer, reference;
    Instant added_at{};
    StaffId added_by{};
    std::optional<Instant> retired_at;
    std::optional<StaffId> retired_by;
    std::int64_t version = 0;
    std::vector<std::string> read_options() const;
    std::vector<int> read_answer() const;
    journal::Subject as_subject() const { return {journal::SubjectKind::question, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Question, (), (id, site, course, kind, text, options, answer, reference, added_at, added_by, retired_at, retired_by, version))

struct RuleRow {
    CourseId course{};
    SiteId site{};
    std::string rule, checklist;
    Instant kept_at{};
    StaffId kept_by{};
    std::int64_t version = 0;
    PaperRule read_rule() const;
    std::vector<CheckItem> read_checklist() const;
};
BOOST_DESCRIBE_STRUCT(RuleRow, (), (course, site, rule, checklist, kept_at, kept_by, version))

struct Exam {
    ExamId id{};
    SiteId site{};
    CourseId course{};
    StaffId staff{};
    SessionId session{};
    int attempt = 1;
    StaffId examiner{};
    ExamState state = ExamState::opened;
    Instant opened_at{};
    std::string seed;
    std::string rule, checklist;
    std::optional<Instant> started_at, closes_at, submitted_at;
    bool timed_out = false;
    std::optional<Points> theory;
    std::optional<StaffId> marked_by;
    std::optional<Points> practical;
    std::optional<Instant> tested_at;
    std::optional<StaffId> tested_by;
    std::optional<Instant> confirmed_at;
    std::optional<StaffId> confirmed_by;
    std::optional<Instant> ended_at;
    CertificateId certificate{};
    std::string reason;
    std::int64_t version = 0;
    PaperRule read_rule() const;
    std::vector<CheckItem> read_checklist() const;
    bool over() const { return state == ExamState::passed || state == ExamState::failed || state == ExamState::cancelled; }
    journal::Subject as_subject() const { return {journal::SubjectKind::exam, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Exam, (), (id, site, course, staff, session, attempt, examiner, state, opened_at, seed, rule, checklist, started_at, closes_at,
                                 submitted_at, timed_out, theory, marked_by, practical, tested_at, tested_by, confirmed_at, confirmed_by, ended_at,
                                 certificate, reason, version))

struct Given {  // an answer: places ticked, or words
    std::vector<int> chosen;
    std::string written;
};
BOOST_DESCRIBE_STRUCT(Given, (), (chosen, written))
struct Answer {
    ExamId exam{};
    int position = 0;
    QuestionId question{};
    Points points{};
    std::string answer;
    std::optional<Points> awarded;
    Given read() const;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (exam, position, question, points, answer, awarded))
struct CheckRow {
    ExamId exam{};
    int position = 0;
    std::string text;
    Points points{}, awarded{};
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CheckRow, (), (exam, position, text, points, awarded, note))

struct Case {
    CaseId id{};
    SiteId site{};
    CaseKind kind = CaseKind::satisfying;
    ComplaintId source{};
    std::string title, situation, handling, lesson;
    CaseState state = CaseState::draft;
    Instant drafted_at{};
    StaffId drafted_by{};
    std::optional<Instant> ruled_at;
    std::optional<StaffId> ruled_by;
    std::string ruling;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::training_case, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Case, (), (id, site, kind, source, title, situation, handling, lesson, state, drafted_at, drafted_by, ruled_at, ruled_by, ruling, version))

// Every "no" of this module, with its clause.
namespace refused {
inline const Refusal plan_not_found{"training.plan-not-found", Trouble::missing};
inline const Refusal plan_ruled{"training.plan-ruled", Trouble::conflict, "C11"};
inline const Refusal own_plan{"training.own-plan", Trouble::conflict, "C11"};
inline const Refusal plan_not_returned{"training.plan-not-returned", Trouble::conflict, "C11"};
inline const Refusal not_approved{"training.not-approved", Trouble::conflict, "C11"};
inline const Refusal not_in_plan{"training.not-in-plan", Trouble::conflict, "C11", {{"course", "unknown-value"}}, {}};
inline const Refusal session_not_found{"training.session-not-found", Trouble::missing};
inline const Refusal session_over{"training.session-over", Trouble::conflict, "C11"};
inline const Refusal session_in_the_past{"training.session-in-the-past", Trouble::invalid, "C11", {{"starts_at", "in-the-past"}}, {}};
inline const Refusal not_the_day{"training.not-the-day", Trouble::conflict, "C11"};
inline const Refusal signed_already{"training.signed-already", Trouble::conflict, "C11"};
inline const Refusal trainer_signs_not{"training.trainer-signs-not", Trouble::conflict, "C11"};
inline const Refusal not_the_trainer{"training.not-the-trainer", Trouble::forbidden, "C11"};
inline const Refusal not_begun{"training.not-begun", Trouble::conflict, "C11"};
inline const Refusal not_signed{"training.not-signed", Trouble::conflict, "C11", {{"present", "unknown-value"}}, {}};
inline const Refusal no_paper{"training.no-paper", Trouble::conflict, "C11"};
inline const Refusal course_unknown{"invalid", Trouble::invalid, {}, {{"course", "unknown-value"}}, {}};
inline const Refusal question_not_found{"question.not-found", Trouble::missing};
inline const Refusal question_retired{"question.retired", Trouble::conflict};
inline const Refusal exam_not_found{"exam.not-found", Trouble::missing};
inline const Refusal not_your_exam{"exam.not-yours", Trouble::forbidden, "A4.3.2"};
inline const Refusal exam_started{"exam.started-already", Trouble::conflict, "A4.3.2"};
inline const Refusal exam_not_started{"exam.not-started", Trouble::conflict, "A4.3.2"};
inline const Refusal submitted_already{"exam.submitted-already", Trouble::conflict, "A4.3.2"};
inline const Refusal too_late{"exam.too-late", Trouble::conflict, "A4.3.2"};
inline const Refusal not_to_mark{"exam.not-to-mark", Trouble::conflict, "A4.3.2"};
inline const Refusal own_exam{"exam.own", Trouble::conflict, "A4.3.2"};
inline const Refusal not_the_examiner{"exam.not-the-examiner", Trouble::forbidden, "A4.3.2"};
inline const Refusal not_to_test{"exam.not-to-test", Trouble::conflict, "A4.3.2"};
inline const Refusal same_hand{"exam.same-hand", Trouble::conflict, "A4.3.2"};
inline const Refusal not_tested{"exam.not-tested", Trouble::conflict, "A4.3.2"};
inline const Refusal not_failed{"exam.not-failed", Trouble::conflict, "A4.3.2"};
inline const Refusal retake_too_soon{"exam.retake-too-soon", Trouble::conflict, "A4.3.2"};
inline const Refusal too_many_attempts{"exam.too-many-attempts", Trouble::conflict, "A4.3.2"};
inline const Refusal exam_over{"exam.over", Trouble::conflict, "A4.3.2"};
inline const Refusal case_not_found{"training_case.not-found", Trouble::missing};
inline const Refusal case_ruled{"training_case.ruled", Trouble::conflict, "J10"};
inline const Refusal own_case{"training_case.own", Trouble::conflict, "J10"};
inline const Refusal case_drawn{"training_case.drawn-already", Trouble::conflict, "J10"};
inline const Refusal still_personal{"training_case.still-personal", Trouble::conflict, "J10"};
inline const Refusal matter_unknown{"invalid", Trouble::invalid, {}, {{"complaint", "unknown-value"}}, {}};
using work::stale;
}  // namespace refused

std::optional<Plan> find_plan(store::Tx& tx, SiteId site, TrainingPlanId id);
std::optional<Session> find_session(store::Tx& tx, SiteId site, SessionId id);
std::vector<Attendance> attendance_of(store::Tx& tx, SessionId id);
std::optional<RuleRow> rule_of(store::Tx& tx, SiteId site, CourseId course);
std::optional<Exam> find_exam(store::Tx& tx, SiteId site, ExamId id);
void save(store::Tx& tx, Exam& exam);
std::vector<Answer> answers_of(store::Tx& tx, ExamId id);
std::vector<CheckRow> checks_of(store::Tx& tx, ExamId id);
std::optional<Question> find_question(store::Tx& tx, SiteId site, QuestionId id);
// The bank as it stood at that moment.
std::vector<Candidate> bank_at(store::Tx& tx, SiteId site, CourseId course, QuestionId before, Instant at);
// Why no paper can be drawn for this course now; "" if one can.
std::string why_no_paper(const qualification::Course& course, const std::optional<RuleRow>& rule, const std::vector<Candidate>& bank);

boost::json::object facts_of(const Exam& exam, const qualification::Course& course);
ExamChanged changed(store::Tx& tx, const Exam& exam);
bool may_see(const work::Actor& actor, SiteId site, const Exam& exam);
bool may_examine(const work::Actor& actor, SiteId site, const Exam& exam);
std::optional<Instant> due_of(store::Tx& tx, journal::Subject subject);
int days_of(const rulebook::Rulebook& book, std::string_view parameter, Day on);  // a parameter of A4.3.2

// Opens an exam for whoever was at the session, or again.
ExamId open_exam_for(Unit& unit, const qualification::Course& course, StaffId staff, SessionId session, StaffId examiner);
// Ends the time of a paper: whatever is written counts.
void close_paper(Unit& unit, Exam& exam, bool timed_out);
// After a mark or a test: passed, failed, or the other part still to come.
void settle(Unit& unit, Exam& exam);
void close_what_ran_out(Unit& unit);
// The first day on which a failed exam may be taken again.
std::optional<Day> retake_from(const rulebook::Rulebook& book, const Zone& zone, const Exam& exam);

// Names, phones, numbers of identity and of rooms out of free text; `known` are names that stand in it.
std::string without_persons(std::string text, const std::vector<std::string>& known);
bool has_numbers_of_persons(std::string_view text);

void listen_for_cases(work::World& world);
void add_material_routes(work::Routes& routes);

// Above every id that is given: "all there are" for a query that asks for those before one.
inline constexpr QuestionId any_question{9'000'000'000'000'000'000};

}  // namespace huiyin::training
