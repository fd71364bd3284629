// The clause map: for every clause what stands behind it in the program, and which tests and scenarios name it.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "kernel/json.hpp"
#include "rulebook/print.hpp"

namespace huiyin::rulebook {
namespace {

bool part_of_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

// "D1" is named by "D1," but not by "D11", "D1.1" or "TD1".
bool names(std::string_view text, std::string_view id) {
    for (auto at = text.find(id); at != text.npos; at = text.find(id, at + 1)) {
        const auto end = at + id.size();
        const bool begins = at == 0 || !(part_of_word(text[at - 1]) || text[at - 1] == '.');
        const bool goes_on = end < text.size() && (part_of_word(text[end]) || (text[end] == '.' && end + 1 < text.size() && text[end + 1] >= '0' && text[end + 1] <= '9'));
        if (begins && !goes_on) return true;
    }
    return false;
}

bool is_evidence(const std::filesystem::path& path) {
    const auto name = path.filename().string();
    return name.ends_with("_test.cpp") || name.ends_with(".scenario") || name.ends_with(".spec.ts") || name.ends_with(".test.ts") || name.ends_with("_test.mjs");
}

}  // namespace

NamedIn named_in(const Rulebook& rulebook, const std::filesystem::path& source_tree) {
    NamedIn named;
    std::vector<std::filesystem::path> files;
    for (const auto* folder : {"src", "tests", "web/src", "web/tests"}) {
        const auto root = source_tree / folder;
        if (!std::filesystem::exists(root)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
            if (entry.is_regular_file() && is_evidence(entry.path())) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
        if (file.parent_path().filename() == "rulebook") continue;  // a list of all ids proves nothing about one
        std::ifstream in(file);
        std::stringstream text;
        text << in.rdbuf();
        for (const auto& clause : rulebook.clauses())
            if (names(text.str(), clause.id)) named[clause.id].push_back(std::filesystem::relative(file, source_tree).generic_string());
    }
    return named;
}

std::vector<std::string> unlinked(const Rulebook& rulebook, const NamedIn& named) {
    std::vector<std::string> all;
    for (const auto& clause : rulebook.clauses())
        if (clause.enforcement == Enforcement::enforced && !named.contains(clause.id)) all.push_back(clause.id);
    return all;
}

std::string clause_map(const Rulebook& rulebook, const NamedIn& named) {
    std::string out = fmt::format(
        "# Clause map\n\nWritten by `huiyin rulebook map`; do not edit. Version {}.\n\n"
        "| clause | title | mechanism | enforced | where | tests and scenarios |\n|---|---|---|---|---|---|\n",
        rulebook.version());
    for (const auto& clause : rulebook.clauses()) {
        std::string mechanisms, where, tests;
        const auto add = [](std::string& to, const std::string& text) { to += (to.empty() ? "" : ", ") + text; };
        for (const auto m : clause.mechanisms) add(mechanisms, std::string(json::enum_name(m)));
        for (const auto& o : clause.obligations) add(where, fmt::format("`{}` → {}", o.opens.on, o.act));
        for (const auto& gate : clause.gates) add(where, fmt::format("gate `{}`", gate));
        for (const auto& counted : clause.counts) add(where, "counts " + counted);
        if (const auto found = named.find(clause.id); found != named.end())
            for (const auto& file : found->second) add(tests, fmt::format("[{0}](../{1})", std::filesystem::path(file).filename().string(), file));
        out += fmt::format("| {} | {} · {} | {} | {} | {} | {} |\n", clause.id, clause.title.zh_Hans, clause.title.en, mechanisms,
                           clause.enforcement == Enforcement::enforced ? "yes" : "not enforced", where, tests);
    }
    return out;
}

}  // namespace huiyin::rulebook
