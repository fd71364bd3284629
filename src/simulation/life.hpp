// N days of a site, lived through the same use-cases under a manual clock: staff with habits, customers, rush hours,
// holidays and outages. After every midnight the invariants are checked.
#pragma once
#include <functional>

#include "simulation/company.hpp"

namespace huiyin::simulation {

struct Options {
    int days = 30;
    std::uint64_t seed = 1;
    Instant start{};        // the first day's midnight; the life goes on from there
    double per_day = 30;    // matters on an ordinary day
    bool check = true;      // invariants after every midnight
    bool outages = true;
    int stop_minute = -1;   // of the last day: stop in the middle of work, as a demo needs; -1: at midnight
    std::function<void(int day, const struct Report&)> progress;
};

struct Report {
    std::int64_t recorded = 0, verified = 0, answered = 0, closed = 0, reopened = 0, withdrawn = 0, calls = 0;
    std::int64_t joined = 0, told = 0, merged = 0, unmerged = 0, split = 0, studied = 0;  // matters that belong together
    std::int64_t handed_in = 0, rated = 0, called_let_down = 0;  // through the public desk
    std::int64_t reviews = 0, remarks = 0;  // days signed, and what was remarked
    std::int64_t trained = 0, not_passed = 0;  // exams passed and failed
    std::int64_t appraised = 0;             // inspections and appraisals scored
    std::int64_t letters = 0;               // carried to residents who agreed
    std::int64_t reviewed = 0;              // drawn matters scored for quality
    std::int64_t rosters = 0;               // months published
    std::int64_t fired = 0;              // timers
    std::int64_t refused = 0;            // tries that a gate stopped, as it should
    std::int64_t outages = 0;
    std::int64_t checks = 0;             // midnights checked
    std::vector<std::string> broken;     // invariants that did not hold, with the day
    Instant ended_at{};
};

Report live(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options);

// What must hold at any midnight: the modules' own invariants, lists equal counts, and the chain since the last check.
std::vector<std::string> check_midnight(store::Database& database, const work::World& world, const Company& company, Instant now,
                                        std::vector<journal::Head>& trusted);

}  // namespace huiyin::simulation
