// What a compliance question is about: a period of days, at a moment, for a department or all of them.
#pragma once
#include "compliance/compliance.hpp"

namespace huiyin::compliance {

struct Period {
    Day from{}, until{};     // days, until exclusive
    Instant start{}, end{};  // when its days begin and end at the site
    // A time in (start, end] is due in the period: a debt due at midnight belongs to the day that ends there.
    Instant due_from() const { return start + 1ms; }
    Instant due_until() const { return end + 1ms; }
};
Period period_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until);
void check_period(Checks& c, std::optional<Day> from, std::optional<Day> until);

// The department that may be looked at; nothing means all of them.
Result<std::optional<DepartmentId>> department_for(const work::Reading& reading, std::optional<DepartmentId> asked);

// The clauses whose obligations and gates make this clause's figure: itself, and what it counts. A gate that was passed
// once is written under each of its clauses (D8, D16, F4 at a closing); here it counts under the first of them only.
// A refusal is written under the one clause that refused.
struct Source {
    std::string clause;
    bool with_passed = true;
};
std::vector<Source> counted_by(const rulebook::Rulebook& book, const rulebook::Clause& clause);

struct DayFigures {
    Day day{};
    std::int64_t kept = 0, kept_late = 0, waived = 0, late_open = 0, open = 0;
};
BOOST_DESCRIBE_STRUCT(DayFigures, (), (day, kept, kept_late, waived, late_open, open))
std::vector<DayFigures> by_day(work::Reading& reading, const Period& period, std::optional<DepartmentId> department, const std::string& clause);

struct GateFigures {
    std::int64_t passed = 0, refused = 0;
    std::int64_t used = 0, unused = 0;  // of a script
};
BOOST_DESCRIBE_STRUCT(GateFigures, (), (passed, refused, used, unused))
GateFigures of_gate(work::Reading& reading, const Period& period, std::optional<DepartmentId> department, const std::string& clause);

struct Confirmation {
    std::string clause, parameter, value;
    Day begins{};
    Instant confirmed_at{};
    std::string by_name;
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (clause, parameter, value, begins, confirmed_at, by_name))
// The newest of each parameter; key "D10 follow-up-rate".
std::map<std::string, Confirmation> confirmed(store::Tx& tx);
std::map<std::string, Confirmation> confirmed(store::Tx& tx, const std::string& clause);
inline std::string key_of(const std::string& clause, const std::string& parameter) { return clause + " " + parameter; }

}  // namespace huiyin::compliance
