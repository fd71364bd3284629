// One line of a story: who does what with which words, and what it expects to be refused with.
#pragma once
#include <map>
#include <string>

#include "kernel/result.hpp"
#include "story.hpp"

namespace huiyin::tests {

inline std::string trimmed(const std::string& s) {
    const auto first = s.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return s.substr(first, s.find_last_not_of(" \t") - first + 1);
}

struct Story::Line {
    std::string who, verb, text;
    std::map<std::string, std::string> words;  // key=value; a bare word is its own value
    std::string refusal, clause;               // what the line expects to be refused with
    std::string word(const std::string& key, const std::string& otherwise = "") const {
        const auto at = words.find(key);
        return at == words.end() ? otherwise : at->second;
    }
    std::string expected() const { return trimmed(refusal + " " + clause); }
    static std::string said(const Refusal& r) {
        std::string out = r.code + (r.clause.empty() ? "" : " " + r.clause);
        for (const auto& f : r.fields) out += " " + f.field + ":" + f.code;
        return trimmed(out);
    }
};

}  // namespace huiyin::tests
