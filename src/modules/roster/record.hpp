// The rows of the roster, and what reads and judges them.
#pragma once
#include "roster/roster.hpp"
#include "work/stale.hpp"

namespace huiyin::roster {

struct Roster {
    RosterId id{};
    SiteId site{};
    Day month{};
    RosterState state = RosterState::draft;
    std::optional<Instant> published_at;
    std::optional<StaffId> published_by;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::roster, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Roster, (), (id, site, month, state, published_at, published_by, version))

namespace refused {
inline const Refusal not_found{"roster.not-found", Trouble::missing};
inline const Refusal shift_in_use{"roster.shift-in-use", Trouble::conflict, "C3"};
inline const Refusal name_taken{"invalid", Trouble::invalid, {}, {{"name", "taken"}}, {}};
inline const Refusal month_over{"roster.month-over", Trouble::conflict, "C3"};
inline const Refusal empty{"roster.empty", Trouble::conflict, "C3"};
inline const Refusal already_published{"roster.published", Trouble::conflict, "C3"};
inline const Refusal swap_not_found{"swap.not-found", Trouble::missing};
inline const Refusal swap_gone{"swap.shift-gone", Trouble::conflict, "C3"};
inline const Refusal swap_decided{"swap.decided", Trouble::conflict, "C3"};
inline const Refusal swap_not_agreed{"swap.not-agreed", Trouble::conflict, "C3"};
inline const Refusal swap_own{"swap.own", Trouble::conflict, "C3"};
inline const Refusal swap_waits{"swap.waits-already", Trouble::conflict, "C3"};
using work::stale;
// Every problem at once, under the clause of the first that another chapter forbids.
Refusal not_publishable(store::Tx& tx, const std::vector<RosterProblem>& problems);
}  // namespace refused

inline Day last_of(Day first) { return (first.month() == 12 ? Day::of(first.year() + 1, 1, 1) : Day::of(first.year(), first.month() + 1, 1)) - 1; }
inline Day month_of(Day day) { return Day::of(day.year(), day.month(), 1); }
void check_month(Checks& c, Day month);

std::vector<ShiftKind> shifts_of(store::Tx& tx, SiteId site);
std::optional<ShiftKind> find_shift(store::Tx& tx, SiteId site, ShiftId id);
std::vector<ShiftPattern> patterns_of(store::Tx& tx, SiteId site);
std::vector<CoverageRule> coverage_of(store::Tx& tx, SiteId site);
int rest_minutes(const rulebook::Rulebook& book, Day on);

std::optional<Roster> find_roster(store::Tx& tx, SiteId site, Day month);
// The roster of the month, made if nobody began it.
Roster begun(Unit& unit, Day month);
void save(Unit& unit, Roster& r);
std::vector<Worked> shifts_between(store::Tx& tx, SiteId site, Day from, Day until);
void put_cell(Unit& unit, Day month, StaffId staff, Day day, const std::vector<ShiftKind>& shifts);

struct Judged {
    std::vector<RosterProblem> problems;
    std::vector<CoverageGap> gaps;
};
Judged judge(store::Tx& tx, SiteId site, const WorkingCalendar& calendar, const rulebook::Rulebook& book, Day month);
// Refuses if these people's shifts of the month have a problem.
Result<void> gate(Unit& unit, const Roster& r, const std::vector<StaffId>& people);

// A4.4.4 in one place: which of these shifts stand on days on which their people may not take a post they hold.
std::vector<Unqualified> unqualified_of(store::Tx& tx, SiteId site, const std::vector<std::pair<StaffId, Post>>& posts, const std::vector<Worked>& shifts,
                                        Day first, Day last);
std::vector<std::pair<StaffId, Post>> posts_at(store::Tx& tx, SiteId site);

void begin_day(Unit& unit, const journal::Event& event);

}  // namespace huiyin::roster
