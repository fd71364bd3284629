// Free text without persons (J10).
#include <gtest/gtest.h>

#include "record.hpp"

namespace huiyin::training {
namespace {

TEST(ACase, TellsNoNameNoNumberAndNoRoom) {
    const auto text = without_persons("住户王建国（13812345513）来电，3栋1204厨房漏水，王建国说已报修两次；张女士也可作证，座机0755-26889977。", {"王建国", "13812345513"});
    for (const auto* gone : {"王建国", "138", "5513", "3栋", "1204", "张女士", "26889977"}) EXPECT_EQ(text.find(gone), std::string::npos) << gone << " in " << text;
    for (const auto* kept : {"来电", "厨房漏水", "报修两次", "某户", "某女士"}) EXPECT_NE(text.find(kept), std::string::npos) << kept << " in " << text;
}

TEST(ACase, KeepsWhatSaysNothingOfAPerson) {
    for (const auto* plain : {"三天内答复，超过24小时未修复。", "2026年6月1日上午9点电梯停运30分钟", "收费标准为每月2.8元", "第3次来电"})
        EXPECT_EQ(without_persons(plain, {}), plain);
}

TEST(ACase, HidesNumbersOfIdentityWhole) {
    const auto text = without_persons("身份证11010519491231002X，卡号6222 0200 1234 5678", {});
    EXPECT_FALSE(has_numbers_of_persons(text)) << text;
    EXPECT_EQ(text.find("002X"), std::string::npos);
}

TEST(WhatIsStillPersonal, IsFoundByItsDigits) {
    EXPECT_TRUE(has_numbers_of_persons("请回电 138-1234-5513"));
    EXPECT_FALSE(has_numbers_of_persons("2026年6月1日"));
}

}  // namespace
}  // namespace huiyin::training
