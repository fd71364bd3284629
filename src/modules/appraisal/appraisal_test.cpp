// The appraisal as people live it: planned for everybody, scored with reasons, answered, appealed, corrected, summed up (chapter A).
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

ON_EACH_ENGINE(Appraisal);

TEST_P(Appraisal, IsPlannedForEverybodyOnStaffAndByNobodyForThemselves) {  // A4.1, A4.3.1, A4.3.3, A4.5.2
    begin("2026-06-01");  // a Monday, and the first working day of June
    const auto rows = list(manager, AppraisalShow::all).rows;
    std::map<RecordKind, int> count;
    for (const auto& row : rows) {
        ++count[row.kind];
        const auto page = open(director, row.id);
        EXPECT_NE(page.scorer_name, page.employee_name);
        EXPECT_FALSE(page.scorer_name.empty());
        EXPECT_EQ(page.level, row.employee == officer || row.employee == colleague ? Level::operating : Level::management);
    }
    EXPECT_EQ(count, (std::map<RecordKind, int>{{RecordKind::weekly, 5}, {RecordKind::monthly, 5}, {RecordKind::month, 5}})) << "the administrator's account is nobody's work";
    EXPECT_TRUE(list(manager, AppraisalShow::all).not_planned.empty());
    begin("2026-06-02");
    EXPECT_EQ(list(manager, AppraisalShow::all).rows.size(), rows.size()) << "planned once";
    const auto weekly = owed(planned(RecordKind::weekly, officer));
    ASSERT_EQ(weekly.size(), 1u);
    EXPECT_EQ(weekly[0].clause, "A4.5.2");
    EXPECT_EQ(weekly[0].owner, supervisor);
    EXPECT_EQ(Zone{}.text(weekly[0].due_at), "2026-06-06 00:00") << "the Friday";
    EXPECT_EQ(owed(planned(RecordKind::month, manager))[0].owner, director) << "the manager is appraised by the next above";
    EXPECT_EQ(owed(planned(RecordKind::weekly, manager))[0].owner, director) << "and not inspected by the supervisor";
    EXPECT_EQ(owed(planned(RecordKind::weekly, supervisor))[0].owner, manager);
    EXPECT_EQ(owed(planned(RecordKind::weekly, director))[0].owner, manager) << "nobody stands above at this site";
    hire("新来的", Post::technician);
    EXPECT_EQ(list(manager, AppraisalShow::all).not_planned, (std::vector<std::string>{"新来的"}));
}

TEST_P(Appraisal, ShipsSheetsThatSumWithServiceAndConduct) {  // A4.5.1, A4.5.3, A4.7b, F1, F6
    const auto before = ask(as(officer), site, list_criteria, {}).value();
    EXPECT_EQ(before.sheets.size(), 10u) << "everybody may read what they are judged by";
    begin("2026-06-01");
    const auto after = ask(as(officer), site, list_criteria, {}).value();
    ASSERT_EQ(after.sheets.size(), 10u);
    for (const auto& sheet : after.sheets) {
        std::map<Aspect, Points> sum;
        int others = 0, service = 0, conduct = 0;
        for (const auto& i : sheet.items) {
            sum[i.aspect] = sum[i.aspect] + i.points;
            others += i.key == "other";
            service += i.clause == "F1";
            conduct += i.clause == "F6";
        }
        EXPECT_EQ(sum, (std::map<Aspect, Points>{{Aspect::conduct, points("20")}, {Aspect::diligence, points("20")}, {Aspect::ability, points("30")}, {Aspect::achievement, points("30")}}));
        EXPECT_EQ(others, 1);
        EXPECT_EQ(service, is_inspection(sheet.kind) ? 7 : 0);
        EXPECT_EQ(conduct, is_inspection(sheet.kind) ? 3 : 0);
        EXPECT_TRUE(sheet.in_force);
    }
}

