// Timers fire in due order, each once, also after an outage, also with two servers; a manual clock lives through them.
#include "app/scheduler.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <set>

#include "complaints/use_cases.hpp"
#include "organisation/organisation.hpp"
#include "support/databases.hpp"

namespace huiyin::app {
namespace {

struct TheScheduler : testing::TestWithParam<store::Engine> {
    support::Place where{GetParam()};
    std::string folder = testing::TempDir() + "huiyin_scheduler_" + std::to_string(::getpid());
    std::unique_ptr<Application> application;
    http::ManualClock clock{*Zone{}.parse("2026-03-03 09:10")};
    SiteId site{};
    CategoryId category{};
    work::Actor system = work::Actor::system();

    std::unique_ptr<Application> another(int node) {
        auto made = std::make_unique<Application>(Place{.data = folder, .database = where.where(), .node = node});
        made->use_manual_clock();
        made->reload_world(clock.now());
        return made;
    }
    void SetUp() override {
        application = another(0);
        first_start(*application, clock.now());
        site = application->database().read_now([](store::Tx& tx) { return organisation::all_sites(tx).front().id; });
        const auto tree = application->database().read_now([&](store::Tx& tx) {
            const auto world = application->world();
            work::Reading reading{tx, system, site, clock.now(), *world};
            return complaints::list_categories(reading, {});
        });
        category = tree->categories.back().id;
    }
    void TearDown() override {
        application.reset();
        std::filesystem::remove_all(folder);
    }
    ComplaintId record() {
        complaints::RecordComplaint command;
        command.category = category;
        command.place = "大门";
        command.subject = command.text = "水管漏水";
        const auto made = application->perform(system, site, clock.now(), complaints::record_complaint, command);
        if (!made) throw std::runtime_error(made.error().code);
        return made->id;
    }
    std::vector<journal::Entry> told(ComplaintId id) {
        return application->database().read_now([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::complaint, id.value}); });
    }
    static std::vector<Instant> times_of(const std::vector<journal::Entry>& entries, std::string_view event) {
        std::vector<Instant> times;
        for (const auto& e : entries) {
            if (e.event == event) times.push_back(e.at);
        }
        return times;
    }
};

TEST_P(TheScheduler, FiresEachTimerOnceAfterAnOutageInDueOrder) {
    const auto one = record(), other = record();
    Scheduler scheduler(*application, clock, &clock, "one");
    EXPECT_EQ(scheduler.catch_up(), 0);
    clock.move_to(clock.now() + std::chrono::days(4));  // nobody was there
    EXPECT_GT(scheduler.catch_up(), 0);
    EXPECT_EQ(scheduler.catch_up(), 0);
    for (const auto id : {one, other}) {
        std::set<std::string> seen;
        for (const auto& e : told(id)) {
            if (e.event == "obligation.breached" || e.event == "obligation.escalated") EXPECT_TRUE(seen.insert(e.event + e.facts).second) << e.facts;
        }
        EXPECT_FALSE(seen.empty());
    }
}

TEST_P(TheScheduler, LivesThroughEveryDueTimeOnTheManualClocksWay) {
    const auto id = record();
    Scheduler scheduler(*application, clock, &clock, "one");
    scheduler.start();
    std::promise<std::exception_ptr> done;
    const auto to = clock.now() + std::chrono::days(4);
    scheduler.move_clock(to, [&](std::exception_ptr trouble) { done.set_value(trouble); });
    EXPECT_FALSE(done.get_future().get());
    EXPECT_EQ(clock.now(), to);
    EXPECT_EQ(application->setting("clock.now"), std::to_string(to.ms));
    const auto breaches = times_of(told(id), "obligation.breached");
    ASSERT_FALSE(breaches.empty());
    EXPECT_EQ(Zone{}.text(breaches.front()), "2026-03-04 00:00");  // D4: verified the same day, or late at its midnight
    EXPECT_TRUE(std::ranges::is_sorted(breaches));
}

