// What `huiyin` can be asked to do. A subcommand is one entry: its name, one line of help, and a set-up that adds its
// options and answers what to run.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/application.hpp"

namespace huiyin::app {

using Run = std::function<int()>;
struct Subcommand {
    std::string name;
    std::string help;
    std::function<Run(CLI::App&)> setup;
};

Subcommand serve_command();
Subcommand user_command();
Subcommand verify_command();
Subcommand checkpoint_command();
Subcommand backup_command();
Subcommand restore_command();
Subcommand rulebook_command();
Subcommand openapi_command();
Subcommand version_command();
Subcommand simulate_command();
Subcommand import_command();
Subcommand lexicon_command();
const std::vector<Subcommand>& subcommands();  // every one, in the order of the help

// --data, --database and --node in the same words everywhere.
void add_place(CLI::App& command, Place& place);
// The first refusal or problem in words for a terminal.
std::string in_words(const Refusal& refusal);

}  // namespace huiyin::app
