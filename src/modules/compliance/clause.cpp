// A clause as people read it, and the confirming of what the handbook lost (A4.10: only the quality department rules).
#include <fmt/format.h>

#include <algorithm>

#include "huiyin_compliance_sql.hpp"
#include "period.hpp"
#include "work/gates.hpp"

namespace huiyin::compliance {
namespace {

ClauseView view_of(const rulebook::Clause& clause, const std::map<std::string, Confirmation>& confirmations, Day today, bool may_confirm) {
    ClauseView v;
    v.clause = clause.id;
    v.chapter = clause.chapter;
    v.title_zh_hans = clause.title.zh_Hans;
    v.title_zh_hant = clause.title.zh_Hant;
    v.title_en = clause.title.en;
    v.source = clause.source;
    v.reading = clause.reading;
    v.reading_zh_hans = clause.readings.zh_Hans;
    v.reading_zh_hant = clause.readings.zh_Hant;
    v.reading_en = clause.readings.en;
    for (const auto mechanism : clause.mechanisms) v.mechanisms.emplace_back(json::enum_name(mechanism));
    v.enforced = clause.enforcement == rulebook::Enforcement::enforced;
    v.gates = clause.gates;
    std::vector<std::string> shown;
    for (const auto& each : clause.parameters) {
        if (std::ranges::find(shown, each.name) != shown.end()) continue;
        shown.push_back(each.name);
        const rulebook::Parameter* now = &each;
        for (const auto& p : clause.parameters)
            if (p.name == each.name && p.from <= today && p.from >= now->from) now = &p;
        ParameterView p{.name = now->name, .value = now->value, .unit = now->unit, .reading = now->readings.zh_Hans,
                        .reading_zh_hans = now->readings.zh_Hans, .reading_zh_hant = now->readings.zh_Hant, .reading_en = now->readings.en,
                        .unstated = now->unstated, .from = now->from};
        if (const auto c = confirmations.find(key_of(clause.id, p.name)); c != confirmations.end()) {
            p.value = c->second.value;
            p.from = c->second.begins;
            p.confirmed = true;
            p.confirmed_by_name = c->second.by_name;
            p.confirmed_at = c->second.confirmed_at;
        }
        v.parameters.push_back(std::move(p));
    }
    v.may_confirm = may_confirm && std::ranges::any_of(v.parameters, [](const ParameterView& p) { return p.unstated; });
    return v;
}

Refusal no_such_clause(const std::string& clause) { return {"clause.not-found", Trouble::missing, {}, {}, {{"clause", clause}}}; }

}  // namespace

Result<ClauseView> read_clause(work::Reading& reading, const ReadClause& query) {
    const auto* clause = reading.world.rulebook->find(query.clause);
    if (!clause) return refuse(no_such_clause(query.clause));
    return view_of(*clause, confirmed(reading.tx, clause->id), reading.calendar().zone().day_of(reading.now),
                   reading.actor.may(Permission::confirm_unstated));
}

void ConfirmParameter::check(Checks& c) const {
    c.required("clause", clause);
    c.required("parameter", parameter);
    c.required("value", value);
    c.length("value", value, 20);
    c.required("reason", reason);
    c.length("reason", reason, 500);
}

Result<ClauseView> confirm_parameter(work::Unit& unit, const ConfirmParameter& command) {
    const auto* clause = unit.rulebook().find(command.clause);
    if (!clause) return refuse(no_such_clause(command.clause));
    const auto found = std::ranges::find_if(clause->parameters, [&](const rulebook::Parameter& p) { return p.name == command.parameter && p.unstated; });
    if (found == clause->parameters.end()) return refuse({"clause.nothing-to-confirm", Trouble::conflict, "A4.10"});
    if (!rulebook::value_fits(command.value, found->unit, found->least))
        return refuse({"invalid", Trouble::invalid, {}, {{"value", "out-of-range"}}, {}});
    const auto standing = confirmed(unit.tx, clause->id);
    if (const auto before = standing.find(key_of(clause->id, command.parameter)); before != standing.end() && before->second.value == command.value)
        return refuse({"clause.already-confirmed", Trouble::conflict, "A4.10"});

    const auto id = unit.ids().next(unit.moment.now.ms);
    const journal::Subject subject{journal::SubjectKind::clause, id};
    unit.tx.run(sql::confirmation_insert, id, clause->id, command.parameter, command.value, command.reason, unit.today(), unit.moment.now,
                unit.moment.actor);
    work::gate_passed(unit, {"A4.10"}, "rulebook.confirm", subject);
    unit.tell({"rulebook.parameter_confirmed", subject,
               {{"clause", clause->id}, {"parameter", command.parameter}, {"value", command.value}, {"shipped", found->value}, {"begins", unit.today().iso()}},
               {{"reason", command.reason}}});
    return view_of(*clause, confirmed(unit.tx, clause->id), unit.today(), true);
}

std::string confirmed_overlay(store::Tx& tx, const rulebook::Rulebook& shipped) {
    std::map<std::string, std::string> stands;  // what counts so far
    std::map<std::pair<Day, std::string>, std::map<std::string, std::string>> changes;
    for (const auto& c : tx.all<Confirmation>(sql::confirmations_all)) {
        const auto* clause = shipped.find(c.clause);
        if (!clause) continue;
        const auto p = std::ranges::find(clause->parameters, c.parameter, &rulebook::Parameter::name);
        if (p == clause->parameters.end() || !rulebook::value_fits(c.value, p->unit, p->least)) continue;
        auto& now = stands.try_emplace(key_of(c.clause, c.parameter), p->value).first->second;
        const auto day = std::pair(c.begins, c.clause);
        if (c.value == now && !(changes.contains(day) && changes[day].contains(c.parameter))) continue;
        changes[day][c.parameter] = now = c.value;
    }
    std::string yaml;
    for (const auto& [when, values] : changes) {
        yaml += fmt::format("- id: {}\n  from: {}\n  parameters:\n", when.second, when.first.iso());
        for (const auto& [name, value] : values) yaml += fmt::format("    - {{ name: {}, value: \"{}\" }}\n", name, value);
    }
    return yaml;
}

}  // namespace huiyin::compliance
