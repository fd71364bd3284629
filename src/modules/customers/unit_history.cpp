// A unit with its people, those of today and those before.
#include "customers/keeping.hpp"
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

void ChangeUnit::check(Checks& c) const {
    if (note) c.length("note", *note, 500);
    c.when(area_hundredths && (*area_hundredths < 0 || *area_hundredths > 100'000'000), "area_hundredths", "out-of-range");
}

namespace {

struct UnitRecord {
    UnitId id{};
    std::string room, note;
    std::int64_t area_hundredths = 0, version = 0;
};
BOOST_DESCRIBE_STRUCT(UnitRecord, (), (id, room, note, area_hundredths, version))
struct PersonThere {
    PersonId person{};
    PersonKind kind{};
    std::string name, phone;
    Role role{};
    Day since{};
    std::optional<Day> until;
    bool erased = false;
};
BOOST_DESCRIBE_STRUCT(PersonThere, (), (person, kind, name, phone, role, since, until, erased))
const Refusal unit_not_found{"unit.not-found", Trouble::missing};

}  // namespace

Result<UnitView> open_unit(work::Reading& reading, const OpenUnit& query) {
    auto unit = reading.tx.first<UnitRecord>(sql::unit_find, query.id, reading.site);
    if (!unit) return refuse(unit_not_found);
    UnitView view{unit->id, std::move(unit->room), std::move(unit->note), unit->area_hundredths, {}, {}, unit->version};
    const auto today = reading.calendar().zone().day_of(reading.now);
    for (auto& p : reading.tx.all<PersonThere>(sql::unit_people_ever, query.id)) {
        const bool past = p.until && *p.until <= today;
        (past ? view.before : view.now).push_back({p.person, masked_name(p.kind, p.name), text::mask_phone(p.phone), p.role, p.since, p.until, p.erased});
    }
    return view;
}

Result<UnitChanged> change_unit(work::Unit& unit, const ChangeUnit& command) {
    const auto before = unit.tx.first<UnitRecord>(sql::unit_find, command.id, unit.site);
    if (!before) return refuse(unit_not_found);
    if (before->version != command.version) return refuse(stale(before->version));
    const auto note = command.note ? text::trim(*command.note) : before->note;
    const auto area = command.area_hundredths.value_or(before->area_hundredths);
    if (unit.tx.run(sql::unit_save, command.id, note, area, before->version) == 0) throw store::StaleRow("unit " + id_fact(command.id.value));
    boost::json::array fields;
    if (note != before->note) fields.emplace_back("note");
    if (area != before->area_hundredths) fields.emplace_back("area");
    unit.tell({"unit.changed", {journal::SubjectKind::unit, command.id.value}, {{"fields", std::move(fields)}}, {}});
    return UnitChanged{command.id, before->version + 1};
}

}  // namespace huiyin::customers
