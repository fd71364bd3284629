// How well the lexicon finds what is planted: phrases are hidden at random places of ordinary texts, plainly and disguised, and
// what `check` finds of them is counted. The same seed plants the same.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace huiyin::lexicon {

// Between all characters of the phrase, except `traditional`, which writes each character in another of its forms.
enum class Disguise { plain, blanks, punctuation, zero_width, full_width, traditional };
BOOST_DESCRIBE_ENUM(Disguise, plain, blanks, punctuation, zero_width, full_width, traditional)
// A sentence of its own, or at any character, where what stands around it may make it an ordinary word by our own rules.
enum class Planting { own_sentence, anywhere };
BOOST_DESCRIBE_ENUM(Planting, own_sentence, anywhere)

struct Planted {
    std::size_t tried = 0, found = 0;
};
struct Recall {
    std::map<std::pair<Planting, Disguise>, Planted> by_disguise;
    std::map<std::pair<std::string, Planting>, Planted> by_key;  // "F5.1 outside-duty"; "" for sentences of one's own
    std::vector<std::string> missed;                             // what was planted as a sentence of its own and not found; never the text around it
};

// `sentences`: what to plant; none: every phrase of the rulebook, and its variants with their alternatives by chance.
Recall recall(const rulebook::Rulebook& rulebook, const std::vector<std::string>& texts, const std::vector<std::string>& sentences, std::size_t count,
              std::uint64_t seed);

}  // namespace huiyin::lexicon
