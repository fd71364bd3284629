// The lines of the guide, and counting which of them were proposed and used.
#include <algorithm>

#include "organisation/organisation.hpp"
#include "wording.hpp"
#include "work/gates.hpp"

namespace huiyin::lexicon {

Result<GuideView> read_guide(work::Reading& reading, const ReadGuide&) {
    GuideView view;
    if (const auto company = organisation::read_company(reading, {})) view.greeting = company->greeting;
    view.officer = reading.actor.name;
    for (const auto& clause : reading.world.rulebook->clauses()) {
        if (!clause.guide) continue;
        GuideKind kind{clause.id, wording_of(clause.title), {}, false, {}};
        for (const auto& stage : clause.guide->stages)
            if (const auto known = json::enum_value<Stage>(stage)) kind.stages.push_back(*known);
        for (const auto& line : clause.guide->lines) {
            kind.lines.push_back({line.topics, wording_of(line.say), wording_of(line.why)});
            kind.gives_reason |= !line.why.zh_Hans.empty();
        }
        view.kinds.push_back(std::move(kind));
    }
    return view;
}

void check_guide_uses(Checks& c, std::string_view field, const std::vector<GuideUse>& uses) {
    c.when(uses.size() > 20, field, "too-many");
    for (std::size_t i = 0; i < uses.size() && i < 20; ++i) {
        const auto name = std::string(field) + "." + std::to_string(i) + ".clause";
        c.required(name, uses[i].clause);
        const bool twice = std::any_of(uses.begin(), uses.begin() + static_cast<std::ptrdiff_t>(i), [&](const GuideUse& u) { return u.clause == uses[i].clause; });
        c.when(twice, name, "twice");
    }
}

Result<boost::json::array> note_guide_uses(Unit& unit, journal::Subject subject, std::string_view field, const std::vector<GuideUse>& uses) {
    boost::json::array used;
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        const auto* clause = unit.rulebook().find(uses[i].clause);
        if (!clause || !clause->guide) wrong.push_back({std::string(field) + "." + std::to_string(i) + ".clause", "unknown-value"});
    }
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    for (const auto& use : uses) {
        work::guidance(unit, use.clause, use.used, subject);
        if (use.used) used.emplace_back(use.clause);
    }
    return used;
}

}  // namespace huiyin::lexicon
