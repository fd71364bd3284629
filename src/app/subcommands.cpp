// The list of subcommands. A new one is one line here.
#include "app/subcommands.hpp"

namespace huiyin::app {

const std::vector<Subcommand>& subcommands() {
    static const std::vector<Subcommand> all{
        serve_command(),   user_command(),     verify_command(),  checkpoint_command(), backup_command(), restore_command(),
        rulebook_command(), openapi_command(), simulate_command(), import_command(), version_command(),
        lexicon_command(),
    };
    return all;
}

void add_place(CLI::App& command, Place& place) {
    command.add_option("--data", place.data, "Folder of the company: database, keys, attachments, overlays")->capture_default_str();
    command.add_option("--database", place.database, "SQLite file, or postgresql://user@host/name (default: huiyin.sqlite in the data folder)")
        ->envname("HUIYIN_DATABASE_URL");
    command.add_option("--node", place.node, "Number of this server, 0 to 63, when several serve one PostgreSQL database")->check(CLI::Range(0, 63));
}

std::string in_words(const Refusal& refusal) {
    std::string text = "refused: " + refusal.code;
    if (!refusal.clause.empty()) text += " (" + refusal.clause + ")";
    for (const auto& f : refusal.fields) text += "\n  " + f.field + ": " + f.code;
    return text;
}

}  // namespace huiyin::app
