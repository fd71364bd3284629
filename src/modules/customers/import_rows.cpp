// Judging and bringing in. What a row may hold is asked of the same rules as a person at the screen.
#include "import_rows.hpp"

#include <cmath>

#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "rooms.hpp"

namespace huiyin::customers {
namespace {

struct Resident {
    std::string name, phone;
};
BOOST_DESCRIBE_STRUCT(Resident, (), (name, phone))

std::int64_t area_of(std::string_view cell, bool& wrong) {
    auto plain = text::fold(cell);
    while (!plain.empty() && !(plain.back() >= '0' && plain.back() <= '9')) plain.pop_back();  // "88.5㎡", "88.5平方米"
    if (plain.empty()) return 0;
    char* end = nullptr;
    const double area = std::strtod(plain.c_str(), &end);
    wrong = end == plain.c_str() || area < 0 || area > 1'000'000;
    return wrong ? 0 : std::llround(area * 100);
}

}  // namespace

Judge::Judge(store::Tx& tx, SiteId site, Day today, const Zone& zone, const std::vector<ColumnOf>& mapping)
    : tx_(tx), site_(site), today_(today), zone_(zone) {
    for (const auto& m : mapping) columns_[m.field] = static_cast<std::size_t>(m.column);
    for (const auto& b : tx.all<BuildingRow>(sql::buildings_of_site, site)) buildings_.emplace(key_of(b.name), b.id);
}

std::string Judge::key_of(std::string_view building) {
    auto key = room_key(building);
    return key.empty() ? text::fold(building) : key;
}

std::string Judge::cell(const sheets::Row& row, ImportField field) const {
    const auto at = columns_.find(field);
    return at == columns_.end() || at->second >= row.size() ? std::string{} : text::trim(row[at->second]);
}

void Judge::read(const sheets::Row& row, Judged& judged) const {
    auto& c = judged.candidate;
    const auto wrong = [&](const char* field, const char* code) { judged.problems.push_back({field, code}); };
    if (const auto whole = cell(row, ImportField::room); !whole.empty()) {
        if (const auto parts = room_parts(whole)) c.room = *parts;
        else wrong("room", "not-a-room");
    } else {
        c.room = {cell(row, ImportField::building), cell(row, ImportField::entrance), cell(row, ImportField::number)};
        if (!c.room.building.empty() && c.room.building.find_first_not_of("0123456789") == std::string::npos) c.room.building += "栋";
        if (!c.room.entrance.empty() && c.room.entrance.find_first_not_of("0123456789") == std::string::npos) c.room.entrance += "单元";
        if (c.room.building.empty()) wrong("building", "required");
        if (c.room.number.empty()) wrong("number", "required");
    }
    judged.room = room_text(c.room.building, c.room.entrance, c.room.number);
    bool bad_area = false;
    c.area_hundredths = area_of(cell(row, ImportField::area), bad_area);
    if (bad_area) wrong("area", "out-of-range");
    c.unit_note = cell(row, ImportField::unit_note);
    c.name = cell(row, ImportField::name);
    c.id_number = cell(row, ImportField::id_number);
    c.note = cell(row, ImportField::note);
    if (const auto kind = text::fold(cell(row, ImportField::kind)); kind.find("企业") != std::string::npos || kind.find("公司") != std::string::npos || kind == "enterprise")
        c.kind = PersonKind::enterprise;
    for (const auto field : {ImportField::phone, ImportField::second_phone})
        if (auto phone = cell(row, field); !phone.empty()) c.phones.push_back(std::move(phone));
    if (const auto role = cell(row, ImportField::role); !role.empty()) {
        c.role = role_named(role);
        if (!c.role) wrong("role", "unknown-value");
    } else if (!c.name.empty()) {
        c.role = c.kind == PersonKind::enterprise ? Role::enterprise_user : Role::owner;
    }
    if (const auto since = cell(row, ImportField::since); !since.empty()) {
        if (const auto at = sheets::time_of(since, zone_)) c.since = zone_.day_of(*at);
        else wrong("since", "not-a-day");
        if (c.since && *c.since > today_ + 366) wrong("since", "in-the-future");
    }
    // The rules of the screen, asked of the commands themselves.
    Checks checks;
    if (!c.room.building.empty()) CreateBuilding{c.room.building}.check(checks);
    if (!c.room.number.empty()) CreateUnit{{}, c.room.entrance, c.room.number, c.area_hundredths, c.unit_note}.check(checks);
    if (!c.name.empty()) CreatePerson{c.kind, c.name, c.phones, c.id_number, c.note, {}, {}, {}}.check(checks);
    else if (!c.phones.empty() || !c.id_number.empty()) checks.fail("name", "required");
    for (const auto& e : checks.errors()) wrong(e.field.starts_with("phones") ? "phone" : e.field.c_str(), e.code.c_str());
}

// Does the unit stand already, and does this person live there already?
void Judge::find_there(Judged& judged) {
    const auto& c = judged.candidate;
    const auto building = buildings_.find(key_of(c.room.building));
    if (building == buildings_.end()) return;
    judged.building = building->second;
    const auto b = room_key(c.room.building), e = room_key(c.room.entrance), n = room_key(c.room.number);
    const auto key = e.empty() ? b + "-" + n : b + "-" + e + "-" + n;
    const auto units = tx_.all<UnitId>(sql::import_units, site_, key, judged.building);
    if (units.size() > 1) return judged.problems.push_back({"entrance", "room-not-clear"});
    if (units.empty()) return;
    judged.unit = units.front();
    if (c.name.empty()) {
        judged.outcome = RowOutcome::there;
        return;
    }
    for (const auto& r : tx_.all<Resident>(sql::import_residents, *judged.unit, today_)) {
        const bool same_phone = c.phones.empty() || r.phone.empty() || text::normal_phone(r.phone) == text::normal_phone(c.phones.front());
        if (text::fold(r.name) == text::fold(c.name) && same_phone) judged.outcome = RowOutcome::there;
    }
}

Judged Judge::judge(const sheets::Row& row) {
    Judged judged;
    read(row, judged);
    const auto& c = judged.candidate;
    if (judged.problems.empty()) {
        const auto key = key_of(c.room.building) + "|" + room_key(c.room.entrance) + "|" + room_key(c.room.number) + "|" + text::fold(c.name) + "|" +
                         (c.phones.empty() ? "" : text::normal_phone(c.phones.front()));
        if (!seen_.insert(key).second) judged.problems.push_back({"room", "twice"});
        else find_there(judged);
    }
    if (!judged.problems.empty()) judged.outcome = RowOutcome::refused;
    return judged;
}

Result<void> bring_in(work::Unit& unit, Judge& judge, const Judged& judged) {
    const auto& c = judged.candidate;
    auto building = judged.building;
    if (!building) {
        const auto made = work::run(unit, create_building, CreateBuilding{c.room.building});
        if (!made) return refuse(made.error());
        building = BuildingId{std::stoll(made->id)};
        judge.built(c.room.building, *building);
    }
    auto there = judged.unit;
    if (!there) {
        const auto made = work::run(unit, create_unit, CreateUnit{*building, c.room.entrance, c.room.number, c.area_hundredths, c.unit_note});
        if (!made) return refuse(made.error());
        there = UnitId{std::stoll(made->id)};
    }
    if (c.name.empty()) return {};
    const auto made = work::run(unit, create_person, CreatePerson{c.kind, c.name, c.phones, c.id_number, c.note, there, c.role, c.since});
    if (!made) return refuse(made.error());
    return {};
}

}  // namespace huiyin::customers
