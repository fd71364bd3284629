// Customers: buildings, entrances, units; persons and enterprises with roles over time; phones; masking and disclosure.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::customers {
using work::Permission;

enum class PersonKind { person, enterprise };
BOOST_DESCRIBE_ENUM(PersonKind, person, enterprise)
enum class Role { owner, tenant, occupant, guest, enterprise_user };
BOOST_DESCRIBE_ENUM(Role, owner, tenant, occupant, guest, enterprise_user)
enum class PersonalField { name, phone, id_number, email };
BOOST_DESCRIBE_ENUM(PersonalField, name, phone, id_number, email)

enum class ContactChannel { phone, message, email, letter, none };
BOOST_DESCRIBE_ENUM(ContactChannel, phone, message, email, letter, none)
enum class Language { zh_Hans, zh_Hant, en };
BOOST_DESCRIBE_ENUM(Language, zh_Hans, zh_Hant, en)
// What somebody may agree to. Handling their own matter needs no consent and is not listed.
enum class Purpose { notices, surveys, greetings, offers };
BOOST_DESCRIBE_ENUM(Purpose, notices, surveys, greetings, offers)
enum class Obtained { paper, phone, face_to_face, online };
BOOST_DESCRIBE_ENUM(Obtained, paper, phone, face_to_face, online)

struct CreateBuilding {  // POST /buildings
    static constexpr auto needs = Permission::edit_customers;
    std::string name;  // "3栋"
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateBuilding, (), (name))
struct CreateUnit {  // POST /units
    static constexpr auto needs = Permission::edit_customers;
    static constexpr std::array optional_fields = {"entrance", "note", "area_hundredths"};
    BuildingId building{};
    std::string entrance;   // 单元, "" if none
    std::string number;     // "1204"
    std::int64_t area_hundredths = 0;  // m² × 100
    std::string note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateUnit, (), (building, entrance, number, area_hundredths, note))
struct CreatePerson {  // POST /persons
    static constexpr auto needs = Permission::edit_customers;
    static constexpr std::array optional_fields = {"kind", "phones", "id_number", "note"};
    PersonKind kind = PersonKind::person;
    std::string name;
    std::vector<std::string> phones;
    std::string id_number;
    std::string note;       // a warning for whoever speaks with this person
    std::optional<UnitId> unit;
    std::optional<Role> role;
    std::optional<Day> since;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreatePerson, (), (kind, name, phones, id_number, note, unit, role, since))
struct PersonCreated { PersonId id{}; std::int64_t version = 0; };
BOOST_DESCRIBE_STRUCT(PersonCreated, (), (id, version))
struct CreatedId { std::string id; };
BOOST_DESCRIBE_STRUCT(CreatedId, (), (id))

struct ChangePerson {  // PUT /persons/{id}: what is absent stays as it is, because the screen shows masked values only
    static constexpr auto needs = Permission::edit_customers;
    PersonId id{};
    std::int64_t version = 0;
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> phones;
    std::optional<std::string> id_number;
    std::optional<std::string> note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangePerson, (), (id, version, name, phones, id_number, note))

struct EndRole {  // POST /persons/{id}/role-endings
    static constexpr auto needs = Permission::edit_customers;
    PersonId id{};
    UnitId unit{};
    Role role = Role::owner;
    Day until{};
};
BOOST_DESCRIBE_STRUCT(EndRole, (), (id, unit, role, until))
struct AddRole {  // POST /persons/{id}/roles
    static constexpr auto needs = Permission::edit_customers;
    PersonId id{};
    UnitId unit{};
    Role role = Role::owner;
    Day since{};
};
BOOST_DESCRIBE_STRUCT(AddRole, (), (id, unit, role, since))

