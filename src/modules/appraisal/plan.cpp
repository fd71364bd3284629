// Planning (A4.1, A4.5.2): with the first working day of a week and of a month a record is planned for everybody on
// staff, so that nobody is skipped; who owes it and until when is the obligations' business.
#include <ranges>

#include "huiyin_appraisal_sql.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

bool says_yes(const journal::Event& event, std::string_view fact) {
    const auto* value = event.facts.if_contains(fact);
    return value && value->is_string() && value->as_string() == "yes";
}

int working_days(const WorkingCalendar& calendar, Day from, Day until) {
    int days = 0;
    for (Day d = from; d < until; d = d + 1)
        if (!calendar.spans(d).empty()) ++days;
    return days;
}

// An account of the machines is nobody's work.
bool works_here(const organisation::Employee& e) {
    return std::ranges::any_of(e.posts, [](work::Post p) { return p != work::Post::system_administrator; });
}

// What the post table says of one person's posts together (A4.3.3).
struct Standing {
    Level level = Level::operating;
    int scored_from = 1;
};
Standing standing_of(const std::vector<organisation::PostStanding>& table, const std::vector<work::Post>& posts) {
    Standing s;
    for (const auto& row : table) {
        if (std::ranges::find(posts, row.post) == posts.end()) continue;
        if (row.manages) s.level = Level::management;
        s.scored_from = std::max(s.scored_from, row.scored_from);
    }
    return s;
}

// Inspections begin with the lowest of those who score (A3), appraisals one step above (A4.1), and nobody inspects whoever
// stands above them; where nobody stands above, whoever there is: nobody is left out (A4.1). Whoever is not qualified scores
// only where nobody else is there (A4.4.4).
std::optional<StaffId> scorer_for(Unit& unit, const std::vector<organisation::PostStanding>& table, const qualification::Roll& roll, RecordKind kind,
                                  const organisation::Employee& employee, const Standing& standing) {
    std::optional<StaffId> unqualified;
    const int lowest = 1;
    const int first = std::max(standing.scored_from, is_inspection(kind) ? lowest : lowest + 1);
    std::vector<organisation::PostStanding> asked;
    for (const auto& row : table)
        if (row.scores >= first) asked.push_back(row);
    for (const auto& row : table | std::views::reverse)
        if (row.scores > 0 && row.scores < first) asked.push_back(row);
    for (const auto& row : asked) {
        std::vector<StaffId> candidates;
        if (employee.department && row.scores == lowest)
            candidates = organisation::holders_of(unit.tx, row.post, unit.site, employee.department, unit.moment.now);
        for (const auto id : organisation::holders_of(unit.tx, row.post, unit.site, {}, unit.moment.now)) candidates.push_back(id);
        for (const auto id : candidates) {
            if (id == employee.id) continue;
            if (!roll.why_not(id, unit.today())) return id;
            if (!unqualified) unqualified = id;
        }
    }
    return unqualified;
}

Record plan(Unit& unit, const Criteria& sheet, StaffId employee, std::optional<StaffId> scorer, Day period) {
    Record r{.id = unit.make_id<AppraisalId>(), .site = unit.site};
    r.root = r.id;
    r.kind = sheet.kind;
    r.employee = employee;
    r.scorer = scorer;
    r.level = sheet.level;
    r.sheet = sheet.id;
    r.period = period;
    if (r.kind == RecordKind::month) r.days = working_days(unit.calendar(), period, period.next_month());
    r.planned_at = unit.moment.now;
    r.version = 1;
    insert(unit.tx, r);
    unit.tell({"appraisal.planned", r.as_subject(), facts_of(r), {}});
    return r;
}

void plan_for_all(Unit& unit, RecordKind kind, Day period) {
    ensure_criteria(unit);
    const auto table = organisation::post_standings(unit.tx);
    const qualification::Roll roll(unit.tx, unit.site);
    for (const auto& e : organisation::employees_of(unit.tx, unit.site)) {
        if (!works_here(e) || unit.tx.one<std::int64_t>(sql::appraisal_planned_for, unit.site, kind, e.id, period) > 0) continue;
        // Without a sheet there is nothing to score by; the page says who is not planned.
        const auto standing = standing_of(table, e.posts);
        if (const auto sheet = criteria_on(unit.tx, unit.site, standing.level, kind, period)) plan(unit, *sheet, e.id, scorer_for(unit, table, roll, kind, e, standing), period);
    }
}

}  // namespace

void begin_day(Unit& unit, const journal::Event& event) {
    const auto day = unit.today();
    // A company's own rulebook may be without the aspects; then there is nothing to plan by.
    if (!has_aspect_points(unit.rulebook(), day)) return;
    if (says_yes(event, "week_begins")) plan_for_all(unit, RecordKind::weekly, day - day.weekday());
    if (!says_yes(event, "month_begins")) return;
    const auto first = day.first_of_month(), before = (first - 1).first_of_month();
    plan_for_all(unit, RecordKind::monthly, first);
    plan_for_all(unit, RecordKind::month, before);
    if (first.month() == 1) plan_for_all(unit, RecordKind::year_end, Day::of(before.year(), 1, 1));
    plan_statistics(unit, before);
    list_what_has_been_kept(unit, day);
}

void PlanSpotInspection::check(Checks& c) const { c.when(!employee, "employee", "required"); }

Result<AppraisalChanged> plan_spot_inspection(Unit& unit, const PlanSpotInspection& command) {
    if (command.employee == unit.moment.actor) return refuse(refused::own);
    ensure_criteria(unit);
    for (const auto& e : organisation::employees_of(unit.tx, unit.site)) {
        if (e.id != command.employee || !works_here(e)) continue;
        const auto sheet = criteria_on(unit.tx, unit.site, standing_of(organisation::post_standings(unit.tx), e.posts).level, RecordKind::spot, unit.today());
        if (!sheet) return refuse(refused::criteria_not_found);
        const journal::Subject about{journal::SubjectKind::staff, e.id.value};
        if (auto fit = qualification::may_be_assigned(unit, unit.moment.actor, about); !fit) return refuse(fit.error());
        return changed(plan(unit, *sheet, e.id, unit.moment.actor, unit.today()));
    }
    return refuse(refused::employee_unknown);
}

}  // namespace huiyin::appraisal
