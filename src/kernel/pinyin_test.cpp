// Pinyin initials: a clerk types what they hear, surnames first.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/surnames.hpp"
#include "kernel/text.hpp"

namespace huiyin::text {
namespace {

using Readings = std::vector<std::string>;

std::string first(std::string_view name) {
    const auto all = initials(name);
    return all.empty() ? std::string{} : all[0];
}
bool reads(std::string_view name, std::string_view letters) {
    const auto all = initials(name);
    return std::ranges::find(all, letters) != all.end();
}

TEST(Initials, AreOneLetterForEachCharacter) {
    EXPECT_EQ(initials("李文博"), (Readings{"lwb"}));
    EXPECT_EQ(initials("欧阳敏"), (Readings{"oym"}));
    EXPECT_EQ(initials("物业公司"), (Readings{"wygs"}));
}

TEST(Initials, ReadTraditionalNamesLikeSimplifiedOnes) {
    EXPECT_EQ(initials("歐陽敏"), initials("欧阳敏"));
    EXPECT_EQ(initials("單長樂"), initials("单长乐"));
    EXPECT_TRUE(reads("李乾", "lq"));  // though 乾 folds to 干
}

TEST(Initials, ReadSurnamesAsSurnames) {
    const std::pair<const char*, const char*> surnames[] = {
        {"曾", "z"}, {"单", "s"}, {"解", "x"}, {"仇", "q"}, {"区", "o"}, {"查", "z"},
        {"朴", "p"}, {"翟", "z"}, {"盖", "g"}, {"缪", "m"}, {"乐", "y"}, {"覃", "q"},
        {"员", "y"}, {"逄", "p"}, {"冼", "x"}, {"纪", "j"}, {"任", "r"}, {"华", "h"},
        {"燕", "y"}, {"黑", "h"}, {"折", "s"}, {"种", "c"}, {"秘", "b"}, {"召", "s"},
        {"沈", "s"}, {"石", "s"}, {"车", "c"}, {"叶", "y"}, {"贾", "j"}, {"葛", "g"},
        {"瞿", "q"}, {"王", "w"}, {"张", "z"}, {"陈", "c"}, {"吕", "l"}, {"欧", "o"}};
    for (const auto& [surname, letter] : surnames)
        EXPECT_EQ(first(std::string(surname) + "敏"), std::string(letter) + "m") << surname;
    for (const auto& [name, letters] : {std::pair{"尉迟恭", "ycg"},
                                        {"万俟敏", "mqm"},
                                        {"令狐冲", "lhc"},
                                        {"长孙敏", "zsm"},
                                        {"澹台敏", "ttm"}})
        EXPECT_EQ(first(name), letters) << name;
    EXPECT_EQ(first("尉敏"), "wm");
}

TEST(Initials, GiveEveryPlausibleReadingAndAtMostEight) {
    const auto of_two = initials("曾单");
    ASSERT_GE(of_two.size(), 2U);
    EXPECT_EQ(of_two[0], "zs");
    EXPECT_EQ(of_two[1], "cd");
    EXPECT_TRUE(reads("李长乐", "lcl"));
    EXPECT_TRUE(reads("李长乐", "lzy"));
    EXPECT_TRUE(reads("乐行", "yx"));
    EXPECT_TRUE(reads("乐行", "lh"));
    EXPECT_TRUE(reads("王朝", "wc"));
    EXPECT_TRUE(reads("王朝", "wz"));
    EXPECT_TRUE(reads("重庆", "cq"));
    EXPECT_TRUE(reads("覃敏", "tm"));
    EXPECT_EQ(initials("长长长长长长长长长长").size(), 8U);
    EXPECT_FALSE(reads("李文博", "lwp"));
}

TEST(Initials, KeepLettersAndDigitsAndPassOverTheRest) {
    EXPECT_EQ(initials("Anna Lee 2"), (Readings{"annalee2"}));
    EXPECT_EQ(initials("ＡＢ·李"), (Readings{"abl"}));
    EXPECT_EQ(initials("阿卜杜·买买提")[0], "abdmmt");
    EXPECT_TRUE(initials("").empty());
    EXPECT_TRUE(initials("··").empty());
}

TEST(Initials, ReadRareCharactersAndSurviveUnknownOnes) {
    EXPECT_EQ(initials("𠮷田"), (Readings{"jt"}));
    EXPECT_EQ(initials("㐂敏"), (Readings{"xm"}));
    EXPECT_EQ(initials("李\U00031350敏"), (Readings{"lm"}));
    EXPECT_EQ(initials("李\xFF敏"), (Readings{"lm"}));
}

TEST(ASurname, HasTwoCharactersOnlyIfANameFollows) {
    EXPECT_EQ(surname_length(U"欧阳敏"), 2U);
    EXPECT_EQ(surname_length(U"歐陽敏"), 2U);
    EXPECT_EQ(surname_length(U"欧阳"), 1U);
    EXPECT_EQ(surname_length(U"李文博"), 1U);
    EXPECT_EQ(surname_length(U""), 0U);
}

}  // namespace
}  // namespace huiyin::text
