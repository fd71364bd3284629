// Entering what happened, reading it, correcting it with somebody else's approval.
#include "record.hpp"

#include <map>

#include "huiyin_attendance_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/leave.hpp"
#include "work/stale.hpp"

namespace huiyin::attendance {
namespace {

const Refusal not_found{"attendance.not-found", Trouble::missing};
const Refusal own{"attendance.own", Trouble::conflict, "A4.4.5"};
const Refusal waits{"attendance.correction-waits", Trouble::conflict};
const Refusal struck{"attendance.struck", Trouble::conflict};
const Refusal decided{"attendance.correction-decided", Trouble::conflict};
const Refusal asked_it{"attendance.correction-own", Trouble::conflict, "A4.4.5"};

struct ListedEntry {
    AttendanceId id{};
    StaffId staff{};
    std::string staff_name;
    Day day{};
    AttendanceKind kind{};
    int minutes = 0;
    std::string note;
    EntrySource source{};
    EntryState state{};
    std::string recorded_by_name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListedEntry, (), (id, staff, staff_name, day, kind, minutes, note, source, state, recorded_by_name, version))
struct Correction {
    CorrectionId id{};
    SiteId site{};
    AttendanceId entry{};
    bool strike = false;
    int minutes = 0;
    std::string reason;
    CorrectionState state{};
    StaffId asked_by{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (id, site, entry, strike, minutes, reason, state, asked_by, version))
struct ListedCorrection {
    AttendanceId entry{};
    CorrectionId id{};
    bool strike = false;
    int minutes = 0;
    std::string reason, asked_by_name, ruled_by_name, ruling;
    CorrectionState state{};
    StaffId asked_by{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListedCorrection, (), (entry, id, strike, minutes, reason, asked_by_name, ruled_by_name, ruling, state, asked_by, version))

constexpr int most_minutes = 24 * 60;

journal::Event about(const char* name, const Entry& e) {
    return {name, e.as_subject(),
            {{"staff", std::to_string(e.staff.value)}, {"day", e.day.iso()}, {"kind", json::enum_name(e.kind)}, {"minutes", e.minutes},
             {"state", json::enum_name(e.state)}}, {}};
}

Result<Entry> find_entry(Unit& unit, AttendanceId id) {
    const auto e = unit.tx.first<Entry>(sql::attendance_find, id);
    const bool sees = e && (e->staff == unit.moment.actor || unit.actor.may(Permission::keep_attendance, unit.site));
    if (!e || e->site != unit.site || !sees) return refuse(not_found);
    return *e;
}

}  // namespace

bool needs_minutes(AttendanceKind kind) { return kind != AttendanceKind::absent; }

std::vector<FieldError> wrong_with(store::Tx& tx, SiteId site, const WorkingCalendar& calendar, const rulebook::Rulebook& book, Day today, StaffId staff,
                                   Day day, AttendanceKind kind, int minutes) {
    std::vector<FieldError> wrong;
    const auto on = std::max(today, book.from());
    if (day > today) wrong.push_back({"day", "in-the-future"});
    else if (today - day > book.number("A4.4.1", "attendance-entered-within", on)) wrong.push_back({"day", "too-long-ago"});
    else if (kind != AttendanceKind::overtime && organisation::absent_on(tx, staff, calendar.zone(), day)) wrong.push_back({"day", "on-leave"});
    if (needs_minutes(kind) ? minutes < 1 || minutes > most_minutes : minutes != 0) wrong.push_back({"minutes", "out-of-range"});
    if (wrong.empty() && tx.one<std::int64_t>(sql::attendance_stands, site, staff, day, kind) > 0) wrong.push_back({"day", "stands-already"});
    return wrong;
}

void add(Unit& unit, StaffId staff, Day day, AttendanceKind kind, int minutes, const std::string& note, EntrySource source) {
    Entry e{unit.make_id<AttendanceId>(), unit.site, staff, day, kind, minutes, EntryState::recorded, unit.moment.actor, 1};
    unit.tx.run(sql::attendance_insert, e.id, e.site, e.staff, e.day, e.kind, e.minutes, note, source, unit.moment.now, unit.moment.actor);
    auto event = about("attendance.recorded", e);
    event.facts["source"] = json::enum_name(source);
    event.personal = {{"note", note}};
    unit.tell(event);
}

void RecordAttendance::check(Checks& c) const {
    c.when(!staff, "staff", "required");
    c.length("note", note, 300);
}
void AskCorrection::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, 500);
    c.when(!strike && (minutes < 1 || minutes > most_minutes), "minutes", "out-of-range");
}
void RuleOnCorrection::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (verdict == CorrectionVerdict::decline) c.required("reason", reason);
    c.length("reason", reason, 500);
}

