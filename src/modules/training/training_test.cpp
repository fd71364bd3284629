// A plan, its approval, and sessions with two hands for each who came (C11).
#include "test_school.hpp"

namespace huiyin::training {
namespace {

struct Training : testing::TestWithParam<store::Engine>, School {
    Training() : School(GetParam()) {}
};
ON_EACH_ENGINE(Training);

TEST_P(Training, HoldsNothingBeforeTheDirectorHasApproved) {  // C11
    const auto made = run(as(supervisor), site, propose_plan, plan_of()).value();
    const auto debts = owed({journal::SubjectKind::training_plan, made.id.value});
    ASSERT_EQ(debts.size(), 1U);
    EXPECT_EQ(debts.front().clause, "C11");
    const auto early = run(as(supervisor), site, plan_session, session_of(made.id));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, "training.not-approved");
    EXPECT_EQ(early.error().clause, "C11");
    EXPECT_EQ(run(as(supervisor), site, rule_on_plan, {made.id, 1, PlanRuling::approve, ""}).error().code, "not-permitted");
    ASSERT_TRUE(run(as(director), site, rule_on_plan, {made.id, 1, PlanRuling::approve, ""}));
    EXPECT_TRUE(owed({journal::SubjectKind::training_plan, made.id.value}).empty());
    EXPECT_TRUE(run(as(supervisor), site, plan_session, session_of(made.id)));
}

TEST_P(Training, LetsNobodyApproveTheirOwnPlan) {  // C11
    auto both = as(director);
    both.grants.push_back({Permission::plan_training, work::Scope::site, site, {}});
    const auto made = run(both, site, propose_plan, plan_of()).value();
    EXPECT_EQ(run(both, site, rule_on_plan, {made.id, 1, PlanRuling::approve, ""}).error().code, "training.own-plan");
}

TEST_P(Training, ReturnsAPlanWithAReasonAndTakesItAgain) {
    const auto made = run(as(supervisor), site, propose_plan, plan_of()).value();
    EXPECT_EQ(run(as(director), site, rule_on_plan, {made.id, 1, PlanRuling::send_back, ""}).error().code, "invalid") << "a reason is owed";
    ASSERT_TRUE(run(as(director), site, rule_on_plan, {made.id, 1, PlanRuling::send_back, "请补充实操"}));
    EXPECT_EQ(run(as(director), site, rule_on_plan, {made.id, 2, PlanRuling::approve, ""}).error().code, "training.plan-ruled");
    RevisePlan again{made.id, 2, "2026年度培训计划（修订）", "", plan_of().items};
    ASSERT_TRUE(run(as(supervisor), site, revise_plan, again));
    EXPECT_EQ(owed({journal::SubjectKind::training_plan, made.id.value}).size(), 1U) << "and is ruled on again";
    EXPECT_EQ(ask(as(director), site, list_plans, {}).value().plans.front().state, PlanState::proposed);
}

TEST_P(Training, RefusesAPlanOfAnotherYearOrAnUnknownCourseAllAtOnce) {
    auto p = plan_of("2027-01-02");
    p.items.push_back({CourseId{12345}, *Day::parse("2026-07-01"), ""});
    const auto no = run(as(supervisor), site, propose_plan, p);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().fields, (std::vector<FieldError>{{"items.0.day", "out-of-range"}, {"items.1.course", "unknown-value"}}));
}

TEST_P(Training, IsOwedByItsTrainerUntilItsEndAndMovesWithItsTime) {
    const auto made = run(as(supervisor), site, plan_session, session_of(approved_plan())).value();
    const journal::Subject subject{journal::SubjectKind::training_session, made.id.value};
    ASSERT_EQ(owed(subject).size(), 1U);
    EXPECT_EQ(owed(subject).front().owner, supervisor);
    EXPECT_EQ(Zone{}.text(owed(subject).front().due_at), "2026-06-02 16:00");
    ASSERT_TRUE(run(as(supervisor), site, move_session, {made.id, 1, "培训室", "会议室占用", *Zone{}.parse("2026-06-03 09:00"), *Zone{}.parse("2026-06-03 11:00")}));
    EXPECT_EQ(Zone{}.text(owed(subject).front().due_at), "2026-06-03 11:00");
    ASSERT_TRUE(run(as(supervisor), site, cancel_session, {made.id, 2, "停电"}));
    EXPECT_TRUE(owed(subject).empty());
}

TEST_P(Training, TakesTheSignatureOnTheDayOnceAndFromTheParticipantAlone) {  // C11
    const auto made = run(as(supervisor), site, plan_session, session_of(approved_plan())).value();
    EXPECT_EQ(run(as(officer), site, sign_attendance, {made.id}).error().code, "training.not-the-day");
    at("2026-06-02 14:05");
    EXPECT_EQ(run(as(supervisor), site, sign_attendance, {made.id}).error().code, "training.trainer-signs-not");
    ASSERT_TRUE(run(as(officer), site, sign_attendance, {made.id}));
    EXPECT_EQ(run(as(officer), site, sign_attendance, {made.id}).error().code, "training.signed-already");
    EXPECT_EQ(run(as(officer), site, close_session, {made.id, 1, {officer}, ""}).error().code, "training.not-the-trainer");
    EXPECT_EQ(run(as(supervisor), site, close_session, {made.id, 1, {officer, colleague}, ""}).error().code, "training.not-signed") << "the colleague did not come";
    ASSERT_TRUE(run(as(supervisor), site, close_session, {made.id, 1, {officer}, ""}));
    EXPECT_EQ(ask(as(officer), site, list_exams, {}).value().rows.size(), 1U);
    EXPECT_TRUE(ask(as(colleague), site, list_exams, {}).value().rows.empty());
    EXPECT_EQ(ask(as(colleague), site, open_session, {made.id}).value().attendees.size(), 1U) << "one reads of oneself alone";
}

TEST_P(Training, DoesNotCloseASessionWhoseExamCannotBeDrawn) {
    auto other = wanted;
    other.title = "消防培训";
    other.kind = CourseKind::further;
    course = publish(other);
    const auto made = run(as(supervisor), site, plan_session, session_of(approved_plan())).value();
    at("2026-06-02 14:05");
    ASSERT_TRUE(run(as(officer), site, sign_attendance, {made.id}));
    const auto no = run(as(supervisor), site, close_session, {made.id, 1, {officer}, ""});
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "training.no-paper");
}

TEST_P(Training, RefusesQuestionsWithoutARightAnswer) {
    AddQuestion q;
    q.course = course;
    q.kind = QuestionKind::single;
    q.text = "几声内接听？";
    q.options = {"三声"};
    q.answer = {4};
    EXPECT_EQ(run(as(supervisor), site, add_question, q).error().fields, (std::vector<FieldError>{{"options", "two-at-least"}, {"answer", "one-right"}}));
    EXPECT_EQ(ask(as(officer), site, list_questions, {course}).error().code, "not-permitted") << "nobody reads the answers before";
    SetPaperRule r;
    r.course = course;
    r.version = 1;
    r.rule.single = 3;
    r.rule.single_points = Points{3000};
    r.rule.minutes = 20;
    EXPECT_EQ(run(as(supervisor), site, set_paper_rule, r).error().fields, (std::vector<FieldError>{{"rule.sum", "not-one-hundred"}}));
}

}  // namespace
}  // namespace huiyin::training
