// The same person found twice: one record takes over what the other holds, the other stays as a sign that points to it.
#include <algorithm>

#include "customers/keeping.hpp"
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "search/search.hpp"

namespace huiyin::customers {

void MergePerson::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
    c.when(id == into, "into", "same-person");
}

namespace {

constexpr std::size_t most_phones = 5;

struct Merging {
    Person after;
    std::vector<std::string> phones;
};

// What the staying record becomes. Nothing of it is overwritten; the other only adds what was missing.
Result<Merging> decide_merging(const Person& from, const Person& into, std::int64_t version, const std::vector<std::string>& from_phones,
                               const std::vector<std::string>& into_phones) {
    if (from.version != version) return refuse(stale(from.version));
    if (from.kind != into.kind) return refuse({"person.other-kind"});
    Merging merging{into, into_phones};
    if (merging.after.id_number.empty()) merging.after.id_number = from.id_number;
    if (!from.note.empty() && merging.after.note.find(from.note) == std::string::npos) {
        const auto both = merging.after.note.empty() ? from.note : merging.after.note + '\n' + from.note;
        if (text::length(both) <= 500) merging.after.note = both;
    }
    for (const auto& phone : from_phones) {
        const auto same = [&](const std::string& p) { return text::normal_phone(p) == text::normal_phone(phone); };
        if (std::ranges::none_of(merging.phones, same)) merging.phones.push_back(phone);
    }
    if (merging.phones.size() > most_phones) return refuse({"person.too-many-phones", Trouble::conflict, {}, {}, {{"most", static_cast<std::int64_t>(most_phones)}}});
    return merging;
}

}  // namespace

Result<Merged> merge_person(work::Unit& unit, const MergePerson& command) {
    const auto from = find_living_record(unit.tx, unit.site, command.id);
    if (!from) return refuse(from.error());
    const auto into = find_living_record(unit.tx, unit.site, command.into);
    if (!into) return refuse({"invalid", Trouble::invalid, {}, {{"into", "not-found"}}, {}});
    auto merging = decide_merging(*from, *into, command.version, phones_of(unit.tx, from->id), phones_of(unit.tx, into->id));
    if (!merging) return refuse(merging.error());

    auto& tx = unit.tx;
    const auto& after = merging->after;
    if (tx.run(sql::person_save, after.id, after.name, after.id_number, after.note, into->version) == 0 ||
        tx.run(sql::person_becomes_sign, from->id, into->id, from->version) == 0)
        throw store::StaleRow("person " + id_fact(from->id.value));
    tx.run(sql::signs_go_to, from->id, into->id);
    tx.run(sql::roles_go_to, from->id, into->id);
    tx.run(sql::roles_clear, from->id);
    tx.run(sql::matters_go_to, from->id, into->id);
    tx.run(sql::consents_go_to, from->id, into->id);
    if (tx.first<Preferences>(sql::preferences_find, into->id)) tx.run(sql::preferences_clear, from->id);
    else tx.run(sql::preferences_go_to, from->id, into->id);
    tx.run(sql::phones_clear, from->id);
    save_phones(tx, after, merging->phones);
    search::forget(tx, search::What::person, from->id.value);
    index_for_search(tx, after, merging->phones);
    unit.tell({"person.merged", {journal::SubjectKind::person, from->id.value}, {{"into", id_fact(into->id.value)}}, {{"reason", text::trim(command.reason)}}});
    unit.tell({"person.took_over", {journal::SubjectKind::person, into->id.value}, {{"from", id_fact(from->id.value)}}, {}});
    return Merged{from->id, into->id};
}

Result<LikelySameList> find_likely_same(work::Reading& reading, const FindLikelySame& query) {
    auto& tx = reading.tx;
    const auto person = find_person(tx, reading.site, query.id);
    if (!person) return refuse(person.error());
    LikelySameList list;
    if (person->erased_at || person->merged_into) return list;
    const auto take = [&](PersonId id, bool phone, bool name) {
        const auto seen = std::ranges::find(list.persons, id, &LikelySame::id);
        if (seen != list.persons.end()) {
            seen->same_phone |= phone;
            seen->same_name |= name;
            return;
        }
        const auto other = find_person(tx, reading.site, id);
        if (!other || other->erased_at || other->merged_into || other->kind != person->kind) return;
        const auto where = contact(tx, reading.site, id, {});
        list.persons.push_back({id, masked_name(other->kind, other->name), where ? text::mask_phone(where->phone) : "", where ? where->room : "", phone, name, other->version});
    };
    for (const auto& phone : phones_of(tx, person->id)) {
        const auto digits = text::normal_phone(phone);
        for (const auto id : tx.all<PersonId>(sql::persons_with_phone, reading.site, std::string(digits.rbegin(), digits.rend()), person->id)) take(id, true, false);
    }
    const auto folded = text::fold(person->name);
    for (const auto& match : search::find(tx, reading.site, search::What::person, person->name, 40)) {
        if (match.id == person->id.value) continue;
        const auto other = find_person(tx, reading.site, {match.id});
        if (other && text::fold(other->name) == folded) take(other->id, false, true);
    }
    return list;
}

}  // namespace huiyin::customers
