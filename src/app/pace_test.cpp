// So many at once, then one after each interval; nobody is held against another, and memory is bounded.
#include "app/pace.hpp"

#include <gtest/gtest.h>

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

TEST(APace, LetsSomeThroughAtOnceAndThenOneAfterAnother) {
    Pace pace(3, 60s);
    const Pace::Time now{1000h};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(pace.take("a", now), 0s);
    EXPECT_EQ(pace.take("a", now), 60s);
    EXPECT_EQ(pace.take("b", now), 0s);
    EXPECT_EQ(pace.take("a", now + 60s), 0s);
    EXPECT_GT(pace.take("a", now + 61s), 0s);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(pace.take("a", now + 1h), 0s);
}
TEST(APace, RemembersNoMoreThanItMust) {
    Pace pace(3, 60s);
    Pace::Time now{1000h};
    for (int i = 0; i < 30'000; ++i) pace.take(std::to_string(i), now);
    EXPECT_LE(pace.remembered(), 20'000u);
    EXPECT_GT(pace.take("newcomer", now), 0s);
    EXPECT_EQ(pace.take("newcomer", now + 2h), 0s);
    EXPECT_LE(pace.remembered(), 2u);
}

}  // namespace
}  // namespace huiyin::app
