// Training (C11): a plan approved by the director, sessions, sign-in, and what they lead to. Exams stand in exams.hpp, the case
// library in cases.hpp. Who may be put to work is a question for the qualification.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "qualification/qualification.hpp"

namespace huiyin::training {
using qualification::CourseKind;
using work::Permission;
using work::Post;
using work::Unit;

// ---- plans ----
enum class PlanKind { yearly, occasional };
BOOST_DESCRIBE_ENUM(PlanKind, yearly, occasional)
enum class PlanState { proposed, approved, returned };
BOOST_DESCRIBE_ENUM(PlanState, proposed, approved, returned)

struct PlanItem {
    static constexpr std::array optional_fields = {"note"};
    CourseId course{};
    Day day{};              // about when
    std::string note;       // for whom, by whom
};
BOOST_DESCRIBE_STRUCT(PlanItem, (), (course, day, note))
struct PlanItemView {
    CourseId course{};
    std::string title;
    Day day{};
    std::string note;
    std::int64_t sessions = 0;
};
BOOST_DESCRIBE_STRUCT(PlanItemView, (), (course, title, day, note, sessions))
struct PlanView {
    TrainingPlanId id{};
    PlanKind kind = PlanKind::yearly;
    int year = 0;
    std::string title, aim;
    std::vector<PlanItemView> items;
    PlanState state = PlanState::proposed;
    std::string proposed_by_name, ruled_by_name, ruling;
    Instant proposed_at{};
    std::optional<Instant> ruled_at, due_at;
    bool may_rule = false, may_revise = false, may_hold = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (id, kind, year, title, aim, items, state, proposed_by_name, ruled_by_name, ruling, proposed_at, ruled_at, due_at,
                                     may_rule, may_revise, may_hold, version))
struct ListPlans { static constexpr auto needs = Permission::see_training; };  // GET /training-plans
BOOST_DESCRIBE_STRUCT(ListPlans, (), ())
struct PlanList {
    std::vector<PlanView> plans;
    bool may_propose = false;
};
BOOST_DESCRIBE_STRUCT(PlanList, (), (plans, may_propose))
struct ProposePlan {  // POST /training-plans
    static constexpr auto needs = Permission::plan_training;
    static constexpr std::array optional_fields = {"aim"};
    PlanKind kind = PlanKind::yearly;
    int year = 0;
    std::string title, aim;
    std::vector<PlanItem> items;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ProposePlan, (), (kind, year, title, aim, items))
struct RevisePlan {  // PUT /training-plans/{id}: what was returned is proposed again
    static constexpr auto needs = Permission::plan_training;
    static constexpr std::array optional_fields = {"aim"};
    TrainingPlanId id{};
    std::int64_t version = 0;
    std::string title, aim;
    std::vector<PlanItem> items;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RevisePlan, (), (id, version, title, aim, items))
enum class PlanRuling { approve, send_back };
BOOST_DESCRIBE_ENUM(PlanRuling, approve, send_back)
struct RuleOnPlan {  // POST /training-plans/{id}/ruling: the site director, never on one's own
    static constexpr auto needs = Permission::approve_training;
    static constexpr std::array optional_fields = {"reason"};
    TrainingPlanId id{};
    std::int64_t version = 0;
    PlanRuling ruling = PlanRuling::approve;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnPlan, (), (id, version, ruling, reason))
struct PlanChanged {
    TrainingPlanId id{};
    PlanState state = PlanState::proposed;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PlanChanged, (), (id, state, version))

// ---- sessions ----
enum class SessionState { planned, held, cancelled };
BOOST_DESCRIBE_ENUM(SessionState, planned, held, cancelled)

struct Attendee {
    StaffId staff{};
    std::string name;
    std::optional<Instant> signed_at, confirmed_at;
    std::optional<ExamId> exam;     // opened when the session was closed
};
BOOST_DESCRIBE_STRUCT(Attendee, (), (staff, name, signed_at, confirmed_at, exam))
struct Material {
    std::string id, name, media_type;
    std::int64_t size = 0;
    Instant added_at{};
};
BOOST_DESCRIBE_STRUCT(Material, (), (id, name, media_type, size, added_at))
struct SessionRow {
    SessionId id{};
    CourseId course{};
    std::string course_title, place, trainer_name;
    Instant starts_at{}, ends_at{};
    SessionState state = SessionState::planned;
    std::int64_t invited = 0, signed_in = 0, confirmed = 0;
    bool mine = false;              // I am invited, or I hold it
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, course, course_title, place, trainer_name, starts_at, ends_at, state, invited, signed_in, confirmed, mine))
struct ListSessions {  // GET /training-sessions: one's own; everybody's for who may see the training
    static constexpr auto needs = Permission::anyone;
    std::optional<bool> mine;
    std::optional<TrainingPlanId> plan;
};
BOOST_DESCRIBE_STRUCT(ListSessions, (), (mine, plan))
struct SessionList { std::vector<SessionRow> sessions; };
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))
struct OpenSession {  // GET /training-sessions/{id}
    static constexpr auto needs = Permission::anyone;
    SessionId id{};
};
BOOST_DESCRIBE_STRUCT(OpenSession, (), (id))
struct SessionPage {
    SessionId id{};
    TrainingPlanId plan{};
    std::string plan_title;
    CourseId course{};
    std::string course_title, place, trainer_name, note;
    StaffId trainer{};
    Instant starts_at{}, ends_at{};
    SessionState state = SessionState::planned;
    std::vector<Attendee> attendees;
    std::vector<Material> materials;
    bool may_sign = false, signed_in = false, may_confirm = false, may_change = false, may_add = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SessionPage, (), (id, plan, plan_title, course, course_title, place, trainer_name, note, trainer, starts_at, ends_at, state,
                                        attendees, materials, may_sign, signed_in, may_confirm, may_change, may_add, version))
