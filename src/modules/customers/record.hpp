// The person's record inside this module, and the one place where clear values become masked ones.
#pragma once
#include "customers/customers.hpp"

namespace huiyin::customers {

struct Person {
    PersonId id{};
    SiteId site{};
    PersonKind kind = PersonKind::person;
    std::string name, id_number, note;
    std::optional<Instant> erased_at;
    std::int64_t version = 0;
    std::optional<PersonId> merged_into;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, site, kind, name, id_number, note, erased_at, version, merged_into))

struct Preferences {
    ContactChannel channel = ContactChannel::phone;
    std::string email;
    Language language = Language::zh_Hans;
    int calls_from = 0, calls_until = 0;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (channel, email, language, calls_from, calls_until))
Preferences preferences_of(store::Tx& tx, PersonId id);
std::vector<ConsentView> consents_of(store::Tx& tx, PersonId id);  // newest first
std::string mask_email(std::string_view address);                  // "l***@example.com"

// Finds a person of this site; one of another site does not exist here.
Result<Person> find_person(store::Tx& tx, SiteId site, PersonId id);
// The same, for a change: refuses who has been erased.
Result<Person> find_living_record(store::Tx& tx, SiteId site, PersonId id);
std::vector<std::string> phones_of(store::Tx& tx, PersonId id);
void save_phones(store::Tx& tx, const Person& person, const std::vector<std::string>& phones);
void index_for_search(store::Tx& tx, const Person& person, const std::vector<std::string>& phones);

// An enterprise's name is public; a person's keeps the surname.
std::string masked_name(PersonKind kind, std::string_view name);

std::string people_of(work::Reading& reading, UnitId unit);  // masked names of who has a role there today

void check_phones(Checks& c, const std::vector<std::string>& phones);
void check_id_number(Checks& c, PersonKind kind, std::string_view number);

std::string id_fact(std::int64_t id);
Refusal stale(std::int64_t version);

}  // namespace huiyin::customers
