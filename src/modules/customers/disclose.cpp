// One click shows one clear field to one person, with a reason, and the journal keeps it.
#include "huiyin_customers_sql.hpp"
#include "record.hpp"

namespace huiyin::customers {

void Disclose::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

namespace {

// Work needs a few dozen a day; who copies out the archive meets this first.
constexpr std::int64_t most_per_day = 100;

Result<void> decide_disclosing(std::int64_t today, bool system) {
    if (!system && today >= most_per_day) return refuse({"disclosure.too-many", Trouble::too_many, {}, {}, {{"most", most_per_day}}});
    return {};
}

std::vector<std::string> values_of(store::Tx& tx, const Person& person, PersonalField field) {
    if (field == PersonalField::phone) return phones_of(tx, person.id);
    const auto value = field == PersonalField::name ? person.name : field == PersonalField::email ? preferences_of(tx, person.id).email : person.id_number;
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
}

}  // namespace

Result<void> count_disclosure(work::Unit& unit) {
    const auto before = unit.tx.first<std::int64_t>(sql::disclosures_on, unit.actor.staff, unit.today()).value_or(0);
    if (auto yes = decide_disclosing(before, unit.actor.is_system()); !yes) return yes;
    unit.tx.run(sql::disclosure_counted, unit.actor.staff, unit.today());
    return {};
}

Result<Disclosed> disclose(work::Unit& unit, const Disclose& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    if (const auto yes = count_disclosure(unit); !yes) return refuse(yes.error());
    unit.tell({"person.disclosed", {journal::SubjectKind::person, person->id.value},
               {{"field", json::enum_name(command.field)}}, {{"reason", command.reason}}});
    return Disclosed{values_of(unit.tx, *person, command.field)};
}

}  // namespace huiyin::customers
