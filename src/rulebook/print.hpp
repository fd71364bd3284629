// The rulebook as text: one clause for a person, problems for whoever wrote the file, and the clause map.
#pragma once
#include <filesystem>
#include <functional>

#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {

// Looks a key up in the catalogue of a language (locales/README.md); a key that nobody said comes back as it is.
using Words = std::function<std::string(std::string_view key)>;
Words words_from(const std::vector<embedded::File>& locales, std::string_view language);

// `language` is zh-Hans, zh-Hant or en (anything else reads as en).
const std::string& in_language(const Title& title, std::string_view language);
std::string show(const Clause& clause, std::string_view language, const Words& words);
std::string show(const std::vector<Problem>& problems);  // file:line: what, and what to do

// Which tests and scenarios name which clause: files under src/ and tests/ of a source tree.
using NamedIn = std::map<std::string, std::vector<std::string>>;
NamedIn named_in(const Rulebook& rulebook, const std::filesystem::path& source_tree);
// Enforced clauses that no test and no scenario names.
std::vector<std::string> unlinked(const Rulebook& rulebook, const NamedIn& named);
std::string clause_map(const Rulebook& rulebook, const NamedIn& named);  // docs/clause-map.md

}  // namespace huiyin::rulebook
