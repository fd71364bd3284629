// The year's end of many people: every total counted and signed by the product's own use-cases, in portions, beside the bare
// reading of the same rows in the same run. One person's formula page, and the annual statistics of everybody.
//   huiyin_bench_appraisal <new sqlite file> [employees of each site, ascending] [pieces of evidence]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "appraisal/records.hpp"
#include "bench_migration_files.hpp"
#include "organisation/organisation.hpp"
#include "rows.hpp"
#include "rulebook/rulebook.hpp"
#include "rulebook/vocabulary.hpp"

using namespace huiyin;
using Clock = std::chrono::steady_clock;

namespace {

double since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }
constexpr int year = 2026;
constexpr std::int64_t people_from = 1'000'000, records_from = 100'000'000;

struct Place {
    SiteId site{};
    StaffId manager{}, first{};
    std::int64_t employees = 0;
};

// Fifty-two weeks, twelve months and the year's end of everybody, each with a document as large as a signed one is.
void fill(const char* file, const std::vector<std::int64_t>& sizes, std::int64_t evidence, std::vector<Place>& places) {
    sqlite3* db = nullptr;
    bench::check(db, sqlite3_open(file, &db));
    bench::exec(db, "pragma synchronous = off; pragma cache_size = -1000000; pragma temp_store = memory; begin");
    std::int64_t person = people_from, record = records_from, total = 0;
    for (const auto size : sizes) total += size;
    const auto first_day = Day::of(year, 1, 1).number, monday = Day::of(year, 1, 5).number;
    const std::string document(1800, 'd');
    for (const auto size : sizes) {
        Place place{SiteId{++person}, StaffId{++person}, {}, size};
        const auto site = std::to_string(place.site.value), manager = std::to_string(place.manager.value);
        bench::exec(db, "insert into sites (id, name, short_name, zone_offset_minutes, week, version) select " + site + ", 'site " + site + "', 's', 480, week, 1 from sites limit 1");
        bench::exec(db, "insert into staff (id, site, department, name, folded, initials, active, version) values (" + manager + ", " + site + ", null, 'manager', 'manager', 'm', 1, 1);"
                        "insert into staff_posts (staff, position, post, site, department) values (" + manager + ", 1, 'customer_service_manager', " + site + ", null)");
        place.first = StaffId{person + 1};
        const auto range = "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + std::to_string(size) + ") ";
        const auto who = std::to_string(person) + " + i";
        bench::exec(db, range + "insert into staff (id, site, department, name, folded, initials, active, version) select " + who + ", " + site + ", null, 'employee ' || i, 'e', 'e', 1, 1 from n");
        bench::exec(db, range + "insert into staff_posts (staff, position, post, site, department) select " + who + ", 1, 'service_officer', " + site + ", null from n");
        const auto records = [&](const char* kind, int many, const std::string& period, int days) {
            bench::exec(db, "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + std::to_string(size) + "), k(j) as (select 0 union all select j + 1 from k where j < " +
                                std::to_string(many - 1) + ") insert into appraisals (id, site, root, revision, superseded_by, kind, employee, scorer, level, sheet, period, state, days, "
                                "days_away, ordinary, bonus, bonus_decision, score, summary, planned_at, scored_at, scored_by, document, digest, answered_at, remark, ruled_at, ruled_by, "
                                "ruling, version) select " + std::to_string(record) + " + i * " + std::to_string(many) + " + j, " + site + ", " + std::to_string(record) + " + i * " +
                                std::to_string(many) + " + j, 1, null, '" + kind + "', " + who + ", " + manager + ", 'operating', 1, " + period + ", 'confirmed', " + std::to_string(days) +
                                ", (i + j) % 3, 10000 - (i * 37 + j * 11) % 1500, 0, '', 10000 - (i * 37 + j * 11) % 1500, '', 0, 1767600000000, " + manager + ", '" + document +
                                "', '', null, '', null, null, '', 2 from k, n");
            record += (size + 1) * many;
        };
        records("weekly", 52, std::to_string(monday) + " + j * 7", 0);
        records("month", 12, std::to_string(first_day) + " + j * 30 + (case j when 1 then 1 else 0 end)", 21);
        records("year_end", 1, std::to_string(first_day), 0);
        const auto pieces = evidence * size / total, each = std::max<std::int64_t>(1, pieces / size);
        bench::exec(db, "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + std::to_string(size) + "), k(j) as (select 0 union all select j + 1 from k where j < " +
                            std::to_string(each - 1) + ") insert into appraisal_proposals (id, site, employee, at, month, fact, rule, item, points, clause, act, subject_kind, subject_id, "
                            "state, appraisal, decided_at, decided_by, reason) select " + std::to_string(record) + " + i * " + std::to_string(each) + " + j, " + site + ", " + who +
                            ", 1767600000000, " + std::to_string(first_day) + " + (j % 12) * 30, 'obligation:' || (i * " + std::to_string(each) + " + j), 'breached_obligation', 'efficiency', "
                            "100, 'D4', 'verify', 'complaint', i, 'dismissed', 0, 1767600000000, " + manager + ", 'not theirs' from n, k");
        record += (size + 1) * each;
        person += size;
        places.push_back(place);
    }
    bench::exec(db, "commit; analyze");
    sqlite3_close(db);
}

