// Walking UTF-8 one character at a time. Malformed bytes become U+FFFD, one for each byte that cannot begin
// or continue a character, so that a walk always ends and never throws.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace huiyin::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t character = replacement;
    std::size_t bytes = 1;
    bool good = false;
};

// The character at the front of text, which must not be empty.
Decoded front(std::string_view text);
void append(std::string& out, char32_t character);

// Calls take(character, its bytes) for each character.
template <class Take>
void each(std::string_view text, Take take) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        const auto d = byte < 0x80 ? Decoded{byte, 1, true} : front(text);
        take(d.character, text.substr(0, d.bytes));
        text.remove_prefix(d.bytes);
    }
}

std::u32string characters(std::string_view text);

// Text that every store and every reader accepts: malformed bytes and NUL become U+FFFD.
std::string mended(std::string_view text);

}  // namespace huiyin::utf8
