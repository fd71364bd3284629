// Timers are rows. Each fires once, in due order, also after an outage.
#include "engine.hpp"
#include "huiyin_obligations_sql.hpp"

namespace huiyin::obligations {

void clear_timers(store::Tx& tx, ObligationId id) { tx.run(sql::timers_clear, id); }

void set_timers(store::Tx& tx, const Context& context, const Obligation& o, const rulebook::Obligation& rule) {
    const auto set = [&](Instant at, int step, std::string_view addressee) {
        tx.run(sql::timer_set, context.ids.make<TimerId>(context.now.ms), o.site, o.id, at, step, addressee);
    };
    set(o.due_at, -1, "");
    for (std::size_t i = 0; i < rule.escalate.size(); ++i) {
        const auto at = o.due_at + rule.escalate[i].offset;
        // A warning whose time has passed already would only be noise; what comes at due or after always comes.
        if (at < context.now && rule.escalate[i].offset < Duration{0}) continue;
        set(at, static_cast<int>(i), rule.escalate[i].to);
    }
}

std::vector<Timer> due_timers(store::Tx& tx, Instant now, int most) { return tx.all<Timer>(sql::timers_due, now, most); }

std::optional<Instant> next_timer(store::Tx& tx) { return tx.first<Instant>(sql::timer_next); }

Fired fire(store::Tx& tx, const Context& context, const Timer& timer) {
    Fired result;
    if (tx.run(sql::timer_fire, timer.id, context.now) == 0) return result;
    const auto o = find(tx, timer.obligation);
    if (!o || o->state != State::open || o->paused_at) return result;
    result.fired = true;
    journal::Event event;
    event.subject = {o->subject_kind, o->subject_id};
    event.facts = {{"obligation", std::to_string(o->id.value)}, {"clause", o->clause}, {"act", o->act}, {"due_at", o->due_at.ms}};
    if (timer.step < 0) {
        tx.run(sql::obligation_breach, o->id);
        event.name = "obligation.breached";
        event.facts["owner"] = std::to_string(o->owner ? o->owner->value : 0);
    } else {
        const bool to_owner = timer.to == "owner";
        const std::string post = to_owner ? o->owing_post : timer.to;
        auto staff = to_owner ? o->owner : std::optional<StaffId>{};
        // Whoever of the post is on duty now hears it, rather than all who hold the post.
        if (!staff && context.on_duty) staff = context.on_duty(tx, o->site, context.calendar.zone(), post, context.now);
        tx.run(sql::alert_raise, context.ids.make<AlertId>(context.now.ms), o->site, o->id, o->clause, timer.step, post, staff, context.now);
        event.name = "obligation.escalated";
        event.facts["step"] = timer.step;
        event.facts["to"] = post;
        event.facts["to_staff"] = std::to_string(staff ? staff->value : 0);
    }
    result.events.push_back(std::move(event));
    return result;
}

}  // namespace huiyin::obligations
