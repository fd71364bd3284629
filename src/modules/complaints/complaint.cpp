// Reading and writing the record, and the facts its events carry.
#include "complaint.hpp"

#include <fmt/format.h>

#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "search/search.hpp"
#include "together.hpp"
#include "work/numbers.hpp"

namespace huiyin::complaints {
namespace {

struct LastEvent {
    std::string event;
    Instant at{};
    StaffId actor{};
};
BOOST_DESCRIBE_STRUCT(LastEvent, (), (event, at, actor))

bool takes_part(const work::Actor& actor, const Complaint& c) {
    return c.receiver == actor.staff || c.responsible == actor.staff || c.executor == actor.staff;
}

bool visible(const work::Actor& actor, SiteId site, Permission p, const Complaint& c) {
    const auto scope = actor.scope(p, site);
    if (!scope) return false;
    switch (*scope) {
        case work::Scope::own: return takes_part(actor, c);
        case work::Scope::department: return takes_part(actor, c) || c.department == actor.department;
        case work::Scope::site:
        case work::Scope::company: return true;
    }
    return false;
}

template <class T>
std::string id_text(const std::optional<T>& id) { return std::to_string(id ? id->value : 0); }

}  // namespace

Result<Complaint> find_for(const work::Actor& actor, SiteId site, store::Tx& tx, Permission p, ComplaintId id) {
    auto c = tx.first<Complaint>(sql::complaint_find, id, site);
    if (!c || !visible(actor, site, p, *c)) return refuse(refused::not_found);
    return *std::move(c);
}

Result<Complaint> find_for(work::Unit& unit, Permission p, ComplaintId id, std::int64_t seen_version) {
    auto c = find_for(unit.actor, unit.site, unit.tx, p, id);
    if (!c || c->version == seen_version) return c;
    auto stale = refused::stale;
    stale.details = {{"version", c->version}, {"seen", seen_version}, {"state", json::enum_name(c->state)}};
    if (const auto last = unit.tx.first<LastEvent>(sql::complaint_last_event, id)) {
        stale.details["last_event"] = last->event;
        stale.details["last_at"] = last->at.ms;
        stale.details["last_actor"] = std::to_string(last->actor.value);
    }
    return refuse(std::move(stale));
}

Result<Complaint> find_to_act(work::Unit& unit, Permission p, ComplaintId id, std::int64_t seen_version, Side side) {
    auto c = find_for(unit, p, id, seen_version);
    if (!c || !c->merged_into) return c;
    if (auto no = why_elsewhere(unit.tx, *c, side)) return refuse(*std::move(no));
    return c;
}

void insert(store::Tx& tx, const Complaint& c) {
    tx.run(sql::complaint_insert, c.id, c.site, c.number, c.kind, c.about, c.source, c.category, c.unit, c.person, c.caller_name,
           c.caller_phone, c.place, c.subject, c.text, c.wants, c.severity, c.importance, c.state, c.receiver, c.responsible,
           c.executor, c.department, c.received_at, c.substance, c.finding, c.cause, c.verified_at, c.decision, c.promised_at,
           c.first_promised_at, c.promise_what, c.answer, c.answered_at, c.answer_channel, c.agreement, c.agreement_reason,
           c.outcome, c.closed_at, c.closed_by, c.raised_to, c.hand_overs, c.reopened, c.version, c.merged_into);
}

void save(store::Tx& tx, const Complaint& c) {
    const auto rows = tx.run(sql::complaint_save, c.id, c.severity, c.importance, c.state, c.responsible, c.executor, c.department,
                             c.substance, c.finding, c.cause, c.verified_at, c.decision, c.promised_at, c.first_promised_at,
                             c.promise_what, c.answer, c.answered_at, c.answer_channel, c.agreement, c.agreement_reason, c.outcome,
                             c.closed_at, c.closed_by, c.raised_to, c.hand_overs, c.reopened, c.version, c.merged_into);
    if (rows == 0) throw store::StaleRow("complaint " + c.number);
}

void follow_what_is_owed(store::Tx& tx, ComplaintId id) { tx.run(sql::complaint_next_due, id); }

std::string_view number_prefix(Kind kind) {
    switch (kind) {
        case Kind::complaint: return "TS";
        case Kind::enquiry: return "ZX";
        case Kind::repair_request: return "BX";
        case Kind::demand: return "YQ";
        case Kind::opinion: return "YJ";
        case Kind::violation: return "WZ";
    }
    throw Impossible("a kind without a number series");
}

std::string next_number(store::Tx& tx, SiteId site, Kind kind, Day day) {
    return work::next_number(tx, site, "complaint", fmt::format("{}{}", number_prefix(kind), day.compact()));
}

boost::json::object facts_of(const Complaint& c) {
    return {{"number", c.number},
            {"kind", json::enum_name(c.kind)},
            {"category", std::to_string(c.category.value)},
            {"about", json::enum_name(c.about)},
            {"importance", json::enum_name(c.importance)},
            {"severity", json::enum_name(c.severity)},
            {"state", json::enum_name(c.state)},
            {"unit", id_text(c.unit)},
            {"person", id_text(c.person)},
            {"receiver", std::to_string(c.receiver.value)},
            {"responsible", id_text(c.responsible)},
            {"executor", id_text(c.executor)},
            {"department", id_text(c.department)}};
}

journal::Event event_of(const Complaint& c, std::string name, boost::json::object personal) {
    return {std::move(name), c.as_subject(), facts_of(c), std::move(personal)};
}

Phase phase_of(State state, bool something_open) {
    switch (state) {
        case State::recorded: return Phase::new_;
        case State::verified:
        case State::referred: return Phase::working;
        case State::answered: return Phase::waiting;
        case State::closed: return something_open ? Phase::follow_up : Phase::done;
        case State::withdrawn: return Phase::done;
    }
    return Phase::done;
}

Changed carry_out(work::Unit& unit, Step step) {
    save(unit.tx, step.after);
    const auto written = unit.tell(step.event);  // journal and obligations hear this inside the same transaction
    lead_merged(unit, step);                       // what was merged into this matter goes with it
    const auto& c = step.after;
    return {c.id, c.number, c.state, phase_of(c.state, c.state == State::closed), c.version + 1, written.id};
}

void index_for_search(store::Tx& tx, const Complaint& c) {
    search::Entry entry{c.site, search::What::complaint, c.id.value, {}, {}, {c.number}};
    for (const auto* part : {&c.subject, &c.text, &c.place, &c.finding, &c.answer}) {
        if (part->empty()) continue;
        if (!entry.text.empty()) entry.text += '\n';
        entry.text += *part;
    }
    if (!c.caller_name.empty()) entry.names.push_back(c.caller_name);
    if (!c.caller_phone.empty()) entry.exact.push_back(c.caller_phone);
    if (const auto who = customers::contact(tx, c.site, c.person, c.unit)) {
        if (!who->name.empty()) entry.names.push_back(who->name);
        if (!who->room.empty()) entry.exact.push_back(who->room);
    }
    search::index(tx, entry);
}

}  // namespace huiyin::complaints
