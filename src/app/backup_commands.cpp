// `huiyin backup` and `huiyin restore`: one file with everything, for either engine.
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "app/subcommands.hpp"
#include "http/clock.hpp"
#include "migration_files.hpp"
#include "store/backup.hpp"

namespace huiyin::app {
namespace {

void tell(const store::BackupSummary& summary, const char* what, const std::string& path) {
    for (const auto& table : summary.tables) fmt::print("  {:28} {:>12}\n", table.name, table.rows);
    fmt::print("{} {}: {} rows in {} tables, as of {} (site time)\n", what, path, summary.rows(), summary.tables.size(),
               Zone{}.text(summary.label.at));
}

int write_backup(const Place& place, const std::string& to) {
    auto database = store::open({.where = place.where(), .read_only = true}, {});
    tell(store::backup(*database, to, {"huiyin " + program_version(), http::SystemClock{}.now()}), "Written to", to);
    return 0;
}

int read_backup(const Place& place, const std::string& from) {
    std::filesystem::create_directories(place.data);
    tell(store::restore(from, {.where = place.where()}, embedded::migration_files()), "Restored from", from);
    return 0;
}

int check_backup(const std::string& from) {
    tell(store::check_backup(from), "Whole:", from);
    return 0;
}
}  // namespace

Subcommand backup_command() {
    return {"backup", "Write everything into one file, also while the server runs", [](CLI::App& command) -> Run {
        auto place = std::make_shared<Place>();
        auto to = std::make_shared<std::string>();
        command.footer("The file holds every row as of one moment and a digest of itself; it can be restored on either engine.\n"
                       "Attachments are rows too. Keys and overlays in the data folder are files: copy them as well.\n\n"
                       "Examples:\n"
                       "  huiyin backup /backup/huiyin-$(date +%F)\n"
                       "  huiyin backup --database postgresql://huiyin@db/huiyin --to /backup/monday.huiyin");
        add_place(command, *place);
        command.add_option("file,--to", *to, "File to write; an existing one is not overwritten")->required();
        return [=] { return write_backup(*place, *to); };
    }};
}

Subcommand restore_command() {
    return {"restore", "Fill an empty place from a backup, or check one", [](CLI::App& command) -> Run {
        auto place = std::make_shared<Place>();
        auto from = std::make_shared<std::string>();
        auto only_check = std::make_shared<bool>(false);
        command.footer("The place must be empty: a data folder without a database, or a PostgreSQL database without tables.\n"
                       "Whatever goes wrong, nothing half restored stays behind.\n\n"
                       "Examples:\n"
                       "  huiyin restore /backup/huiyin-2026-11-23 --data /srv/huiyin-new\n"
                       "  huiyin restore --from monday.huiyin --database postgresql://huiyin@db/huiyin\n"
                       "  huiyin restore --check /backup/huiyin-2026-11-23");
        add_place(command, *place);
        command.add_option("file,--from", *from, "The backup")->required()->check(CLI::ExistingFile);
        command.add_flag("--check", *only_check, "Only read the backup against its digest");
        return [=] { return *only_check ? check_backup(*from) : read_backup(*place, *from); };
    }};
}

}  // namespace huiyin::app
