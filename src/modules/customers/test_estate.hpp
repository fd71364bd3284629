// A small estate for this module's tests: two buildings, some units, and people with canary values.
#pragma once
#include <string>

#include "customers/customers.hpp"
#include "support/office.hpp"

namespace huiyin::customers {

struct Estate : support::Office {
    SiteId site{1 << 20};
    SiteId elsewhere{2 << 20};
    BuildingId third, twelfth;
    UnitId r1204, r302, other1204;

    explicit Estate(store::Engine engine) : support::Office(engine) {
        listen(world);
        third = building("3栋");
        twelfth = building("12号楼");
        r1204 = unit(third, "", "1204");
        r302 = unit(third, "", "302");
        other1204 = unit(twelfth, "2单元", "1204");
    }
    // Somebody with these permissions at this site and nothing else.
    work::Actor somebody(std::vector<Permission> permissions, StaffId id = {77}) const {
        work::Actor actor;
        actor.staff = id;
        for (const auto p : permissions) actor.grants.push_back({p, work::Scope::site, site, {}});
        return actor;
    }
    BuildingId building(std::string name) { return {std::stoll(run(system, site, create_building, {std::move(name)}).value().id)}; }
    UnitId unit(BuildingId in, std::string entrance, std::string number, std::string note = {}) {
        return {std::stoll(run(system, site, create_unit, {in, std::move(entrance), std::move(number), 0, std::move(note)}).value().id)};
    }
    PersonId person(std::string name, std::vector<std::string> phones = {}, std::optional<UnitId> in = {}, Role role = Role::owner) {
        CreatePerson command{.name = std::move(name), .phones = std::move(phones), .unit = in};
        if (in) command.role = role;
        const auto made = run(system, site, create_person, command);
        if (!made) throw Impossible(made.error().code);
        return made->id;
    }
    PersonView view(PersonId id) { return ask(system, site, open_person, {id}).value(); }
    std::vector<journal::Entry> history(PersonId id) {
        return read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::person, id.value}); });
    }
    // What a module of work would tell.
    void tell(const char* event, std::int64_t matter, UnitId in, PersonId whose) {
        work(system, site, [&](work::Unit& u) {
            u.tell({event, {journal::SubjectKind::complaint, matter},
                    {{"unit", std::to_string(in.value)}, {"person", std::to_string(whose.value)}}, {}});
            return true;
        });
    }
};

inline std::string outcome(const auto& result) {
    if (result) return "done";
    std::string out;
    for (const auto& f : result.error().fields) out += (out.empty() ? "" : " ") + f.field + ":" + f.code;
    return out.empty() ? result.error().code : out;
}

}  // namespace huiyin::customers
