#include "period.hpp"

#include <set>

#include "huiyin_compliance_sql.hpp"

namespace huiyin::compliance {
namespace {

constexpr int longest = 3660;  // days: ten years

std::map<std::string, Confirmation> newest(std::vector<Confirmation> all) {
    std::map<std::string, Confirmation> found;
    for (auto& c : all) {
        const auto key = key_of(c.clause, c.parameter);
        found[key] = std::move(c);
    }
    return found;
}

}  // namespace

void check_period(Checks& c, std::optional<Day> from, std::optional<Day> until) {
    if (!from || !until) return;
    c.when(*until <= *from, "until", "not-after-from");
    c.when(*until - *from > longest, "until", "out-of-range");
}

Period period_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until) {
    const auto& zone = reading.calendar().zone();
    Period p;
    p.from = from ? *from : (until ? *until - 1 : zone.day_of(reading.now)).first_of_month();
    p.until = until ? *until : p.from.next_month();
    p.start = zone.start_of(p.from);
    p.end = zone.start_of(p.until);
    return p;
}

Result<std::optional<DepartmentId>> department_for(const work::Reading& reading, std::optional<DepartmentId> asked) {
    const auto scope = reading.actor.scope(Permission::see_compliance, reading.site);
    if (scope && *scope >= work::Scope::site) return asked;
    if (asked && *asked != reading.actor.department)
        return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", json::enum_name(Permission::see_compliance)}}});
    return reading.actor.department;
}

std::vector<Source> counted_by(const rulebook::Rulebook& book, const rulebook::Clause& clause) {
    std::vector<Source> all;
    std::set<std::string> gates;
    const auto add = [&](const rulebook::Clause& one) {
        bool fresh = false;
        for (const auto& gate : one.gates) fresh = gates.insert(gate).second || fresh;
        all.push_back({one.id, fresh});
    };
    if (!clause.obligations.empty() || !clause.gates.empty() || clause.guide) add(clause);
    for (const auto& id : clause.counts)
        if (const auto* counted = book.find(id)) add(*counted);
    return all;
}

std::vector<DayFigures> by_day(work::Reading& reading, const Period& period, std::optional<DepartmentId> department, const std::string& clause) {
    const std::int64_t offset = std::int64_t{reading.calendar().zone().offset_minutes} * 60000;
    return reading.tx.all<DayFigures>(sql::compliance_by_day, reading.site, clause, period.due_from(), period.due_until(), reading.now,
                                      department, offset);
}

GateFigures of_gate(work::Reading& reading, const Period& period, std::optional<DepartmentId> department, const std::string& clause) {
    if (department)
        return reading.tx.one<GateFigures>(sql::compliance_gate_of_department, reading.site, clause, period.start, period.end, *department);
    return reading.tx.one<GateFigures>(sql::compliance_gate, reading.site, clause, period.start, period.end);
}

std::map<std::string, Confirmation> confirmed(store::Tx& tx) { return newest(tx.all<Confirmation>(sql::confirmations_all)); }

std::map<std::string, Confirmation> confirmed(store::Tx& tx, const std::string& clause) {
    return newest(tx.all<Confirmation>(sql::confirmations_of_clause, clause));
}

}  // namespace huiyin::compliance
