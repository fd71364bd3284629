// Reading and writing the records, and the facts their events carry.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "work/numbers.hpp"

namespace huiyin::followups {
namespace {

struct LastEvent {
    std::string event;
    Instant at{};
    StaffId actor{};
};
BOOST_DESCRIBE_STRUCT(LastEvent, (), (event, at, actor))

template <class T>
std::string id_text(const std::optional<T>& id) { return std::to_string(id ? id->value : 0); }

bool takes_part(store::Tx& tx, const work::Actor& actor, const FollowUp& f) {
    return f.caller == actor.staff || f.signer == actor.staff || tx.one<std::int64_t>(sql::point_owned_by, f.id, actor.staff) > 0;
}

bool visible(store::Tx& tx, const work::Actor& actor, SiteId site, Permission p, const FollowUp& f) {
    const auto scope = actor.scope(p, site);
    if (!scope) return false;
    switch (*scope) {
        case work::Scope::own: return takes_part(tx, actor, f);
        case work::Scope::department: return f.department == actor.department || takes_part(tx, actor, f);
        case work::Scope::site:
        case work::Scope::company: return true;
    }
    return false;
}

Refusal stale_of(store::Tx& tx, const FollowUp& f, std::int64_t version, std::int64_t seen) {
    auto stale = refused::stale;
    stale.details = {{"version", version}, {"seen", seen}, {"state", json::enum_name(f.state)}};
    if (const auto last = tx.first<LastEvent>(sql::follow_up_last_event, f.id)) {
        stale.details["last_event"] = last->event;
        stale.details["last_at"] = last->at.ms;
        stale.details["last_actor"] = std::to_string(last->actor.value);
    }
    return stale;
}

}  // namespace

Result<FollowUp> find_for(const work::Actor& actor, SiteId site, store::Tx& tx, Permission p, FollowUpId id) {
    auto f = tx.first<FollowUp>(sql::follow_up_find, id, site);
    if (!f || !visible(tx, actor, site, p, *f)) return refuse(refused::not_found);
    return *std::move(f);
}

Result<FollowUp> find_for(Unit& unit, Permission p, FollowUpId id, std::int64_t seen_version) {
    auto f = find_for(unit.actor, unit.site, unit.tx, p, id);
    if (!f || f->version == seen_version) return f;
    return refuse(stale_of(unit.tx, *f, f->version, seen_version));
}

Result<PointOf> find_point(Unit& unit, PointId id, std::int64_t seen_version) {
    auto point = unit.tx.first<Point>(sql::point_find, id, unit.site);
    if (!point) return refuse(refused::point_not_found);
    auto sheet = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, point->sheet);
    if (!sheet) return refuse(refused::point_not_found);
    if (point->version != seen_version) return refuse(stale_of(unit.tx, *sheet, point->version, seen_version));
    return PointOf{*std::move(sheet), *std::move(point)};
}

void insert(store::Tx& tx, const FollowUp& f) {
    tx.run(sql::follow_up_insert, f.id, f.site, f.number, f.reason, f.state, f.complaint, f.unit, f.person, f.customer_name,
           f.customer_phone, f.matter, f.outcome, f.matter_facts, f.reopened, f.caller, f.department, f.opened_at, f.call_by, f.called_at,
           f.result, f.satisfaction, f.said, f.attempts, f.slots, f.points, f.open_points, f.signer, f.ready_at, f.signed_at, f.signed_by,
           f.dissatisfied_rule, f.salt, f.version, f.reporter);
}

void save(store::Tx& tx, FollowUp& f) {
    const auto rows = tx.run(sql::follow_up_save, f.id, f.state, f.caller, f.department, f.called_at, f.result, f.satisfaction, f.said,
                             f.attempts, f.slots, f.points, f.open_points, f.signer, f.ready_at, f.signed_at, f.signed_by,
                             f.dissatisfied_rule, f.version);
    if (rows == 0) throw store::StaleRow("follow-up " + f.number);
    ++f.version;
}

void insert(store::Tx& tx, const Point& p) {
    tx.run(sql::point_insert, p.id, p.site, p.sheet, p.position, p.state, p.text, p.raised_by, p.raised_at, p.owner, p.department,
           p.promised_at, p.first_promised_at, p.answer, p.channel, p.answered_at, p.answered_by, p.complaint, p.version);
}

void save(store::Tx& tx, Point& p) {
    const auto rows = tx.run(sql::point_save, p.id, p.state, p.owner, p.department, p.promised_at, p.first_promised_at, p.answer, p.channel,
                             p.answered_at, p.answered_by, p.complaint, p.version);
    if (rows == 0) throw store::StaleRow("point " + std::to_string(p.id.value));
    ++p.version;
}

std::vector<Attempt> attempts_of(store::Tx& tx, FollowUpId id) { return tx.all<Attempt>(sql::follow_up_attempts, id); }
std::vector<Point> points_of(store::Tx& tx, FollowUpId id) { return tx.all<Point>(sql::points_of_sheet, id); }

std::string next_number(store::Tx& tx, SiteId site, Day day) {
    return work::next_number(tx, site, "follow_up", "HF" + day.compact());
}

boost::json::object facts_of(const FollowUp& f) {
    boost::json::object facts;
    // The matter's own choices, so that a clause may ask for them at every step of the follow-up.
    if (const auto matter = json::parse(f.matter_facts.text); matter && matter->is_object()) facts = matter->as_object();
    for (const char* key : {"kind", "about", "importance", "severity", "state"}) facts.emplace(key, "");
    facts["follow_up"] = std::to_string(f.id.value);
    facts["follow_up_number"] = f.number;
    facts["reason"] = json::enum_name(f.reason);
    facts["household"] = f.reporter ? "joined" : "first";
    facts["reporter"] = id_text(f.reporter);
    facts["complaint"] = id_text(f.complaint);
    facts["unit"] = id_text(f.unit);
    facts["person"] = id_text(f.person);
    facts["responsible"] = id_text(f.caller);
    facts["signer"] = id_text(f.signer);
    facts["department"] = id_text(f.department);
    return facts;
}

boost::json::object facts_of(const FollowUp& f, const Point& p) {
    return {{"follow_up", std::to_string(f.id.value)}, {"follow_up_number", f.number}, {"point", std::to_string(p.id.value)},
            {"position", p.position},                  {"complaint", id_text(f.complaint)}, {"unit", id_text(f.unit)},
            {"person", id_text(f.person)},             {"responsible", id_text(p.owner)},   {"department", id_text(p.department)}};
}

void note_hand(Unit& unit, FollowUpId id) {
    if (unit.moment.actor) unit.tx.run(sql::hand_note, id, unit.moment.actor);
}

bool wrote_on(store::Tx& tx, FollowUpId id, StaffId staff) { return tx.one<std::int64_t>(sql::hand_of, id, staff) > 0; }

std::optional<FollowUpId> open_sheet_of(store::Tx& tx, ComplaintId complaint) {
    return tx.first<FollowUpId>(sql::follow_up_open_of, complaint);
}

std::optional<FollowUpId> open_sheet_of(store::Tx& tx, PersonId person) {
    return tx.first<FollowUpId>(sql::follow_up_open_of_person, person);
}

FollowUpChanged changed(const FollowUp& f, EventId event) { return {f.id, f.number, f.state, f.version, event}; }

}  // namespace huiyin::followups
