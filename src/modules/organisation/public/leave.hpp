// Leave: asked by whoever is away, decided by somebody who stands above. Approved leave is the one word on who is absent: the
// roster, the days on duty of the appraisal and the deputies all read it here.
#pragma once
#include "organisation/organisation.hpp"

namespace huiyin::organisation {

enum class LeaveKind { annual, sick, personal, marriage, maternity, bereavement, injury, other };
BOOST_DESCRIBE_ENUM(LeaveKind, annual, sick, personal, marriage, maternity, bereavement, injury, other)
enum class LeaveState { asked, approved, declined, withdrawn };
BOOST_DESCRIBE_ENUM(LeaveState, asked, approved, declined, withdrawn)

struct LeaveView {
    LeaveId id{};
    StaffId staff{};
    std::string staff_name;
    LeaveKind kind = LeaveKind::annual;
    Day from{}, until{};              // both days are away
    std::string reason;
    std::string deputy_name;
    LeaveState state = LeaveState::asked;
    Instant asked_at{};
    std::string ruled_by_name, ruling;
    bool may_rule = false, may_withdraw = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LeaveView, (), (id, staff, staff_name, kind, from, until, reason, deputy_name, state, asked_at, ruled_by_name, ruling,
                                      may_rule, may_withdraw, version))

enum class LeaveShow { mine, to_rule, all };
BOOST_DESCRIBE_ENUM(LeaveShow, mine, to_rule, all)
struct ListLeaves {  // GET /leaves
    static constexpr auto needs = Permission::anyone;
    LeaveShow show = LeaveShow::mine;
};
BOOST_DESCRIBE_STRUCT(ListLeaves, (), (show))
struct LeaveList {
    std::vector<LeaveView> rows;
    std::int64_t to_rule = 0;
    bool may_approve = false;
};
BOOST_DESCRIBE_STRUCT(LeaveList, (), (rows, to_rule, may_approve))

struct AskLeave {  // POST /leaves: for oneself
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"reason"};
    LeaveKind kind = LeaveKind::annual;
    Day from{}, until{};
    std::string reason;
    std::optional<StaffId> deputy;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AskLeave, (), (kind, from, until, reason, deputy))
enum class LeaveVerdict { approve, decline };
BOOST_DESCRIBE_ENUM(LeaveVerdict, approve, decline)
struct RuleOnLeave {  // POST /leaves/{id}/ruling
    static constexpr auto needs = Permission::approve_leave;
    static constexpr std::array optional_fields = {"reason"};
    LeaveId id{};
    std::int64_t version = 0;
    LeaveVerdict verdict = LeaveVerdict::approve;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnLeave, (), (id, version, verdict, reason))
struct WithdrawLeave {  // POST /leaves/{id}/withdrawal: while it has not begun
    static constexpr auto needs = Permission::anyone;
    LeaveId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WithdrawLeave, (), (id, version))
struct LeaveChanged {
    LeaveId id{};
    LeaveState state = LeaveState::asked;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LeaveChanged, (), (id, state, version))

Result<LeaveList> list_leaves(work::Reading& reading, const ListLeaves& query);
Result<LeaveChanged> ask_leave(work::Unit& unit, const AskLeave& command);
Result<LeaveChanged> rule_on_leave(work::Unit& unit, const RuleOnLeave& command);
Result<LeaveChanged> withdraw_leave(work::Unit& unit, const WithdrawLeave& command);
void add_leave_routes(work::Routes& routes);
void listen(work::World& world);

// ---- what other modules may ask ----
// Days on which somebody is away: approved leave, and the time for which a deputy stands in.
struct Absence {
    StaffId staff{};
    Day from{}, until{};  // both away
};
std::vector<Absence> absences_of(store::Tx& tx, SiteId site, const Zone& zone, Day from, Day until);
bool absent_on(store::Tx& tx, StaffId staff, const Zone& zone, Day day);
// Working days of the calendar between `from` and `until` (both counted) on which this person is away.
int working_days_away(store::Tx& tx, StaffId staff, const WorkingCalendar& calendar, Day from, Day until);

}  // namespace huiyin::organisation
