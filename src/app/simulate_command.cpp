// `huiyin simulate`: founds the demo company and lives N days of it through the same use-cases as any page.
#include <fmt/format.h>

#include <cstdio>

#include "app/subcommands.hpp"
#include "http/clock.hpp"
#include "seed_files.hpp"
#include "simulation/life.hpp"

namespace huiyin::app {
namespace {

struct WantedLife {
    Place place;
    int days = 30;
    std::uint64_t seed = 1;
    std::string start;         // "2026-01-05"; "" : so that the last day is today
    double per_day = 30;
    std::size_t staff = 0;
    std::string password = "huiyin-demo";
    bool no_check = false, no_outages = false, quiet = false;
};

std::string_view seed_file(std::string_view name) {
    for (const auto& f : embedded::seed_files())
        if (f.path == name) return f.text();
    throw std::runtime_error("the program lacks its seeds");
}

void print(const simulation::Report& r) {
    fmt::print("  recorded {}  verified {}  answered {}  closed {}  reopened {}  withdrawn {}  calls {}\n", r.recorded, r.verified, r.answered,
               r.closed, r.reopened, r.withdrawn, r.calls);
    fmt::print("  reported along {}  told {}  merged {}  unmerged {}  split {}  recurrences studied {}\n", r.joined, r.told, r.merged, r.unmerged, r.split, r.studied);
    fmt::print("  handed in by QR code {}  rated {}  called after being let down {}\n", r.handed_in, r.rated, r.called_let_down);
    fmt::print("  letters carried to residents who agreed {}\n", r.letters);
    fmt::print("  timers fired {}  gates that refused {}  outages {}  midnights checked {}\n", r.fired, r.refused, r.outages, r.checks);
}

int simulate(const WantedLife& w) {
    const Zone zone;
    const auto today = http::SystemClock{}.now();
    simulation::Options options;
    options.days = w.days;
    options.seed = w.seed;
    options.per_day = w.per_day;
    options.check = !w.no_check;
    options.outages = !w.no_outages;
    if (w.start.empty()) {  // a demo stops in the middle of today, with work on every desk
        options.start = zone.start_of(zone.day_of(today) - (w.days - 1));
        options.stop_minute = zone.minute_of_day(today);
    } else {
        const auto day = Day::parse(w.start);
        if (!day) throw std::runtime_error("--start takes a day such as 2026-01-05");
        options.start = zone.start_of(*day);
    }
    Application application(w.place);
    application.reload_world(options.start);
    const bool taken = application.database().read_now([](store::Tx& tx) { return journal::last_id(tx); }) != 0;
    if (taken) throw std::runtime_error(w.place.where() + " holds a company already; simulate needs a new place (--data)");
    const auto founded = options.start - 1h;
    auto seeds = simulation::Seeds::parse(seed_file("demo.yaml"));
    seeds.hire_up_to(w.staff);
    const auto company = simulation::found_company(application.database(), application.ids(), *application.world(), seeds,
                                                   simulation::parse_categories(seed_file("categories.yaml")), founded, w.password, w.seed);
    application.reload_world(options.start);
    fmt::print("{}: {} staff, {} households. Living {} days from {} with seed {}\n", company.seeds.site, company.staff.size(), company.homes.size(), w.days,
               zone.day_of(options.start).iso(), w.seed);
    options.progress = [&](int day, const simulation::Report& r) {
        if (w.quiet || (day % 10 != 0 && day != w.days)) return;
        fmt::print("  day {} of {}: {} recorded, {} closed, {} invariants broken\n", day, w.days, r.recorded, r.closed, r.broken.size());
        std::fflush(stdout);
    };
    const auto report = simulation::live(application.database(), application.ids(), *application.world(), company, options);
    print(report);
    for (const auto& sentence : report.broken) fmt::print(stderr, "BROKEN {}\n", sentence);
    if (!report.broken.empty()) {
        fmt::print(stderr, "{} invariants did not hold; the same days again with --seed {}\n", report.broken.size(), w.seed);
        return 1;
    }
    application.database().checkpoint();
    fmt::print("Every invariant held. Sign in as linxiao, zhuguan, jingli, pinzhi, xitong … with the password {}\n", w.password);
    return 0;
}

}  // namespace

Subcommand simulate_command() {
    return {"simulate", "Found a demo company and live days of it under a manual clock", [](CLI::App& command) -> Run {
                auto w = std::make_shared<WantedLife>();
                add_place(command, w->place);
                command.add_option("--days", w->days, "How many days to live")->check(CLI::Range(1, 3660))->capture_default_str();
                command.add_option("--seed", w->seed, "The same seed lives the same days")->capture_default_str();
                command.add_option("--start", w->start, "First day, such as 2026-01-05 (default: so that today is the last)");
                command.add_option("--per-day", w->per_day, "Matters on an ordinary day")->check(CLI::Range(0.0, 5000.0))->capture_default_str();
                command.add_option("--staff", w->staff, "At least so many people work there (the company has 22)")->check(CLI::Range(0, 500));
                command.add_option("--password", w->password, "Password of every demo account")->capture_default_str();
                command.add_flag("--no-check", w->no_check, "Do not check the invariants after every midnight (for benchmarks)");
                command.add_flag("--no-outages", w->no_outages, "No days on which the system stands still");
                command.add_flag("--quiet", w->quiet, "No progress lines");
                command.footer("Example:\n  huiyin simulate --days 365 --seed 1 --start 2026-01-01 --data year\n"
                               "After every midnight it checks: nothing open without owner and due time, every due fired once,\n"
                               "closed means answered, counts equal lists, the journal's chain is whole.");
                return [w] { return simulate(*w); };
            }};
}

}  // namespace huiyin::app
