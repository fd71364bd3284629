// Posts change, people leave, deputies stand in.
#include <gtest/gtest.h>

#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

using work::Post;

class ChangingStaff : public testing::TestWithParam<store::Engine> {
  public:
    static ChangeStaff as_seen(const StaffView& s) {
        return {.id = s.id, .version = s.version, .name = s.name, .department = s.department, .posts = s.posts, .active = s.active};
    }
};

TEST_P(ChangingStaff, GivesNewPostsAtOnceAndTellsTheJournal) {
    Firm firm(GetParam());
    const auto id = firm.hire("李文博", {{Post::service_officer, {}, {}}});
    auto command = as_seen(firm.seen(firm.administrator, id));
    command.posts = {{Post::supervisor, {}, {}}};
    const auto changed = firm.run(firm.administrator, firm.site, change_staff, command);
    ASSERT_TRUE(changed) << changed.error().code;
    EXPECT_EQ(changed->version, 2);
    EXPECT_TRUE(firm.actor(id).holds(Post::supervisor));
    EXPECT_FALSE(firm.actor(id).holds(Post::service_officer));
    const auto entries = firm.read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::staff, id.value}); });
    EXPECT_EQ(entries.back().event, "staff.changed");

    const auto stale = firm.run(firm.administrator, firm.site, change_staff, command);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().trouble, Trouble::stale);
    EXPECT_EQ(stale.error().details.at("version").as_int64(), 2);
}

TEST_P(ChangingStaff, IsNeverForOneselfAndNeverTheLastAdministrator) {
    Firm firm(GetParam());
    auto own = as_seen(firm.seen(firm.administrator, firm.administrator.staff));
    own.posts.push_back({Post::general_manager, {}, {}});
    EXPECT_EQ(firm.run(firm.administrator, firm.site, change_staff, own).error().code, "staff.own-posts");
    own = as_seen(firm.seen(firm.administrator, firm.administrator.staff));
    own.name = "老系统管理员";
    EXPECT_TRUE(firm.run(firm.administrator, firm.site, change_staff, own)) << "the own name is one's own";

    auto last = as_seen(firm.seen(firm.administrator, firm.administrator.staff));
    last.active = false;
    EXPECT_EQ(firm.run(firm.system, firm.site, change_staff, last).error().code, "staff.last-administrator");
    firm.hire("吴刚", {{Post::system_administrator, {}, {}}}, "wugang");
    EXPECT_TRUE(firm.run(firm.system, firm.site, change_staff, last));
}

TEST_P(ChangingStaff, WhoLeaveCannotSignInOrGoOn) {
    Firm firm(GetParam());
    const auto made = firm.run(firm.administrator, firm.site, create_staff, {.name = "李文博", .login = "lwb", .department = {}}).value();
    firm.work(firm.system, firm.site, [&](work::Unit& u) { return start_session(u.tx, "digest", made.id, u.moment.now), true; });
    auto command = as_seen(firm.seen(firm.administrator, made.id));
    command.active = false;
    ASSERT_TRUE(firm.run(firm.administrator, firm.site, change_staff, command));
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return find_session(tx, "digest"); }));
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return load_actor(tx, made.id); }));
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return on_staff(tx, made.id, firm.site); }));
    EXPECT_EQ(firm.read([&](store::Tx& tx) { return check_sign_in(find_account(tx, "lwb"), made.one_time_password, firm.now); }).error().code,
              "sign-in-failed");
}

class StandingIn : public testing::TestWithParam<store::Engine> {
  public:
    static NameDeputy away(const Firm& firm, StaffId id, StaffId deputy) {
        return {.id = id, .deputy = deputy, .from = firm.now, .until = firm.now + std::chrono::hours(24), .reason = "出差"};
    }
};

