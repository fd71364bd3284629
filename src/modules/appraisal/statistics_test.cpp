// Statistics sheets (A4.7, A5): counted from the rows, signed when all are in, planned as a duty, seen only with the right.
#include "appraisal/records.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Statistics : Appraisal {
    StatisticsPage look(StatisticsSpan span, const char* period, std::optional<DepartmentId> department = {}) {
        return ask(as(manager), site, open_statistics, {span, on(period), department}).value();
    }
    Result<StatisticsSigned> sign(StaffId who, StatisticsSpan span, const char* period, std::optional<DepartmentId> department = {}) {
        return run(as(who), site, sign_statistics, {span, on(period), department});
    }
    const StatisticsRow& of(const StatisticsPage& page, StaffId who) { return *std::ranges::find(page.rows, who, &StatisticsRow::employee); }
    std::vector<obligations::Obligation> debts(StatisticsId id) {
        auto all = read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::statistics, id.value}); });
        std::erase_if(all, [](const auto& o) { return o.state != obligations::State::open; });
        return all;
    }
};
ON_EACH_ENGINE(Statistics);

TEST_P(Statistics, CountAMonthFromItsRows) {  // A4.7
    a_scored_month();
    const auto page = look(StatisticsSpan::month, "2026-05-20");
    EXPECT_EQ(page.period, on("2026-05-01"));
    EXPECT_EQ(page.sum.staff, 5);
    EXPECT_EQ(page.sum.counted, 5);
    EXPECT_EQ(page.sum.open, 0);
    EXPECT_EQ(of(page, officer).score, points("96.5"));
    EXPECT_EQ(of(page, officer).conduct, points("18"));
    EXPECT_EQ(of(page, officer).diligence, points("20"));
    EXPECT_EQ(of(page, officer).achievement, points("28.5"));
    EXPECT_EQ(of(page, officer).deducted, points("3.5"));
    EXPECT_EQ(of(page, colleague).score, points("105"));
    EXPECT_EQ(of(page, colleague).commendations, 1);
    EXPECT_EQ(page.sum.mean, points("100.3")) << "(96.5 + 105 + 3 × 100) ÷ 5";
    EXPECT_EQ(page.sum.highest, points("105"));
    EXPECT_EQ(page.sum.lowest, points("96.5"));
    // Every figure opens its row, and there are as many.
    for (const auto& row : page.rows) EXPECT_EQ(open(director, *row.record).score, *row.score);
    const auto team = look(StatisticsSpan::month, "2026-05-01", centre);
    EXPECT_EQ(team.sum.staff, 5);
    EXPECT_EQ(ask(as(manager), site, open_statistics, {StatisticsSpan::month, {}, DepartmentId{99}}).error().fields.front().field, "department");
    const auto year = look(StatisticsSpan::year, "2026-01-01");
    EXPECT_EQ(of(year, officer).months.size(), 1u);
    EXPECT_EQ(of(year, officer).months[0].month, 5);
    EXPECT_EQ(of(year, officer).score, points("96.5"));
}

TEST_P(Statistics, AreOwedByTheManagerAndSignedWhenAllAreIn) {  // A4.7
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto planned_sheet = *look(StatisticsSpan::month, "2026-05-01").planned;
    const auto owes = debts(planned_sheet);
    ASSERT_EQ(owes.size(), 1u);
    EXPECT_EQ(owes[0].clause, "A4.7");
    EXPECT_EQ(owes[0].owing_post, "customer_service_manager");
    EXPECT_EQ(Zone{}.text(owes[0].due_at), "2026-06-16 00:00");
    const auto early = sign(manager, StatisticsSpan::month, "2026-05-01");
    EXPECT_EQ(early.error().code, "statistics.open");
    EXPECT_EQ(early.error().clause, "A4.7");
    EXPECT_EQ(sign(manager, StatisticsSpan::month, "2026-06-01").error().code, "statistics.not-ended");
    EXPECT_EQ(sign(manager, StatisticsSpan::month, "2026-03-01").error().code, "statistics.empty");
    a_scored_month();
    EXPECT_TRUE(look(StatisticsSpan::month, "2026-05-01").may_sign);
    const auto made = sign(manager, StatisticsSpan::month, "2026-05-01");
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->id, planned_sheet);
    EXPECT_TRUE(debts(planned_sheet).empty());
    const auto page = look(StatisticsSpan::month, "2026-05-01");
    EXPECT_TRUE(page.as_signed);
    EXPECT_FALSE(page.may_sign);
    EXPECT_EQ(page.versions.at(0).digest, made->digest);
    EXPECT_EQ(sign(manager, StatisticsSpan::month, "2026-05-01").error().code, "appraisal.frozen");
    // A correction leaves the signed sheet as it was and asks for the next.
    CorrectAppraisal milder;
    milder.id = scored(RecordKind::month, officer);
    milder.version = open(manager, milder.id).version;
    milder.reason = "属误记";
    ASSERT_TRUE(run(as(manager), site, correct_appraisal, milder));
    EXPECT_FALSE(look(StatisticsSpan::month, "2026-05-01").as_signed);
    EXPECT_EQ(sign(manager, StatisticsSpan::month, "2026-05-01")->number, 2);
    EXPECT_EQ(sign(manager, StatisticsSpan::month, "2026-05-01", centre)->number, 1) << "a team has sheets of its own";
}

