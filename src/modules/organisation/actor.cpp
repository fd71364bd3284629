// From a staff record to an actor: posts, grants and sites as they stand at a moment.
#include <algorithm>
#include <set>

#include "huiyin_organisation_sql.hpp"
#include "record.hpp"

namespace huiyin::organisation {

namespace {

struct GrantRow {
    Permission permission = Permission::anyone;
    work::Scope scope = work::Scope::own;
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(GrantRow, (), (permission, scope, site, department))

void take_posts(store::Tx& tx, StaffId staff, work::Actor& actor) {
    for (const auto& p : tx.all<StaffPost>(sql::staff_posts_of, staff)) {
        if (!actor.holds(p.post)) actor.posts.push_back(p.post);
        if (p.site) actor.sites.push_back(*p.site);
        else
            for (const auto& site : all_sites(tx)) actor.sites.push_back(site.id);
    }
    for (const auto& g : tx.all<GrantRow>(sql::staff_grants, staff)) {
        // A post of the company that is held at one site reaches that site only.
        const auto scope = g.site ? std::min(g.scope, work::Scope::site) : g.scope;
        actor.grants.push_back({g.permission, scope, g.site.value_or(SiteId{}), g.department.value_or(DepartmentId{})});
    }
}

// Those for whom this person acts now, through at most three deputies.
void find_absentees(store::Tx& tx, StaffId deputy, StaffId acting, Instant now, int steps, std::set<StaffId>& found) {
    if (steps == 0) return;
    for (const auto absent : tx.all<StaffId>(sql::deputy_absentees_of, deputy, now)) {
        if (absent == acting || found.contains(absent)) continue;
        if (acting_for(tx, absent, now) != acting) continue;
        found.insert(absent);
        find_absentees(tx, absent, acting, now, steps - 1, found);
    }
}

}  // namespace

std::optional<work::Actor> load_actor(store::Tx& tx, StaffId staff, Instant now) {
    const auto row = tx.first<StaffRow>(sql::staff_find, staff);
    if (!row || !row->active) return std::nullopt;
    work::Actor actor;
    actor.staff = staff;
    actor.name = row->name;
    actor.site = row->site.value_or(SiteId{});
    actor.department = row->department.value_or(DepartmentId{});
    if (row->site) actor.sites.push_back(*row->site);
    take_posts(tx, staff, actor);

    std::set<StaffId> absentees;
    find_absentees(tx, staff, staff, now, 3, absentees);
    for (const auto absent : absentees) {
        const auto away = tx.first<StaffRow>(sql::staff_find, absent);
        if (away && away->active) take_posts(tx, absent, actor);
    }
    std::ranges::sort(actor.sites);
    const auto repeated = std::ranges::unique(actor.sites);
    actor.sites.erase(repeated.begin(), repeated.end());
    return actor;
}

}  // namespace huiyin::organisation
