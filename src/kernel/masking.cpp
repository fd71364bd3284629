// What a person may see of somebody else's phone, ID number and name, and whether such a number can be right.
// Masking happens once, at the output edge: screens, exports and prints.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kernel/han.hpp"
#include "kernel/surnames.hpp"
#include "kernel/text.hpp"
#include "kernel/time.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::text {

namespace {
constexpr std::size_t mobile_digits = 11;
constexpr std::size_t least_hidden = 4;

std::string stars(std::size_t count) {
    return std::string(count, '*');
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The second and third digits in use; operators keep getting new blocks, so only what was never given out is
// refused.
bool is_mobile(std::string_view digits) {
    if (digits.size() != mobile_digits || digits[0] != '1') return false;
    const char second = digits[1];
    const char third = digits[2];
    switch (second) {
        case '3':
        case '8':
            return true;
        case '4':
            return third != '2' && third != '3';
        case '5':
        case '9':
            return third != '4';
        case '6':
            return third == '2' || third == '5' || third == '6' || third == '7';
        case '7':
            return third != '9';
        default:
            return false;
    }
}
}  // namespace

std::string normal_phone(std::string_view phone) {
    const auto folded = fold(phone);
    std::string digits;
    bool plus = false;
    for (const char c : folded) {
        if (c == '+' && digits.empty()) plus = true;
        if (c >= '0' && c <= '9') digits += c;
    }
    if (plus && digits.starts_with("86")) return digits.substr(2);
    if (digits.starts_with("0086")) return digits.substr(4);
    if (digits.starts_with("86") && is_mobile(std::string_view(digits).substr(2))) return digits.substr(2);
    return digits;
}

bool valid_mobile(std::string_view phone) {
    const auto folded = fold(phone);
    const bool only_digits_and_signs = std::ranges::all_of(folded, [](char c) {
        return (c >= '0' && c <= '9') || c == '+' || c == ' ' || c == '-' || c == '(' || c == ')';
    });
    return only_digits_and_signs && is_mobile(normal_phone(folded));
}

std::string mask_phone(std::string_view phone) {
    const auto digits = normal_phone(phone);
    const auto length = digits.size();
    if (length == 0) return blank(phone) ? std::string{} : stars(least_hidden);
    if (length <= least_hidden) return stars(length);
    const bool mobile = digits[0] == '1' && length >= mobile_digits;  // 13 digits: a card in a machine
    const std::size_t tail = mobile ? 4 : 2;
    std::size_t head = mobile ? 3 : 4;
    // A short local number would show nearly all of itself; at least four digits stay hidden.
    if (length < head + tail + least_hidden)
        head = length > tail + least_hidden ? length - tail - least_hidden : 0;
    const auto kept_tail = std::min(tail, length - std::min(length, head + least_hidden));
    return digits.substr(0, head) + stars(length - head - kept_tail) + digits.substr(length - kept_tail);
}

std::string mask_id_number(std::string_view id_number) {
    const auto characters = utf8::characters(trim(id_number));
    const auto length = characters.size();
    if (length <= 2) return stars(length);
    std::string out;
    utf8::append(out, characters.front());
    out += stars(length - 2);
    utf8::append(out, characters.back());
    return out;
}

std::string mask_name(std::string_view name) {
    const auto characters = han::compatible(trim(name));
    if (characters.empty()) return {};
    const std::size_t surname = surname_length(characters);
    std::string out;
    for (std::size_t i = 0; i < surname; ++i) utf8::append(out, characters[i]);
    // The number of stars tells nothing about a long name.
    return out + stars(std::min<std::size_t>(characters.size() - surname, 3));
}

bool valid_id_number(std::string_view number) {
    constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view check_digits = "10X98765432";  // ISO 7064 mod 11-2, by the remainder
    if (number.size() != 18 || !all_digits(number.substr(0, 17)) || number[0] == '0') return false;
    const auto part = [&](std::size_t from, std::size_t count) { return number.substr(from, count); };
    const auto birth = Day::parse(fmt::format("{}-{}-{}", part(6, 4), part(10, 2), part(12, 2)));
    if (!birth || birth->year() < 1800 || birth->year() > 2199) return false;
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (number[i] - '0');
    const char last = number[17] == 'x' ? 'X' : number[17];
    return last == check_digits[static_cast<std::size_t>(sum % 11)];
}

}  // namespace huiyin::text
