// Signing in, one-time passwords, sessions, the first start and what the shell is told.
#include <gtest/gtest.h>

#include <algorithm>

#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

class Accounts : public testing::TestWithParam<store::Engine> {
  public:
    static std::string sign_in(Firm& firm, std::string login, std::string password) {
        const auto who = firm.read([&](store::Tx& tx) { return check_sign_in(find_account(tx, login), password, firm.now); });
        return who ? "in" : who.error().code;
    }
};

TEST_P(Accounts, BeginWithOneAdministratorAndOnlyOnce) {
    Firm firm(GetParam());
    EXPECT_EQ(sign_in(firm, "admin", firm.first_password), "in");
    EXPECT_FALSE(firm.work(firm.system, {}, [](work::Unit& u) { return create_first_administrator(u, "admin2"); }));
    const auto me = firm.ask(firm.administrator, firm.site, read_me, {}).value();
    EXPECT_EQ(me.login, "admin");
    EXPECT_EQ(me.company_name, "物业服务公司");
    EXPECT_EQ(me.posts, std::vector<std::string>{"system_administrator"});
    ASSERT_EQ(me.sites.size(), 1u);
    EXPECT_EQ(me.sites[0].name, "总部");
    EXPECT_TRUE(me.must_change_password);
    EXPECT_EQ(me.version, "test");
    EXPECT_EQ(me.now, firm.now);
    EXPECT_EQ(me.warnings, (std::vector<std::string>{"calendar-year-missing:2026", "calendar-year-missing:2027"}));
    EXPECT_NE(std::ranges::find(me.permissions, "manage_accounts"), me.permissions.end());
    EXPECT_EQ(std::ranges::find(me.permissions, "see_complaints"), me.permissions.end());
}

TEST_P(Accounts, RefuseEveryWrongSignInWithTheSameWords) {
    Firm firm(GetParam());
    EXPECT_EQ(sign_in(firm, "admin", "kj3#9xQ2wz"), "sign-in-failed");
    EXPECT_EQ(sign_in(firm, "nobody", firm.first_password), "sign-in-failed");
    EXPECT_EQ(sign_in(firm, "", ""), "sign-in-failed");
    EXPECT_EQ(sign_in(firm, "ADMIN", firm.first_password), "in");
}

TEST_P(Accounts, LetAOneTimePasswordEndAfterSevenDays) {
    Firm firm(GetParam());
    firm.now = firm.now + std::chrono::hours(24 * 7) - 1ms;
    EXPECT_EQ(sign_in(firm, "admin", firm.first_password), "in");
    firm.now = firm.now + 1ms;
    EXPECT_EQ(sign_in(firm, "admin", firm.first_password), "sign-in-failed");
}

TEST_P(Accounts, ChangeTheOwnPasswordAndEndEverySession) {
    Firm firm(GetParam());
    firm.work(firm.system, firm.site, [&](work::Unit& u) { return start_session(u.tx, "d", firm.administrator.staff, u.moment.now), true; });
    const auto change = [&](std::string before, std::string after) {
        const auto changed = firm.run(firm.administrator, firm.site, change_password, {before, after});
        if (changed) return std::string("changed");
        std::string out;
        for (const auto& f : changed.error().fields) out += f.field + ":" + f.code + " ";
        return out;
    };
    EXPECT_EQ(change("", "short"), "old_password:required new_password:too-short ");
    EXPECT_EQ(change("wrong one here", "kj3#9xQ2wz"), "old_password:wrong ");
    EXPECT_EQ(change(firm.first_password, firm.first_password), "new_password:same-as-before ");
    EXPECT_EQ(change(firm.first_password, "admin--12-34"), "new_password:like-yourself ");
    EXPECT_EQ(change(firm.first_password, "kj3#9xQ2wz"), "changed");
    EXPECT_EQ(sign_in(firm, "admin", firm.first_password), "sign-in-failed");
    EXPECT_EQ(sign_in(firm, "admin", "kj3#9xQ2wz"), "in");
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return must_change_password(tx, firm.administrator.staff); }));
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return find_session(tx, "d"); }));
    firm.now = firm.now + std::chrono::hours(24 * 400);
    EXPECT_EQ(sign_in(firm, "admin", "kj3#9xQ2wz"), "in") << "a chosen password does not end";
}

TEST_P(Accounts, AreResetByAnAdministratorAndTheJournalKnows) {
    Firm firm(GetParam());
    const auto made = firm.run(firm.administrator, firm.site, create_staff, {.name = "李文博", .login = "lwb", .department = {}}).value();
    const auto reset = firm.run(firm.administrator, firm.site, reset_password, {made.id});
    ASSERT_TRUE(reset) << reset.error().code;
    EXPECT_NE(reset->one_time_password, made.one_time_password);
    EXPECT_EQ(sign_in(firm, "lwb", made.one_time_password), "sign-in-failed");
    EXPECT_EQ(sign_in(firm, "lwb", reset->one_time_password), "in");
    const auto entries = firm.read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::account, made.id.value}); });
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].event, "account.password_reset");
    EXPECT_EQ(entries[0].facts.find(reset->one_time_password), std::string::npos);

    const auto without = firm.hire("无号", {});
    EXPECT_EQ(firm.run(firm.administrator, firm.site, reset_password, {without}).error().code, "account.none");
    EXPECT_EQ(firm.run(firm.administrator, firm.site, reset_password, {StaffId{4}}).error().code, "staff.not-found");
}

TEST_P(Accounts, TakeAPasswordFromTheCommandLineUnderTheSameRules) {
    Firm firm(GetParam());
    const auto id = firm.hire("李文博", {});
    const auto set = [&](std::string login, std::string password) {
        const auto done = firm.work(firm.system, firm.site, [&](work::Unit& u) { return set_password(u, id, login, password, false); });
        return done ? std::string("set") : done.error().fields.at(0).field + ":" + done.error().fields.at(0).code;
    };
    EXPECT_EQ(set("lwb", "1234567890"), "password:too-common");
    EXPECT_EQ(set("admin", "kj3#9xQ2wz"), "login:taken");
    EXPECT_EQ(set("lwb", "kj3#9xQ2wz"), "set");
    EXPECT_EQ(sign_in(firm, "lwb", "kj3#9xQ2wz"), "in");
    EXPECT_EQ(set("wenbo", "another fine one"), "set");
    EXPECT_EQ(sign_in(firm, "wenbo", "another fine one"), "in");
    EXPECT_FALSE(firm.read([&](store::Tx& tx) { return find_account(tx, "lwb"); }));
}

TEST_P(Accounts, KeepSessionsUnderADigest) {
    Firm firm(GetParam());
    const auto in = [&](auto f) { return firm.work(firm.system, firm.site, [&](work::Unit& u) { return f(u.tx), true; }); };
    in([&](store::Tx& tx) { start_session(tx, "a", firm.administrator.staff, firm.now); });
    in([&](store::Tx& tx) { touch_session(tx, "a", firm.now + 60s); });
    in([&](store::Tx& tx) { touch_session(tx, "a", firm.now + 30s); });
    const auto session = firm.read([](store::Tx& tx) { return find_session(tx, "a"); });
    ASSERT_TRUE(session);
    EXPECT_EQ(session->started_at, firm.now);
    EXPECT_EQ(session->last_seen_at, firm.now + 60s) << "never goes back";
    in([](store::Tx& tx) { end_session(tx, "a"); });
    EXPECT_FALSE(firm.read([](store::Tx& tx) { return find_session(tx, "a"); }));
}

ON_EACH_ENGINE(Accounts);

}  // namespace
}  // namespace huiyin::organisation
