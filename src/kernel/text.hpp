// Text as it is searched and shown: folding, bigrams, pinyin initials, masking.
// All input and output is UTF-8; malformed bytes become U+FFFD and never throw.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::text {

// NFKC, Traditional to Simplified, lower case. One function for writing and for querying; never for display.
std::string fold(std::string_view utf8);

// Search tokens of folded text. Each run of Han characters gives its bigrams and, at its end, its last
// character alone, so that a prefix query on one character finds every place it stands. Runs of letters
// and digits are one token each, and digits give their last-4 and longer tails ("#5513"), for phone tails.
std::vector<std::string> tokens(std::string_view folded);

// What a person's query becomes: each part must occur. phrase = tokens that follow each other;
// prefix = the last token may go on.
struct Part {
    std::vector<std::string> phrase;
    bool prefix = false;
    std::string folded;  // for engines that must check neighbours again
};
std::vector<Part> query_parts(std::string_view typed);

// Pinyin initials of a name: every reading that is plausible, surname readings first
// ("曾单" → "zs", "cd", …), at most 8. Letters and digits stay. "李文博" → {"lwb"}.
std::vector<std::string> initials(std::string_view name);

std::size_t length(std::string_view utf8);  // in Unicode characters
bool blank(std::string_view utf8);
std::string trim(
    std::string_view utf8);  // Unicode blanks, tabs, newlines, BOM and zero-width characters at both ends
bool valid_utf8(std::string_view bytes);

// P2/P3 data is masked at the output edge (DOMAIN: masking). Phones 138****5678, landlines keep 4+2,
// ID numbers keep the first and the last character, names keep the surname (two characters for compound
// ones).
std::string mask_phone(std::string_view phone);
std::string mask_id_number(std::string_view id_number);
std::string mask_name(std::string_view name);

bool valid_mobile(std::string_view phone);         // mainland mobile, optional +86
bool valid_id_number(std::string_view number);     // GB 11643 with its check digit
std::string normal_phone(std::string_view phone);  // digits only, without +86

}  // namespace huiyin::text
