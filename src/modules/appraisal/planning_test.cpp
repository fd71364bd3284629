// Planned for everybody, by sheets that sum and are kept (A4.1 to A4.3, A4.5).
#include "qualification/qualification.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct Planning : Appraisal {};
ON_EACH_ENGINE(Planning);

TEST_P(Planning, IsPlannedForEverybodyOnStaffAndByNobodyForThemselves) {  // A4.1, A4.3.1, A4.3.3, A4.5.2
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

TEST_P(Planning, ShipsSheetsThatSumWithServiceAndConduct) {  // A4.5.1, A4.5.3, A4.7b, F1, F6
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

TEST_P(Planning, KeepsItsSheetWhenTheManagerChangesTheCriteria) {  // A4.2, A4.10
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

TEST_P(Planning, PassesOverAScorerWhoIsNotQualified) {  // A4.4.4
    qualification::listen(world);
    qualification::PublishCourse course;
    course.title = "入职培训";
    course.pass_mark = points("80");
    course.from = on("2026-06-01");
    const auto published = run(as(manager), site, qualification::publish_course, course);
    ASSERT_TRUE(published);
    begin("2026-06-01");
    EXPECT_EQ(owed(planned(RecordKind::weekly, officer))[0].owner, supervisor) << "there is time to pass it";
    at("2026-08-25 09:00");
    ASSERT_TRUE(run(as(manager), site, qualification::recognise_certificate, {published->id, director, on("2026-08-25"), "持有公司总部证书"}));
    for (const auto* day : {"2026-08-31", "2026-09-01", "2026-09-07"}) begin(day);
    at("2026-09-07 10:00");
    EXPECT_EQ(owed(planned(RecordKind::weekly, officer))[0].owner, director) << "the time is over for the supervisor and the manager";
    EXPECT_EQ(owed(planned(RecordKind::weekly, director))[0].owner, manager) << "nobody qualified is there, and nobody is left out";
    const auto spot = run(as(supervisor), site, plan_spot_inspection, {officer});
    ASSERT_FALSE(spot);
    EXPECT_EQ(spot.error().code, "qualification.missing");
    EXPECT_TRUE(run(as(director), site, plan_spot_inspection, {officer}));
}

TEST_P(Planning, DoesNotStopADayWhenACompanyHasTakenTheTablesAway) {
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

}  // namespace
}  // namespace huiyin::appraisal
