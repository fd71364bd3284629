// Leave: asked for oneself, granted from above, and then the one word on who is absent (C3).
#include "organisation/leave.hpp"
#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

struct Leaves : testing::TestWithParam<store::Engine>, Firm {
    StaffId officer{}, colleague{}, supervisor{}, manager{};
    Leaves() : Firm(GetParam()) {
        officer = hire("林晓芸", {{work::Post::service_officer, site, {}}});
        colleague = hire("周敏", {{work::Post::service_officer, site, {}}});
        supervisor = hire("陈国栋", {{work::Post::supervisor, site, {}}});
        manager = hire("吴淑贞", {{work::Post::customer_service_manager, site, {}}});
    }
    static Day day(const char* iso) { return *Day::parse(iso); }
    Result<LeaveChanged> ask_for(StaffId who, const char* from, const char* until, std::optional<StaffId> deputy = {}) {
        return run(actor(who), site, ask_leave, AskLeave{LeaveKind::annual, day(from), day(until), "回家探亲", deputy});
    }
    std::vector<Absence> absent() {
        return read([&](store::Tx& tx) { return absences_of(tx, site, Zone{}, day("2026-03-01"), day("2026-03-31")); });
    }
};
ON_EACH_ENGINE(Leaves);

TEST_P(Leaves, CountOnlyOnceTheyAreApproved) {
    const auto asked = ask_for(officer, "2026-03-10", "2026-03-12");
    ASSERT_TRUE(asked);
    EXPECT_TRUE(absent().empty());
    EXPECT_EQ(run(actor(officer), site, rule_on_leave, RuleOnLeave{asked->id, 1, LeaveVerdict::approve, ""}).error().code, "not-permitted");
    ASSERT_TRUE(run(actor(supervisor), site, rule_on_leave, RuleOnLeave{asked->id, 1, LeaveVerdict::approve, ""}));
    ASSERT_EQ(absent().size(), 1u);
    EXPECT_EQ(absent()[0].until, day("2026-03-12"));
    EXPECT_EQ(run(actor(supervisor), site, rule_on_leave, RuleOnLeave{asked->id, 2, LeaveVerdict::decline, "人手不足"}).error().code, "leave.decided");
    EXPECT_EQ(read([&](store::Tx& tx) { return working_days_away(tx, officer, WorkingCalendar::usual(Zone{}, {}), day("2026-03-12"), day("2026-03-31")); }), 1);
}

TEST_P(Leaves, AreGrantedFromAboveAndNeverByOneself) {
    const auto own = ask_for(supervisor, "2026-03-10", "2026-03-10");
    EXPECT_EQ(run(actor(supervisor), site, rule_on_leave, RuleOnLeave{own->id, 1, LeaveVerdict::approve, ""}).error().code, "leave.not-yours-to-rule");
    EXPECT_TRUE(run(actor(manager), site, rule_on_leave, RuleOnLeave{own->id, 1, LeaveVerdict::approve, ""}));
    const auto above = ask_for(manager, "2026-03-10", "2026-03-10");
    EXPECT_EQ(run(actor(supervisor), site, rule_on_leave, RuleOnLeave{above->id, 1, LeaveVerdict::approve, ""}).error().code, "leave.not-yours-to-rule");
}

TEST_P(Leaves, RefuseDaysTwiceAndEveryWrongField) {
    ASSERT_TRUE(ask_for(officer, "2026-03-10", "2026-03-12"));
    const auto twice = ask_for(officer, "2026-03-12", "2026-03-13");
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, "leave.overlaps");
    EXPECT_EQ(twice.error().clause, "C3");
    const auto wrong = run(actor(officer), site, ask_leave, AskLeave{LeaveKind::other, day("2026-03-20"), day("2026-03-19"), "", {}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong_fields(wrong.error()), "until:before-its-start reason:required");
    EXPECT_EQ(wrong_fields(ask_for(officer, "2026-03-20", "2026-03-20", officer).error()), "deputy:same-person");
}

TEST_P(Leaves, HandThePostsToTheDeputyAndTakeThemBack) {
    const auto asked = ask_for(supervisor, "2026-03-10", "2026-03-11", officer);
    ASSERT_TRUE(run(actor(manager), site, rule_on_leave, RuleOnLeave{asked->id, 1, LeaveVerdict::approve, ""}));
    const auto acting = [&](const char* at) { return read([&](store::Tx& tx) { return acting_for(tx, supervisor, *Zone{}.parse(at)); }); };
    EXPECT_EQ(acting("2026-03-10 09:00"), officer);
    EXPECT_EQ(acting("2026-03-12 00:00"), supervisor);
    EXPECT_EQ(absent().size(), 2u) << "the leave, and the same days by the deputy";
    EXPECT_EQ(run(actor(officer), site, withdraw_leave, WithdrawLeave{asked->id, 2}).error().code, "leave.not-found") << "somebody else's";
    ASSERT_TRUE(run(actor(supervisor), site, withdraw_leave, WithdrawLeave{asked->id, 2}));
    EXPECT_EQ(acting("2026-03-10 09:00"), supervisor);
    EXPECT_TRUE(absent().empty());
}

TEST_P(Leaves, AreForTheirPersonsEyesAndTheirApprovers) {
    ASSERT_TRUE(ask_for(officer, "2026-03-10", "2026-03-10"));
    EXPECT_EQ(ask(actor(officer), site, list_leaves, {LeaveShow::mine}).value().rows.size(), 1u);
    EXPECT_TRUE(ask(actor(colleague), site, list_leaves, {LeaveShow::mine}).value().rows.empty());
    EXPECT_EQ(ask(actor(colleague), site, list_leaves, {LeaveShow::all}).error().code, "not-permitted");
    const auto seen = ask(actor(supervisor), site, list_leaves, {LeaveShow::to_rule}).value();
    EXPECT_EQ(seen.to_rule, 1);
    EXPECT_TRUE(seen.rows.at(0).may_rule);
}

}  // namespace
}  // namespace huiyin::organisation
