// Call and reply quality review (通话与回复质检, J9): each month some closed matters are drawn by a seed that anybody may check,
// scored on a sheet by deduction, and shown as training needs.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/money.hpp"
#include "work/routes.hpp"

namespace huiyin::quality {
using work::Permission;
using work::Unit;

// ---- the draw ----
struct Candidate {  // a matter that may be drawn, and who answered for it
    ComplaintId complaint{};
    std::string number;
    StaffId employee{};
    bool operator==(const Candidate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (complaint, number, employee))
// Where the seed puts a matter: the smaller, the earlier.
std::string rank_of(const std::string& seed, ComplaintId complaint);
// In the seed's order, at most `size`, at most `per_person` of one person. The same for everybody who draws again.
std::vector<Candidate> draw(const std::string& seed, std::vector<Candidate> candidates, int size, int per_person);
std::string digest_of_draw(const std::string& seed, const std::vector<Candidate>& candidates, int size, int per_person);

// ---- the sheet ----
struct QualityItem {
    std::string key;  // voice, listening …: the words are in locales/
    Points points{};
};
BOOST_DESCRIBE_STRUCT(QualityItem, (), (key, points))
struct QualityMarkInput {
    std::string item;
    Points points{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(QualityMarkInput, (), (item, points, reason))
// From full marks by deduction; no item loses more than it has.
Result<Points> score_of(const std::vector<QualityItem>& items, const std::vector<QualityMarkInput>& marks);

enum class QualityState { drawn, scored };
BOOST_DESCRIBE_ENUM(QualityState, drawn, scored)
enum class QualityShow { to_score, scored, mine };
BOOST_DESCRIBE_ENUM(QualityShow, to_score, scored, mine)

struct ListQualityReviews {  // GET /quality-reviews: one's own results; with the right, everybody's
    static constexpr auto needs = Permission::anyone;
    QualityShow show = QualityShow::mine;
    std::optional<StaffId> employee;
    std::optional<std::string> item;  // only those that lost points on it
    std::optional<bool> below;        // only those under the pass mark
    std::optional<Day> from, until;   // scored in
};
BOOST_DESCRIBE_STRUCT(ListQualityReviews, (), (show, employee, item, below, from, until))
struct QualityReviewRow {
    QualityReviewId id{};
    std::string number;
    StaffId employee{};
    std::string employee_name;
    Day closed_on{};
    QualityState state = QualityState::drawn;
    Points score{}, pass_mark{};
    std::optional<Day> scored_on;
    std::string scored_by_name;
    std::optional<Instant> due_at;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(QualityReviewRow, (), (id, number, employee, employee_name, closed_on, state, score, pass_mark, scored_on, scored_by_name, due_at, late))
struct QualityReviewList {
    std::vector<QualityReviewRow> rows;
    std::int64_t to_score = 0;
    bool may_see_all = false, may_score = false;
};
BOOST_DESCRIBE_STRUCT(QualityReviewList, (), (rows, to_score, may_see_all, may_score))

struct OpenQualityReview {  // GET /quality-reviews/{id}
    static constexpr auto needs = Permission::anyone;
    QualityReviewId id{};
};
BOOST_DESCRIBE_STRUCT(OpenQualityReview, (), (id))
struct QualityMark {
    std::string item;
    Points points{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(QualityMark, (), (item, points, reason))
struct QualityReviewPage {
    QualityReviewId id{};
    SampleId sample{};
    std::string number, title, path;  // the matter; without a path where the reader may not open it
    StaffId employee{};
    std::string employee_name;
    Day closed_on{};
    QualityState state = QualityState::drawn;
    std::vector<QualityItem> items;
    std::vector<QualityMark> marks;
    Points score{}, pass_mark{};
    std::string summary, scored_by_name;
    std::optional<Instant> scored_at, due_at;
    bool late = false, may_score = false, may_see_sample = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QualityReviewPage, (), (id, sample, number, title, path, employee, employee_name, closed_on, state, items, marks, score, pass_mark, summary,
                                              scored_by_name, scored_at, due_at, late, may_score, may_see_sample, version))

struct ScoreQualityReview {  // POST /quality-reviews/{id}/score: never one's own matter
    static constexpr auto needs = Permission::review_quality;
    static constexpr std::array optional_fields = {"marks", "summary"};
    QualityReviewId id{};
    std::int64_t version = 0;
    std::vector<QualityMarkInput> marks;
    std::string summary;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ScoreQualityReview, (), (id, version, marks, summary))
struct QualityScored {
    QualityReviewId id{};
    Points score{};
    bool passed = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QualityScored, (), (id, score, passed, version))

// ---- the sample, and the check of it ----
struct ListQualitySamples {  // GET /quality-samples
    static constexpr auto needs = Permission::see_quality;
};
BOOST_DESCRIBE_STRUCT(ListQualitySamples, (), ())
struct QualitySampleRow {
    SampleId id{};
    Day month{};
    int candidates = 0, drawn = 0, scored = 0;
};
BOOST_DESCRIBE_STRUCT(QualitySampleRow, (), (id, month, candidates, drawn, scored))
struct QualitySampleList {
    std::vector<QualitySampleRow> rows;
};
BOOST_DESCRIBE_STRUCT(QualitySampleList, (), (rows))
struct OpenQualitySample {  // GET /quality-samples/{id}: drawn again from the seed while it is read
    static constexpr auto needs = Permission::see_quality;
    SampleId id{};
};
BOOST_DESCRIBE_STRUCT(OpenQualitySample, (), (id))
struct QualityDrawRow {  // one candidate, in the seed's order
    std::string rank, number, employee_name;
    std::optional<QualityReviewId> review;  // if it was drawn
};
BOOST_DESCRIBE_STRUCT(QualityDrawRow, (), (rank, number, employee_name, review))
struct QualitySamplePage {
    SampleId id{};
    Day month{};
    std::string seed, digest;
    int size = 0, per_person = 0;
    Instant drawn_at{};
    bool as_drawn = false;  // the seed draws these matters, and the journal holds the same digest
    std::vector<QualityDrawRow> order;
};
BOOST_DESCRIBE_STRUCT(QualitySamplePage, (), (id, month, seed, digest, size, per_person, drawn_at, as_drawn, order))

// ---- training needs ----
struct OpenQualityBoard {  // GET /quality-board?from=&until=
    static constexpr auto needs = Permission::see_quality;
    std::optional<Day> from, until;
};
BOOST_DESCRIBE_STRUCT(OpenQualityBoard, (), (from, until))
struct QualityItemNeed {
    std::string item;
    Points lost{};
    int reviews = 0;                 // that lost points on it
    std::vector<std::string> people;
};
BOOST_DESCRIBE_STRUCT(QualityItemNeed, (), (item, lost, reviews, people))
struct QualityPersonNeed {
    StaffId employee{};
    std::string employee_name;
    int reviews = 0, below = 0;
    Points mean{};
    bool needs_training = false;  // the mean is under the pass mark
    std::string weakest;          // the item that lost most; "" if none lost any
};
BOOST_DESCRIBE_STRUCT(QualityPersonNeed, (), (employee, employee_name, reviews, below, mean, needs_training, weakest))
struct QualityBoard {
    Day from{}, until{};
    Points pass_mark{};
    int reviews = 0;
    std::vector<QualityItemNeed> items;
    std::vector<QualityPersonNeed> people;
};
BOOST_DESCRIBE_STRUCT(QualityBoard, (), (from, until, pass_mark, reviews, items, people))

Result<QualityReviewList> list_quality_reviews(work::Reading& reading, const ListQualityReviews& query);
Result<QualityReviewPage> open_quality_review(work::Reading& reading, const OpenQualityReview& query);
Result<QualityScored> score_quality_review(Unit& unit, const ScoreQualityReview& command);
Result<QualitySampleList> list_quality_samples(work::Reading& reading, const ListQualitySamples& query);
Result<QualitySamplePage> open_quality_sample(work::Reading& reading, const OpenQualitySample& query);
Result<QualityBoard> open_quality_board(work::Reading& reading, const OpenQualityBoard& query);

void add_routes(work::Routes& routes);
void listen(work::World& world);

}  // namespace huiyin::quality
