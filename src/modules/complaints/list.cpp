// Queues and lists: what is owed next first, or the newest first; the count is the list's own.
#include <fmt/format.h>

#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "matters.hpp"

namespace huiyin::complaints {
namespace {

struct Found {
    ComplaintId id{};
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(Found, (), (id, at))

constexpr std::int64_t count_cap = 1000;  // counts go that far and then say "more than"
const Refusal bad_cursor{"invalid", Trouble::invalid, {}, {{"cursor", "unknown-value"}}, {}};

// A cursor is the last row's place: "<time>:<id>".
std::optional<Found> read_cursor(std::string_view text) {
    Found f;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto number = [](std::string_view part, std::int64_t& to) {
        const auto [p, ec] = std::from_chars(part.data(), part.data() + part.size(), to);
        return ec == std::errc{} && p == part.data() + part.size();
    };
    if (!number(text.substr(0, colon), f.at.ms) || !number(text.substr(colon + 1), f.id.value)) return std::nullopt;
    return f;
}
std::string cursor_of(ComplaintId id, Instant at) { return fmt::format("{}:{}", at.ms, id.value); }

int page_size(const ListComplaints& query) { return std::clamp(query.limit.value_or(50), 1, 100); }

// What narrows a reader's sight: the person and, where a whole department may be seen, that one.
struct Sight {
    std::optional<StaffId> mine;
    std::optional<DepartmentId> department;
};

Sight sight_of(const work::Reading& reading) {
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    Sight sight;
    if (scope <= work::Scope::department) sight.mine = reading.actor.staff;
    if (scope == work::Scope::department) sight.department = reading.actor.department;
    return sight;
}

Instant tonight(const work::Reading& reading) {
    const auto& zone = reading.calendar().zone();
    return zone.start_of(zone.day_of(reading.now) + 1);
}

void put_rows(work::Reading& reading, ComplaintList& list, const std::vector<Found>& found, int limit) {
    std::vector<ComplaintId> ids;
    for (const auto& f : found) {
        if (static_cast<int>(ids.size()) == limit) {
            const auto& last = found[ids.size() - 1];
            list.next = cursor_of(last.id, last.at);
            break;
        }
        ids.push_back(f.id);
    }
    list.rows = rows_of(reading.tx, ids);
}

std::int64_t count_of(const QueueCounts& counts, Tab tab) {
    switch (tab) {
        case Tab::mine: return counts.mine;
        case Tab::unassigned: return counts.unassigned;
        case Tab::due_today: return counts.due_today;
        case Tab::late: return counts.late;
        case Tab::team:
        case Tab::all:
        case Tab::closed: return counts.all;
    }
    return counts.all;
}

ComplaintList list_by_due(work::Reading& reading, const ListComplaints& query, Tab tab, const std::optional<Found>& after,
                          const std::optional<QueueCounts>& counts) {
    const auto sight = sight_of(reading);
    const auto from = after.value_or(Found{{INT64_MIN}, Instant{INT64_MIN}});
    const Instant until = tab == Tab::late ? reading.now : tab == Tab::due_today ? tonight(reading) : Instant{INT64_MAX};
    const auto me = tab == Tab::mine ? std::optional(reading.actor.staff) : std::nullopt;
    const int limit = page_size(query);
    ComplaintList list;
    list.total = count_of(counts ? *counts : queue_counts(reading), tab);
    put_rows(reading, list,
             reading.tx.all<Found>(sql::complaint_ids_due, reading.site, from.at, from.id, until, sight.mine, sight.department,
                                   tab == Tab::unassigned, me, limit + 1),
             limit);
    for (auto& row : list.rows)
        if (row.next_paused) row.next_due_at.reset();
    return list;
}

// The rarest filters name the index that is walked. Nearly everything is closed in the end, any other state is rare.
const store::Query& query_for(const ListComplaints& query, const std::optional<State>& state) {
    if (state && *state != State::closed) return sql::complaint_ids_of_state;
    if (query.category && query.responsible) return sql::complaint_ids_of_category_responsible;
    if (query.category && query.kind) return sql::complaint_ids_of_category_kind;
    if (query.category && query.department) return sql::complaint_ids_of_category_department;
    if (query.responsible && query.department) return sql::complaint_ids_of_responsible_department;
    if (query.category) return sql::complaint_ids_of_category;
    if (query.responsible) return sql::complaint_ids_of_responsible;
    if (query.department) return sql::complaint_ids_of_department;
    if (query.kind) return sql::complaint_ids_of_kind;
    return state ? sql::complaint_ids_of_state : sql::complaint_ids_newest;
}

ComplaintList list_newest(work::Reading& reading, const ListComplaints& query, bool open_only, const std::optional<Found>& after) {
    const auto& zone = reading.calendar().zone();
    const auto sight = sight_of(reading);
    auto state = query.state;
    if (!state && query.tab == Tab::closed) state = State::closed;
    std::optional<Instant> from, until;
    if (query.from) from = zone.start_of(*query.from);
    if (query.until) until = zone.start_of(*query.until);
    const auto ask = [&](Instant before, ComplaintId before_id, std::int64_t limit) {
        const auto walk = [&](const store::Query& sql, const auto&... more) {
            return reading.tx.all<Found>(sql, reading.site, before, before_id, query.kind, state, query.category, query.department,
                                         query.responsible, from, until, limit, more...);
        };
        if (query.unit || query.person) return walk(sql::complaint_ids_of_household, sight.mine, sight.department, query.unit, query.person);
        if (open_only) return walk(sql::complaint_ids_open, sight.mine, sight.department);
        if (sight.mine) return walk(sql::complaint_ids_taking_part, sight.mine, sight.department);
        return walk(query_for(query, state));
    };
    auto found = ask(Instant{INT64_MAX}, ComplaintId{INT64_MAX}, count_cap + 1);
    ComplaintList list;
    list.total_capped = static_cast<std::int64_t>(found.size()) > count_cap;
    list.total = std::min<std::int64_t>(static_cast<std::int64_t>(found.size()), count_cap);
    const int limit = page_size(query);
    if (after) found = ask(after->at, after->id, limit + 1);
    put_rows(reading, list, found, limit);
    return list;
}

}  // namespace

std::vector<ComplaintRow> rows_of(store::Tx& tx, const std::vector<ComplaintId>& ids) {
    if (ids.empty()) return {};
    std::string page = "[";
    for (const auto id : ids) page += (page.size() > 1 ? "," : "") + std::to_string(id.value);
    auto rows = tx.all<ComplaintRow>(sql::complaint_rows, page + "]");
    for (auto& row : rows) {
        row.customer = text::mask_name(row.customer);
        row.phase = phase_of(row.state, row.next_due_at.has_value());
    }
    return rows;
}

QueueCounts queue_counts(work::Reading& reading) {
    const auto sight = sight_of(reading);
    return reading.tx.first<QueueCounts>(sql::complaint_queue_counts, reading.site, reading.actor.staff, reading.now, tonight(reading),
                                         sight.mine, sight.department).value();
}

Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query) { return list_complaints(reading, query, std::nullopt); }

Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query, const std::optional<QueueCounts>& counts) {
    std::optional<Found> after;
    if (query.cursor && !query.cursor->empty() && !(after = read_cursor(*query.cursor))) return refuse(bad_cursor);
    const auto tab = query.tab.value_or(Tab::all);
    const bool filtered = query.kind || query.state || query.category || query.department || query.responsible || query.unit || query.person || query.from || query.until;
    const bool by_due = query.order.value_or(tab == Tab::all || tab == Tab::closed ? Order::newest : Order::due) == Order::due;
    if (by_due && !filtered && tab != Tab::closed) return list_by_due(reading, query, tab, after, counts);
    const bool open_only = tab != Tab::all && tab != Tab::closed;
    return list_newest(reading, query, open_only, after);
}

}  // namespace huiyin::complaints