struct PlanSession {  // POST /training-sessions: only by an approved plan
    static constexpr auto needs = Permission::plan_training;
    static constexpr std::array optional_fields = {"invited"};
    TrainingPlanId plan{};
    CourseId course{};
    std::string place;
    Instant starts_at{}, ends_at{};
    StaffId trainer{};
    std::vector<StaffId> invited;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PlanSession, (), (plan, course, place, starts_at, ends_at, trainer, invited))
struct MoveSession {  // POST /training-sessions/{id}/move
    static constexpr auto needs = Permission::plan_training;
    SessionId id{};
    std::int64_t version = 0;
    std::string place, reason;
    Instant starts_at{}, ends_at{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MoveSession, (), (id, version, place, reason, starts_at, ends_at))
struct CancelSession {  // POST /training-sessions/{id}/cancellation
    static constexpr auto needs = Permission::plan_training;
    SessionId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CancelSession, (), (id, version, reason))
struct SignAttendance {  // POST /training-sessions/{id}/sign-in: with one's own account, on the day
    static constexpr auto needs = Permission::anyone;
    SessionId id{};
};
BOOST_DESCRIBE_STRUCT(SignAttendance, (), (id))
struct CloseSession {  // POST /training-sessions/{id}/closing: the trainer confirms who was there; exams open for them
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"note"};
    SessionId id{};
    std::int64_t version = 0;
    std::vector<StaffId> present;
    std::string note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CloseSession, (), (id, version, present, note))
struct SessionChanged {
    SessionId id{};
    SessionState state = SessionState::planned;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SessionChanged, (), (id, state, version))
struct MaterialKept { std::string id; };
BOOST_DESCRIBE_STRUCT(MaterialKept, (), (id))

Result<PlanList> list_plans(work::Reading& reading, const ListPlans& query);
Result<PlanChanged> propose_plan(Unit& unit, const ProposePlan& command);
Result<PlanChanged> revise_plan(Unit& unit, const RevisePlan& command);
Result<PlanChanged> rule_on_plan(Unit& unit, const RuleOnPlan& command);
Result<SessionList> list_sessions(work::Reading& reading, const ListSessions& query);
Result<SessionPage> open_session(work::Reading& reading, const OpenSession& query);
Result<SessionChanged> plan_session(Unit& unit, const PlanSession& command);
Result<SessionChanged> move_session(Unit& unit, const MoveSession& command);
Result<SessionChanged> cancel_session(Unit& unit, const CancelSession& command);
Result<SessionChanged> sign_attendance(Unit& unit, const SignAttendance& command);
Result<SessionChanged> close_session(Unit& unit, const CloseSession& command);

void add_routes(work::Routes& routes);
// Hears which matters were closed, ends exams whose time ran out, names its subjects.
void listen(work::World& world);

}  // namespace huiyin::training
