// What the loader refuses, and that it names file, line, what and what to do, all at once; and how versions begin.
#include <gtest/gtest.h>

#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"

namespace huiyin::rulebook {
namespace {

embedded::File file(std::string_view path, const std::string& text) { return {path, {text.data(), text.data() + text.size()}}; }

std::vector<Problem> problems_of(const std::string& text, const std::string& overlay = "") {
    std::vector<embedded::File> overlays;
    if (!overlay.empty()) overlays.push_back(file("site.yaml", overlay));
    return load({file("d.yaml", text)}, vocabulary(), overlays).problems;
}

// A clause that is in order; a test changes one line of it.
const std::string sound = R"(- id: D11
  title: { zh-Hans: 三日内回访, zh-Hant: 三日內回訪, en: Call back within three days }
  source: 客戶服務中心工作職責
  mechanism: obligation
  enforcement: enforced
  from: 2026-01-01
  opens: { on: complaint.closed, when: { kind: [complaint, violation] } }
  owes: { post: service-officer, role: responsible, act: follow-up }
  within: { parameter: follow-up-within, time: natural }
  kept_by: { on: follow_up.reached }
  escalate: [ { before: 4h, to: owner }, { after: 0h, to: supervisor } ]
  may_waive: customer-service-manager
  target: { rate: 1.00, per: month }
  parameters:
    - { name: follow-up-within, value: 3, unit: days }
    - { name: shares, value: { a: 40, b: 60 }, sum: 100, unit: points }
  examples:
    - closed on a Tuesday, called back by the end of Friday:
        { at: "2026-03-03 17:30", event: complaint.closed, facts: { kind: complaint }, due: "2026-03-07 00:00" }
)";

std::string with(const std::string& what, const std::string& instead) {
    auto text = sound;
    const auto at = text.find(what);
    if (at == text.npos) throw Impossible("the sound clause has no " + what);
    return text.replace(at, what.size(), instead);
}

TEST(Loading, TakesASoundClause) {
    EXPECT_EQ(show(problems_of(sound)), "");
}

struct Refused {
    const char* name;
    std::string text;
    int line;
    std::string what;  // part of the sentence
};

class LoadingRefuses : public testing::TestWithParam<Refused> {};

TEST_P(LoadingRefuses, WithFileLineWhatAndWhatToDo) {
    const auto& refused = GetParam();
    const auto problems = problems_of(refused.text);
    const auto found = std::ranges::find_if(problems, [&](const Problem& p) { return p.what.contains(refused.what); });
    ASSERT_NE(found, problems.end()) << show(problems);
    EXPECT_EQ(found->file, "d.yaml");
    EXPECT_EQ(found->line, refused.line) << found->what;
    EXPECT_FALSE(found->fix.empty());
    EXPECT_FALSE(load({file("d.yaml", refused.text)}, vocabulary()).rulebook);
}

INSTANTIATE_TEST_SUITE_P(
    Each, LoadingRefuses,
    testing::Values(
        Refused{"AnUnknownKey", with("  target:", "  targets:"), 13, "unknown key \"targets\""},
        Refused{"ATargetInNoParameter", with("target: { rate: 1.00, per: month }", "target: { parameter: nothing, per: month }"), 13, "no parameter \"nothing\""},
        Refused{"ATargetInAnotherUnit", with("target: { rate: 1.00, per: month }", "target: { parameter: follow-up-within, per: month }"), 13, "is in days"},
        Refused{"ATargetTwice", with("target: { rate: 1.00, per: month }", "target: { rate: 1.00, parameter: follow-up-within, per: month }"), 13, "unknown key \"rate\""},
        Refused{"AKeyTwice", with("  target: { rate: 1.00, per: month }", "  mechanism: gate"), 13, "\"mechanism\" twice"},
        Refused{"AnUnknownEvent", with("on: complaint.closed", "on: complaint.shut"), 7, "no event \"complaint.shut\""},
        Refused{"AnUnknownFact", with("{ kind: [", "{ colour: ["), 7, "no fact \"colour\""},
        Refused{"AnUnknownPost", with("post: service-officer", "post: janitor"), 8, "no post \"janitor\""},
        Refused{"AnUnknownAct", with("act: follow-up", "act: forget"), 8, "no act \"forget\""},
        Refused{"AnUnknownRole", with("role: responsible", "role: bystander"), 8, "no role \"bystander\""},
        Refused{"AnUnknownGate", with("  target:", "  gates: complaint.burn\n  target:"), 1, "no gate \"complaint.burn\""},
        Refused{"AnUnknownMechanism", with("mechanism: obligation", "mechanism: magic"), 1, "no mechanism \"magic\""},
        Refused{"AnUnknownEnforcement", with("enforcement: enforced", "enforcement: maybe"), 1, "\"maybe\" is no enforcement"},
        Refused{"ABadDate", with("from: 2026-01-01", "from: 2026-02-30"), 6, "\"2026-02-30\" is not a day"},
        Refused{"NoDate", with("  from: 2026-01-01\n", ""), 1, "from which day"},
        Refused{"ABadId", with("id: D11", "id: Z11"), 1, "\"Z11\" is no clause id"},
        Refused{"AMissingTitleLanguage", with("zh-Hant: 三日內回訪, ", ""), 2, "no \"zh-Hant\""},
        Refused{"AnEmptyTitle", with("en: Call back within three days", "en: \" \""), 2, "\"en\" is empty"},
        Refused{"NoTitle", with("  title: { zh-Hans: 三日内回访, zh-Hant: 三日內回訪, en: Call back within three days }\n", ""), 1, "no \"title\""},
        Refused{"AnUnknownUnit", with("unit: days", "unit: fortnights"), 15, "no unit \"fortnights\""},
        Refused{"AValueThatDoesNotFitItsUnit", with("value: 3,", "value: three,"), 15, "\"three\" cannot be read as days"},
        Refused{"ADeadlineOfNothing", with("value: 3,", "value: 0,"), 1, "less than one"},
        Refused{"AnUnstatedFigureWithoutAReading", with("unit: days", "unit: days, unstated: true"), 15, "nothing says how we read"},
        Refused{"PointsThatDoNotSumUp", with("b: 60", "b: 50"), 16, "sum to 90, not to 100"},
        Refused{"ATableWithoutItsSum", with(" sum: 100,", ""), 16, "does not say what its points sum to"},
        Refused{"AnEnforcedObligationWithoutAnExample", sound.substr(0, sound.find("  examples:")), 1, "has no worked example"},
        Refused{"AnEscalationThatDoesNotAscend", with("before: 4h", "after: 4h"), 11, "does not ascend"},
        Refused{"AStepWithoutItsTime", with("{ before: 4h, to: owner }", "{ to: owner }"), 11, "either \"before\" or \"after\""},
        Refused{"AStepWithAStrangeSpan", with("before: 4h", "before: 4 hours"), 11, "no span of time"},
        Refused{"AWaiverByAnUnknownPost", with("may_waive: customer-service-manager", "may_waive: nobody"), 1, "no post \"nobody\""},
        Refused{"AWayOfCountingThatIsNone", with("time: natural", "time: lunar"), 9, "\"lunar\" is no way of counting"},
        Refused{"TwoQuantities", with("parameter: follow-up-within,", "parameter: follow-up-within, days: 2,"), 9, "exactly one quantity"},
        Refused{"AQuantityOutOfRange", with("parameter: follow-up-within,", "days: 0,"), 9, "\"0\" is no value for \"days\""},
        Refused{"AParameterThatIsNotThere", with("parameter: follow-up-within,", "parameter: elsewhere,"), 1, "no parameter \"elsewhere\""},
        Refused{"APromiseWithoutItsField", with("{ parameter: follow-up-within, time: natural }", "{ time: promised }"), 9, "named by a fact"},
        Refused{"AnObligationThatNothingKeeps", with("  kept_by: { on: follow_up.reached }\n", ""), 1, "no \"kept_by\""},
        Refused{"AnObligationWithoutWithin", with("  within: { parameter: follow-up-within, time: natural }\n", ""), 1, "no \"within\""},
        Refused{"ARateAboveOne", with("rate: 1.00", "rate: 1.20"), 13, "\"1.20\" is no rate"},
        Refused{"AClauseNotEnforcedThatWouldRun", with("enforcement: enforced", "enforcement: not-enforced"), 1, "yet it has obligations"},
        Refused{"AnExampleOfAnotherPart", with("event: complaint.closed, facts", "part: 3, event: complaint.closed, facts"), 1, "a part that is not there"},
        Refused{"AnExampleAtNoTime", with("at: \"2026-03-03 17:30\"", "at: \"teatime\""), 19, "\"teatime\" is no time"},
        Refused{"ACountOfAClauseThatIsNotThere", with("  target:", "  counts: [D99]\n  target:"), 1, "counts the clause \"D99\""},
        Refused{"ATab", with("  source:", "\tsource:"), 3, "a tab"},
        Refused{"AControlCharacter", with("  source: ", "  source: \x01"), 3, "a control character"},
        Refused{"WhatIsNotUtf8", with("  source: ", "  source: \xff\xfe"), 3, "not UTF-8"},
        Refused{"WrongYaml", with("mechanism: obligation", "mechanism: [obligation"), 5, "not YAML"},
        Refused{"AFileThatIsNoList", "id: D11\n", 1, "not a list of clauses"},
        Refused{"AnEmptyFile", "", 1, "not a list of clauses"},
        Refused{"AnEntryThatIsNoMapping", "- D11\n", 1, "not a mapping"},
        Refused{"AFileThatIsTooLarge", sound + "#" + std::string(1 << 20, 'x'), 0, "larger than 1 MiB"},
        Refused{"TheSameClauseTwice", sound + sound, 20, "D11 stands already at d.yaml:1"},
        Refused{"DaysThatDoNotAscend", sound + with("from: 2026-01-01", "from: 2025-01-01"), 20, "days of D11 do not ascend"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Loading, ReportsEveryProblemOfEveryFileAtOnce) {
    const auto first = with("act: follow-up", "act: forget");
    const auto second = with("id: D11", "id: D12");
    const auto broken = std::string("- id: [\n");
    const auto loaded = load({file("a.yaml", first), file("b.yaml", with("unit: days", "unit: moons")), file("c.yaml", broken), file("d.yml", second)}, vocabulary());
    EXPECT_FALSE(loaded.rulebook);
    std::set<std::string> files;
    for (const auto& p : loaded.problems) files.insert(p.file);
    EXPECT_EQ(files, (std::set<std::string>{"a.yaml", "b.yaml", "c.yaml", "d.yml"}));
    EXPECT_GE(loaded.problems.size(), 5u) << "the clause that stands twice is reported too";
}

TEST(Loading, RefusesAnEmptyFolder) {
    EXPECT_EQ(load({}, vocabulary()).problems.size(), 1u);
}

TEST(ALaterVersion, TakesEffectOnItsDayAndNeverReachesBack) {
    const auto later = sound + with("from: 2026-01-01", "from: 2026-07-01").replace(0, 0, "");
    auto changed = later;
    changed.replace(changed.rfind("value: 3"), 8, "value: 5");
    const auto loaded = load({file("d.yaml", changed)}, vocabulary());
    ASSERT_EQ(show(loaded.problems), "");
    ASSERT_EQ(loaded.versions.size(), 2u);
    const auto days = [&](Day day) { return in_force(loaded, day)->at("D11").obligations[0].within.days; };
    EXPECT_EQ(days(Day::of(2026, 6, 30)), 3);
    EXPECT_EQ(days(Day::of(2026, 7, 1)), 5);
    EXPECT_EQ(days(Day::of(2020, 1, 1)), 3) << "before the first day the first version stands";
    EXPECT_EQ(in_force(loaded, Day::of(2026, 6, 30))->version(), load({file("d.yaml", sound)}, vocabulary()).rulebook->version())
        << "what comes later does not change what was";
}

TEST(ALaterParameter, BeginsAVersionOfItsOwn) {
    const auto dated = with("    - { name: shares", "    - { name: follow-up-within, value: 4, unit: days, from: 2026-05-01 }\n    - { name: shares");
    const auto loaded = load({file("d.yaml", dated)}, vocabulary());
    ASSERT_EQ(show(loaded.problems), "");
    ASSERT_EQ(loaded.versions.size(), 2u);
    EXPECT_EQ(in_force(loaded, Day::of(2026, 4, 30))->at("D11").obligations[0].within.days, 3);
    EXPECT_EQ(in_force(loaded, Day::of(2026, 5, 1))->at("D11").obligations[0].within.days, 4);
    EXPECT_EQ(in_force(loaded, Day::of(2026, 5, 1))->number("D11", "follow-up-within", Day::of(2026, 4, 30)), 3);
}

TEST(AnOverlay, ReplacesASingleFigureFromItsDay) {
    const auto overlay = std::string("- id: D11\n  from: 2026-03-01\n  parameters:\n    - { name: follow-up-within, value: 2 }\n");
    const auto loaded = load({file("d.yaml", sound)}, vocabulary(), {file("site.yaml", overlay)});
    ASSERT_EQ(show(loaded.problems), "");
    EXPECT_EQ(in_force(loaded, Day::of(2026, 2, 28))->at("D11").obligations[0].within.days, 3);
    EXPECT_EQ(in_force(loaded, Day::of(2026, 3, 1))->at("D11").obligations[0].within.days, 2);
    EXPECT_EQ(in_force(loaded, Day::of(2026, 3, 1))->at("D11").parameter("follow-up-within", Day::of(2026, 3, 1)).unit, "days");
}

TEST(AnOverlay, ReplacesAWholeClause) {
    const auto overlay = with("act: follow-up", "act: answer");
    const auto loaded = load({file("d.yaml", sound)}, vocabulary(), {file("site.yaml", overlay)});
    ASSERT_EQ(show(loaded.problems), "");
    EXPECT_EQ(loaded.rulebook->at("D11").obligations[0].act, "answer");
    EXPECT_EQ(loaded.rulebook->clauses().size(), 1u);
}

TEST(AnOverlay, IsRefusedWhereThereIsNothingToReplace) {
    const auto refused = [](const std::string& overlay) { return show(problems_of(sound, overlay)); };
    EXPECT_TRUE(refused("- id: D99\n  from: 2026-03-01\n  parameters: [{ name: x, value: 1 }]\n").contains("site.yaml:1: there is no clause D99"));
    EXPECT_TRUE(refused("- id: D11\n  from: 2026-03-01\n  parameters: [{ name: x, value: 1 }]\n").contains("no parameter \"x\""));
    EXPECT_TRUE(refused("- id: D11\n  from: 2026-03-01\n  parameters: [{ name: follow-up-within, value: soon }]\n").contains("does not fit"));
    EXPECT_TRUE(refused("- id: D11\n  from: 2026-03-01\n  parameters: [{ name: follow-up-within, value: 0 }]\n").contains("does not fit"));
    EXPECT_TRUE(refused("- id: D11\n  from: 2026-03-01\n  parameters: [{ name: shares, value: { a: 1, b: 2 }, sum: 3 }]\n").contains("does not fit"));
    EXPECT_TRUE(refused("- id: D11\n  from: 2026-03-01\n").contains("changes nothing"));
}

// A duty recurs with the days; it needs no more than the day's own facts.
const std::string duty = R"(- id: C1
  title: { zh-Hans: 每天审阅, zh-Hant: 每天審閱, en: Review each day }
  source: 客戶服務部主管崗位職責
  mechanism: duty
  enforcement: enforced
  from: 2026-01-01
  opens: { each: workday }
  owes: { post: supervisor, act: review-day }
  within: { time: calendar, days: 1, at: "12:00" }
  kept_by: { on: daily_review.signed }
  examples:
    - each working day, by noon of the next:
        { at: "2026-03-03 00:00", event: day.began, facts: { workday: "yes" }, due: "2026-03-04 12:00" }
)";

std::string duty_with(const std::string& what, const std::string& instead) {
    auto text = duty;
    return text.replace(text.find(what), what.size(), instead);
}

TEST(ADuty, OpensOnTheDaysThatItNames) {
    const auto loaded = load({file("c.yaml", duty)}, vocabulary());
    EXPECT_EQ(show(loaded.problems), "");
    ASSERT_TRUE(loaded.rulebook);
    const auto& o = loaded.rulebook->at("C1").obligations.front();
    EXPECT_EQ(o.opens.on, "day.began");
    EXPECT_EQ(o.opens.when.at("workday"), std::vector<std::string>{"yes"});
    EXPECT_EQ(o.within.counting, Counting::calendar);
    EXPECT_EQ(o.within.days, 1);
    EXPECT_EQ(o.within.minutes, 12 * 60);
}

TEST(ADuty, KnowsAHandfulOfRecurrencesAndNoOthers) {
    for (const auto* each : {"day", "week", "month"})
        EXPECT_TRUE(load({file("c.yaml", duty_with("workday }", std::string(each) + " }"))}, vocabulary()).rulebook) << each;
    EXPECT_NE(show(problems_of(duty_with("workday }", "fortnight }"))).find("does not recur"), std::string::npos);
    EXPECT_NE(show(problems_of(duty_with("each: workday", "each: workday, on: complaint.closed"))).find("not told with the days"), std::string::npos);
    EXPECT_NE(show(problems_of(duty_with("at: \"12:00\"", "at: \"noon\""))).find("time of the day"), std::string::npos);
    EXPECT_NE(show(problems_of(duty_with("{ on: daily_review.signed }", "{ each: day }"))).find("only with \"opens\""), std::string::npos);
}

}  // namespace
}  // namespace huiyin::rulebook
