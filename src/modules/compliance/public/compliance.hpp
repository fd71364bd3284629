// Compliance, looking across: for each clause what was due, kept, late, open; for each gate how often it was
// asked, passed, refused. Every figure opens its rows, and the count equals the list.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "obligations/obligations.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::compliance {
using work::Permission;

struct OpenCompliance {  // GET /compliance?from=&until= (days; until exclusive; default: this month)
    static constexpr auto needs = Permission::see_compliance;
    std::optional<Day> from, until;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(OpenCompliance, (), (from, until, department))

struct ClauseFigure {
    std::string clause, chapter;
    std::string title_zh_hans, title_zh_hant, title_en;
    std::vector<std::string> mechanisms;
    bool enforced = false;
    bool unconfirmed = false;          // a figure of it is unstated in the source and not confirmed yet
    std::string reading;
    std::int64_t due = 0;              // opened in the period and due by now, or ended
    std::int64_t kept = 0;             // in time
    std::int64_t kept_late = 0;
    std::int64_t late_open = 0;        // breached and still open
    std::int64_t open = 0;             // open and not late
    std::int64_t waived = 0;
    std::int64_t asked = 0, passed = 0, refused = 0;  // gates
    std::optional<int> target_hundredths;
    std::optional<int> rate_hundredths;  // kept / due; none when nothing was due
};
BOOST_DESCRIBE_STRUCT(ClauseFigure, (), (clause, chapter, title_zh_hans, title_zh_hant, title_en, mechanisms, enforced, unconfirmed,
                                         reading, due, kept, kept_late, late_open, open, waived, asked, passed, refused,
                                         target_hundredths, rate_hundredths))
struct DayPoint { Day day{}; std::int64_t kept = 0, kept_late = 0, late_open = 0, open = 0; };
BOOST_DESCRIBE_STRUCT(DayPoint, (), (day, kept, kept_late, late_open, open))
struct Compliance {
    Day from{}, until{};
    std::string rulebook_version;
    std::vector<ClauseFigure> clauses;
    std::vector<DayPoint> days;        // all clauses together, by the day of due
};
BOOST_DESCRIBE_STRUCT(Compliance, (), (from, until, rulebook_version, clauses, days))

enum class Figure { due, kept, kept_late, late_open, open, waived, passed, refused };
BOOST_DESCRIBE_ENUM(Figure, due, kept, kept_late, late_open, open, waived, passed, refused)
struct OpenFigure {  // GET /compliance/{clause}/rows?figure=kept
    static constexpr auto needs = Permission::see_compliance;
    std::string clause;
    Figure figure = Figure::due;
    std::optional<Day> from, until;
    std::optional<DepartmentId> department;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(OpenFigure, (), (clause, figure, from, until, department, cursor))
struct FigureRow {
    std::optional<ObligationId> obligation;
    std::string subject_kind;
    std::string subject_id;
    std::string number, subject, room;
    std::string act;
    std::string owner_name;
    Instant opened_at{};
    std::optional<Instant> due_at, ended_at;
    std::string outcome;               // kept, kept_late, late_open, open, waived, passed, refused
    std::string refusal;
};
BOOST_DESCRIBE_STRUCT(FigureRow, (), (obligation, subject_kind, subject_id, number, subject, room, act, owner_name, opened_at, due_at, ended_at, outcome, refusal))
struct FigureRows { std::vector<FigureRow> rows; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(FigureRows, (), (rows, next, total))

struct ReadClause {  // GET /rulebook/clauses/{clause}: the clause with parameters, for people
    static constexpr auto needs = Permission::see_rulebook;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(ReadClause, (), (clause))
struct ParameterView { std::string name, value, unit, reading; bool unstated = false; bool confirmed = false; std::string confirmed_by_name; std::optional<Instant> confirmed_at; Day from{}; };
BOOST_DESCRIBE_STRUCT(ParameterView, (), (name, value, unit, reading, unstated, confirmed, confirmed_by_name, confirmed_at, from))
struct ClauseView {
    std::string clause, chapter, title_zh_hans, title_zh_hant, title_en, source, reading;
    std::vector<std::string> mechanisms;
    bool enforced = false;
    std::vector<ParameterView> parameters;
    std::vector<std::string> gates;
    bool may_confirm = false;
};
BOOST_DESCRIBE_STRUCT(ClauseView, (), (clause, chapter, title_zh_hans, title_zh_hant, title_en, source, reading, mechanisms, enforced, parameters, gates, may_confirm))
struct ConfirmParameter {  // POST /rulebook/clauses/{clause}/confirmations: the quality department confirms a lost figure
    static constexpr auto needs = Permission::confirm_unstated;
    std::string clause, parameter, value, reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ConfirmParameter, (), (clause, parameter, value, reason))

void add_routes(work::Routes& routes);

}  // namespace huiyin::compliance
