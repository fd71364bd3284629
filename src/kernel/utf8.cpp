// UTF-8 by the table of well-formed sequences in the Unicode Standard: no overlong forms, no surrogates.
#include "kernel/utf8.hpp"

namespace huiyin::utf8 {

Decoded front(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80) return {first, 1, true};
    if (first < 0xC2 || first > 0xF4) return {};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (text.size() < length) return {};
    // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (at(1) < low || at(1) > high) return {};
    char32_t character = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80U) return {};
        character = (character << 6) | (at(i) & 0x3FU);
    }
    return {character, length, true};
}

void append(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::u32string characters(std::string_view text) {
    std::u32string found;
    found.reserve(text.size() / 2);
    each(text, [&](char32_t c, std::string_view) { found += c; });
    return found;
}

std::string mended(std::string_view text) {
    std::string whole;
    whole.reserve(text.size());
    each(text, [&](char32_t c, std::string_view) { append(whole, c == 0 ? replacement : c); });
    return whole;
}

}  // namespace huiyin::utf8
