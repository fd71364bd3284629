// Calibration and deductions. Medians and quarters are exact: they are scores that were given, or the middle of two.
#include "appraisal/pictures.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "huiyin_appraisal_sql.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

struct Given {
    AppraisalId id{};
    std::string employee_name;
    StaffId scorer{};
    std::string scorer_name;
    DepartmentId team{};
    std::string team_name;
    Day period{};
    Points score{};
};
BOOST_DESCRIBE_STRUCT(Given, (), (id, employee_name, scorer, scorer_name, team, team_name, period, score))
struct Taken {
    AppraisalId appraisal{};
    CriteriaId sheet{};
    int item = 0;
    Points points{};
    bool punishable = false;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (appraisal, sheet, item, points, punishable, clause))

struct Days {
    Day from{}, until{};
};
Days days_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    Days d{from.value_or(Day::of((until ? *until - 1 : today).year(), 1, 1)), until.value_or(today + 1)};
    if (d.until <= d.from) d.until = Day::of(d.from.year() + 1, 1, 1);
    return d;
}

void check_days(Checks& c, std::optional<Day> from, std::optional<Day> until) {
    if (from && until) c.when(*until <= *from, "until", "not-after-from");
}

// The value below which `nth` of four quarters of a sorted row lie; of an even number the middle of two, half up.
Points quarter(const std::vector<std::int64_t>& sorted, std::size_t nth) {
    const auto place = (sorted.size() - 1) * nth;  // in quarters
    const auto below = sorted[place / 4], above = sorted[std::min(place / 4 + 1, sorted.size() - 1)];
    return {below + ((above - below) * static_cast<std::int64_t>(place % 4) + 2) / 4};
}

Spread spread_of(std::string id, std::string name, std::vector<std::int64_t> scores, std::int64_t few_below) {
    std::ranges::sort(scores);
    std::int64_t sum = 0;
    for (const auto s : scores) sum += s;
    const auto n = static_cast<std::int64_t>(scores.size());
    Spread s{std::move(id), std::move(name), n, rounded(Exact(sum) / (100 * n), 2), quarter(scores, 2), {scores.front()}, {scores.back()}, quarter(scores, 1), quarter(scores, 3), n < few_below, false};
    return s;
}

std::int64_t apart(Points a, Points b) { return std::abs(a.hundredths - b.hundredths); }

}  // namespace

void Calibrate::check(Checks& c) const { check_days(c, from, until); }
void OpenDeductions::check(Checks& c) const { check_days(c, from, until); }

Result<Calibration> calibrate(work::Reading& reading, const Calibrate& query) {
    const auto days = days_of(reading, query.from, query.until);
    const auto& book = *reading.world.rulebook;
    const auto on = std::max(reading.calendar().zone().day_of(reading.now), book.from());
    Calibration v;
    v.kind = query.kind;
    v.from = days.from;
    v.until = days.until;
    v.measure = Points{book.number("A4.4.5", "calibration-apart", on)};
    v.few_below = book.number("A4.4.5", "calibration-few", on);
    const auto rows = reading.tx.all<Given>(sql::calibration_rows, reading.site, query.kind, days.from, days.until, query.department.value_or(DepartmentId{}));
    if (rows.empty()) return v;
    std::vector<std::int64_t> all;
    struct Group {
        std::string name;
        std::vector<std::int64_t> scores;
    };
    std::map<std::int64_t, Group> scorers, teams;
    for (const auto& r : rows) {
        all.push_back(r.score.hundredths);
        auto& scorer = scorers[r.scorer.value];
        scorer.name = r.scorer_name;
        scorer.scores.push_back(r.score.hundredths);
        auto& team = teams[r.team.value];
        team.name = r.team_name;
        team.scores.push_back(r.score.hundredths);
    }
    v.all = spread_of("", "", all, v.few_below);
    const auto groups = [&](std::map<std::int64_t, Group>& from, std::vector<Spread>& into) {
        for (auto& [id, group] : from) {
            auto s = spread_of(id ? std::to_string(id) : "", std::move(group.name), std::move(group.scores), v.few_below);
            s.outlier = !s.few && apart(s.mean, v.all->mean) > v.measure.hundredths;
            into.push_back(std::move(s));
        }
        std::ranges::stable_sort(into, std::greater{}, [](const Spread& s) { return s.mean.hundredths; });
    };
    groups(scorers, v.scorers);
    groups(teams, v.teams);
    for (const auto& r : rows)
        if (apart(r.score, v.all->median) > v.measure.hundredths) v.outlying.push_back({r.id, r.employee_name, r.scorer_name, r.period, r.score});
    std::ranges::stable_sort(v.outlying, std::greater{}, [&](const SpreadRow& r) { return apart(r.score, v.all->median); });
    return v;
}

Result<Deductions> open_deductions(work::Reading& reading, const OpenDeductions& query) {
    const bool all = reading.actor.may(Permission::see_appraisals, reading.site);
    const auto employee = all ? query.employee.value_or(StaffId{}) : query.employee.value_or(reading.actor.staff);
    if (!all && employee != reading.actor.staff) return refuse(refused::not_found);
    const auto days = days_of(reading, query.from, query.until);
    Deductions v;
    v.from = days.from;
    v.until = days.until;
    struct Sums {
        DeductedItem item;
        std::set<AppraisalId> records;
        std::int64_t marks = 0;
        Points points{};
    };
    std::map<std::string, Sums> items, clauses;
    std::set<AppraisalId> records;
    std::map<CriteriaId, std::vector<CriteriaItem>> sheets;
    const std::string kind = query.kind ? std::string(json::enum_name(*query.kind)) : "";
    for (const auto& t : reading.tx.all<Taken>(sql::deductions_rows, reading.site, kind, days.from, days.until, employee, query.department.value_or(DepartmentId{}))) {
        auto& sheet = sheets[t.sheet];
        if (sheet.empty()) {
            const auto found = find_criteria(reading.tx, t.sheet);
            ensure(found.has_value(), "a record keeps its sheet");
            sheet = found->read_items();
        }
        const auto& item = sheet.at(static_cast<std::size_t>(t.item));
        const auto points = t.punishable ? item.points : t.points;
        const auto add = [&](Sums& s) {
            s.records.insert(t.appraisal);
            ++s.marks;
            s.points = s.points + points;
        };
        auto& of_item = items[item_key(item)];
        of_item.item.key = item.name.empty() ? item.key : "";
        of_item.item.name = item.name;
        of_item.item.aspect = json::enum_name(item.aspect);
        add(of_item);
        add(clauses[t.clause.empty() ? clause_of(item) : t.clause]);
        records.insert(t.appraisal);
    }
    for (auto& [key, s] : items) {
        s.item.records = static_cast<std::int64_t>(s.records.size());
        s.item.marks = s.marks;
        s.item.points = s.points;
        v.items.push_back(std::move(s.item));
    }
    for (const auto& [clause, s] : clauses) v.clauses.push_back({clause, static_cast<std::int64_t>(s.records.size()), s.marks, s.points});
    std::ranges::stable_sort(v.items, std::greater{}, [](const DeductedItem& i) { return i.points.hundredths; });
    std::ranges::stable_sort(v.clauses, std::greater{}, [](const DeductedClause& c) { return c.points.hundredths; });
    v.records = static_cast<std::int64_t>(records.size());
    return v;
}

}  // namespace huiyin::appraisal
