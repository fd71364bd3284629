// The gate of whoever gives somebody work (A4.4.4).
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::qualification {

Result<void> may_be_assigned(Unit& unit, std::optional<StaffId> staff, journal::Subject subject) {
    if (!staff || !*staff) return {};
    const auto verdict = verdict_of(unit.tx, unit.site, *staff, unit.today());
    if (verdict.standing == Standing::not_in_use) return {};
    if (verdict.standing == Standing::unqualified) {
        auto no = refusal_of(*staff, unit.today(), verdict);
        no.details["name"] = organisation::staff_name(unit.tx, *staff).value_or("");
        return refuse(std::move(no));
    }
    work::gate_passed(unit, {"A4.4.4"}, work::qualification_gate, subject);
    return {};
}

}  // namespace huiyin::qualification
