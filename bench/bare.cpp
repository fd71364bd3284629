// The machine's own limit for recording a complaint: the rows of the newest 64 complaints of a copied database, written
// again and again by SQLite alone, 64 to a commit (as 64 clients would give), WAL and FULL, behind no HTTP.
//   huiyin_bench_bare <copy of a huiyin.sqlite> [seconds]
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "rows.hpp"

using namespace huiyin::bench;
using Clock = std::chrono::steady_clock;

namespace {
double since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

void disk(const std::string& beside, double seconds) {
    const auto path = beside + ".disk";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT, 0600);
    const std::string page(4096, 'h');
    long writes = 0;
    const auto begun = Clock::now();
    while (since(begun) < seconds) {
        if (::pwrite(file, page.data(), page.size(), 0) != 4096 || ::fdatasync(file) != 0) throw std::runtime_error("the disk refuses");
        ++writes;
    }
    std::printf("disk %.0f overwrites of 4 kB with fdatasync per second\n", static_cast<double>(writes) / since(begun));
    ::close(file);
    ::unlink(path.c_str());
}
}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) throw std::runtime_error("huiyin_bench_bare <copy of a huiyin.sqlite> [seconds]");
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    disk(argv[1], 2);
    sqlite3* db = nullptr;
    check(db, sqlite3_open(argv[1], &db));
    exec(db, "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 24000");
    Table complaints(db, "complaints"), entries(db, "search_entries"), journal(db, "journal"), obligations(db, "obligations"), timers(db, "timers"),
        keys(db, "idempotency_keys"), gathered(db, "complaint_gathered"), open_ones(db, "open_matters"), contacts(db, "household_contacts");
    struct Recorded {  // one complaint with all its rows
        Row complaint, entry;
        std::string place;
        std::vector<Row> told, owed, steps, gathered, open, contacts;
    };
    std::vector<Recorded> templates;
    for (const auto& newest : rows(db, "select id from complaints order by id desc limit 64")) {
        const auto one = std::to_string(std::get<std::int64_t>(newest.front())), of_it = "subject_kind = 'complaint' and subject_id = " + one;
        templates.push_back({complaints.where("id = " + one).front(), entries.where("id = " + one).front(),
                             std::get<std::string>(rows(db, "select place from search_entries where id = " + one).front().front()), journal.where(of_it),
                             obligations.where(of_it), timers.where("obligation in (select id from obligations where " + of_it + ")"),
                             gathered.where("complaint = " + one), open_ones.where("matter = " + one), contacts.where("complaint = " + one)});
    }
    const auto id = std::get<std::int64_t>(rows(db, "select max(id) from complaints").front().front());
    auto kept = keys.where("status = 201 order by at desc limit 1");
    const auto site = number(templates.front().complaint, complaints.at("site"));
    auto seq = std::get<std::int64_t>(rows(db, "select seq from journal_heads where site = " + std::to_string(site)).front().front());
    sqlite3_stmt *count = nullptr, *head = nullptr, *index = nullptr;
    check(db, sqlite3_prepare_v2(db, "insert into search_index (rowid, place, words) values (?1, ?2, ?3)", -1, &index, nullptr));
    check(db, sqlite3_prepare_v2(db, "insert into number_series (site, record, series, last) values (?, 'complaint', 'bare', 1) on conflict (site, record, series) do update set last = number_series.last + 1", -1, &count, nullptr));
    check(db, sqlite3_prepare_v2(db, "update journal_heads set seq = ?2, last_id = ?3 where site = ?1", -1, &head, nullptr));
    const auto series = written(templates.front().complaint, complaints.at("number"));
    std::int64_t next = id + (std::int64_t{1} << 40);
    long recorded = 0;
    const auto begun = Clock::now();
    while (since(begun) < seconds) {
        exec(db, "begin immediate");
        for (auto& [complaint, entry, place, told, owed, steps, together, open, contact] : templates) {
            sqlite3_bind_int64(count, 1, site);
            check(db, sqlite3_step(count));
            sqlite3_reset(count);
            const auto fresh = next += 64;
            number(complaint, complaints.at("id")) = fresh;
            written(complaint, complaints.at("number")) = series + "-" + std::to_string(recorded);
            complaints.insert(complaint);
            number(entry, entries.at("id")) = fresh;
            entries.insert(entry);
            const auto& words = written(entry, entries.at("words"));
            sqlite3_bind_int64(index, 1, fresh);
            sqlite3_bind_text(index, 2, place.data(), static_cast<int>(place.size()), SQLITE_STATIC);
            sqlite3_bind_text(index, 3, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
            check(db, sqlite3_step(index));
            sqlite3_reset(index);
            for (auto& row : told) {
                number(row, journal.at("id")) = next += 64;
                number(row, journal.at("seq")) = ++seq;
                number(row, journal.at("subject_id")) = fresh;
                journal.insert(row);
                sqlite3_bind_int64(head, 1, site);
                sqlite3_bind_int64(head, 2, seq);
                sqlite3_bind_int64(head, 3, next);
                check(db, sqlite3_step(head));
                sqlite3_reset(head);
            }
            for (auto& row : owed) {
                number(row, obligations.at("id")) = next += 64;
                number(row, obligations.at("subject_id")) = fresh;
                obligations.insert(row);
            }
            for (auto& row : steps) {
                number(row, timers.at("id")) = next += 64;
                number(row, timers.at("obligation")) = fresh;
                timers.insert(row);
            }
            for (auto& row : together) {
                number(row, gathered.at("complaint")) = fresh;
                gathered.insert(row);
            }
            for (auto& row : open) {
                number(row, open_ones.at("matter")) = fresh;
                open_ones.insert(row);
            }
            for (auto& row : contact) {
                number(row, contacts.at("complaint")) = fresh;
                contacts.insert(row);
            }
            for (auto& row : kept) {
                written(row, keys.at("key_digest")) = "bare-" + std::to_string(next * 7919 % 1000000007) + "-" + std::to_string(next);
                keys.insert(row);
            }
            ++recorded;
        }
        exec(db, "commit");
    }
    const auto& first = templates.front();
    std::printf("bare %.0f complaints per second (each: 1 record, 1 number, 1 search entry, %zu journal, %zu obligations, %zu timers, 1 gathering, 1 open matter, 1 contact, %zu kept answer; 64 to a commit)\n",
                static_cast<double>(recorded) / since(begun), first.told.size(), first.owed.size(), first.steps.size(), kept.size());
    std::printf("sqlite %s\n", sqlite3_libversion());
    sqlite3_finalize(count);
    sqlite3_finalize(head);
    sqlite3_finalize(index);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
