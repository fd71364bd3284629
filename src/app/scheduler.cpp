// Fires what is due.
#include "app/scheduler.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>

#include "huiyin_app_sql.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;
constexpr int most_at_once = 256;
constexpr auto lease_lasts = std::chrono::milliseconds(15'000);
constexpr auto lease_name = "scheduler";

struct NoLongerLeading : std::runtime_error {
    NoLongerLeading() : std::runtime_error("another server leads now") {}
};
struct Lease {
    std::string holder;
    std::int64_t epoch = 0;
    Instant until_at{};
};
BOOST_DESCRIBE_STRUCT(Lease, (), (holder, epoch, until_at))
}  // namespace

Scheduler::Scheduler(Application& application, const http::Clock& clock, http::ManualClock* manual, std::string name)
    : application_(application), clock_(clock), manual_(manual), name_(std::move(name)) {}

Scheduler::~Scheduler() { stop(); }

void Scheduler::every(std::chrono::milliseconds period, std::function<void()> work) {
    periodic_.push_back({period, std::chrono::steady_clock::now(), std::move(work)});
}

void Scheduler::start() {
    thread_ = std::thread([this] { run(); });
}

void Scheduler::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (!thread_.joinable()) return;
    thread_.join();
    if (application_.database().engine() == store::Engine::postgresql) {
        try {
            application_.database().write_now([&](store::Tx& tx) { tx.run(sql::lease_give_up, lease_name, name_); });
        } catch (const std::exception& e) {
            spdlog::warn("the scheduler's lease runs out by itself: {}", e.what());
        }
    }
}

void Scheduler::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        auto asked = std::exchange(asked_, {});
        lock.unlock();
        for (const auto& work : asked) work();
        try {
            catch_up();
        } catch (const std::exception& e) {
            spdlog::error("the scheduler goes on in a moment: {}", e.what());
        }
        run_periodic();
        lock.lock();
        wake_.wait_for(lock, 500ms, [this] { return ending_ || !asked_.empty(); });
    }
    for (const auto& work : std::exchange(asked_, {})) {
        lock.unlock();
        work();
        lock.lock();
    }
}

void Scheduler::run_periodic() {
    const auto now = std::chrono::steady_clock::now();
    for (auto& p : periodic_) {
        if (now - p.last < p.period) continue;
        p.last = now;
        try {
            p.work();
        } catch (const std::exception& e) {
            spdlog::error("housekeeping failed: {}", e.what());
        }
    }
}

// SQLite has one server by nature. On PostgreSQL the lease decides; its row is also looked at inside every firing.
bool Scheduler::leads() {
    auto& database = application_.database();
    if (database.engine() == store::Engine::sqlite) return true;
    const http::SystemClock real;
    const auto now = real.now();
    bool leading = false;
    database.write_now([&](store::Tx& tx) {
        tx.run(sql::lease_create, lease_name);
        leading = tx.run(sql::lease_take, lease_name, name_, now, now + lease_lasts) > 0;
        if (const auto lease = tx.first<Lease>(sql::lease_find, lease_name); lease && leading) epoch_ = lease->epoch;
    });
    return leading;
}

std::int64_t Scheduler::catch_up() {
    const std::lock_guard lock(firing_);
    const auto now = clock_.now();
    application_.pass_day(now);
    const auto next = application_.database().read_now([](store::Tx& tx) { return obligations::next_timer(tx); });
    auto day = day_ahead(now);
    const bool day_due = day && day->at <= now;
    if ((!day_due && (!next || *next > now)) || !leads()) return 0;
    // Timers first, up to each midnight: what was due by then belongs to the day that ends there.
    std::int64_t fired = 0;
    for (; day && day->at <= now; day = day_ahead(now)) {
        fired += fire_due(day->at, now);
        if (!begin(*day, now)) return fired;
    }
    return fired + fire_due(now, now);
}

std::optional<work::DayStart> Scheduler::day_ahead(Instant now) {
    const auto world = application_.world();
    if (!ahead_ || ahead_of_ != world) {
        ahead_ = application_.database().read_now([&](store::Tx& tx) { return work::next_day(tx, *world, now); });
        ahead_of_ = world;
    }
    return ahead_;
}

