// `huiyin rulebook`: reading the handbook as the server would.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "app/subcommands.hpp"
#include "holiday_files.hpp"
#include "locale_files.hpp"
#include "obligations/obligations.hpp"
#include "rulebook/examples.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"

namespace huiyin::app {
namespace {
namespace fs = std::filesystem;

struct Texts {
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<embedded::File> views() const {
        std::vector<embedded::File> out;
        for (const auto& [name, text] : files) out.push_back({name, {text.data(), text.data() + text.size()}});
        return out;
    }
};

Texts overlay_in(const std::string& folder) {
    Texts texts;
    if (folder.empty() || !fs::is_directory(folder)) return texts;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        std::stringstream text;
        text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        texts.files.emplace_back(entry.path().string(), text.str());
    }
    std::sort(texts.files.begin(), texts.files.end());
    return texts;
}

WorkingCalendar usual_calendar() {
    Holidays holidays;
    for (const auto& file : embedded::holiday_files()) {
        if (file.path.ends_with(".yaml")) holidays.merge(Holidays::parse(file.text(), file.path));
    }
    return WorkingCalendar::usual(Zone{}, holidays);
}

int check(const std::string& folder) {
    const auto own = overlay_in(folder);
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary(), own.views());
    auto problems = loaded.problems;
    if (loaded.rulebook) {
        const auto calendar = usual_calendar();
        const auto due_of = [&](const rulebook::Allowance& within, const std::string& event, const boost::json::object& facts, Instant opened) {
            return obligations::due_of(within, {event, {}, facts, {}}, opened, calendar);
        };
        for (auto& p : rulebook::run_examples(*loaded.rulebook, due_of)) problems.push_back(std::move(p));
    }
    if (!problems.empty()) {
        fmt::print("{}\n", rulebook::show(problems));
        return 1;
    }
    std::size_t enforced = 0;
    for (const auto& clause : loaded.rulebook->clauses()) enforced += clause.enforcement == rulebook::Enforcement::enforced;
    fmt::print("Good: version {}, {} clauses, {} of them enforced, {} examples as they should be.\n", loaded.rulebook->version(),
               loaded.rulebook->clauses().size(), enforced, loaded.rulebook->examples().size());
    return 0;
}

int show(const std::string& folder, const std::string& clause, const std::string& language) {
    const auto own = overlay_in(folder);
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary(), own.views());
    if (!loaded.rulebook) {
        fmt::print("{}\n", rulebook::show(loaded.problems));
        return 1;
    }
    if (clause.empty()) {
        for (const auto& c : loaded.rulebook->clauses()) {
            fmt::print("{:6} {} {}\n", c.id, c.enforcement == rulebook::Enforcement::enforced ? "●" : "○", rulebook::in_language(c.title, language));
        }
        return 0;
    }
    const auto* found = loaded.rulebook->find(clause);
    if (!found) throw std::runtime_error("there is no clause " + clause + "; huiyin rulebook show lists them");
    fmt::print("{}\n", rulebook::show(*found, language, rulebook::words_from(embedded::locale_files(), language)));
    return 0;
}

int map(const std::string& tree, const std::string& out) {
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
    if (!loaded.rulebook) {
        fmt::print("{}\n", rulebook::show(loaded.problems));
        return 1;
    }
    const auto text = rulebook::clause_map(*loaded.rulebook, rulebook::named_in(*loaded.rulebook, tree));
    std::ofstream file(out, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) throw std::runtime_error("cannot write " + out);
    return 0;
}
}  // namespace

Subcommand rulebook_command() {
    return {"rulebook", "Check and show the handbook's clauses", [](CLI::App& command) -> Run {
        auto folder = std::make_shared<std::string>();
        auto clause = std::make_shared<std::string>();
        auto language = std::make_shared<std::string>("zh-Hans");
        auto tree = std::make_shared<std::string>(".");
        auto out = std::make_shared<std::string>("docs/clause-map.md");
        command.require_subcommand(1);
        command.footer("Examples:\n"
                       "  huiyin rulebook check                            the shipped handbook, with its examples\n"
                       "  huiyin rulebook check --overlay data/rulebook    and a company's own changes to it\n"
                       "  huiyin rulebook show                             every clause; ● enforced, ○ not yet\n"
                       "  huiyin rulebook show D4 --lang en                one clause in full");
        auto* check_it = command.add_subcommand("check", "Read everything as the server would, run every example, name each problem");
        auto* show_it = command.add_subcommand("show", "List the clauses, or show one");
        auto* map_it = command.add_subcommand("map", "Write which tests name which clause");
        for (auto* each : {check_it, show_it}) each->add_option("--overlay", *folder, "Folder with a company's own YAML files")->check(CLI::ExistingDirectory);
        show_it->add_option("clause", *clause, "For example D4");
        show_it->add_option("--lang", *language, "zh-Hans, zh-Hant or en")->check(CLI::IsMember({"zh-Hans", "zh-Hant", "en"}))->capture_default_str();
        map_it->add_option("--source", *tree, "The source tree")->check(CLI::ExistingDirectory)->capture_default_str();
        map_it->add_option("--out", *out, "File to write")->capture_default_str();
        return [=] {
            if (check_it->parsed()) return check(*folder);
            if (show_it->parsed()) return show(*folder, *clause, *language);
            return map(*tree, *out);
        };
    }};
}

}  // namespace huiyin::app
