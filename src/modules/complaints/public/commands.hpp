// What a person may ask of a complaint, from the first word to the archive, and the words these commands are made of.
// Each says which permission it needs; the gates themselves stand in the use-cases.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "lexicon/guide.hpp"
#include "obligations/obligations.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::complaints {
using work::Permission;

enum class Kind { complaint, enquiry, repair_request, demand, opinion, violation };
BOOST_DESCRIBE_ENUM(Kind, complaint, enquiry, repair_request, demand, opinion, violation)
// Numbers start with TS, ZX, BX, YQ, YJ, WZ.

enum class About { household_matter, office, subordinate_company, product, other };  // office: B5; subordinate: I3.2; product: I3.3
BOOST_DESCRIBE_ENUM(About, household_matter, office, subordinate_company, product, other)

enum class Source { phone, walk_in, letter, message, qr_code, patrol, follow_up, authority, imported };
BOOST_DESCRIBE_ENUM(Source, phone, walk_in, letter, message, qr_code, patrol, follow_up, authority, imported)

enum class Severity { slight, ordinary, serious, critical };
BOOST_DESCRIBE_ENUM(Severity, slight, ordinary, serious, critical)

enum class Importance { ordinary, important };  // important: C4, reported to the site director
BOOST_DESCRIBE_ENUM(Importance, ordinary, important)

enum class State { recorded, verified, referred, answered, closed, withdrawn };
BOOST_DESCRIBE_ENUM(State, recorded, verified, referred, answered, closed, withdrawn)

// What a screen's glyph shows: dotted ring, half, three quarters (waits for the customer), dot (call-back due), tick.
enum class Phase { new_, working, waiting, follow_up, done };
BOOST_DESCRIBE_ENUM(Phase, new_, working, waiting, follow_up, done)

enum class Substance { substantiated, partly, unsubstantiated };
BOOST_DESCRIBE_ENUM(Substance, substantiated, partly, unsubstantiated)

enum class Agreement { agreed, not_agreed, unreachable, not_asked };  // anything but agreed needs its reason (F4)
BOOST_DESCRIBE_ENUM(Agreement, agreed, not_agreed, unreachable, not_asked)

// What the customer said when asked while closing (F3); the follow-up call asks again.
enum class Satisfaction { satisfied, fairly_satisfied, dissatisfied };
BOOST_DESCRIBE_ENUM(Satisfaction, satisfied, fairly_satisfied, dissatisfied)

enum class Channel { phone, face_to_face, letter, message };
BOOST_DESCRIBE_ENUM(Channel, phone, face_to_face, letter, message)

enum class ReportTo { department_director, site_director };  // D5, C4
BOOST_DESCRIBE_ENUM(ReportTo, department_director, site_director)

enum class Level { supervisor, manager, maker };  // I3.3, level by level
BOOST_DESCRIBE_ENUM(Level, supervisor, manager, maker)

// POST bodies; the id comes from the path.

// POST /complaints. From this second every clock of the rulebook runs.
struct RecordComplaint {
    static constexpr auto needs = Permission::record_complaints;
    static constexpr std::array optional_fields = {"about", "severity", "importance", "wants", "place", "caller_name", "caller_phone", "questions"};
    Kind kind = Kind::complaint;
    About about = About::household_matter;
    Source source = Source::phone;
    CategoryId category{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string caller_name, caller_phone;  // when the caller is not in the archive
    std::string place;                      // where, in words
    std::string subject;                    // one line, at most 120 characters
    std::string text;                       // what was said, at most 8000
    std::string wants;                      // what the customer wants
    Severity severity = Severity::ordinary;
    Importance importance = Importance::ordinary;
    std::optional<StaffId> responsible;     // default: the recorder
    std::optional<StaffId> executor;
    std::optional<DepartmentId> department; // responsible department; default: the category's
    std::optional<Instant> promised_at;     // an answer promised while recording (D13)
    std::optional<ComplaintId> duplicate_of;  // recorded all the same, and linked to the matter it seems to be
    std::vector<lexicon::GuideUse> questions;  // what the guide proposed while it was recorded (J1–J8, D17, D18, I3.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordComplaint, (), (kind, about, source, category, unit, person, caller_name, caller_phone, place, subject,
                                            text, wants, severity, importance, responsible, executor, department, promised_at,
                                            duplicate_of, questions))

