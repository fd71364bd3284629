// The roster as people live it: shifts as data, a month edited and published through its gate, swaps, who is on duty (C3).
#include "organisation/leave.hpp"
#include "qualification/qualification.hpp"
#include "record.hpp"
#include "roster/icalendar.hpp"
#include "roster/roster.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"
#include "work/days.hpp"

namespace huiyin::roster {
namespace {

using organisation::LeaveVerdict;

struct Rosters : testing::TestWithParam<store::Engine>, support::Office {
    SiteId site{};
    DepartmentId centre{};
    StaffId officer{}, colleague{}, supervisor{}, manager{};
    ShiftId early{}, night{};
    const Day december = Day::of(2026, 12, 1);

    Rosters() : support::Office(GetParam()) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        listen(world);
        qualification::listen(world);
        organisation::listen(world);
        now = *Zone{}.parse("2026-11-18 09:00");
        work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园"});
            site = organisation::all_sites(unit.tx).front().id;
            centre = *organisation::service_centre_of(unit.tx, site);
            return true;
        });
        officer = hire("林晓芸", Post::service_officer);
        colleague = hire("周敏", Post::service_officer);
        supervisor = hire("陈国栋", Post::supervisor);
        manager = hire("吴淑贞", Post::customer_service_manager);
        early = shift("早班", "早", 8 * 60, 8 * 60);
        night = shift("夜班", "夜", 22 * 60, 9 * 60);
    }
    StaffId hire(const std::string& name, Post post) {
        organisation::CreateStaff command;
        command.name = name;
        command.department = centre;
        command.posts.push_back({post, site, centre});
        return run(system, site, organisation::create_staff, command).value().id;
    }
    ShiftId shift(const char* name, const char* mark, int start, int length) {
        return {std::stoll(run(system, site, create_shift, CreateShift{name, mark, start, length}).value().id)};
    }
    work::Actor as(StaffId who) {
        return *read([&](store::Tx& tx) { return organisation::load_actor(tx, who, now); });
    }
    void at(const char* moment) { now = *Zone{}.parse(moment); }
    void begin(const char* day) {
        now = Zone{}.start_of(*Day::parse(day));
        work(system, site, [&](Unit& unit) { return work::begin_day(unit, unit.today()); });
    }
    Day day(int d) { return Day::of(2026, 12, d); }
    RosterMonth month(StaffId who) { return ask(as(who), site, open_roster, {december}).value(); }
    Result<RosterChanged> put(std::vector<CellInput> cells) {
        const auto r = ask(as(supervisor), site, open_roster, {december});
        return run(as(supervisor), site, change_cells, ChangeCells{december, r->version, std::move(cells)});
    }
    Result<RosterChanged> publish(StaffId who) { return run(as(who), site, publish_roster, PublishRoster{december, month(supervisor).version}); }
    std::vector<obligations::Obligation> owed() {
        return read([&](store::Tx& tx) {
            const auto r = find_roster(tx, site, december);
            return r ? obligations::of_subject(tx, r->as_subject()) : std::vector<obligations::Obligation>{};
        });
    }
    // A month in which the officer works early on the 1st to the 3rd, and the colleague in the night of the 2nd.
    void a_published_month() {
        ASSERT_TRUE(put({{officer, day(1), {early}}, {officer, day(2), {early}}, {officer, day(3), {early}}, {colleague, day(2), {night}}}));
        ASSERT_TRUE(publish(supervisor));
    }
};
ON_EACH_ENGINE(Rosters);

