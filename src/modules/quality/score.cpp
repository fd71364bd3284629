// Scoring a drawn matter by deduction (J9): once, never one's own. The reasons stay inside the house.
#include <map>

#include "huiyin_quality_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"
#include "work/stale.hpp"

namespace huiyin::quality {
namespace {
constexpr std::size_t reason_most = 500, summary_most = 1000, marks_most = 50;

std::string mark_field(std::size_t i, const char* name) { return "marks." + std::to_string(i) + "." + name; }
}  // namespace

Result<Points> score_of(const std::vector<QualityItem>& items, const std::vector<QualityMarkInput>& marks) {
    Points left{};
    std::map<std::string, Points> of;
    for (const auto& item : items) {
        left = left + item.points;
        of[item.key] = item.points;
    }
    std::vector<FieldError> wrong;
    bool more = false;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto& m = marks[i];
        const auto item = of.find(m.item);
        if (item == of.end()) wrong.push_back({mark_field(i, "item"), "unknown-value"});
        if (m.points.hundredths <= 0) wrong.push_back({mark_field(i, "points"), "out-of-range"});
        if (item == of.end() || m.points.hundredths <= 0) continue;
        // Several deductions on one item may not take more than it has either.
        if (m.points > item->second) {
            wrong.push_back({mark_field(i, "points"), "more-than-item"});
            more = true;
            continue;
        }
        item->second = item->second - m.points;
        left = left - m.points;
    }
    if (!wrong.empty()) return refuse({more ? "quality.more-than-item" : "invalid", Trouble::invalid, "J9", std::move(wrong), {}});
    return left;
}

void ScoreQualityReview::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.length("summary", summary, summary_most);
    c.when(marks.size() > marks_most, "marks", "too-many");
    for (std::size_t i = 0; i < marks.size(); ++i) {
        c.required(mark_field(i, "reason"), marks[i].reason);
        c.length(mark_field(i, "reason"), marks[i].reason, reason_most);
    }
}

Result<QualityScored> score_quality_review(Unit& unit, const ScoreQualityReview& command) {
    const auto r = find_review(unit.tx, command.id, unit.site);
    if (!r) return refuse(refused::not_found);
    if (r->employee == unit.moment.actor) return refuse(refused::own);
    if (r->state == QualityState::scored) return refuse(refused::scored_already);
    if (r->version != command.version)
        return refuse(work::stale(r->version, command.version));
    const auto sample = find_sample(unit.tx, r->sample, unit.site);
    ensure(sample.has_value(), "a drawn matter keeps its sample");
    const auto score = score_of(sample->read_items(), command.marks);
    if (!score) return refuse(score.error());

    const auto on = std::max(unit.today(), unit.rulebook().from());
    const auto* clause = unit.rulebook().find("J9");
    const Points pass{clause && clause->find_parameter("pass-mark", on) ? unit.rulebook().number("J9", "pass-mark", on) : 0};
    const auto summary = text::trim(command.summary);
    if (unit.tx.run(sql::quality_review_score, r->id, *score, pass, summary, unit.today(), unit.moment.now, unit.moment.actor, r->version) == 0)
        throw store::StaleRow("quality review " + std::to_string(r->id.value));
    int position = 0;
    std::string reasons;
    for (const auto& m : command.marks) {
        const auto reason = text::trim(m.reason);
        unit.tx.run(sql::quality_mark_insert, unit.make_id<MarkId>(), r->id, position++, m.item, m.points, reason);
        reasons += (reasons.empty() ? "" : "\n") + reason;
    }
    work::gate_passed(unit, {"J9"}, "quality.score", r->as_subject());
    const bool passed = *score >= pass;
    unit.tell({"quality.scored", r->as_subject(),
               {{"sample", std::to_string(r->sample.value)}, {"complaint", std::to_string(r->complaint.value)}, {"number", r->number},
                {"employee", std::to_string(r->employee.value)}, {"scorer", r->scorer}, {"score", score->text()}, {"passed", passed ? "yes" : "no"}},
               {{"text", summary}, {"reason", reasons}}});
    return QualityScored{r->id, *score, passed, r->version + 1};
}

}  // namespace huiyin::quality
