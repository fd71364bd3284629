// The record form's picker: from a room, a phone or its tail, initials or a part of a name to the households meant.
#include <algorithm>
#include <set>

#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "rooms.hpp"
#include "search/search.hpp"

namespace huiyin::customers {

namespace {

constexpr int most = 20;

struct HouseholdRow {
    std::optional<UnitId> unit;
    std::string room;
    std::optional<PersonId> person;
    PersonKind kind{};
    std::string name, role, phone, person_note, unit_note;
    std::int64_t open_matters = 0;
};
BOOST_DESCRIBE_STRUCT(HouseholdRow, (), (unit, room, person, kind, name, role, phone, person_note, unit_note, open_matters))

// Gathers households in the order they are found, each once, and stops when the list is full.
class Gathered {
  public:
    explicit Gathered(work::Reading& reading) : reading_(reading), today_(reading.calendar().zone().day_of(reading.now)) {}

    void units(const std::vector<UnitId>& ids) {
        for (const auto id : ids)
            if (!full()) take(reading_.tx.all<HouseholdRow>(sql::household_of_unit, id, reading_.site, today_));
    }
    void persons(const std::vector<PersonId>& ids) {
        for (const auto id : ids)
            if (!full()) take(reading_.tx.all<HouseholdRow>(sql::household_of_person, id, reading_.site, today_));
    }
    bool full() const { return found_.households.size() >= most; }
    Households done() { return std::move(found_); }

  private:
    void take(std::vector<HouseholdRow> rows) {
        for (auto& r : rows) {
            if (full() || !seen_.insert({r.unit.value_or(UnitId{}), r.person.value_or(PersonId{})}).second) continue;
            auto note = std::move(r.person_note);
            if (!note.empty() && !r.unit_note.empty()) note += '\n';
            note += r.unit_note;
            found_.households.push_back({r.unit, std::move(r.room), r.person, masked_name(r.kind, r.name), std::move(r.role),
                                         text::mask_phone(r.phone), std::move(note), r.open_matters});
        }
    }
    work::Reading& reading_;
    Day today_;
    Households found_;
    std::set<std::pair<UnitId, PersonId>> seen_;
};

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }
bool looks_like_phone(std::string_view typed) { return typed.find_first_not_of("0123456789+-() ") == std::string_view::npos; }

}  // namespace

Result<Households> find_households(work::Reading& reading, const FindHouseholds& query) {
    const auto typed = text::trim(query.q);
    auto& tx = reading.tx;
    Gathered found(reading);
    if (typed.empty() || text::length(typed) > 60) return found.done();

    const auto key = room_key(typed);
    const bool room = has_digit(key);
    if (room) found.units(tx.all<UnitId>(sql::household_units_exactly, reading.site, key, most));

    const auto folded = text::fold(typed);
    const auto digits = looks_like_phone(folded) ? text::normal_phone(folded) : std::string{};
    if (digits.size() >= 3) {
        const std::string tail(digits.rbegin(), digits.rend());
        found.persons(tx.all<PersonId>(sql::household_persons_by_tail, reading.site, tail, past(tail), most));
    }
    if (!found.full() && digits.empty()) {
        std::vector<PersonId> named;
        for (const auto& match : search::find(tx, reading.site, search::What::person, typed, most)) named.push_back({match.id});
        found.persons(named);
    }
    if (!found.full() && !key.empty())
        found.units(tx.all<UnitId>(sql::household_units_beginning, reading.site, key, past(key), most));
    return found.done();
}

}  // namespace huiyin::customers
