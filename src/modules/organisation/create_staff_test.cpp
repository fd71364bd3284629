// Somebody starts work.
#include <gtest/gtest.h>

#include <algorithm>

#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

using work::Post;

class StartingWork : public testing::TestWithParam<store::Engine> {};

TEST_P(StartingWork, GivesARecordPostsAndAnAccountWithAOneTimePassword) {
    Firm firm(GetParam());
    const auto made = firm.run(firm.administrator, firm.site, create_staff,
                               {.name = " 李文博 ", .login = "LiWenBo", .department = firm.centre, .posts = {{Post::service_officer, {}, {}}}});
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->one_time_password.size(), 19u);
    EXPECT_EQ(made->version, 1);

    const auto seen = firm.seen(firm.administrator, made->id);
    EXPECT_EQ(seen.name, "李文博");
    EXPECT_EQ(seen.login, "LiWenBo");
    EXPECT_EQ(seen.site, firm.site);
    EXPECT_EQ(seen.department, firm.centre);
    EXPECT_EQ(seen.department_name, "客户服务中心");
    EXPECT_EQ(seen.initials, "lwb");
    EXPECT_TRUE(seen.has_account);
    ASSERT_EQ(seen.posts.size(), 1u);
    EXPECT_EQ(seen.posts[0].site, firm.site) << "a post of a site is held where its holder is at home";
    EXPECT_EQ(seen.posts[0].department, firm.centre);

    const auto signed_in = firm.read([&](store::Tx& tx) { return check_sign_in(find_account(tx, "liwenbo"), made->one_time_password, firm.now); });
    EXPECT_EQ(signed_in, Result<StaffId>(made->id)) << "a login is the same in capitals and small letters";
}

TEST_P(StartingWork, TellsTheJournalThePostsAndKeepsTheNameInThePersonalPart) {
    Firm firm(GetParam());
    const auto id = firm.hire("李文博", {{Post::technician, {}, {}}});
    const auto entries = firm.read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::staff, id.value}); });
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].event, "staff.created");
    EXPECT_EQ(entries[0].facts.find("李文博"), std::string::npos);
    EXPECT_NE(entries[0].facts.find("technician"), std::string::npos);
    EXPECT_NE(entries[0].personal.value_or("").find("李文博"), std::string::npos);
}

TEST_P(StartingWork, SaysEveryWrongFieldAtOnce) {
    Firm firm(GetParam());
    const auto unchecked = firm.run(firm.administrator, firm.site, create_staff,
                                    {.name = "  ", .login = "李 文博", .department = {},
                                     .posts = {{Post::technician, {}, {}}, {Post::technician, {}, {}}}});
    ASSERT_FALSE(unchecked);
    EXPECT_EQ(unchecked.error().trouble, Trouble::invalid);
    EXPECT_EQ(wrong_fields(unchecked.error()), "name:required login:letters-and-digits-only posts.1.post:twice");

    const auto unknown = firm.run(firm.administrator, firm.site, create_staff,
                                  {.name = "李文博", .login = "ADMIN", .department = DepartmentId{7},
                                   .posts = {{Post::technician, SiteId{5}, {}}, {Post::department_manager, {}, {}}}});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong_fields(unknown.error()), "login:taken department:not-found posts.0.site:not-found");

    const auto nowhere = firm.run(firm.administrator, firm.site, create_staff,
                                  {.name = "李文博", .department = {}, .posts = {{Post::department_manager, {}, {}}}});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(wrong_fields(nowhere.error()), "posts.0.department:required");
}

TEST_P(StartingWork, AtTheCompanyReachesEverySiteAndAtASiteOnlyThatOne) {
    Firm firm(GetParam());
    const auto second = firm.open_site("翠湖");
    const auto quality = firm.actor(firm.hire("钱安", {{Post::quality_department, {}, {}}}));
    EXPECT_TRUE(quality.may(Permission::see_complaints, firm.site));
    EXPECT_TRUE(quality.may(Permission::see_complaints, second));
    EXPECT_EQ(quality.sites, (std::vector{firm.site, second}));
    EXPECT_EQ(quality.scope(Permission::see_complaints, second), work::Scope::company);

    const auto local = firm.actor(firm.hire("孙立", {{Post::quality_department, second, {}}}));
    EXPECT_FALSE(local.may(Permission::see_complaints, firm.site));
    EXPECT_EQ(local.scope(Permission::see_complaints, second), work::Scope::site);

    const auto officer = firm.actor(firm.hire("周敏", {{Post::service_officer, {}, {}}}));
    EXPECT_TRUE(officer.may(Permission::record_complaints, firm.site));
    EXPECT_FALSE(officer.may(Permission::record_complaints, second));
    EXPECT_EQ(officer.sites, std::vector{firm.site});
}

TEST_P(StartingWork, IsNotForAnybodyToArrange) {
    Firm firm(GetParam());
    const auto officer = firm.actor(firm.hire("周敏", {{Post::service_officer, {}, {}}}));
    const auto refused = firm.run(officer, firm.site, create_staff, {.name = "某人", .department = {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "not-permitted");
}

TEST_P(StartingWork, UnderAnAdministratorOfOneSiteCannotReachBeyondIt) {
    Firm firm(GetParam());
    const auto second = firm.open_site("翠湖");
    const auto local = firm.actor(firm.hire("吴刚", {{Post::system_administrator, firm.site, {}}}));
    const auto try_post = [&](StaffPost post) {
        const auto made = firm.run(local, firm.site, create_staff, {.name = "某人", .department = {}, .posts = {post}});
        return made ? std::string("made") : wrong_fields(made.error());
    };
    EXPECT_EQ(try_post({Post::supervisor, {}, {}}), "made");
    EXPECT_EQ(try_post({Post::supervisor, second, {}}), "posts.0.site:beyond-your-reach");
    EXPECT_EQ(try_post({Post::general_manager, {}, {}}), "posts.0.site:beyond-your-reach");
    EXPECT_EQ(firm.run(local, firm.site, reset_password, {firm.administrator.staff}).error().code, "staff.not-found");
    EXPECT_EQ(firm.run(local, firm.site, create_site, {.name = "三", .short_name = "三"}).error().code, "not-permitted");
}

TEST_P(StartingWork, IsFoundByNameInitialsAndLogin) {
    Firm firm(GetParam());
    const auto li = firm.hire("李文博", {{Post::service_officer, {}, {}}}, "reception1");
    firm.hire("王芳", {{Post::service_officer, {}, {}}}, "reception2");
    const auto names = [&](const work::Actor& by, const char* q) {
        std::string out;
        for (const auto& s : firm.ask(by, firm.site, list_staff, {.q = q}).value().staff) out += s.name + s.login + " ";
        return out;
    };
    EXPECT_EQ(names(firm.administrator, "文博"), "李文博reception1 ");
    EXPECT_EQ(names(firm.administrator, "LWB"), "李文博reception1 ");
    EXPECT_EQ(names(firm.administrator, "wf"), "王芳reception2 ");
    EXPECT_EQ(names(firm.administrator, "reception2"), "王芳reception2 ");
    EXPECT_EQ(names(firm.administrator, "%"), "");
    const auto officer = firm.actor(li);
    EXPECT_EQ(names(officer, "wf"), "王芳 ") << "logins are for who manages accounts";
    EXPECT_EQ(names(officer, "reception2"), "");
}

ON_EACH_ENGINE(StartingWork);

}  // namespace
}  // namespace huiyin::organisation