TEST_P(Statistics, AreForWhoeverMaySeeAppraisalsOnly) {  // A4.4.5
    a_scored_month();
    EXPECT_EQ(ask(as(officer), site, open_statistics, {}).error().code, "not-permitted");
    EXPECT_EQ(ask(as(supervisor), site, open_statistics, {}).error().code, "not-permitted");
    EXPECT_TRUE(ask(as(quality), site, open_statistics, {}));
    EXPECT_EQ(sign(quality, StatisticsSpan::month, "2026-05-01").error().code, "not-permitted") << "the manager fills it in";
    EXPECT_EQ(sign(officer, StatisticsSpan::month, "2026-05-01").error().code, "not-permitted");
}

TEST_P(Statistics, OfAYearHaveItsPartsAndItsAwards) {  // A4.8, A5
    begin("2027-01-01");
    at("2027-01-05 10:00");
    for (const auto who : {officer, colleague, supervisor, manager, director}) {
        const auto scorer = who == manager ? director : manager;
        EXPECT_TRUE(score(scorer, planned(RecordKind::month, who)));
        ScoreAppraisal s;
        if (who == colleague) {
            s.bonus = points("10");
            s.bonus_decision = "年度嘉奖";
        }
        EXPECT_TRUE(score(scorer, planned(RecordKind::year_end, who), s));
    }
    EXPECT_EQ(look(StatisticsSpan::annual, "2026-06-01").sum.open, 5) << "no total is signed yet";
    EXPECT_EQ(sign(manager, StatisticsSpan::annual, "2026-01-01").error().code, "statistics.open");
    const auto all = run(as(director), site, sign_years, {2026, {}});
    ASSERT_TRUE(all) << all.error().code;
    EXPECT_EQ(all->signed_, 4) << "nobody signs their own";
    EXPECT_EQ(all->incomplete, 1);
    EXPECT_EQ(all->excellent, 1);
    EXPECT_FALSE(all->next);
    ASSERT_TRUE(run(as(manager), site, sign_year, {2026, director}));
    const auto again = run(as(director), site, sign_years, {2026, {}});
    EXPECT_EQ(again->unchanged, 4);
    EXPECT_EQ(again->signed_, 0);
    EXPECT_EQ(run(as(supervisor), site, sign_years, {2026, {}}).error().code, "appraisal.not-yours-to-score");
    const auto page = look(StatisticsSpan::annual, "2026-06-01");
    EXPECT_EQ(page.sum.excellent, 1);
    EXPECT_TRUE(of(page, colleague).excellent);
    EXPECT_EQ(of(page, colleague).year_end, points("110"));
    EXPECT_EQ(of(page, colleague).month_mean, points("100"));
    EXPECT_FALSE(of(page, colleague).inspections) << "none was made, and it says so";
    EXPECT_EQ(of(page, colleague).score, points("106.25")) << "(100 × 30 + 110 × 50) ÷ 80";
    const auto made = sign(manager, StatisticsSpan::annual, "2026-01-01");
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_TRUE(look(StatisticsSpan::annual, "2026-01-01").as_signed);
    EXPECT_TRUE(run(as(manager), site, sign_statistics, {StatisticsSpan::year, on("2026-01-01"), {}}));
}

}  // namespace
}  // namespace huiyin::appraisal