TEST_P(Rosters, AreOwedByTheSupervisorFromTenDaysBeforeAndBreachedWhenMissing) {
    begin("2026-11-20");
    EXPECT_TRUE(owed().empty()) << "too early to ask for it";
    begin("2026-11-21");
    begin("2026-11-22");
    auto all = owed();
    ASSERT_EQ(all.size(), 1u) << "asked for once";
    EXPECT_EQ(all[0].owing_post, "supervisor");
    EXPECT_EQ(all[0].act, "publish_roster");
    EXPECT_EQ(Zone{}.text(all[0].due_at), "2026-11-28 00:00");
    EXPECT_TRUE(month(supervisor).due_at.has_value());
    const auto named = read([&](store::Tx& tx) { return world.describe(tx, site, {all[0].subject_kind, all[0].subject_id}); });
    EXPECT_EQ(named.title, "2026-12") << "whoever looks across the debts can name it";
    EXPECT_EQ(named.path, "/roster/2026-12");
    at("2026-11-28 00:00");
    work(system, site, [&](Unit& unit) {
        for (const auto& timer : obligations::due_timers(unit.tx, now, 100))
            for (const auto& event : obligations::fire(unit.tx, unit.context(), timer).events) unit.tell(event);
        return true;
    });
    EXPECT_TRUE(owed()[0].breached);
    EXPECT_TRUE(month(supervisor).late);
    a_published_month();
    EXPECT_EQ(owed()[0].state, obligations::State::kept_late);
}

TEST_P(Rosters, PublishedInTimeAreKept) {
    begin("2026-11-21");
    at("2026-11-21 10:00");
    a_published_month();
    ASSERT_EQ(owed().size(), 1u);
    EXPECT_EQ(owed()[0].state, obligations::State::kept);
    begin("2026-11-22");
    EXPECT_EQ(owed().size(), 1u) << "nothing more is owed for that month";
}

TEST_P(Rosters, AreForTheirEditorsUntilTheyArePublished) {
    ASSERT_TRUE(put({{officer, day(1), {early}}}));
    EXPECT_TRUE(month(officer).people.empty()) << "a draft says nothing to others";
    EXPECT_EQ(month(officer).version, 0);
    EXPECT_EQ(run(as(officer), site, publish_roster, PublishRoster{december, 2}).error().code, "not-permitted");
    ASSERT_TRUE(publish(supervisor));
    const auto seen = month(officer);
    EXPECT_EQ(seen.state, RosterState::published);
    EXPECT_FALSE(seen.may_edit);
    EXPECT_EQ(seen.days.size(), 31u);
    const auto row = std::ranges::find(seen.people, officer, &RosterPerson::id);
    ASSERT_NE(row, seen.people.end());
    ASSERT_EQ(row->cells[0].size(), 1u);
    EXPECT_EQ(seen.shifts[static_cast<std::size_t>(row->cells[0][0])].id, early);
}

TEST_P(Rosters, RefuseToBePublishedWithEveryProblemAtOnce) {
    const auto leave = run(as(colleague), site, organisation::ask_leave, organisation::AskLeave{organisation::LeaveKind::annual, day(5), day(6), "", {}});
    ASSERT_TRUE(run(as(supervisor), site, organisation::rule_on_leave, organisation::RuleOnLeave{leave->id, 1, LeaveVerdict::approve, ""}));
    const auto drafted = put({{officer, day(1), {night}}, {officer, day(2), {early}},                  // ends at 07:00, begins at 08:00
                              {officer, day(9), {night}}, {officer, day(10), {shift("凌晨班", "凌", 6 * 60, 120)}},  // overlaps after midnight
                              {colleague, day(5), {early}}});                                          // away
    ASSERT_TRUE(drafted) << "a draft takes anything";
    EXPECT_EQ(drafted->problems.size(), 3u) << "and shows it";
    const auto no = publish(supervisor);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "roster.not-publishable");
    EXPECT_EQ(no.error().clause, "C3");
    const auto problems = no.error().details.at("problems").as_array();
    ASSERT_EQ(problems.size(), 3u);
    EXPECT_EQ(problems[0].at("kind").as_string(), "short_rest");
    EXPECT_EQ(problems[1].at("kind").as_string(), "absent");
    EXPECT_EQ(problems[1].at("name").as_string(), "周敏");
    EXPECT_EQ(problems[2].at("kind").as_string(), "overlap");
    ASSERT_TRUE(put({{officer, day(2), {}}, {officer, day(10), {}}, {colleague, day(5), {}}}));
    EXPECT_TRUE(publish(supervisor));
    EXPECT_EQ(publish(supervisor).error().code, "roster.published");
}

