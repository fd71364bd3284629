// A server killed at any moment loses nothing it acknowledged.
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <thread>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
using shelf::q;

// Writes in groups for ever and tells each id over the pipe once it is durable.
[[noreturn]] void serve(const Options& options, std::int64_t first, int pipe) {
    const auto db = open(options, shelf::migrations());
    for (auto id = first;; ++id) {
        try {
            db->write([id](Tx& tx) { tx.run(q("insert_name"), id, "n" + std::to_string(id)); },
                      [id, pipe](const std::exception_ptr& thrown) {
                          if (!thrown && ::write(pipe, &id, sizeof id) != sizeof id) _exit(1);
                      });
        } catch (const Busy&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            --id;
        }
    }
}

TEST(ASqliteServer, KilledAtAnyMomentLosesNothingItAcknowledged) {
    const support::Place place(Engine::sqlite);
    std::mt19937 random(7);  // the moments differ by themselves; the waits only spread them
    std::vector<std::int64_t> acknowledged;
    std::int64_t first = 1;
    for (int round = 0; round < 12; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        auto options = place.options();
        options.queue = 64;
        options.batch = 8;
        const int child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            close(ends[0]);
            serve(options, first, ends[1]);
        }
        close(ends[1]);
        std::int64_t id = 0;
        std::size_t wanted = 1 + random() % 400;
        while (wanted-- > 0 && read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
        close(ends[0]);

        const auto db = open(place.options(), shelf::migrations());
        const auto kept = db->read_now([](Tx& tx) { return tx.all<std::int64_t>(q("ids")); });
        std::ranges::sort(acknowledged);
        EXPECT_TRUE(std::ranges::includes(kept, acknowledged)) << "round " << round;
        first = (kept.empty() ? 0 : kept.back()) + 1;
    }
    EXPECT_GT(acknowledged.size(), 100u);
}

}  // namespace
}  // namespace huiyin::store
