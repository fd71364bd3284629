// Everything kept about a person, as a file for that person; who took it and why stands in the journal.
#include "customers/keeping.hpp"
#include "huiyin_customers_sql.hpp"
#include "journal/journal.hpp"
#include "record.hpp"

namespace huiyin::customers {

void ExportPerson::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

namespace {

std::vector<std::pair<std::string, OwnData>>& sections() {
    static std::vector<std::pair<std::string, OwnData>> all;
    return all;
}

struct RoleRow {
    UnitId unit{};
    std::string room;
    Role role{};
    Day since{};
    std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (unit, room, role, since, until))

boost::json::array history_of(work::Unit& unit, PersonId id) {
    boost::json::array told;
    for (const auto& entry : journal::history(unit.tx, {journal::SubjectKind::person, id.value}))
        told.push_back(boost::json::object{{"at", unit.calendar().zone().text(entry.at)}, {"event", entry.event}, {"facts", boost::json::parse(entry.facts)}});
    return told;
}

}  // namespace

void add_own_data(std::string section, OwnData rows) {
    for (auto& [name, known] : sections())
        if (name == section) {
            known = std::move(rows);
            return;
        }
    sections().emplace_back(std::move(section), std::move(rows));
}

Result<PersonFile> export_person(work::Unit& unit, const ExportPerson& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    const auto& zone = unit.calendar().zone();
    boost::json::object all{{"made_at", zone.text(unit.moment.now)},
                            {"name", person->name}, {"kind", json::enum_name(person->kind)}, {"id_number", person->id_number}, {"note", person->note}};
    boost::json::array phones, roles, consents;
    for (const auto& phone : phones_of(unit.tx, person->id)) phones.emplace_back(phone);
    for (const auto& r : unit.tx.all<RoleRow>(sql::roles_of_person, person->id)) {
        boost::json::object role{{"room", r.room}, {"role", json::enum_name(r.role)}, {"since", r.since.iso()}};
        if (r.until) role["until"] = r.until->iso();
        roles.push_back(std::move(role));
    }
    for (const auto& c : consents_of(unit.tx, person->id))
        consents.push_back(boost::json::object{{"purpose", json::enum_name(c.purpose)}, {"given", c.given}, {"obtained", json::enum_name(c.obtained)},
                                               {"evidence", c.evidence}, {"at", zone.text(c.at)}});
    const auto wishes = preferences_of(unit.tx, person->id);
    all["phones"] = std::move(phones);
    all["roles"] = std::move(roles);
    all["preferences"] = boost::json::object{{"channel", json::enum_name(wishes.channel)}, {"email", wishes.email}, {"language", json::enum_name(wishes.language)},
                                             {"calls_from", wishes.calls_from}, {"calls_until", wishes.calls_until}};
    all["consents"] = std::move(consents);
    all["history"] = history_of(unit, person->id);
    for (const auto& [name, rows] : sections()) all[name] = rows(unit.tx, unit.site, person->id);
    unit.tell({"person.exported", {journal::SubjectKind::person, person->id.value}, {}, {{"reason", command.reason}}});
    return PersonFile{"person-" + id_fact(person->id.value) + "-" + unit.today().compact() + ".json", {boost::json::serialize(all)}};
}

}  // namespace huiyin::customers
