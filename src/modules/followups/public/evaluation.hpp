// What the follow-ups and promises came to: the rate with every exclusion named (D10, D11), the ledger of promises
// (D13, F5), and the yearly plan with its evaluation (D9). All of it is read from obligations and sheets.
#pragma once
#include "followups/followups.hpp"

namespace huiyin::followups {

// ---------- the rate (D10, D11) ----------
// Every follow-up whose time limit falls in the period is in exactly one place: kept (the numerator), kept_late,
// late_open, open (its time has not come), or excluded with its reason. denominator = kept + kept_late + late_open.
enum class RateFigure { numerator, denominator, kept_late, late_open, open, excluded };
BOOST_DESCRIBE_ENUM(RateFigure, numerator, denominator, kept_late, late_open, open, excluded)
enum class Exclusion { refused, unreachable, reopened, cancelled, by_authority };
BOOST_DESCRIBE_ENUM(Exclusion, refused, unreachable, reopened, cancelled, by_authority)

struct OpenRates {  // GET /follow-ups/rates?from=&until= (until exclusive; default: this month)
    static constexpr auto needs = Permission::see_complaints;
    std::optional<Day> from, until;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenRates, (), (from, until))
struct ExclusionCount { Exclusion exclusion = Exclusion::refused; std::int64_t count = 0; };
BOOST_DESCRIBE_STRUCT(ExclusionCount, (), (exclusion, count))
struct FollowUpRate {
    std::string clause;
    std::int64_t numerator = 0, denominator = 0, kept_late = 0, late_open = 0, open = 0, excluded = 0;
    std::vector<ExclusionCount> exclusions;
    std::optional<int> rate_hundredths;    // none where nothing was due
    int target_hundredths = 10000;
    bool unconfirmed = false;              // the handbook lost the target and nobody has confirmed ours (D10)
};
BOOST_DESCRIBE_STRUCT(FollowUpRate, (), (clause, numerator, denominator, kept_late, late_open, open, excluded, exclusions, rate_hundredths,
                                         target_hundredths, unconfirmed))
struct FollowUpRates { Day from{}, until{}; std::vector<FollowUpRate> rates; };
BOOST_DESCRIBE_STRUCT(FollowUpRates, (), (from, until, rates))

struct OpenRateRows {  // GET /follow-ups/rates/{clause}/rows?figure=&exclusion=
    static constexpr auto needs = Permission::see_complaints;
    std::string clause;
    RateFigure figure = RateFigure::denominator;
    std::optional<Exclusion> exclusion;
    std::optional<Day> from, until;
    std::optional<std::string> cursor;
    std::optional<int> limit;              // 1–200, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenRateRows, (), (clause, figure, exclusion, from, until, cursor, limit))
struct RateRow {
    ObligationId obligation{};
    std::string number, title, path;
    std::string owner_name;
    std::string outcome;                   // kept, kept_late, late_open, open, excluded
    std::string exclusion, reason;         // why it left the denominator
    Instant opened_at{}, due_at{};
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(RateRow, (), (obligation, number, title, path, owner_name, outcome, exclusion, reason, opened_at, due_at, ended_at))
struct RateRows { std::vector<RateRow> rows; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(RateRows, (), (rows, next, total))

// ---------- the ledger of promises (D13, F5) ----------
// kept: answered by the time last promised, and no time before it had passed. broken: a promised time passed.
// open, about_to_break: still to be kept. released: the matter was withdrawn or became another, or it was let go.
enum class PromiseState { open, about_to_break, kept, broken, released };
BOOST_DESCRIBE_ENUM(PromiseState, open, about_to_break, kept, broken, released)

struct ListPromises {  // GET /promises
    static constexpr auto needs = Permission::see_complaints;
    std::optional<PromiseState> state;
    std::optional<StaffId> owner;
    std::optional<DepartmentId> department;
    std::optional<bool> moved;
    std::optional<Day> from, until;        // by the promised time, until exclusive; default: everything
    std::optional<std::string> cursor;
    std::optional<int> limit;              // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListPromises, (), (state, owner, department, moved, from, until, cursor, limit))
struct PromiseRow {
    ObligationId obligation{};
    std::string subject_kind;              // complaint, point
    std::string number, path;
    std::string what;                      // what was promised; "" after erasure
    std::string customer, room;            // to whom, masked
    std::optional<StaffId> owner;
    std::string owner_name, department_name;
    PromiseState state = PromiseState::open;
    Instant made_at{}, first_promised_at{}, promised_at{};
    std::vector<PromiseMove> moves;
    std::optional<Instant> ended_at;
    bool answered = false;                 // late, but answered
};
BOOST_DESCRIBE_STRUCT(PromiseRow, (), (obligation, subject_kind, number, path, what, customer, room, owner, owner_name, department_name,
                                       state, made_at, first_promised_at, promised_at, moves, ended_at, answered))
struct PromiseTally {
    std::int64_t total = 0, open = 0, about_to_break = 0, kept = 0, broken = 0, released = 0, moved = 0;
    std::optional<int> kept_hundredths;    // kept ÷ (kept + broken)
};
BOOST_DESCRIBE_STRUCT(PromiseTally, (), (total, open, about_to_break, kept, broken, released, moved, kept_hundredths))
struct PersonTally { std::optional<StaffId> owner; std::string name; PromiseTally tally; };
BOOST_DESCRIBE_STRUCT(PersonTally, (), (owner, name, tally))
struct DepartmentTally { std::optional<DepartmentId> department; std::string name; PromiseTally tally; };
BOOST_DESCRIBE_STRUCT(DepartmentTally, (), (department, name, tally))
struct PromiseLedger {
    std::vector<PromiseRow> rows;
    std::string next;
    std::int64_t total = 0;                // exactly the rows that paging to the end would give
    int warn_hours = 0;                    // F5: from when a promise counts as about to break
    PromiseTally all;                      // of the period and the person or department asked for
    std::vector<PersonTally> by_person;    // of the period
    std::vector<DepartmentTally> by_department;
};
BOOST_DESCRIBE_STRUCT(PromiseLedger, (), (rows, next, total, warn_hours, all, by_person, by_department))

// ---------- the yearly plan (D9) ----------
struct PlanTarget {
    FollowUpReason reason = FollowUpReason::complaint;
    std::int64_t calls = 0;                // how many calls are planned; 0: as many as fall due
    int rate_hundredths = 10000;           // in time
    int satisfied_hundredths = 0;          // satisfied or fairly satisfied, of those reached
};
BOOST_DESCRIBE_STRUCT(PlanTarget, (), (reason, calls, rate_hundredths, satisfied_hundredths))
struct PlanFollowUps {  // POST /follow-up-plans/{year}: a new version; the ones before stay on record
    static constexpr auto needs = Permission::plan_follow_ups;
    static constexpr std::array optional_fields = {"remark"};
    int year = 0;
    std::int64_t version = 0;              // the one the planner saw; 0: there was none
    std::vector<PlanTarget> targets;       // one for each kind of follow-up
    std::string remark;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PlanFollowUps, (), (year, version, targets, remark))
struct OpenPlan {  // GET /follow-up-plans/{year}
    static constexpr auto needs = Permission::see_complaints;
    int year = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenPlan, (), (year))
struct PlanLine {  // one kind: the target beside what came of it
    FollowUpReason reason = FollowUpReason::complaint;
    std::string clause;
    std::int64_t planned_calls = 0;
    int planned_rate_hundredths = 10000, planned_satisfied_hundredths = 0;
    FollowUpRate rate;                     // of the year so far
    std::int64_t sheets = 0, reached = 0, satisfied = 0, fairly_satisfied = 0, dissatisfied = 0;
    std::optional<int> satisfied_hundredths;
    std::optional<bool> calls_met, rate_met, satisfied_met;  // none: nothing to judge yet
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (reason, clause, planned_calls, planned_rate_hundredths, planned_satisfied_hundredths, rate, sheets,
                                     reached, satisfied, fairly_satisfied, dissatisfied, satisfied_hundredths, calls_met, rate_met, satisfied_met))
struct PlanVersion { std::int64_t version = 0; std::string set_by_name; Instant set_at{}; std::string remark; std::vector<PlanTarget> targets; };
BOOST_DESCRIBE_STRUCT(PlanVersion, (), (version, set_by_name, set_at, remark, targets))
struct FollowUpPlan {
    int year = 0;
    std::int64_t version = 0;              // 0: nobody has planned this year; the handbook's own targets are shown
    std::vector<PlanLine> lines;
    std::vector<PlanVersion> versions;     // newest first
    bool may_plan = false;
};
BOOST_DESCRIBE_STRUCT(FollowUpPlan, (), (year, version, lines, versions, may_plan))


// The rows behind each number of the plan's page. due: every call whose time falls in the year (what a plan without a
// number of its own means), and the parts it falls into; sheets and below: the calls made in the year, by their results.
enum class PlanFigure { due, numerator, denominator, kept_late, late_open, open, excluded, sheets, reached, content, satisfied, fairly_satisfied, dissatisfied };
BOOST_DESCRIBE_ENUM(PlanFigure, due, numerator, denominator, kept_late, late_open, open, excluded, sheets, reached, content, satisfied, fairly_satisfied, dissatisfied)
struct OpenPlanRows {  // GET /follow-up-plans/{year}/rows?reason=&figure=
    static constexpr auto needs = Permission::see_complaints;
    int year = 0;
    FollowUpReason reason = FollowUpReason::complaint;
    PlanFigure figure = PlanFigure::due;
    std::optional<std::string> cursor;
    std::optional<int> limit;              // 1–200, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenPlanRows, (), (year, reason, figure, cursor, limit))
struct PlanRow {
    std::string number, title, path;
    std::string owner_name;                // who owes the call, or who made it
    std::string outcome;                   // kept, kept_late, late_open, open, excluded; or reached, unreachable, refused
    std::optional<Satisfaction> satisfaction;
    Instant opened_at{};
    std::optional<Instant> due_at, called_at;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (number, title, path, owner_name, outcome, satisfaction, opened_at, due_at, called_at))
struct PlanRows { std::vector<PlanRow> rows; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(PlanRows, (), (rows, next, total))

}  // namespace huiyin::followups
