// Exams beside the year-end record (A4.3.2): what came of them is heard as it happens, the scorer reads it where the year is judged.
#include <charconv>

#include "huiyin_appraisal_sql.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

std::optional<Points> points_in(const boost::json::object& facts, std::string_view key) {
    const auto* v = facts.if_contains(key);
    return v && v->is_int64() ? std::optional(Points{v->as_int64()}) : std::nullopt;
}

std::string text_in(const boost::json::object& facts, std::string_view key) {
    const auto* v = facts.if_contains(key);
    return v && v->is_string() ? std::string(v->as_string()) : std::string{};
}

void heard(Unit& unit, const journal::Event& event) {
    const StaffId employee{number_in(text_in(event.facts, "executor"))};
    if (!employee) return;
    unit.tx.run(sql::exam_heard, event.subject.id, unit.site, employee, unit.today(), text_in(event.facts, "title"), points_in(event.facts, "theory_points"),
                points_in(event.facts, "practical_points"), event.name == "exam.passed");
}

}  // namespace

std::vector<ExamFigure> exams_of_year(store::Tx& tx, StaffId employee, int year) {
    return tx.all<ExamFigure>(sql::exams_of_year, employee, Day::of(year, 1, 1), Day::of(year + 1, 1, 1));
}

std::optional<Points> mean_of(const std::vector<ExamFigure>& exams, std::optional<Points> ExamFigure::*part) {
    std::map<std::string, Points> best;
    for (const auto& exam : exams)
        if (const auto& points = exam.*part) {
            auto& kept = best[exam.course];
            kept = std::max(kept, *points);
        }
    if (best.empty()) return std::nullopt;
    std::int64_t sum = 0;
    for (const auto& [course, points] : best) sum += points.hundredths;
    const auto n = static_cast<std::int64_t>(best.size());
    return Points{(2 * sum + n) / (2 * n)};
}

void hear_exams(work::World& world) {
    world.listeners.emplace("exam.passed", heard);
    world.listeners.emplace("exam.failed", heard);
}

}  // namespace huiyin::appraisal
