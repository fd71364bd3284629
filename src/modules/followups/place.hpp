// A place in a list, as a cursor writes it: "<time>:<id>".
#pragma once
#include <charconv>
#include <optional>
#include <string>

#include "kernel/time.hpp"

namespace huiyin::followups {

constexpr std::int64_t beyond = 9'000'000'000'000'000'000;

struct Place {
    std::int64_t at = 0, id = 0;
    auto operator<=>(const Place&) const = default;
    std::string text() const { return std::to_string(at) + ":" + std::to_string(id); }
};

inline std::optional<Place> read_place(std::string_view text) {
    Place p;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto number = [](std::string_view part, std::int64_t& to) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), to);
        return error == std::errc{} && end == part.data() + part.size() && to >= 0;
    };
    if (!number(text.substr(0, colon), p.at) || !number(text.substr(colon + 1), p.id)) return std::nullopt;
    return p;
}

inline const Refusal bad_cursor{"invalid", Trouble::invalid, {}, {{"cursor", "unknown-value"}}, {}};

}  // namespace huiyin::followups
