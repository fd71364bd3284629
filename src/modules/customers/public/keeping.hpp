// Keeping a person's record right: the same person found twice, how somebody wishes to be reached, what they agreed to,
// their own data as a file, and who lived in a unit when.
#pragma once
#include <functional>

#include "customers/customers.hpp"

namespace huiyin::customers {

// POST /persons/{id}/merger: this record is the same person as `into`. Roles, phones, consents and matters go there; the
// old record stays as a sign that points to it, so that no number and no matter is lost.
struct MergePerson {
    static constexpr auto needs = Permission::merge_persons;
    PersonId id{};
    std::int64_t version = 0;
    PersonId into{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MergePerson, (), (id, version, into, reason))
struct Merged { PersonId id{}; PersonId into{}; };
BOOST_DESCRIBE_STRUCT(Merged, (), (id, into))

struct FindLikelySame {  // GET /persons/{id}/likely-same: the same phone, or the same name
    static constexpr auto needs = Permission::merge_persons;
    PersonId id{};
};
BOOST_DESCRIBE_STRUCT(FindLikelySame, (), (id))
struct LikelySame {
    PersonId id{};
    std::string name, phone, room;  // masked
    bool same_phone = false, same_name = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LikelySame, (), (id, name, phone, room, same_phone, same_name, version))
struct LikelySameList { std::vector<LikelySame> persons; };
BOOST_DESCRIBE_STRUCT(LikelySameList, (), (persons))

// PUT /persons/{id}/preferences. What is absent stays as it is: the screen shows the address masked.
struct ChangePreferences {
    static constexpr auto needs = Permission::edit_customers;
    PersonId id{};
    ContactChannel channel = ContactChannel::phone;
    std::optional<std::string> email;
    Language language = Language::zh_Hans;
    int calls_from = 0;   // minutes of the day, half-open; both 0: at any time
    int calls_until = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangePreferences, (), (id, channel, email, language, calls_from, calls_until))

// POST /persons/{id}/consents: a yes or a no, with how it was obtained. Refusing costs no service.
struct RecordConsent {
    static constexpr auto needs = Permission::edit_customers;
    PersonId id{};
    Purpose purpose = Purpose::notices;
    bool given = true;
    Obtained obtained = Obtained::phone;
    std::string evidence;  // which paper, which call
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordConsent, (), (id, purpose, given, obtained, evidence))

struct ExportPerson {  // POST /persons/{id}/exports: everything kept about this person, for this person
    static constexpr auto needs = Permission::export_personal_data;
    PersonId id{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ExportPerson, (), (id, reason))
struct PersonFile {
    std::string file_name;
    RawJson data;
};
BOOST_DESCRIBE_STRUCT(PersonFile, (), (file_name, data))

// Another module's part of a person's own data: a section's key and its rows. Called while routes are added.
using OwnData = std::function<boost::json::value(store::Tx&, SiteId, PersonId)>;
void add_own_data(std::string section, OwnData rows);

struct OpenUnit {  // GET /units/{id}
    static constexpr auto needs = Permission::see_customers;
    UnitId id{};
};
BOOST_DESCRIBE_STRUCT(OpenUnit, (), (id))
struct UnitPerson {
    PersonId person{};
    std::string name, phone;  // masked
    Role role{};
    Day since{};
    std::optional<Day> until;
    bool erased = false;
};
BOOST_DESCRIBE_STRUCT(UnitPerson, (), (person, name, phone, role, since, until, erased))
struct UnitView {
    UnitId id{};
    std::string room, note;
    std::int64_t area_hundredths = 0;
    std::vector<UnitPerson> now, before;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UnitView, (), (id, room, note, area_hundredths, now, before, version))
struct UnitChanged { UnitId id{}; std::int64_t version = 0; };
BOOST_DESCRIBE_STRUCT(UnitChanged, (), (id, version))
struct ChangeUnit {  // PUT /units/{id}
    static constexpr auto needs = Permission::edit_customers;
    UnitId id{};
    std::int64_t version = 0;
    std::optional<std::string> note;
    std::optional<std::int64_t> area_hundredths;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeUnit, (), (id, version, note, area_hundredths))

// ---- what modules that write to customers may ask ----
struct Reach {  // clear values, for use inside
    ContactChannel channel = ContactChannel::phone;
    std::string email, name, phone;
    Language language = Language::zh_Hans;
    int from = 0, until = 0;  // minutes of the day, half-open; both 0: at any time
};
// How this person may be reached for this purpose at this minute of the day, or, without one, at some time; none: they
// did not agree, or not now.
std::optional<Reach> reach(store::Tx& tx, SiteId site, PersonId person, Purpose purpose, std::optional<int> minute_of_day);

Result<Merged> merge_person(work::Unit& unit, const MergePerson& command);
Result<LikelySameList> find_likely_same(work::Reading& reading, const FindLikelySame& query);
Result<PersonCreated> change_preferences(work::Unit& unit, const ChangePreferences& command);
Result<PersonCreated> record_consent(work::Unit& unit, const RecordConsent& command);
Result<PersonFile> export_person(work::Unit& unit, const ExportPerson& command);
Result<UnitView> open_unit(work::Reading& reading, const OpenUnit& query);
Result<UnitChanged> change_unit(work::Unit& unit, const ChangeUnit& command);

}  // namespace huiyin::customers
