// What is wrong with the shifts of a month, and which shifts have too few people: pure, for the page, the gate and the tests.
#pragma once
#include <string>
#include <vector>

#include "kernel/calendar.hpp"
#include "work/permission.hpp"

namespace huiyin::roster {
using work::Post;

// As the calendar of the site has it; a make-up workday (调休补班) is a kind of its own.
enum class DayType { workday, weekend, holiday, makeup_workday };
BOOST_DESCRIBE_ENUM(DayType, workday, weekend, holiday, makeup_workday)
DayType type_of(const WorkingCalendar& calendar, Day day);

// One person on one shift; from its first minute until just before its last, over midnight too.
struct Worked {
    StaffId staff{};
    Day day{};
    ShiftId shift{};
    Instant from{}, until{};
    friend bool operator==(const Worked&, const Worked&) = default;
};
BOOST_DESCRIBE_STRUCT(Worked, (), (staff, day, shift, from, until))

struct AwayDays {
    StaffId staff{};
    Day from{}, until{};
};
struct Unqualified {
    StaffId staff{};
    Post post{};
    Day from{}, until{};  // days on which this person may not take the post
};

enum class RosterProblemKind { unqualified, absent, overlap, short_rest };
BOOST_DESCRIBE_ENUM(RosterProblemKind, unqualified, absent, overlap, short_rest)
struct RosterProblem {
    RosterProblemKind kind = RosterProblemKind::absent;
    StaffId staff{};
    Day day{};
    std::string clause;
    int minutes = 0;  // of rest, where it is too short
    friend bool operator==(const RosterProblem&, const RosterProblem&) = default;
};
BOOST_DESCRIBE_STRUCT(RosterProblem, (), (kind, staff, day, clause, minutes))

struct Question {
    std::vector<Worked> shifts;           // of the month and of the days around it, in any order
    std::vector<AwayDays> away;
    std::vector<Unqualified> unqualified;
    Day first{}, last{};                  // the days that are judged, both counted
    int rest_minutes = 0;                 // between shifts of two days
};
// Ordered by day and person; all of them.
std::vector<RosterProblem> problems_of(Question question);

struct Rule {
    CoverageId id{};
    Post post{};
    ShiftId shift{};
    DayType day_kind{};
    int least = 0;
};
struct CoverageGap {
    Day day{};
    CoverageId rule{};
    Post post{};
    ShiftId shift{};
    int least = 0, have = 0;
};
BOOST_DESCRIBE_STRUCT(CoverageGap, (), (day, rule, post, shift, least, have))
// Whoever is away does not count, though the cell is still filled.
std::vector<CoverageGap> gaps_of(const std::vector<Worked>& shifts, const std::vector<AwayDays>& away, const std::vector<Rule>& rules,
                         const std::vector<std::pair<StaffId, Post>>& posts, const WorkingCalendar& calendar, Day first, Day last);

}  // namespace huiyin::roster