TEST_P(TheScheduler, ToldTheStreamWhatItDid) {
    record();
    std::vector<std::string> heard;
    application->on_committed([&](SiteId, const std::vector<journal::Event>& events) {
        for (const auto& e : events) heard.push_back(e.name);
    });
    Scheduler scheduler(*application, clock, &clock, "one");
    clock.move_to(clock.now() + std::chrono::days(1));
    scheduler.catch_up();
    EXPECT_NE(std::ranges::find(heard, "obligation.breached"), heard.end());
}

const store::QueryFile queries{"scheduler_test", R"(
-- name: days_begun
select day from site_days where site = $1 order by begun_at, id
-- name: reviews_opened
select facts from journal where site = $1 and event = 'daily_review.opened' order by seq
)"};

TEST_P(TheScheduler, BeginsEachDayOnceAndInOrderAlsoAfterAnOutage) {
    Scheduler scheduler(*application, clock, &clock, "one");
    scheduler.catch_up();
    clock.move_to(clock.now() + std::chrono::days(5));  // Tuesday to Sunday
    scheduler.catch_up();
    scheduler.catch_up();
    application->database().read_now_void([&](store::Tx& tx) {
        const auto days = tx.all<Day>(queries.at("days_begun"), site);
        ASSERT_EQ(days.size(), 6u);
        EXPECT_EQ(days.front().iso(), "2026-03-03");
        for (std::size_t i = 1; i < days.size(); ++i) EXPECT_EQ(days[i], days[i - 1] + 1);
        const auto told = tx.all<std::string>(queries.at("reviews_opened"), site);
        ASSERT_EQ(told.size(), 6u);
        EXPECT_NE(told[4].find(R"("workday":"no")"), std::string::npos) << told[4];
    });
}

TEST_P(TheScheduler, BeginsTheDaysOnTheManualClocksWay) {
    Scheduler scheduler(*application, clock, &clock, "one");
    scheduler.start();
    std::promise<std::exception_ptr> done;
    scheduler.move_clock(clock.now() + std::chrono::days(3), [&](std::exception_ptr trouble) { done.set_value(trouble); });
    EXPECT_FALSE(done.get_future().get());
    EXPECT_EQ(application->database().read_now([&](store::Tx& tx) { return tx.all<Day>(queries.at("days_begun"), site).size(); }), 4u);
}

ON_EACH_ENGINE(TheScheduler);

struct TwoSchedulers : TheScheduler {};

TEST_P(TwoSchedulers, FireNothingTwice) {
    std::vector<ComplaintId> matters;
    for (int i = 0; i < 20; ++i) matters.push_back(record());
    auto second = another(1);
    Scheduler here(*application, clock, &clock, "here"), there(*second, clock, &clock, "there");
    here.catch_up();
    clock.move_to(clock.now() + std::chrono::days(4));
    std::int64_t fired_there = 0;
    std::thread other([&] { fired_there = there.catch_up(); });
    const auto fired_here = here.catch_up();
    other.join();
    const auto days = application->database().read_now([&](store::Tx& tx) { return tx.all<std::string>(queries.at("reviews_opened"), site); });
    EXPECT_EQ(days.size(), 5u) << "each day began once";
    EXPECT_GT(fired_here + fired_there, 0);
    EXPECT_TRUE(fired_here == 0 || fired_there == 0);  // one leads
    for (const auto id : matters) {
        std::multiset<std::string> seen;
        for (const auto& e : told(id)) {
            if (e.event == "obligation.breached" || e.event == "obligation.escalated") seen.insert(e.event + e.facts);
        }
        for (const auto& s : seen) EXPECT_EQ(seen.count(s), 1u) << s;
    }
}

TEST_P(TwoSchedulers, HandOverWhenTheLeaderLeaves) {
    record();
    auto second = another(1);
    {
        Scheduler here(*application, clock, &clock, "here");
        here.start();
        clock.move_to(clock.now() + std::chrono::days(1));
        while (here.catch_up() > 0) {}
        here.stop();
    }
    record();
    clock.move_to(clock.now() + std::chrono::days(1));
    Scheduler there(*second, clock, &clock, "there");
    EXPECT_GT(there.catch_up(), 0);
}

INSTANTIATE_TEST_SUITE_P(OnPostgreSQL, TwoSchedulers, testing::Values(store::Engine::postgresql), support::engine_name);

}  // namespace
}  // namespace huiyin::app
