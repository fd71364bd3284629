// The arithmetic of the appraisal (A4.5.3, A4.6, A4.7, A4.7b, A4.8, A4.9): exact, one rounding, checked by another way of counting.
#include "appraisal/scoring.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace huiyin::appraisal {
namespace {

Points points(const char* text) { return *Points::parse(text); }
const AspectPoints handbook{points("20"), points("20"), points("30"), points("30")};

std::vector<CriteriaItem> a_sheet() {
    return {{"ideology", "", Aspect::conduct, points("12.5"), ""},  {"attitude", "", Aspect::conduct, points("7.5"), ""},
            {"attendance", "", Aspect::diligence, points("20"), ""}, {"", "英语接待", Aspect::ability, points("30"), ""},
            {"work_result", "", Aspect::achievement, points("27"), ""}, {"other", "", Aspect::achievement, points("3"), "A4.7b"}};
}
Bonus bonus(const char* text, bool decided = true) { return {points(text), points("1"), points("10"), decided}; }
const Bonus none{{}, points("1"), points("10"), false};

TEST(ASheet, SumsToTwentyTwentyThirtyThirty) {
    EXPECT_FALSE(why_not_a_sheet(a_sheet(), handbook));
    auto wrong = a_sheet();
    wrong[1].points = points("8");
    const auto no = why_not_a_sheet(wrong, handbook);
    ASSERT_TRUE(no);
    EXPECT_EQ(no->code, "criteria.does-not-sum");
    EXPECT_EQ(no->clause, "A4.5.3");
    EXPECT_EQ(no->fields, (std::vector<FieldError>{{"aspects.conduct", "does-not-sum"}}));
    EXPECT_EQ(no->details.at("sums").at("conduct").as_string(), "20.5 / 20") << "the fix is said in figures";
}
TEST(ASheet, HasExactlyOneRowForWhatNoProcedureCovers) {
    auto without = a_sheet();
    without.back().key = "result";
    const auto no = why_not_a_sheet(without, handbook);
    ASSERT_TRUE(no);
    EXPECT_EQ(no->clause, "A4.7b");
}
TEST(ASheet, SaysEveryWrongFieldAtOnce) {
    auto wrong = a_sheet();
    wrong[0].points = points("-1");
    wrong[3].name = " ";
    const auto no = why_not_a_sheet(wrong, handbook);
    ASSERT_TRUE(no);
    EXPECT_EQ(no->fields.size(), 3u) << "a negative item, a nameless one, and the sum that follows";
}

TEST(AMonth, IsScoredFromFullMarksByDeduction) {
    const auto scored = score_of(a_sheet(), {{0, points("0.5"), false}, {0, points("1.25"), false}, {3, points("4"), false}}, none);
    ASSERT_TRUE(scored);
    EXPECT_EQ(scored->items[0].left, points("10.75"));
    EXPECT_EQ(scored->ordinary, points("94.25"));
    EXPECT_EQ(scored->total, points("94.25"));
}
TEST(AMonth, TakesNoMoreThanTheItemHasEvenInSeveralMarks) {
    const auto one = score_of(a_sheet(), {{1, points("7.51"), false}}, none);
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().code, "appraisal.more-than-item");
    EXPECT_EQ(one.error().clause, "A4.7");
    const auto two = score_of(a_sheet(), {{1, points("4"), false}, {1, points("4"), false}}, none);
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error().fields.front().field, "marks.1.points");
    EXPECT_TRUE(score_of(a_sheet(), {{1, points("4"), false}, {1, points("3.5"), false}}, none));
    EXPECT_EQ(score_of(a_sheet(), {{9, points("1"), false}}, none).error().fields.front().code, "unknown-value");
    EXPECT_EQ(score_of(a_sheet(), {{1, points("0"), false}}, none).error().fields.front().code, "out-of-range");
}
TEST(AMonth, LosesTheWholeItemToPunishableConduct) {
    const auto scored = score_of(a_sheet(), {{2, points("1"), true}, {2, points("3"), false}}, none);
    ASSERT_TRUE(scored);
    EXPECT_EQ(scored->items[2].left, points("0")) << "A4.9";
    EXPECT_EQ(scored->total, points("80"));
}
TEST(ACommendation, AddsOneToTenAfterTheScoreAndMayGoOverAHundred) {
    EXPECT_EQ(score_of(a_sheet(), {{3, points("2"), false}}, bonus("10"))->total, points("108")) << "A4.8";
    EXPECT_EQ(score_of(a_sheet(), {}, bonus("1"))->total, points("101"));
    for (const auto* wrong : {"0.99", "10.01", "11", "-1"}) {
        const auto no = score_of(a_sheet(), {}, bonus(wrong));
        ASSERT_FALSE(no) << wrong;
        EXPECT_EQ(no.error().code, "appraisal.bonus-out-of-range");
        EXPECT_EQ(no.error().clause, "A4.8");
    }
    EXPECT_FALSE(score_of(a_sheet(), {}, bonus("0"))) << "a commendation of nothing";
    EXPECT_EQ(score_of(a_sheet(), {}, bonus("3", false)).error().code, "appraisal.bonus-needs-decision");
}

std::optional<Year> year(const std::vector<Counted>& inspections, const std::vector<Counted>& months, const char* year_end) {
    return year_of(mean_of(inspections), mean_of(months), mean_of({{1, points(year_end)}}), {20, 30, 50}, 2, points("100"));
}

