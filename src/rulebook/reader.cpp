#include "rulebook/reader.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/text.hpp"

namespace huiyin::rulebook {
namespace {
constexpr std::size_t largest_file = 1 << 20;
}

void Place::problem(const YAML::Node& at, std::string what, std::string fix) const {
    problems.push_back({file, at.IsDefined() ? line_of(at) : 0, std::move(what), std::move(fix)});
}

std::string snake(std::string kebab) {
    std::ranges::replace(kebab, '-', '_');
    return kebab;
}

std::string kebab(std::string snake) {
    std::ranges::replace(snake, '_', '-');
    return snake;
}

std::optional<std::string> scalar(const Place& place, const YAML::Node& node, const std::string& name) {
    if (!node.IsScalar()) {
        place.problem(node, name + " is not a single value", "write one word, number or sentence there");
        return std::nullopt;
    }
    if (text::blank(node.Scalar())) {
        place.problem(node, name + " is empty", "fill it in or remove the line");
        return std::nullopt;
    }
    return node.Scalar();
}

bool readable(std::string_view text, const Place& place) {
    const auto note = [&](int line, const char* what, const char* fix) { place.problems.push_back({place.file, line, what, fix}); };
    if (text.size() > largest_file) {
        note(0, "the file is larger than 1 MiB", "split it by chapter");
        return false;
    }
    bool good = true;
    int line = 0;
    while (!text.empty()) {
        ++line;
        const auto end = text.find('\n');
        const auto row = text.substr(0, end);
        if (!text::valid_utf8(row)) {
            note(line, "this line is not UTF-8", "save the file as UTF-8");
            good = false;
        } else if (row.contains('\t')) {
            note(line, "there is a tab character", "indent with spaces");
            good = false;
        } else if (std::ranges::any_of(row, [](unsigned char c) { return c < 0x20 && c != '\r'; })) {
            note(line, "there is a control character", "remove it");
            good = false;
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return good;
}

Reader::Reader(const Place& place, YAML::Node mapping, std::string name)
    : place_(place), node_(std::move(mapping)), name_(std::move(name)) {
    if (!node_.IsMap()) {
        place_.problem(node_, name_ + " is not a mapping of keys to values", "write \"key: value\" lines");
        return;
    }
    usable_ = true;
    std::set<std::string> seen;
    for (const auto& pair : node_) {
        if (!pair.first.IsScalar()) {
            place_.problem(pair.first, name_ + " has a key that is not a word", "write a plain word before the colon");
            usable_ = false;
        } else if (!seen.insert(pair.first.Scalar()).second) {
            place_.problem(pair.first, name_ + " has \"" + pair.first.Scalar() + "\" twice", "keep one of the two");
            usable_ = false;
        }
    }
}

YAML::Node Reader::get(const char* key) {
    known_.insert(key);
    if (!usable_) return YAML::Node(YAML::NodeType::Undefined);
    const YAML::Node& constant = node_;
    return constant[key];
}

std::string Reader::text(const char* key) {
    const auto value = get(key);
    if (!value.IsDefined()) {
        if (usable_) problem(name_ + " has no \"" + key + "\"", std::string("add \"") + key + ": …\"");
        return {};
    }
    return scalar(place_, value, std::string("\"") + key + "\"").value_or("");
}

std::string Reader::text_or(const char* key, std::string otherwise) {
    const auto value = get(key);
    return value.IsDefined() ? scalar(place_, value, std::string("\"") + key + "\"").value_or("") : otherwise;
}

std::optional<int> Reader::number(const char* key, int least, int most) {
    const auto value = get(key);
    if (!value.IsDefined()) return std::nullopt;
    const auto written = scalar(place_, value, std::string("\"") + key + "\"");
    if (!written) return std::nullopt;
    int parsed = 0;
    const auto [rest, error] = std::from_chars(written->data(), written->data() + written->size(), parsed);
    if (error != std::errc{} || rest != written->data() + written->size() || parsed < least || parsed > most) {
        problem_at(value, "\"" + *written + "\" is no value for \"" + key + "\"",
                   "write a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return parsed;
}

bool Reader::flag(const char* key, bool otherwise) {
    const auto value = get(key);
    if (!value.IsDefined()) return otherwise;
    const auto written = scalar(place_, value, std::string("\"") + key + "\"");
    if (written && *written != "true" && *written != "false")
        problem_at(value, "\"" + *written + "\" is neither true nor false", "write true or false");
    return written ? *written == "true" : otherwise;
}

std::optional<Day> Reader::day(const char* key) {
    const auto value = get(key);
    if (!value.IsDefined()) return std::nullopt;
    const auto written = scalar(place_, value, std::string("\"") + key + "\"");
    if (!written) return std::nullopt;
    const auto parsed = Day::parse(*written);
    if (!parsed) problem_at(value, "\"" + *written + "\" is not a day of the calendar", "write it as 2026-01-31");
    return parsed;
}

Title Reader::title(const char* key, bool required) {
    Title title;
    const auto value = get(key);
    if (!value.IsDefined()) {
        if (required && usable_) problem(name_ + " has no \"" + key + "\"", "add it in zh-Hans, zh-Hant and en");
        return title;
    }
    Reader languages(place_, value, std::string("\"") + key + "\"");
    if (!languages.usable()) return title;
    title.zh_Hans = languages.text("zh-Hans");
    title.zh_Hant = languages.text("zh-Hant");
    title.en = languages.text("en");
    languages.finish();
    return title;
}

std::vector<YAML::Node> Reader::items(const char* key) {
    const auto value = get(key);
    if (!value.IsDefined()) return {};
    if (!value.IsSequence()) return {value};
    std::vector<YAML::Node> all;
    for (const auto& item : value) all.push_back(item);
    if (all.empty()) problem_at(value, std::string("\"") + key + "\" is an empty list", "fill it in or remove the line");
    return all;
}

std::vector<std::string> Reader::words(const char* key) {
    std::vector<std::string> all;
    for (const auto& item : items(key))
        if (auto word = scalar(place_, item, std::string("\"") + key + "\"")) all.push_back(*std::move(word));
    return all;
}

void Reader::finish() {
    if (!usable_) return;
    for (const auto& pair : node_) {
        if (known_.contains(pair.first.Scalar())) continue;
        std::string expected;
        for (const auto& key : known_) expected += (expected.empty() ? "" : ", ") + key;
        place_.problem(pair.first, name_ + " has the unknown key \"" + pair.first.Scalar() + "\"", "use one of: " + expected);
    }
}

}  // namespace huiyin::rulebook