TEST_P(Rosters, RefuseWhoHasNotPassedTheTrainingForThePost) {  // A4.4.4
    qualification::PublishCourse course;
    course.title = "入职培训";
    course.pass_mark = Points{8000};
    course.from = *Day::parse("2026-11-19");
    const auto published = run(as(manager), site, qualification::publish_course, course);
    ASSERT_TRUE(published);
    at("2026-11-20 09:00");
    const auto newcomer = hire("新来的", Post::service_officer);
    const auto drafted = put({{newcomer, day(2), {early}}});
    ASSERT_TRUE(drafted);
    EXPECT_EQ(drafted->problems.size(), 1u);
    const auto no = publish(supervisor);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "roster.not-publishable");
    EXPECT_EQ(no.error().clause, "A4.4.4");
    EXPECT_EQ(no.error().details.at("problems").as_array().at(0).at("kind").as_string(), "unqualified");
    ASSERT_TRUE(run(as(manager), site, qualification::recognise_certificate, {published->id, newcomer, Zone{}.day_of(now), "持有公司总部证书"}));
    EXPECT_TRUE(publish(supervisor));
}

TEST_P(Rosters, LookAtTheMonthBesideThemOnceItIsPublished) {
    const auto january = Day::of(2027, 1, 1);
    ASSERT_TRUE(run(as(supervisor), site, change_cells, ChangeCells{january, 0, {{officer, january, {early}}}}));
    ASSERT_TRUE(put({{officer, day(31), {night}}}));
    EXPECT_TRUE(month(supervisor).problems.empty()) << "January is a draft";
    ASSERT_TRUE(publish(supervisor));
    const auto next = ask(as(supervisor), site, open_roster, {january}).value();
    ASSERT_EQ(next.problems.size(), 1u) << "the night before runs until seven";
    EXPECT_EQ(next.problems[0].kind, RosterProblemKind::short_rest);
    EXPECT_EQ(next.problems[0].day, january);
    EXPECT_EQ(run(as(supervisor), site, publish_roster, PublishRoster{january, next.version}).error().code, "roster.not-publishable");
}

TEST_P(Rosters, KeepTheirGateAfterPublishing) {
    a_published_month();
    EXPECT_EQ(put({{officer, day(1), {early, night}}, {officer, day(2), {early}}}).error().code, "roster.not-publishable");
    EXPECT_TRUE(month(supervisor).problems.empty()) << "nothing of it stayed";
    EXPECT_TRUE(put({{officer, day(4), {early}}}));
}

TEST_P(Rosters, SayWhereTheyDoNotCover) {
    const auto rule = run(as(supervisor), site, keep_coverage, KeepCoverage{Post::service_officer, early, DayType::workday, 2});
    ASSERT_TRUE(rule);
    const auto r = put({{officer, day(1), {early}}, {colleague, day(1), {early}}, {officer, day(2), {early}}});
    ASSERT_TRUE(r);
    const auto of = [&](Day d) { return std::ranges::find(r->gaps, d, &CoverageGap::day); };
    EXPECT_EQ(of(day(1)), r->gaps.end());
    ASSERT_NE(of(day(2)), r->gaps.end());
    EXPECT_EQ(of(day(2))->have, 1);
    EXPECT_EQ(of(day(5)), r->gaps.end()) << "a Saturday";
    ASSERT_TRUE(run(as(supervisor), site, keep_coverage, KeepCoverage{Post::service_officer, early, DayType::workday, 0}));
    EXPECT_TRUE(month(supervisor).gaps.empty());
}

TEST_P(Rosters, AreFilledByAPatternEachPersonAStepLater) {
    const auto pattern = run(as(supervisor), site, keep_pattern, KeepPattern{"早早休", {early, early, ShiftId{}}});
    ASSERT_TRUE(pattern);
    FillByPattern fill{december, 0, {std::stoll(pattern->id)}, {officer, colleague}, day(1), 1};
    ASSERT_TRUE(run(as(supervisor), site, fill_by_pattern, fill));
    const auto seen = month(supervisor);
    const auto cells = [&](StaffId who) { return std::ranges::find(seen.people, who, &RosterPerson::id)->cells; };
    EXPECT_FALSE(cells(officer)[0].empty());
    EXPECT_TRUE(cells(officer)[2].empty());
    EXPECT_TRUE(cells(colleague)[1].empty()) << "a step later in the cycle";
    fill.pattern = {99};
    fill.staff = {StaffId{77}};
    fill.version = seen.version;
    EXPECT_EQ(run(as(supervisor), site, fill_by_pattern, fill).error().fields.size(), 2u) << "every wrong field at once";
}

