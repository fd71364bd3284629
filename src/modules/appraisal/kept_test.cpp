// The end of keeping (A4.11): listed after two years, reviewed one by one, destroyed or held; never by itself.
#include "appraisal/records.hpp"
#include "record.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Keeping : Appraisal {
    DestructionPage the_list() {
        const auto lists = ask(as(quality), site, list_destructions, {}).value().lists;
        return ask(as(quality), site, open_destruction, {lists.at(0).id}).value();
    }
    const KeptRecord& of(const DestructionPage& page, std::string_view name) { return *std::ranges::find(page.records, name, &KeptRecord::employee_name); }
    Result<KeptChanged> rule(StaffId who, const KeptRecord& r, KeptVerdict verdict, const char* reason = "两年已满") {
        return run(as(who), site, rule_on_kept, {r.id, r.version, verdict, reason});
    }
    std::size_t lists() { return ask(as(quality), site, list_destructions, {}).value().lists.size(); }
    std::vector<obligations::Obligation> debts(DestructionId id) {
        auto all = read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::destruction, id.value}); });
        std::erase_if(all, [](const auto& o) { return o.state != obligations::State::open; });
        return all;
    }
};
ON_EACH_ENGINE(Keeping);

TEST_P(Keeping, EndsTwoYearsAfterSigningAndOpensADebtOfTheQualityDepartment) {  // A4.11
    a_scored_month();  // signed on 2026-06-02
    begin("2028-06-01");
    EXPECT_EQ(lists(), 0u) << "a day is missing";
    begin("2028-07-03");  // the first working day of July
    ASSERT_EQ(lists(), 1u);
    const auto page = the_list();
    EXPECT_EQ(page.records.size(), 5u);
    EXPECT_EQ(of(page, "林晓芸").keep_until, on("2028-06-02"));
    EXPECT_EQ(of(page, "林晓芸").digest.size(), 64u);
    const auto owes = debts(page.id);
    ASSERT_EQ(owes.size(), 1u);
    EXPECT_EQ(owes[0].clause, "A4.11");
    EXPECT_EQ(owes[0].owing_post, "quality_department");
    begin("2028-08-01");
    EXPECT_EQ(lists(), 1u) << "what waits on a list is not listed twice";
    for (const auto who : {officer, colleague, supervisor, manager, director})
        EXPECT_EQ(open(quality, scored(RecordKind::month, who)).intact, true) << "nothing goes by itself";
    EXPECT_EQ(ask(as(manager), site, list_destructions, {}).error().code, "not-permitted");
    EXPECT_EQ(rule(director, page.records[0], KeptVerdict::destroy).error().code, "not-permitted");
}

TEST_P(Keeping, EndsInDestructionOfTheContentAndNeverOfTheChain) {  // A4.11
    a_scored_month();
    const auto id = scored(RecordKind::month, officer);
    const auto before = open(quality, id);
    begin("2028-07-03");
    const auto page = the_list();
    EXPECT_EQ(rule(quality, of(page, "林晓芸"), KeptVerdict::destroy, " ").error().fields.front().field, "reason");
    const auto done = rule(quality, of(page, "林晓芸"), KeptVerdict::destroy);
    ASSERT_TRUE(done) << done.error().code;
    EXPECT_EQ(done->state, KeptState::destroyed);
    EXPECT_EQ(done->list, DestructionState::open);
    const auto again = rule(quality, of(the_list(), "林晓芸"), KeptVerdict::hold);
    EXPECT_EQ(again.error().code, "destruction.decided");
    EXPECT_EQ(again.error().clause, "A4.11");
    EXPECT_EQ(rule(quality, of(page, "林晓芸"), KeptVerdict::hold).error().code, "stale");

    const auto after = open(quality, id);
    EXPECT_EQ(after.state, AppraisalState::destroyed);
    EXPECT_EQ(after.digest, before.digest) << "the digest stays";
    EXPECT_EQ(after.score, points("0"));
    EXPECT_TRUE(after.marks.empty());
    EXPECT_TRUE(after.summary.empty());
    EXPECT_FALSE(after.may_correct || after.may_score);
    EXPECT_EQ(score(manager, id).error().code, "appraisal.frozen");
    const auto told = read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::appraisal, id.value}); });
    ASSERT_FALSE(told.empty());
    for (const auto& entry : told) EXPECT_TRUE(!entry.personal || entry.personal->empty()) << entry.event;
    EXPECT_TRUE(read([&](store::Tx& tx) { return journal::verify(tx).faults; }).empty()) << "the chain is whole";
    // The rows of the others are untouched, and the year is not counted without what has gone.
    EXPECT_TRUE(open(quality, scored(RecordKind::month, colleague)).intact);
    const auto year = ask(as(officer), site, open_year, {2026, {}}).value();
    EXPECT_TRUE(year.destroyed);
    EXPECT_FALSE(year.total);
}