Result<AttendanceList> list_attendance(work::Reading& reading, const ListAttendance& query) {
    AttendanceList list;
    list.may_keep = reading.actor.may(Permission::keep_attendance, reading.site);
    const auto today = reading.calendar().zone().day_of(reading.now);
    const auto asked = query.month.value_or(today);
    list.month = asked.first_of_month();
    const auto last = list.month.next_month() - 1;
    // Nobody sees another's without keeping them.
    const auto whose = list.may_keep ? query.staff.value_or(StaffId{}) : reading.actor.staff;
    std::multimap<AttendanceId, CorrectionView> corrections;
    std::map<AttendanceId, StaffId> of;
    for (auto& e : reading.tx.all<ListedEntry>(sql::attendance_list, reading.site, list.month, last, whose)) {
        of[e.id] = e.staff;
        list.rows.push_back({e.id, e.staff, std::move(e.staff_name), e.day, e.kind, e.minutes, std::move(e.note), e.source, e.state,
                             std::move(e.recorded_by_name), {}, false, e.version});
    }
    for (auto& c : reading.tx.all<ListedCorrection>(sql::attendance_corrections_between, reading.site, list.month, last, whose)) {
        const bool may = list.may_keep && c.state == CorrectionState::asked && c.asked_by != reading.actor.staff && of[c.entry] != reading.actor.staff;
        corrections.emplace(c.entry, CorrectionView{c.id, c.strike, c.minutes, std::move(c.reason), std::move(c.asked_by_name), std::move(c.ruled_by_name),
                                                    std::move(c.ruling), c.state, may, c.version});
    }
    std::map<StaffId, AttendanceTotal> totals;
    for (auto& row : list.rows) {
        bool open = false;
        for (auto [c, end] = corrections.equal_range(row.id); c != end; ++c) {
            open |= c->second.state == CorrectionState::asked;
            row.corrections.push_back(c->second);
        }
        row.may_correct = row.state != EntryState::struck && !open && (list.may_keep || row.staff == reading.actor.staff);
        if (row.state == EntryState::struck) continue;
        auto& total = totals[row.staff];
        total.staff = row.staff;
        total.staff_name = row.staff_name;
        if (row.kind == AttendanceKind::late) ++total.late;
        if (row.kind == AttendanceKind::absent) ++total.absent;
        if (row.kind == AttendanceKind::early_leave) ++total.early_leave;
        if (row.kind == AttendanceKind::overtime) total.overtime_minutes += row.minutes;
    }
    for (auto& [staff, total] : totals) list.totals.push_back(std::move(total));
    if (list.may_keep) list.to_rule = reading.tx.one<std::int64_t>(sql::attendance_corrections_waiting, reading.site, reading.actor.staff);
    return list;
}

Result<AttendanceChanged> record_attendance(Unit& unit, const RecordAttendance& command) {
    if (command.staff == unit.moment.actor) return refuse(own);
    auto wrong = wrong_with(unit.tx, unit.site, unit.calendar(), unit.rulebook(), unit.today(), command.staff, command.day, command.kind, command.minutes);
    if (!organisation::on_staff(unit.tx, command.staff, unit.site)) wrong.insert(wrong.begin(), {"staff", "not-found"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, "A4.4.1", std::move(wrong), {}});
    add(unit, command.staff, command.day, command.kind, command.minutes, text::trim(command.note), EntrySource::entry);
    return AttendanceChanged{{unit.told().back().subject.id}, EntryState::recorded, 1};
}

