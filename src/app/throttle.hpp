// Slows down whoever guesses passwords.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace huiyin::app {

// Counts failures: some are free, then each next try waits twice as long, a quarter of an hour at most.
class Throttle {
  public:
    explicit Throttle(int free_failures) : free_failures_(free_failures) {}
    using Time = std::chrono::steady_clock::time_point;
    std::chrono::seconds wait(const std::string& whom, Time now);  // 0: may try
    void failed(const std::string& whom, Time now);
    void succeeded(const std::string& whom);

  private:
    struct Count {
        int failures = 0;
        Time until{}, last{};
    };
    int free_failures_;
    std::mutex mutex_;
    std::unordered_map<std::string, Count> counts_;
};

}  // namespace huiyin::app
