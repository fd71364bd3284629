// The clock, read once at the door and passed in. A manual one stands still until it is moved, forward only.
#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>

#include "kernel/time.hpp"

namespace huiyin::http {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual bool manual() const { return false; }
};

class SystemClock : public Clock {
  public:
    Instant now() const override {
        return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
    }
};

class ManualClock : public Clock {
  public:
    explicit ManualClock(Instant start) : ms_(start.ms) {}
    Instant now() const override { return {ms_.load()}; }
    bool manual() const override { return true; }
    void move_to(Instant later) {  // never back
        auto before = ms_.load();
        while (before < later.ms && !ms_.compare_exchange_weak(before, later.ms)) {}
    }

  private:
    std::atomic<std::int64_t> ms_;
};

}  // namespace huiyin::http