TEST_P(Appraisal, KeepsItsSheetWhenTheManagerChangesTheCriteria) {  // A4.2, A4.10
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto old = planned(RecordKind::weekly, officer);
    auto items = ask(as(manager), site, list_criteria, {Level::operating, RecordKind::weekly}).value().sheets.front().items;
    items[0].points = items[0].points + points("1");
    ProposeCriteria proposal{Level::operating, RecordKind::weekly, *Day::parse("2026-06-08"), items, "更看重微笑"};
    const auto unbalanced = run(as(manager), site, propose_criteria, proposal);
    ASSERT_FALSE(unbalanced);
    EXPECT_EQ(unbalanced.error().code, "criteria.does-not-sum");
    proposal.items[1].points = items[1].points - points("1");
    EXPECT_EQ(run(as(supervisor), site, propose_criteria, proposal).error().code, "not-permitted");
    auto back = proposal;
    back.from = *Day::parse("2026-06-02");
    EXPECT_EQ(run(as(manager), site, propose_criteria, back).error().code, "criteria.reaches-back");
    const auto made = run(as(manager), site, propose_criteria, proposal);
    ASSERT_TRUE(made);
    EXPECT_EQ(run(as(manager), site, propose_criteria, proposal).error().code, "criteria.day-taken");
    EXPECT_EQ(run(as(manager), site, rule_on_criteria, {made->id, 1, CriteriaRuling::consent, ""}).error().code, "not-permitted") << "the manager sets, quality consents";
    ASSERT_TRUE(run(as(quality), site, rule_on_criteria, {made->id, 1, CriteriaRuling::consent, ""}));
    EXPECT_EQ(run(as(quality), site, rule_on_criteria, {made->id, 2, CriteriaRuling::consent, ""}).error().code, "criteria.already-ruled");
    begin("2026-06-08");
    at("2026-06-08 10:00");
    EXPECT_EQ(open(manager, old).sheet_number, 1);
    EXPECT_EQ(open(manager, old).items[0].criterion.points, points("4"));
    EXPECT_EQ(open(manager, planned(RecordKind::weekly, colleague)).sheet_number, 2);
}

TEST_P(Appraisal, IsScoredByDeductionWithReasonsAndThenFrozen) {  // A4.7, A4.4.5
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

TEST_P(Appraisal, RefusesOnesOwnAndWhatIsNotOnesToScore) {  // A4.4.5
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

TEST_P(Appraisal, ShowsASheetToNobodyElse) {  // A4.4.5
    const auto id = a_scored_week();
    EXPECT_EQ(ask(as(colleague), site, open_appraisal, {id}).error().code, "appraisal.not-found");
    EXPECT_TRUE(ask(as(quality), site, open_appraisal, {id}));
    EXPECT_FALSE(ask(as(officer), site, list_appraisals, {AppraisalShow::all, {}, {}, {}}));
    EXPECT_FALSE(ask(as(officer), site, list_appraisals, {AppraisalShow::appeals, {}, {}, {}}));
    EXPECT_EQ(list(officer, AppraisalShow::mine).rows.size(), 1u) << "what is only planned is not announced";
    EXPECT_EQ(ask(as(officer), site, open_year, {2026, colleague}).error().code, "appraisal.not-found");
    EXPECT_TRUE(ask(as(officer), site, open_year, {2026, {}}));
}

TEST_P(Appraisal, RefusesWhatIsMoreThanItsItemAndEveryOtherWrongField) {  // A4.7, A4.8, A4.9
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

TEST_P(Appraisal, IsConfirmedOrAppealedInTimeByItsEmployeeAlone) {  // A4.4.5
    const auto id = a_scored_week();
    EXPECT_EQ(run(as(supervisor), site, confirm_appraisal, {id, 2, ""}).error().code, "appraisal.not-yours");
    EXPECT_EQ(run(as(colleague), site, confirm_appraisal, {id, 2, ""}).error().code, "appraisal.not-found");
    at("2026-06-10 00:00");
    const auto late = run(as(officer), site, appeal_appraisal, {id, 2, "当时在接电话"});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "appraisal.appeal-too-late");
    EXPECT_EQ(late.error().clause, "A4.4.5");
    ASSERT_TRUE(run(as(officer), site, confirm_appraisal, {id, 2, "以后注意"}));
    EXPECT_EQ(open(manager, id).remark, "以后注意");
    EXPECT_TRUE(owed(id).empty());
    EXPECT_EQ(run(as(officer), site, appeal_appraisal, {id, 3, "再想想"}).error().code, "appraisal.not-open-to-answer");
}

TEST_P(Appraisal, GoesToTheQualityDepartmentOnAppealWhichMakesANewVersion) {  // A4.4.5, A4.10
    const auto id = a_scored_week();
    ASSERT_TRUE(run(as(officer), site, appeal_appraisal, {id, 2, "当时在接电话"}));
    const auto owes = owed(id);
    ASSERT_EQ(owes.size(), 1u);
    EXPECT_EQ(owes[0].act, "rule_on_appeal");
    EXPECT_EQ(run(as(supervisor), site, correct_appraisal, {id, 3, {}, {}, "", "", 0, "改"}).error().code, "appraisal.appealed");
    EXPECT_EQ(run(as(manager), site, rule_on_appeal, {id, 3, AppealVerdict::dismissed, "属实", {}}).error().code, "not-permitted");
    EXPECT_EQ(run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "属实", {}}).error().code, "appraisal.nothing-changed");
    const auto first = open(quality, id).marks[0].id;
    EXPECT_EQ(run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "属实", {{first, points("3")}}}).error().fields.front().field, "marks.0.points")
        << "an appeal never makes it worse";
    const auto ruled = run(as(quality), site, rule_on_appeal, {id, 3, AppealVerdict::upheld, "录像为证", {{first, points("0")}}});
    ASSERT_TRUE(ruled);
    EXPECT_EQ(ruled->score, points("98.5"));
    const auto after = open(officer, ruled->id), before = open(officer, id);
    EXPECT_EQ(before.state, AppraisalState::upheld);
    EXPECT_EQ(before.superseded_by, ruled->id);
    EXPECT_EQ(before.score, points("96.5")) << "the old version stays as it was signed";
    EXPECT_TRUE(before.intact && after.intact);
    EXPECT_EQ(after.revision, 2);
    EXPECT_EQ(after.ruling, "录像为证");
    EXPECT_EQ(after.versions.size(), 2u);
    EXPECT_TRUE(owed(id).empty());
}

