// Folding rooms to keys.
#include "rooms.hpp"

#include <algorithm>
#include <array>

#include "kernel/text.hpp"

namespace huiyin::customers {

namespace {

// Longer ones first: 号楼 must not leave a 楼 behind.
constexpr std::array<std::string_view, 11> markers = {"号楼", "单元", "栋", "幢", "座", "楼", "室", "房", "号", "户", "门"};

enum class Sort { between, plain, other };  // plain: ASCII letters and digits, other: the rest of the world's letters
Sort sort_of(unsigned char ch) {
    if (ch >= 0x80) return Sort::other;
    return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') ? Sort::plain : Sort::between;
}

// How many bytes of general (U+2000…) or Chinese (U+3000…) punctuation stand here: —— · 、 「 none of them names a room.
std::size_t punctuation(std::string_view rest) {
    if (rest.size() < 3) return 0;
    const bool general = rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x81"), chinese = rest.starts_with("\xE3\x80");
    return general || chinese ? 3 : 0;
}

std::string padded(std::string_view text) {
    constexpr std::size_t width = 8;
    std::string out, run;
    const auto flush = [&] {
        if (run.empty()) return;
        if (run.size() < width) out.append(width - run.size(), '0');
        out += run;
        run.clear();
    };
    for (const char ch : text) {
        if (ch >= '0' && ch <= '9') {
            run += ch;
            continue;
        }
        flush();
        out += ch;
    }
    flush();
    return out;
}

}  // namespace

std::string room_key(std::string_view typed) {
    const auto folded = text::fold(typed);
    std::string key;
    auto last = Sort::between;
    for (std::size_t i = 0; i < folded.size();) {
        const auto rest = std::string_view(folded).substr(i);
        const auto marker = std::ranges::find_if(markers, [&](std::string_view m) { return rest.starts_with(m); });
        if (const auto skipped = marker != markers.end() ? marker->size() : punctuation(rest)) {
            last = Sort::between;
            i += skipped;
            continue;
        }
        const auto sort = sort_of(static_cast<unsigned char>(folded[i]));
        if (sort != Sort::between) {
            if (sort != last && !key.empty()) key += '-';
            key += folded[i];
        }
        last = sort;
        ++i;
    }
    return key;
}

std::string room_text(std::string_view building, std::string_view entrance, std::string_view number) {
    std::string out;
    for (const auto part : {building, entrance, number}) {
        if (part.empty()) continue;
        const auto plain = [](char ch) { return static_cast<unsigned char>(ch) < 0x80; };
        if (!out.empty() && plain(out.back()) && plain(part.front())) out += '-';
        out += part;
    }
    return out;
}

std::vector<std::string> room_keys(std::string_view building, std::string_view entrance, std::string_view number) {
    const auto b = room_key(building), e = room_key(entrance), n = room_key(number);
    std::vector<std::string> keys{n, b + "-" + n};
    if (!e.empty()) keys.push_back(b + "-" + e + "-" + n);
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
    return keys;
}

std::string room_order(std::string_view building, std::string_view entrance, std::string_view number) {
    return padded(room_key(building)) + "-" + padded(room_key(entrance)) + "-" + padded(room_key(number));
}

std::string past(std::string_view prefix) { return std::string(prefix) + "\xF4\x8F\xBF\xBF"; }

}  // namespace huiyin::customers