TEST_P(Rosters, RefuseAStaleEditAndWrongCells) {
    ASSERT_TRUE(put({{officer, day(1), {early}}}));
    EXPECT_EQ(run(as(supervisor), site, change_cells, ChangeCells{december, 1, {{officer, day(2), {early}}}}).error().code, "stale");
    const auto wrong = put({{StaffId{5}, Day::of(2027, 1, 1), {early, early, ShiftId{9}}}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().fields.size(), 4u);
    at("2027-01-05 09:00");
    EXPECT_EQ(put({{officer, day(1), {}}}).error().code, "roster.month-over");
}

TEST_P(Rosters, KeepTheHoursOfAShiftThatSomebodyWorks) {
    ASSERT_TRUE(put({{officer, day(1), {early}}}));
    const ChangeShift renamed{early, 1, "早班", "早", 8 * 60, 8 * 60, false};
    EXPECT_TRUE(run(as(supervisor), site, change_shift, renamed));
    EXPECT_EQ(run(as(supervisor), site, change_shift, ChangeShift{early, 2, "早班", "早", 7 * 60, 8 * 60, true}).error().code, "roster.shift-in-use");
    EXPECT_EQ(run(as(supervisor), site, create_shift, CreateShift{"夜班", "夜", 0, 60}).error().fields.front().code, "taken");
    EXPECT_EQ(run(as(supervisor), site, create_shift, CreateShift{"", "四个字的", 1440, 5}).error().fields.size(), 4u);
}

TEST_P(Rosters, AreSwappedByConsentAndApproval) {
    a_published_month();
    const auto offers = ask(as(officer), site, list_offers, {day(3), early}).value().offers;
    ASSERT_EQ(offers.size(), 1u);
    EXPECT_EQ(offers[0].shifts.size(), 1u);
    AskSwap wish;
    wish.day = day(3);
    wish.shift = early;
    wish.other = colleague;
    wish.reason = "孩子家长会";
    const auto asked = run(as(officer), site, ask_swap, wish);
    ASSERT_TRUE(asked);
    EXPECT_EQ(run(as(officer), site, ask_swap, wish).error().code, "swap.waits-already");
    EXPECT_EQ(run(as(supervisor), site, rule_on_swap, RuleOnSwap{asked->id, 1, SwapVerdict::approve, ""}).error().code, "swap.not-agreed");
    EXPECT_EQ(run(as(officer), site, answer_swap, AnswerSwap{asked->id, 1, SwapAnswer::agree}).error().code, "swap.not-found") << "only the other may agree";
    ASSERT_TRUE(run(as(colleague), site, answer_swap, AnswerSwap{asked->id, 1, SwapAnswer::agree}));
    // The colleague's night of the 2nd ends at 07:00 on the 3rd: too little rest before the early shift.
    const auto no = run(as(supervisor), site, rule_on_swap, RuleOnSwap{asked->id, 2, SwapVerdict::approve, ""});
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "roster.not-publishable");
    ASSERT_TRUE(put({{colleague, day(2), {}}}));
    ASSERT_TRUE(run(as(supervisor), site, rule_on_swap, RuleOnSwap{asked->id, 2, SwapVerdict::approve, ""}));
    const auto seen = month(supervisor);
    EXPECT_TRUE(std::ranges::find(seen.people, officer, &RosterPerson::id)->cells[2].empty());
    EXPECT_FALSE(std::ranges::find(seen.people, colleague, &RosterPerson::id)->cells[2].empty());
    EXPECT_EQ(run(as(supervisor), site, rule_on_swap, RuleOnSwap{asked->id, 3, SwapVerdict::approve, ""}).error().code, "swap.decided");
}

