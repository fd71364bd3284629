// The records of a follow-up and what reads and writes them.
#pragma once
#include "followups/use_cases.hpp"

namespace huiyin::followups {
using work::Moment;

struct FollowUp {
    FollowUpId id{};
    SiteId site{};
    std::string number;
    FollowUpReason reason = FollowUpReason::complaint;
    SheetState state = SheetState::open;
    std::optional<ComplaintId> complaint;
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string customer_name, customer_phone;  // when the customer is not in the archive
    std::string matter, outcome;
    RawJson matter_facts{"{}"};                 // the matter's choices, as its closing told them
    int reopened = 0;                           // how often the matter had been reopened before
    std::optional<StaffId> caller;
    std::optional<DepartmentId> department;
    Instant opened_at{};
    std::optional<Instant> call_by;             // a departure: the moment that D10 gives
    std::optional<Instant> called_at;
    std::optional<CallResult> result;
    std::optional<Satisfaction> satisfaction;
    std::string said;
    int attempts = 0, slots = 0, points = 0, open_points = 0;
    std::optional<StaffId> signer;
    std::optional<Instant> ready_at, signed_at;
    std::optional<StaffId> signed_by;
    std::optional<DissatisfiedRule> dissatisfied_rule;
    std::string salt;                           // goes into the digest; "" after erasure
    std::int64_t version = 0;
    std::optional<ReporterId> reporter;         // the household that had joined the matter; none: the one that complained

