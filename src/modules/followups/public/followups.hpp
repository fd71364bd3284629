// Follow-ups (D9–D14, F5): the call after a matter is closed, after a guest has left, and to every VIP. A sheet has
// attempts in different slots, what was said, points with owner and promise, and the manager's signature.
// Commands are what a person may ask; views are what a screen or a printed form shows.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "lexicon/guide.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::followups {
using work::Permission;

enum class FollowUpReason { complaint, vip, departure };  // D11, D11, D10
BOOST_DESCRIBE_ENUM(FollowUpReason, complaint, vip, departure)

// open: somebody owes the call. done: the call has its result. cancelled: the matter was reopened, no call is owed.
enum class SheetState { open, done, cancelled };
BOOST_DESCRIBE_ENUM(SheetState, open, done, cancelled)

enum class CallResult { reached, unreachable, refused };
BOOST_DESCRIBE_ENUM(CallResult, reached, unreachable, refused)

enum class Satisfaction { satisfied, fairly_satisfied, dissatisfied };
BOOST_DESCRIBE_ENUM(Satisfaction, satisfied, fairly_satisfied, dissatisfied)

enum class Slot { morning, noon, afternoon, evening, outside };  // their hours stand in the rulebook (D11)
BOOST_DESCRIBE_ENUM(Slot, morning, noon, afternoon, evening, outside)

// turned: it became a complaint of its own. dropped: whoever raised it was erased by law, so nobody can be answered.
enum class PointState { open, answered, turned, dropped };
BOOST_DESCRIBE_ENUM(PointState, open, answered, turned, dropped)

enum class Channel { phone, face_to_face, letter, message };
BOOST_DESCRIBE_ENUM(Channel, phone, face_to_face, letter, message)

enum class DissatisfiedRule { reopen, escalate };  // D12
BOOST_DESCRIBE_ENUM(DissatisfiedRule, reopen, escalate)

// ---------- commands ----------

