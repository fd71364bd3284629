// Lawful erasure: the person's name, phones and numbers go, here, in the search index and in the journal's personal
// parts. Records, figures and the chain stay. Other modules hear person.erased and clear their own words.
#include "huiyin_customers_sql.hpp"
#include "record.hpp"
#include "search/search.hpp"

namespace huiyin::customers {

void ErasePerson::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

namespace {

Result<void> decide_erasing(std::int64_t open_matters) {
    // While a matter runs the department must be able to answer; the law lets it keep the person until then.
    if (open_matters > 0) return refuse({"person.has-open-matters", Trouble::conflict, {}, {}, {{"open", open_matters}}});
    return {};
}

}  // namespace

Result<Erased> erase_person(work::Unit& unit, const ErasePerson& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    const auto open = unit.tx.one<std::int64_t>(sql::matters_open_of_person, command.id);
    if (const auto yes = decide_erasing(open); !yes) return refuse(yes.error());

    if (unit.tx.run(sql::person_erase, command.id, unit.moment.now, person->version) == 0)
        throw store::StaleRow("person " + id_fact(command.id.value));
    unit.tx.run(sql::phones_clear, command.id);
    unit.tx.run(sql::preferences_clear, command.id);
    unit.tx.run(sql::consents_forget, command.id);
    search::forget(unit.tx, search::What::person, command.id.value);
    const journal::Subject subject{journal::SubjectKind::person, command.id.value};
    auto entries = journal::erase_personal(unit.tx, subject);
    // What was the same person under another number goes with it.
    for (const auto sign : unit.tx.all<PersonId>(sql::signs_to, command.id)) {
        unit.tx.run(sql::person_erase_sign, sign, unit.moment.now);
        entries += journal::erase_personal(unit.tx, {journal::SubjectKind::person, sign.value});
    }
    unit.tell({"person.erased", subject, {{"entries", entries}}, {{"reason", command.reason}}});
    return Erased{command.id, entries};
}

}  // namespace huiyin::customers
