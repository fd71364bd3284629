// The year's total: from its rows, signed, taken along (A4.6, A4.8).
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Totals : Appraisal {};
ON_EACH_ENGINE(Totals);

TEST_P(Totals, SumsUpTheYearFromItsRowsAndSignsIt) {  // A4.6, A4.8
    const auto take = [&](RecordKind kind, StaffId who, const char* key, const char* taken, int away = 0) {
        const auto id = planned(kind, officer);
        ScoreAppraisal s;
        s.marks = {mark(id, key, taken, "按标准")};
        s.days_away = away;
        EXPECT_TRUE(score(who, id, s)) << json::enum_name(kind);
        return id;
    };
    begin("2026-06-01");
    at("2026-06-02 10:00");
    take(RecordKind::weekly, supervisor, "excellence", "8");   // 92, weighs 1
    take(RecordKind::monthly, supervisor, "excellence", "8");  // 92, weighs 2
    take(RecordKind::month, manager, "professional", "5", 10); // 95
    EXPECT_FALSE(ask(as(manager), site, open_year, {2026, officer}).value().total) << "no year-end appraisal yet";
    begin("2027-01-01");  // the first working day of the year in a calendar without holidays
    at("2027-01-05 10:00");
    const auto year_end = planned(RecordKind::year_end, officer);
    ASSERT_TRUE(year_end);
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, officer}).error().code, "appraisal.year-open");
    take(RecordKind::year_end, manager, "professional", "10");  // 90
    take(RecordKind::month, manager, "professional", "5");      // December, 95
    auto page = ask(as(officer), site, open_year, {2026, {}}).value();
    ASSERT_TRUE(page.total);
    EXPECT_EQ(page.total->text(), "91.9");
    EXPECT_EQ(page.total_exact, "919/10");
    EXPECT_EQ(page.parts[0].weight, 3);
    EXPECT_EQ(page.parts[0].weighted_hundredths, 27600);
    EXPECT_EQ(page.parts[1].rows.size(), 2u);
    EXPECT_EQ(page.parts[1].rows[0].weight + 10, ask(as(officer), site, open_appraisal, {page.parts[1].rows[0].id}).value().days) << "a month weighs the days worked in it";
    EXPECT_FALSE(page.may_sign) << "not by oneself";
    EXPECT_EQ(run(as(officer), site, sign_year, {2026, officer}).error().code, "not-permitted");
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, manager}).error().code, "appraisal.own");
    const auto made = run(as(manager), site, sign_year, {2026, officer});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->total.text(), "91.9");
    EXPECT_FALSE(made->excellent);
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, officer}).error().code, "appraisal.frozen");
    page = ask(as(manager), site, open_year, {2026, officer}).value();
    EXPECT_TRUE(page.as_signed);
    EXPECT_EQ(page.versions.size(), 1u);
    const auto standings = ask(as(manager), site, list_year, {2026}).value();
    EXPECT_EQ(standings.staff.size(), 5u);
    // A correction leaves the signed total standing and asks for a new one.
    CorrectAppraisal c;
    c.id = year_end;
    c.version = 2;
    c.reason = "加分漏记";
    c.bonus = points("10");
    c.bonus_decision = "年度嘉奖";
    const auto corrected = run(as(manager), site, correct_appraisal, c);
    ASSERT_TRUE(corrected);
    page = ask(as(manager), site, open_year, {2026, officer}).value();
    EXPECT_FALSE(page.as_signed);
    EXPECT_TRUE(page.excellent) << "18.4 + 28.5 + 55";
    EXPECT_EQ(page.total->text(), "101.9");
    EXPECT_TRUE(run(as(manager), site, sign_year, {2026, officer}).value().excellent) << "A4.8: 优秀员工";
}

TEST_P(Totals, TakesTheYearAlongToAnotherSite) {  // A4.6, as the rulebook reads it
    const auto id = a_scored_week();
    const SiteId other{std::stoll(run(system, site, organisation::create_site, {"云杉苑", "云"}).value().id)};
    const DepartmentId there{std::stoll(run(system, other, organisation::create_department, {"客户服务中心", {}, true}).value().id)};
    organisation::ChangeStaff move;
    move.id = officer;
    move.version = 1;
    move.name = "林晓芸";
    move.department = there;
    move.posts.push_back({Post::service_officer, other, there});
    ASSERT_TRUE(run(system, site, organisation::change_staff, move));
    const auto page = ask(as(officer), other, open_year, {2026, {}}).value();
    ASSERT_EQ(page.parts[0].rows.size(), 1u);
    EXPECT_EQ(page.parts[0].rows[0].id, id);
    EXPECT_EQ(page.parts[0].rows[0].site_name, "碧溪花园");
    EXPECT_EQ(page.parts[0].mean, "193/2");
}

TEST_P(Totals, SignsNoYearThatCannotBeOrIsNotComplete) {
    EXPECT_EQ(run(as(manager), site, sign_year, {1, officer}).error().code, "invalid");
    EXPECT_EQ(run(as(manager), site, sign_year, {2025, officer}).error().code, "appraisal.year-incomplete");
}

}  // namespace
}  // namespace huiyin::appraisal