TEST_P(StandingIn, LendsThePostsForThatTimeAndNoLonger) {
    Firm firm(GetParam());
    const auto manager = firm.hire("赵敏", {{Post::customer_service_manager, {}, {}}});
    const auto supervisor = firm.hire("钱进", {{Post::supervisor, {}, {}}});
    EXPECT_FALSE(firm.actor(supervisor).may(Permission::decide_complaints, firm.site));
    ASSERT_TRUE(firm.run(firm.administrator, firm.site, name_deputy, away(firm, manager, supervisor)));

    const auto acting = [&](Instant at) { return firm.read([&](store::Tx& tx) { return acting_for(tx, manager, at); }); };
    const auto may_decide = [&](Instant at) {
        return firm.read([&](store::Tx& tx) { return load_actor(tx, supervisor, at); })->may(Permission::decide_complaints, firm.site);
    };
    const auto holders = [&](Instant at) {
        return firm.read([&](store::Tx& tx) { return holders_of(tx, Post::customer_service_manager, firm.site, {}, at); });
    };
    const auto last = firm.now + std::chrono::hours(24) - 1ms;
    for (const auto at : {firm.now, last}) {
        EXPECT_EQ(acting(at), supervisor);
        EXPECT_TRUE(may_decide(at));
        EXPECT_EQ(holders(at), std::vector{supervisor});
    }
    for (const auto at : {firm.now - 1ms, last + 1ms}) {
        EXPECT_EQ(acting(at), manager);
        EXPECT_FALSE(may_decide(at));
        EXPECT_EQ(holders(at), std::vector{manager});
    }
}

TEST_P(StandingIn, FollowsADeputyWhoIsAwayTooAndComesHomeFromARing) {
    Firm firm(GetParam());
    const auto a = firm.hire("甲一", {{Post::customer_service_manager, {}, {}}});
    const auto b = firm.hire("乙二", {}), c = firm.hire("丙三", {});
    ASSERT_TRUE(firm.run(firm.administrator, firm.site, name_deputy, away(firm, a, b)));
    ASSERT_TRUE(firm.run(firm.administrator, firm.site, name_deputy, away(firm, b, c)));
    EXPECT_EQ(firm.read([&](store::Tx& tx) { return acting_for(tx, a, firm.now); }), c);
    EXPECT_TRUE(firm.actor(c).may(Permission::decide_complaints, firm.site));
    EXPECT_FALSE(firm.actor(b).may(Permission::decide_complaints, firm.site));
    ASSERT_TRUE(firm.run(firm.administrator, firm.site, name_deputy, away(firm, c, a)));
    EXPECT_EQ(firm.read([&](store::Tx& tx) { return acting_for(tx, a, firm.now); }), c) << "a ring ends before it repeats";
}

TEST_P(StandingIn, IsRefusedWithItsReason) {
    Firm firm(GetParam());
    const auto a = firm.hire("甲一", {}), b = firm.hire("乙二", {});
    const auto why = [&](NameDeputy command) {
        const auto named = firm.run(firm.administrator, firm.site, name_deputy, command);
        return named ? std::string("named") : named.error().fields.empty() ? named.error().code : wrong_fields(named.error());
    };
    EXPECT_EQ(why({.id = a, .deputy = {}, .from = firm.now, .until = firm.now, .reason = " "}),
              "deputy:required until:before-its-start reason:required");
    EXPECT_EQ(why(away(firm, a, a)), "deputy:same-person");
    EXPECT_EQ(why(away(firm, a, StaffId{99})), "deputy:not-found");
    EXPECT_EQ(why(away(firm, StaffId{99}, a)), "staff.not-found");
    EXPECT_EQ(why(away(firm, a, firm.administrator.staff)), "staff.own-posts") << "an administrator does not borrow posts";
    auto past = away(firm, a, b);
    past.from = past.from - std::chrono::hours(48);
    past.until = firm.now;
    EXPECT_EQ(why(past), "until:in-the-past");
    EXPECT_EQ(why(away(firm, a, b)), "named");
    EXPECT_EQ(why(away(firm, a, b)), "staff.deputy-stands");
}

ON_EACH_ENGINE(ChangingStaff);
ON_EACH_ENGINE(StandingIn);

}  // namespace
}  // namespace huiyin::organisation