// The day begins at its own midnight, also when this is told later. False: it could not be told; later again.
bool Scheduler::begin(const work::DayStart& day, Instant now) {
    static const auto system = work::Actor::system();
    const auto world = application_.world();
    std::vector<journal::Event> told;
    ahead_.reset();
    try {
        application_.database().write_now([&](store::Tx& tx) {
            told.clear();
            if (tx.engine() == store::Engine::postgresql && tx.run(sql::lease_holds, lease_name, name_, epoch_) == 0) throw NoLongerLeading();
            work::Unit unit(tx, application_.ids(), *world, system, day.site, day.at, std::max(day.at, now));
            if (work::begin_day(unit, day.day)) told = unit.told();
        });
    } catch (const std::exception& e) {
        spdlog::error("the day {} could not begin: {}", day.day.iso(), e.what());
        return false;
    }
    if (!told.empty()) application_.committed(day.site, told);
    return true;
}

std::int64_t Scheduler::fire_due(Instant until, Instant now) {
    std::int64_t fired = 0;
    for (;;) {
        const auto timers = application_.database().read_now([&](store::Tx& tx) { return obligations::due_timers(tx, until, most_at_once); });
        if (timers.empty()) return fired;
        const int done = fire_batch(timers, now);
        fired += done;
        if (done == 0) return fired;  // nothing of this batch could be fired: the log says why; later again
    }
}

// Jobs are queued in due order; SQLite's one writer keeps that order and commits many together. PostgreSQL has several
// writers, so there each waits for the one before.
int Scheduler::fire_batch(const std::vector<obligations::Timer>& timers, Instant now) {
    struct Shot {
        std::vector<journal::Event> told;
        std::promise<bool> done;
    };
    const auto world = application_.world();
    const bool one_by_one = application_.database().engine() == store::Engine::postgresql;
    std::vector<std::pair<std::shared_ptr<Shot>, std::future<bool>>> shots;
    int fired = 0;
    const auto settle = [&](std::size_t i) {
        if (!shots[i].second.get()) return;
        ++fired;
        if (!shots[i].first->told.empty()) application_.committed(timers[i].site, shots[i].first->told);
    };
    for (const auto& timer : timers) {
        auto shot = std::make_shared<Shot>();
        shots.emplace_back(shot, shot->done.get_future());
        application_.database().write(
            [this, world, timer, now, shot](store::Tx& tx) {
                shot->told.clear();
                fire_one(tx, *world, timer, now, shot->told);
            },
            [timer, shot](std::exception_ptr trouble) {
                if (trouble) {
                    try {
                        std::rethrow_exception(trouble);
                    } catch (const std::exception& e) {
                        spdlog::error("timer {} could not be fired: {}", timer.id.value, e.what());
                    }
                }
                shot->done.set_value(!trouble);
            });
        if (one_by_one) settle(shots.size() - 1);
    }
    if (!one_by_one) {
        for (std::size_t i = 0; i < shots.size(); ++i) settle(i);
    }
    return fired;
}

void Scheduler::fire_one(store::Tx& tx, const work::World& world, const obligations::Timer& timer, Instant now, std::vector<journal::Event>& told) {
    static const auto system = work::Actor::system();
    if (tx.engine() == store::Engine::postgresql && tx.run(sql::lease_holds, lease_name, name_, epoch_) == 0) throw NoLongerLeading();
    work::Unit unit(tx, application_.ids(), world, system, timer.site, now, now);
    const auto fired = obligations::fire(tx, unit.context(), timer);
    for (const auto& event : fired.events) unit.tell(event);
    told = unit.told();
}

void Scheduler::move_clock(Instant to, std::function<void(std::exception_ptr)> then) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back([this, to, then = std::move(then)] {
            try {
                live_until(to);
                then(nullptr);
            } catch (...) {
                then(std::current_exception());
            }
        });
    }
    wake_.notify_all();
}

// The manual clock stops at every due time on its way, so that months pass as they would have.
void Scheduler::live_until(Instant to) {
    const std::lock_guard lock(firing_);
    ensure(manual_ != nullptr, "only a manual clock is moved");
    if (leads()) {
        for (;;) {
            const auto next = application_.database().read_now([](store::Tx& tx) { return obligations::next_timer(tx); });
            const auto day = day_ahead(manual_->now());
            const bool day_first = day && (!next || day->at < *next);
            if (day_first ? day->at > to : !next || *next > to) break;
            manual_->move_to(std::max(manual_->now(), day_first ? day->at : *next));
            application_.pass_day(manual_->now());
            if (day_first ? !begin(*day, manual_->now()) : fire_due(manual_->now(), manual_->now()) == 0) break;
        }
    }
    manual_->move_to(to);
    application_.pass_day(manual_->now());
    application_.set("clock.now", std::to_string(manual_->now().ms));
}

}  // namespace huiyin::app
