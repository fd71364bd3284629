// Loading, saving, indexing and masking persons.
#include "record.hpp"

#include <algorithm>

#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "search/search.hpp"

namespace huiyin::customers {

Result<Person> find_person(store::Tx& tx, SiteId site, PersonId id) {
    auto person = tx.first<Person>(sql::person_find, id, site);
    if (!person) return refuse({"person.not-found", Trouble::missing});
    return *std::move(person);
}

Result<Person> find_living_record(store::Tx& tx, SiteId site, PersonId id) {
    auto person = find_person(tx, site, id);
    if (person && person->erased_at) return refuse({"person.erased"});
    if (person && person->merged_into) return refuse({"person.merged", Trouble::conflict, {}, {}, {{"into", id_fact(person->merged_into->value)}}});
    return person;
}

std::vector<std::string> phones_of(store::Tx& tx, PersonId id) { return tx.all<std::string>(sql::phones_of, id); }

void save_phones(store::Tx& tx, const Person& person, const std::vector<std::string>& phones) {
    tx.run(sql::phones_clear, person.id);
    int position = 0;
    for (const auto& phone : phones) {
        const auto digits = text::normal_phone(phone);
        tx.run(sql::phone_add, person.id, position++, person.site, text::trim(phone), digits, std::string(digits.rbegin(), digits.rend()));
    }
}

void index_for_search(store::Tx& tx, const Person& person, const std::vector<std::string>& phones) {
    search::Entry entry{person.site, search::What::person, person.id.value, {}, {person.name}, {}};
    for (const auto& phone : phones) entry.exact.push_back(text::normal_phone(phone));
    search::index(tx, entry);
}

std::string masked_name(PersonKind kind, std::string_view name) {
    return kind == PersonKind::enterprise ? std::string(name) : text::mask_name(name);
}

void check_phones(Checks& c, const std::vector<std::string>& phones) {
    c.when(phones.size() > 5, "phones", "too-many");
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < phones.size(); ++i) {
        const auto field = "phones." + std::to_string(i);
        const auto digits = text::normal_phone(phones[i]);
        const bool only_phone = text::trim(phones[i]).find_first_not_of("0123456789+-() /") == std::string::npos;
        if (!only_phone || digits.size() < 5 || digits.size() > 20) c.fail(field, "not-a-phone");
        else if (std::ranges::find(seen, digits) != seen.end()) c.fail(field, "twice");
        seen.push_back(digits);
    }
}

void check_id_number(Checks& c, PersonKind kind, std::string_view number) {
    if (number.empty()) return;
    const auto plain = [](char ch) { return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z'); };
    // A resident's card has a check digit; passports, permits and credit codes of enterprises only have a form.
    const bool card = kind == PersonKind::person && number.size() == 18;
    const bool fine = card ? text::valid_id_number(number) : number.size() >= 5 && number.size() <= 18 && std::ranges::all_of(number, plain);
    c.when(!fine, "id_number", "not-an-id-number");
}

std::string id_fact(std::int64_t id) { return std::to_string(id); }

Refusal stale(std::int64_t version) { return {"stale", Trouble::stale, {}, {}, {{"version", version}}}; }

}  // namespace huiyin::customers
