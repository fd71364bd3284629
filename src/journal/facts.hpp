// Reading the facts of an event that somebody else told: ids and numbers may stand as digits in a string.
#pragma once
#include <boost/json.hpp>
#include <charconv>
#include <string>
#include <string_view>

namespace huiyin::journal {

// "": not there, or no word.
inline std::string word_in(const boost::json::object& facts, std::string_view name) {
    const auto* value = facts.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

// 0: not there, or no number.
inline std::int64_t number_in(const boost::json::object& facts, std::string_view name) {
    const auto* value = facts.if_contains(name);
    if (!value) return 0;
    if (const auto* number = value->if_int64()) return *number;
    std::int64_t number = 0;
    if (const auto* digits = value->if_string()) std::from_chars(digits->data(), digits->data() + digits->size(), number);
    return number;
}

}  // namespace huiyin::journal
