// The signature of the responsible department's manager (D14): bound to a digest of the content, given by nobody who
// wrote on the sheet or called for it, void as soon as anything is changed.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "work/gates.hpp"

namespace huiyin::followups {
namespace {

template <class T>
boost::json::value number_of(const std::optional<T>& id) {
    if (!id) return nullptr;
    if constexpr (requires { id->value; }) return boost::json::value(std::to_string(id->value));
    else return boost::json::value(id->ms);
}

template <class E>
boost::json::value name_of(const std::optional<E>& e) {
    return e ? boost::json::value(json::enum_name(*e)) : boost::json::value(nullptr);
}

}  // namespace

// One line of JSON with its members in this order: the same content always gives the same digest.
std::string canonical(const FollowUp& f, const std::vector<Attempt>& attempts, const std::vector<Point>& points) {
    boost::json::object o{{"salt", f.salt}, {"number", f.number}, {"reason", json::enum_name(f.reason)}, {"complaint", number_of(f.complaint)},
                          {"unit", number_of(f.unit)}, {"matter", f.matter}, {"outcome", f.outcome},
                          {"department", number_of(f.department)}, {"called_at", number_of(f.called_at)}, {"result", name_of(f.result)},
                          {"satisfaction", name_of(f.satisfaction)}, {"said", f.said}};
    boost::json::array tries, raised;
    for (const auto& a : attempts)
        tries.push_back({{"at", a.at.ms}, {"slot", json::enum_name(a.slot)}, {"counts", a.counts}, {"caller", std::to_string(a.caller.value)},
                         {"result", json::enum_name(a.result)}, {"note", a.note}});
    for (const auto& p : points)
        raised.push_back({{"text", p.text}, {"state", json::enum_name(p.state)}, {"owner", number_of(p.owner)},
                          {"first_promised_at", number_of(p.first_promised_at)}, {"promised_at", number_of(p.promised_at)},
                          {"answer", p.answer}, {"answered_at", number_of(p.answered_at)}, {"answered_by", number_of(p.answered_by)}});
    o["attempts"] = std::move(tries);
    o["points"] = std::move(raised);
    return boost::json::serialize(o);
}

std::string digest_of(store::Tx& tx, const FollowUp& f) {
    return journal::sha256_hex(canonical(f, attempts_of(tx, f.id), points_of(tx, f.id)));
}

// Who is to sign: the responsible department's director, its managers, the centre's manager, the site's director; the
// first of them who may sign and did not write on the sheet.
std::optional<StaffId> signer_for(Unit& unit, const FollowUp& f) {
    std::vector<StaffId> candidates;
    if (f.department) {
        if (const auto department = organisation::find_department(unit.tx, *f.department); department && department->director)
            candidates.push_back(organisation::acting_for(unit.tx, *department->director, unit.moment.now));
        for (const auto id : organisation::holders_of(unit.tx, work::Post::department_manager, unit.site, f.department, unit.moment.now)) candidates.push_back(id);
    }
    for (const auto post : {work::Post::customer_service_manager, work::Post::site_director})
        for (const auto id : organisation::holders_of(unit.tx, post, unit.site, {}, unit.moment.now)) candidates.push_back(id);
    for (const auto id : candidates) {
        if (wrote_on(unit.tx, f.id, id)) continue;
        if (const auto actor = organisation::load_actor(unit.tx, id, unit.moment.now); actor && actor->may(Permission::sign_follow_ups, unit.site)) return id;
    }
    return std::nullopt;
}

void content_changed(Unit& unit, FollowUp& f, std::string_view because) {
    if (f.signed_at) {
        unit.tx.run(sql::signature_void, f.id, unit.moment.now, unit.moment.actor, because);
        f.signed_at.reset();
        f.signed_by.reset();
        f.ready_at.reset();
        auto event = journal::Event{"follow_up.signature_voided", f.as_subject(), facts_of(f)};
        event.facts["because"] = because;
        unit.tell(event);
    }
    const bool ready = f.state == SheetState::done && f.open_points == 0;
    const bool was = f.ready_at.has_value();
    if (ready) f.signer = signer_for(unit, f);
    if (ready && !was) f.ready_at = unit.moment.now;
    if (!ready && was) f.ready_at.reset();
    save(unit.tx, f);
    if (ready && !was) unit.tell({"follow_up.ready", f.as_subject(), facts_of(f)});
    if (!ready && was) unit.tell({"follow_up.unready", f.as_subject(), facts_of(f)});
}

std::optional<Refusal> why_not_signed(const FollowUp& f, bool own_hand) {
    if (f.signed_at) return refused::already_signed;
    if (f.state != SheetState::done) return refused::not_ready;
    if (f.open_points > 0) {
        auto no = refused::points_open;
        no.details = {{"open", f.open_points}};
        return no;
    }
    if (own_hand) return refused::own_sheet;
    return std::nullopt;
}

Result<FollowUpChanged> sign_follow_up(Unit& unit, const SignFollowUp& command) {
    auto found = find_for(unit, command.needs, command.id, command.version);
    if (!found) return refuse(found.error());
    auto& f = *found;
    if (auto no = why_not_signed(f, wrote_on(unit.tx, f.id, unit.moment.actor))) return refuse(*std::move(no));
    const auto digest = digest_of(unit.tx, f);
    // What the signer read is what is signed, to the letter.
    if (digest != command.digest) return refuse(refused::other_content);
    work::gate_passed(unit, {"D14"}, "follow_up.sign", f.as_subject());
    unit.tx.run(sql::signature_insert, unit.ids().next(unit.moment.now.ms), f.site, f.id, digest, unit.moment.actor, unit.moment.now);
    f.signed_at = unit.moment.now;
    f.signed_by = unit.moment.actor;
    f.signer = unit.moment.actor;
    save(unit.tx, f);
    auto event = journal::Event{"follow_up.signed", f.as_subject(), facts_of(f)};
    event.facts["digest"] = digest;
    const auto written = unit.tell(event);
    return changed(f, written.id);
}

}  // namespace huiyin::followups
