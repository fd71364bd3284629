// Runs the worked examples that stand beside the clauses. Counting time is the obligations floor's work, which
// stands above this one, so it is handed in.
#pragma once
#include <boost/json/object.hpp>
#include <functional>

#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {

using DueOf = std::function<Instant(const Allowance& within, const std::string& event, const boost::json::object& facts, Instant opened)>;

// The facts as an event would carry them: times become milliseconds, everything else stays text.
boost::json::object facts_of(const Example& example);

// What does not come out as the example says; empty if all do.
std::vector<Problem> run_examples(const Rulebook& rulebook, const DueOf& due_of);

}  // namespace huiyin::rulebook
