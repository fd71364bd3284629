// Folding: the same word in either script, width and case becomes the same text; nothing breaks it.
#include "kernel/text.hpp"

#include <gtest/gtest.h>
#include <unicode/translit.h>

#include <memory>
#include <random>

#include "kernel/han.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::text {
namespace {

TEST(Folding, MakesOneOfScriptWidthAndCase) {
    EXPECT_EQ(fold("物業管理費"), "物业管理费");
    EXPECT_EQ(fold("ＡＢＣ１２３－ｘ"), "abc123-x");
    EXPECT_EQ(fold("3-1202 Room\u3000A"), "3-1202 room a");
    EXPECT_EQ(fold("㎡ ① ﬁ Ⅳ"), "m2 1 fi iv");
    EXPECT_EQ(fold("甚麼"), fold("什么"));
    EXPECT_EQ(fold("顯著"), fold("显著"));
    EXPECT_EQ(fold("投訴處理單"), fold("投诉处理单"));
    EXPECT_NE(fold("漏水"), fold("漏电"));
}

TEST(Folding, FindsAWordThatEitherSideWritesWithAnotherCharacter) {
    for (const auto& [traditional, simplified] : {std::pair{"計畫", "计划"}, {"規畫", "规划"}, {"工程計畫書", "工程计划书"}, {"設計畫面", "设计画面"},
                                                  {"答覆", "答复"}, {"回覆", "回复"}, {"反覆", "反复"}, {"覆蓋", "覆盖"}, {"帳單", "账单"}, {"對帳", "对账"},
                                                  {"著裝", "着装"}, {"瞭解", "了解"}, {"枱面", "台面"}, {"鉅額", "巨额"}, {"藉口", "借口"}, {"乾淨", "干净"}}) {
        EXPECT_EQ(fold(traditional), fold(simplified)) << traditional;
        EXPECT_EQ(fold(fold(traditional)), fold(traditional));
        // Cut out of a sentence it folds as inside it, so that a search finds it there.
        EXPECT_NE(fold(std::string("请看") + traditional + "说明").find(fold(simplified)), std::string::npos) << traditional;
    }
    EXPECT_NE(fold("份"), fold("分"));
}

TEST(Folding, ComposesMarksAndDropsWhatNobodySees) {
    EXPECT_EQ(fold("cafe\u0301"), fold("CAFÉ"));
    EXPECT_EQ(fold("漏\u200B水\uFEFF"), "漏水");
    EXPECT_EQ(fold("葛\U000E0100城"), "葛城");  // a variation selector chooses a shape, not a character
    EXPECT_EQ(fold("e\u200B\u0301"), "é");
    EXPECT_EQ(fold("H\u0331"), fold("ẖ"));
}

TEST(Folding, KeepsRareCharacters) {
    EXPECT_EQ(fold("𠮷㐂䶮"), "𠮷㐂䶮");
    EXPECT_EQ(fold("\U0002F800"), "丽");  // a compatibility ideograph folds to its own character
}

TEST(Folding, TurnsMalformedBytesIntoReplacementCharacters) {
    EXPECT_EQ(fold("漏\xFF水"), "漏\uFFFD水");
    EXPECT_EQ(fold("\xE6\xB0"), "\uFFFD");
    EXPECT_TRUE(valid_utf8(fold(std::string_view("\0\xC0\x80\xED\xA0\x80", 6))));
}

TEST(Folding, SaysOfEveryCharacterWhatIcuSaysOfItAlone) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    const std::unique_ptr<icu::Transliterator> icu_says(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, where, error));
    ASSERT_TRUE(U_SUCCESS(error));
    int different = 0;
    for (UChar32 c = 0x3400; c <= 0x9FFF; ++c) {
        icu::UnicodeString text(c);
        icu_says->transliterate(text);
        icu_says->transliterate(text);
        if (static_cast<UChar32>(han::simplified(static_cast<char32_t>(c))) != text.char32At(0)) ++different;
    }
    EXPECT_LE(different, 30);  // the pairs that the tool adds by hand
}

TEST(Folding, ChangesNothingTheSecondTimeAndNeverFallsOver) {
    std::mt19937 random(7);
    const std::string_view pieces[] = {
        "水",     "漏",     "乾",     "薴",     "A",    "ß",        "İ", "ẞ", "ﬁ",          "Å",      "e",
        "\u0301", "\u0331", "\u200B", "\u200D", "각",   "ᄀ",       "ᅡ", "ᆨ", "𠮷",         "㐂",     "１",
        "\u3000", "ﾊ",      "ﾞ",      "\uFDFA", "\xFF", "\xE6\xB0", "Σ", "K", "\U0002F800", "\u0345", "ǅ"};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto n = random() % 8; n > 0; --n) text += pieces[random() % std::size(pieces)];
        const auto once = fold(text);
        EXPECT_TRUE(valid_utf8(once));
        EXPECT_EQ(fold(once), once) << text;
    }
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(random() % 24, ' ');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        const auto once = fold(bytes);
        EXPECT_TRUE(valid_utf8(once));
        EXPECT_EQ(fold(once), once);
        (void)tokens(once);
        (void)query_parts(bytes);
        (void)initials(bytes);
        EXPECT_TRUE(valid_utf8(mask_name(bytes)));
        EXPECT_TRUE(valid_utf8(mask_phone(bytes)));
        EXPECT_TRUE(valid_utf8(mask_id_number(bytes)));
        EXPECT_TRUE(valid_utf8(trim(bytes)));
    }
}

TEST(Utf8, IsValidOnlyInItsShortestFormAndWithoutSurrogates) {
    EXPECT_TRUE(valid_utf8("a水𠮷\u0301"));
    EXPECT_TRUE(valid_utf8(""));
    for (const auto* wrong : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                              "\xF8\x88\x80\x80\x80", "\x80", "\xE6\xB0", "水\xE6"})
        EXPECT_FALSE(valid_utf8(wrong));
}

TEST(Utf8, IsWalkedAndWrittenBackUnchanged) {
    for (char32_t c = 0; c <= 0x10FFFF; c += (c < 0x3000 ? 1 : 37)) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string bytes;
        utf8::append(bytes, c);
        EXPECT_TRUE(valid_utf8(bytes));
        EXPECT_EQ(utf8::characters(bytes), std::u32string(1, c));
    }
}

TEST(Trimming, TakesEveryBlankFromBothEndsAndNoneFromTheMiddle) {
    EXPECT_EQ(trim("\uFEFF \t\u3000水 管\u200B\r\n"), "水 管");
    EXPECT_EQ(trim("水管"), "水管");
    EXPECT_EQ(trim("\u3000\u00A0"), "");
    EXPECT_TRUE(blank("\u3000\u00A0\u200B\n"));
    EXPECT_TRUE(blank(""));
    EXPECT_FALSE(blank(" 。"));
}

TEST(Length, IsCountedInCharacters) {
    EXPECT_EQ(length("a水𠮷"), 3U);
    EXPECT_EQ(length(""), 0U);
    EXPECT_EQ(length("\xFF\xFE"), 2U);
}

}  // namespace
}  // namespace huiyin::text
