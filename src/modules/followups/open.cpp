// What opens a sheet and what ends it from outside: closings, departures, reopenings, waivers; and what follows from a
// person's merging and erasure. Modules of work meet here by events only.
#include <charconv>

#include "customers/customers.hpp"
#include "customers/keeping.hpp"
#include "customers/vip.hpp"
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"

namespace huiyin::followups {
namespace {

using journal::Event;

std::string text_in(const boost::json::object& from, std::string_view key) {
    const auto* v = from.if_contains(key);
    return v && v->is_string() ? std::string(v->as_string()) : std::string{};
}

template <class T>
std::optional<T> id_in(const boost::json::object& facts, std::string_view key) {
    const auto text = text_in(facts, key);
    T id{};
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id ? std::optional(id) : std::nullopt;
}

int count_in(const boost::json::object& facts, std::string_view key) {
    const auto* v = facts.if_contains(key);
    return v && v->is_int64() ? static_cast<int>(v->as_int64()) : 0;
}

bool call_is_owed(Unit& unit, journal::Subject subject) {
    return std::ranges::any_of(obligations::of_subject(unit.tx, subject),
                               [](const auto& o) { return o.act == "follow_up" && o.state == obligations::State::open; });
}

bool is_vip(Unit& unit, std::optional<PersonId> person) { return person && customers::is_vip(unit.tx, *person); }

void open_sheet(Unit& unit, FollowUp f) {
    f.id = unit.make_id<FollowUpId>();
    f.site = unit.site;
    f.number = next_number(unit.tx, unit.site, unit.today());
    f.opened_at = unit.moment.now;
    f.salt = journal::random_hex(16);  // the digest of a short content is not found by trying, once the content is erased
    f.version = 1;
    if (!f.department) f.department = organisation::service_centre_of(unit.tx, unit.site);
    insert(unit.tx, f);
    Event event{"follow_up.opened", f.as_subject(), facts_of(f)};
    if (f.call_by) event.facts["call_by"] = f.call_by->ms;
    unit.tell(event);
}

// What the sheet knows of the matter, as its closing told it.
FollowUp sheet_of(Unit& unit, const Event& event, bool owed) {
    FollowUp f;
    f.reason = owed ? FollowUpReason::complaint : FollowUpReason::vip;
    f.complaint = ComplaintId{event.subject.id};
    f.customer_name = text_in(event.personal, "caller_name");
    f.customer_phone = text_in(event.personal, "caller_phone");
    f.matter = unit.world().describe(unit.tx, unit.site, event.subject).title;
    f.outcome = text_in(event.personal, "text");
    f.reopened = count_in(event.facts, "reopened");
    f.caller = id_in<StaffId>(event.facts, "responsible");
    f.department = id_in<DepartmentId>(event.facts, "department");
    boost::json::object matter;
    for (const char* key : {"number", "kind", "about", "importance", "severity", "state"}) matter[key] = text_in(event.facts, key);
    f.matter_facts.text = boost::json::serialize(matter);
    return f;
}

// The rulebook has just said whether this closing owes a call; a VIP is called after any matter (D11).
void closed(Unit& unit, const Event& event) {
    if (event.facts.contains("through")) return;  // merged: the household is called about the matter that was closed for it
    const auto person = id_in<PersonId>(event.facts, "person");
    const bool owed = call_is_owed(unit, event.subject);
    if (!owed && !is_vip(unit, person)) return;
    auto f = sheet_of(unit, event, owed);
    f.person = person;
    f.unit = id_in<UnitId>(event.facts, "unit");
    open_sheet(unit, std::move(f));
}

// Each household that had joined the matter is called by itself, wherever the one that complained is owed a call (D11).
void closed_for_reporter(Unit& unit, const Event& event) {
    const auto person = id_in<PersonId>(event.facts, "reporter_person");
    const bool owed = call_is_owed(unit, event.subject);
    if (!owed && !is_vip(unit, person)) return;
    auto f = sheet_of(unit, event, owed);
    f.reporter = id_in<ReporterId>(event.facts, "reporter");
    f.person = person;
    f.unit = id_in<UnitId>(event.facts, "reporter_unit");
    open_sheet(unit, std::move(f));
}

// A guest has left (D10); a VIP's leaving falls under D11.
void left(Unit& unit, const Event& event) {
    if (text_in(event.facts, "role") != "guest") return;
    FollowUp f;
    f.person = PersonId{event.subject.id};
    f.reason = is_vip(unit, f.person) ? FollowUpReason::vip : FollowUpReason::departure;
    f.unit = id_in<UnitId>(event.facts, "unit");
    if (f.reason == FollowUpReason::departure) {
        const auto departed = Day::parse(text_in(event.facts, "until")).value_or(unit.today());
        const int day = unit.rulebook().find("D10") ? unit.rulebook().number("D10", "follow-up-day", unit.today()) : 2;
        f.call_by = unit.calendar().zone().start_of(departed + day);
    }
    open_sheet(unit, std::move(f));
}

void cancel(Unit& unit, FollowUpId id, bool tell) {
    auto f = unit.tx.one<FollowUp>(sql::follow_up_find, id, unit.site);
    if (f.state != SheetState::open) return;
    f.state = SheetState::cancelled;
    save(unit.tx, f);
    if (tell) unit.tell({"follow_up.cancelled", f.call_subject(), facts_of(f)});
}

// The matter goes on: the calls that were owed for its first end are owed no more, to whichever household.
void goes_on(Unit& unit, const Event& event) {
    for (const auto id : unit.tx.all<FollowUpId>(sql::follow_ups_open_of, ComplaintId{event.subject.id})) cancel(unit, id, true);
}

// Somebody with the authority let the call go; that event stands in the journal, so no second one is told.
void let_go(Unit& unit, const Event& event) {
    if (text_in(event.facts, "act") != "follow_up") return;
    if (event.subject.kind == journal::SubjectKind::follow_up) return cancel(unit, FollowUpId{event.subject.id}, false);
    if (event.subject.kind != journal::SubjectKind::complaint) return;
    if (const auto id = open_sheet_of(unit.tx, ComplaintId{event.subject.id})) cancel(unit, *id, false);
}

void became_complaint(Unit& unit, const Event& event) {
    if (const auto point = id_in<PointId>(event.facts, "point")) unit.tx.run(sql::point_became, *point, ComplaintId{event.subject.id});
}

void merged(Unit& unit, const Event& event) {
    if (const auto into = id_in<PersonId>(event.facts, "into")) unit.tx.run(sql::follow_up_person_moves, PersonId{event.subject.id}, *into);
}

// Nobody is left to be called or answered: what was owed to this person ends, and says why.
void release(Unit& unit, FollowUpId id) {
    cancel(unit, id, true);
    auto f = unit.tx.one<FollowUp>(sql::follow_up_find, id, unit.site);
    if (f.open_points == 0) return;
    for (auto& p : points_of(unit.tx, id)) {
        if (p.state != PointState::open) continue;
        p.state = PointState::dropped;
        --f.open_points;
        save(unit.tx, p);
        unit.tell({"point.dropped", p.as_subject(), facts_of(f, p)});
    }
    content_changed(unit, f, "erasure");
}

void erased(Unit& unit, const Event& event) {
    const PersonId person{event.subject.id};
    for (const auto id : unit.tx.all<FollowUpId>(sql::follow_ups_of_person, person)) release(unit, id);
    for (const auto id : unit.tx.all<FollowUpId>(sql::follow_ups_of_person, person))
        journal::erase_personal(unit.tx, {journal::SubjectKind::follow_up, id.value});
    for (const auto id : unit.tx.all<PointId>(sql::points_of_person, person))
        journal::erase_personal(unit.tx, {journal::SubjectKind::point, id.value});
    unit.tx.run(sql::attempts_forget_person, person);
    unit.tx.run(sql::points_forget_person, person);
    unit.tx.run(sql::follow_up_forget_person, person);
}

struct PointName {
    std::string number, text, path;
    FollowUpId sheet{};
};
BOOST_DESCRIBE_STRUCT(PointName, (), (number, text, path, sheet))

struct OwnFollowUp {
    std::string number, matter, said, satisfaction;
    Instant opened_at{};
    std::optional<Instant> called_at;
};
BOOST_DESCRIBE_STRUCT(OwnFollowUp, (), (number, matter, said, satisfaction, opened_at, called_at))
struct OwnPoint {
    std::string number, text, answer;
    std::optional<Instant> promised_at, answered_at;
};
BOOST_DESCRIBE_STRUCT(OwnPoint, (), (number, text, answer, promised_at, answered_at))

template <class T>
boost::json::array own(store::Tx& tx, const store::Query& query, PersonId person) {
    boost::json::array all;
    for (const auto& row : tx.all<T>(query, person)) all.push_back(boost::json::parse(json::text(row)));
    return all;
}

}  // namespace

void add_own_data() {
    customers::add_own_data("follow_ups", [](store::Tx& tx, SiteId, PersonId person) { return own<OwnFollowUp>(tx, sql::follow_ups_own_data, person); });
    customers::add_own_data("points", [](store::Tx& tx, SiteId, PersonId person) { return own<OwnPoint>(tx, sql::points_own_data, person); });
}

void listen(work::World& world) {
    world.listeners.emplace("complaint.closed", closed);
    world.listeners.emplace("complaint.closed_for_reporter", closed_for_reporter);
    world.listeners.emplace("complaint.reopened", goes_on);
    world.listeners.emplace("complaint.raised_in_follow_up", became_complaint);
    world.listeners.emplace("person.role_ended", left);
    world.listeners.emplace("person.merged", merged);
    world.listeners.emplace("person.erased", erased);
    world.listeners.emplace("obligation.waived", let_go);
    world.describers[journal::SubjectKind::follow_up] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::follow_up_named, id, site).value_or(work::SubjectView{});
        if (!named.number.empty()) named.path = "/follow-ups/" + std::to_string(id);
        return named;
    };
    world.sights[journal::SubjectKind::follow_up] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        return find_for(actor, site, tx, Permission::see_complaints, {id}).has_value();
    };
    world.sights[journal::SubjectKind::point] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto named = tx.first<PointName>(sql::point_named, id, site);
        return named && find_for(actor, site, tx, Permission::see_complaints, named->sheet).has_value();
    };
    world.describers[journal::SubjectKind::point] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        const auto named = tx.first<PointName>(sql::point_named, id, site);
        if (!named) return work::SubjectView{};
        return work::SubjectView{named->number, named->text, "/follow-ups/" + std::to_string(named->sheet.value)};
    };
}

}  // namespace huiyin::followups
