// Satisfaction (F3): every closed matter is asked about, while closing, in the follow-up call, and through a link that
// only the customer has. Figures by place, category, department, person and month; each opens its rows and the count
// equals the list. The silence report names households that stopped getting in touch after we let them down.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "qr/qr.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::satisfaction {
using work::Permission;
using work::Unit;

enum class RatingSource { closing, call, link };
BOOST_DESCRIBE_ENUM(RatingSource, closing, call, link)
enum class RatingGrade { satisfied, fairly_satisfied, dissatisfied };
BOOST_DESCRIBE_ENUM(RatingGrade, satisfied, fairly_satisfied, dissatisfied)
enum class Dimension { building, category, department, staff, month, kind, source };
BOOST_DESCRIBE_ENUM(Dimension, building, category, department, staff, month, kind, source)

// ---------- figures ----------

struct OpenSatisfaction {  // GET /satisfaction?by=department&from=&until= (days; until exclusive; default: this month)
    static constexpr auto needs = Permission::see_boards;
    std::optional<Dimension> by;   // department if absent
    std::optional<RatingSource> source;
    std::optional<Day> from, until;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenSatisfaction, (), (by, source, from, until))
struct SatisfactionFigure {
    std::string key;    // asks for the rows behind it
    std::string name;   // of the building, department, person…; "" where the key itself is a word (kind, source, month)
    std::int64_t satisfied = 0, fairly_satisfied = 0, dissatisfied = 0, total = 0;
    bool few = false;   // too few to read a rate from
    std::optional<int> rate_hundredths;  // (satisfied + fairly) ÷ total; none where there are too few
};
BOOST_DESCRIBE_STRUCT(SatisfactionFigure, (), (key, name, satisfied, fairly_satisfied, dissatisfied, total, few, rate_hundredths))
struct SatisfactionBoard {
    Day from{}, until{};
    Dimension by = Dimension::department;
    SatisfactionFigure whole;
    std::vector<SatisfactionFigure> figures;
    std::vector<SatisfactionFigure> months;  // the last twelve, whatever the period
    std::int64_t asked = 0;                  // matters closed in the period, each asked about
    std::int64_t answered_by_link = 0;
    int few_below = 0;
    std::int64_t to_call = 0;                // dissatisfied through a link, nobody has called yet
};
BOOST_DESCRIBE_STRUCT(SatisfactionBoard, (), (from, until, by, whole, figures, months, asked, answered_by_link, few_below, to_call))

