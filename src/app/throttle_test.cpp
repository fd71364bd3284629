// Slowing down whoever guesses.
#include "app/throttle.hpp"

#include <gtest/gtest.h>

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

TEST(GuessingPasswords, TakesLongerEachTimeAfterFive) {
    Throttle throttle(5);
    Throttle::Time now{1000h};
    for (int i = 0; i < 4; ++i) throttle.failed("lin", now);
    EXPECT_EQ(throttle.wait("lin", now), 0s);
    throttle.failed("lin", now);
    EXPECT_EQ(throttle.wait("lin", now), 1s);
    throttle.failed("lin", now);
    EXPECT_EQ(throttle.wait("lin", now), 2s);
    EXPECT_EQ(throttle.wait("lin", now + 2s), 0s);
    for (int i = 0; i < 40; ++i) throttle.failed("lin", now);
    EXPECT_LE(throttle.wait("lin", now), 15min);
    EXPECT_GE(throttle.wait("lin", now), 14min);
}

TEST(GuessingPasswords, IsHeldAgainstNobodyElse) {
    Throttle throttle(1);
    Throttle::Time now{1000h};
    throttle.failed("lin", now);
    EXPECT_GT(throttle.wait("lin", now), 0s);
    EXPECT_EQ(throttle.wait("zhou", now), 0s);
}

TEST(GuessingPasswords, IsForgottenAfterSuccessOrAnHour) {
    Throttle throttle(2);
    Throttle::Time now{1000h};
    throttle.failed("lin", now);
    throttle.succeeded("lin");
    throttle.failed("lin", now);
    EXPECT_EQ(throttle.wait("lin", now), 0s);
    throttle.failed("lin", now + 2h);
    EXPECT_EQ(throttle.wait("lin", now + 2h), 0s);
}

}  // namespace
}  // namespace huiyin::app
