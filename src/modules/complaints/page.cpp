// One complaint whole: facts, deadline strip, timeline, customer, and what may be done now.
#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/names.hpp"
#include "rulebook/conditions.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

using organisation::Names;

bool may_waive(const work::Reading& reading, const obligations::Obligation& o) {
    if (o.state != obligations::State::open || !reading.actor.may(Permission::waive_obligations, reading.site)) return false;
    const auto* clause = reading.world.rulebook->find(o.clause);
    if (!clause || o.part >= static_cast<int>(clause->obligations.size())) return false;
    const auto& posts = clause->obligations[static_cast<std::size_t>(o.part)].may_waive;
    return std::ranges::any_of(reading.actor.posts, [&](work::Post p) { return std::ranges::find(posts, json::enum_name(p)) != posts.end(); });
}

OwedView owed_view(const work::Reading& reading, const obligations::Obligation& o, Names& names) {
    OwedView v;
    v.id = o.id;
    v.clause = o.clause;
    v.act = o.act;
    v.state = o.state;
    v.breached = o.breached || (o.state == obligations::State::open && !o.paused_at && o.due_at <= reading.now);
    v.owing_post = o.owing_post;
    v.owner = o.owner;
    v.owner_name = names.of(o.owner);
    v.opened_at = o.opened_at;
    v.due_at = o.due_at;
    v.first_due_at = o.first_due_at;
    v.moved = o.moved;
    v.ended_at = o.ended_at;
    v.paused_at = o.paused_at;
    v.reason = o.reason;
    v.may_waive = may_waive(reading, o);
    return v;
}

// Phones inside what was recorded are masked like everywhere else; revealing is an act of its own.
std::string masked_personal(std::string text) {
    const auto parsed = json::parse(text);
    if (!parsed || !parsed->is_object()) return "null";
    auto personal = parsed->as_object();
    for (const auto& [key, mask] : {std::pair{"caller_phone", &text::mask_phone}, {"caller_name", &text::mask_name}})
        if (auto* v = personal.if_contains(key); v && v->is_string()) *v = (*mask)(std::string_view(v->as_string()));
    return boost::json::serialize(personal);
}

std::vector<TimelineEntry> timeline(work::Reading& reading, const Complaint& c, Names& names) {
    std::vector<TimelineEntry> entries;
    for (auto& e : journal::history(reading.tx, c.as_subject())) {
        TimelineEntry t;
        t.id = e.id;
        t.at = e.at;
        t.event = e.event;
        if (e.actor) t.actor = e.actor;
        t.actor_name = names.of(e.actor);
        t.facts.text = e.facts;
        if (const auto facts = json::parse(e.facts); facts && facts->is_object())
            if (const auto* clause = facts->as_object().if_contains("clause"); clause && clause->is_string())
                t.clause = std::string(clause->as_string());
        t.personal.text = e.personal ? masked_personal(*e.personal) : "null";
        entries.push_back(std::move(t));
    }
    return entries;
}

CustomerCard customer_card(work::Reading& reading, const Complaint& c) {
    CustomerCard card;
    card.person = c.person;
    card.unit = c.unit;
    auto who = customers::masked_contact(reading.tx, c.site, c.person, c.unit, c.caller_name, c.caller_phone);
    card.name = std::move(who.name);
    card.phone = std::move(who.phone);
    card.role = std::move(who.role);
    card.room = std::move(who.room);
    card.note = std::move(who.note);
    card.has_phone = !card.phone.empty();
    std::vector<ComplaintId> earlier;
    if (c.unit) earlier = reading.tx.all<ComplaintId>(sql::complaint_earlier_of_unit, *c.unit, c.id);
    else if (c.person) earlier = reading.tx.all<ComplaintId>(sql::complaint_earlier_of_person, *c.person, c.id);
    card.earlier = rows_of(reading.tx, earlier);
    return card;
}

}  // namespace

Result<ComplaintPage> open_complaint(work::Reading& reading, const OpenComplaint& query) {
    const auto found = find_for(reading.actor, reading.site, reading.tx, query.needs, query.id);
    if (!found) return refuse(found.error());
    const auto& c = *found;
    Names names(reading.tx);
    ComplaintPage page;
    page.id = c.id;
    page.number = c.number;
    page.version = c.version;
    page.kind = c.kind;
    page.about = c.about;
    page.source = c.source;
    page.state = c.state;
    page.category = c.category;
    if (const auto category = find_category(reading.tx, c.site, c.category)) page.category_name = category->name;
    page.severity = c.severity;
    page.importance = c.importance;
    page.subject = c.subject;
    page.text = c.text;
    page.wants = c.wants;
    page.place = c.place;
    page.received_at = c.received_at;
    page.receiver = c.receiver;
    page.receiver_name = names.of(c.receiver);
    page.responsible = c.responsible;
    page.responsible_name = names.of(c.responsible);
    page.executor = c.executor;
    page.executor_name = names.of(c.executor);
    page.department = c.department;
    page.department_name = names.department(c.department);
    page.substance = c.substance;
    page.finding = c.finding;
    page.cause = c.cause;
    page.decision = c.decision;
    page.answer = c.answer;
    page.verified_at = c.verified_at;
    page.promised_at = c.promised_at;
    page.first_promised_at = c.first_promised_at;
    page.answered_at = c.answered_at;
    page.closed_at = c.closed_at;
    page.agreement = c.agreement;
    page.agreement_reason = c.agreement_reason;
    page.outcome = c.outcome;
    page.hand_overs = c.hand_overs;
    page.reopened = c.reopened;
    const auto owed = obligations::of_subject(reading.tx, c.as_subject());
    bool something_open = false;
    for (const auto& o : owed) {
        page.owed.push_back(owed_view(reading, o, names));
        something_open |= o.state == obligations::State::open;
    }
    page.phase = phase_of(c.state, something_open);
    page.timeline = timeline(reading, c, names);
    page.attachments = reading.tx.all<AttachmentView>(sql::complaint_attachments_view, c.id);
    page.customer = customer_card(reading, c);
    auto owed_here = owed;
    for (auto& o : owed_by_merged(reading.tx, c)) owed_here.push_back(std::move(o));
    page.actions = actions_for(reading.actor, c, owed_here);
    add_together_actions(page.actions, reading, c);
    page.connections = connections_of(reading, c);
    return page;
}

Result<ClockPreviews> preview_clocks(work::Reading& reading, const PreviewClocks& query) {
    journal::Event event;
    event.facts = {{"kind", json::enum_name(query.kind.value_or(Kind::complaint))},
                   {"about", json::enum_name(query.about.value_or(About::household_matter))},
                   {"importance", json::enum_name(query.importance.value_or(Importance::ordinary))}};
    if (query.promised_at) event.facts["promised_at"] = query.promised_at->ms;
    const auto today = reading.calendar().zone().day_of(reading.now);
    ClockPreviews previews;
    for (const std::string_view name : {"complaint.recorded", "complaint.promised", "complaint.closed"}) {
        if (name == "complaint.promised" && !query.promised_at) continue;
        for (const auto& [clause, rule, part] : reading.world.rulebook->heard(name)) {
            if (clause->from > today || rule->opens.on != name || rule->opens.nth > 0 || !rulebook::matches(rule->opens.when, event.facts)) continue;
            ClockPreview p{clause->id, rule->act, rule->owing_post, {}, std::string(name)};
            if (name != "complaint.closed") p.due_at = obligations::due_of(rule->within, event, reading.now, reading.calendar());
            previews.clocks.push_back(std::move(p));
        }
    }
    return previews;
}

}  // namespace huiyin::complaints