// One click with a reason, journalled; the screen hides it again after 30 seconds.
struct Disclose {  // POST /persons/{id}/disclosures
    static constexpr auto needs = Permission::reveal_personal_data;
    PersonId id{};
    PersonalField field = PersonalField::phone;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(Disclose, (), (id, field, reason))
struct Disclosed { std::vector<std::string> values; };
BOOST_DESCRIBE_STRUCT(Disclosed, (), (values))

struct ErasePerson {  // POST /persons/{id}/erasure: names, phones, numbers and personal texts go; records, figures and the chain stay
    static constexpr auto needs = Permission::erase_personal_data;
    PersonId id{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ErasePerson, (), (id, reason))
struct Erased { PersonId id{}; std::int64_t entries = 0; };
BOOST_DESCRIBE_STRUCT(Erased, (), (id, entries))

struct ListBuildings { static constexpr auto needs = Permission::see_customers; };  // GET /buildings
BOOST_DESCRIBE_STRUCT(ListBuildings, (), ())
struct BuildingRow { BuildingId id{}; std::string name; std::int64_t units = 0; };
BOOST_DESCRIBE_STRUCT(BuildingRow, (), (id, name, units))
struct BuildingList { std::vector<BuildingRow> buildings; };
BOOST_DESCRIBE_STRUCT(BuildingList, (), (buildings))

// The record form's picker: initials, name, room, phone tail; under 50 ms.
struct FindHouseholds {  // GET /households?q=
    static constexpr auto needs = Permission::see_customers;
    std::string q;
};
BOOST_DESCRIBE_STRUCT(FindHouseholds, (), (q))
struct Household {
    std::optional<UnitId> unit;
    std::string room;          // "3栋1204"
    std::optional<PersonId> person;
    std::string name;          // masked
    std::string role;
    std::string phone;         // masked
    std::string note;
    std::int64_t open_matters = 0;
};
BOOST_DESCRIBE_STRUCT(Household, (), (unit, room, person, name, role, phone, note, open_matters))
struct Households { std::vector<Household> households; };
BOOST_DESCRIBE_STRUCT(Households, (), (households))

struct ListUnits {  // GET /units
    static constexpr auto needs = Permission::see_customers;
    std::optional<BuildingId> building;
    std::optional<std::string> q;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(ListUnits, (), (building, q, cursor))
struct UnitRow { UnitId id{}; std::string room; std::string people; std::string note; };
BOOST_DESCRIBE_STRUCT(UnitRow, (), (id, room, people, note))
struct UnitList { std::vector<UnitRow> units; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(UnitList, (), (units, next, total))

struct OpenPerson {  // GET /persons/{id}
    static constexpr auto needs = Permission::see_customers;
    PersonId id{};
};
BOOST_DESCRIBE_STRUCT(OpenPerson, (), (id))
struct RoleView { UnitId unit{}; std::string room; Role role{}; Day since{}; std::optional<Day> until; };
BOOST_DESCRIBE_STRUCT(RoleView, (), (unit, room, role, since, until))
struct PreferencesView {
    ContactChannel channel = ContactChannel::phone;
    std::string email;  // masked, "" if none
    Language language = Language::zh_Hans;
    int calls_from = 0, calls_until = 0;  // minutes of the day; both 0: at any time
};
BOOST_DESCRIBE_STRUCT(PreferencesView, (), (channel, email, language, calls_from, calls_until))
struct ConsentView {  // the newest of a purpose stands
    Purpose purpose{};
    bool given = false;
    Obtained obtained{};
    std::string evidence;
    Instant at{};
    std::string recorded_by;
};
BOOST_DESCRIBE_STRUCT(ConsentView, (), (purpose, given, obtained, evidence, at, recorded_by))
struct PersonView {
    PersonId id{};
    PersonKind kind = PersonKind::person;
    std::string name;                 // masked
    std::vector<std::string> phones;  // masked
    std::string id_number;            // masked, "" if none
    std::string note;
    std::vector<RoleView> roles;
    PreferencesView preferences;
    std::vector<ConsentView> consents;  // newest first
    std::optional<PersonId> merged_into;
    bool vip = false;
    bool erased = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (id, kind, name, phones, id_number, note, roles, preferences, consents, merged_into, vip, erased, version))

// ---- what modules of work may ask ----
struct Contact {  // clear values: for use inside, never for a view without masking
    std::optional<PersonId> person;
    std::optional<UnitId> unit;
    std::string name, phone, room, role, note;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (person, unit, name, phone, room, role, note))
std::optional<Contact> contact(store::Tx& tx, SiteId site, std::optional<PersonId> person, std::optional<UnitId> unit);
// The same as a page shows it: name and phone masked; what the archive does not say is as it was said at the time.
Contact masked_contact(store::Tx& tx, SiteId site, std::optional<PersonId> person, std::optional<UnitId> unit, const std::string& said_name,
                       const std::string& said_phone);
bool unit_at(store::Tx& tx, SiteId site, UnitId unit);
bool person_at(store::Tx& tx, SiteId site, PersonId person);
std::string room_of(store::Tx& tx, UnitId unit);
// Whoever shows clear personal data in another way (a printed form) counts it here: there is a most per person and day.
Result<void> count_disclosure(work::Unit& unit);
std::optional<std::string> building_name(store::Tx& tx, SiteId site, BuildingId building);
std::optional<BuildingId> building_of(store::Tx& tx, SiteId site, UnitId unit);

// Registers what this module hears: matters that open and close, for the picker's open_matters and for erasure.
void listen(work::World& world);

// The use-cases, for the simulator and imports; always through work::run.
Result<CreatedId> create_building(work::Unit& unit, const CreateBuilding& command);
Result<CreatedId> create_unit(work::Unit& unit, const CreateUnit& command);
Result<PersonCreated> create_person(work::Unit& unit, const CreatePerson& command);
Result<PersonCreated> change_person(work::Unit& unit, const ChangePerson& command);
Result<PersonCreated> add_role(work::Unit& unit, const AddRole& command);
Result<PersonCreated> end_role(work::Unit& unit, const EndRole& command);
Result<Disclosed> disclose(work::Unit& unit, const Disclose& command);
Result<Erased> erase_person(work::Unit& unit, const ErasePerson& command);
Result<Households> find_households(work::Reading& reading, const FindHouseholds& query);
Result<BuildingList> list_buildings(work::Reading& reading, const ListBuildings& query);
Result<UnitList> list_units(work::Reading& reading, const ListUnits& query);
Result<PersonView> open_person(work::Reading& reading, const OpenPerson& query);

void add_routes(work::Routes& routes);

}  // namespace huiyin::customers
