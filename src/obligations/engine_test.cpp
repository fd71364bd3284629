// The engine on a small handbook of its own: opened, kept, kept late, moved, paused, dropped, breached, escalated, explained.
#include <gtest/gtest.h>

#include <random>

#include "obligations/obligations.hpp"
#include "support/databases.hpp"

namespace huiyin::obligations {
namespace {

using journal::Event;
using journal::SubjectKind;

rulebook::Obligation rule(std::string on, rulebook::Allowance within) {
    rulebook::Obligation o;
    o.opens.on = std::move(on);
    o.owing_post = "service_officer";
    o.owing_role = "responsible";
    o.act = "answer";
    o.within = std::move(within);
    o.kept_by = {{"done", {}, 0}};
    o.dropped_by = {{"dropped", {}, 0}};
    o.paused_by = {{"stopped", {}, 0}};
    o.resumed_by = {{"resumed", {}, 0}};
    o.escalate = {{-4h, "owner"}, {0h, "supervisor"}, {24h, "customer_service_manager"}};
    return o;
}

// Clause X1: eight hours of working time; X2: promised; X3: at the second hand-over.
std::shared_ptr<rulebook::Rulebook> book() {
    auto b = std::make_shared<rulebook::Rulebook>();
    b->version_ = "2026-01-01+test";
    const auto add = [&](std::string id, rulebook::Obligation o) {
        rulebook::Clause c;
        c.id = id;
        c.from = Day::of(2026, 1, 1);
        c.obligations = {std::move(o)};
        b->by_id_[id] = b->clauses_.size();
        b->clauses_.push_back(std::move(c));
    };
    add("X1", rule("begun", {rulebook::Counting::working, 0, 480, {}}));
    auto promised = rule("promised", {rulebook::Counting::promised, 0, 0, "promised_at"});
    promised.moved_by = {{"moved", {}, 0}};
    promised.paused_by.clear();
    add("X2", promised);
    auto second = rule("handed_over", {rulebook::Counting::end_of_day, 0, 0, {}});
    second.opens.nth = 2;
    add("X3", second);
    for (const auto& c : b->clauses_)
        for (const auto& o : c.obligations) b->by_event_[o.opens.on].push_back({&c, &o, 0});
    return b;
}

class Engine : public testing::TestWithParam<store::Engine> {
  protected:
    Instant at(const char* text) { return calendar.zone().parse(text).value(); }
    Context context(Instant now) { return {*handbook, calendar, ids, site, now}; }
    void tell(const char* when, std::string name, boost::json::object facts = {}, boost::json::object personal = {}) {
        tell_at(at(when), std::move(name), std::move(facts), std::move(personal));
    }
    void tell_at(Instant now, std::string name, boost::json::object facts = {}, boost::json::object personal = {}) {
        facts.emplace("responsible", "5");
        facts.emplace("department", "2");
        db->write_now([&](store::Tx& tx) {
            const Event event{std::move(name), {SubjectKind::complaint, 1}, std::move(facts), std::move(personal)};
            const auto written = journal::append(tx, ids, {site, {5}, now, now, "v"}, event);
            hear(tx, context(now), event, written);
        });
    }
    int fire_all(const char* when) {
        int fired = 0;
        const auto now = at(when);
        db->write_now([&](store::Tx& tx) {
            fired = 0;
            for (const auto& t : due_timers(tx, now, 100)) fired += fire(tx, context(now), t).fired;
        });
        return fired;
    }
    Obligation only() {
        const auto all = db->read_now([&](store::Tx& tx) { return of_subject(tx, {SubjectKind::complaint, 1}); });
        EXPECT_EQ(all.size(), 1u);
        return all.empty() ? Obligation{} : all.front();
    }
    Why why(const Obligation& o) {
        return db->read_now([&](store::Tx& tx) { return explain(tx, context(at("2026-12-31 00:00")), o); });
    }
    std::unique_ptr<store::Database> db = support::fresh_database(GetParam());
    std::shared_ptr<rulebook::Rulebook> handbook = book();
    WorkingCalendar calendar = WorkingCalendar::usual({}, {});
    IdSource ids;
    static constexpr SiteId site{7};
};

TEST_P(Engine, CountsWorkingTimeOverTheWeekend) {
    tell("2026-03-06 14:00", "begun");  // Friday; four hours are left, four more on Monday
    const auto o = only();
    EXPECT_EQ(o.due_at, at("2026-03-09 14:30"));
    EXPECT_EQ(o.owner, StaffId{5});
    EXPECT_EQ(why(o).computed_due, o.due_at);
}
TEST_P(Engine, IsLateFromTheDueMomentOn) {
    tell("2026-03-02 08:30", "begun");
    const auto due = only().due_at;
    tell_at(due - 1ms, "done");
    EXPECT_EQ(only().state, State::kept);
}
TEST_P(Engine, IsKeptLateAtTheDueMomentItself) {
    tell("2026-03-02 08:30", "begun");
    const auto due = only().due_at;
    tell_at(due, "done");
    EXPECT_EQ(only().state, State::kept_late);
    EXPECT_TRUE(only().breached);
}
TEST_P(Engine, DoesNotOpenTheSameDebtTwice) {
    tell("2026-03-02 08:30", "begun");
    tell("2026-03-02 09:30", "begun");
    EXPECT_EQ(only().opened_at, at("2026-03-02 08:30"));
}
TEST_P(Engine, NeverReachesBackBeforeTheClauseBegan) {
    tell("2025-12-31 09:00", "begun");
    EXPECT_TRUE(db->read_now([&](store::Tx& tx) { return of_subject(tx, {SubjectKind::complaint, 1}); }).empty());
}
TEST_P(Engine, MovesAPromiseAndKeepsItsFirstTime) {
    tell("2026-03-02 09:00", "promised", {{"promised_at", at("2026-03-03 10:00").ms}});
    tell("2026-03-02 11:00", "moved", {{"promised_at", at("2026-03-04 17:00").ms}}, {{"reason", "报告未到"}});
    const auto o = only();
    EXPECT_EQ(o.first_due_at, at("2026-03-03 10:00"));
    EXPECT_EQ(o.due_at, at("2026-03-04 17:00"));
    EXPECT_EQ(o.moved, 1);
    const auto explained = why(o);
    EXPECT_EQ(explained.computed_due, o.due_at);
    ASSERT_EQ(explained.moves.size(), 1u);
    EXPECT_EQ(explained.moves.front().reason, "报告未到");
    EXPECT_EQ(fire_all("2026-03-03 10:00"), 0) << "the old time no longer breaches";
    EXPECT_EQ(fire_all("2026-03-04 17:00"), 3) << "warning, breach and the supervisor";
}
TEST_P(Engine, GivesBackThePausedWorkingTimeAndNoMore) {
    tell("2026-03-02 08:30", "begun");                  // Monday, due 18:00 minus half: eight hours end Tuesday 09:00
    const auto due = only().due_at;
    tell("2026-03-02 10:30", "stopped");
    EXPECT_EQ(fire_all("2026-03-05 00:00"), 0) << "a stopped clock warns nobody";
    tell("2026-03-04 10:30", "resumed");                // exactly two working days later
    EXPECT_EQ(only().due_at, calendar.add_working(at("2026-03-04 10:30"), calendar.working_between(at("2026-03-02 10:30"), due)));
    EXPECT_EQ(why(only()).computed_due, only().due_at);
    ASSERT_EQ(why(only()).pauses.size(), 1u);
}
TEST_P(Engine, ClimbsOnceAStepInDueOrderAlsoAfterAnOutage) {
    tell("2026-03-02 08:30", "begun");
    EXPECT_EQ(fire_all("2026-03-20 09:00"), 4) << "warning, breach, supervisor, manager, all at once after the outage";
    EXPECT_EQ(fire_all("2026-03-21 09:00"), 0);
    EXPECT_TRUE(only().breached);
}
TEST_P(Engine, ForgetsTheLadderWhenTheDebtIsKept) {
    tell("2026-03-02 08:30", "begun");
    tell("2026-03-02 09:00", "done");
    EXPECT_EQ(fire_all("2026-04-01 00:00"), 0);
}
TEST_P(Engine, OpensAtTheSecondHandOverOnly) {
    tell("2026-03-02 09:00", "handed_over");
    EXPECT_TRUE(db->read_now([&](store::Tx& tx) { return of_subject(tx, {SubjectKind::complaint, 1}); }).empty());
    tell("2026-03-02 10:00", "handed_over");
    EXPECT_EQ(only().clause, "X3");
}
TEST_P(Engine, FollowsTheResponsiblePerson) {
    tell("2026-03-02 09:00", "begun");
    db->write_now([&](store::Tx& tx) {
        const Event event{"assigned", {SubjectKind::complaint, 1}, {{"responsible", "8"}, {"department", "3"}}, {}};
        const auto written = journal::append(tx, ids, {site, {5}, at("2026-03-02 10:00"), at("2026-03-02 10:00"), "v"}, event);
        hear(tx, context(at("2026-03-02 10:00")), event, written);
    });
    EXPECT_EQ(only().owner, StaffId{8});
    EXPECT_EQ(only().department, DepartmentId{3});
}
TEST_P(Engine, IsWaivedByRuleWhenTheMatterNoLongerCallsForIt) {
    tell("2026-03-02 09:00", "begun");
    tell("2026-03-02 09:30", "dropped");
    EXPECT_EQ(only().state, State::waived);
    EXPECT_EQ(only().reason, "dropped");
}
TEST_P(Engine, ExplainsItselfAfterAnyRunOfPauses) {
    std::mt19937 chance(20260302);
    for (int round = 0; round < 20; ++round) {
        db = support::fresh_database(GetParam());
        auto now = at("2026-03-02 08:30") + std::chrono::minutes(chance() % 3000);
        tell_at(now, "begun");
        for (int i = 0; i < 4; ++i) {
            now = now + std::chrono::minutes(1 + chance() % 900);
            tell_at(now, i % 2 ? "resumed" : "stopped");
            const auto o = only();
            if (!o.paused_at) EXPECT_EQ(why(o).computed_due, o.due_at) << "round " << round << " step " << i;
        }
        if (GetParam() == store::Engine::postgresql && round == 2) break;  // the arithmetic is the same; databases are dear there
    }
}
ON_EACH_ENGINE(Engine);

}  // namespace
}  // namespace huiyin::obligations