// One thing the customer raised. Either it is answered at once, or a time is promised for the answer (D13).
struct PointInput {
    static constexpr std::array optional_fields = {"answer"};
    std::string text;
    std::optional<StaffId> owner;          // default: whoever writes it down
    std::optional<Instant> promised_at;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(PointInput, (), (text, owner, promised_at, answer))

struct RecordAttempt {  // POST /follow-ups/{id}/attempts
    static constexpr auto needs = Permission::call_back;
    static constexpr std::array optional_fields = {"said", "points", "say_anyway", "questions"};
    FollowUpId id{};
    std::int64_t version = 0;
    CallResult result = CallResult::reached;
    std::optional<Satisfaction> satisfaction;  // required when reached
    std::string said;                          // required when reached
    std::vector<PointInput> points;            // only when reached
    std::string say_anyway;  // why a forbidden phrase goes out (F5.1)
    std::vector<lexicon::GuideUse> questions;  // what the guide proposed during the call (J1–J8); none where nobody was reached
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordAttempt, (), (id, version, result, satisfaction, said, points, say_anyway, questions))

struct GiveUpFollowUp {  // POST /follow-ups/{id}/unreachable: only after enough different slots (D11)
    static constexpr auto needs = Permission::call_back;
    FollowUpId id{};
    std::int64_t version = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(GiveUpFollowUp, (), (id, version))

struct AssignFollowUp {  // POST /follow-ups/{id}/assignment: who calls
    static constexpr auto needs = Permission::call_back;
    FollowUpId id{};
    std::int64_t version = 0;
    StaffId caller{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AssignFollowUp, (), (id, version, caller))

struct CorrectFollowUp {  // PUT /follow-ups/{id}: what was said, put right afterwards; voids a signature
    static constexpr auto needs = Permission::call_back;
    static constexpr std::array optional_fields = {"say_anyway"};
    FollowUpId id{};
    std::int64_t version = 0;
    Satisfaction satisfaction = Satisfaction::satisfied;
    std::string said;
    std::string say_anyway;  // why a forbidden phrase goes out (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CorrectFollowUp, (), (id, version, satisfaction, said, say_anyway))

struct RaisePoint {  // POST /follow-ups/{id}/points: raised later, e.g. when the customer called back
    static constexpr auto needs = Permission::call_back;
    static constexpr std::array optional_fields = {"answer", "say_anyway"};
    FollowUpId id{};
    std::int64_t version = 0;
    std::string text;
    std::optional<StaffId> owner;
    std::optional<Instant> promised_at;
    std::string answer;
    std::string say_anyway;  // why a forbidden phrase goes out (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RaisePoint, (), (id, version, text, owner, promised_at, answer, say_anyway))

struct PromisePoint {  // POST /points/{id}/promise: another time, with its reason (D13, F5); or another owner
    static constexpr auto needs = Permission::see_complaints;
    PointId id{};
    std::int64_t version = 0;
    std::optional<StaffId> owner;
    Instant promised_at{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PromisePoint, (), (id, version, owner, promised_at, reason))

struct AnswerPoint {  // POST /points/{id}/answer: what the customer was told (D14)
    static constexpr auto needs = Permission::answer_complaints;
    static constexpr std::array optional_fields = {"say_anyway"};
    PointId id{};
    std::int64_t version = 0;
    Channel channel = Channel::phone;
    std::string text;
    std::string say_anyway;  // why a forbidden phrase goes out (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AnswerPoint, (), (id, version, channel, text, say_anyway))

struct TurnPoint {  // POST /points/{id}/complaint: it is a complaint of its own
    static constexpr auto needs = Permission::record_complaints;
    PointId id{};
    std::int64_t version = 0;
    CategoryId category{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(TurnPoint, (), (id, version, category))

struct SignFollowUp {  // POST /follow-ups/{id}/signature: `digest` is that of the content the signer has read (D14)
    static constexpr auto needs = Permission::sign_follow_ups;
    FollowUpId id{};
    std::int64_t version = 0;
    std::string digest;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SignFollowUp, (), (id, version, digest))

// What every command answers: enough to repaint a row without another request.
struct FollowUpChanged {
    FollowUpId id{};
    std::string number;
    SheetState state = SheetState::open;
    std::int64_t version = 0;
    EventId event{};
};
BOOST_DESCRIBE_STRUCT(FollowUpChanged, (), (id, number, state, version, event))

// ---------- views ----------

struct AttemptView {
    int position = 0;
    Instant at{};
    Slot slot = Slot::morning;
    bool counts = false;           // false: the same slot of the same day again, or outside the slots
    StaffId caller{};
    std::string caller_name;
    CallResult result = CallResult::reached;
    std::string note;
    std::vector<std::string> questions;  // clauses of the guide that were used
};
BOOST_DESCRIBE_STRUCT(AttemptView, (), (position, at, slot, counts, caller, caller_name, result, note, questions))

struct PromiseMove { Instant at{}; Instant from{}; Instant to{}; std::string reason; };
BOOST_DESCRIBE_STRUCT(PromiseMove, (), (at, from, to, reason))

struct FollowUpAction {            // what this person may do now; the server decides
    std::string name;              // attempt, give_up, assign, correct, raise, sign; of a point: promise, answer, turn
    bool allowed = false;
    std::string refusal;           // a code under "refused." in locales/
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(FollowUpAction, (), (name, allowed, refusal, clause))

struct PointView {
    PointId id{};
    int position = 0;
    PointState state = PointState::open;
    std::string text;
    std::string raised_by_name;
    Instant raised_at{};
    std::optional<StaffId> owner;
    std::string owner_name, department_name;
    std::optional<Instant> promised_at, first_promised_at;
    std::vector<PromiseMove> moves;
    bool broken = false;           // the promised time passed, or was moved after it had
    std::string answer;
    std::optional<Channel> channel;
    std::optional<Instant> answered_at;
    std::string answered_by_name;
    std::string complaint_number, complaint_path;
    std::int64_t version = 0;
    std::vector<FollowUpAction> actions;
};
BOOST_DESCRIBE_STRUCT(PointView, (), (id, position, state, text, raised_by_name, raised_at, owner, owner_name, department_name, promised_at,
                                      first_promised_at, moves, broken, answer, channel, answered_at, answered_by_name, complaint_number,
                                      complaint_path, version, actions))

struct SignatureView {
    std::string digest;            // SHA-256 of the content that was signed, in hex
    std::string signed_by_name;
    Instant signed_at{};
    bool valid = false;            // it stands and the content still has this digest
    std::optional<Instant> voided_at;
    std::string voided_by_name, voided_because;  // attempt, correction, point, answer, promise, complaint
};
BOOST_DESCRIBE_STRUCT(SignatureView, (), (digest, signed_by_name, signed_at, valid, voided_at, voided_by_name, voided_because))

struct SlotView { Slot slot = Slot::morning; int from = 0, until = 0; bool tried_today = false; };  // minutes of the day
BOOST_DESCRIBE_STRUCT(SlotView, (), (slot, from, until, tried_today))

struct SheetOwed {                 // a debt on this sheet or, for the call, on its matter
    ObligationId id{};
    std::string clause, act, state, owner_name;
    Instant opened_at{}, due_at{};
    bool breached = false;
};
BOOST_DESCRIBE_STRUCT(SheetOwed, (), (id, clause, act, state, owner_name, opened_at, due_at, breached))

struct OpenFollowUp {  // GET /follow-ups/{id}
    static constexpr auto needs = Permission::see_complaints;
    FollowUpId id{};
};
BOOST_DESCRIBE_STRUCT(OpenFollowUp, (), (id))
struct OpenFollowUpOf {  // GET /complaints/{id}/follow-up: the newest sheet of a matter
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(OpenFollowUpOf, (), (id))

// GET /complaints/{id}/follow-ups: every sheet of a matter, of the household that complained and of each that joined it.
struct ListFollowUpsOf {
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(ListFollowUpsOf, (), (id))

struct FollowUpPage {
    FollowUpId id{};
    std::string number;
    std::int64_t version = 0;
    FollowUpReason reason = FollowUpReason::complaint;
    SheetState state = SheetState::open;
    std::optional<ComplaintId> complaint;
    std::string complaint_number, complaint_path;
    std::string matter, outcome;                   // what it was about, and what it came to
    std::optional<PersonId> person;
    std::optional<UnitId> unit;
    std::string customer, room, phone, role, note; // masked
    bool vip = false;
    Instant opened_at{};
    std::optional<Instant> due_at;                 // of the call
    std::optional<StaffId> caller;
    std::string caller_name;
    std::optional<DepartmentId> department;
    std::string department_name;
    std::optional<Instant> called_at;
    std::optional<CallResult> result;
    std::optional<Satisfaction> satisfaction;
    std::optional<DissatisfiedRule> dissatisfied_rule;
    std::string said;
    std::vector<AttemptView> attempts;
    int slots_tried = 0, slots_needed = 0;
    std::vector<SlotView> slots;                   // of today
    std::vector<PointView> points;
    std::string digest;                            // of the content as it stands: what a signature would be bound to
    std::vector<SignatureView> signatures;         // newest first
    std::string signer_name;                       // who is to sign it
    bool joined = false;                           // of a household that had joined the matter
    bool erased = false;                           // the customer's words were erased by law; signatures keep their digests
    std::vector<SheetOwed> owed;
    std::vector<FollowUpAction> actions;
};
BOOST_DESCRIBE_STRUCT(FollowUpPage, (), (id, number, version, reason, state, complaint, complaint_number, complaint_path, matter, outcome,
                                         person, unit, customer, room, phone, role, note, vip, opened_at, due_at, caller, caller_name,
                                         department, department_name, called_at, result, satisfaction, dissatisfied_rule, said, attempts,
                                         slots_tried, slots_needed, slots, points, digest, signatures, signer_name, joined, erased, owed, actions))

struct SheetOfMatter {
    std::optional<ReporterId> reporter;            // none: of the household that complained
    FollowUpId id{};
    std::string number;
    SheetState state = SheetState::open;
    std::string customer, room;                    // masked
    Instant opened_at{};
    std::optional<Instant> due_at;                 // of the call
    bool late = false;
    std::optional<CallResult> result;
    std::optional<Satisfaction> satisfaction;
};
BOOST_DESCRIBE_STRUCT(SheetOfMatter, (), (reporter, id, number, state, customer, room, opened_at, due_at, late, result, satisfaction))
struct SheetsOfMatter { std::vector<SheetOfMatter> sheets; };  // oldest first
BOOST_DESCRIBE_STRUCT(SheetsOfMatter, (), (sheets))

enum class FollowUpTab { due, mine, to_sign, all };
BOOST_DESCRIBE_ENUM(FollowUpTab, due, mine, to_sign, all)

struct ListFollowUps {  // GET /follow-ups
    static constexpr auto needs = Permission::see_complaints;
    std::optional<FollowUpTab> tab;                        // due if absent
    std::optional<std::string> cursor;
    std::optional<int> limit;                      // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListFollowUps, (), (tab, cursor, limit))
struct SheetRow {
    FollowUpId id{};
    std::string number;
    FollowUpReason reason = FollowUpReason::complaint;
    SheetState state = SheetState::open;
    std::string customer, room, matter;
    std::string caller_name, signer_name;
    Instant opened_at{};
    std::optional<Instant> due_at;                 // of the call, or of the signature once it is ready
    bool late = false;
    std::optional<CallResult> result;
    std::optional<Satisfaction> satisfaction;
    int attempts = 0, slots = 0, points = 0, open_points = 0;
    std::optional<Instant> ready_at, signed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (id, number, reason, state, customer, room, matter, caller_name, signer_name, opened_at, due_at, late,
                                        result, satisfaction, attempts, slots, points, open_points, ready_at, signed_at, version))
struct FollowUpTabCount { FollowUpTab tab = FollowUpTab::due; std::int64_t count = 0; bool capped = false; };
BOOST_DESCRIBE_STRUCT(FollowUpTabCount, (), (tab, count, capped))
struct FollowUpList {
    std::vector<SheetRow> rows;
    std::string next;
    std::int64_t total = 0;                        // exactly the rows that paging to the end would give
    bool total_capped = false;                     // true: at least `total`
    std::vector<FollowUpTabCount> tabs;
};
BOOST_DESCRIBE_STRUCT(FollowUpList, (), (rows, next, total, total_capped, tabs))

void add_routes(work::Routes& routes);

}  // namespace huiyin::followups
