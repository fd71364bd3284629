// A person's name, phones, ID number or note change. The journal says which, never what they were.
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

void ChangePerson::check(Checks& c) const {
    if (name) {
        c.required("name", *name);
        c.length("name", *name, 80);
    }
    if (phones) check_phones(c, *phones);
    if (note) c.length("note", *note, 500);
}

namespace {

struct Changing {
    Person after;
    boost::json::array fields;
};

Result<Changing> decide_changing(const Person& before, const ChangePerson& command) {
    if (before.version != command.version) return refuse(stale(before.version));
    Checks checks;  // what an ID number looks like depends on the kind, which the record knows
    if (command.id_number) check_id_number(checks, before.kind, *command.id_number);
    if (!checks.ok()) return refuse(checks.refusal());
    Changing changing{before, {}};
    const auto take = [&](const char* field, const std::optional<std::string>& wanted, std::string& value) {
        if (!wanted || *wanted == value) return;
        value = text::trim(*wanted);
        changing.fields.emplace_back(field);
    };
    take("name", command.name, changing.after.name);
    take("id_number", command.id_number, changing.after.id_number);
    take("note", command.note, changing.after.note);
    if (command.phones) changing.fields.emplace_back("phones");
    return changing;
}

}  // namespace

Result<PersonCreated> change_person(work::Unit& unit, const ChangePerson& command) {
    const auto before = find_living_record(unit.tx, unit.site, command.id);
    if (!before) return refuse(before.error());
    auto changing = decide_changing(*before, command);
    if (!changing) return refuse(changing.error());

    const auto& after = changing->after;
    if (unit.tx.run(sql::person_save, after.id, after.name, after.id_number, after.note, before->version) == 0)
        throw store::StaleRow("person " + id_fact(after.id.value));
    if (command.phones) save_phones(unit.tx, after, *command.phones);
    index_for_search(unit.tx, after, phones_of(unit.tx, after.id));
    unit.tell({"person.changed", {journal::SubjectKind::person, after.id.value}, {{"fields", std::move(changing->fields)}}, {}});
    return PersonCreated{after.id, before->version + 1};
}

}  // namespace huiyin::customers