TEST_P(Appraisal, CorrectsBySigningANewVersionThatIsAnsweredAgain) {  // A4.4.5
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

TEST_P(Appraisal, TakesEvidenceOnlyByTheScorersHandAndEachFactOnce) {  // A4.4.1, A4.4.2, A4.4.3
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

TEST_P(Appraisal, KeepsPhotosForWhoeverMaySeeTheRecord) {  // A4.7
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

TEST_P(Appraisal, ExcusesWhoWasAwayAndThatCountsNeitherWay) {
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto id = planned(RecordKind::weekly, officer);
    EXPECT_EQ(run(as(supervisor), site, excuse_appraisal, {id, 1, ""}).error().fields.front().field, "reason");
    ASSERT_TRUE(run(as(supervisor), site, excuse_appraisal, {id, 1, "整周年休"}));
    EXPECT_TRUE(owed(id).empty());
    EXPECT_EQ(score(supervisor, id).error().code, "appraisal.frozen");
}

TEST_P(Appraisal, SumsUpTheYearFromItsRowsAndSignsIt) {  // A4.6, A4.8
    const auto take = [&](RecordKind kind, StaffId who, const char* key, const char* taken, int away = 0) {
        const auto id = planned(kind, officer);
        ScoreAppraisal s;
        s.marks = {mark(id, key, taken, "按标准")};
        s.days_away = away;
        EXPECT_TRUE(score(who, id, s)) << json::enum_name(kind);
        return id;
    };
    begin("2026-06-01");
    at("2026-06-02 10:00");
    take(RecordKind::weekly, supervisor, "excellence", "8");   // 92, weighs 1
    take(RecordKind::monthly, supervisor, "excellence", "8");  // 92, weighs 2
    take(RecordKind::month, manager, "professional", "5", 10); // 95
    EXPECT_FALSE(ask(as(manager), site, open_year, {2026, officer}).value().total) << "no year-end appraisal yet";
    begin("2027-01-01");  // the first working day of the year in a calendar without holidays
    at("2027-01-05 10:00");
    const auto year_end = planned(RecordKind::year_end, officer);
    ASSERT_TRUE(year_end);
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, officer}).error().code, "appraisal.year-open");
    take(RecordKind::year_end, manager, "professional", "10");  // 90
    take(RecordKind::month, manager, "professional", "5");      // December, 95
    auto page = ask(as(officer), site, open_year, {2026, {}}).value();
    ASSERT_TRUE(page.total);
    EXPECT_EQ(page.total->text(), "91.9");
    EXPECT_EQ(page.total_exact, "919/10");
    EXPECT_EQ(page.parts[0].weight, 3);
    EXPECT_EQ(page.parts[0].weighted_hundredths, 27600);
    EXPECT_EQ(page.parts[1].rows.size(), 2u);
    EXPECT_EQ(page.parts[1].rows[0].weight + 10, ask(as(officer), site, open_appraisal, {page.parts[1].rows[0].id}).value().days) << "a month weighs the days worked in it";
    EXPECT_FALSE(page.may_sign) << "not by oneself";
    EXPECT_EQ(run(as(officer), site, sign_year, {2026, officer}).error().code, "not-permitted");
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, manager}).error().code, "appraisal.own");
    const auto made = run(as(manager), site, sign_year, {2026, officer});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->total.text(), "91.9");
    EXPECT_FALSE(made->excellent);
    EXPECT_EQ(run(as(manager), site, sign_year, {2026, officer}).error().code, "appraisal.frozen");
    page = ask(as(manager), site, open_year, {2026, officer}).value();
    EXPECT_TRUE(page.as_signed);
    EXPECT_EQ(page.versions.size(), 1u);
    const auto standings = ask(as(manager), site, list_year, {2026}).value();
    EXPECT_EQ(standings.staff.size(), 5u);
    // A correction leaves the signed total standing and asks for a new one.
    CorrectAppraisal c;
    c.id = year_end;
    c.version = 2;
    c.reason = "加分漏记";
    c.bonus = points("10");
    c.bonus_decision = "年度嘉奖";
    const auto corrected = run(as(manager), site, correct_appraisal, c);
    ASSERT_TRUE(corrected);
    page = ask(as(manager), site, open_year, {2026, officer}).value();
    EXPECT_FALSE(page.as_signed);
    EXPECT_TRUE(page.excellent) << "18.4 + 28.5 + 55";
    EXPECT_EQ(page.total->text(), "101.9");
    EXPECT_TRUE(run(as(manager), site, sign_year, {2026, officer}).value().excellent) << "A4.8: 优秀员工";
}

