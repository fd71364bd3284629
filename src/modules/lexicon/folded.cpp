// Folding with positions: NFKC, Traditional to Simplified, lower case, character by character (kernel text::fold).
#include "folded.hpp"

#include "kernel/text.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::lexicon {
namespace {

bool is_mark_of_sentence(char32_t c) {
    switch (c) {
        case U'。': case U'！': case U'？': case U'；': case U'!': case U'?': case U';': case U'\n': case U'\r': case U'｡': return true;
        default: return false;
    }
}

bool is_mark_of_clause(char32_t c) { return c == U'，' || c == U',' || c == U'：' || c == U':'; }

// Which quotation mark closes this one; 0 if it opens none.
char32_t closing_of(char32_t c) {
    switch (c) {
        case U'“': return U'”';
        case U'‘': return U'’';
        case U'「': return U'」';
        case U'『': return U'』';
        case U'"': return U'"';
        case U'＂': return U'＂';
        case U'《': return U'》';
        default: return 0;
    }
}

bool carries_meaning(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xC0 && c < 0x2000) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7AF);
}

void keep(Folded& folded, std::u32string_view plain, Folded::Place place) {
    for (const char32_t c : plain) {
        if (!carries_meaning(c)) continue;
        folded.characters += c;
        folded.places.push_back(place);
        place.begins_sentence = place.begins_clause = false;
    }
}

}  // namespace

Folded fold(std::string_view utf8) {
    Folded folded;
    folded.characters.reserve(utf8.size() / 3);
    folded.places.reserve(utf8.size() / 3);
    std::uint32_t at = 0;
    bool begins = true, pauses = false;
    char32_t closing = 0;
    utf8::each(utf8, [&](char32_t c, std::string_view bytes) {
        const std::uint32_t units = c > 0xFFFF ? 2 : 1;
        const auto before = folded.characters.size();
        if (closing != 0 && c == closing) {
            closing = 0;
            auto& quotation = folded.quotations.back();
            quotation.last = before;
            const auto number = static_cast<std::int32_t>(folded.quotations.size() - 1);
            for (auto i = quotation.first; i < quotation.last; ++i) folded.places[i].quotation = number;
        } else if (const char32_t closes = closing_of(c); closes != 0) {
            closing = closes;
            folded.quotations.push_back({before, before});
        } else if (is_mark_of_sentence(c)) {
            begins = true;
        } else if (is_mark_of_clause(c)) {
            pauses = true;
        } else {
            const Folded::Place place{at, at + units, begins, pauses, -1};
            // Most characters fold alone; the few with compatible forms go through the kernel.
            keep(folded, utf8::characters(text::fold(bytes)), place);
            if (folded.characters.size() > before) begins = pauses = false;
        }
        at += units;
    });
    return folded;
}

std::u32string fold_words(std::string_view utf8) { return fold(utf8).characters; }

}  // namespace huiyin::lexicon
