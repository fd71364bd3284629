// What stands on the four records and in their workbooks (A4.6, A4.7, A5): the rows again, every step with its numbers, sums that
// another program computes to the same digits.
#include "appraisal/records.hpp"
#include "support/workbook.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Papers : Appraisal {
    std::optional<work::FormContent> content(StaffId who, work::FormSource source, std::int64_t subject) {
        const auto actor = as(who);
        return read([&](store::Tx& tx) {
            auto reading = reading_as(tx, actor);
            return source(reading, subject);
        });
    }
    // Written, unzipped and computed again.
    support::Workbook book(const work::FormContent& c, sheets::Book (*make)(const boost::json::object&, const boost::json::object&, const words::Words&)) {
        auto made = make(c.fields, c.personal, words::Words("zh-Hans"));
        made.top = {{sheets::title("统计")}, {sheets::text("")}, {sheets::text("")}};
        return support::Workbook(sheets::write(made));
    }
    static std::string said(const boost::json::value& v) { return v.is_string() ? std::string(v.as_string()) : boost::json::serialize(v); }
    static std::string step(const work::FormContent& c, std::string_view name) {
        for (const auto& row : c.fields.at("year_steps").as_array())
            if (row.at("year_step").as_string() == name) return said(row.at("working")) + " = " + said(row.at("result"));
        return "";
    }
    AppraisalId a_signed_year() {
        const auto take = [&](RecordKind kind, StaffId who, const char* key, const char* taken, int away = 0) {
            const auto id = planned(kind, officer);
            ScoreAppraisal s;
            s.marks = {mark(id, key, taken, "按标准")};
            s.days_away = away;
            EXPECT_TRUE(score(who, id, s));
        };
        begin("2026-06-01");
        at("2026-06-02 10:00");
        take(RecordKind::weekly, supervisor, "excellence", "8");
        take(RecordKind::monthly, supervisor, "excellence", "8");
        take(RecordKind::month, manager, "professional", "5", 10);
        begin("2027-01-01");
        at("2027-01-05 10:00");
        take(RecordKind::year_end, manager, "professional", "10");
        take(RecordKind::month, manager, "professional", "5");
        EXPECT_TRUE(run(as(manager), site, sign_year, {2026, officer}));
        return ask(as(manager), site, open_year, {2026, officer}).value().versions.at(0).id;
    }
};
ON_EACH_ENGINE(Papers);

TEST_P(Papers, SayAMonthAsItWasSigned) {  // A4.7, A5
    a_scored_month();
    const auto id = scored(RecordKind::month, officer);
    const auto c = content(officer, month_content, id.value);
    ASSERT_TRUE(c) << "one's own record";
    EXPECT_EQ(said(c->fields.at("appraised")), "林晓芸");
    EXPECT_EQ(said(c->fields.at("appraisal_period")), "2026-05");
    EXPECT_EQ(said(c->fields.at("month_score")), "96.5");
    EXPECT_EQ(c->fields.at("criteria").as_array().size(), 17u);
    EXPECT_EQ(c->fields.at("deductions").as_array().size(), 2u);
    EXPECT_EQ(said(c->personal.at("deductions").as_array()[0].at("deduction_reason")), "与𠮷先生争执") << "what was said about a person goes with the personal part";
    EXPECT_EQ(said(c->fields.at("record_digest")), open(manager, id).digest);
    EXPECT_FALSE(content(colleague, month_content, id.value));
    EXPECT_FALSE(content(supervisor, month_content, id.value)) << "the manager scored it";
    EXPECT_TRUE(content(quality, month_content, id.value));
    EXPECT_FALSE(content(manager, month_content, planned(RecordKind::weekly, officer).value)) << "an inspection is none of the four records";

    const auto workbook = book(*c, month_workbook);
    EXPECT_EQ(workbook.wrong(), "");
    EXPECT_GE(workbook.formulas(), 17u * 2 + 4);
    EXPECT_NE(workbook.address_of("与𠮷先生争执"), "");
    EXPECT_NE(workbook.address_of("96.5"), "");
}

