// Roles over time: who is owner, tenant or occupant of which unit from which day until which.
#include "huiyin_customers_sql.hpp"
#include "record.hpp"

namespace huiyin::customers {

namespace {

void tell(work::Unit& unit, const char* event, PersonId person, UnitId of, Role role, const char* when, Day day) {
    unit.tell({event, {journal::SubjectKind::person, person.value},
               {{"unit", id_fact(of.value)}, {"role", json::enum_name(role)}, {when, day.iso()}}, {}});
}

PersonCreated touched(work::Unit& unit, const Person& person) {
    if (unit.tx.run(sql::person_touch, person.id, person.version) == 0) throw store::StaleRow("person " + id_fact(person.id.value));
    return {person.id, person.version + 1};
}

}  // namespace

Result<PersonCreated> add_role(work::Unit& unit, const AddRole& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    if (!unit_at(unit.tx, unit.site, command.unit)) return refuse({"invalid", Trouble::invalid, {}, {{"unit", "not-found"}}});
    if (unit.tx.first<Day>(sql::role_since, command.unit, command.id, command.role, command.since))
        return refuse({"person.role-stands"});

    unit.tx.run(sql::role_add, command.unit, command.id, command.role, command.since, unit.site);
    const auto answer = touched(unit, *person);
    tell(unit, "person.role_added", command.id, command.unit, command.role, "since", command.since);
    return answer;
}

Result<PersonCreated> end_role(work::Unit& unit, const EndRole& command) {
    // Roles of an erased person can end: the unit's history goes on.
    const auto person = find_person(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    const auto since = unit.tx.first<Day>(sql::role_since, command.unit, command.id, command.role, command.until);
    if (!since) return refuse({"person.role-not-found", Trouble::missing});
    if (command.until < *since) return refuse({"invalid", Trouble::invalid, {}, {{"until", "before-its-start"}}});

    unit.tx.run(sql::role_end, command.unit, command.id, command.role, *since, command.until);
    const auto answer = touched(unit, *person);
    tell(unit, "person.role_ended", command.id, command.unit, command.role, "until", command.until);
    return answer;
}

}  // namespace huiyin::customers
