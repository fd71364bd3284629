// Matters that belong together: reported along, linked, merged, split, back again; and the board of hot spots
// (D14, D16, B5). Commands and views; gates stand in the use-cases.
#pragma once
#include "complaints/complaints.hpp"

namespace huiyin::complaints {

// ---------- while recording ----------

struct FindLikely {  // GET /complaints/likely: the household's earlier matters, and what seems to be the same matter
    static constexpr auto needs = Permission::record_complaints;
    std::optional<std::string> text;  // the subject and the beginning of what was said, at most 400 characters
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::optional<CategoryId> category;
    std::optional<ComplaintId> except;  // the matter that is compared with the others
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(FindLikely, (), (text, unit, person, category, except))

struct LikelyMatter {
    ComplaintRow row;
    std::int64_t likeness = 0;     // percent of the words, rare ones weighing more
    bool same_unit = false, same_building = false, same_category = false;
};
BOOST_DESCRIBE_STRUCT(LikelyMatter, (), (row, likeness, same_unit, same_building, same_category))
struct LikelyMatters {
    std::vector<ComplaintRow> household;  // newest first, at most 5
    std::vector<LikelyMatter> likely;     // best first, at most 6
};
BOOST_DESCRIBE_STRUCT(LikelyMatters, (), (household, likely))

struct JoinComplaint {  // POST /complaints/{id}/reporters: another household reports the same matter
    static constexpr auto needs = Permission::record_complaints;
    static constexpr std::array optional_fields = {"caller_name", "caller_phone", "text"};
    ComplaintId id{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string caller_name, caller_phone;
    Source source = Source::phone;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(JoinComplaint, (), (id, unit, person, caller_name, caller_phone, source, text))

struct TellReporter {  // POST /complaints/{id}/tellings: that household was told the answer (D16)
    static constexpr auto needs = Permission::answer_complaints;
    static constexpr std::array optional_fields = {"say_anyway"};
    ComplaintId id{};
    ReporterId reporter{};
    Channel channel = Channel::phone;
    std::string text;
    std::string say_anyway;  // why a forbidden phrase goes out all the same (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(TellReporter, (), (id, reporter, channel, text, say_anyway))

// ---------- afterwards ----------

struct LinkComplaint {  // POST /complaints/{id}/links
    static constexpr auto needs = Permission::link_complaints;
    ComplaintId id{};
    ComplaintId other{};
    LinkKind kind = LinkKind::related;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(LinkComplaint, (), (id, other, kind, reason))

struct UnlinkComplaint {  // POST /complaints/{id}/link-removals
    static constexpr auto needs = Permission::link_complaints;
    ComplaintId id{};
    LinkId link{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(UnlinkComplaint, (), (id, link, reason))

struct MergeComplaint {  // POST /complaints/{id}/merging: this matter is settled in the work on the other
    static constexpr auto needs = Permission::link_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    ComplaintId other{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MergeComplaint, (), (id, version, other, reason))

struct UnmergeComplaint {  // POST /complaints/{id}/unmerging: it goes its own way again, with everything still owed
    static constexpr auto needs = Permission::link_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(UnmergeComplaint, (), (id, version, reason))

struct SplitPart {
    static constexpr std::array optional_fields = {"text"};
    CategoryId category{};
    std::string subject;
    std::string text;                       // default: what was said in the whole matter
    std::optional<DepartmentId> department;
    std::optional<StaffId> responsible;
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (category, subject, text, department, responsible))

struct SplitComplaint {  // POST /complaints/{id}/parts: each part its own number and debts; what stays, stays here
    static constexpr auto needs = Permission::link_complaints;
    ComplaintId id{};
    std::int64_t version = 0;
    std::vector<SplitPart> parts;           // 1 to 8
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SplitComplaint, (), (id, version, parts, reason))
struct SplitDone {
    ComplaintId id{};
    std::int64_t version = 0;
    std::vector<Changed> parts;
};
BOOST_DESCRIBE_STRUCT(SplitDone, (), (id, version, parts))

struct StudyRecurrence {  // POST /complaints/{id}/recurrence: why it came back, and what keeps it from coming again (D14)
    static constexpr auto needs = Permission::see_boards;
    static constexpr std::array optional_fields = {"measure"};
    ComplaintId id{};
    Verdict verdict = Verdict::same_cause;
    std::string cause;
    std::string measure;                    // required for the same cause
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(StudyRecurrence, (), (id, verdict, cause, measure))

// ---------- looking across ----------

enum class Studied { waiting, done, all };
BOOST_DESCRIBE_ENUM(Studied, waiting, done, all)
struct ListRecurrences {  // GET /recurrences: chains, newest first
    static constexpr auto needs = Permission::see_complaints;
    std::optional<Studied> studied;         // default: all
    std::optional<std::string> cursor;
    std::optional<int> limit;               // 1–50, 20 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListRecurrences, (), (studied, cursor, limit))
struct RecurrenceChain {
    ComplaintId chain{};
    std::string category_name;
    std::string room;
    std::int64_t times = 0;                 // how often it came back
    std::int64_t waiting = 0;               // not yet looked into
    std::vector<ChainMatter> matters;       // oldest first
};
BOOST_DESCRIBE_STRUCT(RecurrenceChain, (), (chain, category_name, room, times, waiting, matters))
struct RecurrenceList {
    std::vector<RecurrenceChain> chains;
    std::string next;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(RecurrenceList, (), (chains, next, total))

struct OpenHotSpots {  // GET /hot-spots: many people, one matter
    static constexpr auto needs = Permission::see_boards;
    std::optional<int> days;                // 7, 30, 90, 365; 30 if absent
    std::optional<int> households;          // at least so many; the rulebook's if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenHotSpots, (), (days, households))
struct HotSpot {
    ComplaintId gathering{};                // the first matter's id; none in a spot of place and category
    std::optional<BuildingId> building;
    std::string building_name;              // "" where none or several
    std::optional<CategoryId> category;
    std::string category_name;
    std::string subject;                    // of the newest matter
    std::int64_t matters = 0, households = 0, open = 0, closed = 0;
    Instant first_at{}, last_at{};
    std::vector<std::int64_t> trend;        // matters in each span of the window
};
BOOST_DESCRIBE_STRUCT(HotSpot, (), (gathering, building, building_name, category, category_name, subject, matters, households, open, closed,
                                    first_at, last_at, trend))
struct HotSpots {
    Day from{}, until{};                    // until exclusive
    int households = 0;
    std::vector<Day> spans;                 // the first day of each span of the trend
    std::int64_t matters = 0;               // recorded in the window
    std::vector<HotSpot> told;              // by what is told, at most 30
    std::vector<HotSpot> places;            // by building and category, at most 30
};
BOOST_DESCRIBE_STRUCT(HotSpots, (), (from, until, households, spans, matters, told, places))

enum class SpotFigure { matters, households, open, closed };
BOOST_DESCRIBE_ENUM(SpotFigure, matters, households, open, closed)
struct OpenSpot {  // GET /hot-spots/matters: the rows behind a figure
    static constexpr auto needs = Permission::see_boards;
    std::optional<ComplaintId> gathering;
    std::optional<BuildingId> building;     // 0: matters without a building
    std::optional<CategoryId> category;
    Day from{}, until{};
    std::optional<SpotFigure> figure;       // matters if absent; households: each household's newest
    std::optional<std::string> cursor;
    std::optional<int> limit;               // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenSpot, (), (gathering, building, category, from, until, figure, cursor, limit))

Result<LikelyMatters> find_likely(work::Reading& reading, const FindLikely& query);
Result<Changed> join_complaint(work::Unit& unit, const JoinComplaint& command);
Result<Changed> tell_reporter(work::Unit& unit, const TellReporter& command);
Result<Changed> link_complaint(work::Unit& unit, const LinkComplaint& command);
Result<Changed> unlink_complaint(work::Unit& unit, const UnlinkComplaint& command);
Result<Changed> merge_complaint(work::Unit& unit, const MergeComplaint& command);
Result<Changed> unmerge_complaint(work::Unit& unit, const UnmergeComplaint& command);
Result<SplitDone> split_complaint(work::Unit& unit, const SplitComplaint& command);
Result<Changed> study_recurrence(work::Unit& unit, const StudyRecurrence& command);
Result<RecurrenceList> list_recurrences(work::Reading& reading, const ListRecurrences& query);
Result<HotSpots> open_hot_spots(work::Reading& reading, const OpenHotSpots& query);
Result<ComplaintList> open_spot(work::Reading& reading, const OpenSpot& query);

}  // namespace huiyin::complaints
