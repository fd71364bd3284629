// A person or enterprise enters the archive, usually with a role in a unit.
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

void CreatePerson::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 80);
    check_phones(c, phones);
    check_id_number(c, kind, id_number);
    c.length("note", note, 500);
    c.when(unit && !role, "role", "required");
    c.when(!unit && (role || since), "unit", "required");
}

Result<PersonCreated> create_person(work::Unit& unit, const CreatePerson& command) {
    if (command.unit && !unit_at(unit.tx, unit.site, *command.unit))
        return refuse({"invalid", Trouble::invalid, {}, {{"unit", "not-found"}}});

    const Person person{unit.make_id<PersonId>(), unit.site, command.kind, text::trim(command.name), command.id_number, command.note, {}, 1, {}};
    unit.tx.run(sql::person_insert, person.id, person.site, person.kind, person.name, person.id_number, person.note);
    save_phones(unit.tx, person, command.phones);
    index_for_search(unit.tx, person, command.phones);
    boost::json::object facts{{"kind", json::enum_name(person.kind)}};
    if (command.unit) {
        const auto since = command.since.value_or(unit.today());
        unit.tx.run(sql::role_add, *command.unit, person.id, *command.role, since, unit.site);
        facts["unit"] = id_fact(command.unit->value);
        facts["role"] = json::enum_name(*command.role);
        facts["since"] = since.iso();
    }
    unit.tell({"person.created", {journal::SubjectKind::person, person.id.value}, std::move(facts), {{"name", person.name}}});
    return PersonCreated{person.id, person.version};
}

}  // namespace huiyin::customers