TEST_P(Keeping, CanBeHeldWithAReasonAndLiftedOntoTheNextList) {  // A4.11: legal hold
    a_scored_month();
    begin("2028-07-03");
    const auto page = the_list();
    for (const auto& r : page.records) {
        const auto verdict = r.employee_name == "林晓芸" ? KeptVerdict::hold : KeptVerdict::destroy;
        ASSERT_TRUE(rule(quality, r, verdict, "劳动仲裁未结"));
    }
    EXPECT_TRUE(debts(page.id).empty()) << "the list is reviewed";
    EXPECT_EQ(the_list().state, DestructionState::reviewed);
    EXPECT_TRUE(open(quality, scored(RecordKind::month, officer)).intact);
    begin("2028-08-01");
    EXPECT_EQ(lists(), 1u) << "a hold holds";
    const auto held = ask(as(quality), site, list_destructions, {}).value().held;
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(held[0].reason, "劳动仲裁未结");
    EXPECT_EQ(run(as(quality), site, lift_hold, {held[0].id, held[0].version, ""}).error().fields.front().field, "reason");
    ASSERT_TRUE(run(as(quality), site, lift_hold, {held[0].id, held[0].version, "仲裁已结"}));
    EXPECT_EQ(run(as(quality), site, lift_hold, {held[0].id, held[0].version + 1, "再来"}).error().code, "destruction.not-held");
    begin("2028-09-01");
    EXPECT_EQ(lists(), 2u);
    EXPECT_EQ(the_list().records.size(), 1u);
}

TEST_P(Keeping, OfAYearTakesEveryVersionAndItsAppraisalAlong) {  // A4.11
    begin("2027-01-01");
    at("2027-01-05 10:00");
    ASSERT_TRUE(score(manager, planned(RecordKind::month, officer)));
    ASSERT_TRUE(score(manager, planned(RecordKind::year_end, officer)));
    ASSERT_TRUE(run(as(manager), site, sign_year, {2026, officer}));
    begin("2029-02-01");
    for (const auto& r : the_list().records) ASSERT_TRUE(rule(quality, r, KeptVerdict::destroy));
    const auto year = ask(as(officer), site, open_year, {2026, {}}).value();
    EXPECT_TRUE(year.destroyed);
    EXPECT_TRUE(year.versions.at(0).destroyed);
    EXPECT_EQ(year.versions.at(0).digest.size(), 64u);
    EXPECT_FALSE(year.total);
    EXPECT_EQ(open(quality, scored(RecordKind::year_end, officer)).state, AppraisalState::destroyed);
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, officer}).error().code, "appraisal.year-destroyed");
}

TEST_P(Keeping, OfAMonthLeavesTheSignedYearReadable) {
    begin("2027-01-01");
    at("2027-01-05 10:00");
    ASSERT_TRUE(score(manager, planned(RecordKind::month, officer)));
    ASSERT_TRUE(score(manager, planned(RecordKind::year_end, officer)));
    at("2027-01-20 10:00");
    ASSERT_TRUE(run(as(manager), site, sign_year, {2026, officer}));
    const auto before = ask(as(officer), site, open_year, {2026, {}}).value();
    now = Zone{}.start_of(on("2029-01-10"));
    work(system, site, [&](Unit& unit) {
        list_what_has_been_kept(unit, unit.today());
        return true;
    });
    const auto page = the_list();
    ASSERT_EQ(page.records.size(), 1u) << "the year itself is kept ten days longer";
    ASSERT_TRUE(rule(quality, page.records[0], KeptVerdict::destroy));
    const auto after = ask(as(officer), site, open_year, {2026, {}}).value();
    EXPECT_TRUE(after.destroyed);
    EXPECT_EQ(after.total, before.total);
    EXPECT_EQ(json::text(after.parts), json::text(before.parts)) << "as it was signed";
    EXPECT_FALSE(after.may_sign);
}

}  // namespace
}  // namespace huiyin::appraisal