TEST_P(Appraisal, TakesTheYearAlongToAnotherSite) {  // A4.6, as the rulebook reads it
    const auto id = a_scored_week();
    const SiteId other{std::stoll(run(system, site, organisation::create_site, {"云杉苑", "云"}).value().id)};
    const DepartmentId there{std::stoll(run(system, other, organisation::create_department, {"客户服务中心", {}, true}).value().id)};
    organisation::ChangeStaff move;
    move.id = officer;
    move.version = 1;
    move.name = "林晓芸";
    move.department = there;
    move.posts.push_back({Post::service_officer, other, there});
    ASSERT_TRUE(run(system, site, organisation::change_staff, move));
    const auto page = ask(as(officer), other, open_year, {2026, {}}).value();
    ASSERT_EQ(page.parts[0].rows.size(), 1u);
    EXPECT_EQ(page.parts[0].rows[0].id, id);
    EXPECT_EQ(page.parts[0].rows[0].site_name, "碧溪花园");
    EXPECT_EQ(page.parts[0].mean, "193/2");
}

TEST_P(Appraisal, DoesNotStopADayWhenACompanyHasTakenTheTablesAway) {
    const auto whole = world.rulebook;  // lives on: what is heard points into its clauses, also from a copy
    auto bare = std::make_shared<rulebook::Rulebook>(*whole);
    for (auto& clause : bare->clauses_)
        if (clause.id == "A4.5.1" || clause.id == "A4.4.3") clause.parameters.clear();
    world.rulebook = bare;
    begin("2026-06-01");
    std::map<RecordKind, int> count;
    for (const auto& row : list(manager, AppraisalShow::all).rows) ++count[row.kind];
    EXPECT_EQ(count, (std::map<RecordKind, int>{{RecordKind::weekly, 5}, {RecordKind::monthly, 5}})) << "months have no sheet until the manager proposes one";
    tell("obligation.breached", {journal::SubjectKind::complaint, 7001}, {{"obligation", "41"}, {"clause", "D4"}, {"act", "verify"}, {"owner", std::to_string(officer.value)}});
}

TEST_P(Appraisal, SignsNoYearThatCannotBeOrIsNotComplete) {
    EXPECT_EQ(run(as(manager), site, sign_year, {1, officer}).error().code, "invalid");
    EXPECT_EQ(run(as(manager), site, sign_year, {2025, officer}).error().code, "appraisal.year-incomplete");
}

}  // namespace
}  // namespace huiyin::appraisal
