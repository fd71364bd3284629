// `huiyin lexicon try FILE`: what the lexicon finds in a file of sentences or in a column of a spreadsheet, so that anybody
// can judge it on their own texts. `huiyin lexicon recall FILE` plants phrases in them and counts what is found. Nothing is kept.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/subcommands.hpp"
#include "kernel/text.hpp"
#include "lexicon/recall.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"
#include "sheets/sheets.hpp"

namespace huiyin::app {
namespace {

struct Wanted {
    std::string file, column = "答复意见";
    bool misses = false;
    std::string sentences;  // to plant; "": the rulebook's own phrases
    std::size_t count = 12000;
    std::uint64_t seed = 1;
};

struct Sentence {
    std::size_t number = 0;  // line or row, as people see it
    std::string text;
};

std::vector<Sentence> lines_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("there is no file " + file);
    std::vector<Sentence> all;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number)
        if (!text::blank(line) && !line.starts_with('#')) all.push_back({number, line});
    return all;
}

std::vector<Sentence> cells_of(const std::string& file, const std::string& column) {
    std::vector<Sentence> all;
    std::optional<std::size_t> at;
    bool heading = true;
    sheets::read(file, [&](std::size_t number, sheets::Row&& row) {
        if (heading) {
            heading = false;
            const auto found = std::ranges::find_if(row, [&](const std::string& h) { return text::fold(text::trim(h)) == text::fold(column); });
            if (found == row.end()) throw std::runtime_error("the first row has no column \"" + column + "\"; --column names another");
            at = static_cast<std::size_t>(found - row.begin());
        } else if (*at < row.size() && !text::blank(row[*at])) {
            all.push_back({number, std::move(row[*at])});
        }
    });
    return all;
}

// The hit with a little of what stands around it, on one line.
std::string excerpt(const std::string& text, const std::string& found) {
    constexpr std::size_t around = 60;
    const auto at = text.find(found);
    auto begin = at > around ? at - around : 0, end = std::min(text.size(), at + found.size() + around);
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    auto out = text.substr(begin, end - begin);
    std::ranges::replace(out, '\n', ' ');
    std::ranges::replace(out, '\r', ' ');
    return out;
}

rulebook::Loaded the_rulebook() {
    auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
    if (!loaded.rulebook) throw std::runtime_error("the rulebook cannot be read:\n" + rulebook::show(loaded.problems));
    return loaded;
}

std::vector<Sentence> sentences_of(const std::string& file, const std::string& column) {
    const auto extension = std::filesystem::path(file).extension();
    return extension == ".xlsx" || extension == ".csv" ? cells_of(file, column) : lines_of(file);
}

int try_lexicon(const Wanted& w) {
    const auto loaded = the_rulebook();
    const auto sentences = sentences_of(w.file, w.column);
    std::size_t tripped = 0, hits = 0;
    for (const auto& sentence : sentences) {
        const auto found = lexicon::check(*loaded.rulebook, sentence.text);
        tripped += !found.empty();
        hits += found.size();
        if (w.misses) {
            if (found.empty()) fmt::print("{}: {}\n", sentence.number, sentence.text);
            continue;
        }
        for (const auto& hit : found)
            fmt::print("{}: {} {} \"{}\": …{}…\n", sentence.number, hit.clause, hit.key, hit.found, excerpt(sentence.text, hit.found));
    }
    fmt::print("{} texts, {} with a forbidden phrase, {} hits\n", sentences.size(), tripped, hits);
    return 0;
}

std::string share(const lexicon::Planted& p) {
    return fmt::format("{:>6} of {:>6}  {:.4f}", p.found, p.tried, p.tried ? static_cast<double>(p.found) / static_cast<double>(p.tried) : 0.0);
}

int measure_recall(const Wanted& w) {
    const auto loaded = the_rulebook();
    std::vector<std::string> texts, own;
    for (auto& one : sentences_of(w.file, w.column)) texts.push_back(std::move(one.text));
    if (!w.sentences.empty())
        for (auto& one : lines_of(w.sentences)) own.push_back(std::move(one.text));
    const auto measured = lexicon::recall(*loaded.rulebook, texts, own, w.count, w.seed);
    fmt::print("{} planted in {} texts with seed {}: found\n", w.count, texts.size(), w.seed);
    for (const auto& [kind, planted] : measured.by_disguise)
        fmt::print("  {:<13} {:<12} {}\n", json::enum_name(kind.first), json::enum_name(kind.second), share(planted));
    if (own.empty())
        for (const auto& [kind, planted] : measured.by_key) fmt::print("  {:<28} {:<13} {}\n", kind.first, json::enum_name(kind.second), share(planted));
    fmt::print("{} of those that were a sentence of their own were missed\n", measured.missed.size());
    if (w.misses)
        for (const auto& line : measured.missed) fmt::print("  {}\n", line);
    return 0;
}

}  // namespace

Subcommand lexicon_command() {
    return {"lexicon", "Try the forbidden words of F5.1 on texts of your own", [](CLI::App& command) -> Run {
                auto w = std::make_shared<Wanted>();
                auto* attempt = command.add_subcommand("try", "Print each forbidden phrase that is found, with its place");
                command.require_subcommand(1);
                attempt->add_option("file", w->file, "A text file with one sentence a line, or an .xlsx or .csv with headings")->required();
                attempt->add_option("--column", w->column, "Heading of the column to read in a spreadsheet")->capture_default_str();
                attempt->add_flag("--misses", w->misses, "Print what passes instead");
                attempt->footer("Examples:\n  huiyin lexicon try answers.xlsx --column 答复意见\n  huiyin lexicon try sentences.txt --misses");
                auto* recall = command.add_subcommand("recall", "Plant phrases at random places of the texts, plainly and disguised, and count what is found");
                recall->add_option("file", w->file, "The texts, as for try")->required();
                recall->add_option("--column", w->column, "Heading of the column to read in a spreadsheet")->capture_default_str();
                recall->add_option("--sentences", w->sentences, "A file with sentences to plant, one a line (default: the rulebook's phrases and variants)");
                recall->add_option("--count", w->count, "How many to plant")->check(CLI::Range(1, 1000000))->capture_default_str();
                recall->add_option("--seed", w->seed, "The same seed plants the same")->capture_default_str();
                recall->add_flag("--misses", w->misses, "Print what was planted and not found, never the text around it");
                recall->footer("Example:\n  huiyin lexicon recall answers.xlsx --column 答复意见 --seed 1");
                return [w, recall] { return recall->parsed() ? measure_recall(*w) : try_lexicon(*w); };
            }};
}

}  // namespace huiyin::app
