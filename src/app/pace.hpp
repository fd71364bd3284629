// How fast somebody unknown may go: so many at once, then one after each interval. Forgets whom it need not remember.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace huiyin::app {

class Pace {
  public:
    using Time = std::chrono::steady_clock::time_point;
    Pace(int at_once, std::chrono::milliseconds interval) : at_once_(at_once), interval_(interval) {}
    std::chrono::seconds take(const std::string& whom, Time now);  // 0: may go on; else how long to wait
    std::size_t remembered() const;

  private:
    int at_once_;
    std::chrono::milliseconds interval_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Time> free_at_;  // when everything taken so far is forgotten
};

}  // namespace huiyin::app