TEST_P(Papers, CountAPunishableItemWholeInTheWorkbookToo) {  // A4.9
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto id = planned(RecordKind::month, officer);
    ScoreAppraisal s;
    s.marks = {mark(id, "attitude", "1", "顶撞客户"), mark(id, "attitude", "2", "再次顶撞"), mark(id, "records", "1", "")};
    s.marks.pop_back();
    s.marks[0].punishable = true;
    s.marks[0].measure = "记过一次";
    ASSERT_TRUE(score(manager, id, s));
    const auto c = content(manager, month_content, id.value);
    EXPECT_EQ(said(c->fields.at("month_score")), "94");
    EXPECT_EQ(book(*c, month_workbook).wrong(), "");
}

TEST_P(Papers, ShowEveryStepOfTheYearWithItsNumbers) {  // A4.6: 91.9
    const auto id = a_signed_year();
    const auto c = content(officer, year_content, id.value);
    ASSERT_TRUE(c);
    EXPECT_EQ(step(*c, "inspections_sum"), "∑ 2 = 276");
    EXPECT_EQ(step(*c, "inspections_mean"), "276 ÷ 3 = 92");
    EXPECT_EQ(step(*c, "inspections_share"), "92 × 20 = 1840");
    EXPECT_EQ(step(*c, "months_share"), "95 × 30 = 2850");
    EXPECT_EQ(step(*c, "year_end_share"), "90 × 50 = 4500");
    EXPECT_EQ(step(*c, "shares"), "1840 + 2850 + 4500 = 9190");
    EXPECT_EQ(step(*c, "divided"), "9190 ÷ 100 = 919/10 ≈ 91.9");
    EXPECT_EQ(step(*c, "rounded"), "919/10 → 0.00 = 91.9");
    EXPECT_EQ(said(c->fields.at("award")), "none");
    EXPECT_FALSE(content(colleague, year_content, id.value));
    const auto workbook = book(*c, year_workbook);
    EXPECT_EQ(workbook.wrong(), "");
    EXPECT_NE(workbook.address_of("91.9"), "");
}

TEST_P(Papers, OfAYearStayWhenItsRowsAreCorrected) {
    const auto id = a_signed_year();
    const auto before = boost::json::serialize(content(manager, year_content, id.value)->fields);
    CorrectAppraisal c;
    for (const auto& row : list(manager, AppraisalShow::all, RecordKind::year_end).rows)
        if (row.employee == officer) c.id = row.id;
    c.version = open(manager, c.id).version;
    c.reason = "误记";
    ASSERT_TRUE(run(as(manager), site, correct_appraisal, c));
    EXPECT_EQ(boost::json::serialize(content(manager, year_content, id.value)->fields), before);
}

TEST_P(Papers, HoldStatisticsWithLivingSums) {  // A4.7, A5
    a_scored_month();
    const auto made = run(as(manager), site, sign_statistics, {StatisticsSpan::month, on("2026-05-01"), {}});
    ASSERT_TRUE(made);
    EXPECT_FALSE(content(officer, statistics_content, made->id.value));
    EXPECT_FALSE(content(manager, annual_content, made->id.value)) << "it is not the year's sheet";
    const auto c = content(manager, statistics_content, made->id.value);
    ASSERT_TRUE(c);
    const auto workbook = book(*c, statistics_workbook);
    EXPECT_EQ(workbook.wrong(), "");
    const auto row = workbook.address_of("周敏").substr(1);
    EXPECT_EQ(workbook.text("J" + row), "105") << "the row that a person reads";
    EXPECT_EQ(workbook.formula("J" + row), "SUM(D" + row + ":G" + row + ")+I" + row);
    EXPECT_EQ(workbook.address_of("100.3").substr(0, 1), "J");
}

}  // namespace
}  // namespace huiyin::appraisal
