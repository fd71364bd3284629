// Money is whole fen; points are hundredths of an appraisal point. Neither is ever floating.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huiyin {
struct Money {
    std::int64_t fen = 0;
    auto operator<=>(const Money&) const = default;
    Money operator+(Money o) const { return {fen + o.fen}; }
    Money operator-(Money o) const { return {fen - o.fen}; }
    std::string text() const;  // "12.50"
    static std::optional<Money> parse(
        std::string_view yuan);  // "12.5", "-3", "1,200.00"; more than two decimals is refused
};
struct Points {
    std::int64_t hundredths = 0;
    auto operator<=>(const Points&) const = default;
    Points operator+(Points o) const { return {hundredths + o.hundredths}; }
    Points operator-(Points o) const { return {hundredths - o.hundredths}; }
    std::string text() const;  // "91.9", "100"
    static std::optional<Points> parse(std::string_view text);
};
}  // namespace huiyin
