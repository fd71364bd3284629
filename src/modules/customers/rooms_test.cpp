// Every way of typing a room meets the same key.
#include "rooms.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace huiyin::customers {
namespace {

TEST(ARoom, IsTheSameHoweverItIsTyped) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"1204", "1204"},          {"1204室", "1204"},      {"3栋1204", "3-1204"},        {"3棟1204", "3-1204"},
        {"3号楼1204", "3-1204"},   {"3號樓1204室", "3-1204"}, {"3-1204", "3-1204"},       {"3－１２０４", "3-1204"},
        {" 3 1204 ", "3-1204"},    {"3栋2单元1204", "3-2-1204"}, {"3棟2單元1204", "3-2-1204"}, {"3-2-1204", "3-2-1204"},
        {"A座1204", "a-1204"},     {"a-1204", "a-1204"},    {"凤凰阁1204", "凤凰阁-1204"}, {"鳳凰閣 1204", "凤凰阁-1204"},
        {"B12", "b12"},            {"", ""},                 {"——", ""},                  {"栋", ""},
    };
    for (const auto& [typed, key] : table) EXPECT_EQ(room_key(typed), key) << typed;
}

TEST(ARoom, IsFoundByNumberAndByBuildingAndByEntrance) {
    EXPECT_EQ(room_keys("3栋", "2单元", "1204"), (std::vector<std::string>{"1204", "3-1204", "3-2-1204"}));
    EXPECT_EQ(room_keys("3栋", "", "1204"), (std::vector<std::string>{"1204", "3-1204"}));
}

TEST(ARoom, ReadsAsPeopleSayIt) {
    EXPECT_EQ(room_text("3栋", "", "1204"), "3栋1204");
    EXPECT_EQ(room_text("3栋", "2单元", "1204"), "3栋2单元1204");
    EXPECT_EQ(room_text("3", "", "1204"), "3-1204");
    EXPECT_EQ(room_text("3", "2", "1204"), "3-2-1204");
}

TEST(ARoom, StandsInTheOrderOfItsNumber) {
    std::vector<std::string> order{room_order("12栋", "", "101"), room_order("3栋", "", "1204"), room_order("3栋", "", "302"),
                                   room_order("3栋", "2单元", "302")};
    std::ranges::sort(order);
    EXPECT_EQ(order, (std::vector<std::string>{room_order("3栋", "", "302"), room_order("3栋", "", "1204"),
                                               room_order("3栋", "2单元", "302"), room_order("12栋", "", "101")}));
}

}  // namespace
}  // namespace huiyin::customers
