// Attendance: entered or imported whole, corrected by two people, telling what happened and deducting nothing (A4.4.1, 勤).
#include "attendance/attendance.hpp"

#include "organisation/leave.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"

namespace huiyin::attendance {
namespace {

struct Attendances : testing::TestWithParam<store::Engine>, support::Office {
    SiteId site{};
    DepartmentId centre{};
    StaffId officer{}, colleague{}, supervisor{}, manager{};
    std::vector<journal::Event> heard;

    Attendances() : support::Office(GetParam()) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        listen(world);
        world.listeners.emplace("attendance.recorded", [this](Unit&, const journal::Event& e) { heard.push_back(e); });
        now = *Zone{}.parse("2026-11-18 09:00");
        work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园"});
            site = organisation::all_sites(unit.tx).front().id;
            centre = *organisation::service_centre_of(unit.tx, site);
            return true;
        });
        officer = hire("林晓芸", work::Post::service_officer);
        colleague = hire("周敏", work::Post::service_officer);
        supervisor = hire("陈国栋", work::Post::supervisor);
        manager = hire("吴淑贞", work::Post::customer_service_manager);
    }
    StaffId hire(const std::string& name, work::Post post) {
        organisation::CreateStaff command;
        command.name = name;
        command.department = centre;
        command.posts.push_back({post, site, centre});
        return run(system, site, organisation::create_staff, command).value().id;
    }
    work::Actor as(StaffId who) {
        return *read([&](store::Tx& tx) { return organisation::load_actor(tx, who, now); });
    }
    Day day(int d) { return Day::of(2026, 11, d); }
    Result<AttendanceChanged> late(StaffId whom, int d, int minutes = 12) {
        return run(as(supervisor), site, record_attendance, RecordAttendance{whom, day(d), AttendanceKind::late, minutes, "早会未到"});
    }
    AttendanceList list(StaffId who) { return ask(as(who), site, list_attendance, {day(1), {}}).value(); }
    Result<AttendanceSheet> upload(StaffId who, std::string_view bytes) {
        std::optional<Result<AttendanceSheet>> result;
        db->write_now([&](store::Tx& tx) {
            const auto actor = as(who);
            Unit unit(tx, ids, world, actor, site, now, now);
            result.emplace(upload_attendance(unit, "考勤.csv", bytes));
        });
        return *result;
    }
    static std::string why(const Refusal& r) {
        std::string all;
        for (const auto& f : r.fields) all += (all.empty() ? "" : " ") + f.field + ":" + f.code;
        return all;
    }
    static std::string why(const AttendanceSheetRow& row) {
        std::string all = std::to_string(row.number);
        for (const auto& p : row.problems) all += " " + p.field + ":" + p.code;
        return all;
    }
};
ON_EACH_ENGINE(Attendances);

TEST_P(Attendances, AreEnteredOnceAndToldOnce) {
    ASSERT_TRUE(late(officer, 17));
    EXPECT_EQ(why(late(officer, 17).error()), "day:stands-already");
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(heard[0].facts.at("kind").as_string(), "late");
    EXPECT_FALSE(heard[0].facts.contains("note")) << "words stay personal";
    const auto seen = list(supervisor);
    ASSERT_EQ(seen.rows.size(), 1u);
    EXPECT_EQ(seen.totals.at(0).late, 1);
}

TEST_P(Attendances, RefuseWrongDaysAndEveryOtherWrongField) {
    EXPECT_EQ(why(late(officer, 19).error()), "day:in-the-future");
    EXPECT_EQ(late(officer, 19).error().clause, "A4.4.1");
    EXPECT_EQ(why(run(as(supervisor), site, record_attendance, RecordAttendance{officer, Day::of(2026, 10, 17), AttendanceKind::absent, 5, ""}).error()),
              "day:too-long-ago minutes:out-of-range");
    EXPECT_EQ(why(late(StaffId{4}, 17, 0).error()), "staff:not-found minutes:out-of-range");
    EXPECT_EQ(late(supervisor, 17).error().code, "attendance.own");
    EXPECT_EQ(run(as(officer), site, record_attendance, RecordAttendance{colleague, day(17), AttendanceKind::late, 5, ""}).error().code, "not-permitted");
    const auto leave = run(as(officer), site, organisation::ask_leave, organisation::AskLeave{organisation::LeaveKind::sick, day(16), day(16), "", {}});
    ASSERT_TRUE(run(as(supervisor), site, organisation::rule_on_leave, organisation::RuleOnLeave{leave->id, 1, organisation::LeaveVerdict::approve, ""}));
    EXPECT_EQ(why(late(officer, 16).error()), "day:on-leave");
}

TEST_P(Attendances, AreSeenByTheirPersonAndWhoKeepsThem) {
    ASSERT_TRUE(late(officer, 17));
    EXPECT_EQ(list(officer).rows.size(), 1u);
    EXPECT_TRUE(list(colleague).rows.empty());
    EXPECT_TRUE(ask(as(colleague), site, list_attendance, {day(1), officer}).value().rows.empty()) << "asking for another's shows one's own";
}

