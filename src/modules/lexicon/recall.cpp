// Planting phrases in ordinary texts, and counting which are found.
#include "lexicon/recall.hpp"

#include <array>
#include <random>

#include "kernel/text.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::lexicon {
namespace {

struct Chance {
    std::mt19937_64 source;
    std::size_t below(std::size_t n) { return source() % n; }
    template <class T>
    const T& of(const std::vector<T>& all) { return all[below(all.size())]; }
};

struct Phrase {
    std::string of, text;
};

// One way of saying a pattern: an alternative of each bracket, and nothing in a gap.
std::string spoken(std::string_view pattern, Chance& chance) {
    std::string out;
    while (!pattern.empty()) {
        const auto special = pattern.find_first_of("(~");
        out += pattern.substr(0, special);
        if (special == std::string_view::npos) break;
        if (pattern[special] == '~') {
            pattern.remove_prefix(special + 1);
            continue;
        }
        const auto close = pattern.find(')', special);
        auto inside = pattern.substr(special + 1, close - special - 1);
        std::vector<std::string_view> alternatives;
        for (;;) {
            const auto bar = inside.find('|');
            alternatives.push_back(inside.substr(0, bar));
            if (bar == std::string_view::npos) break;
            inside.remove_prefix(bar + 1);
        }
        out += chance.of(alternatives);
        pattern.remove_prefix(close + 1);
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> patterns_of(const rulebook::Rulebook& rulebook) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& clause : rulebook.clauses())
        for (const auto& f : clause.forbidden) {
            const auto of = clause.id + " " + f.key;
            all.emplace_back(of, f.phrase);
            for (const auto& variant : f.variants) all.emplace_back(of, variant);
        }
    return all;
}

std::vector<std::string> characters_of(std::string_view text) {
    std::vector<std::string> all;
    utf8::each(text, [&](char32_t, std::string_view bytes) { all.emplace_back(bytes); });
    return all;
}

// The other forms of a character: all that fold to the same.
const std::map<std::string, std::vector<std::string>>& other_forms() {
    static const auto forms = [] {
        std::map<std::string, std::vector<std::string>> all;
        for (char32_t c = 0x4E00; c <= 0x9FFF; ++c) {
            std::string written;
            utf8::append(written, c);
            if (auto folded = text::fold(written); folded != written) all[std::move(folded)].push_back(written);
        }
        return all;
    }();
    return forms;
}

std::string disguised(const std::string& phrase, Disguise how, Chance& chance) {
    static const std::vector<std::string> blanks{" ", "  ", "\t"}, marks{"，", "、", "·", "*", "-", "…", "~", "“", "/", "."}, nothing{"\u200b", "\u200d", "\ufeff"},
        wide{"\u3000", "－", "．", "＊"};
    std::string out;
    bool first = true;
    for (const auto& c : characters_of(phrase)) {
        if (!first) {
            if (how == Disguise::blanks) out += chance.of(blanks);
            else if (how == Disguise::punctuation) out += chance.of(marks);
            else if (how == Disguise::zero_width) out += chance.of(nothing);
            else if (how == Disguise::full_width) out += chance.of(wide);
        }
        first = false;
        const auto forms = how == Disguise::traditional ? other_forms().find(c) : other_forms().end();
        out += forms == other_forms().end() ? c : chance.of(forms->second);
    }
    return out;
}

bool ends_sentence(std::string_view c) { return c == "。" || c == "！" || c == "？" || c == "；" || c == "\n"; }

struct Text {
    std::string whole;
    int begin = 0, end = 0;  // of what was planted, in UTF-16 units
};

int utf16_units(std::string_view text) {
    int n = 0;
    utf8::each(text, [&](char32_t c, std::string_view) { n += c > 0xFFFF ? 2 : 1; });
    return n;
}

Text planted(const std::string& around, const std::string& phrase, Planting where, Chance& chance) {
    const auto characters = characters_of(around);
    std::vector<std::size_t> places{0};
    if (where == Planting::own_sentence) {
        for (std::size_t i = 0; i < characters.size(); ++i)
            if (ends_sentence(characters[i])) places.push_back(i + 1);
    } else {
        places[0] = chance.below(characters.size() + 1);
    }
    const auto at = chance.of(places);
    Text text;
    for (std::size_t i = 0; i < at; ++i) text.whole += characters[i];
    text.begin = utf16_units(text.whole);
    text.end = text.begin + utf16_units(phrase);
    text.whole += phrase;
    if (where == Planting::own_sentence) text.whole += "。";
    for (std::size_t i = at; i < characters.size(); ++i) text.whole += characters[i];
    return text;
}

}  // namespace

Recall recall(const rulebook::Rulebook& rulebook, const std::vector<std::string>& texts, const std::vector<std::string>& sentences, std::size_t count,
              std::uint64_t seed) {
    Recall result;
    if (texts.empty()) return result;
    constexpr std::array disguises{Disguise::plain, Disguise::blanks, Disguise::punctuation, Disguise::zero_width, Disguise::full_width, Disguise::traditional};
    Chance chance{std::mt19937_64(seed)};
    const auto patterns = patterns_of(rulebook);
    for (std::size_t n = 0; n < count; ++n) {
        const auto disguise = disguises[n % disguises.size()];
        const auto where = n / disguises.size() % 2 == 0 ? Planting::own_sentence : Planting::anywhere;
        Phrase phrase;
        if (sentences.empty()) {
            const auto& [of, pattern] = chance.of(patterns);
            phrase = {of, spoken(pattern, chance)};
        } else {
            phrase.text = chance.of(sentences);
        }
        const auto hidden = disguised(phrase.text, disguise, chance);
        const auto text = planted(chance.of(texts), hidden, where, chance);
        bool found = false;
        for (const auto& hit : check(rulebook, text.whole)) found = found || (hit.begin < text.end && hit.end > text.begin);
        for (auto* counted : {&result.by_disguise[{where, disguise}], &result.by_key[{phrase.of, where}]}) {
            ++counted->tried;
            counted->found += found;
        }
        if (!found && where == Planting::own_sentence) result.missed.push_back(phrase.of + (phrase.of.empty() ? "" : " ") + hidden);
    }
    return result;
}

}  // namespace huiyin::lexicon
