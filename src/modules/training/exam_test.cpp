// Exams: drawn, written in time, handed in once, marked by another, tested by two, taken again by the rules (A4.3.2).
#include "test_school.hpp"

namespace huiyin::training {
namespace {

struct Examined : testing::TestWithParam<store::Engine>, School {
    Examined() : School(GetParam()) {}
};
ON_EACH_ENGINE(Examined);

TEST_P(Examined, LeadsFromASessionToACertificateAndToWork) {  // C11, A4.3.2, A4.4.4
    const auto newcomer = hire("唐子琪", Post::service_officer);
    EXPECT_EQ(verdict(newcomer).standing, qualification::Standing::unqualified);
    const auto session = run(as(supervisor), site, plan_session, session_of(approved_plan())).value();
    at("2026-06-02 14:05");
    ASSERT_TRUE(run(as(newcomer), site, sign_attendance, {session.id})) << "uninvited, and welcome";
    ASSERT_TRUE(run(as(supervisor), site, close_session, {session.id, 1, {newcomer}, ""}));
    auto page = exam_of(newcomer);
    EXPECT_TRUE(page.questions.empty()) << "nothing is read before it begins";
    ASSERT_EQ(owed({journal::SubjectKind::exam, page.id.value}).size(), 1U);
    page = started(newcomer);
    EXPECT_EQ(page.questions.size(), 7U);
    EXPECT_TRUE(page.questions.front().right.empty()) << "what is right is not said while one writes";
    EXPECT_TRUE(open(page.id, supervisor).questions.empty()) << "nobody reads along";
    at("2026-06-02 14:30");
    const auto handed_in = run(as(newcomer), site, submit_exam, {page.id, right(page)});
    ASSERT_TRUE(handed_in) << handed_in.error().code;
    EXPECT_EQ(handed_in->state, ExamState::marking);
    page = open(page.id, supervisor);
    EXPECT_TRUE(page.as_drawn);
    EXPECT_EQ(page.questions.back().reference, "倾听、致歉、记录、承诺时限");
    const auto done = mark(page, supervisor, Points{2500});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->state, ExamState::passed);
    EXPECT_EQ(done->theory, Points{9500});
    EXPECT_EQ(done->certificate, "ZS20260602-0001");
    EXPECT_TRUE(owed({journal::SubjectKind::exam, page.id.value}).empty());
    EXPECT_EQ(verdict(newcomer).standing, qualification::Standing::qualified);
}

TEST_P(Examined, RefusesWhatIsHandedInTwiceOrLate) {  // A4.3.2
    held();
    auto page = started(officer);
    ASSERT_TRUE(run(as(officer), site, submit_exam, {page.id, right(page)}));
    const auto twice = run(as(officer), site, submit_exam, {page.id, right(page)});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, "exam.submitted-already");
    EXPECT_EQ(twice.error().clause, "A4.3.2");
    page = started(colleague);
    at("2026-06-02 16:30");
    const auto late = run(as(colleague), site, submit_exam, {page.id, right(page)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "exam.too-late");
    EXPECT_EQ(late.error().clause, "A4.3.2");
}

TEST_P(Examined, CountsWhatWasWrittenWhenTheTimeRanOut) {
    held();
    const auto page = started(officer);
    auto some = right(page, "");
    some.resize(3);
    ASSERT_TRUE(run(as(officer), site, save_answers, {page.id, some}));
    begin("2026-06-03");
    const auto after = open(page.id, officer);
    EXPECT_TRUE(after.timed_out);
    EXPECT_EQ(after.state, ExamState::failed);
    EXPECT_EQ(after.theory, Points{3000}) << "three single choices; nothing was written where words are asked";
}

TEST_P(Examined, IsMarkedByTheExaminerAndNeverByTheExaminee) {  // A4.3.2
    held();
    const auto page = started(officer);
    ASSERT_TRUE(run(as(officer), site, submit_exam, {page.id, right(page)}));
    const auto seen = open(page.id, supervisor);
    EXPECT_EQ(mark(seen, officer, Points{3000}).error().code, "exam.own");
    EXPECT_EQ(mark(seen, colleague, Points{3000}).error().code, "exam.not-found") << "it is not theirs to see";
    EXPECT_EQ(mark(seen, director, Points{3000}).error().code, "exam.not-the-examiner");
    EXPECT_EQ(mark(seen, supervisor, Points{3001}).error().fields, (std::vector<FieldError>{{"awards.0.points", "out-of-range"}, {"awards", "each-answer"}}));
    EXPECT_TRUE(mark(seen, manager, Points{3000}));
}

TEST_P(Examined, MayBeTakenAgainAfterThreeDaysAndNotMoreThanThreeTimes) {  // A4.3.2
    held();
    const auto fail = [&] {
        const auto page = started(officer);
        EXPECT_EQ(run(as(officer), site, submit_exam, {page.id, {}}).value().state, ExamState::failed);
        return page.id;
    };
    auto exam = fail();
    EXPECT_EQ(run(as(officer), site, retake_exam, {exam}).error().code, "exam.retake-too-soon");
    EXPECT_EQ(open(exam, officer).retake_from, Day::parse("2026-06-05"));
    for (const auto* day : {"2026-06-05 09:00", "2026-06-08 09:00"}) {
        at(day);
        ASSERT_TRUE(run(as(officer), site, retake_exam, {exam}));
        EXPECT_EQ(run(as(officer), site, retake_exam, {exam}).error().code, "exam.not-failed") << "only the newest";
        exam = fail();
    }
    at("2026-06-11 09:00");
    EXPECT_EQ(run(as(officer), site, retake_exam, {exam}).error().code, "exam.too-many-attempts");
}

TEST_P(Examined, CanBeDrawnAgainAfterTheBankHasChanged) {
    held();
    const auto page = started(officer);
    at("2026-06-02 16:10");
    const auto questions = ask(as(supervisor), site, list_questions, {course}).value().questions;
    ASSERT_TRUE(run(as(supervisor), site, retire_question, {questions.front().id, 1}));
    AddQuestion more;
    more.course = course;
    more.text = "新题";
    more.options = {"对", "错"};
    more.answer = {0};
    add(more);
    EXPECT_TRUE(exam_of(officer).as_drawn);
    // And a paper that is not the drawn one is seen.
    static const store::QueryFile tampering("tampering", "-- name: swap\nupdate exam_answers set points = points + 100 where exam = $1 and position = 0\n");
    db->write_now([&](store::Tx& tx) { tx.run(tampering.at("swap"), page.id); });
    EXPECT_FALSE(exam_of(officer).as_drawn);
}

struct Practised : testing::TestWithParam<store::Engine>, School {
    Practised() : School(GetParam(), true) {}
};
ON_EACH_ENGINE(Practised);

TEST_P(Practised, IsTestedByOneAndConfirmedByAnother) {  // A4.3.2
    held();
    auto page = started(officer);
    ASSERT_TRUE(run(as(officer), site, submit_exam, {page.id, right(page)}));
    ASSERT_EQ(mark(open(page.id, supervisor), supervisor, Points{3000})->state, ExamState::testing);
    page = open(page.id, supervisor);
    ASSERT_EQ(owed({journal::SubjectKind::exam, page.id.value}).front().act, "test_practice");
    ASSERT_EQ(page.checks.size(), 2U);
    EXPECT_EQ(run(as(manager), site, confirm_practice, {page.id, page.version, true, ""}).error().code, "exam.not-tested");
    EXPECT_EQ(run(as(supervisor), site, test_practice, {page.id, page.version, {{Points{4001}, ""}}}).error().fields.size(), 2U);
    TestPractice test{page.id, page.version, {{Points{3500}, ""}, {Points{5500}, "漏填单元"}}};
    ASSERT_TRUE(run(as(supervisor), site, test_practice, test));
    page = open(page.id, supervisor);
    EXPECT_FALSE(page.practical) << "not before the second hand";
    EXPECT_EQ(run(as(supervisor), site, confirm_practice, {page.id, page.version, true, ""}).error().code, "exam.same-hand");
    ASSERT_TRUE(run(as(manager), site, confirm_practice, {page.id, page.version, false, "第二项未按标准"}));
    page = open(page.id, supervisor);
    test.version = page.version;
    ASSERT_TRUE(run(as(supervisor), site, test_practice, test));
    const auto done = run(as(manager), site, confirm_practice, {page.id, page.version + 1, true, ""});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->state, ExamState::passed);
    EXPECT_EQ(done->practical, Points{9000});
    EXPECT_FALSE(done->certificate.empty());
}

}  // namespace
}  // namespace huiyin::training
