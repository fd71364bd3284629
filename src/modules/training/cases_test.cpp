// The case library (J10): drawn without persons, read by a second person.
#include "test_school.hpp"

namespace huiyin::training {
namespace {

constexpr ComplaintId leak{7001};

struct Library : testing::TestWithParam<store::Engine>, School {
    Library() : School(GetParam()) {
        world.describers[journal::SubjectKind::complaint] = [](store::Tx&, SiteId, std::int64_t) { return work::SubjectView{"TS20260601-0001", "厨房漏水", "/complaints/7001"}; };
        world.sights[journal::SubjectKind::complaint] = [](store::Tx&, const work::Actor& actor, SiteId at, std::int64_t) { return actor.may(Permission::see_complaints, at); };
        tell("complaint.recorded", {{"subject", "厨房漏水"}, {"text", "王建国说3栋1204厨房漏水，请打13812345513"}, {"caller_name", "王建国"}});
        tell("complaint.answered", {{"text", "已致电王建国，换了接头"}});
        tell("complaint.closed", {{"outcome", "客户同意"}}, {{"satisfaction", "dissatisfied"}});
    }
    void tell(const char* event, boost::json::object personal, boost::json::object facts = {}) {
        work(work::Actor::system(), site, [&](Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, leak.value}, std::move(facts), std::move(personal)});
            return true;
        });
    }
    CaseView only(StaffId who) {
        const auto cases = ask(as(who), site, list_cases, {}).value().cases;
        return cases.empty() ? CaseView{} : cases.front();
    }
};
ON_EACH_ENGINE(Library);

TEST_P(Library, DrawsAClosedMatterWithoutAnybodysData) {  // J10
    const auto list = ask(as(supervisor), site, list_cases, {}).value();
    ASSERT_EQ(list.candidates.size(), 1U);
    EXPECT_EQ(list.candidates.front().kind, CaseKind::dissatisfying);
    ASSERT_TRUE(run(as(supervisor), site, draw_case, {leak, CaseKind::dissatisfying}));
    const auto made = only(supervisor);
    for (const auto* gone : {"王建国", "1204", "13812345513"}) {
        EXPECT_EQ(made.situation.find(gone), std::string::npos) << made.situation;
        EXPECT_EQ(made.handling.find(gone), std::string::npos) << made.handling;
    }
    EXPECT_NE(made.handling.find("换了接头"), std::string::npos);
    EXPECT_EQ(run(as(supervisor), site, draw_case, {leak, CaseKind::satisfying}).error().code, "training_case.drawn-already");
    EXPECT_EQ(run(as(supervisor), site, draw_case, {ComplaintId{9}, CaseKind::satisfying}).error().code, "invalid") << "not closed here";
}

TEST_P(Library, IsReadByASecondPersonBeforeAnybodyLearnsFromIt) {  // J10
    const auto made = run(as(supervisor), site, draw_case, {leak, CaseKind::dissatisfying}).value();
    EXPECT_EQ(ask(as(officer), site, list_cases, {}).value().cases.size(), 0U) << "a draft is nobody's lesson";
    EXPECT_EQ(run(as(manager), site, rule_on_case, {made.id, 1, CaseRuling::publish, ""}).error().fields, (std::vector<FieldError>{{"lesson", "required"}}));
    EditCase edit{made.id, 1, "漏水返修", "厨房漏水两次，回电 13812345513", "换了接头", "先止水再约时间"};
    ASSERT_TRUE(run(as(supervisor), site, edit_case, edit));
    EXPECT_EQ(run(as(manager), site, rule_on_case, {made.id, 2, CaseRuling::publish, ""}).error().code, "training_case.still-personal");
    edit.version = 2;
    edit.situation = "厨房漏水两次";
    ASSERT_TRUE(run(as(manager), site, edit_case, edit));
    EXPECT_EQ(run(as(manager), site, rule_on_case, {made.id, 3, CaseRuling::publish, ""}).error().code, "training_case.own") << "the manager wrote it last";
    ASSERT_TRUE(run(as(director), site, rule_on_case, {made.id, 3, CaseRuling::publish, ""}));
    EXPECT_EQ(only(officer).title, "漏水返修");
    EXPECT_EQ(run(as(director), site, rule_on_case, {made.id, 4, CaseRuling::decline, "重复"}).error().code, "training_case.ruled");
}

TEST_P(Library, ForgetsACandidateThatIsOpenedAgain) {
    tell("complaint.reopened", {});
    EXPECT_TRUE(ask(as(supervisor), site, list_cases, {}).value().candidates.empty());
}

}  // namespace
}  // namespace huiyin::training
