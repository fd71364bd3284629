// Scored by deduction with reasons, signed, frozen, corrected by a new version, seen by whom it concerns (A4.4.5, A4.7 to A4.9).
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Signing : Appraisal {};
ON_EACH_ENGINE(Signing);

TEST_P(Signing, IsScoredByDeductionWithReasonsAndThenFrozen) {  // A4.7, A4.4.5
    const auto id = a_scored_week();
    const auto page = open(officer, id);
    EXPECT_EQ(page.score, points("96.5"));
    EXPECT_EQ(page.state, AppraisalState::signed_);
    EXPECT_EQ(page.marks.size(), 2u);
    EXPECT_EQ(page.marks[0].reason, "接待时未微笑");
    EXPECT_TRUE(page.intact) << "the rows give the signed document again";
    EXPECT_EQ(page.digest.size(), 64u);
    const auto again = score(supervisor, id);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "appraisal.frozen");
    EXPECT_EQ(again.error().clause, "A4.4.5");
    const auto owes = owed(id);
    ASSERT_EQ(owes.size(), 1u);
    EXPECT_EQ(owes[0].act, "answer_score");
    EXPECT_EQ(owes[0].owner, officer);
}

TEST_P(Signing, RefusesOnesOwnAndWhatIsNotOnesToScore) {  // A4.4.5
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto own = planned(RecordKind::weekly, supervisor);
    const auto no = score(supervisor, own);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "appraisal.own");
    EXPECT_EQ(run(as(supervisor), site, plan_spot_inspection, {supervisor}).error().code, "appraisal.own");
    EXPECT_EQ(score(officer, planned(RecordKind::weekly, colleague)).error().code, "not-permitted");
    EXPECT_EQ(score(supervisor, planned(RecordKind::month, officer)).error().code, "appraisal.not-found") << "the manager's to score, and not for others' eyes";
    EXPECT_EQ(score(director, planned(RecordKind::weekly, officer)).value().score, points("100")) << "who sees all may step in";
}

TEST_P(Signing, ShowsASheetToNobodyElse) {  // A4.4.5
    const auto id = a_scored_week();
    EXPECT_EQ(ask(as(colleague), site, open_appraisal, {id}).error().code, "appraisal.not-found");
    EXPECT_TRUE(ask(as(quality), site, open_appraisal, {id}));
    EXPECT_FALSE(ask(as(officer), site, list_appraisals, shown(AppraisalShow::all)));
    EXPECT_FALSE(ask(as(officer), site, list_appraisals, shown(AppraisalShow::appeals)));
    EXPECT_EQ(list(officer, AppraisalShow::mine).rows.size(), 1u) << "what is only planned is not announced";
    EXPECT_EQ(ask(as(officer), site, open_year, {2026, colleague}).error().code, "appraisal.not-found");
    EXPECT_TRUE(ask(as(officer), site, open_year, {2026, {}}));
}

TEST_P(Signing, RefusesWhatIsMoreThanItsItemAndEveryOtherWrongField) {  // A4.7, A4.8, A4.9
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto id = planned(RecordKind::month, officer);
    ScoreAppraisal s;
    s.marks = {mark(id, "attitude", "6.01", "顶撞客户")};
    const auto more = score(manager, id, s);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, "appraisal.more-than-item");
    EXPECT_EQ(more.error().fields.front().field, "marks.0.points");
    s.marks[0].points = points("1");
    for (const auto* wrong : {"11", "0.5"}) {
        s.bonus = points(wrong);
        s.bonus_decision = "嘉奖令 2026-6";
        EXPECT_EQ(score(manager, id, s).error().code, "appraisal.bonus-out-of-range") << wrong;
    }
    s.bonus = points("0");
    EXPECT_EQ(score(manager, id, s).error().code, "appraisal.bonus-out-of-range") << "a commendation of nothing";
    s.bonus = points("5");
    s.bonus_decision.clear();
    EXPECT_EQ(score(manager, id, s).error().code, "appraisal.bonus-needs-decision");
    s.bonus_decision = "嘉奖令 2026-6";
    s.marks[0].complaint = "999";
    EXPECT_EQ(score(manager, id, s).error().fields.front().field, "marks.0.complaint");
    s.marks[0].complaint = "7001";
    s.marks[0].photo = "12";
    EXPECT_EQ(score(manager, id, s).error().fields.front().field, "marks.0.photo");
    s.marks[0].photo.clear();
    s.marks[0].punishable = true;
    EXPECT_EQ(score(manager, id, s).error().fields.front().field, "marks.0.measure");
    s.marks[0].measure = "记过一次";
    s.days_away = 40;
    EXPECT_EQ(score(manager, id, s).error().fields.front().field, "days_away");
    s.days_away = 2;
    ASSERT_TRUE(score(manager, id, s));
    const auto page = open(officer, id);
    EXPECT_EQ(page.items[static_cast<std::size_t>(item(page, "attitude"))].left, points("0")) << "A4.9 takes the whole item";
    EXPECT_EQ(page.score, points("99")) << "94 and five for the commendation, after the ordinary score";
    EXPECT_EQ(page.marks[0].number, "TS20260601-0001");
    EXPECT_EQ(page.marks[0].measure, "记过一次");
    // A4.9: the disciplinary record stands in the year, until a correction takes it away.
    const auto year = ask(as(officer), site, open_year, {2026, {}}).value();
    ASSERT_EQ(year.disciplinary.size(), 1u);
    EXPECT_EQ(year.disciplinary[0].measure, "记过一次");
    EXPECT_EQ(year.disciplinary[0].appraisal, id);
    CorrectAppraisal milder;
    milder.id = id;
    milder.version = 2;
    milder.reason = "后果不属本人";
    ASSERT_TRUE(run(as(manager), site, correct_appraisal, milder));
    EXPECT_TRUE(ask(as(officer), site, open_year, {2026, {}}).value().disciplinary.empty());
    ScoreAppraisal weekly;
    weekly.bonus = points("1");
    weekly.bonus_decision = "嘉奖";
    EXPECT_EQ(score(supervisor, planned(RecordKind::weekly, officer), weekly).error().code, "appraisal.no-bonus-here");
}