TEST_P(Attendances, AreCorrectedByTwoPeople) {
    const auto entry = late(officer, 17, 40);
    AskCorrection wish{entry->id, 1, false, 15, "打卡机慢了，录像可证"};
    EXPECT_EQ(run(as(colleague), site, ask_correction, wish).error().code, "attendance.not-found");
    ASSERT_TRUE(run(as(officer), site, ask_correction, wish));
    EXPECT_EQ(run(as(officer), site, ask_correction, wish).error().code, "attendance.correction-waits");
    const auto waiting = list(manager).rows.at(0).corrections.at(0);
    EXPECT_TRUE(waiting.may_rule);
    EXPECT_EQ(list(manager).to_rule, 1);
    ASSERT_TRUE(run(as(manager), site, rule_on_correction, RuleOnCorrection{waiting.id, 1, CorrectionVerdict::approve, ""}));
    EXPECT_EQ(list(officer).rows.at(0).minutes, 15);
    EXPECT_EQ(list(officer).rows.at(0).state, EntryState::corrected);
    EXPECT_EQ(run(as(manager), site, rule_on_correction, RuleOnCorrection{waiting.id, 2, CorrectionVerdict::approve, ""}).error().code, "attendance.correction-decided");
    // The supervisor finds it wrong altogether; whoever asks does not decide.
    ASSERT_TRUE(run(as(supervisor), site, ask_correction, AskCorrection{entry->id, 2, true, 0, "当日外勤"}));
    const auto second = list(manager).rows.at(0).corrections.at(1);
    EXPECT_EQ(run(as(supervisor), site, rule_on_correction, RuleOnCorrection{second.id, 1, CorrectionVerdict::approve, ""}).error().code, "attendance.correction-own");
    ASSERT_TRUE(run(as(manager), site, rule_on_correction, RuleOnCorrection{second.id, 1, CorrectionVerdict::approve, ""}));
    EXPECT_EQ(list(officer).rows.at(0).state, EntryState::struck);
    EXPECT_TRUE(list(officer).totals.empty()) << "what was struck counts nothing";
    EXPECT_TRUE(late(officer, 17)) << "and may be entered as it was";
}

TEST_P(Attendances, ShowEachRefusedRowOfASheetAndBringNothingInByHalves) {
    const auto sheet = upload(supervisor,
                              "姓名,日期,类别,分钟,备注\n"
                              "林晓芸,2026-11-16,迟到,8,\n"
                              "周敏,2026/11/31,早退,5,\n"
                              "周敏,2026-11-20,旷工,,\n"
                              "王某,2026-11-16,迟到,十,\n"
                              "林晓芸,2026年11月16日,迟到,9,\n"
                              "陈国栋,2026-11-16,摸鱼,3,\n");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->row_count, 6);
    EXPECT_EQ(sheet->refused_count, 5);
    std::vector<std::string> reasons;
    for (const auto& row : sheet->refused) reasons.push_back(why(row));
    EXPECT_EQ(reasons, (std::vector<std::string>{"3 day:not-a-day", "4 day:in-the-future", "5 name:not-found minutes:not-a-number", "6 day:twice",
                                                 "7 name:same-person kind:unknown-value"}));
    const auto no = run(as(supervisor), site, bring_in_attendance, BringInAttendance{std::stoll(sheet->id), 1});
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "attendance-sheet.refused-rows");
    EXPECT_EQ(no.error().clause, "A4.4.1");
    EXPECT_TRUE(list(supervisor).rows.empty());
}

TEST_P(Attendances, ComeInWholeFromASheet) {
    const auto sheet = upload(supervisor, "员工姓名,日期,考勤类型,时长(分钟)\n林晓芸,2026-11-16,迟到,8\n周敏,46343,加班,90\n周敏,2026-11-17,旷工,\n");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->refused_count, 0) << (sheet->refused.empty() ? "" : why(sheet->refused.front()));
    const BringInAttendance command{std::stoll(sheet->id), 1};
    EXPECT_EQ(run(as(supervisor), site, bring_in_attendance, command).value().entries, 3);
    EXPECT_EQ(run(as(supervisor), site, bring_in_attendance, command).error().code, "stale");
    EXPECT_EQ(list(supervisor).rows.size(), 3u);
    EXPECT_EQ(heard.size(), 3u);
    const auto again = upload(supervisor, "姓名,日期,类别,分钟\n林晓芸,2026-11-16,迟到,8\n");
    EXPECT_EQ(why(again->refused.at(0)), "2 day:stands-already");
}

TEST_P(Attendances, RefuseASheetWithoutItsColumns) {
    const auto no = upload(supervisor, "房号,面积\n1204,88\n");
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "attendance-sheet.columns");
    EXPECT_EQ(no.error().fields.size(), 3u);
    EXPECT_EQ(upload(supervisor, "姓名,日期,类别\n").error().code, "sheet.empty");
    EXPECT_EQ(upload(supervisor, "%PDF-1.7").error().code, "sheet.not-a-sheet");
    EXPECT_EQ(upload(officer, "姓名\n").error().code, "not-permitted");
}

}  // namespace
}  // namespace huiyin::attendance
