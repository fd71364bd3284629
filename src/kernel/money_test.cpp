// Money and points are read and shown exactly.
#include "kernel/money.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace huiyin {
namespace {

TEST(Money, IsReadToTheFenAndNoFurther) {
    EXPECT_EQ(Money::parse("12.5"), Money{1250});
    EXPECT_EQ(Money::parse("-3"), Money{-300});
    EXPECT_EQ(Money::parse("+0.07"), Money{7});
    EXPECT_EQ(Money::parse("1,200.00"), Money{120'000});
    EXPECT_EQ(Money::parse("1,234,567.89"), Money{123'456'789});
    EXPECT_EQ(Money::parse("92233720368547758.07"), Money{std::numeric_limits<std::int64_t>::max()});
    for (const auto* wrong : {"",
                              "-",
                              ".",
                              "1.",
                              ".5",
                              "1.234",
                              "1,20",
                              "12,00.00",
                              ",100",
                              "1,,000",
                              "1,200,",
                              "1234,567",
                              "1e3",
                              "１",
                              "12元",
                              " 1",
                              "1.-5",
                              "--1",
                              "92233720368547758.08",
                              "99999999999999999999"})
        EXPECT_FALSE(Money::parse(wrong)) << wrong;
}

TEST(Money, ShowsTwoDecimalsAlways) {
    EXPECT_EQ(Money{1250}.text(), "12.50");
    EXPECT_EQ(Money{-5}.text(), "-0.05");
    EXPECT_EQ(Money{0}.text(), "0.00");
    EXPECT_EQ(Money{std::numeric_limits<std::int64_t>::min()}.text(), "-92233720368547758.08");
}

TEST(Points, ShowOnlyTheDecimalsTheyHave) {
    EXPECT_EQ(Points{9190}.text(), "91.9");
    EXPECT_EQ(Points{10'000}.text(), "100");
    EXPECT_EQ(Points{-25}.text(), "-0.25");
    EXPECT_EQ(Points{0}.text(), "0");
}

TEST(Points, AreReadWithoutThousandsSigns) {
    EXPECT_EQ(Points::parse("91.9"), Points{9190});
    EXPECT_EQ(Points::parse("0.25"), Points{25});
    EXPECT_FALSE(Points::parse("1,000"));
    EXPECT_FALSE(Points::parse("91.905"));
}

}  // namespace
}  // namespace huiyin
