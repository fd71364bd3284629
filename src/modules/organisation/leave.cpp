// Asking for leave, deciding on it, taking it back; and who is absent when.
#include "organisation/leave.hpp"

#include <algorithm>
#include <set>

#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {
namespace {

const Refusal not_found{"leave.not-found", Trouble::missing};
const Refusal overlaps{"leave.overlaps", Trouble::conflict, "C3"};
const Refusal decided{"leave.decided", Trouble::conflict, "C3"};
const Refusal not_yours{"leave.not-yours-to-rule", Trouble::forbidden, "C3"};
const Refusal begun{"leave.begun", Trouble::conflict, "C3"};

struct Leave {
    LeaveId id{};
    SiteId site{};
    StaffId staff{};
    LeaveKind kind{};
    Day from{}, until{};
    std::string reason;
    std::optional<StaffId> deputy;
    LeaveState state{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Leave, (), (id, site, staff, kind, from, until, reason, deputy, state, version))
struct ListedLeave {
    LeaveId id{};
    StaffId staff{};
    std::string staff_name;
    LeaveKind kind{};
    Day from{}, until{};
    std::string reason, deputy_name;
    LeaveState state{};
    Instant asked_at{};
    std::string ruled_by_name, ruling;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListedLeave, (), (id, staff, staff_name, kind, from, until, reason, deputy_name, state, asked_at, ruled_by_name, ruling, version))
struct Away {
    StaffId staff{};
    Day from{}, until{};
};
BOOST_DESCRIBE_STRUCT(Away, (), (staff, from, until))
struct StoodIn {
    StaffId staff{};
    Instant from{}, until{};
};
BOOST_DESCRIBE_STRUCT(StoodIn, (), (staff, from, until))

// How far up somebody stands: leave is granted from above.
int rank_of(const std::vector<work::Post>& posts) {
    using work::Post;
    int rank = 0;
    for (const auto p : posts) {
        if (p == Post::general_manager) rank = std::max(rank, 4);
        if (p == Post::site_director) rank = std::max(rank, 3);
        if (p == Post::customer_service_manager || p == Post::quality_department || p == Post::system_administrator) rank = std::max(rank, 2);
        if (p == Post::supervisor || p == Post::department_manager) rank = std::max(rank, 1);
    }
    return rank;
}

std::vector<work::Post> posts_of(store::Tx& tx, StaffId staff) {
    std::vector<work::Post> posts;
    for (const auto& p : tx.all<StaffPost>(sql::staff_posts_of, staff)) posts.push_back(p.post);
    return posts;
}

bool may_rule(store::Tx& tx, const work::Actor& actor, SiteId site, StaffId staff) {
    if (actor.is_system()) return true;
    return staff != actor.staff && actor.may(Permission::approve_leave, site) && rank_of(actor.posts) > rank_of(posts_of(tx, staff));
}

journal::Event about(const char* name, const Leave& l) {
    return {name, {journal::SubjectKind::leave, l.id.value},
            {{"staff", id_fact(l.staff.value)}, {"kind", json::enum_name(l.kind)}, {"from", l.from.iso()}, {"until", l.until.iso()},
             {"state", json::enum_name(l.state)}}, {}};
}

Result<Leave> find_leave(work::Unit& unit, LeaveId id, std::int64_t version) {
    const auto l = unit.tx.first<Leave>(sql::leave_find, id);
    if (!l || l->site != unit.site) return refuse(not_found);
    // Who has no part in it is told no more than about one that is not there.
    if (l->staff != unit.moment.actor && !unit.actor.may(Permission::approve_leave, unit.site)) return refuse(not_found);
    if (l->version != version) return refuse(stale(l->version));
    return *l;
}

void save(work::Unit& unit, Leave& l, const std::string& ruling) {
    if (unit.tx.run(sql::leave_save, l.id, l.state, unit.moment.now, unit.moment.actor, ruling, l.version) == 0)
        throw store::StaleRow("leave " + std::to_string(l.id.value));
    ++l.version;
}

// Whoever is away hands the posts to the deputy for those days, as if the administration had named one.
Result<void> name_deputy_for(work::Unit& unit, const Leave& l) {
    if (!l.deputy) return {};
    const auto& zone = unit.calendar().zone();
    const auto from = zone.start_of(l.from), until = zone.start_of(l.until + 1);
    if (unit.tx.one<std::int64_t>(sql::deputy_overlapping, l.staff, from, until) > 0) return refuse({"staff.deputy-stands"});
    if (*l.deputy == unit.moment.actor) return refuse({"staff.own-posts"});
    unit.tx.run(sql::deputy_insert, unit.ids().next(unit.moment.now.ms), l.staff, *l.deputy, from, until, l.reason);
    unit.tell({"staff.deputy_named", {journal::SubjectKind::staff, l.staff.value},
               {{"deputy", id_fact(l.deputy->value)}, {"from", from.ms}, {"until", until.ms}}, {{"reason", l.reason}}});
    return {};
}

std::vector<Absence> joined(std::vector<Away> leaves, const std::vector<StoodIn>& deputies, const Zone& zone) {
    std::vector<Absence> all;
    for (const auto& a : leaves) all.push_back({a.staff, a.from, a.until});
    for (const auto& d : deputies) {
        // Only whole days: somebody who is out for an hour still has a shift.
        const auto from = zone.start_of(zone.day_of(d.from)) == d.from ? zone.day_of(d.from) : zone.day_of(d.from) + 1;
        const auto until = zone.day_of(d.until) - 1;
        if (from <= until) all.push_back({d.staff, from, until});
    }
    std::ranges::sort(all, {}, [](const Absence& a) { return std::pair(a.staff, a.from); });
    return all;
}

}  // namespace

void AskLeave::check(Checks& c) const {
    c.when(until < from, "until", "before-its-start");
    c.when(until - from > 365, "until", "too-long");
    c.length("reason", reason, 500);
    if (kind == LeaveKind::other || deputy) c.required("reason", reason);
}

void RuleOnLeave::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (verdict == LeaveVerdict::decline) c.required("reason", reason);
    c.length("reason", reason, 500);
}

