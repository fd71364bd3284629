// The duty roster (C3 值班表): kinds of shifts, patterns and coverage as data of the site, the month as a grid, published through
// a gate, swapped by consent, and read by whoever wants to know who is on duty now.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "roster/judge.hpp"
#include "work/routes.hpp"

namespace huiyin::roster {
using work::Permission;
using work::Unit;

// ---- what the site works by ----
struct ShiftKind {
    ShiftId id{};
    std::string name, mark;        // 夜班, 夜
    int start_minute = 0;          // of the day, site time
    int length_minutes = 0;        // over midnight too
    bool active = true;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ShiftKind, (), (id, name, mark, start_minute, length_minutes, active, version))
struct ShiftPattern {
    PatternId id{};
    std::string name;
    std::vector<ShiftId> cycle;    // day by day; none is a day off
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ShiftPattern, (), (id, name, cycle, version))
struct CoverageRule {
    CoverageId id{};
    Post post = Post::service_officer;
    ShiftId shift{};
    DayType day_kind = DayType::workday;
    int least = 1;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CoverageRule, (), (id, post, shift, day_kind, least, version))

struct OpenRosterSettings { static constexpr auto needs = Permission::edit_roster; };  // GET /roster-settings
BOOST_DESCRIBE_STRUCT(OpenRosterSettings, (), ())
struct RosterSettings {
    std::vector<ShiftKind> shifts;
    std::vector<ShiftPattern> patterns;
    std::vector<CoverageRule> coverage;
    int rest_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(RosterSettings, (), (shifts, patterns, coverage, rest_minutes))

struct RosterKept {
    std::string id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RosterKept, (), (id, version))
struct CreateShift {  // POST /shifts
    static constexpr auto needs = Permission::edit_roster;
    std::string name, mark;
    int start_minute = 0, length_minutes = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateShift, (), (name, mark, start_minute, length_minutes))
struct ChangeShift {  // PUT /shifts/{id}: its times only while nobody works it
    static constexpr auto needs = Permission::edit_roster;
    ShiftId id{};
    std::int64_t version = 0;
    std::string name, mark;
    int start_minute = 0, length_minutes = 0;
    bool active = true;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeShift, (), (id, version, name, mark, start_minute, length_minutes, active))
struct KeepPattern {  // POST /shift-patterns; the same name again replaces it
    static constexpr auto needs = Permission::edit_roster;
    std::string name;
    std::vector<ShiftId> cycle;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(KeepPattern, (), (name, cycle))
struct DropPattern {  // DELETE /shift-patterns/{id}
    static constexpr auto needs = Permission::edit_roster;
    PatternId id{};
};
BOOST_DESCRIBE_STRUCT(DropPattern, (), (id))
struct KeepCoverage {  // POST /shift-coverage; `least` of 0 takes the rule away
    static constexpr auto needs = Permission::edit_roster;
    Post post = Post::service_officer;
    ShiftId shift{};
    DayType day_kind = DayType::workday;
    int least = 1;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(KeepCoverage, (), (post, shift, day_kind, least))

// ---- the month ----
enum class RosterState { draft, published };
BOOST_DESCRIBE_ENUM(RosterState, draft, published)

struct OpenRoster {  // GET /rosters/{month}: a draft only to who may edit it
    static constexpr auto needs = Permission::anyone;
    Day month{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenRoster, (), (month))
struct RosterDay {
    Day day{};
    DayType kind = DayType::workday;
};
BOOST_DESCRIBE_STRUCT(RosterDay, (), (day, kind))
struct RosterPerson {
    StaffId id{};
    std::string name, department_name;
    std::vector<Post> posts;
    std::vector<std::vector<int>> cells;  // day by day: places in `shifts`
    std::vector<int> away;                // places in `days`
};
BOOST_DESCRIBE_STRUCT(RosterPerson, (), (id, name, department_name, posts, cells, away))
struct RosterMonth {
    Day month{};
    RosterState state = RosterState::draft;
    std::int64_t version = 0;             // 0: nobody has begun it
    std::optional<Instant> published_at, due_at;
    std::string published_by_name;
    bool late = false, may_edit = false;
    std::vector<ShiftKind> shifts;
    std::vector<ShiftPattern> patterns;
    std::vector<RosterDay> days;
    std::vector<RosterPerson> people;
    std::vector<RosterProblem> problems;
    std::vector<CoverageGap> gaps;
};
BOOST_DESCRIBE_STRUCT(RosterMonth, (), (month, state, version, published_at, due_at, published_by_name, late, may_edit, shifts, patterns, days,
                                        people, problems, gaps))

struct CellInput {
    StaffId staff{};
    Day day{};
    std::vector<ShiftId> shifts;  // what the cell holds from now on
};
BOOST_DESCRIBE_STRUCT(CellInput, (), (staff, day, shifts))
struct ChangeCells {  // PUT /rosters/{month}/cells; in a published month through the same gate as publishing
    static constexpr auto needs = Permission::edit_roster;
    Day month{};
    std::int64_t version = 0;
    std::vector<CellInput> cells;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeCells, (), (month, version, cells))
struct FillByPattern {  // POST /rosters/{month}/fills: each person a step later, so that the shifts are shared
    static constexpr auto needs = Permission::edit_roster;
    static constexpr std::array optional_fields = {"step"};
    Day month{};
    std::int64_t version = 0;
    PatternId pattern{};
    std::vector<StaffId> staff;
    Day from{};
    int step = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(FillByPattern, (), (month, version, pattern, staff, from, step))
struct PublishRoster {  // POST /rosters/{month}/publication
    static constexpr auto needs = Permission::edit_roster;
    Day month{};
    std::int64_t version = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PublishRoster, (), (month, version))
// What the edit did to the month, so that the page need not ask for all of it again.
struct RosterChanged {
    Day month{};
    RosterState state = RosterState::draft;
    std::int64_t version = 0;
    std::vector<RosterProblem> problems;
    std::vector<CoverageGap> gaps;
};
BOOST_DESCRIBE_STRUCT(RosterChanged, (), (month, state, version, problems, gaps))

// ---- one's own shifts, and who is on duty ----
struct ListMyShifts { static constexpr auto needs = Permission::anyone; };  // GET /my-shifts: of published months, from today on
BOOST_DESCRIBE_STRUCT(ListMyShifts, (), ())
struct MyShift {
    Day day{};
    ShiftId shift{};
    std::string name, mark;
    Instant from{}, until{};
    bool away = false, now = false;
};
BOOST_DESCRIBE_STRUCT(MyShift, (), (day, shift, name, mark, from, until, away, now))
struct OnDutyPerson {
    StaffId id{};
    std::string name;
    std::vector<Post> posts;
    std::string shift_name;
    Instant until{};
};
BOOST_DESCRIBE_STRUCT(OnDutyPerson, (), (id, name, posts, shift_name, until))
struct MyShifts {
    std::vector<MyShift> shifts;
    std::vector<OnDutyPerson> on_duty;  // now, at this site
    bool has_feed = false;
    std::int64_t swaps_to_answer = 0;
};
BOOST_DESCRIBE_STRUCT(MyShifts, (), (shifts, on_duty, has_feed, swaps_to_answer))

// ---- swaps ----
enum class SwapState { asked, agreed, refused, approved, declined, withdrawn };
BOOST_DESCRIBE_ENUM(SwapState, asked, agreed, refused, approved, declined, withdrawn)
struct SwapView {
    SwapId id{};
    StaffId asker{}, other{};
    std::string asker_name, other_name;
    Day asker_day{};
    std::string asker_shift;
    std::optional<Day> other_day;
    std::string other_shift;
    std::string reason;
    SwapState state = SwapState::asked;
    Instant asked_at{};
    std::string ruling;
    bool may_answer = false, may_rule = false, may_withdraw = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SwapView, (), (id, asker, other, asker_name, other_name, asker_day, asker_shift, other_day, other_shift, reason, state,
                                     asked_at, ruling, may_answer, may_rule, may_withdraw, version))
struct ListSwaps { static constexpr auto needs = Permission::anyone; };  // GET /shift-swaps: one's own; all that wait, to who approves
BOOST_DESCRIBE_STRUCT(ListSwaps, (), ())
struct SwapList { std::vector<SwapView> rows; };
BOOST_DESCRIBE_STRUCT(SwapList, (), (rows))
struct ListOffers {  // GET /shift-offers?day=&shift=: who could stand in, and which of their shifts could be taken in return
    static constexpr auto needs = Permission::anyone;
    Day day{};
    ShiftId shift{};
};
BOOST_DESCRIBE_STRUCT(ListOffers, (), (day, shift))
struct Offer {
    StaffId staff{};
    std::string name;
    std::vector<MyShift> shifts;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (staff, name, shifts))
struct OfferList { std::vector<Offer> offers; };
BOOST_DESCRIBE_STRUCT(OfferList, (), (offers))
struct AskSwap {  // POST /shift-swaps: one's own shift for somebody else's, or for nothing
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"reason"};
    Day day{};
    ShiftId shift{};
    StaffId other{};
    std::optional<Day> other_day;
    std::optional<ShiftId> other_shift;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AskSwap, (), (day, shift, other, other_day, other_shift, reason))
enum class SwapAnswer { agree, refuse, withdraw };
BOOST_DESCRIBE_ENUM(SwapAnswer, agree, refuse, withdraw)
struct AnswerSwap {  // POST /shift-swaps/{id}/answer: the other agrees or refuses, the asker withdraws
    static constexpr auto needs = Permission::anyone;
    SwapId id{};
    std::int64_t version = 0;
    SwapAnswer answer = SwapAnswer::agree;
};
BOOST_DESCRIBE_STRUCT(AnswerSwap, (), (id, version, answer))
enum class SwapVerdict { approve, decline };
BOOST_DESCRIBE_ENUM(SwapVerdict, approve, decline)
struct RuleOnSwap {  // POST /shift-swaps/{id}/ruling: through the same gate as publishing
    static constexpr auto needs = Permission::edit_roster;
    static constexpr std::array optional_fields = {"reason"};
    SwapId id{};
    std::int64_t version = 0;
    SwapVerdict verdict = SwapVerdict::approve;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnSwap, (), (id, version, verdict, reason))
struct SwapChanged {
    SwapId id{};
    SwapState state = SwapState::asked;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SwapChanged, (), (id, state, version))

// ---- the calendar of a person, behind a secret address ----
struct MakeFeed { static constexpr auto needs = Permission::anyone; };  // POST /my-shifts/feed: a new secret; the old one ends
BOOST_DESCRIBE_STRUCT(MakeFeed, (), ())
struct FeedMade { std::string path; };  // told once
BOOST_DESCRIBE_STRUCT(FeedMade, (), (path))
struct EndFeed { static constexpr auto needs = Permission::anyone; };  // DELETE /my-shifts/feed
BOOST_DESCRIBE_STRUCT(EndFeed, (), ())
struct FeedEnded { bool ended = false; };
BOOST_DESCRIBE_STRUCT(FeedEnded, (), (ended))

Result<RosterSettings> open_roster_settings(work::Reading& reading, const OpenRosterSettings& query);
Result<RosterKept> create_shift(Unit& unit, const CreateShift& command);
Result<RosterKept> change_shift(Unit& unit, const ChangeShift& command);
Result<RosterKept> keep_pattern(Unit& unit, const KeepPattern& command);
Result<RosterKept> drop_pattern(Unit& unit, const DropPattern& command);
Result<RosterKept> keep_coverage(Unit& unit, const KeepCoverage& command);
Result<RosterMonth> open_roster(work::Reading& reading, const OpenRoster& query);
Result<RosterChanged> change_cells(Unit& unit, const ChangeCells& command);
Result<RosterChanged> fill_by_pattern(Unit& unit, const FillByPattern& command);
Result<RosterChanged> publish_roster(Unit& unit, const PublishRoster& command);
Result<MyShifts> list_my_shifts(work::Reading& reading, const ListMyShifts& query);
Result<SwapList> list_swaps(work::Reading& reading, const ListSwaps& query);
Result<OfferList> list_offers(work::Reading& reading, const ListOffers& query);
Result<SwapChanged> ask_swap(Unit& unit, const AskSwap& command);
Result<SwapChanged> answer_swap(Unit& unit, const AnswerSwap& command);
Result<SwapChanged> rule_on_swap(Unit& unit, const RuleOnSwap& command);
Result<FeedMade> make_feed(Unit& unit, const MakeFeed& command);
Result<FeedEnded> end_feed(Unit& unit, const EndFeed& command);
// For whoever has the secret and no account: which site it is of, and the calendar itself.
std::optional<SiteId> site_of_feed(store::Tx& tx, std::string_view secret);
Result<std::string> read_feed(work::Reading& reading, std::string_view secret);

// Who of a post is on duty now by the published roster; whoever still has longest to go. None: nobody, or no roster.
std::optional<StaffId> on_duty(store::Tx& tx, SiteId site, const Zone& zone, Post post, Instant now);

void add_routes(work::Routes& routes);
void listen(work::World& world);

}  // namespace huiyin::roster
