// The record of a complaint, and what reads and writes it.
#pragma once
#include "complaints/complaints.hpp"

namespace huiyin::complaints {

struct Complaint {
    ComplaintId id{};
    SiteId site{};
    std::string number;
    Kind kind = Kind::complaint;
    About about = About::household_matter;
    Source source = Source::phone;
    CategoryId category{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string caller_name, caller_phone, place, subject, text, wants;
    Severity severity = Severity::ordinary;
    Importance importance = Importance::ordinary;
    State state = State::recorded;
    StaffId receiver{};
    std::optional<StaffId> responsible, executor;
    std::optional<DepartmentId> department;
    Instant received_at{};
    std::optional<Substance> substance;
    std::string finding, cause;
    std::optional<Instant> verified_at;
    std::string decision;
    std::optional<Instant> promised_at, first_promised_at;
    std::string promise_what;
    std::string answer;
    std::optional<Instant> answered_at;
    std::optional<Channel> answer_channel;
    std::optional<Agreement> agreement;
    std::string agreement_reason, outcome;
    std::optional<Instant> closed_at;
    std::optional<StaffId> closed_by;
    std::optional<Level> raised_to;
    int hand_overs = 0;
    int reopened = 0;
    std::int64_t version = 0;
    std::optional<ComplaintId> merged_into;  // the matter in whose work this one is settled

    bool is_open() const { return state != State::closed && state != State::withdrawn; }
    journal::Subject as_subject() const { return {journal::SubjectKind::complaint, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Complaint, (),
                      (id, site, number, kind, about, source, category, unit, person, caller_name, caller_phone, place, subject,
                       text, wants, severity, importance, state, receiver, responsible, executor, department, received_at, substance,
                       finding, cause, verified_at, decision, promised_at, first_promised_at, promise_what, answer, answered_at,
                       answer_channel, agreement, agreement_reason, outcome, closed_at, closed_by, raised_to, hand_overs, reopened,
                       version, merged_into))

// What a decision yields: the record as it will be, and what happened.
struct Step {
    Complaint after;
    journal::Event event;
};

// Every "no" of this module, with its clause.
namespace refused {
inline const Refusal not_found{"complaint.not-found", Trouble::missing};
inline const Refusal not_yet_verified{"complaint.not-yet-verified", Trouble::conflict, "D4"};
inline const Refusal already_verified{"complaint.already-verified", Trouble::conflict, "D4"};
inline const Refusal already_closed{"complaint.already-closed", Trouble::conflict, "D16"};
inline const Refusal not_closed{"complaint.not-closed", Trouble::conflict, "D16"};
inline const Refusal not_answered{"complaint.not-answered", Trouble::conflict, "D16"};
inline const Refusal not_agreed{"complaint.not-agreed", Trouble::conflict, "F4"};
inline const Refusal still_owed{"complaint.still-owed", Trouble::conflict, "D16"};
inline const Refusal not_referred{"complaint.not-referred", Trouble::conflict, "D6"};
inline const Refusal already_referred{"complaint.already-referred", Trouble::conflict, "D6"};
inline const Refusal promise_in_the_past{"complaint.promise-in-the-past", Trouble::conflict, "D13"};
inline const Refusal promise_needs_reason{"complaint.promise-needs-reason", Trouble::conflict, "F5"};
inline const Refusal same_department{"complaint.same-department", Trouble::conflict, "D7"};
inline const Refusal level_skipped{"complaint.level-skipped", Trouble::conflict, "I3.3"};
inline const Refusal not_about_product{"complaint.not-about-product", Trouble::conflict, "I3.3"};
inline const Refusal not_about_subordinate{"complaint.not-about-subordinate", Trouble::conflict, "I3.2"};
inline const Refusal call_not_owed{"complaint.call-not-owed", Trouble::conflict, "D11"};
inline const Refusal withdrawn{"complaint.withdrawn", Trouble::conflict, "D16"};
inline const Refusal unit_not_found{"complaint.unit-not-found", Trouble::invalid, {}, {{"unit", "unknown-value"}}};
inline const Refusal person_not_found{"complaint.person-not-found", Trouble::invalid, {}, {{"person", "unknown-value"}}};
inline const Refusal category_not_found{"complaint.category-not-found", Trouble::invalid, {}, {{"category", "unknown-value"}}};
inline const Refusal staff_not_found{"complaint.staff-not-found", Trouble::invalid, {}, {{"responsible", "unknown-value"}}};
inline const Refusal category_same_name{"complaint.category-same-name", Trouble::conflict};
inline const Refusal department_not_found{"complaint.department-not-found", Trouble::invalid, {}, {{"department", "unknown-value"}}};
inline const Refusal merged{"complaint.merged", Trouble::conflict, "D16"};
inline const Refusal stale{"stale", Trouble::stale};
}  // namespace refused

// The only way to a record: answers it only if this person may see it, else complaint.not-found; then holds the
// version the person saw against today's (stale, with what changed since).
Result<Complaint> find_for(const work::Actor& actor, SiteId site, store::Tx& tx, Permission p, ComplaintId id);
Result<Complaint> find_for(work::Unit& unit, Permission p, ComplaintId id, std::int64_t seen_version);

// What a step does: works on the matter, or speaks with its household. A merged matter is worked on where it was merged
// into; with a household of its own one still speaks about it here. Otherwise like find_for.
enum class Side { work, household };
Result<Complaint> find_to_act(work::Unit& unit, Permission p, ComplaintId id, std::int64_t seen_version, Side side);

void insert(store::Tx& tx, const Complaint& c);
// One versioned write: throws store::StaleRow if somebody saved the row since it was read.
void save(store::Tx& tx, const Complaint& c);
std::string next_number(store::Tx& tx, SiteId site, Kind kind, Day day);
std::string_view number_prefix(Kind kind);

// Facts that every event of this module carries: ids and choices, nothing personal.
boost::json::object facts_of(const Complaint& c);
journal::Event event_of(const Complaint& c, std::string name, boost::json::object personal = {});

Phase phase_of(State state, bool something_open);

// Saves the step and tells its event; answers what a row needs.
Changed carry_out(work::Unit& unit, Step step);

// Puts what a person may search for into the index.
void index_for_search(store::Tx& tx, const Complaint& c);

}  // namespace huiyin::complaints
