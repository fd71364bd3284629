// Slots, giving up, signing and the rule for a dissatisfied answer: pure decisions, yes and no from one set-up.
#include <gtest/gtest.h>

#include "follow_up.hpp"
#include "journal/digest.hpp"

namespace huiyin::followups {
namespace {

constexpr Slots slots{480, 720, 840, 1080, 1260};
const Day tuesday = Day::of(2026, 3, 3);

Attempt an_attempt(Day day, Slot slot) {
    Attempt a;
    a.day = day;
    a.slot = slot;
    a.counts = true;
    return a;
}

FollowUp a_sheet() {
    FollowUp f;
    f.id = {1};
    f.number = "HF20260303-0001";
    f.state = SheetState::done;
    f.result = CallResult::reached;
    f.satisfaction = Satisfaction::satisfied;
    f.said = "好了";
    f.opened_at = *Zone{}.parse("2026-03-03 11:10");
    f.salt = "00ff";
    return f;
}

TEST(ASlot, BeginsAtItsHourAndEndsJustBeforeTheNext) {
    EXPECT_EQ(slots.at(479), Slot::outside);
    EXPECT_EQ(slots.at(480), Slot::morning);
    EXPECT_EQ(slots.at(719), Slot::morning);
    EXPECT_EQ(slots.at(720), Slot::noon);
    EXPECT_EQ(slots.at(840), Slot::afternoon);
    EXPECT_EQ(slots.at(1080), Slot::evening);
    EXPECT_EQ(slots.at(1259), Slot::evening);
    EXPECT_EQ(slots.at(1260), Slot::outside);
}

TEST(AnAttempt, CountsOnlyOnceInASlotOfADay) {
    const std::vector<Attempt> before{an_attempt(tuesday, Slot::morning)};
    EXPECT_FALSE(counts(before, tuesday, Slot::morning));
    EXPECT_TRUE(counts(before, tuesday, Slot::evening));
    EXPECT_TRUE(counts(before, tuesday + 1, Slot::morning)) << "another day is another slot";
    EXPECT_FALSE(counts({}, tuesday, Slot::outside)) << "nobody is called at night";
}

TEST(GivingUp, NeedsEnoughDifferentSlots) {
    auto f = a_sheet();
    f.state = SheetState::open;
    f.slots = 2;
    const auto no = why_not_given_up(f, 3);
    ASSERT_TRUE(no);
    EXPECT_EQ(*no, refused::too_few_slots);
    EXPECT_EQ(no->details.at("needed").as_int64(), 3);
    f.slots = 3;
    EXPECT_FALSE(why_not_given_up(f, 3));
    f.state = SheetState::done;
    EXPECT_EQ(*why_not_given_up(f, 3), refused::not_open);
}

TEST(Signing, WaitsForTheCallAndEveryAnswerAndForAnotherHand) {
    auto f = a_sheet();
    EXPECT_FALSE(why_not_signed(f, false));
    EXPECT_EQ(*why_not_signed(f, true), refused::own_sheet);
    f.open_points = 1;
    EXPECT_EQ(*why_not_signed(f, false), refused::points_open);
    f.open_points = 0;
    f.signed_at = f.opened_at;
    EXPECT_EQ(*why_not_signed(f, false), refused::already_signed);
    f.signed_at.reset();
    f.state = SheetState::open;
    EXPECT_EQ(*why_not_signed(f, false), refused::not_ready);
}

TEST(ADissatisfiedAnswer, ReopensOnceAndSoonAndElseGoesUp) {
    auto f = a_sheet();
    const auto rule = [&](const char* when) { return rule_for(f, *Zone{}.parse(when), 7, 1, Zone{}); };
    EXPECT_EQ(rule("2026-03-05 10:00"), DissatisfiedRule::reopen);
    EXPECT_EQ(rule("2026-03-10 23:59"), DissatisfiedRule::reopen);
    EXPECT_EQ(rule("2026-03-11 00:00"), DissatisfiedRule::escalate) << "the eighth day";
    f.reopened = 1;
    EXPECT_EQ(rule("2026-03-05 10:00"), DissatisfiedRule::escalate) << "it was reopened before";
}

TEST(TheDigest, FollowsTheContentAndNothingElse) {
    const auto digest = [](const FollowUp& f, const std::vector<Point>& points = {}) { return journal::sha256_hex(canonical(f, {}, points)); };
    const auto f = a_sheet();
    auto other = f;
    other.version = 9;
    other.signer = StaffId{7};
    EXPECT_EQ(digest(f), digest(other)) << "who is to sign is no content";
    other.said = "好了。";
    EXPECT_NE(digest(f), digest(other)) << "one full stop is another content";
    Point p;
    p.text = "灯不亮";
    auto answered = p;
    answered.answer = "已换";
    EXPECT_NE(digest(f, {p}), digest(f));
    EXPECT_NE(digest(f, {p}), digest(f, {answered}));
}

TEST(ACommand, NamesEveryWrongFieldAtOnce) {
    const auto wrong = [](const auto& command) {
        Checks c;
        command.check(c);
        std::vector<std::string> fields;
        for (const auto& e : c.errors()) fields.push_back(e.field + ":" + e.code);
        return fields;
    };
    RecordAttempt call{.id = {1}, .version = 1};
    call.points = {{"", {}, {}, ""}, {"灯不亮", {}, Instant{5}, "已换"}};
    EXPECT_EQ(wrong(call), (std::vector<std::string>{"satisfaction:required", "said:required", "points.0.text:required", "points.0.promised_at:required",
                                                     "points.1.promised_at:not-with-answer"}));
    call.result = CallResult::unreachable;
    EXPECT_EQ(wrong(call)[0], "points:only-when-reached");
    EXPECT_EQ(wrong(SignFollowUp{{1}, 1, "abc"}), (std::vector<std::string>{"digest:unknown-value"}));
    EXPECT_EQ(wrong(PlanFollowUps{.year = 2026, .targets = {{FollowUpReason::vip, -1, 10001, 0}, {FollowUpReason::vip, 0, 0, 0}}}),
              (std::vector<std::string>{"targets.0.calls:out-of-range", "targets.0.rate_hundredths:out-of-range", "targets.1.reason:twice"}));
}

}  // namespace
}  // namespace huiyin::followups