Result<LeaveList> list_leaves(work::Reading& reading, const ListLeaves& query) {
    LeaveList list;
    list.may_approve = reading.actor.may(Permission::approve_leave, reading.site);
    if (query.show != LeaveShow::mine && !list.may_approve)
        return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "approve_leave"}}});
    const auto today = reading.calendar().zone().day_of(reading.now);
    for (auto& l : reading.tx.all<ListedLeave>(sql::leave_list, reading.site, query.show, reading.actor.staff, today - 31)) {
        LeaveView v{l.id, l.staff, std::move(l.staff_name), l.kind, l.from, l.until, std::move(l.reason), std::move(l.deputy_name), l.state,
                    l.asked_at, std::move(l.ruled_by_name), std::move(l.ruling), false, false, l.version};
        v.may_rule = l.state == LeaveState::asked && may_rule(reading.tx, reading.actor, reading.site, l.staff);
        v.may_withdraw = l.staff == reading.actor.staff && (l.state == LeaveState::asked || (l.state == LeaveState::approved && l.from > today));
        list.rows.push_back(std::move(v));
    }
    if (list.may_approve) list.to_rule = reading.tx.one<std::int64_t>(sql::leave_waiting, reading.site, reading.actor.staff);
    return list;
}

Result<LeaveChanged> ask_leave(work::Unit& unit, const AskLeave& command) {
    Leave l{unit.make_id<LeaveId>(), unit.site, unit.moment.actor, command.kind, command.from, command.until, text::trim(command.reason),
            command.deputy, LeaveState::asked, 1};
    const auto row = unit.tx.first<StaffRow>(sql::staff_find, l.staff);
    if (!row || row->site != unit.site) return refuse(not_found);
    std::vector<FieldError> wrong;
    if (l.deputy == l.staff) wrong.push_back({"deputy", "same-person"});
    else if (l.deputy && !on_staff(unit.tx, *l.deputy, unit.site)) wrong.push_back({"deputy", "not-found"});
    // What is held at the company is handed over by its administration.
    else if (l.deputy && std::ranges::any_of(posts_of(unit.tx, l.staff), held_at_company)) wrong.push_back({"deputy", "by-administration"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong)});
    if (unit.tx.one<std::int64_t>(sql::leave_overlapping, l.staff, l.from, l.until) > 0) return refuse(overlaps);
    unit.tx.run(sql::leave_insert, l.id, l.site, l.staff, l.kind, l.from, l.until, l.reason, l.deputy, unit.moment.now);
    auto event = about("leave.asked", l);
    event.personal = {{"reason", l.reason}};
    unit.tell(event);
    return LeaveChanged{l.id, l.state, l.version};
}

