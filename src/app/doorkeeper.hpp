// Sessions at the door: from a cookie's digest to a person, kept in memory for five seconds at most, and forgotten at
// once when somebody signs out or staff, accounts or sites change.
#pragma once
#include <atomic>
#include <chrono>
#include <mutex>
#include <unordered_map>

#include "http/api.hpp"

namespace huiyin::app {

struct SessionLimits {
    std::chrono::minutes idle{12 * 60};
    std::chrono::minutes whole{7 * 24 * 60};
};

class Doorkeeper : public http::Doorkeeper {
  public:
    // `clock` is the real one even where work runs on a manual clock: a story that lives through months stays signed in.
    Doorkeeper(store::Database& database, const http::Clock& clock, SessionLimits limits)
        : database_(database), clock_(clock), limits_(limits) {}

    void identify(const std::string& session_digest, Then then) override;
    void forget_everybody();
    // Actors' deputies and posts are looked up at the moment of work, which may be a manual clock's.
    void work_moment(std::function<Instant()> now) { work_now_ = std::move(now); }

  private:
    struct Known {
        std::shared_ptr<const http::Identity> identity;
        std::chrono::steady_clock::time_point until;
    };
    std::shared_ptr<const http::Identity> look_up(store::Tx& tx, const std::string& digest, Instant now, bool& expired, bool& touch) const;
    void remember(const std::string& digest, std::shared_ptr<const http::Identity> identity, std::uint64_t generation);

    store::Database& database_;
    const http::Clock& clock_;
    SessionLimits limits_;
    std::function<Instant()> work_now_ = [this] { return clock_.now(); };
    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
    std::uint64_t generation_ = 0;
};

}  // namespace huiyin::app
