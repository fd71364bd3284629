// What happened elsewhere is proposed, and counts only by the scorer's hand (A4.4.1 to A4.4.3).
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct EvidenceOfAMonth : Appraisal {};
ON_EACH_ENGINE(EvidenceOfAMonth);

TEST_P(EvidenceOfAMonth, TakesEvidenceOnlyByTheScorersHandAndEachFactOnce) {  // A4.4.1, A4.4.2, A4.4.3
    at("2026-06-10 10:00");
    const journal::Subject matter{journal::SubjectKind::complaint, 7001};
    const auto me = std::to_string(officer.value);
    const auto breach = [&](const char* obligation, const char* act) {
        tell("obligation.breached", matter, {{"obligation", obligation}, {"clause", "D4"}, {"act", act}, {"owner", me}});
    };
    breach("41", "verify");
    breach("41", "verify");
    breach("42", "answer_as_promised");
    breach("43", "answer_score");
    tell("wording.sent_anyway", matter, {{"clause", "F5.1"}}, {}, as(officer));
    const auto rate = [&](const char* grade, const char* words) {
        tell("rating.given", {journal::SubjectKind::rating, 1}, {{"grade", grade}, {"complaint", "7001"}, {"responsible", me}}, {{"text", words}});
    };
    rate("dissatisfied", "");
    rate("dissatisfied", "等了三天");
    rate("satisfied", "小林很耐心");
    rate("satisfied", "");
    const auto centre_text = std::to_string(centre.value);
    const auto hand = [&](std::string from, std::string to, StaffId who) {
        tell("complaint.handed_over", matter, {{"from_department", from}, {"department", to}}, {}, as(who));
    };
    hand(centre_text, "55", officer);
    hand("55", centre_text, colleague);
    begin("2026-07-01");
    at("2026-07-02 10:00");
    const auto id = planned(RecordKind::month, officer);
    auto page = open(manager, id);
    std::map<EvidenceRule, ProposalId> found;
    for (const auto& p : page.evidence) {
        EXPECT_TRUE(found.emplace(p.rule, p.id).second) << "one fact counts once: " << json::enum_name(p.rule);
        EXPECT_EQ(p.path, "/complaints/7001") << "each opens the rows behind it";
        EXPECT_GE(item(page, p.item), 0) << p.item;
    }
    EXPECT_EQ(found.size(), 6u);
    EXPECT_EQ(page.score, points("0"));
    EXPECT_EQ(page.items[0].left, page.items[0].criterion.points) << "nothing deducts by itself";

    ScoreAppraisal s;
    EXPECT_EQ(score(manager, id, s).error().code, "appraisal.evidence-open");
    auto edited = mark(id, "efficiency", "0.5", "核实晚了一小时，减半");
    edited.proposal = found[EvidenceRule::breached_obligation];
    s.marks = {edited};
    for (const auto& [rule, proposal] : found)
        if (rule != EvidenceRule::breached_obligation) s.evidence.push_back({proposal, false, "另有原因"});
    s.evidence.back().accepted = true;  // the praise
    EXPECT_EQ(score(manager, id, s).error().fields.front().field, "bonus") << "praise stands behind a commendation";
    s.bonus = points("1");
    s.bonus_decision = "客户表扬";
    auto without_reason = s;
    without_reason.evidence[0].reason = " ";
    EXPECT_EQ(score(manager, id, without_reason).error().fields.front().field, "evidence.0.reason");
    auto twice = s;
    twice.evidence.push_back({*edited.proposal, false, "不算"});
    EXPECT_EQ(score(manager, id, twice).error().fields.front().code, "twice");
    ASSERT_TRUE(score(manager, id, s));
    page = open(officer, id);
    EXPECT_EQ(page.score, points("100.5"));
    EXPECT_EQ(page.marks[0].path, "/complaints/7001");
    EXPECT_EQ(page.evidence.size(), 6u) << "the employee reads what became of each";
    // The same fact cannot be used for somebody else's, or another, record.
    ScoreAppraisal other;
    auto again = mark(planned(RecordKind::month, colleague), "efficiency", "0.5", "再用一次");
    again.proposal = edited.proposal;
    other.marks = {again};
    EXPECT_EQ(score(manager, planned(RecordKind::month, colleague), other).error().code, "appraisal.evidence-decided");
}

}  // namespace
}  // namespace huiyin::appraisal
