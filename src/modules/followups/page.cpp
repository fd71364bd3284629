// One sheet whole: who is called, what it was about, what was tried, said and raised, and who signed what.
#include "customers/customers.hpp"
#include "customers/vip.hpp"
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "organisation/names.hpp"

namespace huiyin::followups {
namespace {

using organisation::Names;

int parameter(const work::Reading& reading, const char* clause, const char* name, int otherwise) {
    const auto& book = *reading.world.rulebook;
    return book.find(clause) ? book.number(clause, name, reading.calendar().zone().day_of(reading.now)) : otherwise;
}

void customer(work::Reading& reading, const FollowUp& f, FollowUpPage& page) {
    page.person = f.person;
    page.unit = f.unit;
    auto who = customers::masked_contact(reading.tx, f.site, f.person, f.unit, f.customer_name, f.customer_phone);
    page.customer = std::move(who.name);
    page.phone = std::move(who.phone);
    page.role = std::move(who.role);
    page.room = std::move(who.room);
    page.note = std::move(who.note);
    page.vip = f.person && customers::is_vip(reading.tx, *f.person);
}

std::vector<std::string> clauses_of(const RawJson& questions) {
    std::vector<std::string> clauses;
    const auto parsed = json::parse(questions.text);
    if (parsed && parsed->is_array())
        for (const auto& one : parsed->as_array()) clauses.emplace_back(one.as_string());
    return clauses;
}

std::vector<SlotView> slots_today(work::Reading& reading, const std::vector<Attempt>& attempts) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    const auto s = slots_of(*reading.world.rulebook, today);
    const auto tried = [&](Slot slot) {
        return std::ranges::any_of(attempts, [&](const Attempt& a) { return a.day == today && a.slot == slot; });
    };
    return {{Slot::morning, s.morning, s.noon, tried(Slot::morning)},
            {Slot::noon, s.noon, s.afternoon, tried(Slot::noon)},
            {Slot::afternoon, s.afternoon, s.evening, tried(Slot::afternoon)},
            {Slot::evening, s.evening, s.end, tried(Slot::evening)}};
}

FollowUpAction action(const char* name, const std::optional<Refusal>& no) {
    return no ? FollowUpAction{name, false, no->code, no->clause} : FollowUpAction{name, true, "", ""};
}

std::vector<FollowUpAction> actions_for(work::Reading& reading, const FollowUp& f, int needed) {
    std::vector<FollowUpAction> actions;
    const auto may = [&](Permission p) { return reading.actor.may(p, reading.site); };
    const bool open = f.state == SheetState::open;
    const bool reached = f.state == SheetState::done && f.result == CallResult::reached;
    if (may(Permission::call_back)) {
        const auto only_open = open ? std::nullopt : std::optional(refused::not_open);
        const auto only_reached = reached ? std::nullopt : std::optional(refused::not_reached);
        actions.push_back(action("attempt", only_open));
        actions.push_back(action("give_up", why_not_given_up(f, needed)));
        actions.push_back(action("assign", only_open));
        actions.push_back(action("correct", only_reached));
        actions.push_back(action("raise", only_reached));
    }
    if (may(Permission::sign_follow_ups)) {
        const bool seen = find_for(reading.actor, reading.site, reading.tx, Permission::sign_follow_ups, f.id).has_value();
        if (seen) actions.push_back(action("sign", why_not_signed(f, wrote_on(reading.tx, f.id, reading.actor.staff))));
    }
    return actions;
}

std::vector<FollowUpAction> point_actions(const work::Reading& reading, const FollowUp& f, const Point& p) {
    std::vector<FollowUpAction> actions;
    const auto may = [&](Permission needs) { return reading.actor.may(needs, reading.site); };
    const auto settled = p.state == PointState::open ? std::nullopt : std::optional(refused::point_settled);
    if (p.owner == reading.actor.staff || f.caller == reading.actor.staff || may(Permission::promise_answers) || may(Permission::sign_follow_ups))
        actions.push_back(action("promise", settled));
    if (may(Permission::answer_complaints)) actions.push_back(action("answer", p.state == PointState::turned || p.state == PointState::dropped ? settled : std::nullopt));
    if (may(Permission::record_complaints)) actions.push_back(action("turn", settled));
    return actions;
}

void points(work::Reading& reading, const FollowUp& f, const std::vector<Point>& all, Names& names, FollowUpPage& page) {
    for (const auto& p : all) {
        PointView v{.id = p.id, .position = p.position, .state = p.state, .text = p.text, .raised_by_name = names.of(p.raised_by),
                    .raised_at = p.raised_at, .owner = p.owner, .owner_name = names.of(p.owner), .department_name = names.department(p.department),
                    .promised_at = p.promised_at, .first_promised_at = p.first_promised_at, .answer = p.answer, .channel = p.channel,
                    .answered_at = p.answered_at, .answered_by_name = names.of(p.answered_by), .version = p.version};
        for (const auto& o : obligations::of_subject(reading.tx, p.as_subject())) {
            v.broken |= o.breached || (o.state == obligations::State::open && o.due_at <= reading.now);
            for (const auto& m : reading.tx.all<PromiseMove>(sql::promise_moves, o.id)) v.moves.push_back(m);
        }
        if (p.complaint) {
            const auto named = reading.world.describe(reading.tx, reading.site, {journal::SubjectKind::complaint, p.complaint->value});
            v.complaint_number = named.number;
            v.complaint_path = named.path;
        }
        v.actions = point_actions(reading, f, p);
        page.points.push_back(std::move(v));
    }
}

void owed(work::Reading& reading, const FollowUp& f, Names& names, FollowUpPage& page) {
    auto all = obligations::of_subject(reading.tx, f.as_subject());
    if (f.call_subject() != f.as_subject())
        for (auto& o : obligations::of_subject(reading.tx, f.call_subject()))
            if (o.act == "follow_up" && o.opened_at == f.opened_at) all.push_back(std::move(o));
    for (const auto& o : all) {
        if (o.act == "follow_up" && o.state != obligations::State::waived) page.due_at = o.due_at;
        page.owed.push_back({o.id, o.clause, o.act, std::string(json::enum_name(o.state)), names.of(o.owner), o.opened_at, o.due_at,
                             o.breached || (o.state == obligations::State::open && o.due_at <= reading.now)});
    }
}

FollowUpPage page_of(work::Reading& reading, const FollowUp& f) {
    Names names(reading.tx);
    FollowUpPage page;
    page.id = f.id;
    page.number = f.number;
    page.version = f.version;
    page.reason = f.reason;
    page.state = f.state;
    page.complaint = f.complaint;
    if (f.complaint) {
        const auto named = reading.world.describe(reading.tx, reading.site, {journal::SubjectKind::complaint, f.complaint->value});
        page.complaint_number = named.number;
        page.complaint_path = named.path;
    }
    page.matter = f.matter;
    page.outcome = f.outcome;
    customer(reading, f, page);
    page.opened_at = f.opened_at;
    page.caller = f.caller;
    page.caller_name = names.of(f.caller);
    page.department = f.department;
    page.department_name = names.department(f.department);
    page.called_at = f.called_at;
    page.result = f.result;
    page.satisfaction = f.satisfaction;
    page.dissatisfied_rule = f.dissatisfied_rule;
    page.said = f.said;
    const auto attempts = attempts_of(reading.tx, f.id);
    for (const auto& a : attempts)
        page.attempts.push_back({a.position, a.at, a.slot, a.counts, a.caller, names.of(a.caller), a.result, a.note, clauses_of(a.questions)});
    page.slots_tried = f.slots;
    page.slots_needed = parameter(reading, "D11", "slots-before-unreachable", 3);
    page.slots = slots_today(reading, attempts);
    const auto all_points = points_of(reading.tx, f.id);
    points(reading, f, all_points, names, page);
    page.joined = f.reporter.has_value();
    page.erased = f.salt.empty();
    page.digest = digest_of(reading.tx, f);
    for (const auto& s : reading.tx.all<Signature>(sql::signatures_of, f.id))
        page.signatures.push_back({s.digest, names.of(s.signed_by), s.signed_at, !s.voided_at && (page.erased || s.digest == page.digest),
                                   s.voided_at, names.of(s.voided_by), s.voided_because});
    if (f.ready_at && !f.signed_at) page.signer_name = names.of(f.signer);
    owed(reading, f, names, page);
    page.actions = actions_for(reading, f, page.slots_needed);
    return page;
}

}  // namespace

Result<FollowUpPage> open_follow_up(work::Reading& reading, const OpenFollowUp& query) {
    const auto f = find_for(reading.actor, reading.site, reading.tx, query.needs, query.id);
    if (!f) return refuse(f.error());
    return page_of(reading, *f);
}

Result<FollowUpPage> open_follow_up_of(work::Reading& reading, const OpenFollowUpOf& query) {
    const auto id = reading.tx.first<FollowUpId>(sql::follow_up_newest_of, query.id, reading.site);
    if (!id) return refuse(refused::not_found);
    return open_follow_up(reading, {*id});
}

}  // namespace huiyin::followups
