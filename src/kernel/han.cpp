// The tables of Han characters, and NFKC by ICU.
#include "kernel/han.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <stdexcept>

namespace huiyin::han {

namespace {
#include "kernel/han_tables.inc"

constexpr char32_t basic_first = 0x4E00;
constexpr char32_t basic_last = 0x9FFF;
constexpr char32_t extension_a_first = 0x3400;
constexpr char32_t extension_a_last = 0x4DBF;

// The simplified form of every character from extension A to the end of the basic block, found by its place.
class Simplifying {
  public:
    Simplifying() {
        for (std::size_t i = 0; i < to_.size(); ++i) to_[i] = static_cast<char16_t>(extension_a_first + i);
        for (std::size_t i = 0; traditional_row[i] != 0; ++i)
            to_[traditional_row[i] - extension_a_first] = static_cast<char16_t>(simplified_row[i]);
    }
    char32_t operator()(char32_t c) const { return to_[c - extension_a_first]; }

  private:
    std::array<char16_t, basic_last - extension_a_first + 1> to_{};
};

const icu::Normalizer2& nfkc() {
    UErrorCode error = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKC data");
    return *found;
}

std::u32string compatible_form(const icu::UnicodeString& text) {
    UErrorCode error = U_ZERO_ERROR;
    const auto normal = nfkc().normalize(text, error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU cannot normalise");
    std::u32string kept;
    kept.reserve(static_cast<std::size_t>(normal.length()));
    bool dropped = false;
    for (int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        const UChar32 c = normal.char32At(i);
        if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
            dropped = true;
        } else {
            kept += static_cast<char32_t>(c);
        }
    }
    // What stood apart may now compose: once more, and there is nothing left to drop.
    return dropped ? compatible(std::u32string_view(kept)) : kept;
}
}  // namespace

bool is_han(char32_t c) {
    return (c >= basic_first && c <= basic_last) || (c >= extension_a_first && c <= extension_a_last) ||
           (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF);
}

char32_t simplified(char32_t c) {
    static const Simplifying simplifying;
    return c >= extension_a_first && c <= basic_last ? simplifying(c) : c;
}

char initial(char32_t c) {
    char letter = '.';
    if (c >= basic_first && c <= basic_last) letter = initials_basic[c - basic_first];
    if (c >= extension_a_first && c <= extension_a_last) letter = initials_extension_a[c - extension_a_first];
    return letter == '.' ? '\0' : letter;
}

std::u32string compatible(std::string_view utf8) {
    return compatible_form(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())}));
}

std::u32string compatible(std::u32string_view text) {
    return compatible_form(icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                         static_cast<int32_t>(text.size())));
}

}  // namespace huiyin::han
