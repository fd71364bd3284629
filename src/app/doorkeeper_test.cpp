// How long a session lasts, and what ends it.
#include "app/doorkeeper.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "organisation/organisation.hpp"
#include "support/office.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

struct ASession : testing::TestWithParam<store::Engine> {
    support::Office office{GetParam()};
    http::ManualClock clock{office.now};
    Doorkeeper doors{*office.db, clock, {}};
    StaffId staff{};

    void SetUp() override {
        office.work(office.system, {}, [&](work::Unit& unit) { return organisation::create_first_administrator(unit, "admin"); });
        staff = office.db->read_now([](store::Tx& tx) { return organisation::find_account(tx, "admin")->staff; });
        office.db->write_now([&](store::Tx& tx) { organisation::start_session(tx, "digest", staff, clock.now()); });
    }
    std::shared_ptr<const http::Identity> who(const std::string& digest = "digest") {
        std::promise<std::shared_ptr<const http::Identity>> found;
        doors.identify(digest, [&](auto identity, std::exception_ptr trouble) {
            EXPECT_FALSE(trouble);
            found.set_value(identity);
        });
        return found.get_future().get();
    }
    void wait_until_touched() {  // the touch is written after the answer
        const auto touched = [&] {
            return office.db->read_now([](store::Tx& tx) { return organisation::find_session(tx, "digest")->last_seen_at; }) == clock.now();
        };
        for (int i = 0; i < 2000 && !touched(); ++i) std::this_thread::sleep_for(1ms);
        EXPECT_TRUE(touched());
    }
    void pass(Duration time) {
        clock.move_to(clock.now() + time);
        doors.forget_everybody();  // five seconds of real time, without waiting for them
    }
};

TEST_P(ASession, KnowsItsPerson) {
    ASSERT_TRUE(who());
    EXPECT_EQ(who()->actor.staff, staff);
    EXPECT_TRUE(who()->must_change_password);
    EXPECT_FALSE(who("another"));
}

TEST_P(ASession, EndsAfterTwelveIdleHours) {
    pass(12h - 1ms);
    EXPECT_TRUE(who());
    wait_until_touched();
    pass(11h);
    EXPECT_TRUE(who());
    wait_until_touched();
    pass(12h);
    EXPECT_FALSE(who());
    EXPECT_FALSE(who());
}

TEST_P(ASession, EndsAfterSevenDaysHoweverBusy) {
    for (int i = 0; i < 20; ++i) {
        pass(8h);
        ASSERT_TRUE(who()) << i;
        wait_until_touched();
    }
    pass(8h);
    EXPECT_FALSE(who());
}

TEST_P(ASession, EndsAtOnceWhenSignedOut) {
    EXPECT_TRUE(who());
    office.db->write_now([](store::Tx& tx) { organisation::end_session(tx, "digest"); });
    doors.forget_everybody();
    EXPECT_FALSE(who());
}

ON_EACH_ENGINE(ASession);

}  // namespace
}  // namespace huiyin::app
