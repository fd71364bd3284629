// Notices on their way while the server is killed: none is lost and none arrives twice. This program starts itself anew as
// the one that is killed. HUIYIN_NOTICES sets how many (the figure in bench/ is made with 10,000).
#include <gtest/gtest.h>
#include <signal.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "app/application.hpp"
#include "app/sender.hpp"
#include "notices/notices.hpp"
#include "post/sinks.hpp"
#include "seal/seal.hpp"

extern char** environ;

namespace huiyin::app {
namespace {
namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::unique_ptr<Application> house(const fs::path& folder) {
    auto application = std::make_unique<Application>(Place{.data = folder.string()});
    application->reload_world(http::SystemClock{}.now());
    return application;
}

// The one that is killed: sends until nothing waits.
TEST(ASender, SendsWhatItIsGiven) {
    const char* folder = std::getenv("HUIYIN_SENDER_CHILD");
    if (!folder) return;
    auto application = house(folder);
    const http::SystemClock clock;
    Sender sender(*application, clock, "test#" + std::to_string(::getpid()), true);
    sender.send_due();
}

pid_t start_child(const fs::path& folder) {
    ::setenv("HUIYIN_SENDER_CHILD", folder.c_str(), 1);
    std::string name = "/proc/self/exe", filter = "--gtest_filter=ASender.SendsWhatItIsGiven";
    char* arguments[] = {name.data(), filter.data(), nullptr};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    EXPECT_EQ(::posix_spawn(&pid, name.c_str(), &quiet, nullptr, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&quiet);
    ::unsetenv("HUIYIN_SENDER_CHILD");
    return pid;
}

TEST(ASender, LosesNoneAndDoublesNoneAcrossThreeKills) {
    if (std::getenv("HUIYIN_SENDER_CHILD")) return;
    const char* wanted = std::getenv("HUIYIN_NOTICES");
    const int many = wanted ? std::atoi(wanted) : 1500;
    const auto folder = fs::path(testing::TempDir()) / ("huiyin_sender_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    post::MailSink sink;
    {
        auto application = house(folder);
        seal::furnish(folder);
        notices::furnish(true);
        const auto now = http::SystemClock{}.now();
        const auto done = application->in_unit(work::Actor::system(), SiteId{1}, now, now, [&](work::Unit& unit) -> Result<void> {
            const auto channel = notices::create_channel(unit, {.kind = post::ChannelKind::email, .name = "sink", .server = "127.0.0.1", .port = sink.sink.port,
                                                                .security = post::Security::none, .sender = "desk@example.com"});
            if (!channel) return refuse(channel.error());
            for (int i = 0; i < many; ++i)
                notices::put(unit, {channel->id, "test:" + std::to_string(i), {}, "li@example.com", "zh-Hans", "标题", "正文", true, {}});
            return {};
        });
        ASSERT_TRUE(done);
    }
    std::mt19937 chance{std::random_device{}()};
    const auto began = std::chrono::steady_clock::now();
    int kills = 0;
    for (;;) {
        const auto pid = start_child(folder);
        int status = 0;
        if (kills < 3) {
            // In the middle of the work: after some more have arrived, at any microsecond.
            const int from = sink.accepted();
            while (sink.accepted() < from + many / 6 && ::waitpid(pid, &status, WNOHANG) == 0) std::this_thread::sleep_for(1ms);
            std::this_thread::sleep_for(std::chrono::microseconds(chance() % 5000));
            ::kill(pid, SIGKILL);
            ++kills;
            ::waitpid(pid, &status, 0);
            std::this_thread::sleep_for(50ms);  // what the kernel was given still arrives
            continue;
        }
        ::waitpid(pid, &status, 0);
        break;
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    EXPECT_EQ(sink.twice(), 0);
    EXPECT_EQ(sink.accepted(), many);
    RecordProperty("milliseconds", static_cast<int>(took));
    std::printf("%d notices, %d kills, %lld ms\n", many, kills, static_cast<long long>(took));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace huiyin::app
