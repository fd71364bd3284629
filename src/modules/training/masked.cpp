// Free text without persons (J10): names that are known, how people are addressed, phones and numbers, rooms. A person reads it
// again before it is published; what a machine can see for certain stops it there.
#include <algorithm>

#include "kernel/text.hpp"
#include "kernel/utf8.hpp"
#include "record.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t digits_of_a_phone = 7;

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool joins_digits(char32_t c) { return c == U'-' || c == U' ' || c == U'－'; }
bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
    return text;
}

// The end of a run that may be a phone, a card or a number of identity, beginning at `from`; `count`: its digits.
std::size_t end_of_number(const std::u32string& s, std::size_t from, std::size_t& count) {
    count = 0;
    std::size_t end = from;
    for (std::size_t i = from; i < s.size(); ++i) {
        if (is_digit(s[i])) {
            ++count;
            end = i + 1;
        } else if (!(joins_digits(s[i]) && i + 1 < s.size() && is_digit(s[i + 1]))) {
            if (count == 17 && (s[i] == U'X' || s[i] == U'x')) ++end;
            break;
        }
    }
    return end;
}

// 3栋1204, 12座5楼A室: where somebody lives.
std::size_t end_of_room(const std::u32string& s, std::size_t from) {
    constexpr std::u32string_view parts = U"栋棟幢座单單元号號室楼樓层層";
    std::size_t end = from;
    bool room = false;
    for (std::size_t i = from; i < s.size(); ++i) {
        const bool letter = (s[i] >= U'A' && s[i] <= U'Z') || (s[i] >= U'a' && s[i] <= U'z');
        const bool part = parts.find(s[i]) != std::u32string_view::npos;
        if (!is_digit(s[i]) && !letter && !part && !(room && s[i] == U'-')) break;
        room = room || (part && s[i] != U'元' && i > from && is_digit(s[from]));
        end = i + 1;
    }
    return room ? end : from;
}

// 王先生, 欧阳女士 → 某先生: the surname before how one is addressed.
std::string without_addressed(const std::string& text) {
    auto s = utf8::characters(text);
    for (const std::u32string title : {U"先生", U"女士", U"小姐", U"太太", U"阿姨", U"师傅", U"師傅", U"叔叔", U"老师", U"老師"})
        for (auto at = s.find(title); at != std::u32string::npos; at = s.find(title, at + title.size()))
            if (at > 0 && is_han(s[at - 1])) s[at - 1] = U'某';
    std::string out;
    for (const auto c : s) utf8::append(out, c);
    return out;
}

}  // namespace

std::string without_persons(std::string text, const std::vector<std::string>& known) {
    for (const auto& name : known)
        if (text::length(name) >= 2) text = replaced(std::move(text), name, text::mask_name(name));
    const auto s = utf8::characters(without_addressed(text));
    std::string out;
    for (std::size_t i = 0; i < s.size();) {
        if (is_digit(s[i])) {
            std::size_t count = 0;
            const auto number = end_of_number(s, i, count);
            if (count >= digits_of_a_phone) {
                out += "****";
                i = number;
                continue;
            }
            if (const auto room = end_of_room(s, i); room > i) {
                out += "某户";
                i = room;
                continue;
            }
        }
        utf8::append(out, s[i++]);
    }
    return out;
}

bool has_numbers_of_persons(std::string_view text) {
    const auto s = utf8::characters(text);
    for (std::size_t i = 0; i < s.size();) {
        std::size_t count = 0;
        if (is_digit(s[i])) {
            const auto end = end_of_number(s, i, count);
            if (count >= digits_of_a_phone) return true;
            i = end;
        } else {
            ++i;
        }
    }
    return false;
}

}  // namespace huiyin::training
