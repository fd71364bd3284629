// The shipped handbook: whole, three-languaged, and every example comes true.
#include <gtest/gtest.h>
#include <unicode/translit.h>

#include <algorithm>

#include "kernel/text.hpp"
#include "rulebook/conditions.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"

namespace huiyin::rulebook {
namespace {

const Rulebook& book() {
    static const auto loaded = load(shipped(), vocabulary());
    if (!loaded.rulebook) throw Impossible(show(loaded.problems));
    return *loaded.rulebook;
}

std::vector<std::string> every_id() {
    std::vector<std::string> ids{"A3", "A4.1", "A4.2", "A4.3.1", "A4.3.2", "A4.3.3", "A4.4.1", "A4.4.2", "A4.4.3", "A4.4.4", "A4.4.5",
                                 "A4.5.1", "A4.5.2", "A4.5.3", "A4.6", "A4.7", "A4.7b", "A4.8", "A4.9", "A4.10", "A4.11", "A5"};
    const auto range = [&](const std::string& chapter, int last) {
        for (int i = 1; i <= last; ++i) ids.push_back(chapter + std::to_string(i));
    };
    range("B", 14);
    range("C", 14);
    range("D", 19);
    ids.insert(std::ranges::find(ids, "D2"), "D1.1");
    range("E", 13);
    range("F", 5);
    for (const auto* id : {"F5.1", "F5.2", "F6", "G1", "G2.1", "G2.2", "G2.3", "G4", "G5", "H1", "H2", "H3", "H4", "I1", "I2", "I3.1", "I3.2", "I3.3", "I4"}) ids.push_back(id);
    range("J", 10);
    return ids;
}

TEST(TheShippedRulebook, LoadsWithoutAProblem) {
    const auto loaded = load(shipped(), vocabulary());
    EXPECT_EQ(show(loaded.problems), "");
    ASSERT_TRUE(loaded.rulebook);
    EXPECT_EQ(loaded.rulebook->from(), Day::of(2026, 1, 1));
    EXPECT_TRUE(loaded.rulebook->version().starts_with("2026-01-01+"));
    EXPECT_EQ(loaded.rulebook->version().size(), 19u);
}

TEST(TheShippedRulebook, HasEveryClauseOfTheHandbookInOrder) {
    std::vector<std::string> there;
    for (const auto& clause : book().clauses()) there.push_back(clause.id);
    EXPECT_EQ(there, every_id());
}

// Characters that only Simplified Chinese writes: each turns into another one, and none of its own kind.
std::string only_simplified_in(const std::string& text) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> to_traditional(icu::Transliterator::createInstance("Simplified-Traditional", UTRANS_FORWARD, error));
    const std::unique_ptr<icu::Transliterator> to_simplified(icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
    EXPECT_TRUE(U_SUCCESS(error));
    // Written so in Traditional text too, as the handbook itself does.
    const auto both = icu::UnicodeString::fromUTF8("沉占");
    std::string found;
    const auto letters = icu::UnicodeString::fromUTF8(text);
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        const icu::UnicodeString letter(letters.char32At(i));
        auto traditional = letter, simplified = letter;
        to_traditional->transliterate(traditional);
        to_simplified->transliterate(simplified);
        if (traditional != letter && simplified == letter && both.indexOf(letter) < 0) letter.toUTF8String(found);
    }
    return found;
}

TEST(TheShippedRulebook, SpeaksThreeLanguagesAndItsTraditionalChineseIsTraditional) {
    const auto check = [](const Title& title, const std::string& where) {
        EXPECT_FALSE(text::blank(title.zh_Hans)) << where;
        EXPECT_FALSE(text::blank(title.en)) << where;
        EXPECT_EQ(only_simplified_in(title.zh_Hant), "") << where << ": " << title.zh_Hant;
        EXPECT_EQ(text::length(title.zh_Hans), text::length(title.zh_Hant)) << where << ": " << title.zh_Hant;
    };
    for (const auto& clause : book().clauses()) {
        check(clause.title, clause.id);
        if (!clause.readings.en.empty()) check(clause.readings, clause.id + " reading");
        for (const auto& p : clause.parameters)
            if (!p.readings.en.empty()) check(p.readings, clause.id + " " + p.name);
    }
    EXPECT_NE(only_simplified_in("投诉"), "") << "the check itself must find Simplified characters";
}

TEST(TheShippedRulebook, EnforcesWhatTheProgramKeeps) {
    std::vector<std::string> enforced;
    for (const auto& clause : book().clauses())
        if (clause.enforcement == Enforcement::enforced) enforced.push_back(clause.id);
    EXPECT_EQ(enforced, (std::vector<std::string>{"A3", "A4.1", "A4.2", "A4.3.1", "A4.3.2", "A4.3.3", "A4.4.1", "A4.4.2", "A4.4.3", "A4.4.4", "A4.4.5", "A4.5.1", "A4.5.2", "A4.5.3", "A4.6", "A4.7", "A4.7b", "A4.8", "A4.9", "A4.10", "A4.11", "A5", "B3", "B4", "B5", "B6", "C1", "C3", "C4", "C9", "C11", "D2", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13",
                                                  "D14", "D16", "D17", "D18", "E5", "E6", "F1", "F3", "F4", "F5", "F5.1", "F6", "I3.1", "I3.2", "I3.3", "J1", "J2", "J3",
                                                  "J4", "J5", "J6", "J7", "J8", "J9", "J10"}));
}

TEST(TheShippedRulebook, MarksTheLostFollowUpRateOfD10AsUnstatedAtNinetyPercent) {
    const auto& rate = book().at("D10").parameter("follow-up-rate", Day::of(2026, 6, 1));
    EXPECT_TRUE(rate.unstated);
    EXPECT_EQ(rate.value, "90");
    EXPECT_EQ(book().number("D10", "follow-up-rate", Day::of(2026, 6, 1)), 9000);
    EXPECT_THROW(book().at("D10").parameter("follow-up-rate", Day::of(2025, 12, 31)), Impossible);
}

TEST(TheShippedRulebook, ReadsATargetFromItsParameterWhereTheHandbookLostIt) {
    EXPECT_EQ(book().at("D10").target_on(Day::of(2026, 6, 1)), 9000);
    EXPECT_EQ(book().at("D11").target_on(Day::of(2026, 6, 1)), 10000);
    EXPECT_FALSE(book().at("D10").target_on(Day::of(2025, 12, 31))) << "before the parameter was in force";
    EXPECT_FALSE(book().at("D9").target_on(Day::of(2026, 6, 1)));
}

TEST(TheShippedRulebook, WeighsTheAppraisalToTheWhole) {
    const auto& weights = book().at("A4.6").parameter("year-weights", Day::of(2026, 1, 1));
    ASSERT_EQ(weights.shares.size(), 3u);
    EXPECT_EQ(weights.shares[2].points, 50);
    EXPECT_EQ(weights.whole, 100);
    EXPECT_EQ(book().at("A4.5.3").parameter("aspect-points", Day::of(2026, 1, 1)).value, "20/20/30/30");
}

TEST(TheShippedRulebook, GivesB5TheCountAndTheTimeFromItsParameters) {
    const auto& hand_overs = book().at("B5").obligations[0];
    EXPECT_EQ(hand_overs.opens.nth, 2);
    EXPECT_EQ(hand_overs.within.days, 1);
    EXPECT_EQ(hand_overs.within_parameter, "take-in-hand-within");
    EXPECT_EQ(book().at("D16").obligations[0].within.days, 3);
}

TEST(TheShippedRulebook, HearsEachEventInEveryClauseThatAwaitsIt) {
    const auto heard = [](std::string_view event) {
        std::set<std::string> clauses;
        for (const auto& hit : book().heard(event)) clauses.insert(hit.clause->id);
        return clauses;
    };
    EXPECT_EQ(heard("complaint.recorded"), (std::set<std::string>{"B5", "C4", "D4", "D16", "I3.2", "I3.3"}));
    EXPECT_EQ(heard("complaint.closed"), (std::set<std::string>{"D11", "D16"}));
    EXPECT_EQ(heard("follow_up.reached"), (std::set<std::string>{"D10", "D11"}));
    EXPECT_TRUE(heard("nothing.of_the_kind").empty());
}

TEST(Conditions, AreMetWhenEveryFactEqualsOneOfItsValues) {
    const Conditions when{{"kind", {"complaint", "violation"}}, {"about", {"office"}}};
    EXPECT_TRUE(matches(when, {{"kind", "violation"}, {"about", "office"}, {"severity", "slight"}}));
    EXPECT_FALSE(matches(when, {{"kind", "enquiry"}, {"about", "office"}}));
    EXPECT_FALSE(matches(when, {{"kind", "complaint"}}));
    EXPECT_FALSE(matches(when, {{"kind", "complaint"}, {"about", nullptr}}));
    EXPECT_TRUE(matches({}, {}));
    EXPECT_TRUE(matches({{"level", {"3"}}, {"late", {"true"}}}, {{"level", 3}, {"late", true}}));
}

}  // namespace
}  // namespace huiyin::rulebook
