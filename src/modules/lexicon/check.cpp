// Finding forbidden phrases: the rulebook's patterns compiled once for each of its versions, then one walk over the text.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "kernel/utf8.hpp"
#include "pattern.hpp"
#include "wording.hpp"

namespace huiyin::lexicon {
namespace {

struct Variant {
    Tokens tokens;
    std::size_t entry = 0;
};

struct Entry {
    const rulebook::Clause* clause = nullptr;
    const rulebook::Forbidden* forbidden = nullptr;
    std::vector<Context> innocent;
};

struct Lexicon {
    std::vector<Entry> entries;
    std::vector<Variant> variants;
    std::unordered_map<char32_t, std::vector<std::size_t>> by_first;  // which variants can begin with this character

    explicit Lexicon(const rulebook::Rulebook& rulebook) {
        for (const auto& clause : rulebook.clauses())
            for (const auto& forbidden : clause.forbidden) add(clause, forbidden);
    }

    void add(const rulebook::Clause& clause, const rulebook::Forbidden& forbidden) {
        Entry entry{&clause, &forbidden, {}};
        for (const auto* contexts : {&clause.innocent, &forbidden.innocent})
            for (const auto& context : *contexts) entry.innocent.push_back(parse_context(context));
        add_variant(forbidden.phrase);
        for (const auto& variant : forbidden.variants) add_variant(variant);
        entries.push_back(std::move(entry));
    }
    void add_variant(const std::string& pattern) {
        Variant variant{parse(pattern), entries.size()};
        auto first = first_characters(variant.tokens);
        std::ranges::sort(first);
        first.erase(std::unique(first.begin(), first.end()), first.end());
        for (const char32_t c : first) by_first[c].push_back(variants.size());
        variants.push_back(std::move(variant));
    }
};

// A world may be replaced while somebody still asks, so what is compiled keeps its own copy of the rulebook.
struct Compiled {
    rulebook::Rulebook rulebook;
    Lexicon lexicon;
    explicit Compiled(const rulebook::Rulebook& source) : rulebook(source), lexicon(rulebook) {}
};

std::shared_ptr<const Compiled> compiled(const rulebook::Rulebook& rulebook) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const Compiled>> known;
    const std::lock_guard lock(mutex);
    auto& found = known[rulebook.version()];
    if (!found) {
        if (known.size() > 16) {  // only tests have more versions than a company will ever see
            known.clear();
            return known[rulebook.version()] = std::make_shared<const Compiled>(rulebook);
        }
        found = std::make_shared<const Compiled>(rulebook);
    }
    return found;
}

struct Found {
    std::size_t begin = 0, end = 0, entry = 0;
};

std::optional<Found> longest_at(const Lexicon& lexicon, const Folded& text, std::size_t at) {
    const auto candidates = lexicon.by_first.find(text.characters[at]);
    if (candidates == lexicon.by_first.end()) return std::nullopt;
    std::optional<Found> longest;
    for (const auto number : candidates->second) {
        const auto& variant = lexicon.variants[number];
        const auto end = match(text, at, variant.tokens, false);
        if (!end || *end == at || (longest && *end <= longest->end)) continue;
        const auto& entry = lexicon.entries[variant.entry];
        if (std::ranges::any_of(entry.innocent, [&](const Context& c) { return holds(c, text, at, *end); })) continue;
        longest = Found{at, *end, variant.entry};
    }
    return longest;
}

// The part of the text between two places counted in UTF-16 units.
std::string between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    std::string out;
    std::uint32_t at = 0;
    utf8::each(text, [&](char32_t c, std::string_view bytes) {
        if (at >= begin && at < end) out += bytes;
        at += c > 0xFFFF ? 2 : 1;
    });
    return out;
}

}  // namespace

Wording wording_of(const rulebook::Title& title) { return {title.zh_Hans, title.zh_Hant, title.en}; }

std::vector<Hit> check(const rulebook::Rulebook& rulebook, std::string_view text) {
    std::vector<Hit> hits;
    if (text.empty()) return hits;
    const auto known = compiled(rulebook);
    const auto folded = fold(text);
    for (std::size_t at = 0; at < folded.characters.size();) {
        const auto found = longest_at(known->lexicon, folded, at);
        if (!found) {
            ++at;
            continue;
        }
        const auto& entry = known->lexicon.entries[found->entry];
        Hit hit;
        hit.begin = static_cast<int>(folded.places[found->begin].begin);
        hit.end = static_cast<int>(folded.places[found->end - 1].end);
        hit.found = between(text, folded.places[found->begin].begin, folded.places[found->end - 1].end);
        hit.clause = entry.clause->id;
        hit.key = entry.forbidden->key;
        hit.situation = wording_of(entry.forbidden->situation);
        hit.instead = wording_of(entry.forbidden->instead);
        hits.push_back(std::move(hit));
        at = found->end;
    }
    return hits;
}

void CheckWording::check(Checks& c) const { c.length("text", text, 8000); }

Result<LexiconView> read_lexicon(work::Reading& reading, const ReadLexicon&) {
    LexiconView view;
    for (const auto& clause : reading.world.rulebook->clauses())
        for (const auto& f : clause.forbidden)
            view.entries.push_back({clause.id, f.key, f.phrase, f.variants, wording_of(f.situation), wording_of(f.instead)});
    return view;
}

}  // namespace huiyin::lexicon
