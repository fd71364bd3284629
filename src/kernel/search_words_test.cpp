// What is indexed and what is asked for must meet: bigrams, single characters, words, phone tails.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/text.hpp"

namespace huiyin::text {
namespace {

using Words = std::vector<std::string>;

// As an engine would: every part's tokens follow each other in the text's tokens.
bool finds(std::string_view typed, std::string_view text) {
    const auto indexed = tokens(fold(text));
    for (const auto& part : query_parts(typed)) {
        const auto begins = [&](const std::string& token, const std::string& wanted, bool last) {
            return part.prefix && last ? token.starts_with(wanted) : token == wanted;
        };
        bool found = false;
        for (std::size_t at = 0; at + part.phrase.size() <= indexed.size() && !found; ++at) {
            found = true;
            for (std::size_t i = 0; i < part.phrase.size(); ++i)
                found = found && begins(indexed[at + i], part.phrase[i], i + 1 == part.phrase.size());
        }
        if (!found) return false;
    }
    return true;
}

TEST(Indexing, CutsHanIntoBigramsAndEndsWithTheLastCharacter) {
    EXPECT_EQ(tokens("水管漏水"), (Words{"水管", "管漏", "漏水", "水"}));
    EXPECT_EQ(tokens("水"), (Words{"水"}));
    EXPECT_EQ(tokens("𠮷田"), (Words{"𠮷田", "田"}));
    EXPECT_EQ(tokens(""), Words{});
    EXPECT_EQ(tokens("，。 !"), Words{});
}

TEST(Indexing, KeepsLettersAndDigitsTogetherAndAddsTails) {
    EXPECT_EQ(tokens("3-1202室"), (Words{"3", "1202", "#1202", "室"}));
    EXPECT_EQ(tokens("ts20261123-0001"),
              (Words{"ts20261123", "#1123", "#61123", "#261123", "#0261123", "#20261123", "0001", "#0001"}));
    EXPECT_EQ(tokens("abc"), (Words{"abc"}));
    EXPECT_EQ(tokens("13912345513").size(), 1U + 8U);
}

TEST(Indexing, DoesNotLetAnEndlessNumberOrWordGrow) {
    const auto of_digits = tokens(std::string(5000, '7'));
    EXPECT_EQ(of_digits.size(), 1U + 17U);
    EXPECT_EQ(of_digits[0].size(), 64U);
    EXPECT_EQ(tokens(std::string(5000, 'x')), (Words{std::string(64, 'x')}));
    EXPECT_TRUE(finds(std::string(5000, 'x'), std::string(5000, 'x')));
}

TEST(Asking, FindsWordsOfOneTwoAndMoreCharactersInEitherScript) {
    const auto* text = "三樓水管漏水，已換新接頭";
    for (const auto* typed : {"水", "漏", "头", "漏水", "水管漏水", "接头", "换新", "三楼 漏水", "接头 水管"})
        EXPECT_TRUE(finds(typed, text)) << typed;
    for (const auto* typed : {"电", "水漏", "漏水了", "管水", "三楼 漏电"})
        EXPECT_FALSE(finds(typed, text)) << typed;
}

TEST(Asking, FindsPhoneTailsRoomsAndNumbersByTheirParts) {
    const auto* text = "3栋1204 电话13912345513 TS20261123-0001";
    for (const auto* typed : {"5513", "2345513", "13912345513", "1204", "3栋1204", "120", "ts2026",
                              "TS20261123-0001", "20261123"})
        EXPECT_TRUE(finds(typed, text)) << typed;
    for (const auto* typed : {"5514", "3912", "204", "1203", "ts2025"})
        EXPECT_FALSE(finds(typed, text)) << typed;
}

TEST(Asking, MakesOnePartOfEachRun) {
    const auto parts = query_parts(" 漏水 5513 ab 水");
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[0].phrase, (Words{"漏水"}));
    EXPECT_FALSE(parts[0].prefix);
    EXPECT_EQ(parts[1].phrase, (Words{"#5513"}));
    EXPECT_EQ(parts[1].folded, "5513");
    EXPECT_FALSE(parts[1].prefix);
    EXPECT_EQ(parts[2].phrase, (Words{"ab"}));
    EXPECT_TRUE(parts[2].prefix);
    EXPECT_EQ(parts[3].phrase, (Words{"水"}));
    EXPECT_TRUE(parts[3].prefix);
    EXPECT_TRUE(query_parts(" 。?*\"").empty());
}

}  // namespace
}  // namespace huiyin::text
