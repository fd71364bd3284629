// One person as a screen may show it, and what modules of work may ask about whom they speak with.
#include <algorithm>

#include "customers/vip.hpp"
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

namespace {

struct RoleRow {
    UnitId unit{};
    std::string room;
    Role role{};
    Day since{};
    std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (unit, room, role, since, until))
struct RoleInUnit {
    UnitId unit{};
    std::string role;
};
BOOST_DESCRIBE_STRUCT(RoleInUnit, (), (unit, role))
struct RoomAndNote {
    std::string room, note;
};
BOOST_DESCRIBE_STRUCT(RoomAndNote, (), (room, note))

}  // namespace

Result<PersonView> open_person(work::Reading& reading, const OpenPerson& query) {
    const auto person = find_person(reading.tx, reading.site, query.id);
    if (!person) return refuse(person.error());
    PersonView view;
    view.id = person->id;
    view.kind = person->kind;
    view.name = masked_name(person->kind, person->name);
    for (const auto& phone : phones_of(reading.tx, person->id)) view.phones.push_back(text::mask_phone(phone));
    view.id_number = person->id_number.empty() ? "" : text::mask_id_number(person->id_number);
    view.note = person->note;
    for (auto& r : reading.tx.all<RoleRow>(sql::roles_of_person, person->id))
        view.roles.push_back({r.unit, std::move(r.room), r.role, r.since, r.until});
    const auto wishes = preferences_of(reading.tx, person->id);
    view.preferences = {wishes.channel, mask_email(wishes.email), wishes.language, wishes.calls_from, wishes.calls_until};
    view.consents = consents_of(reading.tx, person->id);
    view.merged_into = person->merged_into;
    view.vip = is_vip(reading.tx, person->id);
    view.erased = person->erased_at.has_value();
    view.version = person->version;
    return view;
}

std::optional<Contact> contact(store::Tx& tx, SiteId site, std::optional<PersonId> person, std::optional<UnitId> unit) {
    Contact found;
    if (person)
        if (const auto p = find_person(tx, site, *person)) {
            found.person = p->id;
            found.name = p->name;
            found.note = p->note;
            if (const auto phones = phones_of(tx, p->id); !phones.empty()) found.phone = phones.front();
            if (const auto role = tx.first<RoleInUnit>(sql::contact_role, p->id, unit.value_or(UnitId{}))) {
                found.role = role->role;
                if (!unit) unit = role->unit;
            }
        }
    if (unit)
        if (auto place = tx.first<RoomAndNote>(sql::unit_room_and_note, *unit, site)) {
            found.unit = unit;
            found.room = std::move(place->room);
            if (!found.note.empty() && !place->note.empty()) found.note += '\n';
            found.note += place->note;
        }
    if (!found.person && !found.unit) return std::nullopt;
    return found;
}

Contact masked_contact(store::Tx& tx, SiteId site, std::optional<PersonId> person, std::optional<UnitId> unit, const std::string& said_name,
                       const std::string& said_phone) {
    auto shown = contact(tx, site, person, unit).value_or(Contact{person, unit, {}, {}, {}, {}, {}});
    shown.name = text::mask_name(shown.name.empty() ? said_name : shown.name);
    shown.phone = text::mask_phone(shown.phone.empty() ? said_phone : shown.phone);
    return shown;
}

bool person_at(store::Tx& tx, SiteId site, PersonId person) {
    return tx.one<std::int64_t>(sql::person_count_at, person, site) > 0;
}

}  // namespace huiyin::customers
