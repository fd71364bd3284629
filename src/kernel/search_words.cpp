// Search tokens of a text and of a query, cut by the same rules so that both engines index the same words.
#include <unicode/uchar.h>

#include "kernel/han.hpp"
#include "kernel/text.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::text {

namespace {
// A word longer than this is cut: PostgreSQL refuses lexemes over 2,046 bytes, and nobody types them.
constexpr std::size_t longest_word = 64;
constexpr std::size_t shortest_tail = 4;
constexpr std::size_t longest_tail = 20;  // an ID number has 18 places, a legacy tax number 20

struct Run {
    bool han = false;
    std::vector<std::string_view> characters;

    std::string text(std::size_t from, std::size_t count) const {
        std::string out;
        for (std::size_t i = from; i < from + count && i < characters.size(); ++i) out += characters[i];
        return out;
    }
    std::string word() const { return text(0, longest_word); }
    std::size_t digits_at_the_end() const {
        std::size_t count = 0;
        while (count < characters.size()) {
            const auto c = characters[characters.size() - 1 - count];
            if (c.size() != 1 || c[0] < '0' || c[0] > '9') break;
            ++count;
        }
        return count;
    }
};

enum class Sort { han, word, mark, other };
Sort sort_of(char32_t c) {
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? Sort::word
                                                                                          : Sort::other;
    if (han::is_han(c)) return Sort::han;
    if (u_isalnum(static_cast<UChar32>(c))) return Sort::word;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 ? Sort::mark : Sort::other;
}

std::vector<Run> runs_of(std::string_view folded) {
    std::vector<Run> runs;
    bool going_on = false;
    utf8::each(folded, [&](char32_t c, std::string_view bytes) {
        const auto sort = sort_of(c);
        if (sort == Sort::mark && going_on && !runs.back().han) {
            runs.back().characters.push_back(bytes);
            return;
        }
        if (sort != Sort::han && sort != Sort::word) {
            going_on = false;
            return;
        }
        const bool is_han = sort == Sort::han;
        if (!going_on || runs.back().han != is_han) runs.push_back({is_han, {}});
        runs.back().characters.push_back(bytes);
        going_on = true;
    });
    return runs;
}
}  // namespace

std::vector<std::string> tokens(std::string_view folded) {
    std::vector<std::string> found;
    for (const auto& run : runs_of(folded)) {
        const auto length = run.characters.size();
        if (run.han) {
            for (std::size_t i = 0; i + 1 < length; ++i) found.push_back(run.text(i, 2));
            found.push_back(run.text(length - 1, 1));
            continue;
        }
        found.push_back(run.word());
        const auto digits = run.digits_at_the_end();
        for (auto tail = shortest_tail; tail <= digits && tail <= longest_tail; ++tail)
            found.push_back("#" + run.text(length - tail, tail));
    }
    return found;
}

std::vector<Part> query_parts(std::string_view typed) {
    const auto folded = fold(typed);
    std::vector<Part> parts;
    for (const auto& run : runs_of(folded)) {
        const auto length = run.characters.size();
        Part part;
        part.folded = run.text(0, length);
        if (run.han && length > 1) {
            for (std::size_t i = 0; i + 1 < length; ++i) part.phrase.push_back(run.text(i, 2));
        } else if (!run.han && run.digits_at_the_end() == length && length >= shortest_tail &&
                   length <= longest_tail) {
            part.phrase.push_back("#" + part.folded);  // the whole number is among its own tails
        } else {
            part.phrase.push_back(run.word());
            part.prefix = true;
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace huiyin::text