// Every command below carries `version`: what the person saw. A stale one is refused 409 "stale" with what changed.
struct VerifyComplaint {  // POST /complaints/{id}/verification (D4)
    static constexpr auto needs = Permission::verify_complaints;
    static constexpr std::array optional_fields = {"cause"};
    ComplaintId id{};
    std::int64_t version = 0;
    Substance substance = Substance::substantiated;
    std::string finding;
    std::string cause;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(VerifyComplaint, (), (id, version, substance, finding, cause))

struct ReportComplaint {  // POST /complaints/{id}/reports (D5, C4)
    static constexpr auto needs = Permission::report_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    ReportTo to = ReportTo::department_director;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ReportComplaint, (), (id, version, to, text))

struct AssignComplaint {  // POST /complaints/{id}/assignment: who is responsible and who does it, within the department
    static constexpr auto needs = Permission::hand_over_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    StaffId responsible{};
    std::optional<StaffId> executor;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AssignComplaint, (), (id, version, responsible, executor))

struct HandOverComplaint {  // POST /complaints/{id}/hand-overs: to another department, with the reason (B5, D7)
    static constexpr auto needs = Permission::hand_over_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    DepartmentId department{};
    std::optional<StaffId> responsible;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(HandOverComplaint, (), (id, version, department, responsible, reason))

struct ReferComplaint {  // POST /complaints/{id}/referral: cannot be solved here, goes up (D6)
    static constexpr auto needs = Permission::refer_complaints;
    static constexpr std::array optional_fields = {"proposal"};
    ComplaintId id{};
    std::int64_t version = 0;
    std::string reason;
    std::string proposal;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ReferComplaint, (), (id, version, reason, proposal))

struct DecideComplaint {  // POST /complaints/{id}/decision: the centre manager decides (D6)
    static constexpr auto needs = Permission::decide_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string decision;
    std::optional<DepartmentId> department;
    std::optional<StaffId> responsible;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(DecideComplaint, (), (id, version, decision, department, responsible))

struct PromiseAnswer {  // POST /complaints/{id}/promise: a first promise, or a moved one with its reason (D13, F5)
    static constexpr auto needs = Permission::promise_answers;
    static constexpr std::array optional_fields = {"reason", "say_anyway"};
    ComplaintId id{};
    std::int64_t version = 0;
    Instant promised_at{};
    std::string what;
    std::string reason;  // required when a promise stands already
    std::string say_anyway;  // why a forbidden phrase goes out all the same (F5.1); so below
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PromiseAnswer, (), (id, version, promised_at, what, reason, say_anyway))

struct AnswerComplaint {  // POST /complaints/{id}/answer
    static constexpr auto needs = Permission::answer_complaints;
    static constexpr std::array optional_fields = {"say_anyway"};
    ComplaintId id{};
    std::int64_t version = 0;
    Channel channel = Channel::phone;
    std::string text;
    std::string say_anyway;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AnswerComplaint, (), (id, version, channel, text, say_anyway))

struct RecordAgreement {  // POST /complaints/{id}/agreement (F4)
    static constexpr auto needs = Permission::answer_complaints;
    static constexpr std::array optional_fields = {"reason", "say_anyway"};
    ComplaintId id{};
    std::int64_t version = 0;
    Agreement agreement = Agreement::agreed;
    std::string reason;
    std::string say_anyway;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordAgreement, (), (id, version, agreement, reason, say_anyway))

struct CloseComplaint {  // POST /complaints/{id}/closure (D8, D16, F4)
    static constexpr auto needs = Permission::close_complaints;
    static constexpr std::array optional_fields = {"say_anyway"};
    ComplaintId id{};
    std::int64_t version = 0;
    std::string outcome;  // the customer reads it, on the form and on the public page
    std::optional<Satisfaction> satisfaction;  // if the customer was asked while closing (F3)
    std::string say_anyway;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CloseComplaint, (), (id, version, outcome, satisfaction, say_anyway))

struct ReopenComplaint {  // POST /complaints/{id}/reopening
    static constexpr auto needs = Permission::reopen_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ReopenComplaint, (), (id, version, reason))

struct WithdrawComplaint {  // POST /complaints/{id}/withdrawal: the customer takes it back
    static constexpr auto needs = Permission::close_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(WithdrawComplaint, (), (id, version, reason))

struct NoteComplaint {  // POST /complaints/{id}/notes: internal only
    static constexpr auto needs = Permission::record_complaints;
    ComplaintId id{};
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(NoteComplaint, (), (id, text))

struct ChangeImportance {  // POST /complaints/{id}/importance
    static constexpr auto needs = Permission::record_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    Importance importance = Importance::important;
    Severity severity = Severity::ordinary;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeImportance, (), (id, version, importance, severity, reason))

struct RaiseComplaint {  // POST /complaints/{id}/raises: about a product, upward level by level to the maker (I3.3)
    static constexpr auto needs = Permission::report_complaints;
    static constexpr std::array optional_fields = {"body"};
    ComplaintId id{};
    std::int64_t version = 0;
    Level level = Level::supervisor;
    std::string body;  // the maker's name at the last level
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RaiseComplaint, (), (id, version, level, body, text))

struct AskOutside {  // POST /complaints/{id}/enquiries: about a subordinate company, ask that unit (I3.2)
    static constexpr auto needs = Permission::report_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string body;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AskOutside, (), (id, version, body, text))

struct RecordOutsideAnswer {  // POST /complaints/{id}/enquiry-answers: what the unit or the maker said (I3.2, I3.3)
    static constexpr auto needs = Permission::report_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string body;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordOutsideAnswer, (), (id, version, body, text))

// What every command answers: enough to repaint a row without another request.
struct Changed {
    ComplaintId id{};
    std::string number;
    State state = State::recorded;
    Phase phase = Phase::new_;
    std::int64_t version = 0;
    EventId event{};
};
BOOST_DESCRIBE_STRUCT(Changed, (), (id, number, state, phase, version, event))

}  // namespace huiyin::complaints