Result<AttendanceChanged> ask_correction(Unit& unit, const AskCorrection& command) {
    const auto e = find_entry(unit, command.id);
    if (!e) return refuse(e.error());
    if (e->version != command.version) return refuse(work::stale(e->version, command.version));
    if (e->state == EntryState::struck) return refuse(struck);
    if (!command.strike && !needs_minutes(e->kind)) return refuse({"invalid", Trouble::invalid, {}, {{"minutes", "out-of-range"}}, {}});
    if (unit.tx.one<std::int64_t>(sql::attendance_correction_waits, e->id) > 0) return refuse(waits);
    const auto id = unit.make_id<CorrectionId>();
    const int minutes = command.strike ? 0 : command.minutes;
    unit.tx.run(sql::attendance_correction_insert, id, unit.site, e->id, command.strike, minutes, text::trim(command.reason), unit.moment.now, unit.moment.actor);
    auto event = about("attendance.correction_asked", *e);
    event.facts["correction"] = std::to_string(id.value);
    event.facts["strike"] = command.strike;
    event.facts["minutes_wanted"] = minutes;
    event.personal = {{"reason", text::trim(command.reason)}};
    unit.tell(event);
    return AttendanceChanged{e->id, e->state, e->version};
}

Result<AttendanceChanged> rule_on_correction(Unit& unit, const RuleOnCorrection& command) {
    const auto c = unit.tx.first<Correction>(sql::attendance_correction_find, command.id);
    if (!c || c->site != unit.site) return refuse(not_found);
    auto e = find_entry(unit, c->entry);
    if (!e) return refuse(e.error());
    if (c->version != command.version) return refuse(work::stale(c->version, command.version));
    if (c->state != CorrectionState::asked) return refuse(decided);
    // Two people: whoever asked for it and whoever it is about decide nothing.
    if (c->asked_by == unit.moment.actor) return refuse(asked_it);
    if (e->staff == unit.moment.actor) return refuse(own);
    const bool approves = command.verdict == CorrectionVerdict::approve;
    if (unit.tx.run(sql::attendance_correction_rule, c->id, approves ? CorrectionState::approved : CorrectionState::declined, unit.moment.now,
                    unit.moment.actor, text::trim(command.reason), c->version) == 0)
        throw store::StaleRow("correction " + std::to_string(c->id.value));
    if (approves) {
        e->state = c->strike ? EntryState::struck : EntryState::corrected;
        if (!c->strike) e->minutes = c->minutes;
        if (unit.tx.run(sql::attendance_save, e->id, e->minutes, e->state, e->version) == 0) throw store::StaleRow("attendance " + std::to_string(e->id.value));
        ++e->version;
    }
    auto event = about(!approves ? "attendance.correction_declined" : c->strike ? "attendance.struck" : "attendance.corrected", *e);
    event.facts["correction"] = std::to_string(c->id.value);
    event.personal = {{"reason", text::trim(command.reason)}};
    unit.tell(event);
    return AttendanceChanged{e->id, e->state, e->version};
}

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/attendance", "list_attendance", list_attendance);
    routes.post("/attendance", "record_attendance", record_attendance, creates);
    routes.post("/attendance/{id}/corrections", "ask_correction", ask_correction, creates);
    routes.post("/attendance-corrections/{id}/ruling", "rule_on_correction", rule_on_correction, creates);
    add_sheet_routes(routes);
}

void listen(work::World& world) {
    world.describers[journal::SubjectKind::attendance] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto e = tx.first<Entry>(sql::attendance_find, AttendanceId{id});
        if (!e || e->site != site) return {};
        return {e->day.iso(), organisation::staff_name(tx, e->staff).value_or(""), "/attendance?month=" + e->day.iso().substr(0, 7)};
    };
    world.sights[journal::SubjectKind::attendance] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto e = tx.first<Entry>(sql::attendance_find, AttendanceId{id});
        return e && e->site == site && (e->staff == actor.staff || actor.may(Permission::keep_attendance, site));
    };
}

}  // namespace huiyin::attendance
