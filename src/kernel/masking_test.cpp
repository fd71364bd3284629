// Masking shows enough to recognise and not enough to use; numbers that cannot be right are refused.
#include <gtest/gtest.h>

#include "kernel/text.hpp"

namespace huiyin::text {
namespace {

TEST(MaskingAPhone, KeepsThreeAndFourOfAMobile) {
    for (const auto* same :
         {"13812345678", "+86 138 1234 5678", "0086-13812345678", "8613812345678", "１３８１２３４５６７８"})
        EXPECT_EQ(mask_phone(same), "138****5678") << same;
    EXPECT_EQ(mask_phone("1064712345678"), "106******5678");
}

TEST(MaskingAPhone, KeepsFourAndTwoOfALandline) {
    EXPECT_EQ(mask_phone("0755-26831234"), "0755******34");
    EXPECT_EQ(mask_phone("010-88881234"), "0108*****34");
    EXPECT_EQ(mask_phone("(0755) 2683 1234"), "0755******34");
}

TEST(MaskingAPhone, HidesAtLeastFourDigitsOfAShortNumber) {
    EXPECT_EQ(mask_phone("26831234"), "26****34");
    EXPECT_EQ(mask_phone("6831234"), "6****34");
    EXPECT_EQ(mask_phone("683123"), "****23");
    EXPECT_EQ(mask_phone("12345"), "****5");
    EXPECT_EQ(mask_phone("8012"), "****");
    EXPECT_EQ(mask_phone("1"), "*");
    EXPECT_EQ(mask_phone("无"), "****");
    EXPECT_EQ(mask_phone(""), "");
}

TEST(MaskingAnIdNumber, KeepsTheFirstAndTheLastCharacter) {
    EXPECT_EQ(mask_id_number("11010519491231002X"), "1****************X");
    EXPECT_EQ(mask_id_number("E12345678"), "E*******8");
    EXPECT_EQ(mask_id_number("12"), "**");
    EXPECT_EQ(mask_id_number(""), "");
}

TEST(MaskingAName, KeepsTheSurname) {
    EXPECT_EQ(mask_name("李文博"), "李**");
    EXPECT_EQ(mask_name("李博"), "李*");
    EXPECT_EQ(mask_name("欧阳敏"), "欧阳*");
    EXPECT_EQ(mask_name("歐陽敏"), "歐陽*");
    EXPECT_EQ(mask_name("欧阳"), "欧*");
    EXPECT_EQ(mask_name("𠮷田"), "𠮷*");
    EXPECT_EQ(mask_name(" 李文博 "), "李**");
    EXPECT_EQ(mask_name("阿卜杜拉·买买提"), "阿***");
    EXPECT_EQ(mask_name("Anna Lee"), "A***");
    EXPECT_EQ(mask_name("李"), "李");
    EXPECT_EQ(mask_name(""), "");
}

TEST(AMobileNumber, HasElevenDigitsOfAKnownSegment) {
    for (const auto* right : {"13812345678", "+8613812345678", "198-1234-5678", "166 1234 5678",
                              "14712345678", "17012345678", "19012345678"})
        EXPECT_TRUE(valid_mobile(right)) << right;
    for (const auto* wrong : {"", "1381234567", "138123456789", "12812345678", "23812345678", "15412345678",
                              "1381234567a", "0755-26831234", "+1 13812345678", "李13812345678"})
        EXPECT_FALSE(valid_mobile(wrong)) << wrong;
}

TEST(APhoneNumber, IsComparedByItsDigits) {
    EXPECT_EQ(normal_phone("+86 138-1234-5678"), "13812345678");
    EXPECT_EQ(normal_phone("0755-26831234"), "075526831234");
    EXPECT_EQ(normal_phone("86123456"), "86123456");  // a local number may begin with 86
    EXPECT_EQ(normal_phone("无"), "");
}

TEST(AnIdNumber, NeedsARealBirthdayAndTheRightCheckCharacter) {
    EXPECT_TRUE(valid_id_number("11010519491231002X"));
    EXPECT_TRUE(valid_id_number("11010519491231002x"));
    EXPECT_TRUE(valid_id_number("440524188001010014"));
    for (const auto* wrong :
         {"110105194912310021", "11010519491331002X", "11010519490229002X", "1101051949123100", "",
          "01010519491231002X", "11010519491231002Y", "1101051949123100２X"})
        EXPECT_FALSE(valid_id_number(wrong)) << wrong;
}

TEST(AnIdNumber, IsWrongIfAnyOneDigitIs) {
    const std::string right = "440524188001010014";
    for (std::size_t i = 0; i < right.size(); ++i)
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto changed = right;
            changed[i] = digit;
            EXPECT_EQ(valid_id_number(changed), changed == right) << changed;
        }
}

}  // namespace
}  // namespace huiyin::text
