// Folding, counting and trimming of text.
#include "kernel/text.hpp"

#include <unicode/uchar.h>

#include "kernel/han.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::text {

namespace {
// Characters that NFKC leaves alone wherever they stand, so that most texts never meet ICU. Full-width ASCII
// and the ideographic blank are here too, because their plain form is a subtraction away.
bool is_simple(char32_t c) {
    return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x3000 && c <= 0x3020) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x20000 && c <= 0x2F7FF);
}

char32_t plain_width(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c == 0x3000 ? U' ' : c;
}

char32_t lower(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

std::string fold_with_icu(std::string_view utf8) {
    auto characters = han::compatible(utf8);
    // Small letters may compose with marks that capitals did not take, so a second round settles it.
    for (int round = 0; round < 2; ++round) {
        for (auto& c : characters) c = lower(han::simplified(c));
        characters = han::compatible(std::u32string_view(characters));
    }
    std::string out;
    out.reserve(characters.size() * 3);
    for (const char32_t c : characters) utf8::append(out, c);
    return out;
}

bool is_blank(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0xFEFF || (c >= 0x200B && c <= 0x200D) ||
           c == 0x2060 || c == 0x00AD || c == 0x180E;
}
}  // namespace

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::string_view rest = utf8; !rest.empty();) {
        const auto d = utf8::front(rest);
        // Whatever may change with its neighbours (marks, Hangul, ligatures) sends the whole text to ICU.
        if (!d.good || !is_simple(d.character)) return fold_with_icu(utf8);
        const char32_t plain = plain_width(d.character);
        utf8::append(out, plain < 0x80 ? lower(plain) : han::simplified(plain));
        rest.remove_prefix(d.bytes);
    }
    return out;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    utf8::each(text, [&](char32_t, std::string_view) { ++count; });
    return count;
}

bool blank(std::string_view text) {
    bool all = true;
    utf8::each(text, [&](char32_t c, std::string_view) { all = all && is_blank(c); });
    return all;
}

std::string trim(std::string_view text) {
    const char* begin = nullptr;
    const char* end = nullptr;
    utf8::each(text, [&](char32_t c, std::string_view bytes) {
        if (is_blank(c)) return;
        if (begin == nullptr) begin = bytes.data();
        end = bytes.data() + bytes.size();
    });
    return begin == nullptr ? std::string{} : utf8::mended({begin, static_cast<std::size_t>(end - begin)});
}

bool valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto d = utf8::front(bytes);
        if (!d.good) return false;
        bytes.remove_prefix(d.bytes);
    }
    return true;
}

}  // namespace huiyin::text