    journal::Subject as_subject() const { return {journal::SubjectKind::follow_up, id.value}; }
    // Where the debt of the call lies: on the matter, or on the sheet when no matter asked for it. Each household that
    // joined a matter has a call of its own, so one call never discharges another's.
    journal::Subject call_subject() const {
        if (reason == FollowUpReason::complaint && complaint && !reporter) return {journal::SubjectKind::complaint, complaint->value};
        return as_subject();
    }
};
BOOST_DESCRIBE_STRUCT(FollowUp, (), (id, site, number, reason, state, complaint, unit, person, customer_name, customer_phone, matter, outcome,
                                     matter_facts, reopened, caller, department, opened_at, call_by, called_at, result, satisfaction, said,
                                     attempts, slots, points, open_points, signer, ready_at, signed_at, signed_by, dissatisfied_rule, salt,
                                     version, reporter))

struct Attempt {
    std::int64_t id = 0;
    SiteId site{};
    FollowUpId sheet{};
    int position = 0;
    Instant at{};
    Day day{};
    Slot slot = Slot::morning;
    bool counts = false;
    StaffId caller{};
    CallResult result = CallResult::reached;
    std::string note;
    RawJson questions{"[]"};  // clauses of the guide that were used in this call (J1–J8)
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (id, site, sheet, position, at, day, slot, counts, caller, result, note, questions))

struct Point {
    PointId id{};
    SiteId site{};
    FollowUpId sheet{};
    int position = 0;
    PointState state = PointState::open;
    std::string text;
    StaffId raised_by{};
    Instant raised_at{};
    std::optional<StaffId> owner;
    std::optional<DepartmentId> department;
    std::optional<Instant> promised_at, first_promised_at;
    std::string answer;
    std::optional<Channel> channel;
    std::optional<Instant> answered_at;
    std::optional<StaffId> answered_by;
    std::optional<ComplaintId> complaint;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::point, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Point, (), (id, site, sheet, position, state, text, raised_by, raised_at, owner, department, promised_at,
                                  first_promised_at, answer, channel, answered_at, answered_by, complaint, version))

struct Signature {
    std::int64_t id = 0;
    SiteId site{};
    FollowUpId sheet{};
    std::string digest;
    StaffId signed_by{};
    Instant signed_at{};
    std::optional<Instant> voided_at;
    std::optional<StaffId> voided_by;
    std::string voided_because;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (id, site, sheet, digest, signed_by, signed_at, voided_at, voided_by, voided_because))

// Every "no" of this module, with its clause.
namespace refused {
inline const Refusal not_found{"follow_up.not-found", Trouble::missing};
inline const Refusal point_not_found{"point.not-found", Trouble::missing};
inline const Refusal not_open{"follow_up.not-open", Trouble::conflict, "D11"};
inline const Refusal not_reached{"follow_up.not-reached", Trouble::conflict, "D12"};
inline const Refusal too_few_slots{"follow_up.too-few-slots", Trouble::conflict, "D11"};
inline const Refusal not_ready{"follow_up.not-ready", Trouble::conflict, "D14"};
inline const Refusal points_open{"follow_up.points-open", Trouble::conflict, "D14"};
inline const Refusal own_sheet{"follow_up.own-sheet", Trouble::conflict, "D14"};
inline const Refusal already_signed{"follow_up.already-signed", Trouble::conflict, "D14"};
inline const Refusal other_content{"follow_up.other-content", Trouble::conflict, "D14"};
inline const Refusal promise_in_the_past{"point.promise-in-the-past", Trouble::conflict, "D13"};
inline const Refusal promise_needs_reason{"point.promise-needs-reason", Trouble::conflict, "F5"};
inline const Refusal point_settled{"point.settled", Trouble::conflict, "D14"};
inline const Refusal not_your_point{"point.not-yours", Trouble::forbidden};
inline const Refusal points_needed{"follow_up.points-needed", Trouble::conflict, "D12"};
inline const Refusal stale{"stale", Trouble::stale};
}  // namespace refused

// The only way to a record: answers it only if this person may see it; the second form also holds the version the
// person saw against today's.
Result<FollowUp> find_for(const work::Actor& actor, SiteId site, store::Tx& tx, Permission p, FollowUpId id);
Result<FollowUp> find_for(Unit& unit, Permission p, FollowUpId id, std::int64_t seen_version);
struct PointOf {
    FollowUp sheet;
    Point point;
};
Result<PointOf> find_point(Unit& unit, PointId id, std::int64_t seen_version);

void insert(store::Tx& tx, const FollowUp& f);
void save(store::Tx& tx, FollowUp& f);   // one versioned write; counts the version up
void insert(store::Tx& tx, const Point& p);
void save(store::Tx& tx, Point& p);
std::vector<Attempt> attempts_of(store::Tx& tx, FollowUpId id);
std::vector<Point> points_of(store::Tx& tx, FollowUpId id);
std::string next_number(store::Tx& tx, SiteId site, Day day);

// Facts that every event of this module carries: ids and choices, nothing personal.
boost::json::object facts_of(const FollowUp& f);
boost::json::object facts_of(const FollowUp& f, const Point& p);

// Whoever wrote on a sheet may not sign it.
void note_hand(Unit& unit, FollowUpId id);
bool wrote_on(store::Tx& tx, FollowUpId id, StaffId staff);

// The content that a signature is bound to, and its digest.
std::string canonical(const FollowUp& f, const std::vector<Attempt>& attempts, const std::vector<Point>& points);
std::string digest_of(store::Tx& tx, const FollowUp& f);

// After any change: a standing signature is voided, and the sheet becomes ready for one (again) or stops being so.
// `because` names the change: attempt, correction, point, answer, promise, complaint. Saves the sheet.
void content_changed(Unit& unit, FollowUp& f, std::string_view because);

// ---- slots (D11) ----
struct Slots {
    int morning = 0, noon = 0, afternoon = 0, evening = 0, end = 0;  // minutes of the day
    Slot at(int minute) const;
};
Slots slots_of(const rulebook::Rulebook& book, Day day);
// A further slot only if it lies within the slots and nobody tried in it that day.
bool counts(const std::vector<Attempt>& before, Day day, Slot slot);

// ---- decisions, pure ----
DissatisfiedRule rule_for(const FollowUp& f, Instant now, int reopen_within_days, int reopen_at_most, const Zone& zone);
std::optional<Refusal> why_not_given_up(const FollowUp& f, int needed);
std::optional<Refusal> why_not_signed(const FollowUp& f, bool own_hand);

// Writes one point of a sheet that has been found; the caller tells content_changed.
Result<void> add_point(Unit& unit, FollowUp& f, const PointInput& input, const std::string& field);
std::optional<StaffId> signer_for(Unit& unit, const FollowUp& f);
void add_own_data();  // what of this module belongs to a person's own data
FollowUpChanged changed(const FollowUp& f, EventId event);

}  // namespace huiyin::followups
