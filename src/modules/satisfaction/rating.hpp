// The record of a rating, what a matter was when it closed, and the "no"s of this module.
#pragma once
#include "satisfaction/satisfaction.hpp"

namespace huiyin::satisfaction {

struct Rating {
    RatingId id{};
    SiteId site{};
    ComplaintId complaint{};
    std::string number, kind;
    RatingSource source{};
    RatingGrade grade{};
    std::string words;
    Instant at{};
    std::int64_t month = 0;  // 202611
    UnitId unit{};           // these and the following: 0 where there is none
    BuildingId building{};
    CategoryId category{};
    DepartmentId department{};
    StaffId staff{};         // who answered for the matter
    PersonId person{};
    std::optional<Instant> followed_up_at;
    std::optional<StaffId> followed_up_by;
    std::string follow_up_words;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department,
                                   staff, person, followed_up_at, followed_up_by, follow_up_words, version))

// A closed matter that its customer may rate, with what it was about.
struct Asked {
    ComplaintId complaint{};
    SiteId site{};
    std::string number, kind;
    UnitId unit{};
    BuildingId building{};
    CategoryId category{};
    DepartmentId department{};
    StaffId staff{};
    PersonId person{};
    Instant asked_at{}, expires_at{};
    std::optional<Instant> made_at, answered_at;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (complaint, site, number, kind, unit, building, category, department, staff, person, asked_at, expires_at,
                                  made_at, answered_at))

namespace refused {
inline const Refusal nothing_here{"public_desk.nothing-here", Trouble::missing};
inline const Refusal already_rated{"satisfaction.already-rated", Trouble::conflict, "F3"};
inline const Refusal not_closed{"satisfaction.not-closed", Trouble::conflict, "F3"};
inline const Refusal already_followed_up{"satisfaction.already-followed-up", Trouble::conflict, "F3"};
inline const Refusal not_dissatisfied{"satisfaction.not-dissatisfied", Trouble::conflict, "F3"};
inline const Refusal not_found{"satisfaction.not-found", Trouble::missing};
}  // namespace refused

const Names& names();
std::int64_t month_of(Day day);
Asked asked_of(Unit& unit, const journal::Event& event);
Rating keep_rating(Unit& unit, const Asked& matter, RatingSource source, RatingGrade grade, const std::string& words);
RatingRow row_of(store::Tx& tx, const Rating& r, const work::Actor& actor);

// Days [from, until) as moments of the site; this month if nothing is said.
struct Span { Day from{}, until{}; Instant begins{}, ends{}; };
Span span_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until);
void check_span(Checks& c, std::optional<Day> from, std::optional<Day> until);
struct Position { std::int64_t at = 253402300799000; std::int64_t id = INT64_MAX; };
Position position_in(const std::optional<std::string>& cursor);
std::string cursor_at(Instant at, std::int64_t id);

}  // namespace huiyin::satisfaction