TEST(AYear, GivesTheReferenceValue) {
    const auto y = year({{1, points("92")}}, {{1, points("95")}}, "90");
    ASSERT_TRUE(y);
    EXPECT_EQ(y->rounded.text(), "91.9") << "A4.6";
    EXPECT_EQ(fraction_text(y->total), "919/10");
    EXPECT_FALSE(y->excellent);
}
TEST(AYear, RoundsOnceAtTheEnd) {
    // Means of thirds: rounding each on the way would give 90.01.
    const auto y = year({{1, points("90.01")}, {1, points("90.01")}, {1, points("90")}}, {{1, points("90")}, {1, points("90")}, {1, points("90.01")}}, "90");
    ASSERT_TRUE(y);
    EXPECT_EQ(fraction_text(y->total), "270007/3000");
    EXPECT_EQ(y->rounded.text(), "90");
    EXPECT_EQ(rounded(Exact(90005, 1000), 2).text(), "90.01") << "half goes up";
    EXPECT_EQ(rounded(Exact(90004, 1000), 2).text(), "90");
    EXPECT_EQ(rounded(Exact(905, 10), 0).text(), "91");
}
TEST(AYear, OverAHundredIsAnAwardByTheExactTotal) {
    EXPECT_TRUE(year({{1, points("100")}}, {{1, points("100.01")}}, "100")->excellent) << "100.003 is over a hundred though it rounds to it";
    EXPECT_EQ(year({{1, points("100")}}, {{1, points("100.01")}}, "100")->rounded.text(), "100");
    EXPECT_FALSE(year({{1, points("100")}}, {{1, points("100")}}, "100")->excellent);
    EXPECT_EQ(year({{1, points("100")}}, {{1, points("110")}}, "100")->rounded.text(), "103") << "a month over 100 goes in as it is";
}
TEST(AYear, CountsOnlyWhatIsThere) {
    EXPECT_FALSE(year_of(mean_of({{1, points("90")}}), mean_of({}), mean_of({}), {20, 30, 50}, 2, points("100"))) << "no year-end appraisal, no total";
    // Who came in December has no inspection: its weight goes to the others, 30 : 50.
    const auto y = year({}, {{12, points("96")}}, "88");
    ASSERT_TRUE(y);
    EXPECT_EQ(y->divisor, 80);
    EXPECT_EQ(y->rounded.text(), "91");
    // A month away altogether weighs nothing; half a month weighs its days.
    EXPECT_EQ(mean_of({{0, points("10")}, {10, points("90")}, {20, points("96")}}).value(), 94);
}

// Another way of counting: everything over one common denominator, in whole numbers, no fractions at all.
struct Other {
    __extension__ typedef __int128 Wide;
    Wide numerator = 0, denominator = 1;
    std::int64_t hundredths = 0;
};
Other other_way(const std::vector<Counted>& inspections, const std::vector<Counted>& months, Points year_end) {
    const auto sum = [](const std::vector<Counted>& rows) {
        Other::Wide weighted = 0, weight = 0;
        for (const auto& r : rows) weighted += static_cast<Other::Wide>(r.weight) * r.score.hundredths, weight += r.weight;
        return std::pair{weighted, weight};
    };
    const auto [wi, ni] = sum(inspections);
    const auto [wm, nm] = sum(months);
    Other o;
    Other::Wide percent = 50;
    const Other::Wide di = ni ? ni : 1, dm = nm ? nm : 1;
    o.numerator = 50 * static_cast<Other::Wide>(year_end.hundredths) * di * dm;
    if (ni) o.numerator += 20 * wi * dm, percent += 20;
    if (nm) o.numerator += 30 * wm * di, percent += 30;
    o.denominator = percent * di * dm;  // the quotient is in hundredths
    o.hundredths = static_cast<std::int64_t>((2 * o.numerator + o.denominator) / (2 * o.denominator));
    return o;
}

TEST(AYear, AgreesWithAnotherWayOfCountingInTenThousandRandomYears) {
    std::mt19937_64 random(20261231);
    const auto between = [&](std::int64_t least, std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(least, most)(random); };
    for (int i = 0; i < 10'000; ++i) {
        std::vector<Counted> inspections, months;
        for (auto n = between(0, 70); n > 0; --n) inspections.push_back({between(1, 2), {between(0, 10000)}});
        for (auto n = between(0, 12); n > 0; --n) months.push_back({between(0, 23), {between(0, 11000)}});
        const Points end{between(0, 11000)};
        const auto y = year_of(mean_of(inspections), mean_of(months), mean_of({{1, end}}), {20, 30, 50}, 2, points("100"));
        ASSERT_TRUE(y);
        const auto o = other_way(inspections, months, end);
        ASSERT_EQ(y->rounded.hundredths, o.hundredths) << "year " << i;
        ASSERT_EQ(y->excellent, o.numerator > 10000 * o.denominator) << "year " << i;
        // In any order the same digits.
        std::ranges::shuffle(inspections, random);
        std::ranges::shuffle(months, random);
        ASSERT_EQ(year_of(mean_of(inspections), mean_of(months), mean_of({{1, end}}), {20, 30, 50}, 2, points("100"))->total, y->total);
    }
}

}  // namespace
}  // namespace huiyin::appraisal
