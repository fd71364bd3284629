// A paper can be drawn again, and an answer is worth all or nothing (A4.3.2).
#include <gtest/gtest.h>

#include <set>

#include "training/paper.hpp"

namespace huiyin::training {
namespace {

std::vector<Candidate> bank(int singles, int shorts) {
    std::vector<Candidate> all;
    for (int i = 0; i < singles; ++i) all.push_back({{100 + i}, QuestionKind::single});
    for (int i = 0; i < shorts; ++i) all.push_back({{500 + i}, QuestionKind::short_answer});
    return all;
}
PaperRule rule() {
    PaperRule r;
    r.single = 5;
    r.single_points = Points{1000};
    r.short_answer = 2;
    r.short_answer_points = Points{2500};
    r.minutes = 30;
    return r;
}

TEST(APaper, IsTheSameForTheSameSeedWhateverTheOrderOfTheBank) {
    auto b = bank(20, 6);
    const auto first = draw(rule(), b, 42);
    std::ranges::reverse(b);
    EXPECT_EQ(draw(rule(), b, 42), first);
    EXPECT_NE(draw(rule(), b, 43), first);
}

TEST(APaper, AsksNothingTwiceAndSumsToOneHundred) {
    EXPECT_EQ(rule().sum(), Points{10000});
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto paper = draw(rule(), bank(7, 2), seed);
        ASSERT_TRUE(paper);
        std::set<std::int64_t> asked;
        Points sum{};
        for (const auto& q : *paper) {
            asked.insert(q.question.value);
            sum = sum + q.points;
        }
        EXPECT_EQ(asked.size(), 7U);
        EXPECT_EQ(sum, Points{10000});
    }
}

TEST(APaper, ReachesEveryQuestionOfTheBank) {
    std::set<std::int64_t> asked;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        for (const auto& q : *draw(rule(), bank(20, 6), seed)) asked.insert(q.question.value);
    EXPECT_EQ(asked.size(), 26U);
}

TEST(APaper, NeedsABankThatIsLargeEnough) {
    EXPECT_FALSE(draw(rule(), bank(4, 2), 1));
    EXPECT_FALSE(draw(rule(), bank(5, 1), 1));
    EXPECT_TRUE(draw(rule(), bank(5, 2), 1));
}

TEST(AnAnswer, IsWorthEverythingOrNothingInWhateverOrderItWasTicked) {
    EXPECT_EQ(worth(QuestionKind::multiple, {0, 2}, {2, 0}, Points{400}), Points{400});
    EXPECT_EQ(worth(QuestionKind::multiple, {0, 2}, {0}, Points{400}), Points{});
    EXPECT_EQ(worth(QuestionKind::multiple, {0, 2}, {0, 1, 2}, Points{400}), Points{});
    EXPECT_EQ(worth(QuestionKind::single, {1}, {1}, Points{200}), Points{200});
    EXPECT_EQ(worth(QuestionKind::judgement, {0}, {}, Points{200}), Points{});
    EXPECT_FALSE(worth(QuestionKind::short_answer, {}, {}, Points{1000})) << "a person marks it";
}

TEST(AnOutcome, NeedsEachPartThatTheCourseAsks) {
    const Points pass{8000};
    EXPECT_EQ(outcome_of(true, Points{8000}, false, {}, pass), Outcome::passed);
    EXPECT_EQ(outcome_of(true, Points{7999}, false, {}, pass), Outcome::failed);
    EXPECT_EQ(outcome_of(true, Points{9000}, true, {}, pass), Outcome::pending);
    EXPECT_EQ(outcome_of(true, Points{9000}, true, Points{7000}, pass), Outcome::failed) << "one part does not make up for the other";
    EXPECT_EQ(outcome_of(true, Points{7000}, true, {}, pass), Outcome::failed) << "and the rest need not be asked";
    EXPECT_EQ(outcome_of(false, {}, true, Points{8000}, pass), Outcome::passed);
}

}  // namespace
}  // namespace huiyin::training
