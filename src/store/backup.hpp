// Backup and restore between engines: one compressed file with every table's rows as of one moment, and a digest
// at its end. What an engine can make again by itself (indexes, search) is not in it.
//
//   backup(db, "monday.huiyin", {"huiyin 0.1.0", now});
//   restore("monday.huiyin", options, migrations);
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace huiyin::store {

struct BackupLabel {
    std::string program;  // "huiyin 0.1.0"
    Instant at{};         // the moment, given by the door
};

struct BackupTable {
    std::string name;
    std::int64_t rows = 0;
};

struct BackupSummary {
    BackupLabel label;
    Engine engine = Engine::sqlite;  // that it was made on
    int schema = 0;                  // number of the newest migration that had run
    std::vector<BackupTable> tables;
    std::int64_t rows() const;
};

// Called now and then with the table and how many of its rows are done.
using BackupProgress = std::function<void(const std::string& table, std::int64_t rows)>;

// Writes the file beside its place and moves it there when it is whole; refuses to overwrite one.
BackupSummary backup(Database& db, const std::string& path, const BackupLabel& label, const BackupProgress& progress = {});

// Reads all of the file against its digest; throws Error with the reason if it is cut, changed or something else.
BackupSummary check_backup(const std::string& path);

// Fills a database that does not exist yet (SQLite) or has no tables (PostgreSQL). An older schema is restored as it
// was and then brought up to date. A refusal or a failure leaves no tables and no file behind.
BackupSummary restore(const std::string& path, const Options& options, const std::vector<embedded::File>& migrations,
                      const BackupProgress& progress = {});

}  // namespace huiyin::store
