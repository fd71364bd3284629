#include "app/pace.hpp"

#include <algorithm>

namespace huiyin::app {
using namespace std::chrono_literals;

namespace {
constexpr std::size_t most_remembered = 20'000;
}

std::chrono::seconds Pace::take(const std::string& whom, Time now) {
    const std::lock_guard lock(mutex_);
    if (free_at_.size() >= most_remembered) std::erase_if(free_at_, [&](const auto& f) { return f.second <= now; });
    // So many senders at once that they cannot be told apart any more: nobody new gets in before some are forgotten.
    if (free_at_.size() >= most_remembered && !free_at_.contains(whom)) return std::max<std::chrono::seconds>(1s, std::chrono::ceil<std::chrono::seconds>(interval_));
    auto& free_at = free_at_[whom];
    const auto next = std::max(free_at, now) + interval_;
    if (next - now > interval_ * at_once_) return std::max<std::chrono::seconds>(1s, std::chrono::ceil<std::chrono::seconds>(next - now - interval_ * at_once_));
    free_at = next;
    return 0s;
}

std::size_t Pace::remembered() const {
    const std::lock_guard lock(mutex_);
    return free_at_.size();
}

}  // namespace huiyin::app
