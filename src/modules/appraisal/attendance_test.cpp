// What attendance tells becomes a proposal for 勤, in the month it belongs to, and approved leave says the days on duty (A4.4.1, A4.6).
#include "organisation/leave.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Attended : Appraisal {
    void attend(std::int64_t entry, const char* kind, const char* day) {
        tell("attendance.recorded", {journal::SubjectKind::attendance, entry}, {{"staff", std::to_string(officer.value)}, {"kind", kind}, {"day", day}, {"minutes", 9}});
    }
    std::vector<ProposalView> evidence_of_june() {
        begin("2026-07-01");
        at("2026-07-01 10:00");
        return open(manager, planned(RecordKind::month, officer)).evidence;
    }
};
ON_EACH_ENGINE(Attended);

TEST_P(Attended, BecomesAProposalForAttendanceAndNothingElse) {
    at("2026-06-03 09:00");
    attend(1, "late", "2026-06-02");
    attend(1, "late", "2026-06-02");
    attend(2, "absent", "2026-06-03");
    attend(3, "overtime", "2026-06-03");
    attend(4, "early_leave", "2026-06-03");
    const auto evidence = evidence_of_june();
    ASSERT_EQ(evidence.size(), 3u) << "told twice it is one fact, and work beyond one's hours is no fault";
    for (const auto& p : evidence) {
        EXPECT_EQ(p.item, "attendance");
        EXPECT_EQ(p.state, ProposalState::open);
        EXPECT_EQ(p.clause, "A4.4.1");
    }
    EXPECT_EQ(std::ranges::count(evidence, EvidenceRule::absent, &ProposalView::rule), 1);
    const auto id = planned(RecordKind::month, officer);
    EXPECT_EQ(score(manager, id).error().code, "appraisal.evidence-open") << "it waits for the scorer's word";
}

TEST_P(Attended, BelongsToTheMonthInWhichItHappened) {
    begin("2026-07-01");
    at("2026-07-01 09:00");
    attend(1, "late", "2026-06-30");
    EXPECT_EQ(open(manager, planned(RecordKind::month, officer)).evidence.size(), 1u);
    const auto june = planned(RecordKind::month, officer);
    ScoreAppraisal s;
    s.marks = {mark(june, "attendance", "1", "迟到")};
    s.marks[0].proposal = open(manager, june).evidence[0].id;
    ASSERT_TRUE(score(manager, june, s));
    // That month is signed: what is found out now waits for the next one.
    attend(2, "late", "2026-06-29");
    begin("2026-08-03");
    at("2026-08-03 10:00");
    EXPECT_EQ(open(manager, planned(RecordKind::month, officer)).evidence.size(), 1u);
}

TEST_P(Attended, TakesItsProposalAlongWhenItIsStruck) {
    at("2026-06-03 09:00");
    attend(1, "late", "2026-06-02");
    attend(2, "late", "2026-06-03");
    tell("attendance.struck", {journal::SubjectKind::attendance, 1}, {{"staff", std::to_string(officer.value)}, {"kind", "late"}, {"day", "2026-06-02"}});
    EXPECT_EQ(evidence_of_june().size(), 1u);
}

TEST_P(Attended, AMatterReviewedBelowThePassMarkIsProposedForAbilityOnce) {  // J9, A4.4.3
    at("2026-06-03 09:00");
    for (const auto& [id, passed] : std::vector<std::pair<std::int64_t, const char*>>{{1, "no"}, {1, "no"}, {2, "yes"}})
        tell("quality.scored", {journal::SubjectKind::quality_review, id},
             {{"employee", std::to_string(officer.value)}, {"score", "75"}, {"passed", passed}, {"scorer", "supervisor"}});
    const auto evidence = evidence_of_june();
    ASSERT_EQ(evidence.size(), 1u);
    EXPECT_EQ(evidence[0].rule, EvidenceRule::quality);
    EXPECT_EQ(evidence[0].item, "professional");
    EXPECT_EQ(evidence[0].clause, "J9");
    EXPECT_EQ(evidence[0].points, points("2"));
}

TEST_P(Attended, ApprovedLeaveSaysTheDaysAway) {
    at("2026-06-01 09:00");
    const auto asked = run(as(officer), site, organisation::ask_leave,
                           organisation::AskLeave{organisation::LeaveKind::annual, *Day::parse("2026-06-04"), *Day::parse("2026-06-09"), "", {}});
    ASSERT_TRUE(run(as(supervisor), site, organisation::rule_on_leave, organisation::RuleOnLeave{asked->id, 1, organisation::LeaveVerdict::approve, ""}));
    begin("2026-07-01");
    at("2026-07-01 10:00");
    EXPECT_EQ(open(manager, planned(RecordKind::month, officer)).days_away, 4) << "Thursday, Friday, Monday, Tuesday";
    EXPECT_EQ(open(manager, planned(RecordKind::month, colleague)).days_away, 0);
}

}  // namespace
}  // namespace huiyin::appraisal
