// Reviews: the supervisor's sheet of the day (C1), assembled by the system from the journal and the obligations, signed
// and frozen. Remarks on its lines become tasks. What a sheet names, its own module names (World::describe).
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "work/form.hpp"
#include "work/routes.hpp"

namespace huiyin::reviews {
using work::Permission;

enum class ReviewState { open, missed, signed_ };  // missed: its day is over; it may still be signed, late
BOOST_DESCRIBE_ENUM(ReviewState, open, missed, signed_)
enum class RemarkState { open, done };
BOOST_DESCRIBE_ENUM(RemarkState, open, done)

// What a sheet lists, in its order. The last two are of C1 too, but kept outside this program still.
enum class SheetSection {
    recorded, late, promises_made, promises_kept, promises_broken, promises_ahead, follow_ups, follow_ups_ahead, hand_overs,
    closed, reopened, newly_late, settled, patrol_reports, management_log
};
BOOST_DESCRIBE_ENUM(SheetSection, recorded, late, promises_made, promises_kept, promises_broken, promises_ahead, follow_ups,
                    follow_ups_ahead, hand_overs, closed, reopened, newly_late, settled, patrol_reports, management_log)

struct SheetLine {
    journal::SubjectKind subject_kind = journal::SubjectKind::system;
    std::string subject_id;
    std::string number, title, path;
    std::string event, clause, act;   // what happened, or what is owed
    std::string staff_name;           // who did it, or who owes it
    std::string owing_post;
    std::string outcome;              // reached, satisfied, …: the event's own word
    std::optional<Instant> at, due_at;
};
BOOST_DESCRIBE_STRUCT(SheetLine, (), (subject_kind, subject_id, number, title, path, event, clause, act, staff_name, owing_post, outcome, at, due_at))
struct SectionView {
    SheetSection name = SheetSection::recorded;
    bool available = true;            // false: this program does not keep it yet, it is reviewed outside
    std::int64_t count = 0;           // exactly its lines
    std::vector<SheetLine> lines;
};
BOOST_DESCRIBE_STRUCT(SectionView, (), (name, available, count, lines))

struct RemarkView {
    RemarkId id{};
    SheetSection section = SheetSection::recorded;
    std::string about, path;          // the line it is on; "" for the day
    std::string text;
    StaffId owner{};
    std::string owner_name;
    Instant due_at{};
    Instant given_at{};
    std::string given_by_name;
    RemarkState state = RemarkState::open;
    std::string result;
    std::optional<Instant> done_at;
    std::string done_by_name;
    std::int64_t version = 0;
    bool may_settle = false;
};
BOOST_DESCRIBE_STRUCT(RemarkView, (), (id, section, about, path, text, owner, owner_name, due_at, given_at, given_by_name, state, result,
                                       done_at, done_by_name, version, may_settle))

struct ReviewRow {
    ReviewId id{};
    Day day{};
    ReviewState state = ReviewState::open;
    std::string signed_by_name;
    std::optional<Instant> signed_at, due_at;
    bool late = false;
    std::int64_t remarks = 0, remarks_open = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewRow, (), (id, day, state, signed_by_name, signed_at, due_at, late, remarks, remarks_open))

struct OpenDailyReview {  // GET /daily-review?day=: the newest one if no day is named
    static constexpr auto needs = Permission::see_daily_review;
    std::optional<Day> day;
};
BOOST_DESCRIBE_STRUCT(OpenDailyReview, (), (day))
struct DailyReview {
    ReviewId id{};
    Day day{};
    ReviewState state = ReviewState::open;
    std::int64_t version = 0;
    Instant from{}, as_of{};          // what happened in between; debts as they stood at `as_of`
    std::optional<Instant> due_at;    // of the debt to review it; none on a day off
    bool late = false;
    std::vector<SectionView> sections;
    std::vector<RemarkView> remarks;  // the text as it was given, the result as it is now
    std::string conclusion;
    std::string signed_by_name;
    std::optional<Instant> signed_at;
    std::string digest;               // SHA-256 of what was signed
    bool intact = true;               // what is kept still has that digest
    bool may_sign = false;
    std::vector<ReviewRow> earlier;   // the last 31, newest first, this one among them
};
BOOST_DESCRIBE_STRUCT(DailyReview, (), (id, day, state, version, from, as_of, due_at, late, sections, remarks, conclusion, signed_by_name,
                                        signed_at, digest, intact, may_sign, earlier))

struct GiveRemark {  // POST /daily-reviews/{id}/remarks
    static constexpr auto needs = Permission::sign_daily_review;
    static constexpr std::array optional_fields = {"subject_kind", "subject_id"};
    ReviewId id{};
    SheetSection section = SheetSection::recorded;
    journal::SubjectKind subject_kind = journal::SubjectKind::system;  // with subject_id: the line; without: the day
    std::string subject_id;
    std::string text;
    StaffId owner{};
    Instant due_at{};
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(GiveRemark, (), (id, section, subject_kind, subject_id, text, owner, due_at))

struct SignReview {  // POST /daily-reviews/{id}/signature
    static constexpr auto needs = Permission::sign_daily_review;
    static constexpr std::array optional_fields = {"conclusion"};
    ReviewId id{};
    std::int64_t version = 0;
    std::string conclusion;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SignReview, (), (id, version, conclusion))

struct OpenRemark {  // GET /remarks/{id}: for its owner, who may not see the sheet
    static constexpr auto needs = Permission::anyone;
    RemarkId id{};
};
BOOST_DESCRIBE_STRUCT(OpenRemark, (), (id))
struct RemarkPage {
    Day day{};
    bool may_see_review = false;
    RemarkView remark;
};
BOOST_DESCRIBE_STRUCT(RemarkPage, (), (day, may_see_review, remark))
struct SettleRemark {  // POST /remarks/{id}/result: by its owner or whoever may sign
    static constexpr auto needs = Permission::anyone;
    RemarkId id{};
    std::int64_t version = 0;
    std::string result;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SettleRemark, (), (id, version, result))

struct ReviewChanged {
    ReviewId id{};
    ReviewState state = ReviewState::open;
    std::int64_t version = 0;
    std::string digest;
    std::optional<RemarkId> remark;
};
BOOST_DESCRIBE_STRUCT(ReviewChanged, (), (id, state, version, digest, remark))

Result<DailyReview> open_daily_review(work::Reading& reading, const OpenDailyReview& query);
// The sheet as a form, for whoever may see it.
std::optional<work::FormContent> form_content(work::Reading& reading, std::int64_t id);
Result<RemarkPage> open_remark(work::Reading& reading, const OpenRemark& query);
Result<ReviewChanged> give_remark(work::Unit& unit, const GiveRemark& command);
Result<ReviewChanged> sign_review(work::Unit& unit, const SignReview& command);
Result<ReviewChanged> settle_remark(work::Unit& unit, const SettleRemark& command);

void add_routes(work::Routes& routes);
// Opens a sheet when a day begins and freezes the one before; names its subjects. Call once while the world is put together.
void listen(work::World& world);

}  // namespace huiyin::reviews
