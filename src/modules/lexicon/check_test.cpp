// The lexicon against sentences: what it finds, where, and what it leaves alone (F5.1).
#include <algorithm>
#include <chrono>
#include <fstream>

#include "kernel/text.hpp"
#include "pattern.hpp"
#include "test_office.hpp"

namespace huiyin::lexicon {
namespace {

std::string found(std::string_view text) {
    std::string out;
    for (const auto& hit : check(shipped(), text)) out += (out.empty() ? "" : " ") + hit.key + "[" + std::to_string(hit.begin) + "," + std::to_string(hit.end) + ")";
    return out;
}

std::vector<std::string> sentences(const char* name) {
    std::ifstream in(std::string(HUIYIN_SOURCE_DIR) + "/tests/lexicon/" + name, std::ios::binary);
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.front() != '#') all.push_back(line);
    return all;
}

TEST(TheLexicon, TripsOnEverySentenceOfTheFirstCorpus) {
    const auto all = sentences("must_trip.txt");
    EXPECT_GE(all.size(), 300u);
    for (const auto& sentence : all) EXPECT_FALSE(check(shipped(), sentence).empty()) << sentence;
}

TEST(TheLexicon, LeavesEverySentenceOfTheSecondCorpusAlone) {
    const auto all = sentences("must_pass.txt");
    EXPECT_GE(all.size(), 300u);
    for (const auto& sentence : all) EXPECT_EQ(found(sentence), "") << sentence;
}

// Written once and never tuned to: docs/lexicon.md says how many of them are found.
TEST(TheLexicon, FindsSomeOfWhatNobodyThoughtOf) {
    const auto all = sentences("unseen.txt");
    EXPECT_EQ(all.size(), 85u);
    EXPECT_GE(std::ranges::count_if(all, [](const auto& sentence) { return !check(shipped(), sentence).empty(); }), 35);
}

TEST(TheLexicon, OffersNothingThatItWouldItselfForbid) {
    for (const auto& clause : shipped().clauses()) {
        for (const auto& f : clause.forbidden) {
            EXPECT_FALSE(check(shipped(), f.phrase).empty()) << f.key << " does not find its own phrase";
            for (const auto& text : {f.instead.zh_Hans, f.instead.zh_Hant}) EXPECT_EQ(found(text), "") << text;
        }
        if (!clause.guide) continue;
        for (const auto& line : clause.guide->lines)
            for (const auto& text : {line.say.zh_Hans, line.say.zh_Hant, line.why.zh_Hans, line.why.zh_Hant}) EXPECT_EQ(found(text), "") << text;
    }
}

TEST(TheLexicon, SaysWhereAPhraseStandsAsABrowserCounts) {
    EXPECT_EQ(found("您好，我们不管。"), "outside-duty[3,7)");
    EXPECT_EQ(found("𠮷先生，我们 不 管。"), "outside-duty[5,11)") << "a character beyond the first plane counts twice";
    EXPECT_EQ(found("随便，跟我们没关系"), "to-an-opinion[0,2) not-our-system[3,9)");
    const auto hits = check(shipped(), "这個，我們 不　知道。");
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].clause, "F5.1");
    EXPECT_NE(hits[0].found.find("不　知道"), std::string::npos) << "as it stands in the text";
    EXPECT_FALSE(hits[0].situation.en.empty());
    EXPECT_FALSE(hits[0].instead.zh_hant.empty());
}

TEST(TheLexicon, KnowsWhoseWordsTheyAre) {
    EXPECT_EQ(found("业主说不知道楼上是谁"), "");
    EXPECT_NE(found("您好，不知道"), "");
    EXPECT_EQ(found("您反映客服说“我们不管”，我们向您道歉"), "");
    EXPECT_NE(found("我们“不管”，您找别人"), "") << "quotation marks excuse nobody";
    EXPECT_EQ(found("请跟我们联系。没关系，您慢慢说"), "") << "two sentences do not make a phrase";
}

TEST(TheLexicon, NamesTheClauseOfOtherWords) {
    EXPECT_EQ(check(shipped(), "你讲不讲道理啊").at(0).clause, "D18");
    EXPECT_EQ(check(shipped(), "跟我说没用").at(0).clause, "I3.1");
}

TEST(TheLexicon, TakesWhateverIsTyped) {
    EXPECT_EQ(found(""), "");
    EXPECT_EQ(found("   "), "");
    EXPECT_EQ(found("\xff\xfe不知道"), "when-unsure-too[2,5)") << "broken bytes are one character each";
    EXPECT_EQ(found("“「『《\"随便"), "to-an-opinion[5,7)") << "quotations that never close";
}

TEST(TheLexicon, IsQuickEnoughToBeAskedWhileSomebodyTypes) {
    std::string written;
    while (text::length(written) < 8000) written += "您反映的问题我们已经核实，请勿随便停车，照片不清楚，我们不管多晚都会来。";
    (void)check(shipped(), written);
    const auto before = std::chrono::steady_clock::now();
    EXPECT_TRUE(check(shipped(), written).empty());
    const auto took = std::chrono::steady_clock::now() - before;
    EXPECT_LT(took, std::chrono::seconds(2)) << "the figure itself stands in docs/lexicon.md; this only catches a loop gone wrong";
}

TEST(APattern, HasAlternativesAndGapsInsideItsSentence) {
    const auto matches = [](std::string_view pattern, std::string_view text) { return match(fold(text), 0, parse(pattern), false).has_value(); };
    EXPECT_TRUE(matches("没(有|)办法", "没办法"));
    EXPECT_TRUE(matches("没(有|)办法", "沒有 辦法"));
    EXPECT_FALSE(matches("没(有|)办法", "没有了办法"));
    EXPECT_TRUE(matches("您~不知道", "您可能还不知道"));
    EXPECT_FALSE(matches("您~不知道", "您好。不知道"));
    EXPECT_FALSE(matches("您~不知道", "您说的这些事情我们都还不知道")) << "at most eight between";
}

}  // namespace
}  // namespace huiyin::lexicon
