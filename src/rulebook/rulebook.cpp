#include "rulebook/rulebook.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/money.hpp"

namespace huiyin::rulebook {

const Parameter* Clause::find_parameter(std::string_view name, Day on) const {
    const Parameter* found = nullptr;
    for (const auto& p : parameters)
        if (p.name == name && p.from <= on && (!found || found->from <= p.from)) found = &p;
    return found;
}

const Parameter& Clause::parameter(std::string_view name, Day on) const {
    const auto* found = find_parameter(name, on);
    if (!found) throw Impossible("clause " + id + " has no parameter " + std::string(name) + " on " + on.iso());
    return *found;
}

std::optional<int> Clause::target_on(Day day) const {
    if (!target) return std::nullopt;
    if (target->parameter.empty()) return target->rate_percent_hundredths;
    const bool begun = std::ranges::any_of(parameters, [&](const Parameter& p) { return p.name == target->parameter && p.from <= day; });
    if (!begun) return std::nullopt;
    const auto percent = Points::parse(parameter(target->parameter, day).value);
    ensure(percent.has_value(), "the rulebook lets no target through that is no number");
    return static_cast<int>(percent->hundredths);
}

const Clause* Rulebook::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &clauses_[found->second];
}

const Clause& Rulebook::at(std::string_view id) const {
    const auto* clause = find(id);
    if (!clause) throw Impossible("the rulebook has no clause " + std::string(id));
    return *clause;
}

const std::vector<Rulebook::Hit>& Rulebook::heard(std::string_view event) const {
    static const std::vector<Hit> none;
    const auto found = by_event_.find(event);
    return found == by_event_.end() ? none : found->second;
}

int Rulebook::number(std::string_view clause, std::string_view parameter, Day on) const {
    const auto& p = at(clause).parameter(parameter, on);
    if (p.unit == "percent" || p.unit == "points") {  // hundredths
        const auto read = Points::parse(p.value);
        if (!read) throw Impossible(p.name + " is not a number");
        return static_cast<int>(read->hundredths);
    }
    int number = 0;
    const auto [rest, error] = std::from_chars(p.value.data(), p.value.data() + p.value.size(), number);
    if (error != std::errc{} || rest != p.value.data() + p.value.size()) throw Impossible(p.name + " is not a number");
    return number;
}

}  // namespace huiyin::rulebook
