// Hearing an event: what it discharges, drops, moves, pauses or reassigns, and what it opens.
#include "engine.hpp"

#include "huiyin_obligations_sql.hpp"
#include "rulebook/conditions.hpp"

namespace huiyin::obligations {
namespace {

using journal::Event;
using journal::Written;

bool fits(const std::vector<rulebook::Trigger>& triggers, const Event& event) {
    for (const auto& t : triggers)
        if (t.on == event.name && rulebook::matches(t.when, event.facts)) return true;
    return false;
}

// Staff and departments travel in facts as decimal strings, "0" for none.
template <class T>
std::optional<T> id_in(const boost::json::object& facts, std::string_view name) {
    const auto* v = facts.if_contains(name);
    if (!v || !v->is_string()) return std::nullopt;
    const auto& s = v->as_string();
    T id{};
    std::from_chars(s.data(), s.data() + s.size(), id.value);
    return id;
}

std::string reason_in(const Event& event) {
    const auto* v = event.personal.if_contains("reason");
    return v && v->is_string() ? std::string(v->as_string()) : std::string{};
}

void end(store::Tx& tx, const Context& context, const Obligation& before, State state, std::string_view reason, EventId by) {
    const bool late = context.now >= before.due_at && !before.paused_at;
    const auto rows = tx.run(sql::obligation_end, before.id, state, before.breached || (late && state != State::waived),
                             context.now, by, reason, before.version);
    if (rows == 0) throw store::StaleRow("obligation " + std::to_string(before.id.value));
    if (before.paused_at) tx.run(sql::obligation_end_pause, before.id, context.now);
    clear_timers(tx, before.id);
    tx.run(sql::alerts_over, before.id, context.now);
}

void keep(store::Tx& tx, const Context& context, const Obligation& before, EventId by) {
    const bool late = context.now >= before.due_at && !before.paused_at;
    end(tx, context, before, late ? State::kept_late : State::kept, before.reason, by);
}

void pause(store::Tx& tx, const Context& context, const Obligation& before, const Event& event) {
    if (before.paused_at) return;
    tx.run(sql::obligation_pause, before.id, context.now, before.version);
    tx.run(sql::obligation_note_pause, before.id, context.now, event.name);
    clear_timers(tx, before.id);
}

// What was left when it stopped is left when it goes on: working time in working time, days and hours as they are.
Instant due_after_pause(const Context& context, const Obligation& before, rulebook::Counting counting) {
    const auto stopped = *before.paused_at;
    if (counting != rulebook::Counting::working || before.due_at <= stopped) return before.due_at + (context.now - stopped);
    return context.calendar.add_working(context.now, context.calendar.working_between(stopped, before.due_at));
}

void resume(store::Tx& tx, const Context& context, const Obligation& before, const rulebook::Obligation& rule) {
    if (!before.paused_at) return;
    auto after = before;
    after.due_at = due_after_pause(context, before, rule.within.counting);
    tx.run(sql::obligation_resume, before.id, after.due_at, before.version);
    tx.run(sql::obligation_end_pause, before.id, context.now);
    set_timers(tx, context, after, rule);
}

void reassign(store::Tx& tx, const Obligation& before, const Event& event) {
    auto owner = before.owner;
    auto department = before.department;
    if (!before.owing_role.empty())
        if (const auto id = id_in<StaffId>(event.facts, before.owing_role)) owner = *id ? std::optional(*id) : std::nullopt;
    if (const auto id = id_in<DepartmentId>(event.facts, "department")) department = *id ? std::optional(*id) : std::nullopt;
    if (owner == before.owner && department == before.department) return;
    tx.run(sql::obligation_owner, before.id, owner, department, before.version);
}

void open(store::Tx& tx, const Context& context, const rulebook::Clause& clause, int part, const rulebook::Obligation& rule,
          const Event& event, const Written& written) {
    std::vector<SkippedDay> skipped;
    Obligation o;
    o.id = context.ids.make<ObligationId>(context.now.ms);
    o.site = context.site;
    o.clause = clause.id;
    o.part = part;
    o.rulebook_version = context.rulebook.version();
    o.act = rule.act;
    o.subject_kind = event.subject.kind;
    o.subject_id = event.subject.id;
    o.owing_post = rule.owing_post;
    o.owing_role = rule.owing_role;
    if (!rule.owing_role.empty())
        if (const auto id = id_in<StaffId>(event.facts, rule.owing_role); id && *id) o.owner = *id;
    if (const auto id = id_in<DepartmentId>(event.facts, "department"); id && *id) o.department = *id;
    o.opened_by = written.id;
    o.opened_at = context.now;
    o.due_at = o.first_due_at = due_of(rule.within, event, context.now, context.calendar, &skipped);
    o.blocks_closing = rule.blocks_closing;
    Basis basis{event.name, rule.within.counting, rule.within.days, rule.within.minutes, {}, {}};
    for (const auto& s : skipped) {
        basis.skipped_days.push_back(s.day);
        basis.skipped_names.push_back(s.name);
    }
    o.basis = json::text(basis);
    tx.run(sql::obligation_open, o.id, o.site, o.clause, o.part, o.rulebook_version, o.act, o.subject_kind, o.subject_id,
           o.owing_post, o.owing_role, o.owner, o.department, o.opened_by, o.opened_at, o.due_at, o.first_due_at,
           o.blocks_closing, o.basis);
    set_timers(tx, context, o, rule);
}

bool stands_open(const std::vector<Obligation>& existing, std::string_view clause, int part, const std::vector<ObligationId>& ended) {
    for (const auto& o : existing)
        if (o.clause == clause && o.part == part && std::ranges::find(ended, o.id) == ended.end()) return true;
    return false;
}

}  // namespace

const rulebook::Obligation* rule_of(const rulebook::Rulebook& book, const Obligation& o) {
    const auto* clause = book.find(o.clause);
    if (!clause || o.part < 0 || o.part >= static_cast<int>(clause->obligations.size())) return nullptr;
    return &clause->obligations[static_cast<std::size_t>(o.part)];
}

void hear(store::Tx& tx, const Context& context, const Event& event, const Written& written) {
    const auto& hits = context.rulebook.heard(event.name);
    const auto existing = tx.all<Obligation>(sql::obligations_open_of_subject, event.subject.kind, event.subject.id);
    std::vector<ObligationId> ended;
    for (const auto& o : existing) {
        const auto* rule = rule_of(context.rulebook, o);
        if (!rule) continue;
        if (fits(rule->kept_by, event)) {
            keep(tx, context, o, written.id);
            ended.push_back(o.id);
        } else if (fits(rule->dropped_by, event)) {
            end(tx, context, o, State::waived, event.name, written.id);
            ended.push_back(o.id);
        } else if (fits(rule->moved_by, event)) {
            move(tx, context, o, due_of(rule->within, event, context.now, context.calendar), reason_in(event));
        } else if (fits(rule->paused_by, event)) {
            pause(tx, context, o, event);
        } else if (fits(rule->resumed_by, event)) {
            resume(tx, context, o, *rule);
        } else {
            reassign(tx, o, event);
        }
    }
    // What came by way of another matter discharges what is owed here; what follows from it is owed at that one.
    if (event.facts.contains("through")) return;
    const auto today = context.calendar.zone().day_of(context.now);
    for (const auto& [clause, rule, part] : hits) {
        // What takes effect later never reaches back.
        if (clause->from > today || rule->opens.on != event.name || !rulebook::matches(rule->opens.when, event.facts)) continue;
        if (rule->opens.nth > 0 && journal::count_of(tx, event.subject, event.name) < rule->opens.nth) continue;
        if (stands_open(existing, clause->id, part, ended)) continue;
        open(tx, context, *clause, part, *rule, event, written);
    }
}

std::vector<Obligation> of_subject(store::Tx& tx, journal::Subject subject) {
    return tx.all<Obligation>(sql::obligations_of_subject, subject.kind, subject.id);
}

std::vector<Obligation> open_blocking(store::Tx& tx, journal::Subject subject) {
    auto open = tx.all<Obligation>(sql::obligations_open_of_subject, subject.kind, subject.id);
    std::erase_if(open, [](const Obligation& o) { return !o.blocks_closing; });
    return open;
}

std::optional<Obligation> find(store::Tx& tx, ObligationId id) { return tx.first<Obligation>(sql::obligation_find, id); }

void waive(store::Tx& tx, const Context& context, const Obligation& before, std::string_view reason, EventId by) {
    end(tx, context, before, State::waived, reason, by);
}

void move(store::Tx& tx, const Context& context, const Obligation& before, Instant due, std::string_view reason) {
    auto after = before;
    after.due_at = due;
    // A promise that is moved after its time was broken all the same.
    const bool breached = before.breached || context.now >= before.due_at;
    if (tx.run(sql::obligation_move, before.id, due, reason, breached, before.version) == 0)
        throw store::StaleRow("obligation " + std::to_string(before.id.value));
    tx.run(sql::obligation_note_move, before.id, context.now, before.moved + 1, before.due_at, due, reason, std::optional<StaffId>{});
    clear_timers(tx, before.id);
    if (const auto* rule = rule_of(context.rulebook, before)) set_timers(tx, context, after, *rule);
}

}  // namespace huiyin::obligations
