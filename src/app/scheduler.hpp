// Fires what is due, each in its own unit of work, in due order, once; after an outage everything that was missed.
// Several servers on one database: one leads, by a lease whose epoch is checked inside every firing. It also moves a
// manual clock, living through every due time on the way, and does the housekeeping.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "app/application.hpp"
#include "http/clock.hpp"
#include "work/days.hpp"

namespace huiyin::app {

class Scheduler {
  public:
    // `name` tells this server from others; `manual` is the clock when it is one that we move.
    Scheduler(Application& application, const http::Clock& clock, http::ManualClock* manual, std::string name);
    ~Scheduler();
    void start();
    void stop();  // what is being fired is finished

    // Fires everything due by now; answers how many timers fired. Blocking.
    std::int64_t catch_up();
    // Moves the manual clock, stopping at each due time on the way; `then` is called on the scheduler's thread.
    void move_clock(Instant to, std::function<void(std::exception_ptr)> then);

    // Called every `period` of real time on the scheduler's thread.
    void every(std::chrono::milliseconds period, std::function<void()> work);

  private:
    struct Periodic {
        std::chrono::milliseconds period;
        std::chrono::steady_clock::time_point last;
        std::function<void()> work;
    };
    void run();
    void run_periodic();
    bool leads();
    std::int64_t fire_due(Instant until, Instant now);
    std::optional<work::DayStart> day_ahead(Instant now);
    bool begin(const work::DayStart& day, Instant now);
    int fire_batch(const std::vector<obligations::Timer>& timers, Instant now);
    void fire_one(store::Tx& tx, const work::World& world, const obligations::Timer& timer, Instant now, std::vector<journal::Event>& told);
    void live_until(Instant to);

    Application& application_;
    const http::Clock& clock_;
    http::ManualClock* manual_;
    std::string name_;
    std::int64_t epoch_ = 0;
    std::optional<work::DayStart> ahead_;             // the next day to begin, as this server knows
    std::shared_ptr<const work::World> ahead_of_;     // and the sites it knows it of
    std::vector<Periodic> periodic_;
    std::mutex mutex_;            // what is asked of the thread
    std::mutex firing_;           // one firing at a time
    std::condition_variable wake_;
    std::vector<std::function<void()>> asked_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace huiyin::app
