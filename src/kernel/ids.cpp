// How ids ascend: by the clock where it moves, by counting where it stands still.
#include "kernel/ids.hpp"

#include <algorithm>

#include "kernel/result.hpp"

namespace huiyin {

namespace {
constexpr int node_bits = 6;
constexpr int count_bits = 15;
constexpr std::int64_t latest_ms = std::int64_t{1} << 42;  // the year 2109; beyond it an id would not fit
}  // namespace

void IdSource::after(std::int64_t highest) {
    const std::int64_t counter = highest >> node_bits;
    auto last = last_.load();
    while (last < counter && !last_.compare_exchange_weak(last, counter)) {
    }
}

std::int64_t IdSource::next(std::int64_t now_ms) {
    ensure(now_ms < latest_ms, "ids end with the year 2109");
    const std::int64_t by_clock = std::max<std::int64_t>(now_ms, 0) << count_bits;
    auto last = last_.load();
    std::int64_t counter = 0;
    do {
        counter = std::max(by_clock, last + 1);
    } while (!last_.compare_exchange_weak(last, counter));
    return (counter << node_bits) | node_;
}

}  // namespace huiyin