Result<LeaveChanged> rule_on_leave(work::Unit& unit, const RuleOnLeave& command) {
    auto l = find_leave(unit, command.id, command.version);
    if (!l) return refuse(l.error());
    if (l->state != LeaveState::asked) return refuse(decided);
    if (!may_rule(unit.tx, unit.actor, unit.site, l->staff)) return refuse(not_yours);
    const bool approves = command.verdict == LeaveVerdict::approve;
    l->state = approves ? LeaveState::approved : LeaveState::declined;
    if (approves)
        if (const auto named = name_deputy_for(unit, *l); !named) return refuse(named.error());
    save(unit, *l, text::trim(command.reason));
    auto event = about(approves ? "leave.approved" : "leave.declined", *l);
    event.personal = {{"reason", text::trim(command.reason)}};
    unit.tell(event);
    return LeaveChanged{l->id, l->state, l->version};
}

Result<LeaveChanged> withdraw_leave(work::Unit& unit, const WithdrawLeave& command) {
    auto l = find_leave(unit, command.id, command.version);
    if (!l) return refuse(l.error());
    if (l->staff != unit.moment.actor) return refuse(not_found);
    if (l->state != LeaveState::asked && l->state != LeaveState::approved) return refuse(decided);
    if (l->state == LeaveState::approved && l->from <= unit.today()) return refuse(begun);
    const auto& zone = unit.calendar().zone();
    if (l->state == LeaveState::approved && l->deputy)
        unit.tx.run(sql::leave_deputy_drop, l->staff, *l->deputy, zone.start_of(l->from), zone.start_of(l->until + 1));
    l->state = LeaveState::withdrawn;
    save(unit, *l, "");
    unit.tell(about("leave.withdrawn", *l));
    return LeaveChanged{l->id, l->state, l->version};
}

std::vector<Absence> absences_of(store::Tx& tx, SiteId site, const Zone& zone, Day from, Day until) {
    return joined(tx.all<Away>(sql::leave_approved, site, from, until),
                  tx.all<StoodIn>(sql::leave_deputies, site, zone.start_of(from), zone.start_of(until + 1)), zone);
}

namespace {
std::vector<Absence> absences_of_one(store::Tx& tx, StaffId staff, const Zone& zone, Day from, Day until) {
    return joined(tx.all<Away>(sql::leave_of_staff, staff, from, until),
                  tx.all<StoodIn>(sql::leave_deputies_of, staff, zone.start_of(from), zone.start_of(until + 1)), zone);
}
}  // namespace

bool absent_on(store::Tx& tx, StaffId staff, const Zone& zone, Day day) {
    return std::ranges::any_of(absences_of_one(tx, staff, zone, day, day), [&](const Absence& a) { return a.from <= day && day <= a.until; });
}

int working_days_away(store::Tx& tx, StaffId staff, const WorkingCalendar& calendar, Day from, Day until) {
    std::set<Day> days;
    for (const auto& a : absences_of_one(tx, staff, calendar.zone(), from, until))
        for (Day d = std::max(a.from, from); d <= std::min(a.until, until); d = d + 1)
            if (!calendar.spans(d).empty()) days.insert(d);
    return static_cast<int>(days.size());
}

void add_leave_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/leaves", "list_leaves", list_leaves);
    routes.post("/leaves", "ask_leave", ask_leave, creates);
    routes.post("/leaves/{id}/ruling", "rule_on_leave", rule_on_leave, creates);
    routes.post("/leaves/{id}/withdrawal", "withdraw_leave", withdraw_leave, creates);
}

void listen(work::World& world) {
    world.describers[journal::SubjectKind::leave] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto l = tx.first<Leave>(sql::leave_find, LeaveId{id});
        if (!l || l->site != site) return {};
        return {l->from.iso(), staff_name(tx, l->staff).value_or(""), "/roster/leave"};
    };
    world.sights[journal::SubjectKind::leave] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto l = tx.first<Leave>(sql::leave_find, LeaveId{id});
        return l && l->site == site && (l->staff == actor.staff || actor.may(Permission::approve_leave, site));
    };
}

}  // namespace huiyin::organisation
