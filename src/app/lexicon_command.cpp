// `huiyin lexicon try FILE`: what the lexicon finds in a file of sentences or in a column of a spreadsheet, so that anybody
// can judge it on their own texts. Nothing is kept.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/subcommands.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"
#include "sheets/sheets.hpp"

namespace huiyin::app {
namespace {

struct Wanted {
    std::string file, column = "答复意见";
    bool misses = false;
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

int try_lexicon(const Wanted& w) {
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
    if (!loaded.rulebook) throw std::runtime_error("the rulebook cannot be read:\n" + rulebook::show(loaded.problems));
    const auto extension = std::filesystem::path(w.file).extension();
    const bool sheet = extension == ".xlsx" || extension == ".csv";
    const auto sentences = sheet ? cells_of(w.file, w.column) : lines_of(w.file);
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
                return [w] { return try_lexicon(*w); };
            }};
}

}  // namespace huiyin::app
