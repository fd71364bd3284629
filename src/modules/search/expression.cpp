// Turns what a person typed into terms, and terms into FTS5's and tsquery's languages. Tokens hold letters, digits,
// Han characters, '#', '@' and '^' only, so nothing that is typed can become an operator.
#include "expression.hpp"

#include <algorithm>

namespace huiyin::search {
namespace {

constexpr std::size_t shortest_long_number = 7;  // a landline; rooms such as 3-1204 are shorter
constexpr std::size_t most_parts = 12;
constexpr std::size_t longest_beginning = 8;

bool digits_only(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}
bool letters_only(std::string_view word) {
    return word.size() >= 2 && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// Two and three characters of any word; up to eight of one with letters and digits, such as a complaint's number.
bool is_beginning(std::string_view start) {
    if (start.size() < 2 || start.size() > longest_beginning) return false;
    bool letters = false, digits = false;
    for (const char c : start) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
        (c >= '0' && c <= '9' ? digits : letters) = true;
    }
    return start.size() <= 3 || (letters && digits);
}

Term word(std::string word, bool open) {
    if (open && is_beginning(word)) return {{"^" + word}, false};
    return {{std::move(word)}, open};
}

Choice choice(const text::Part& part, bool last) {
    const auto& first = part.phrase.front();
    if (part.phrase.size() > 1) return {{part.phrase, part.prefix}};
    // Four and more digits: the tail of a number, or its beginning while it is still being typed.
    if (first.starts_with('#')) return {{{first}, false}, word(first.substr(1), last)};
    // "3-1204": building 3, not 30 to 39.
    if (digits_only(first)) return {word(first, last && part.prefix)};
    if (letters_only(first)) return {word(first, part.prefix), {{"@" + first}, true}};
    return {word(first, part.prefix)};
}

Demand demand(std::vector<text::Part> parts) {
    if (parts.size() > most_parts) parts.resize(most_parts);
    Demand all;
    for (std::size_t i = 0; i < parts.size(); ++i) all.push_back(choice(parts[i], i + 1 == parts.size()));
    return all;
}

std::string joined(const std::vector<std::string>& tokens, std::string_view between) {
    std::string text;
    for (const auto& token : tokens) {
        if (!text.empty()) text += between;
        text += token;
    }
    return text;
}

std::string in_fts5(const Term& term) { return "(\"" + joined(term.phrase, "\" AND \"") + "\"" + (term.open ? " *)" : ")"); }
std::string in_tsquery(const Term& term) {
    return "('" + joined(term.phrase, "' & '") + "'" + (term.open ? ":*" : "") + ")";
}

}  // namespace

std::vector<std::string> beginnings(std::string_view word) {
    std::vector<std::string> all;
    if (word.starts_with('#')) return all;  // a tail is not typed as a beginning
    for (std::size_t length = 2; length <= std::min(word.size(), longest_beginning); ++length)
        if (is_beginning(word.substr(0, length))) all.push_back("^" + std::string(word.substr(0, length)));
    return all;
}

std::string joined_digits(std::string_view folded) {
    std::string digits;
    bool pieces = false;
    for (const char c : folded) {
        if (c >= '0' && c <= '9') digits += c;
        else if (c == '-' || c == ' ' || c == '(' || c == ')' || c == '+' || c == '.' || c == '/') pieces = true;
        else return {};
    }
    return pieces && digits.size() >= shortest_long_number ? digits : std::string{};
}

std::vector<Demand> demands(std::string_view typed) {
    auto parts = text::query_parts(typed);
    if (parts.empty()) return {};
    std::vector<Demand> all{demand(std::move(parts))};
    if (const auto digits = joined_digits(text::fold(typed)); !digits.empty())
        all.push_back(demand(text::query_parts(digits)));
    return all;
}

std::string expression(const std::vector<Demand>& demands, store::Engine engine) {
    const bool sqlite = engine == store::Engine::sqlite;
    const std::string_view either = sqlite ? " OR " : " | ";
    const std::string_view both = sqlite ? " AND " : " & ";
    std::vector<std::string> alternatives;
    for (const auto& demand : demands) {
        std::vector<std::string> needed;
        for (const auto& choice : demand) {
            std::vector<std::string> terms;
            for (const auto& term : choice) terms.push_back(sqlite ? in_fts5(term) : in_tsquery(term));
            needed.push_back("(" + joined(terms, either) + ")");
        }
        alternatives.push_back("(" + joined(needed, both) + ")");
    }
    return "(" + joined(alternatives, either) + ")";
}

std::string phrases(const std::vector<Demand>& demands, store::Engine engine) {
    // Only runs of Han characters make phrases, and they never have an alternative.
    const bool sqlite = engine == store::Engine::sqlite;
    std::string array = sqlite ? "[" : "{";
    for (const auto& choice : demands.front())
        for (const auto& term : choice) {
            if (term.phrase.size() < 2) continue;
            if (array.size() > 1) array += ',';
            array += "\" " + joined(term.phrase, " ") + (term.open ? "\"" : " \"");
        }
    return array + (sqlite ? "]" : "}");
}

}  // namespace huiyin::search
