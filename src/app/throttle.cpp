// Slows down whoever guesses passwords.
#include "app/throttle.hpp"

#include <algorithm>

namespace huiyin::app {
using namespace std::chrono_literals;

namespace {
constexpr auto longest_wait = std::chrono::seconds(15 * 60);
constexpr auto forgotten_after = 1h;
constexpr std::size_t most_counts = 50'000;
}  // namespace

std::chrono::seconds Throttle::wait(const std::string& whom, Time now) {
    const std::lock_guard lock(mutex_);
    const auto count = counts_.find(whom);
    if (count == counts_.end() || count->second.until <= now) return 0s;
    return std::chrono::ceil<std::chrono::seconds>(count->second.until - now);
}

void Throttle::failed(const std::string& whom, Time now) {
    const std::lock_guard lock(mutex_);
    if (counts_.size() >= most_counts) std::erase_if(counts_, [&](const auto& c) { return c.second.until <= now; });
    auto& count = counts_[whom];
    if (now - count.last > forgotten_after) count.failures = 0;
    count.last = now;
    if (++count.failures < free_failures_) return;
    const auto doublings = std::min(count.failures - free_failures_, 10);
    count.until = now + std::min<std::chrono::seconds>(1s * (1 << doublings), longest_wait);
}

void Throttle::succeeded(const std::string& whom) {
    const std::lock_guard lock(mutex_);
    counts_.erase(whom);
}

}  // namespace huiyin::app