TEST_P(Signing, CorrectsBySigningANewVersionThatIsAnsweredAgain) {  // A4.4.5
    const auto id = a_scored_week();
    CorrectAppraisal c;
    c.id = id;
    c.version = 2;
    c.marks = {mark(id, "records", "1.5", "登记漏填电话")};
    EXPECT_EQ(run(as(supervisor), site, correct_appraisal, c).error().fields.front().field, "reason");
    c.reason = "微笑一项记错了人";
    const auto made = run(as(supervisor), site, correct_appraisal, c);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->score, points("98.5"));
    EXPECT_TRUE(owed(id).empty());
    ASSERT_EQ(owed(made->id).size(), 1u);
    EXPECT_EQ(owed(made->id)[0].act, "answer_score");
    EXPECT_EQ(run(as(officer), site, confirm_appraisal, {id, 3, ""}).error().code, "appraisal.not-open-to-answer");
    EXPECT_TRUE(run(as(officer), site, confirm_appraisal, {made->id, 1, ""}));
}

TEST_P(Signing, KeepsPhotosForWhoeverMaySeeTheRecord) {  // A4.7
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto id = planned(RecordKind::weekly, officer);
    work::Routes routes;
    add_routes(routes);
    const auto route = [&](std::string_view operation) {
        return *std::ranges::find_if(routes.all_raw(), [&](const work::RawRoute& r) { return r.operation == operation; });
    };
    const std::string png("\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001\000\000\000\001\010\006\000\000\000\037\025\304\211\000\000"
                          "\000\015\111\104\101\124\170\332\143\144\370\317\120\017\000\003\206\001\200\132\064\175\153\000\000\000\000\111\105\116\104\256\102\140\202", 70);
    const auto keep = [&](StaffId who, std::string_view bytes) {
        const auto actor = as(who);
        return work(actor, site, [&](Unit& unit) { return route("keep_appraisal_photo").write(unit, {{"id", std::to_string(id.value)}}, bytes); });
    };
    EXPECT_EQ(keep(officer, png).error().code, "not-permitted");
    EXPECT_EQ(keep(supervisor, "not a picture").error().code, "attachment.not-a-photo-or-pdf");
    const auto kept = keep(supervisor, png);
    ASSERT_TRUE(kept) << kept.error().code;
    const auto photo = std::string(json::parse(kept->json)->at("id").as_string());
    ScoreAppraisal s;
    s.marks = {mark(id, "tidy_dress", "1", "未戴工牌")};
    s.marks[0].photo = photo;
    ASSERT_TRUE(score(supervisor, id, s));
    const auto look = [&](StaffId who) {
        const auto actor = as(who);
        return read([&](store::Tx& tx) {
            work::Reading reading{tx, actor, site, now, world};
            return route("read_appraisal_photo").read(reading, {{"id", std::to_string(id.value)}, {"photo", photo}});
        });
    };
    EXPECT_EQ(look(officer)->bytes, png);
    EXPECT_EQ(look(colleague).error().code, "appraisal.not-found");
}

TEST_P(Signing, ExcusesWhoWasAwayAndThatCountsNeitherWay) {
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto id = planned(RecordKind::weekly, officer);
    EXPECT_EQ(run(as(supervisor), site, excuse_appraisal, {id, 1, ""}).error().fields.front().field, "reason");
    ASSERT_TRUE(run(as(supervisor), site, excuse_appraisal, {id, 1, "整周年休"}));
    EXPECT_TRUE(owed(id).empty());
    EXPECT_EQ(score(supervisor, id).error().code, "appraisal.frozen");
}

}  // namespace
}  // namespace huiyin::appraisal
