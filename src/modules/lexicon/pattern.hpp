// How the rulebook writes phrases and their contexts.
//
//   没(有|)(办法|法子)解决   alternatives in brackets, one level deep; an empty one may be left out
//   您~不知道               "~": up to eight characters between, inside the sentence
//   请勿@ · @停放           a context: "@" is the phrase that was found; what follows it follows before the next comma
//   (说|答复)“@”            the phrase stands in quotation marks, and the rest stands around these
//
// Whatever else is written is compared folded, so one script suffices and punctuation does not count.
#pragma once
#include <optional>

#include "folded.hpp"

namespace huiyin::lexicon {

struct Token {
    std::vector<std::u32string> alternatives;  // none: a gap
    bool is_gap() const { return alternatives.empty(); }
};
using Tokens = std::vector<Token>;

Tokens parse(std::string_view pattern);

// Where the longest match that begins here ends; nothing if there is none. `within` forbids crossing into another sentence.
std::optional<std::size_t> match(const Folded& text, std::size_t begin, const Tokens& tokens, bool within);
// Whether the tokens stand directly before this place, in its sentence.
bool stands_before(const Folded& text, std::size_t end, const Tokens& tokens);

// The characters a match can begin with; empty: any.
std::u32string first_characters(const Tokens& tokens);

struct Context {
    Tokens before, after;
    bool quoted = false;
};
Context parse_context(std::string_view pattern);
bool holds(const Context& context, const Folded& text, std::size_t begin, std::size_t end);

}  // namespace huiyin::lexicon
