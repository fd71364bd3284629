// Compliance, looking across: for each clause what was due, kept, late, open; for each gate how often it was
// asked, passed, refused. Every figure opens its rows, and the count equals the list.
//
// What is counted in a period of days, at a moment `now`:
//   the obligations of a clause whose due time falls on one of its days. A debt that is due at midnight belongs to
//   the day that ends there: what must be done by the end of 31 March is March's.
//   Each is exactly one of: kept · kept_late · waived (let go, by authority or by rule) · late_open (open, and its
//   time has passed) · open (open, and there is time). A clock that stood still before its time is never late.
//   due = kept + kept_late + waived + late_open; the rows under "due" are these, those under "open" the rest.
//   rate = kept ÷ (due − waived); none where nothing was due.
//   asked = passed + refused: a gate, by the time it was asked.
//   offered = used + unused: a script that a form proposed, by the time the form was saved.
// A clause that names others (`counts`: E5, F5) shows the sum of theirs, and its rows are theirs.
// Whoever may see compliance only for a department sees that department, whatever is asked.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "rulebook/rulebook.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::compliance {
using work::Permission;

struct OpenCompliance {  // GET /compliance?from=&until= (days; until exclusive; default: this month)
    static constexpr auto needs = Permission::see_compliance;
    std::optional<Day> from, until;
    std::optional<DepartmentId> department;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenCompliance, (), (from, until, department))

struct ClauseFigure {
    std::string clause, chapter;
    std::string title_zh_hans, title_zh_hant, title_en;
    std::vector<std::string> mechanisms;
    bool enforced = false;
    bool unconfirmed = false;          // a figure of it is unstated in the source and not confirmed yet
    std::string reading;               // in the first language; the three below are complete
    std::string reading_zh_hans, reading_zh_hant, reading_en;
    std::vector<std::string> counts;   // the clauses whose figures these are
    std::int64_t due = 0;              // was to be done by now, or ended
    std::int64_t kept = 0;             // in time
    std::int64_t kept_late = 0;
    std::int64_t late_open = 0;        // breached and still open
    std::int64_t open = 0;             // open and not late
    std::int64_t waived = 0;
    std::int64_t asked = 0, passed = 0, refused = 0;  // gates
    std::int64_t offered = 0, used = 0, unused = 0;   // scripts
    std::optional<int> target_hundredths;
    std::optional<int> rate_hundredths;  // kept / due; none when nothing was due
};
BOOST_DESCRIBE_STRUCT(ClauseFigure, (), (clause, chapter, title_zh_hans, title_zh_hant, title_en, mechanisms, enforced, unconfirmed,
                                         reading, reading_zh_hans, reading_zh_hant, reading_en, counts, due, kept, kept_late, late_open, open, waived, asked, passed, refused, offered, used, unused,
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

enum class Figure { due, kept, kept_late, late_open, open, waived, passed, refused, used, unused };
BOOST_DESCRIBE_ENUM(Figure, due, kept, kept_late, late_open, open, waived, passed, refused, used, unused)
struct OpenFigure {  // GET /compliance/{clause}/rows?figure=kept
    static constexpr auto needs = Permission::see_compliance;
    std::string clause;
    Figure figure = Figure::due;
    std::optional<Day> from, until;
    std::optional<DepartmentId> department;
    std::optional<std::string> cursor;
    std::optional<int> limit;          // 1–200, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenFigure, (), (clause, figure, from, until, department, cursor, limit))
struct FigureRow {
    std::optional<ObligationId> obligation;
    std::string subject_kind;
    std::string subject_id;
    std::string number, subject;       // as its module names it
    std::string path;                  // its page; "" if it has none
    std::string room;
    std::string act;
    std::string owner_name;
    Instant opened_at{};
    std::optional<Instant> due_at, ended_at;
    std::string outcome;               // kept, kept_late, late_open, open, waived, passed, refused, used, unused
    std::string refusal;
    std::string reason;                // why it was waived: an event, or somebody's words
};
BOOST_DESCRIBE_STRUCT(FigureRow, (), (obligation, subject_kind, subject_id, number, subject, path, room, act, owner_name, opened_at, due_at, ended_at, outcome, refusal, reason))
struct FigureRows { std::vector<FigureRow> rows; std::string next; std::int64_t total = 0; };
BOOST_DESCRIBE_STRUCT(FigureRows, (), (rows, next, total))

struct ReadClause {  // GET /rulebook/clauses/{clause}: the clause with parameters, for people
    static constexpr auto needs = Permission::see_rulebook;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(ReadClause, (), (clause))
struct ParameterView {
    std::string name;                  // a key under "parameter." in locales/
    std::string value, unit;
    std::string reading, reading_zh_hans, reading_zh_hant, reading_en;
    bool unstated = false;
    bool confirmed = false;
    std::string confirmed_by_name;
    std::optional<Instant> confirmed_at;
    Day from{};
};
BOOST_DESCRIBE_STRUCT(ParameterView, (), (name, value, unit, reading, reading_zh_hans, reading_zh_hant, reading_en, unstated, confirmed, confirmed_by_name, confirmed_at, from))
struct ClauseView {
    std::string clause, chapter, title_zh_hans, title_zh_hant, title_en, source;
    std::string reading, reading_zh_hans, reading_zh_hant, reading_en;
    std::vector<std::string> mechanisms;
    bool enforced = false;
    std::vector<ParameterView> parameters;
    std::vector<std::string> gates;
    bool may_confirm = false;
};
BOOST_DESCRIBE_STRUCT(ClauseView, (), (clause, chapter, title_zh_hans, title_zh_hant, title_en, source, reading, reading_zh_hans,
                                       reading_zh_hant, reading_en, mechanisms, enforced, parameters, gates, may_confirm))
struct ConfirmParameter {  // POST /rulebook/clauses/{clause}/confirmations: the quality department confirms a lost figure
    static constexpr auto needs = Permission::confirm_unstated;
    std::string clause, parameter, value, reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ConfirmParameter, (), (clause, parameter, value, reason))

void add_routes(work::Routes& routes);

Result<Compliance> open_compliance(work::Reading& reading, const OpenCompliance& query);
Result<FigureRows> open_figure(work::Reading& reading, const OpenFigure& query);
Result<ClauseView> read_clause(work::Reading& reading, const ReadClause& query);
Result<ClauseView> confirm_parameter(work::Unit& unit, const ConfirmParameter& command);

// The confirmed figures that differ from the shipped ones, as an overlay for rulebook::load; "" if there are none.
// Each begins on the day on which it was confirmed, so that nothing earlier changes.
std::string confirmed_overlay(store::Tx& tx, const rulebook::Rulebook& shipped);

}  // namespace huiyin::compliance
