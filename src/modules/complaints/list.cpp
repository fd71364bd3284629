// Queues and lists: what is owed next first, or the newest first; the count is the list's own.
#include <fmt/format.h>

#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "matters.hpp"

namespace huiyin::complaints {
namespace {

struct NextOwed {
    std::string clause, act;
    Instant due_at{}, opened_at{};
    std::optional<Instant> paused_at;
};
BOOST_DESCRIBE_STRUCT(NextOwed, (), (clause, act, due_at, opened_at, paused_at))

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

ComplaintList list_by_due(work::Reading& reading, const ListComplaints& query, Tab tab, const std::optional<Found>& after) {
    ComplaintList list;
    const auto matters = of_tab(open_matters(reading), tab, reading);
    list.total = static_cast<std::int64_t>(matters.size());
    const auto limit = static_cast<std::size_t>(page_size(query));
    for (const auto& m : matters) {
        if (after && std::pair(m.due_at, m.id) <= std::pair(after->at, after->id)) continue;
        if (list.rows.size() == limit) {
            list.next = cursor_of(list.rows.back().id, list.rows.back().next_due_at.value_or(Instant{never}));
            break;
        }
        list.rows.push_back(row_of(reading.tx, m.id));
        if (list.rows.back().next_paused) list.rows.back().next_due_at.reset();
    }
    return list;
}

// The most selective filter names the index that is walked.
const store::Query& query_for(const ListComplaints& query, bool open_only) {
    if (query.unit || query.person) return sql::complaint_ids_of_household;
    if (query.responsible) return sql::complaint_ids_of_responsible;
    if (query.category) return sql::complaint_ids_of_category;
    if (query.department) return sql::complaint_ids_of_department;
    return open_only ? sql::complaint_ids_open : sql::complaint_ids_newest;
}

ComplaintList list_newest(work::Reading& reading, const ListComplaints& query, bool open_only, const std::optional<Found>& after) {
    const auto& zone = reading.calendar().zone();
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    std::optional<StaffId> mine;
    std::optional<DepartmentId> department;
    if (scope <= work::Scope::department) mine = reading.actor.staff;
    if (scope == work::Scope::department) department = reading.actor.department;
    auto state = query.state;
    if (!state && query.tab == Tab::closed) state = State::closed;
    std::optional<Instant> from, until;
    if (query.from) from = zone.start_of(*query.from);
    if (query.until) until = zone.start_of(*query.until);
    const auto& sql = query_for(query, open_only);
    const auto ask = [&](Instant before, ComplaintId before_id, std::int64_t limit) {
        if (&sql == &sql::complaint_ids_of_household)
            return reading.tx.all<Found>(sql, reading.site, before, before_id, mine, department, query.kind, state, query.category,
                                         query.department, query.responsible, from, until, limit, query.unit, query.person);
        return reading.tx.all<Found>(sql, reading.site, before, before_id, mine, department, query.kind, state, query.category,
                                     query.department, query.responsible, from, until, limit);
    };
    const Instant end{never};
    const ComplaintId last{INT64_MAX};
    ComplaintList list;
    auto found = ask(end, last, count_cap + 1);
    list.total_capped = static_cast<std::int64_t>(found.size()) > count_cap;
    list.total = std::min<std::int64_t>(static_cast<std::int64_t>(found.size()), count_cap);
    const int limit = page_size(query);
    if (after) found = ask(after->at, after->id, limit + 1);
    for (const auto& f : found) {
        if (static_cast<int>(list.rows.size()) == limit) {
            list.next = cursor_of(list.rows.back().id, list.rows.back().received_at);
            break;
        }
        list.rows.push_back(row_of(reading.tx, f.id));
    }
    return list;
}

}  // namespace

ComplaintRow row_of(store::Tx& tx, ComplaintId id) {
    auto row = tx.one<ComplaintRow>(sql::complaint_row, id);
    row.customer = text::mask_name(row.customer);
    const auto owed = tx.first<NextOwed>(sql::complaint_next_owed, id);
    row.phase = phase_of(row.state, owed.has_value());
    if (owed) {
        row.next_clause = owed->clause;
        row.next_act = owed->act;
        row.next_due_at = owed->due_at;
        row.next_opened_at = owed->opened_at;
        row.next_paused = owed->paused_at.has_value();
    }
    return row;
}

std::vector<Matter> open_matters(work::Reading& reading) {
    auto matters = reading.tx.all<Matter>(sql::complaint_open_matters, reading.site, reading.actor.staff);
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    if (scope <= work::Scope::department)
        std::erase_if(matters, [&](const Matter& m) {
            const bool part = m.owned || m.receiver == reading.actor.staff || m.responsible == reading.actor.staff || m.executor == reading.actor.staff;
            return !part && !(scope == work::Scope::department && m.department == reading.actor.department);
        });
    return matters;
}

std::vector<Matter> of_tab(const std::vector<Matter>& matters, Tab tab, const work::Reading& reading) {
    const auto& zone = reading.calendar().zone();
    const auto tonight = zone.start_of(zone.day_of(reading.now) + 1);
    const auto me = reading.actor.staff;
    std::vector<Matter> kept;
    std::ranges::copy_if(matters, std::back_inserter(kept), [&](const Matter& m) {
        switch (tab) {
            case Tab::mine: return m.owned || m.responsible == me || m.executor == me;
            case Tab::unassigned: return !m.responsible.has_value();
            case Tab::due_today: return m.due_at <= tonight;
            case Tab::late: return m.due_at <= reading.now;
            case Tab::team:
            case Tab::all:
            case Tab::closed: return true;
        }
        return true;
    });
    return kept;
}

Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query) {
    std::optional<Found> after;
    if (query.cursor && !query.cursor->empty() && !(after = read_cursor(*query.cursor))) return refuse(bad_cursor);
    const auto tab = query.tab.value_or(Tab::all);
    const bool filtered = query.kind || query.state || query.category || query.department || query.responsible || query.unit || query.person || query.from || query.until;
    const bool by_due = query.order.value_or(tab == Tab::all || tab == Tab::closed ? Order::newest : Order::due) == Order::due;
    if (by_due && !filtered && tab != Tab::closed) return list_by_due(reading, query, tab, after);
    const bool open_only = tab != Tab::all && tab != Tab::closed;
    return list_newest(reading, query, open_only, after);
}

}  // namespace huiyin::complaints
