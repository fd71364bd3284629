// Chance from a seed, the same on every machine (the standard distributions are not).
#pragma once
#include <chrono>
#include <cmath>
#include <cstdint>
#include <random>

namespace huiyin::simulation {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : source_(seed) {}
    std::uint64_t below(std::uint64_t n) { return source_() % n; }
    bool in_hundred(int percent) { return static_cast<int>(below(100)) < percent; }
    std::chrono::minutes minutes(int from, int to) { return std::chrono::minutes(from + static_cast<int>(below(static_cast<std::uint64_t>(to - from + 1)))); }
    // A count that varies by about a quarter around its mean.
    int around(double mean) {
        const double spread = (static_cast<double>(below(1001)) - 500.0) / 1000.0;
        return std::max(0, static_cast<int>(std::lround(mean * (1.0 + spread / 2.0))));
    }
    // A minute of the day when somebody turns to the desk: busy before noon, in the late afternoon and after supper.
    int busy_minute() {
        const auto n = below(100);
        if (n < 38) return 510 + static_cast<int>(below(180));
        if (n < 50) return 690 + static_cast<int>(below(150));
        if (n < 78) return 840 + static_cast<int>(below(210));
        if (n < 95) return 1110 + static_cast<int>(below(150));
        return 420 + static_cast<int>(below(90));
    }

  private:
    std::mt19937_64 source_;
};

}  // namespace huiyin::simulation
