// Which earlier matters say nearly the same: the rarest words of a text choose candidates through the index, and the
// candidates are ranked by the words they share with it, rare ones weighing more.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "search/search.hpp"

namespace huiyin::search {

// The words of a text as a set: sorted 32-bit digests of its bigrams, words and numbers.
using WordSet = std::vector<std::uint32_t>;
WordSet word_set(std::string_view text);
// The part of both that they share, 0 to 1; all words weigh the same. The first counts more: a short text whose words
// all stand in a long one is likely the same matter.
double likeness(std::span<const std::uint32_t> said, std::span<const std::uint32_t> earlier);

// What is said now, with the weight of each word at this site: rare ones tell two matters apart.
struct Weighed {
    WordSet words;
    std::vector<double> weights;  // parallel
    double whole = 0;
};
Weighed weigh(store::Tx& tx, SiteId site, std::string_view text);
Weighed part_of(const Weighed& whole, std::string_view text);  // of a text that is part of what was weighed
double likeness(const Weighed& said, std::span<const std::uint32_t> earlier);

struct Likely {
    std::int64_t id = 0;
    double likeness = 0;  // 0 to 1
};
// Best first, at most `most`. `also` are ranked with the candidates: what the caller knows to be near. What is still
// being typed is short, so the length of what is compared with it counts no more than twice its own.
enum class Text { whole, being_typed };
std::vector<Likely> similar(store::Tx& tx, SiteId site, std::string_view text, const std::vector<std::int64_t>& also, std::size_t most,
                            Text how = Text::whole);

// Lets the site learn how common the words of a new matter are. Counts the first matters and then one in sixteen.
void learn(store::Tx& tx, SiteId site, std::int64_t id, std::string_view text);

}  // namespace huiyin::search
