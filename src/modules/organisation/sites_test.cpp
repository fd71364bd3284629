// Sites with their weeks, departments with their directors, the company's own record.
#include <gtest/gtest.h>

#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

class Places : public testing::TestWithParam<store::Engine> {
  public:
    static std::string outcome(const auto& result) {
        if (result) return "done";
        return result.error().fields.empty() ? result.error().code : wrong_fields(result.error());
    }
};

TEST_P(Places, AreMadeOnceUnderOneName) {
    Firm firm(GetParam());
    firm.open_site("翠湖");
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, create_site, {.name = "翠湖", .short_name = "翠"})), "name:taken");
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, create_site, {.name = "", .short_name = "太长了"})),
              "name:required short_name:too-long");
    EXPECT_EQ(firm.read([](store::Tx& tx) { return all_sites(tx); }).size(), 2u);
}

TEST_P(Places, HaveTheUsualWeekUntilTheyGetTheirOwn) {
    Firm firm(GetParam());
    const auto site = [&] { return firm.read([](store::Tx& tx) { return all_sites(tx); }).front(); };
    const auto saturday = Zone{}.start_of(Day::of(2026, 3, 7)) + std::chrono::hours(9);
    EXPECT_FALSE(calendar_of(site(), {}).is_working(saturday));

    ChangeSite command{.id = firm.site, .version = 1, .name = "总部", .short_name = "总", .week = std::vector<std::vector<WorkingSpan>>(7, {{480, 1200}})};
    ASSERT_EQ(outcome(firm.run(firm.administrator, firm.site, change_site, command)), "done");
    EXPECT_TRUE(calendar_of(site(), {}).is_working(saturday)) << "a property desk works every day";
    EXPECT_EQ(site().version, 2);
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, change_site, command)), "stale");
    command.version = 2;
    command.week.reset();
    ASSERT_EQ(outcome(firm.run(firm.administrator, firm.site, change_site, command)), "done");
    EXPECT_FALSE(calendar_of(site(), {}).is_working(saturday));
}

TEST_P(Places, RefuseAWeekThatCannotBe) {
    Firm firm(GetParam());
    const auto with = [&](std::vector<std::vector<WorkingSpan>> week) {
        return outcome(firm.run(firm.administrator, firm.site, change_site,
                                {.id = firm.site, .version = 1, .name = "总部", .short_name = "总", .week = week}));
    };
    EXPECT_EQ(with({}), "week:seven-days week:no-work-at-all");
    EXPECT_EQ(with(std::vector<std::vector<WorkingSpan>>(7)), "week:no-work-at-all");
    auto week = std::vector<std::vector<WorkingSpan>>(7, {{480, 720}, {700, 900}});
    week[1] = {{600, 1500}};
    week[2] = {{600, 600}};
    week[3] = {{-1, 600}};
    week[4] = week[5] = week[6] = {{0, 1440}};
    EXPECT_EQ(with(week), "week.0:spans-in-order week.1:spans-in-order week.2:spans-in-order week.3:spans-in-order");
}

TEST_P(Places, HaveDepartmentsWithADirectorFromTheSite) {
    Firm firm(GetParam());
    const auto director = firm.hire("赵敏", {{work::Post::technician, {}, {}}});
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, create_department,
                               {.name = "客户服务中心", .director = StaffId{9}, .service_centre = true})),
              "name:taken director:not-found service_centre:stands-already");
    const auto made = firm.run(firm.administrator, firm.site, create_department, {.name = "工程部", .director = director});
    ASSERT_TRUE(made) << made.error().code;
    const DepartmentId id{std::stoll(made->id)};
    const auto found = firm.read([&](store::Tx& tx) { return find_department(tx, id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->director, director);
    EXPECT_EQ(found->site, firm.site);

    ChangeDepartment command{.id = id, .version = 1, .name = "工程维修部", .director = {}};
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, change_department, command)), "done");
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, change_department, command)), "stale");
    command.id = {3};
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, change_department, command)), "department.not-found");
    const auto list = firm.ask(firm.administrator, firm.site, list_departments, {}).value();
    ASSERT_EQ(list.departments.size(), 2u);
    EXPECT_EQ(list.departments[1].name, "工程维修部");
    EXPECT_FALSE(list.departments[1].director);
}

TEST_P(Places, BelongToACompanyWithANameAndAGreeting) {
    Firm firm(GetParam());
    ASSERT_EQ(outcome(firm.run(firm.administrator, firm.site, change_company, {.version = 1, .name = "回音物业", .greeting = "您好"})), "done");
    EXPECT_EQ(outcome(firm.run(firm.administrator, firm.site, change_company, {.version = 1, .name = "别的"})), "stale");
    const auto company = firm.ask(firm.administrator, firm.site, read_company, {}).value();
    EXPECT_EQ(company.name, "回音物业");
    EXPECT_EQ(company.greeting, "您好");
    EXPECT_EQ(company.version, 2);
}

// Said to every caller, so the company keeps no greeting that is never said to a customer (F5.1).
TEST_P(Places, AskWhetherTheirGreetingMayBeSaid) {
    Firm firm(GetParam());
    std::string asked;
    firm.world.speakable = [&](work::Unit&, std::string_view field, std::string_view text) -> Result<void> {
        asked = std::string(field) + " " + std::string(text);
        if (text == "爱听不听") return refuse({"wording.forbidden-phrase", Trouble::conflict, "F5.1"});
        return {};
    };
    const auto refused = firm.run(firm.administrator, firm.site, change_company, {.version = 1, .name = "回音物业", .greeting = "爱听不听"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "wording.forbidden-phrase");
    EXPECT_EQ(refused.error().clause, "F5.1");
    EXPECT_EQ(asked, "greeting 爱听不听");
    const auto company = firm.ask(firm.administrator, firm.site, read_company, {}).value();
    EXPECT_EQ(company.version, 1) << "nothing of it was kept, the name neither";
    EXPECT_NE(company.name, "回音物业");
    ASSERT_EQ(outcome(firm.run(firm.administrator, firm.site, change_company, {.version = 1, .name = "回音物业", .greeting = "您好"})), "done");
    EXPECT_EQ(asked, "greeting 您好");
}

ON_EACH_ENGINE(Places);

}  // namespace
}  // namespace huiyin::organisation
