// Ids ascend whatever the clock does, and never repeat.
#include "kernel/ids.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "kernel/result.hpp"

namespace huiyin {
namespace {

constexpr std::int64_t now = 1'763'900'000'000;

TEST(HandingOutIds, AscendsWhileTheClockStandsStillAndWhenItGoesBack) {
    IdSource ids;
    const auto first = ids.next(now);
    const auto second = ids.next(now);
    const auto after_going_back = ids.next(now - 3'600'000);
    const auto next_ms = ids.next(now + 1);
    EXPECT_LT(first, second);
    EXPECT_LT(second, after_going_back);
    EXPECT_LT(after_going_back, next_ms);
}

TEST(HandingOutIds, NeverGoesBelowWhatIsInUse) {
    IdSource ids(3);
    const auto in_use = IdSource(9).next(now + 1'000'000);
    ids.after(in_use);
    EXPECT_GT(ids.next(now), in_use);
    ids.after(1);
    EXPECT_GT(ids.next(now), in_use);
}

TEST(HandingOutIds, DiffersFromNodeToNode) {
    EXPECT_NE(IdSource(1).next(now), IdSource(2).next(now));
    EXPECT_EQ(IdSource(1).next(now), IdSource(1).next(now));
}

TEST(HandingOutIds, NeverRepeatsAcrossThreads) {
    IdSource ids;
    std::vector<std::vector<std::int64_t>> taken(4);
    std::vector<std::thread> threads;
    threads.reserve(taken.size());
    for (auto& mine : taken)
        threads.emplace_back([&ids, &mine] {
            for (int i = 0; i < 5000; ++i) mine.push_back(ids.next(now));
        });
    for (auto& thread : threads) thread.join();
    std::set<std::int64_t> all;
    for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 20'000U);
}

TEST(HandingOutIds, WorksForHistoryBefore1970AndStopsWhereNumbersEnd) {
    EXPECT_GT(IdSource().next(-1), 0);
    EXPECT_THROW(IdSource().next(std::int64_t{1} << 42), Impossible);
}

TEST(AnId, IsNothingUntilItIsMade) {
    IdSource ids;
    EXPECT_FALSE(ComplaintId{});
    EXPECT_TRUE(ids.make<ComplaintId>(now));
}

}  // namespace
}  // namespace huiyin
