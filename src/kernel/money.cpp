// Money and points between whole hundredths and text, without ever being floating.
#include "kernel/money.hpp"

#include <fmt/format.h>

#include <limits>

namespace huiyin {

namespace {
enum class Grouping { none, thousands };

// "-1,200.5" → -120050. Refuses a third decimal, a wrongly placed comma and what 64 bits cannot hold.
std::optional<std::int64_t> hundredths_of(std::string_view text, Grouping grouping) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view decimals = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || decimals.size() > 2 || (point != std::string_view::npos && decimals.empty()))
        return std::nullopt;

    const bool grouped = whole.contains(',');
    if (grouped && grouping == Grouping::none) return std::nullopt;
    std::string digits;
    std::size_t group = 0;
    bool first_group = true;
    for (const char c : whole) {
        if (c == ',') {
            if (group == 0 || group > 3 || (!first_group && group != 3)) return std::nullopt;
            first_group = false;
            group = 0;
        } else if (c >= '0' && c <= '9') {
            digits += c;
            ++group;
        } else {
            return std::nullopt;
        }
    }
    if (grouped && group != 3) return std::nullopt;
    digits += decimals;
    digits.append(2 - decimals.size(), '0');

    std::int64_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, c - '0', &value))
            return std::nullopt;
    }
    return negative ? -value : value;
}

std::string with_two_decimals(std::int64_t hundredths) {
    const bool negative = hundredths < 0;
    const auto size =
        negative ? 0 - static_cast<std::uint64_t>(hundredths) : static_cast<std::uint64_t>(hundredths);
    return fmt::format("{}{}.{:02}", negative ? "-" : "", size / 100, size % 100);
}
}  // namespace

std::string Money::text() const {
    return with_two_decimals(fen);
}

std::optional<Money> Money::parse(std::string_view yuan) {
    const auto fen = hundredths_of(yuan, Grouping::thousands);
    if (!fen) return std::nullopt;
    return Money{*fen};
}

std::string Points::text() const {
    auto shown = with_two_decimals(hundredths);
    while (shown.ends_with('0')) shown.pop_back();
    if (shown.ends_with('.')) shown.pop_back();
    return shown;
}

std::optional<Points> Points::parse(std::string_view text) {
    const auto hundredths = hundredths_of(text, Grouping::none);
    if (!hundredths) return std::nullopt;
    return Points{*hundredths};
}

}  // namespace huiyin
