// The page of the quality department: for every clause its figures, and all of them by day.
#include <algorithm>

#include "period.hpp"

namespace huiyin::compliance {
namespace {

ClauseFigure described(const rulebook::Clause& clause, Day day, const std::map<std::string, Confirmation>& confirmations) {
    ClauseFigure f;
    f.clause = clause.id;
    f.chapter = clause.chapter;
    f.title_zh_hans = clause.title.zh_Hans;
    f.title_zh_hant = clause.title.zh_Hant;
    f.title_en = clause.title.en;
    for (const auto mechanism : clause.mechanisms) f.mechanisms.emplace_back(json::enum_name(mechanism));
    f.enforced = clause.enforcement == rulebook::Enforcement::enforced;
    f.unconfirmed = std::ranges::any_of(clause.parameters, [&](const rulebook::Parameter& p) {
        return p.unstated && !confirmations.contains(key_of(clause.id, p.name));
    });
    f.reading = clause.reading;
    f.reading_zh_hans = clause.readings.zh_Hans;
    f.reading_zh_hant = clause.readings.zh_Hant;
    f.reading_en = clause.readings.en;
    f.counts = clause.counts;
    f.target_hundredths = clause.target_on(day);
    return f;
}

struct Counted {  // what one clause's own rows give
    DayFigures sum;
    GateFigures gate;
};

}  // namespace

void OpenCompliance::check(Checks& c) const { check_period(c, from, until); }

Result<Compliance> open_compliance(work::Reading& reading, const OpenCompliance& query) {
    const auto department = department_for(reading, query.department);
    if (!department) return refuse(department.error());
    const auto period = period_of(reading, query.from, query.until);
    const auto& book = *reading.world.rulebook;
    const auto confirmations = confirmed(reading.tx);

    std::map<std::string, Counted> counted;
    std::map<Day, DayPoint> days;
    for (const auto& clause : book.clauses()) {
        if (!clause.obligations.empty()) {
            auto& sum = counted[clause.id].sum;
            for (const auto& d : by_day(reading, period, *department, clause.id)) {
                sum.kept += d.kept;
                sum.kept_late += d.kept_late;
                sum.waived += d.waived;
                sum.late_open += d.late_open;
                sum.open += d.open;
                auto& point = days[d.day];
                point.day = d.day;
                point.kept += d.kept;
                point.kept_late += d.kept_late;
                point.late_open += d.late_open;
                point.open += d.open;
            }
        }
        if (!clause.gates.empty() || clause.guide) counted[clause.id].gate = of_gate(reading, period, *department, clause.id);
    }

    Compliance view;
    view.from = period.from;
    view.until = period.until;
    view.rulebook_version = book.version();
    for (const auto& clause : book.clauses()) {
        auto f = described(clause, reading.calendar().zone().day_of(reading.now), confirmations);
        for (const auto& [id, with_passed] : counted_by(book, clause)) {
            const auto& c = counted[id];
            f.kept += c.sum.kept;
            f.kept_late += c.sum.kept_late;
            f.waived += c.sum.waived;
            f.late_open += c.sum.late_open;
            f.open += c.sum.open;
            if (with_passed) f.passed += c.gate.passed;
            f.refused += c.gate.refused;
            f.used += c.gate.used;
            f.unused += c.gate.unused;
        }
        f.due = f.kept + f.kept_late + f.waived + f.late_open;
        f.asked = f.passed + f.refused;
        f.offered = f.used + f.unused;
        if (f.due > f.waived) f.rate_hundredths = static_cast<int>(f.kept * 10000 / (f.due - f.waived));
        view.clauses.push_back(std::move(f));
    }
    for (auto& [day, point] : days) view.days.push_back(point);
    return view;
}

}  // namespace huiyin::compliance
