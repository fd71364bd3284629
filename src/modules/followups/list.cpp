// The queues: calls that are due, what is mine, what waits for a signature, everything. The count is the list's own.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "kernel/text.hpp"
#include "place.hpp"

namespace huiyin::followups {
namespace {

struct Waiting {
    FollowUpId id{};
    Instant at{};
    std::optional<StaffId> caller, signer;
    std::optional<DepartmentId> department;
    bool owns_point = false;
    Place place() const { return {at.ms, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, at, caller, signer, department, owns_point))

struct Due {
    Instant due_at{};
    bool breached = false;
};
BOOST_DESCRIBE_STRUCT(Due, (), (due_at, breached))

std::vector<Waiting> seen(const work::Reading& reading, std::vector<Waiting> all) {
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    if (scope >= work::Scope::site) return all;
    std::erase_if(all, [&](const Waiting& w) {
        const bool part = w.owns_point || w.caller == reading.actor.staff || w.signer == reading.actor.staff;
        return !part && !(scope == work::Scope::department && w.department == reading.actor.department);
    });
    return all;
}

std::vector<Waiting> waiting(work::Reading& reading, FollowUpTab tab) {
    const auto ask = [&](const store::Query& query) { return seen(reading, reading.tx.all<Waiting>(query, reading.site, reading.actor.staff)); };
    if (tab == FollowUpTab::due) return ask(sql::follow_ups_due);
    if (tab == FollowUpTab::to_sign) return ask(sql::follow_ups_to_sign);
    auto mine = ask(sql::follow_ups_due);
    std::erase_if(mine, [&](const Waiting& w) { return w.caller != reading.actor.staff && !w.owns_point; });
    for (auto& w : ask(sql::follow_ups_to_sign))
        if (w.signer == reading.actor.staff) mine.push_back(w);
    for (auto& w : ask(sql::follow_ups_with_my_points))
        if (std::ranges::none_of(mine, [&](const Waiting& m) { return m.id == w.id; })) mine.push_back(w);
    std::ranges::sort(mine, {}, &Waiting::place);
    return mine;
}

SheetRow row_of(work::Reading& reading, FollowUpId id) {
    auto row = reading.tx.one<SheetRow>(sql::follow_up_row, id);
    row.customer = text::mask_name(row.customer);
    if (const auto due = reading.tx.first<Due>(row.state == SheetState::open ? sql::follow_up_call_due : sql::follow_up_sign_due, id)) {
        row.due_at = due->due_at;
        row.late = due->due_at <= reading.now;
    }
    return row;
}

struct OfMatter {
    FollowUpId id{};
    std::optional<ReporterId> reporter;
};
BOOST_DESCRIBE_STRUCT(OfMatter, (), (id, reporter))

constexpr std::int64_t count_cap = 1000;  // counts go that far and then say "or more"

std::int64_t count_all(work::Reading& reading, std::optional<StaffId> mine, std::optional<DepartmentId> department) {
    return reading.tx.one<std::int64_t>(sql::follow_ups_count, reading.site, mine, department, count_cap + 1);
}

}  // namespace

Result<SheetsOfMatter> list_follow_ups_of(work::Reading& reading, const ListFollowUpsOf& query) {
    SheetsOfMatter all;
    for (const auto& one : reading.tx.all<OfMatter>(sql::follow_ups_of_matter, query.id, reading.site)) {
        if (!find_for(reading.actor, reading.site, reading.tx, query.needs, one.id)) continue;
        const auto row = row_of(reading, one.id);
        const bool open = row.state == SheetState::open;
        all.sheets.push_back({one.reporter, one.id, row.number, row.state, row.customer, row.room, row.opened_at,
                              open ? row.due_at : std::nullopt, open && row.late, row.result, row.satisfaction});
    }
    return all;
}

Result<FollowUpList> list_follow_ups(work::Reading& reading, const ListFollowUps& query) {
    std::optional<Place> after;
    if (query.cursor && !query.cursor->empty() && !(after = read_place(*query.cursor))) return refuse(bad_cursor);
    const auto tab = query.tab.value_or(FollowUpTab::due);
    const auto limit = static_cast<std::size_t>(query.limit.value_or(50));
    const auto scope = reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own);
    std::optional<StaffId> mine;
    std::optional<DepartmentId> department;
    if (scope <= work::Scope::department) mine = reading.actor.staff;
    if (scope == work::Scope::department) department = reading.actor.department;

    FollowUpList list;
    for (const auto each : {FollowUpTab::due, FollowUpTab::mine, FollowUpTab::to_sign}) {
        const auto all = waiting(reading, each);
        list.tabs.push_back({each, static_cast<std::int64_t>(all.size()), false});
        if (each != tab) continue;
        list.total = list.tabs.back().count;
        for (const auto& w : all) {
            if (after && w.place() <= *after) continue;
            if (list.rows.size() == limit) {
                list.next = "more";
                break;
            }
            list.rows.push_back(row_of(reading, w.id));
            after = w.place();
        }
        if (!list.next.empty()) list.next = after->text();
    }
    const auto everything = count_all(reading, mine, department);
    list.tabs.push_back({FollowUpTab::all, std::min(everything, count_cap), everything > count_cap});
    if (tab != FollowUpTab::all) return list;
    list.total = list.tabs.back().count;
    list.total_capped = list.tabs.back().capped;
    const auto from = after.value_or(Place{beyond, beyond});
    auto ids = reading.tx.all<FollowUpId>(sql::follow_ups_newest, reading.site, mine, department, from.at, from.id, static_cast<std::int64_t>(limit) + 1);
    const bool more = ids.size() > limit;
    if (more) ids.resize(limit);
    for (const auto id : ids) list.rows.push_back(row_of(reading, id));
    if (more) list.next = Place{list.rows.back().opened_at.ms, list.rows.back().id.value}.text();
    return list;
}

}  // namespace huiyin::followups
