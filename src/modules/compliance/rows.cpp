// The rows behind a figure, newest due first, clause after clause; paging to the end gives exactly the figure.
#include <algorithm>
#include <array>
#include <charconv>

#include "huiyin_compliance_sql.hpp"
#include "period.hpp"

namespace huiyin::compliance {
namespace {

constexpr std::int64_t beyond = 9'000'000'000'000'000'000;

struct Place {  // where the next page begins
    std::size_t clause = 0;
    std::int64_t at = beyond, id = beyond;
    std::string text() const { return std::to_string(clause) + "." + std::to_string(at) + "." + std::to_string(id); }
    static std::optional<Place> parse(std::string_view text) {
        std::array<std::int64_t, 3> numbers{};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
            if (error != std::errc{} || numbers[i] < 0) return std::nullopt;
            text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
            if (i < 2 && !text.starts_with('.')) return std::nullopt;
            if (i < 2) text.remove_prefix(1);
        }
        if (!text.empty()) return std::nullopt;
        return Place{static_cast<std::size_t>(numbers[0]), numbers[1], numbers[2]};
    }
};

struct GateRow {
    std::int64_t id = 0;
    Instant at{};
    std::string subject_kind, subject_id, room, actor_name, outcome, refusal;
};
BOOST_DESCRIBE_STRUCT(GateRow, (), (id, at, subject_kind, subject_id, room, actor_name, outcome, refusal))

bool is_gate(Figure figure) {
    return figure == Figure::passed || figure == Figure::refused || figure == Figure::used || figure == Figure::unused;
}

std::int64_t of_figure(const DayFigures& d, Figure figure) {
    switch (figure) {
        case Figure::due: return d.kept + d.kept_late + d.waived + d.late_open;
        case Figure::kept: return d.kept;
        case Figure::kept_late: return d.kept_late;
        case Figure::late_open: return d.late_open;
        case Figure::open: return d.open;
        case Figure::waived: return d.waived;
        case Figure::passed:
        case Figure::refused:
        case Figure::used:
        case Figure::unused: return 0;
    }
    return 0;
}

struct Asked {
    Period period;
    std::optional<DepartmentId> department;
    Figure figure = Figure::due;
};

std::int64_t total_of(work::Reading& reading, const Asked& asked, const std::string& clause) {
    if (is_gate(asked.figure)) {
        const auto g = of_gate(reading, asked.period, asked.department, clause);
        switch (asked.figure) {
            case Figure::passed: return g.passed;
            case Figure::refused: return g.refused;
            case Figure::used: return g.used;
            default: return g.unused;
        }
    }
    std::int64_t total = 0;
    for (const auto& d : by_day(reading, asked.period, asked.department, clause)) total += of_figure(d, asked.figure);
    return total;
}

// Whatever it is about, its own module names it.
void name_subject(work::Reading& reading, FigureRow& row) {
    journal::Subject subject;
    if (const auto kind = json::enum_value<journal::SubjectKind>(row.subject_kind)) subject.kind = *kind;
    std::from_chars(row.subject_id.data(), row.subject_id.data() + row.subject_id.size(), subject.id);
    auto name = reading.world.describe(reading.tx, reading.site, subject);
    row.number = std::move(name.number);
    row.subject = std::move(name.title);
    row.path = std::move(name.path);
}

std::vector<FigureRow> page_of(work::Reading& reading, const Asked& asked, const std::string& clause, Place& place, std::int64_t most) {
    if (!is_gate(asked.figure)) {
        auto rows = reading.tx.all<FigureRow>(sql::compliance_rows, reading.site, clause, asked.period.due_from(), asked.period.due_until(),
                                              reading.now, asked.department, asked.figure, place.at, place.id, most);
        if (!rows.empty()) {
            place.at = rows.back().due_at->ms;
            place.id = rows.back().obligation->value;
        }
        return rows;
    }
    std::vector<FigureRow> rows;
    for (auto& g : reading.tx.all<GateRow>(sql::compliance_gate_rows, reading.site, clause, asked.period.start, asked.period.end, asked.department,
                                           asked.figure, place.at, place.id, most)) {
        place.at = g.at.ms;
        place.id = g.id;
        FigureRow row;
        row.subject_kind = std::move(g.subject_kind);
        row.subject_id = std::move(g.subject_id);
        row.room = std::move(g.room);
        row.owner_name = std::move(g.actor_name);
        row.opened_at = g.at;
        row.outcome = std::move(g.outcome);
        row.refusal = std::move(g.refusal);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void OpenFigure::check(Checks& c) const {
    check_period(c, from, until);
    c.when(cursor && !Place::parse(*cursor), "cursor", "unknown-value");
    c.when(limit && (*limit < 1 || *limit > 200), "limit", "out-of-range");
}

Result<FigureRows> open_figure(work::Reading& reading, const OpenFigure& query) {
    const auto* clause = reading.world.rulebook->find(query.clause);
    if (!clause) return refuse({"clause.not-found", Trouble::missing, {}, {}, {{"clause", query.clause}}});
    const auto department = department_for(reading, query.department);
    if (!department) return refuse(department.error());
    const Asked asked{period_of(reading, query.from, query.until), *department, query.figure};
    std::vector<std::string> clauses;
    for (auto& source : counted_by(*reading.world.rulebook, *clause))
        if (query.figure != Figure::passed || source.with_passed) clauses.push_back(std::move(source.clause));

    FigureRows view;
    for (const auto& id : clauses) view.total += total_of(reading, asked, id);
    auto place = query.cursor ? Place::parse(*query.cursor).value_or(Place{}) : Place{};
    const auto most = static_cast<std::size_t>(query.limit.value_or(50));
    while (place.clause < clauses.size() && view.rows.size() < most) {
        auto page = page_of(reading, asked, clauses[place.clause], place, static_cast<std::int64_t>(most - view.rows.size()));
        std::ranges::move(page, std::back_inserter(view.rows));
        if (view.rows.size() < most) place = Place{place.clause + 1};  // this clause is through
    }
    for (auto& row : view.rows) name_subject(reading, row);
    if (view.rows.size() == most) view.next = place.text();
    return view;
}

}  // namespace huiyin::compliance
