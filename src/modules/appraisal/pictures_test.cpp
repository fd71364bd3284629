// Calibration and deductions (A4.4.5, A4.7): every figure opens as many rows as it says.
#include "appraisal/pictures.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Pictures : Appraisal {
    Calibration look(RecordKind kind = RecordKind::month) { return ask(as(manager), site, calibrate, {kind, on("2026-01-01"), on("2027-01-01"), {}}).value(); }
    std::int64_t behind(ListAppraisals query) {
        query.show = AppraisalShow::all;
        query.from = on("2026-01-01");
        query.until = on("2027-01-01");
        const auto list = ask(as(manager), site, list_appraisals, query).value();
        EXPECT_EQ(static_cast<std::int64_t>(list.rows.size()), *list.counted);
        return *list.counted;
    }
    // Twelve weeks: the supervisor scores the officer 90 and the colleague 80, the manager everybody else 100.
    void many_weeks() {
        for (auto day = on("2026-06-01"); day < on("2026-08-24"); day = day + 7) {
            begin(day.iso().c_str());
            now = now + 10h;
            for (const auto who : {officer, colleague}) {
                const auto id = planned(RecordKind::weekly, who);
                ScoreAppraisal s;
                s.marks = {mark(id, "excellence", who == officer ? "10" : "12", "按标准")};
                if (who == colleague) s.marks.push_back(mark(id, "smile", "4", "未微笑"));
                if (who == colleague) s.marks.push_back(mark(id, "records", "4", "漏填"));
                EXPECT_TRUE(score(supervisor, id, s));
            }
            EXPECT_TRUE(score(manager, planned(RecordKind::weekly, supervisor)));
        }
    }
};
ON_EACH_ENGINE(Pictures);

TEST_P(Pictures, ShowHowScorersAndTeamsSpread) {  // A4.4.5
    many_weeks();
    const auto page = look(RecordKind::weekly);
    ASSERT_TRUE(page.all);
    EXPECT_EQ(page.all->records, 36);
    EXPECT_EQ(page.all->mean, points("90"));
    EXPECT_EQ(page.all->median, points("90"));
    EXPECT_EQ(page.all->least, points("80"));
    EXPECT_EQ(page.all->most, points("100"));
    ASSERT_EQ(page.scorers.size(), 2u);
    EXPECT_EQ(page.scorers[0].name, "吴淑贞");
    EXPECT_EQ(page.scorers[0].mean, points("100"));
    EXPECT_TRUE(page.scorers[0].outlier) << "ten points from the mean of all, five are the rulebook's measure";
    EXPECT_EQ(page.scorers[1].mean, points("85"));
    EXPECT_FALSE(page.scorers[1].outlier) << "exactly at the measure is not beyond it";
    EXPECT_EQ(page.scorers[1].median, points("85"));
    EXPECT_FALSE(page.scorers[1].few);
    EXPECT_EQ(page.teams.size(), 1u);
    EXPECT_EQ(page.outlying.size(), 24u) << "those of 80 and of 100";
    ListAppraisals query;
    query.kind = RecordKind::weekly;
    query.scorer = supervisor;
    EXPECT_EQ(behind(query), page.scorers[1].records);
    query.scorer.reset();
    query.department = centre;
    EXPECT_EQ(behind(query), page.teams[0].records);
}

TEST_P(Pictures, MarkFewRecordsAndJudgeThemNot) {
    begin("2026-06-01");
    at("2026-06-02 10:00");
    ScoreAppraisal s;
    const auto id = planned(RecordKind::month, officer);
    s.marks = {mark(id, "professional", "14", "按标准")};
    ASSERT_TRUE(score(manager, id, s));
    ASSERT_TRUE(score(director, planned(RecordKind::month, manager)));
    const auto page = look();
    ASSERT_EQ(page.scorers.size(), 2u);
    for (const auto& one : page.scorers) {
        EXPECT_TRUE(one.few);
        EXPECT_FALSE(one.outlier);
    }
    EXPECT_FALSE(look(RecordKind::year_end).all);
}

TEST_P(Pictures, AreForWhoeverMaySeeAppraisals) {
    EXPECT_EQ(ask(as(officer), site, calibrate, {}).error().code, "not-permitted");
    EXPECT_EQ(ask(as(supervisor), site, calibrate, {}).error().code, "not-permitted");
    EXPECT_EQ(ask(as(officer), site, open_deductions, {{}, {}, {}, colleague, {}}).error().code, "appraisal.not-found");
    EXPECT_TRUE(ask(as(officer), site, open_deductions, {}));
}

TEST_P(Pictures, SayWhatIsDeductedByItemAndByClause) {  // A4.7
    many_weeks();
    const auto all = ask(as(manager), site, open_deductions, {RecordKind::weekly, on("2026-01-01"), on("2027-01-01"), {}, {}}).value();
    ASSERT_EQ(all.items.size(), 3u);
    EXPECT_EQ(all.items[0].key, "excellence");
    EXPECT_EQ(all.items[0].points, points("264"));
    EXPECT_EQ(all.items[0].records, 24);
    EXPECT_EQ(all.records, 24);
    std::map<std::string, std::int64_t> by_clause;
    for (const auto& c : all.clauses) by_clause[c.clause] = c.records;
    EXPECT_EQ(by_clause, (std::map<std::string, std::int64_t>{{"A4.7", 12}, {"F1", 24}})) << "smile and excellence are F1's, the records are the standard's";
    ListAppraisals query;
    query.kind = RecordKind::weekly;
    query.item = "excellence";
    EXPECT_EQ(behind(query), 24);
    query.item = "smile";
    EXPECT_EQ(behind(query), 12);
    query.item.reset();
    for (const auto& [clause, records] : by_clause) {
        query.clause = clause;
        EXPECT_EQ(behind(query), records) << clause;
    }
    EXPECT_EQ(ask(as(officer), site, open_deductions, {RecordKind::weekly, on("2026-01-01"), on("2027-01-01"), {}, {}}).value().records, 12) << "one's own";
}

TEST(TheListOfAppraisals, IsOnesOwnWhereNothingIsAsked) {
    work::Routes routes;
    add_routes(routes);
    const auto route = std::ranges::find(routes.all(), "list_appraisals", &work::Route::operation);
    ASSERT_NE(route, routes.all().end());
    EXPECT_TRUE(route->read(work::Parsed{}));
    EXPECT_EQ(ListAppraisals{}.show, AppraisalShow::mine);
    work::Parsed backwards;
    backwards.parameters = {{"from", "2026-02-01"}, {"until", "2026-01-01"}};
    EXPECT_EQ(route->read(backwards).error().fields.front().field, "until");
}

}  // namespace
}  // namespace huiyin::appraisal
