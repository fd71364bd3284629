// Who stands in while somebody is away: the deputy gets the alerts, the posts and the debts for that time.
#include <algorithm>
#include <set>

#include "huiyin_organisation_sql.hpp"
#include "record.hpp"

namespace huiyin::organisation {

void NameDeputy::check(Checks& c) const {
    c.when(!deputy, "deputy", "required");
    c.when(until <= from, "until", "before-its-start");
    c.when(until - from > std::chrono::hours(24 * 366), "until", "too-long");
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

namespace {

Result<void> decide_naming(const StaffRecord& absent, const std::optional<StaffRecord>& deputy, const NameDeputy& command,
                           const work::Actor& actor, bool overlaps, Instant now) {
    if (!deputy || !deputy->row.active || !reaches(actor, Permission::edit_organisation, *deputy))
        return refuse({"invalid", Trouble::invalid, {}, {{"deputy", "not-found"}}});
    if (command.id == command.deputy) return refuse({"invalid", Trouble::invalid, {}, {{"deputy", "same-person"}}});
    if (command.until <= now) return refuse({"invalid", Trouble::invalid, {}, {{"until", "in-the-past"}}});
    if (actor.staff && command.deputy == actor.staff) return refuse({"staff.own-posts"});
    if (!absent.row.active) return refuse({"staff.has-left"});
    if (overlaps) return refuse({"staff.deputy-stands"});
    return {};
}

}  // namespace

Result<DeputyNamed> name_deputy(work::Unit& unit, const NameDeputy& command) {
    const auto absent = find_staff(unit, command.id, Permission::edit_organisation);
    if (!absent) return refuse(absent.error());
    const bool overlaps = unit.tx.one<std::int64_t>(sql::deputy_overlapping, command.id, command.from, command.until) > 0;
    const auto deputy = load_staff(unit.tx, command.deputy);
    if (auto yes = decide_naming(*absent, deputy, command, unit.actor, overlaps, unit.moment.now); !yes)
        return refuse(yes.error());

    unit.tx.run(sql::deputy_insert, unit.ids().next(unit.moment.now.ms), command.id, command.deputy, command.from,
                command.until, command.reason);
    unit.tell({"staff.deputy_named",
               {journal::SubjectKind::staff, command.id.value},
               {{"deputy", id_fact(command.deputy.value)}, {"from", command.from.ms}, {"until", command.until.ms}},
               {{"reason", command.reason}}});
    return DeputyNamed{command.id, command.deputy};
}

StaffId acting_for(store::Tx& tx, StaffId id, Instant now) {
    // A deputy may be away too; three steps are followed, and a ring ends where it began.
    auto acting = id;
    std::set<StaffId> seen{id};
    for (int step = 0; step < 3; ++step) {
        const auto deputy = tx.first<StaffId>(sql::deputy_now, acting, now);
        if (!deputy || !seen.insert(*deputy).second) break;
        const auto row = tx.first<StaffRow>(sql::staff_find, *deputy);
        if (!row || !row->active) break;
        acting = *deputy;
    }
    return acting;
}

std::vector<StaffId> holders_of(store::Tx& tx, work::Post post, SiteId site, std::optional<DepartmentId> department, Instant now) {
    std::vector<StaffId> holders;
    for (const auto id : tx.all<StaffId>(sql::staff_holding_post, post, site, department.value_or(DepartmentId{}))) {
        const auto acting = acting_for(tx, id, now);
        if (std::ranges::find(holders, acting) == holders.end()) holders.push_back(acting);
    }
    return holders;
}

}  // namespace huiyin::organisation
