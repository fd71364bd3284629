// Surnames: which names begin with two characters of surname, and how surnames are read where they differ
// from the common reading of the character (曾 is Zeng, 单 is Shan).
#pragma once
#include <string_view>

namespace huiyin::text {

// How many characters of a name are its surname: two for 欧阳敏, one for 欧阳 alone and for everybody else.
std::size_t surname_length(std::u32string_view name);

// The letters a surname's characters begin with, one each; empty where the ordinary reading holds.
// `surname` is simplified and one or two characters long.
std::string_view surname_initials(std::u32string_view surname);

// The letters a character may begin with, the commonest first; empty where there is only one reading.
std::string_view other_readings(char32_t simplified);

}  // namespace huiyin::text
