// Decisions are pure, so yes and no stand beside each other and differ only in what the sentence says.
#include <gtest/gtest.h>

#include "steps.hpp"

namespace huiyin::complaints {
namespace {

const Zone zone;
Instant at(const char* text) { return zone.parse(text).value(); }
const Moment now{at("2026-03-04 16:00"), StaffId{5}};

Complaint a_complaint(State state) {
    Complaint c;
    c.id = {1};
    c.site = {7};
    c.number = "TS20260303-0001";
    c.state = state;
    c.receiver = {5};
    c.responsible = StaffId{5};
    c.department = DepartmentId{2};
    c.received_at = at("2026-03-03 09:10");
    c.version = 3;
    if (state != State::recorded) c.verified_at = at("2026-03-03 15:00");
    if (state == State::answered || state == State::closed) {
        c.answered_at = at("2026-03-03 16:00");
        c.answer = "已换新接头";
        c.agreement = Agreement::agreed;
    }
    return c;
}
std::vector<obligations::Obligation> owing(std::string clause) {
    obligations::Obligation o;
    o.clause = std::move(clause);
    o.act = "report";
    return {o};
}

TEST(ClosingAComplaint, NeedsAnAnswerFirst) {
    const auto close_from = [](State state) { return decide_closing(a_complaint(state), {.outcome = "换新接头"}, {}, now); };
    EXPECT_TRUE(close_from(State::answered));
    EXPECT_EQ(close_from(State::recorded).error(), refused::not_answered);
    EXPECT_EQ(close_from(State::verified).error(), refused::not_answered);
    EXPECT_EQ(close_from(State::referred).error(), refused::not_answered);
    EXPECT_EQ(close_from(State::closed).error(), refused::already_closed);
    EXPECT_EQ(close_from(State::withdrawn).error(), refused::withdrawn);
}
TEST(ClosingAComplaint, NeedsTheCustomersAgreementOrTheReasonWhyNot) {
    auto c = a_complaint(State::answered);
    for (const auto given : {Agreement::agreed, Agreement::not_agreed, Agreement::unreachable, Agreement::not_asked}) {
        c.agreement = given;
        EXPECT_TRUE(decide_closing(c, {.outcome = "x"}, {}, now));
    }
    c.agreement.reset();
    EXPECT_EQ(decide_closing(c, {.outcome = "x"}, {}, now).error(), refused::not_agreed);
}
TEST(ClosingAComplaint, NeverClosesOverADebtAndNamesIt) {
    const auto c = a_complaint(State::answered);
    const auto no = decide_closing(c, {.outcome = "x"}, owing("D5"), now);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error(), refused::still_owed);
    EXPECT_EQ(no.error().details.at("clauses").as_array().front().as_string(), "D5");
}
TEST(ClosingAComplaint, SaysWhoAndWhen) {
    const auto step = decide_closing(a_complaint(State::answered), {.outcome = " 换新接头 "}, {}, now).value();
    EXPECT_EQ(step.after.state, State::closed);
    EXPECT_EQ(step.after.closed_at, now.now);
    EXPECT_EQ(step.after.closed_by, now.actor);
    EXPECT_EQ(step.after.outcome, "换新接头");
    EXPECT_EQ(step.event.name, "complaint.closed");
    EXPECT_FALSE(step.event.facts.contains("text")) << "what people said is personal";
}
TEST(Answering, WaitsForVerificationUnlessItIsAQuestionOrAnOpinion) {
    const auto answer = [](Kind kind) {
        auto c = a_complaint(State::recorded);
        c.kind = kind;
        return decide_answering(c, {.text = "答复"}, now);
    };
    EXPECT_TRUE(answer(Kind::enquiry));
    EXPECT_TRUE(answer(Kind::opinion));
    for (const auto kind : {Kind::complaint, Kind::repair_request, Kind::demand, Kind::violation})
        EXPECT_EQ(answer(kind).error(), refused::not_yet_verified);
}
TEST(Answering, TakesBackAnAgreementToTheAnswerBefore) {
    const auto step = decide_answering(a_complaint(State::answered), {.text = "新的答复"}, now).value();
    EXPECT_FALSE(step.after.agreement.has_value());
}
TEST(APromise, IsForTheFuture) {
    const auto promise = [](const char* when) { return decide_promising(a_complaint(State::verified), {.promised_at = at(when), .what = "答复"}, now); };
    EXPECT_TRUE(promise("2026-03-04 16:01"));
    EXPECT_EQ(promise("2026-03-04 16:00").error(), refused::promise_in_the_past);
    EXPECT_EQ(promise("2026-03-04 15:59").error(), refused::promise_in_the_past);
}
TEST(APromise, MovesOnlyWithAReasonAndKeepsItsFirstTime) {
    auto c = a_complaint(State::verified);
    c.promised_at = c.first_promised_at = at("2026-03-04 17:00");
    const auto move = [&](const char* reason) { return decide_promising(c, {.promised_at = at("2026-03-05 10:00"), .what = "答复", .reason = reason}, now); };
    EXPECT_EQ(move("  ").error(), refused::promise_needs_reason);
    const auto step = move("报告未到").value();
    EXPECT_EQ(step.event.name, "complaint.promise_moved");
    EXPECT_EQ(step.after.first_promised_at, at("2026-03-04 17:00"));
    EXPECT_EQ(step.after.promised_at, at("2026-03-05 10:00"));
}
TEST(HandingOver, GoesToAnotherDepartmentAndIsCounted) {
    const auto c = a_complaint(State::verified);
    const auto hand = [&](std::int64_t department) { return decide_handing_over(c, {.department = {department}, .responsible = StaffId{8}, .reason = "属工程"}, now); };
    EXPECT_EQ(hand(2).error(), refused::same_department);
    const auto step = hand(3).value();
    EXPECT_EQ(step.after.hand_overs, 1);
    EXPECT_EQ(step.after.responsible, StaffId{8});
}
TEST(Referring, ComesAfterLookingIntoIt) {
    const auto refer = [](State state) { return decide_referring(a_complaint(state), {.reason = "超出权限"}, now); };
    EXPECT_TRUE(refer(State::verified));
    EXPECT_EQ(refer(State::recorded).error(), refused::not_yet_verified);
    EXPECT_EQ(refer(State::referred).error(), refused::already_referred);
}
TEST(Deciding, IsForWhatWasReferredOrPassedAboutTooOften) {
    EXPECT_TRUE(decide_deciding(a_complaint(State::referred), {.decision = "赔偿"}, false, now));
    EXPECT_TRUE(decide_deciding(a_complaint(State::verified), {.decision = "工程部办"}, true, now));
    EXPECT_EQ(decide_deciding(a_complaint(State::verified), {.decision = "工程部办"}, false, now).error(), refused::not_referred);
}
TEST(RaisingAProductMatter, SkipsNoLevel) {
    auto c = a_complaint(State::verified);
    const auto raise = [&](Level level) { return decide_raising(c, {.level = level, .body = "厂家", .text = "花屏"}, now); };
    EXPECT_EQ(raise(Level::supervisor).error(), refused::not_about_product);
    c.about = About::product;
    EXPECT_EQ(raise(Level::maker).error(), refused::level_skipped);
    EXPECT_TRUE(raise(Level::supervisor));
    c.raised_to = Level::manager;
    EXPECT_TRUE(raise(Level::maker));
}
TEST(Reopening, TakesTheAnswerBackAndCountsItself) {
    EXPECT_EQ(decide_reopening(a_complaint(State::verified), {.reason = "又漏"}, now).error(), refused::not_closed);
    const auto step = decide_reopening(a_complaint(State::closed), {.reason = "又漏"}, now).value();
    EXPECT_EQ(step.after.state, State::verified);
    EXPECT_FALSE(step.after.answered_at.has_value());
    EXPECT_EQ(step.after.reopened, 1);
}
TEST(ACommand, TellsEveryWrongFieldAtOnce) {
    RecordComplaint c;
    c.subject = "   ";
    c.caller_phone = "12";
    Checks checks;
    c.check(checks);
    std::vector<std::string> fields;
    for (const auto& e : checks.errors()) fields.push_back(e.field + ":" + e.code);
    EXPECT_EQ(fields, (std::vector<std::string>{"category:required", "subject:required", "text:required", "caller_phone:not-a-phone"}));
}
TEST(AnAgreementNotGiven, NeedsItsReason) {
    const auto wrong = [](Agreement agreement, const char* reason) {
        Checks checks;
        RecordAgreement{{1}, 1, agreement, reason}.check(checks);
        return checks.errors().size();
    };
    EXPECT_EQ(wrong(Agreement::agreed, ""), 0u);
    for (const auto other : {Agreement::not_agreed, Agreement::unreachable, Agreement::not_asked}) {
        EXPECT_EQ(wrong(other, ""), 1u);
        EXPECT_EQ(wrong(other, "两次未接"), 0u);
    }
}

}  // namespace
}  // namespace huiyin::complaints
