// What a step on one matter does to the one merged into it: yes and no beside each other.
#include <gtest/gtest.h>

#include "complaints/links.hpp"
#include "together.hpp"

namespace huiyin::complaints {

Result<Step> decide_merging(const Complaint& before, const Complaint& into, bool into_is_worked_on_elsewhere, const MergeComplaint& command);
Result<Step> decide_unmerging(const Complaint& before, const UnmergeComplaint& command);

namespace {

Complaint matter(std::int64_t id, std::int64_t unit, State state = State::recorded) {
    Complaint c;
    c.id = {id};
    c.site = {7};
    c.number = "TS20260303-000" + std::to_string(id);
    c.unit = UnitId{unit};
    c.state = state;
    c.receiver = {5};
    c.responsible = StaffId{4 + id};
    c.version = 1;
    return c;
}

TEST(TheSameHousehold, IsTheSameUnitOrWithoutOneTheSamePerson) {
    auto a = matter(1, 10), b = matter(2, 10);
    EXPECT_TRUE(same_household(a, b));
    b.unit = UnitId{11};
    EXPECT_FALSE(same_household(a, b));
    a.unit.reset();
    b.unit.reset();
    EXPECT_FALSE(same_household(a, b)) << "two callers whom nobody knows";
    a.person = b.person = PersonId{3};
    EXPECT_TRUE(same_household(a, b));
}

TEST(WorkOnTheOtherMatter, ReachesEveryMergedOne) {
    auto lead = matter(1, 10, State::verified);
    lead.verified_at = Instant{1000};
    lead.finding = "接头老化";
    const auto neighbour = after_step_of(lead, matter(2, 11), "complaint.verified");
    ASSERT_TRUE(neighbour);
    EXPECT_EQ(neighbour->state, State::verified);
    EXPECT_EQ(neighbour->finding, "接头老化");
    EXPECT_FALSE(after_step_of(lead, matter(2, 11), "complaint.noted"));
}

TEST(AnAnswer, ReachesOnlyTheSameHousehold) {
    auto lead = matter(1, 10, State::answered);
    lead.answered_at = Instant{1000};
    lead.answer = "已换接头";
    const auto same = after_step_of(lead, matter(2, 10, State::verified), "complaint.answered");
    ASSERT_TRUE(same);
    EXPECT_EQ(same->state, State::answered);
    EXPECT_EQ(same->answer, "已换接头");
    EXPECT_FALSE(after_step_of(lead, matter(2, 11, State::verified), "complaint.answered")) << "a neighbour was told nothing by that";
}

TEST(WhatHasEnded, IsNotMovedByAnotherMattersSteps) {
    auto lead = matter(1, 10, State::verified);
    EXPECT_FALSE(after_step_of(lead, matter(2, 10, State::withdrawn), "complaint.verified"));
    EXPECT_FALSE(after_step_of(lead, matter(2, 10, State::closed), "complaint.answered"));
    EXPECT_TRUE(after_step_of(lead, matter(2, 10, State::closed), "complaint.reopened"));
}

TEST(Merging, NeedsTwoOpenMattersAboutTheSame) {
    const auto into = matter(1, 10);
    const auto merge = [&](const Complaint& c) { return decide_merging(c, into, false, {.reason = "同一件"}); };
    EXPECT_TRUE(merge(matter(2, 10)));
    EXPECT_EQ(merge(into).error(), refused::same_matter);
    EXPECT_EQ(merge(matter(2, 10, State::closed)).error(), refused::already_closed);
    EXPECT_EQ(merge(matter(2, 10, State::withdrawn)).error(), refused::withdrawn);
    EXPECT_EQ(merge(matter(2, 10, State::referred)).error(), refused::waits_for_decision);
    auto merged_already = matter(2, 10);
    merged_already.merged_into = ComplaintId{9};
    EXPECT_EQ(merge(merged_already).error(), refused::merged_already);
    auto about_office = matter(2, 10);
    about_office.about = About::office;
    EXPECT_EQ(merge(about_office).error(), refused::about_differs);
    EXPECT_EQ(decide_merging(matter(2, 10), matter(1, 10, State::closed), false, {}).error(), refused::merge_target_ended);
    EXPECT_EQ(decide_merging(matter(2, 10), into, true, {}).error(), refused::merge_target_merged);
}

TEST(Merging, KeepsTheNumberAndTakesThePeopleOfTheOther) {
    const auto step = decide_merging(matter(2, 10), matter(1, 10), false, {.reason = "同一件"}).value();
    EXPECT_EQ(step.after.number, "TS20260303-0002");
    EXPECT_EQ(step.after.merged_into, ComplaintId{1});
    EXPECT_EQ(step.after.responsible, StaffId{5});
    EXPECT_EQ(step.event.facts.at("household").as_string(), "same");
    EXPECT_FALSE(step.event.facts.contains("reason")) << "what people said is personal";
}

TEST(UndoingAMerge, IsForWhatIsStillOpen) {
    auto merged = matter(2, 10);
    EXPECT_EQ(decide_unmerging(merged, {}).error(), refused::not_merged);
    merged.merged_into = ComplaintId{1};
    EXPECT_TRUE(decide_unmerging(merged, {}));
    merged.state = State::closed;
    EXPECT_EQ(decide_unmerging(merged, {}).error(), refused::already_closed);
}

}  // namespace
}  // namespace huiyin::complaints
