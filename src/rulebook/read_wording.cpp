// Reads the words a clause is about: what is never said to a customer, and what the forms propose to say or to ask.
#include <algorithm>

#include "rulebook/entry.hpp"

namespace huiyin::rulebook {
namespace {

constexpr const char* stages = "greeting, listening, details, checking, solution or closing";
bool is_stage(const std::string& word) {
    return word == "greeting" || word == "listening" || word == "details" || word == "checking" || word == "solution" || word == "closing";
}

// Alternatives stand in brackets that close and do not nest; "@" is the phrase itself and stands in a context exactly once.
void check_pattern(Reader& reader, const std::string& pattern, bool context) {
    int depth = 0, phrases = 0;
    for (const char c : pattern) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0 || depth > 1 || (c == '|' && depth == 0)) {
            depth = -1;
            break;
        }
        phrases += c == '@';
    }
    if (depth != 0) reader.problem("the brackets of \"" + pattern + "\" do not fit", "write alternatives as (one|other|), one level deep");
    if (context ? phrases != 1 : phrases != 0)
        reader.problem(context ? "\"" + pattern + "\" does not say where the phrase stands" : "\"" + pattern + "\" has an @",
                       context ? "write @ once for the phrase: 请勿@" : "@ belongs to innocent");
}

std::vector<std::string> read_patterns(Reader& reader, const char* key, bool context) {
    auto patterns = reader.words(key);
    for (const auto& pattern : patterns) check_pattern(reader, pattern, context);
    return patterns;
}

Guide read_guide(Reader& clause, const YAML::Node& node) {
    Guide guide;
    Reader reader(clause.place(), node, "the guide");
    if (!reader.usable()) return guide;
    guide.stages = reader.words("stages");
    if (guide.stages.empty()) reader.problem("the guide names no stage of a conversation", std::string("add stages: ") + stages);
    for (const auto& stage : guide.stages)
        if (!is_stage(stage)) reader.problem("\"" + stage + "\" is no stage of a conversation", std::string("use ") + stages);
    for (const auto& item : reader.items("lines")) {
        Reader line(clause.place(), item, "the line");
        if (!line.usable()) continue;
        guide.lines.push_back({line.words("topics"), line.title("say", true), line.title("why", false)});
        line.finish();
    }
    if (std::ranges::none_of(guide.lines, [](const GuideLine& l) { return l.topics.empty(); }))
        reader.problem("the guide has no line for every matter", "add one without topics");
    reader.finish();
    return guide;
}

}  // namespace

void read_wording(Reader& reader, Clause& clause) {
    for (const auto& node : reader.items("forbidden")) {
        Reader entry(reader.place(), node, "the forbidden phrase");
        if (!entry.usable()) continue;
        Forbidden f{.key = entry.text("key"), .phrase = entry.text("phrase")};
        check_pattern(entry, f.phrase, false);
        f.variants = read_patterns(entry, "variants", false);
        f.innocent = read_patterns(entry, "innocent", true);
        f.situation = entry.title("situation", true);
        f.instead = entry.title("instead", true);
        entry.finish();
        if (std::ranges::any_of(clause.forbidden, [&](const Forbidden& other) { return other.key == f.key; }))
            entry.problem("the key \"" + f.key + "\" stands twice", "give each forbidden phrase its own");
        clause.forbidden.push_back(std::move(f));
    }
    clause.innocent = read_patterns(reader, "innocent", true);
    const auto guide = reader.get("guide");
    if (guide.IsDefined()) clause.guide = read_guide(reader, guide);
}

}  // namespace huiyin::rulebook
