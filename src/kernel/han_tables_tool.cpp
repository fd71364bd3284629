// Prints han_tables.inc: for each Han character the letter its commonest reading begins with, and the pairs
// of Traditional and Simplified characters. Usage: han_tables_tool > src/kernel/han_tables.inc
#include <unicode/translit.h>

#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

using Transform = std::unique_ptr<icu::Transliterator>;

Transform transform(const char* id) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    Transform made(icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, where, error));
    if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
    return made;
}

UChar32 applied(const Transform& transform, UChar32 c) {
    icu::UnicodeString text(c);
    transform->transliterate(text);
    return text.char32At(0);
}

void print_initials(const char* name, UChar32 first, UChar32 last, const Transform& latin) {
    std::cout << "inline constexpr char " << name << "[] =";
    for (UChar32 c = first; c <= last; ++c) {
        if ((c - first) % 96 == 0) std::cout << (c == first ? "\n    \"" : "\"\n    \"");
        const UChar32 letter = applied(latin, c);
        std::cout << (letter >= 'a' && letter <= 'z' ? static_cast<char>(letter) : '.');
    }
    std::cout << "\";\n";
}

void print_row(const char* name, const std::map<UChar32, UChar32>& pairs, bool left) {
    std::cout << "inline constexpr char32_t " << name << "[] =";
    int count = 0;
    for (const auto& [from, to] : pairs) {
        if (count % 50 == 0) std::cout << (count == 0 ? "\n    U\"" : "\"\n    U\"");
        ++count;
        std::string utf8;
        icu::UnicodeString(left ? from : to).toUTF8String(utf8);
        std::cout << utf8;
    }
    std::cout << "\";\n";
}

}  // namespace

int main() {
    const auto simplify = transform("Traditional-Simplified");
    std::map<UChar32, UChar32> pairs;
    const auto pair_up = [&](UChar32 first, UChar32 last) {
        for (UChar32 c = first; c <= last; ++c) {
            const UChar32 to = applied(simplify, c);
            // 苎 and 苧 point at each other; folding twice must change nothing, so only one of the two moves.
            if (to != c && !(applied(simplify, to) == c && c < to)) pairs[c] = to;
        }
    };
    pair_up(0x3400, 0x4DBF);
    pair_up(0x4E00, 0x9FFF);
    // Forms that the transliterator changes only beside certain neighbours, or not at all, though they are
    // one word.
    const icu::UnicodeString more =
        icu::UnicodeString::fromUTF8("妳你甚什祇只嶽岳吋寸殻壳衕同硃朱峯峰羣群喫吃牠它枱台钜巨");
    // Of these ICU keeps two apart that one word is written with on either side: 計畫 and 计划, 答覆 and 答复, 帳單 and
    // 账单. Folded text is never shown, so both become one wherever they stand.
    const icu::UnicodeString either = icu::UnicodeString::fromUTF8("画划覆复帐账");
    for (int i = 0; i + 1 < either.length(); i += 2) pairs.try_emplace(either[i], either[i + 1]);
    for (int i = 0; i + 1 < more.length(); i += 2) pairs.try_emplace(more[i], more[i + 1]);

    // Where one pair leads to another, go to the end at once: folding twice must change nothing.
    for (auto& [from, to] : pairs)
        for (int step = 0; pairs.contains(to); ++step) {
            if (step == 8) throw std::runtime_error("these pairs go round in a circle");
            to = pairs.at(to);
        }

    const auto latin = transform("Han-Latin; Latin-ASCII; Lower");
    std::cout << "// Made by han_tables_tool from ICU " << U_ICU_VERSION
              << ". One letter a character, '.' where none is known.\n";
    print_initials("initials_basic", 0x4E00, 0x9FFF, latin);
    print_initials("initials_extension_a", 0x3400, 0x4DBF, latin);
    std::cout << "// The n-th of one row becomes the n-th of the other.\n";
    print_row("traditional_row", pairs, true);
    print_row("simplified_row", pairs, false);
}
