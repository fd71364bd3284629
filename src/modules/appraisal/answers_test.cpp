// The employee's word: confirmed, or appealed in time and heard by the quality department (A4.4.5).
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Answers : Appraisal {};
ON_EACH_ENGINE(Answers);

TEST_P(Answers, IsConfirmedOrAppealedInTimeByItsEmployeeAlone) {  // A4.4.5
    const auto id = a_scored_week();
    EXPECT_EQ(run(as(supervisor), site, confirm_appraisal, {id, 2, ""}).error().code, "appraisal.not-yours");
    EXPECT_EQ(run(as(colleague), site, confirm_appraisal, {id, 2, ""}).error().code, "appraisal.not-found");
    at("2026-06-10 00:00");
    const auto late = run(as(officer), site, appeal_appraisal, {id, 2, "当时在接电话"});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "appraisal.appeal-too-late");
    EXPECT_EQ(late.error().clause, "A4.4.5");
    ASSERT_TRUE(run(as(officer), site, confirm_appraisal, {id, 2, "以后注意"}));
    EXPECT_EQ(open(manager, id).remark, "以后注意");
    EXPECT_TRUE(owed(id).empty());
    EXPECT_EQ(run(as(officer), site, appeal_appraisal, {id, 3, "再想想"}).error().code, "appraisal.not-open-to-answer");
}

TEST_P(Answers, GoesToTheQualityDepartmentOnAppealWhichMakesANewVersion) {  // A4.4.5, A4.10
    const auto id = a_scored_week();
    ASSERT_TRUE(run(as(officer), site, appeal_appraisal, {id, 2, "当时在接电话"}));
    const auto owes = owed(id);
    ASSERT_EQ(owes.size(), 1u);
    EXPECT_EQ(owes[0].act, "rule_on_appeal");
    EXPECT_EQ(run(as(supervisor), site, correct_appraisal, {id, 3, {}, {}, "", "", 0, "改"}).error().code, "appraisal.appealed");
    EXPECT_EQ(run(as(manager), site, rule_on_appeal, {id, 3, AppealVerdict::dismissed, "属实", {}}).error().code, "not-permitted");
    EXPECT_EQ(run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "属实", {}}).error().code, "appraisal.nothing-changed");
    const auto first = open(quality, id).marks[0].id;
    EXPECT_EQ(run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "属实", {{first, points("3")}}}).error().fields.front().field, "marks.0.points")
        << "an appeal never makes it worse";
    const auto ruled = run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "录像为证", {{first, points("0")}}});
    ASSERT_TRUE(ruled);
    EXPECT_EQ(ruled->score, points("98.5"));
    const auto after = open(officer, ruled->id), before = open(officer, id);
    EXPECT_EQ(before.state, AppraisalState::upheld);
    EXPECT_EQ(before.superseded_by, ruled->id);
    EXPECT_EQ(before.score, points("96.5")) << "the old version stays as it was signed";
    EXPECT_TRUE(before.intact && after.intact);
    EXPECT_EQ(after.revision, 2);
    EXPECT_EQ(after.ruling, "录像为证");
    EXPECT_EQ(after.versions.size(), 2u);
    EXPECT_TRUE(owed(id).empty());
}

}  // namespace
}  // namespace huiyin::appraisal