TEST_P(Rosters, TellEscalationsWhoIsOnDuty) {
    const auto second = hire("何建平", Post::supervisor);
    const auto on = [&](const char* moment) {
        return read([&](store::Tx& tx) { return world.on_duty(tx, site, Zone{}, "supervisor", *Zone{}.parse(moment)); });
    };
    EXPECT_FALSE(on("2026-12-01 09:00")) << "no roster: as ever, all who hold the post";
    ASSERT_TRUE(put({{supervisor, day(1), {early}}, {second, day(1), {night}}}));
    EXPECT_FALSE(on("2026-12-01 09:00")) << "a draft is nobody's duty";
    ASSERT_TRUE(publish(supervisor));
    EXPECT_EQ(on("2026-12-01 09:00"), supervisor);
    EXPECT_EQ(on("2026-12-01 16:00"), std::nullopt) << "a shift stops just before its end";
    EXPECT_EQ(on("2026-12-02 06:59"), second) << "over midnight";
    EXPECT_EQ(read([&](store::Tx& tx) { return world.on_duty(tx, site, Zone{}, "technician", *Zone{}.parse("2026-12-01 09:00")); }), std::nullopt);
    const auto leave = run(as(second), site, organisation::ask_leave, organisation::AskLeave{organisation::LeaveKind::sick, day(1), day(1), "", {}});
    ASSERT_TRUE(run(as(manager), site, organisation::rule_on_leave, organisation::RuleOnLeave{leave->id, 1, LeaveVerdict::approve, ""}));
    EXPECT_EQ(on("2026-12-02 06:59"), std::nullopt) << "whoever is away after all is not on duty";

    // A debt without an owner climbs to the one on duty, and to nobody else of the post.
    at("2026-12-01 08:30");
    work(system, site, [&](Unit& unit) {
        unit.tell({"complaint.importance_changed", {journal::SubjectKind::complaint, 7001}, {{"importance", "important"}, {"kind", "complaint"}}, {}});
        return true;
    });
    at("2026-12-01 22:00");
    ASSERT_TRUE(put({{supervisor, day(1), {early}}, {second, day(1), {}}, {manager, day(1), {night}}}));
    at("2026-12-02 00:00");
    std::vector<journal::Event> told;
    work(system, site, [&](Unit& unit) {
        for (const auto& timer : obligations::due_timers(unit.tx, now, 100))
            for (auto& event : obligations::fire(unit.tx, unit.context(), timer).events) told.push_back(event);
        return true;
    });
    const auto climbed = std::ranges::find_if(told, [](const auto& e) { return e.name == "obligation.escalated" && e.facts.at("to").as_string() == "customer_service_manager"; });
    ASSERT_NE(climbed, told.end());
    EXPECT_EQ(climbed->facts.at("to_staff").as_string(), std::to_string(manager.value));
}

TEST_P(Rosters, GoToACalendarBehindASecretThatEnds) {
    a_published_month();
    const auto made = run(as(officer), site, make_feed, {});
    ASSERT_TRUE(made);
    const auto secret = [](const FeedMade& m) { return m.path.substr(m.path.rfind('/') + 1, 48); };
    const auto fed = [&](const std::string& s) {
        return read([&](store::Tx& tx) -> std::optional<std::string> {
            const auto where = site_of_feed(tx, s);
            if (!where) return std::nullopt;
            work::Reading reading{tx, system, *where, now, world};
            return *read_feed(reading, s);
        });
    };
    const auto calendar = fed(secret(*made));
    ASSERT_TRUE(calendar);
    const auto count = [](const std::string& text, std::string_view what) {
        int n = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
        return n;
    };
    EXPECT_EQ(count(*calendar, "BEGIN:VEVENT"), 3) << "one's own and nobody else's";
    EXPECT_TRUE(calendar->contains("DTSTART:20261201T000000Z\r\n"));
    EXPECT_FALSE(fed(std::string(48, '0')));
    const auto next = run(as(officer), site, make_feed, {});
    EXPECT_FALSE(fed(secret(*made))) << "a new secret ends the old one";
    EXPECT_TRUE(ask(as(officer), site, list_my_shifts, {}).value().has_feed);
    EXPECT_TRUE(run(as(officer), site, end_feed, {}).value().ended);
    EXPECT_FALSE(fed(secret(*next)));
}

}  // namespace
}  // namespace huiyin::roster
