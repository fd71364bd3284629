// A text as the lexicon compares it: folded characters that carry meaning, each with its place in the original.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::lexicon {

// Blanks, punctuation, marks and characters nobody sees are left out, so that they cannot part a phrase.
struct Folded {
    struct Place {
        std::uint32_t begin = 0, end = 0;  // in UTF-16 units of the original, as a browser counts
        bool begins_sentence = false;      // a full stop, a question mark or a new line stands before it
        bool begins_clause = false;        // a comma or the like stands before it
        std::int32_t quotation = -1;       // which quotation it stands in
    };
    struct Quotation {
        std::size_t first = 0, last = 0;  // its characters, half-open
    };
    std::u32string characters;
    std::vector<Place> places;
    std::vector<Quotation> quotations;
};

Folded fold(std::string_view utf8);

// The same folding for what is written in the rulebook; "" if nothing of it carries meaning.
std::u32string fold_words(std::string_view utf8);

}  // namespace huiyin::lexicon
