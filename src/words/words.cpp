// The catalogue, read once from the files inside the program.
#include "words/words.hpp"

#include <algorithm>
#include <map>

#include "kernel/json.hpp"
#include "locale_files.hpp"

namespace huiyin::words {
namespace {

using Said = std::map<std::string, std::string, std::less<>>;

void gather(const boost::json::object& from, const std::string& path, Said& said) {
    for (const auto& [key, value] : from) {
        const auto whole = path.empty() ? std::string(key) : path + "." + std::string(key);
        if (const auto* inner = value.if_object()) gather(*inner, whole, said);
        else if (const auto* text = value.if_string()) said.emplace(whole, std::string(*text));
    }
}

const Said& catalogue(std::string_view language) {
    static const auto all = [] {
        std::map<std::string, Said, std::less<>> read;
        for (const auto& file : embedded::locale_files()) {
            const auto end = file.path.find('/');
            if (end == std::string_view::npos || !file.path.ends_with(".json")) continue;
            const auto parsed = json::parse(file.text());
            if (parsed && parsed->is_object()) gather(parsed->as_object(), "", read[std::string(file.path.substr(0, end))]);
        }
        return read;
    }();
    return all.find(language)->second;
}

}  // namespace

bool speaks(std::string_view language) { return std::ranges::find(languages, language) != languages.end(); }

Words::Words(std::string_view language) : language_(speaks(language) ? language : languages.front()) {}

bool Words::has(std::string_view key) const { return catalogue(language_).contains(key); }

std::string Words::operator()(std::string_view key) const {
    const auto& said = catalogue(language_);
    const auto found = said.find(key);
    return found == said.end() ? std::string(key) : found->second;
}

std::string Words::operator()(std::string_view key, const Named& values) const {
    auto text = (*this)(key);
    for (const auto& [name, value] : values) {
        const auto place = "{" + std::string(name) + "}";
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) text.replace(at, place.size(), value);
    }
    return text;
}

std::string Words::day(Day day) const {
    const auto n = [](int value) { return std::to_string(value); };
    if (chinese()) return n(day.year()) + "年" + n(day.month()) + "月" + n(day.day()) + "日";
    static constexpr std::array<const char*, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                           "July",    "August",   "September", "October", "November", "December"};
    return n(day.day()) + " " + months[static_cast<std::size_t>(day.month() - 1)] + " " + n(day.year());
}

std::string Words::time(const Zone& zone, Instant at) const {
    const auto clock = zone.text(at).substr(11, 5);
    return day(zone.day_of(at)) + (chinese() ? " " : ", ") + clock;
}

}  // namespace huiyin::words
