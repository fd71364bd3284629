// The heart: who owes what to whom, by when, under which clause, and what proves it.
// The engine hears every event inside its own transaction and opens, discharges, moves, pauses, drops or
// reassigns obligations as the rulebook in force says. Nothing else in the product keeps a deadline.
#pragma once
#include <boost/describe.hpp>
#include <functional>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "kernel/calendar.hpp"
#include "rulebook/rulebook.hpp"
#include "store/store.hpp"

namespace huiyin::obligations {

enum class State { open, kept, kept_late, waived };
BOOST_DESCRIBE_ENUM(State, open, kept, kept_late, waived)

struct Obligation {
    ObligationId id{};
    SiteId site{};
    std::string clause;              // "D4"
    int part = 0;                    // which obligation of the clause
    std::string rulebook_version;
    std::string act;
    journal::SubjectKind subject_kind = journal::SubjectKind::complaint;
    std::int64_t subject_id = 0;
    std::string owing_post;
    std::string owing_role;
    std::optional<StaffId> owner{};        // the person, while there is one
    std::optional<DepartmentId> department{};
    EventId opened_by{};
    Instant opened_at{};
    Instant due_at{};                // while paused: as it stood when paused
    Instant first_due_at{};          // never changes: a moved promise keeps its first time
    int moved = 0;                   // how often
    State state = State::open;
    bool breached = false;           // due passed while open
    std::optional<Instant> ended_at{};
    std::optional<EventId> ended_by{};
    std::string reason;              // of a waiver or the last move
    std::optional<Instant> paused_at{};
    bool blocks_closing = true;
    std::string basis = "{}";        // JSON of Basis: why then, frozen at opening
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Obligation, (), (id, site, clause, part, rulebook_version, act, subject_kind, subject_id,
                                       owing_post, owing_role, owner, department, opened_by, opened_at, due_at,
                                       first_due_at, moved, state, breached, ended_at, ended_by, reason, paused_at,
                                       blocks_closing, basis, version))

// The ground of a due time, kept with the obligation so that later rulebooks and calendars do not change the answer.
struct Basis {
    std::string event;
    rulebook::Counting counting = rulebook::Counting::natural;
    int days = 0;
    std::int64_t minutes = 0;
    std::vector<Day> skipped_days;
    std::vector<std::string> skipped_names;  // parallel; a holiday's name, or "" for an ordinary day off
};
BOOST_DESCRIBE_STRUCT(Basis, (), (event, counting, days, minutes, skipped_days, skipped_names))

// Who of a post is on duty at that moment at that site by the published roster (C3); none: nobody, or there is no roster.
using OnDuty = std::function<std::optional<StaffId>(store::Tx&, SiteId, const Zone&, std::string_view post, Instant now)>;

// What the engine needs besides the transaction.
struct Context {
    const rulebook::Rulebook& rulebook;
    const WorkingCalendar& calendar;
    IdSource& ids;
    SiteId site{};
    Instant now{};
    OnDuty on_duty{};
};

// Hears one event that has just been written. Facts it understands: receiver, responsible, executor (staff ids
// as strings, "0" for none), department, and the named times of the rulebook.
void hear(store::Tx& tx, const Context& context, const journal::Event& event, const journal::Written& written);

std::vector<Obligation> of_subject(store::Tx& tx, journal::Subject subject);        // all, oldest due first
std::vector<Obligation> open_blocking(store::Tx& tx, journal::Subject subject);     // what forbids closing
std::optional<Obligation> find(store::Tx& tx, ObligationId id);

// Waive and move by hand, with a reason; the caller has checked the authority (rulebook may_waive). The engine
// rewrites the timers; the caller tells obligation.waived / obligation.moved.
void waive(store::Tx& tx, const Context& context, const Obligation& before, std::string_view reason, EventId by);
void move(store::Tx& tx, const Context& context, const Obligation& before, Instant due, std::string_view reason);

// "Why then?": event, clause, version, allowance, days skipped, pauses, moves. Recomputed from the rows and the
// calendar; a test holds it equal to due_at.
struct Pause { Instant from{}; std::optional<Instant> until{}; std::string reason; };
BOOST_DESCRIBE_STRUCT(Pause, (), (from, until, reason))
struct Move { Instant at{}; Instant from_due{}; Instant to_due{}; std::string reason; std::optional<StaffId> actor{}; };
BOOST_DESCRIBE_STRUCT(Move, (), (at, from_due, to_due, reason, actor))
struct Why {
    std::string clause;
    std::string rulebook_version;
    std::string opening_event;
    Instant opened_at{};
    std::string counting;   // natural, working, end_of_day, promised
    int days = 0;
    std::int64_t minutes = 0;
    std::vector<Day> skipped_days;
    std::vector<std::string> skipped_names;  // parallel: holiday name or weekend
    std::vector<Pause> pauses;
    std::vector<Move> moves;
    Instant computed_due{};
    std::string reading;  // in the first language, for where only one text fits
    std::string reading_zh_hans, reading_zh_hant, reading_en;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(Why, (), (clause, rulebook_version, opening_event, opened_at, counting, days, minutes, skipped_days,
                                skipped_names, pauses, moves, computed_due, reading, reading_zh_hans,
                                reading_zh_hant, reading_en, source))
Why explain(store::Tx& tx, const Context& context, const Obligation& obligation);

// Due time of an allowance that starts with this event: used by the engine, by `rulebook check` and by the
// preview "which clocks will start" before anything is recorded.
Instant due_of(const rulebook::Allowance& within, const journal::Event& event, Instant opened, const WorkingCalendar& calendar,
               std::vector<SkippedDay>* skipped = nullptr);

// ---- timers: rows, fired in due order, each step exactly once ----
struct Timer {
    TimerId id{};
    SiteId site{};
    ObligationId obligation{};
    Instant fires_at{};
    int step = 0;       // index into the clause's escalation; -1: the breach itself
    std::string to;     // "owner" or a post; "" for the breach
};
BOOST_DESCRIBE_STRUCT(Timer, (), (id, site, obligation, fires_at, step, to))
std::vector<Timer> due_timers(store::Tx& tx, Instant now, int most);
std::optional<Instant> next_timer(store::Tx& tx);
// Fires one: marks it fired (false if somebody else did), marks the breach or writes the alert, and answers the
// events to tell. The caller runs it in a unit of work.
struct Fired { bool fired = false; std::vector<journal::Event> events; };
Fired fire(store::Tx& tx, const Context& context, const Timer& timer);

struct Alert {
    AlertId id{};
    SiteId site{};
    ObligationId obligation{};
    std::string clause;
    int step = 0;
    std::string to_post;
    std::optional<StaffId> to_staff{};
    Instant at{};
    std::optional<Instant> seen_at{};
    std::optional<StaffId> seen_by{};
};
BOOST_DESCRIBE_STRUCT(Alert, (), (id, site, obligation, clause, step, to_post, to_staff, at, seen_at, seen_by))

}  // namespace huiyin::obligations