struct ListRatings {  // GET /ratings: the rows behind a figure
    static constexpr auto needs = Permission::see_boards;
    std::optional<Dimension> by;
    std::optional<std::string> key;
    std::optional<RatingGrade> grade;
    std::optional<RatingSource> source;
    std::optional<bool> to_call;   // dissatisfied through a link and not called yet, in any period
    std::optional<Day> from, until;
    std::optional<std::string> cursor;
    std::optional<int> limit;      // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListRatings, (), (by, key, grade, source, to_call, from, until, cursor, limit))
struct RatingRow {
    RatingId id{};
    ComplaintId complaint{};
    std::string number, kind;
    RatingSource source{};
    RatingGrade grade{};
    std::string words;
    Instant at{};
    std::string room, department_name, staff_name, category_name;
    std::optional<Instant> due_at;          // when somebody has to call, if somebody has to
    std::optional<Instant> followed_up_at;
    std::string followed_up_by_name, follow_up_words;
    bool may_follow_up = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RatingRow, (), (id, complaint, number, kind, source, grade, words, at, room, department_name, staff_name, category_name,
                                      due_at, followed_up_at, followed_up_by_name, follow_up_words, may_follow_up, version))
struct RatingList { std::vector<RatingRow> rows; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(RatingList, (), (rows, next, total))

struct FollowUpRating {  // POST /ratings/{id}/follow-up: whoever was let down is called by a supervisor
    static constexpr auto needs = Permission::call_back;
    RatingId id{};
    static constexpr std::array optional_fields = {"say_anyway"};
    std::int64_t version = 0;
    std::string words;
    std::string say_anyway;  // why a forbidden phrase was said all the same (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(FollowUpRating, (), (id, version, words, say_anyway))
struct RatingChanged { RatingId id{}; std::int64_t version = 0; };
BOOST_DESCRIBE_STRUCT(RatingChanged, (), (id, version))

struct OpenSilence {  // GET /satisfaction/silence
    static constexpr auto needs = Permission::see_boards;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(OpenSilence, (), (cursor, limit))
struct SilentHousehold {
    UnitId unit{};
    std::string room;
    Instant dissatisfied_at{};
    ComplaintId complaint{};
    std::string number, words;
    std::int64_t contacts_before = 0;
    std::int64_t days_silent = 0;
};
BOOST_DESCRIBE_STRUCT(SilentHousehold, (), (unit, room, dissatisfied_at, complaint, number, words, contacts_before, days_silent))
struct Silence {
    std::vector<SilentHousehold> rows;
    std::string next;
    std::int64_t total = 0;
    int before_days = 0, after_days = 0, contacts = 0;  // how silence is read (F3)
};
BOOST_DESCRIBE_STRUCT(Silence, (), (rows, next, total, before_days, after_days, contacts))

// ---------- the link ----------

struct MakeRatingLink {  // POST /complaints/{id}/rating-link: shown to whoever sends it, this once; a new one ends the old one
    static constexpr auto needs = Permission::call_back;
    ComplaintId id{};
    std::string origin;  // where the desk was opened: the link begins with it
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MakeRatingLink, (), (id, origin))
struct RatingLink {
    std::string link, number;
    qr::QrCode code;
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(RatingLink, (), (link, number, code, expires_at))
struct OpenRatingState {  // GET /complaints/{id}/rating
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(OpenRatingState, (), (id))
struct RatingState {
    bool asked = false;                     // closed, and the customer may say
    std::optional<Instant> link_made_at, expires_at, answered_at;
    std::vector<RatingRow> ratings;
};
BOOST_DESCRIBE_STRUCT(RatingState, (), (asked, link_made_at, expires_at, answered_at, ratings))

struct RatingPage {  // GET /public/rating
    std::string number, kind;
    Instant closed_at{};
    std::string rated;  // the grade, once it is given
    std::string site_name, short_name, phone;
};
BOOST_DESCRIBE_STRUCT(RatingPage, (), (number, kind, closed_at, rated, site_name, short_name, phone))

std::optional<SiteId> site_of_link(store::Tx& tx, std::string_view link);
Result<RatingPage> open_rating(work::Reading& reading, std::string_view link);
Result<RatingPage> answer_link(Unit& unit, std::string_view link, RatingGrade grade, const std::string& words);
// The same answer from the resident's own page, where the link of the submission is the key. One answer to a closing.
Result<void> answer(Unit& unit, ComplaintId complaint, RatingGrade grade, const std::string& words);
std::string answered_with(store::Tx& tx, ComplaintId complaint);  // the grade through the link; "" if none

Result<SatisfactionBoard> open_satisfaction(work::Reading& reading, const OpenSatisfaction& query);
Result<RatingList> list_ratings(work::Reading& reading, const ListRatings& query);
Result<Silence> open_silence(work::Reading& reading, const OpenSilence& query);
Result<RatingChanged> follow_up_rating(Unit& unit, const FollowUpRating& command);
Result<RatingLink> make_rating_link(Unit& unit, const MakeRatingLink& command);
Result<RatingState> open_rating_state(work::Reading& reading, const OpenRatingState& query);

// What this module of work asks of others: introduced by whoever puts the program together.
struct Names {
    std::function<std::string(store::Tx&, SiteId, CategoryId)> category;
    std::function<std::string(store::Tx&, SiteId)> office_phone, web_address;
};
void meet(Names names);
// The link for a letter; "" if this matter is not asked about, or nobody said under which address this server is reached.
// It stands beside the one that a colleague shows.
std::string letter_link(Unit& unit, ComplaintId complaint);
void listen(work::World& world);
void add_routes(work::Routes& routes);

}  // namespace huiyin::satisfaction
