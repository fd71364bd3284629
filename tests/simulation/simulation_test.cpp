// Days of a site, lived on both engines: every invariant holds, and the same seed lives the same days.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/application.hpp"
#include "simulation/life.hpp"
#include "support/databases.hpp"

namespace huiyin::tests {
namespace {
namespace fs = std::filesystem;

std::string text_of(const char* name) {
    std::ifstream in(fs::path(HUIYIN_SOURCE_DIR) / "seeds" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Lived {
    simulation::Report report;
    std::int64_t entries = 0;
    bool whole = false;
};

Lived live(store::Engine engine, std::uint64_t seed, int days, const char* start) {
    const support::Place place(engine), folder(store::Engine::sqlite);
    app::Application application({.data = fs::path(folder.where()).parent_path().string(), .database = place.where()});
    simulation::Options options;
    options.days = days;
    options.seed = seed;
    options.per_day = 12;
    options.start = Zone{}.start_of(*Day::parse(start));
    application.reload_world(options.start);
    auto seeds = simulation::Seeds::parse(text_of("demo.yaml"));
    seeds.buildings = 1;
    seeds.floors = 3;
    const auto company = simulation::found_company(application.database(), application.ids(), *application.world(), seeds,
                                                   simulation::parse_categories(text_of("categories.yaml")), options.start - 1h, "demo-password-1", seed);
    application.reload_world(options.start);
    Lived lived;
    lived.report = simulation::live(application.database(), application.ids(), *application.world(), company, options);
    const auto verdict = application.database().read_now([](store::Tx& tx) { return journal::verify(tx); });
    lived.entries = verdict.entries;
    lived.whole = verdict.faults.empty();
    return lived;
}

class DaysOfASite : public testing::TestWithParam<store::Engine> {};

TEST_P(DaysOfASite, KeepEveryInvariant) {
    const int days = GetParam() == store::Engine::sqlite ? 12 : 6;
    const auto lived = live(GetParam(), 20260928, days, "2026-09-28");  // over the national holiday
    EXPECT_EQ(lived.report.broken, std::vector<std::string>{});
    EXPECT_EQ(lived.report.checks, days);
    EXPECT_TRUE(lived.whole);
    EXPECT_GT(lived.report.recorded, days * 4);
    EXPECT_GT(lived.report.handed_in, 0);
    EXPECT_GT(lived.report.rated, 0);
    EXPECT_GT(lived.report.appraised, 0);
    EXPECT_GT(lived.report.letters, 0);
    if (days > 10) EXPECT_GT(lived.report.trained, 0);
    EXPECT_GE(lived.report.rosters, 1);
    EXPECT_GT(lived.report.closed, 0);
    EXPECT_GT(lived.report.fired, 0);
    if (GetParam() == store::Engine::sqlite) {
        EXPECT_GT(lived.report.reviewed, 0);
        EXPECT_GT(lived.report.merged, 0);
        EXPECT_GT(lived.report.joined, 0);
        EXPECT_GT(lived.report.split, 0);
    }
}
ON_EACH_ENGINE(DaysOfASite);

TEST(TheSameSeed, LivesTheSameDays) {
    const auto once = live(store::Engine::sqlite, 7, 5, "2026-03-02");
    const auto again = live(store::Engine::sqlite, 7, 5, "2026-03-02");
    const auto other = live(store::Engine::sqlite, 8, 5, "2026-03-02");
    EXPECT_EQ(once.entries, again.entries);
    EXPECT_EQ(once.report.fired, again.report.fired);
    EXPECT_NE(once.entries, other.entries);
}

}  // namespace
}  // namespace huiyin::tests
