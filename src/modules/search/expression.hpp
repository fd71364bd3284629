// What a person typed, in the engine's own query language. Private to the module.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/text.hpp"
#include "store/query.hpp"

namespace huiyin::search {

// A token, or tokens that follow each other; open: the last one may go on.
struct Term {
    std::vector<std::string> phrase;
    bool open = false;
};
// One of these must occur …
using Choice = std::vector<Term>;
// … for each of these.
using Demand = std::vector<Choice>;

// What is looked for: one of the demands. Empty when nothing that can be found was typed.
std::vector<Demand> demands(std::string_view typed);

std::string expression(const std::vector<Demand>& demands, store::Engine engine);
// The indexes know no neighbours: the phrases to look for in the words, as an array's text (JSON on SQLite).
std::string phrases(const std::vector<Demand>& demands, store::Engine engine);

// The beginnings of a word that are tokens of their own ("^ts", "^ts2026"), so that what is typed first, and fits very
// many words, is looked up instead of gathered from all of them.
std::vector<std::string> beginnings(std::string_view word);

// "0755-8383 5513" → "075583835513"; empty unless it is a long number written in pieces.
std::string joined_digits(std::string_view folded);

}  // namespace huiyin::search
