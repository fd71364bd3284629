#include "rulebook/examples.hpp"

#include "rulebook/conditions.hpp"

namespace huiyin::rulebook {

boost::json::object facts_of(const Example& example) {
    const Zone zone;
    boost::json::object facts;
    for (const auto& [name, value] : example.facts) {
        if (const auto time = zone.parse(value)) facts[name] = time->ms;
        else facts[name] = value;
    }
    return facts;
}

std::vector<Problem> run_examples(const Rulebook& rulebook, const DueOf& due_of) {
    const Zone zone;
    std::vector<Problem> problems;
    for (const auto& example : rulebook.examples()) {
        const auto wrong = [&](const std::string& what) {
            problems.push_back({example.file, example.line, example.clause + ": \"" + example.sentence + "\" does not come true: " + what,
                                "correct the example or the clause"});
        };
        const auto& clause = rulebook.at(example.clause);
        const auto facts = facts_of(example);
        const auto opened_by = [&](const Obligation& o) { return o.opens.on == example.event && matches(o.opens.when, facts); };
        const auto opened = zone.parse(example.at);
        if (!opened) {
            wrong("\"" + example.at + "\" is no time");
            continue;
        }
        const auto part = static_cast<std::size_t>(example.part);
        const bool opens = part < clause.obligations.size() && opened_by(clause.obligations[part]);
        if (example.due == "none") {
            if (opens) wrong("the event opens the obligation");
            continue;
        }
        if (!opens) {
            wrong("the event does not open the obligation");
            continue;
        }
        const auto due = zone.text(due_of(clause.obligations[part].within, example.event, facts, *opened));
        if (due != example.due) wrong("it is due at " + due);
    }
    return problems;
}

}  // namespace huiyin::rulebook
