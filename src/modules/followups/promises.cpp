// The ledger of promises (D13, F5): what was promised to whom for when, the first time and every move with its reason,
// kept or broken. There is no second book: it is read from obligations, their moves and the events that opened them.
#include <charconv>

#include "customers/customers.hpp"
#include "huiyin_followups_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "place.hpp"
#include "scope.hpp"

namespace huiyin::followups {
namespace {

struct Group {
    std::optional<StaffId> owner;
    std::optional<DepartmentId> department;
    PromiseState state = PromiseState::open;
    bool moved = false;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Group, (), (owner, department, state, moved, count))

struct Row {
    ObligationId id{};
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
    EventId opened_by{};
    std::optional<StaffId> owner;
    std::optional<DepartmentId> department;
    PromiseState state = PromiseState::open;
    Instant made_at{}, first_due_at{}, due_at{};
    std::optional<Instant> ended_at;
    bool answered = false;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, subject_kind, subject_id, opened_by, owner, department, state, made_at, first_due_at, due_at, ended_at, answered))

struct Opening {
    std::string facts, personal;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (facts, personal))

void add(PromiseTally& t, PromiseState state, bool moved, std::int64_t n) {
    t.total += n;
    if (moved) t.moved += n;
    switch (state) {
        case PromiseState::open: t.open += n; break;
        case PromiseState::about_to_break: t.about_to_break += n; break;
        case PromiseState::kept: t.kept += n; break;
        case PromiseState::broken: t.broken += n; break;
        case PromiseState::released: t.released += n; break;
    }
}

void rate(PromiseTally& t) {
    if (t.kept + t.broken > 0) t.kept_hundredths = static_cast<int>(t.kept * 10000 / (t.kept + t.broken));
}

template <class Id>
std::optional<Id> id_in(const boost::json::object& facts, std::string_view key) {
    const auto* v = facts.if_contains(key);
    if (!v || !v->is_string()) return std::nullopt;
    Id id{};
    std::from_chars(v->as_string().data(), v->as_string().data() + v->as_string().size(), id.value);
    return id ? std::optional(id) : std::nullopt;
}

// What was promised and to whom stands in the event that opened it; after erasure the words are gone, the figures stay.
void from_its_event(work::Reading& reading, const Row& r, PromiseRow& row) {
    const auto opening = reading.tx.first<Opening>(sql::promise_opening, r.subject_kind, r.subject_id, r.opened_by);
    if (!opening) return;
    if (const auto personal = json::parse(opening->personal); personal && personal->is_object())
        if (const auto* text = personal->as_object().if_contains("text"); text && text->is_string()) row.what = std::string(text->as_string());
    const auto facts = json::parse(opening->facts);
    if (!facts || !facts->is_object()) return;
    if (const auto who = customers::contact(reading.tx, reading.site, id_in<PersonId>(facts->as_object(), "person"), id_in<UnitId>(facts->as_object(), "unit"))) {
        row.customer = text::mask_name(who->name);
        row.room = who->room;
    }
}

PromiseRow shown(work::Reading& reading, const Row& r) {
    PromiseRow row;
    row.obligation = r.id;
    row.subject_kind = json::enum_name(r.subject_kind);
    const auto named = reading.world.describe(reading.tx, reading.site, {r.subject_kind, r.subject_id});
    row.number = named.number;
    row.path = named.path;
    from_its_event(reading, r, row);
    row.owner = r.owner;
    if (r.owner) row.owner_name = organisation::staff_name(reading.tx, *r.owner).value_or("");
    if (r.department)
        if (const auto d = organisation::find_department(reading.tx, *r.department)) row.department_name = d->name;
    row.state = r.state;
    row.made_at = r.made_at;
    row.first_promised_at = r.first_due_at;
    row.promised_at = r.due_at;
    row.moves = reading.tx.all<PromiseMove>(sql::promise_moves, r.id);
    row.ended_at = r.ended_at;
    row.answered = r.answered;
    return row;
}

void tally(work::Reading& reading, const ListPromises& query, const std::vector<Group>& groups, PromiseLedger& ledger) {
    std::map<std::int64_t, PersonTally> persons;
    std::map<std::int64_t, DepartmentTally> departments;
    for (const auto& g : groups) {
        auto& person = persons[g.owner ? g.owner->value : 0];
        person.owner = g.owner;
        add(person.tally, g.state, g.moved, g.count);
        auto& department = departments[g.department ? g.department->value : 0];
        department.department = g.department;
        add(department.tally, g.state, g.moved, g.count);
        if ((query.owner && g.owner != query.owner) || (query.department && g.department != query.department)) continue;
        add(ledger.all, g.state, g.moved, g.count);
        if ((!query.state || g.state == *query.state) && (!query.moved || g.moved == *query.moved)) ledger.total += g.count;
    }
    rate(ledger.all);
    for (auto& [id, p] : persons) {
        if (p.owner) p.name = organisation::staff_name(reading.tx, *p.owner).value_or("");
        rate(p.tally);
        ledger.by_person.push_back(std::move(p));
    }
    for (auto& [id, d] : departments) {
        if (d.department)
            if (const auto found = organisation::find_department(reading.tx, *d.department)) d.name = found->name;
        rate(d.tally);
        ledger.by_department.push_back(std::move(d));
    }
    // Whoever breaks most stands first: that is what is looked for.
    std::ranges::stable_sort(ledger.by_person, std::greater{}, [](const PersonTally& p) { return std::pair(p.tally.broken, p.tally.total); });
    std::ranges::stable_sort(ledger.by_department, std::greater{}, [](const DepartmentTally& d) { return std::pair(d.tally.broken, d.tally.total); });
}

}  // namespace

Result<PromiseLedger> list_promises(work::Reading& reading, const ListPromises& query) {
    std::optional<Place> after;
    if (query.cursor && !query.cursor->empty() && !(after = read_place(*query.cursor))) return refuse(bad_cursor);
    const auto& zone = reading.calendar().zone();
    const auto& book = *reading.world.rulebook;
    const auto seen = seen_by(reading);
    PromiseLedger ledger;
    ledger.warn_hours = book.find("F5") ? book.number("F5", "warn-ahead", zone.day_of(reading.now)) : 24;
    const auto soon = reading.now + std::chrono::hours(ledger.warn_hours);
    const Instant from = query.from ? zone.start_of(*query.from) + 1ms : Instant{0};
    const Instant until = query.until ? zone.start_of(*query.until) + 1ms : Instant{beyond};
    tally(reading, query,
          reading.tx.all<Group>(sql::promise_groups, reading.site, from, until, reading.now, soon, seen.mine, seen.department), ledger);

    // What is still to be kept stands with the nearest first; what is over, with the newest first.
    const bool ahead = query.state == PromiseState::open || query.state == PromiseState::about_to_break;
    const auto place = after.value_or(ahead ? Place{0, 0} : Place{beyond, beyond});
    const auto limit = static_cast<std::size_t>(query.limit.value_or(50));
    const auto rows = reading.tx.all<Row>(ahead ? sql::promise_rows_ahead : sql::promise_rows_back, reading.site, from, until, reading.now, soon, seen.mine,
                                          seen.department, query.state, query.owner, query.department, query.moved, place.at, place.id,
                                          static_cast<std::int64_t>(limit) + 1);
    for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i) ledger.rows.push_back(shown(reading, rows[i]));
    if (rows.size() > limit) ledger.next = Place{rows[limit - 1].due_at.ms, rows[limit - 1].id.value}.text();
    return ledger;
}

}  // namespace huiyin::followups
