// Buildings, their entrances and the units in them.
#include <charconv>

#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "rooms.hpp"
#include "search/search.hpp"

namespace huiyin::customers {

void CreateBuilding::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 40);
    c.when(!text::blank(name) && room_key(name).empty(), "name", "needs-a-letter-or-digit");
}

void CreateUnit::check(Checks& c) const {
    c.required("number", number);
    c.length("number", number, 20);
    c.when(!text::blank(number) && room_key(number).empty(), "number", "needs-a-letter-or-digit");
    c.length("entrance", entrance, 20);
    c.length("note", note, 500);
    c.when(area_hundredths < 0 || area_hundredths > 100'000'000, "area_hundredths", "out-of-range");
}

Result<CreatedId> create_building(work::Unit& unit, const CreateBuilding& command) {
    const auto name = text::trim(command.name);
    if (unit.tx.first<BuildingId>(sql::building_named, unit.site, name))
        return refuse({"invalid", Trouble::invalid, {}, {{"name", "taken"}}});
    const auto id = unit.make_id<BuildingId>();
    unit.tx.run(sql::building_insert, id, unit.site, name);
    unit.tell({"building.created", {journal::SubjectKind::site, unit.site.value}, {{"building", id_fact(id.value)}, {"name", name}}, {}});
    return CreatedId{id_fact(id.value)};
}

Result<CreatedId> create_unit(work::Unit& unit, const CreateUnit& command) {
    const auto building = unit.tx.first<std::string>(sql::building_name_at, command.building, unit.site);
    if (!building) return refuse({"invalid", Trouble::invalid, {}, {{"building", "not-found"}}});
    const auto number = text::trim(command.number);
    const auto entrance_name = text::trim(command.entrance);
    auto entrance = entrance_name.empty() ? std::optional(EntranceId{})
                                          : unit.tx.first<EntranceId>(sql::entrance_named, command.building, entrance_name);
    if (entrance && unit.tx.first<UnitId>(sql::unit_numbered, command.building, *entrance, number))
        return refuse({"invalid", Trouble::invalid, {}, {{"number", "taken"}}});

    if (!entrance) {
        entrance = unit.make_id<EntranceId>();
        unit.tx.run(sql::entrance_insert, *entrance, unit.site, command.building, entrance_name);
    }
    const auto id = unit.make_id<UnitId>();
    const auto room = room_text(*building, entrance_name, number);
    unit.tx.run(sql::unit_insert, id, unit.site, command.building, *entrance, number, room,
                room_order(*building, entrance_name, number), command.area_hundredths, command.note);
    const auto keys = room_keys(*building, entrance_name, number);
    for (const auto& key : keys) unit.tx.run(sql::unit_key_insert, unit.site, key, id);
    search::Entry entry{unit.site, search::What::unit, id.value, room, {}, keys};
    entry.exact.push_back(room);
    search::index(unit.tx, entry);
    unit.tell({"unit.created", {journal::SubjectKind::unit, id.value}, {{"building", id_fact(command.building.value)}, {"room", room}}, {}});
    return CreatedId{id_fact(id.value)};
}

Result<BuildingList> list_buildings(work::Reading& reading, const ListBuildings&) {
    return BuildingList{reading.tx.all<BuildingRow>(sql::buildings_of_site, reading.site)};
}

namespace {

constexpr int units_on_a_page = 100;

struct Neighbour {
    PersonKind kind{};
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Neighbour, (), (kind, name))
struct PlainUnit {
    UnitId id{};
    std::string room, note;
};
BOOST_DESCRIBE_STRUCT(PlainUnit, (), (id, room, note))

// The cursor is the last unit of the page before; the empty one stands before everything.
std::optional<std::pair<std::string, UnitId>> read_cursor(work::Reading& reading, const std::optional<std::string>& cursor) {
    if (!cursor || cursor->empty()) return std::pair{std::string{}, UnitId{}};
    UnitId id{};
    const char* end = cursor->data() + cursor->size();
    if (const auto [stopped, error] = std::from_chars(cursor->data(), end, id.value); error != std::errc{} || stopped != end)
        return std::nullopt;
    auto key = reading.tx.first<std::string>(sql::unit_sort_key, id, reading.site);
    if (!key) return std::nullopt;
    return std::pair{*std::move(key), id};
}

}  // namespace

std::string people_of(work::Reading& reading, UnitId unit) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    std::string out;
    for (const auto& n : reading.tx.all<Neighbour>(sql::unit_people, unit, today)) {
        if (!out.empty()) out += " · ";
        out += masked_name(n.kind, n.name);
    }
    return out;
}

Result<UnitList> list_units(work::Reading& reading, const ListUnits& query) {
    auto& tx = reading.tx;
    const auto after = read_cursor(reading, query.cursor);
    if (!after) return refuse({"invalid", Trouble::invalid, {}, {{"cursor", "unknown-value"}}});
    const auto& [key, id] = *after;
    const auto typed = room_key(query.q.value_or(""));
    if (typed.empty() && query.q && !text::blank(*query.q)) return UnitList{};

    UnitList list;
    std::vector<PlainUnit> rows;
    if (!typed.empty()) {
        const auto building = query.building.value_or(BuildingId{});
        list.total = tx.one<std::int64_t>(sql::units_count_by_key, reading.site, typed, past(typed), building);
        rows = tx.all<PlainUnit>(sql::units_page_by_key, reading.site, key, id, units_on_a_page + 1, typed, past(typed), building);
    } else if (query.building) {
        list.total = tx.one<std::int64_t>(sql::units_count_of_building, *query.building, reading.site);
        rows = tx.all<PlainUnit>(sql::units_page_of_building, reading.site, key, id, units_on_a_page + 1, *query.building);
    } else {
        list.total = tx.one<std::int64_t>(sql::units_count, reading.site);
        rows = tx.all<PlainUnit>(sql::units_page, reading.site, key, id, units_on_a_page + 1);
    }
    if (rows.size() > units_on_a_page) {
        rows.resize(units_on_a_page);
        list.next = id_fact(rows.back().id.value);
    }
    for (auto& row : rows) list.units.push_back({row.id, std::move(row.room), people_of(reading, row.id), std::move(row.note)});
    return list;
}

bool unit_at(store::Tx& tx, SiteId site, UnitId unit) { return tx.one<std::int64_t>(sql::unit_count_at, unit, site) > 0; }

std::optional<std::string> building_name(store::Tx& tx, SiteId site, BuildingId building) {
    return tx.first<std::string>(sql::building_name_at, building, site);
}

std::optional<BuildingId> building_of(store::Tx& tx, SiteId site, UnitId unit) { return tx.first<BuildingId>(sql::unit_building, unit, site); }

std::string room_of(store::Tx& tx, UnitId unit) { return tx.first<std::string>(sql::unit_room, unit).value_or(""); }

}  // namespace huiyin::customers
