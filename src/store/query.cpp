// Reads .sql files into named queries and keeps the list of all of them.
#include "store/query.hpp"

#include <deque>
#include <mutex>
#include <stdexcept>

namespace huiyin::store {
namespace {

struct Registry {
    std::mutex mutex;
    std::deque<Query> owned;  // addresses stay where they are
    std::vector<const Query*> all;
};

// Never destroyed: queries are used by threads that end after main does.
Registry& registry() {
    static auto* r = new Registry;
    return *r;
}

std::string_view without_blanks(std::string_view text) {
    const auto blank = " \t\r\n;";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

// "open_complaints (sqlite)" → name and engine.
struct Heading {
    std::string name;
    std::string engine;
};
Heading read_heading(std::string_view line, const std::string& file) {
    line = without_blanks(line);
    const auto bracket = line.find('(');
    Heading heading{std::string(without_blanks(line.substr(0, bracket))), {}};
    if (bracket != std::string_view::npos) {
        const auto close = line.find(')', bracket);
        if (close == std::string_view::npos) throw std::logic_error(file + ": a heading's bracket is not closed");
        heading.engine = line.substr(bracket + 1, close - bracket - 1);
        if (heading.engine != "sqlite" && heading.engine != "postgresql")
            throw std::logic_error(file + ": " + heading.name + " names an unknown engine: " + heading.engine);
    }
    if (heading.name.empty()) throw std::logic_error(file + ": a section has no name");
    return heading;
}

struct Texts {
    std::string plain, sqlite, postgresql;
};

// A part's name in braces; other braces are SQL's own.
std::string_view part_named(std::string_view from) {
    const auto end = from.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", 1);
    return end == std::string_view::npos || end == 1 || from[end] != '}' ? std::string_view{} : from.substr(1, end - 1);
}

std::string with_parts(std::string_view text, const std::unordered_map<std::string, std::string>& parts, const std::string& where) {
    std::string out;
    for (auto brace = text.find('{'); brace != std::string_view::npos; brace = text.find('{')) {
        out += text.substr(0, brace);
        const auto name = part_named(text.substr(brace));
        if (name.empty()) {
            out += '{';
            text.remove_prefix(brace + 1);
            continue;
        }
        const auto part = parts.find(std::string(name));
        if (part == parts.end()) throw std::logic_error(where + ": no part before it is named " + std::string(name));
        out += part->second;
        text.remove_prefix(brace + name.size() + 2);
    }
    return out += text;
}

}  // namespace

QueryFile::QueryFile(std::string_view name, std::string_view text) : file_(name) {
    constexpr std::string_view mark = "-- name:", part_mark = "-- part:";  // of one length
    const auto next_mark = [&](std::size_t from) { return std::min(text.find(mark, from), text.find(part_mark, from)); };
    std::vector<std::string> order;
    std::unordered_map<std::string, Texts> sections;
    std::unordered_map<std::string, std::string> parts;
    for (auto at = next_mark(0); at != std::string_view::npos;) {
        const auto next = next_mark(at + mark.size());
        const auto section = text.substr(at, next == std::string_view::npos ? next : next - at);
        const auto end_of_line = std::min(section.find('\n'), section.size());
        const auto heading = read_heading(section.substr(mark.size(), end_of_line - mark.size()), file_);
        const auto body = with_parts(without_blanks(section.substr(end_of_line)), parts, file_ + "/" + heading.name);
        at = next;
        if (section.starts_with(part_mark)) {
            if (body.empty() || !heading.engine.empty()) throw std::logic_error(file_ + ": a part has a text, and the same for each engine: " + heading.name);
            if (!parts.emplace(heading.name, body).second) throw std::logic_error(file_ + ": the part " + heading.name + " stands twice");
            continue;
        }
        if (!sections.contains(heading.name)) order.push_back(heading.name);
        auto& texts = sections[heading.name];
        auto& target = heading.engine.empty()       ? texts.plain
                       : heading.engine == "sqlite" ? texts.sqlite
                                                    : texts.postgresql;
        if (!target.empty()) throw std::logic_error(file_ + ": " + heading.name + " stands twice");
        target = body;
        if (target.empty()) throw std::logic_error(file_ + ": " + heading.name + " has no text");
    }
    auto& r = registry();
    const std::lock_guard lock(r.mutex);
    for (const auto& section : order) {
        const auto& texts = sections[section];
        Query query;
        query.name = file_ + "/" + section;
        query.sqlite = texts.sqlite.empty() ? texts.plain : texts.sqlite;
        query.postgresql = texts.postgresql.empty() ? texts.plain : texts.postgresql;
        query.number = static_cast<int>(r.all.size());
        r.owned.push_back(std::move(query));
        r.all.push_back(&r.owned.back());
        queries_[section] = &r.owned.back();
    }
}

const Query& QueryFile::at(std::string_view name) const {
    const auto found = queries_.find(std::string(name));
    if (found == queries_.end()) throw std::logic_error(file_ + " has no query named " + std::string(name));
    return *found->second;
}

const std::vector<const Query*>& all_queries() { return registry().all; }

}  // namespace huiyin::store
