// One entry of a rulebook file as it was read: a whole clause, or (in an overlay) new values for some of its parameters.
#pragma once
#include "rulebook/reader.hpp"

namespace huiyin::rulebook {

// A trigger's n-th may be a number or the name of a parameter; the version on a day decides.
struct Named {
    int obligation = 0;
    std::string nth_parameter;
};

struct Entry {
    Clause clause;                 // allowances and n-th triggers that name a parameter are filled in per version
    std::vector<Named> named;
    std::vector<Example> examples;
    bool whole = true;             // false: only `parameters` count
};

// Notes problems; answers nothing if there is not even an id.
std::optional<Entry> read_entry(const Place& place, const YAML::Node& node, const Vocabulary& known, bool overlay);

std::vector<Parameter> read_parameters(Reader& clause, Day from, bool values_only);
void read_wording(Reader& reader, Clause& clause);  // forbidden words and the lines of the guide
Obligation read_obligation(Reader& reader, const Vocabulary& known, Named& named);
Example read_example(const Place& place, const YAML::Node& node, const std::string& clause, const Vocabulary& known);

}  // namespace huiyin::rulebook
