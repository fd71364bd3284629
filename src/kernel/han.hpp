// Han characters by table: the simplified form, and the letter a reading begins with. The tables are made
// from ICU's transliterators by han_tables_tool and committed, because asking ICU costs some 100 µs a name.
#pragma once
#include <string>
#include <string_view>

namespace huiyin::han {

bool is_han(char32_t c);

// Traditional to Simplified, character by character. ICU's own rules also look at neighbours; then the same
// word would fold differently inside a sentence and alone, and a search would miss it.
char32_t simplified(char32_t c);

// The first letter of the commonest reading, or 0 where none is known.
char initial(char32_t c);

// NFKC without the characters that nobody sees (zero-width, variation selectors); malformed bytes become
// U+FFFD.
std::u32string compatible(std::string_view utf8);
std::u32string compatible(std::u32string_view text);

}  // namespace huiyin::han