// The same rows, read by SQLite alone.
double bare(const char* file, const Place& place) {
    sqlite3* db = nullptr;
    bench::check(db, sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, nullptr));
    sqlite3_stmt* s = nullptr;
    bench::check(db, sqlite3_prepare_v2(db, "select a.employee, a.id, a.kind, a.period, a.state, a.score, a.bonus, a.days - a.days_away from staff s join appraisals a on a.employee = s.id "
                                            "where s.site = ? and s.active = 1 and a.period >= ? and a.period < ? and a.superseded_by is null order by a.employee, a.period, a.id", -1, &s, nullptr));
    sqlite3_bind_int64(s, 1, place.site.value);
    sqlite3_bind_int64(s, 2, Day::of(year, 1, 1).number);
    sqlite3_bind_int64(s, 3, Day::of(year + 1, 1, 1).number);
    const auto begun = Clock::now();
    std::int64_t read = 0, sum = 0;
    for (; sqlite3_step(s) == SQLITE_ROW; ++read)
        for (int i = 0; i < 8; ++i) sum += sqlite3_column_int64(s, i);
    const auto took = since(begun);
    sqlite3_finalize(s);
    sqlite3_close(db);
    std::printf("%8lld employees: the machine's own limit, their %lld rows read bare  %6.2f s%s\n", static_cast<long long>(place.employees), static_cast<long long>(read), took, sum ? "" : "?");
    return took;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) throw std::runtime_error("huiyin_bench_appraisal <new sqlite file> [employees,of,each,site] [pieces of evidence]");
    std::vector<std::int64_t> sizes;
    for (std::string text = argc > 2 ? argv[2] : "2500,5000,10000"; !text.empty(); text = text.contains(',') ? text.substr(text.find(',') + 1) : "") sizes.push_back(std::atoll(text.c_str()));
    const std::int64_t evidence = argc > 3 ? std::atoll(argv[3]) : 2'000'000;
    IdSource ids{62};
    work::World world;
    world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
    world.usual = std::make_shared<WorkingCalendar>(WorkingCalendar::usual(Zone{}, {}));
    const auto now = *Zone{}.parse("2027-01-20 10:00");
    const auto open = [&] { return store::open({.where = argv[1]}, embedded::bench_migration_files()); };
    std::vector<Place> places;
    {
        auto db = open();
        const auto system = work::Actor::system();
        db->write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids, world, system, {}, now, now);
            organisation::create_first_administrator(unit, "admin", {.site = "first"});
        });
    }
    const auto filling = Clock::now();
    fill(argv[1], sizes, evidence, places);
    std::printf("filled %lld pieces of evidence beside 65 records for each employee in %.0f s\n", static_cast<long long>(evidence), since(filling));
    auto db = open();
    appraisal::listen(world);
    std::mt19937_64 chance{1};
    for (const auto& place : places) {
        bare(argv[1], place);
        const auto read_bare = bare(argv[1], place);
        const auto manager = *db->read_now([&](store::Tx& tx) { return organisation::load_actor(tx, place.manager, now); });
        const auto begun = Clock::now();
        appraisal::SignYears command{year, {}};
        std::int64_t done = 0, portions = 0;
        double longest = 0;
        do {
            const auto portion = Clock::now();
            Result<appraisal::YearsSigned> result = appraisal::YearsSigned{};
            db->write_now([&](store::Tx& tx) {
                work::Unit unit(tx, ids, world, manager, place.site, now, now);
                result = work::run(unit, appraisal::sign_years, command);
            });
            if (!result) throw std::runtime_error(result.error().code);
            done += result->signed_;
            command.after = result->next;
            ++portions;
            longest = std::max(longest, since(portion));
        } while (command.after);
        const auto took = since(begun);
        std::printf("%8lld employees: year-end, %lld totals counted, signed and in the journal  %6.2f s  (%.0f us each, %.1f times the bare reading; %lld portions, the longest %.0f ms)\n",
                    static_cast<long long>(place.employees), static_cast<long long>(done), took, 1e6 * took / static_cast<double>(done), took / read_bare, static_cast<long long>(portions),
                    1e3 * longest);
        std::vector<double> pages;
        for (int i = 0; i < 2000; ++i) {
            const StaffId who{place.first.value + static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(place.employees))};
            const auto asked = Clock::now();
            const auto page = db->read_now([&](store::Tx& tx) {
                work::Reading reading{tx, manager, place.site, now, world};
                return json::text(appraisal::open_year(reading, {year, who}).value()).size();
            });
            if (!page) throw std::runtime_error("an empty page");
            pages.push_back(1e3 * since(asked));
        }
        std::ranges::sort(pages);
        std::printf("%8lld employees: one person's formula page, 2000 at random  p50 %.2f ms, p99 %.2f ms (bar 20)\n", static_cast<long long>(place.employees), pages[1000], pages[1980]);
        const auto statistics = Clock::now();
        const auto counted = db->read_now([&](store::Tx& tx) {
            work::Reading reading{tx, manager, place.site, now, world};
            return appraisal::open_statistics(reading, {appraisal::StatisticsSpan::annual, Day::of(year, 1, 1), {}}).value().sum.counted;
        });
        std::printf("%8lld employees: annual statistics of %lld people  %.2f s\n", static_cast<long long>(place.employees), static_cast<long long>(counted), since(statistics));
        std::fflush(stdout);
    }
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
