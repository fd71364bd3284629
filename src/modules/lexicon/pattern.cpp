// Reading and matching the rulebook's phrases.
#include "pattern.hpp"

#include <algorithm>

#include "kernel/result.hpp"

namespace huiyin::lexicon {
namespace {

constexpr std::size_t longest_gap = 8;

void add_literal(Tokens& tokens, std::string_view words) {
    if (auto folded = fold_words(words); !folded.empty()) tokens.push_back({{std::move(folded)}});
}

Token alternatives_of(std::string_view inside) {
    Token token;
    for (;;) {
        const auto bar = inside.find('|');
        token.alternatives.push_back(fold_words(inside.substr(0, bar)));
        if (bar == std::string_view::npos) return token;
        inside.remove_prefix(bar + 1);
    }
}

struct Forward {
    const Folded& text;
    const Tokens& tokens;
    bool within;
    std::optional<std::size_t> longest;

    // A gap stays inside its sentence, in a phrase too: otherwise a farewell and a courtesy would make a refusal.
    bool goes_on(std::size_t at) const { return at < text.characters.size() && !text.places[at].begins_sentence; }
    bool begins_with(std::size_t at, const std::u32string& words, bool first) const {
        if (text.characters.compare(at, words.size(), words) != 0) return false;
        if (within)
            for (std::size_t i = first ? 1 : 0; i < words.size(); ++i)
                if (text.places[at + i].begins_sentence) return false;
        return true;
    }
    void go(std::size_t at, std::size_t token, bool first) {
        if (token == tokens.size()) {
            if (!longest || *longest < at) longest = at;
            return;
        }
        if (tokens[token].is_gap()) {
            for (std::size_t n = 0; n <= longest_gap && goes_on(at + n); ++n) go(at + n, token + 1, false);
            return;
        }
        for (const auto& words : tokens[token].alternatives)
            if (words.empty()) go(at, token + 1, first);
            else if (at <= text.characters.size() && begins_with(at, words, first)) go(at + words.size(), token + 1, false);
    }
};

// From the phrase backwards: true as soon as all tokens found their place.
bool before(const Folded& text, std::size_t end, const Tokens& tokens, std::size_t left) {
    if (left == 0) return true;
    const auto& token = tokens[left - 1];
    const auto inside = [&](std::size_t begin) {
        for (auto i = begin + 1; i <= end; ++i)
            if (i < text.places.size() && text.places[i].begins_sentence) return false;
        return true;
    };
    if (token.is_gap()) {
        for (std::size_t n = 0; n <= longest_gap && n <= end; ++n)
            if (inside(end - n) && before(text, end - n, tokens, left - 1)) return true;
        return false;
    }
    return std::ranges::any_of(token.alternatives, [&](const std::u32string& words) {
        if (words.empty()) return before(text, end, tokens, left - 1);
        return words.size() <= end && text.characters.compare(end - words.size(), words.size(), words) == 0 && inside(end - words.size()) &&
               before(text, end - words.size(), tokens, left - 1);
    });
}

}  // namespace

Tokens parse(std::string_view pattern) {
    Tokens tokens;
    while (!pattern.empty()) {
        const auto special = pattern.find_first_of("(~");
        add_literal(tokens, pattern.substr(0, special));
        if (special == std::string_view::npos) break;
        if (pattern[special] == '~') {
            tokens.push_back({});
            pattern.remove_prefix(special + 1);
            continue;
        }
        const auto close = pattern.find(')', special);
        ensure(close != std::string_view::npos, "the rulebook's reader refuses open brackets");
        tokens.push_back(alternatives_of(pattern.substr(special + 1, close - special - 1)));
        pattern.remove_prefix(close + 1);
    }
    return tokens;
}

std::optional<std::size_t> match(const Folded& text, std::size_t begin, const Tokens& tokens, bool within) {
    Forward forward{text, tokens, within, {}};
    forward.go(begin, 0, !within);
    return forward.longest;
}

bool stands_before(const Folded& text, std::size_t end, const Tokens& tokens) { return before(text, end, tokens, tokens.size()); }

std::u32string first_characters(const Tokens& tokens) {
    std::u32string found;
    for (const auto& token : tokens) {
        if (token.is_gap()) return {};
        bool may_be_left_out = false;
        for (const auto& words : token.alternatives)
            if (words.empty()) may_be_left_out = true;
            else found += words.front();
        if (!may_be_left_out) return found;
    }
    return {};
}

Context parse_context(std::string_view pattern) {
    Context context;
    auto at = pattern.find('@');
    ensure(at != std::string_view::npos, "the rulebook's reader refuses a context without its phrase");
    auto left = pattern.substr(0, at), right = pattern.substr(at + 1);
    constexpr std::string_view opens = "“", closes = "”";
    if (left.ends_with(opens) && right.starts_with(closes)) {
        context.quoted = true;
        left.remove_suffix(opens.size());
        right.remove_prefix(closes.size());
    }
    context.before = parse(left);
    context.after = parse(right);
    return context;
}

bool holds(const Context& context, const Folded& text, std::size_t begin, std::size_t end) {
    if (context.quoted) {
        const auto quotation = text.places[begin].quotation;
        if (quotation < 0 || text.places[end - 1].quotation != quotation) return false;
        begin = text.quotations[static_cast<std::size_t>(quotation)].first;
        end = text.quotations[static_cast<std::size_t>(quotation)].last;
    } else if (!context.after.empty() && end < text.places.size() && text.places[end].begins_clause) {
        return false;  // what comes after a comma is said about something else: 我们不管，您自己去说
    }
    return stands_before(text, begin, context.before) && (context.after.empty() || match(text, end, context.after, true));
}

}  // namespace huiyin::lexicon
