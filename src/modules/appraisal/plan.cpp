// Planning (A4.1, A4.5.2): with the first working day of a week and of a month a record is planned for everybody on
// staff, so that nobody is skipped; who owes it and until when is the obligations' business.
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

Day next_month(Day first) { return first.month() == 12 ? Day::of(first.year() + 1, 1, 1) : Day::of(first.year(), first.month() + 1, 1); }

// An account of the machines is nobody's work.
bool works_here(const organisation::Employee& e) {
    return std::ranges::any_of(e.posts, [](work::Post p) { return p != work::Post::system_administrator; });
}

Level level_of(const std::vector<work::Post>& posts) {
    using work::Post;
    const auto manages = [](Post p) {
        return p == Post::general_manager || p == Post::site_director || p == Post::customer_service_manager || p == Post::supervisor ||
               p == Post::department_manager || p == Post::quality_department;
    };
    return std::ranges::any_of(posts, manages) ? Level::management : Level::operating;
}

// Inspections are the supervisor's (A3), appraisals the manager's (A4.1), and nobody inspects whoever stands above them;
// where nobody stands above, whoever there is: nobody is left out (A4.1).
std::optional<StaffId> scorer_for(Unit& unit, RecordKind kind, const organisation::Employee& employee) {
    using work::Post;
    constexpr std::array line = {Post::supervisor, Post::customer_service_manager, Post::site_director, Post::general_manager};
    const auto holds = [&](Post p) { return std::ranges::find(employee.posts, p) != employee.posts.end(); };
    std::size_t first = is_inspection(kind) ? 0 : 1;
    if (holds(Post::supervisor)) first = 1;
    if (holds(Post::customer_service_manager) || holds(Post::department_manager) || holds(Post::quality_department)) first = 2;
    if (holds(Post::site_director) || holds(Post::general_manager)) first = 3;
    std::vector<Post> asked(line.begin() + static_cast<std::ptrdiff_t>(first), line.end());
    for (std::size_t i = first; i > 0; --i) asked.push_back(line[i - 1]);
    for (const auto post : asked) {
        std::vector<StaffId> candidates;
        if (employee.department && post == Post::supervisor)
            candidates = organisation::holders_of(unit.tx, post, unit.site, employee.department, unit.moment.now);
        for (const auto id : organisation::holders_of(unit.tx, post, unit.site, {}, unit.moment.now)) candidates.push_back(id);
        for (const auto id : candidates)
            if (id != employee.id) return id;
    }
    return std::nullopt;
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
    if (r.kind == RecordKind::month) r.days = working_days(unit.calendar(), period, next_month(period));
    r.planned_at = unit.moment.now;
    r.version = 1;
    insert(unit.tx, r);
    unit.tell({"appraisal.planned", r.as_subject(), facts_of(r), {}});
    return r;
}

void plan_for_all(Unit& unit, RecordKind kind, Day period) {
    ensure_criteria(unit);
    for (const auto& e : organisation::employees_of(unit.tx, unit.site)) {
        if (!works_here(e) || unit.tx.one<std::int64_t>(sql::appraisal_planned_for, unit.site, kind, e.id, period) > 0) continue;
        // Without a sheet there is nothing to score by; the page says who is not planned.
        if (const auto sheet = criteria_on(unit.tx, unit.site, level_of(e.posts), kind, period)) plan(unit, *sheet, e.id, scorer_for(unit, kind, e), period);
    }
}

}  // namespace

void begin_day(Unit& unit, const journal::Event& event) {
    const auto day = unit.today();
    // A company's own rulebook may be without the aspects; then there is nothing to plan by.
    if (!has_aspect_points(unit.rulebook(), day)) return;
    if (says_yes(event, "week_begins")) plan_for_all(unit, RecordKind::weekly, day - day.weekday());
    if (!says_yes(event, "month_begins")) return;
    const auto first = Day::of(day.year(), day.month(), 1);
    const auto before = first - 1;
    plan_for_all(unit, RecordKind::monthly, first);
    plan_for_all(unit, RecordKind::month, Day::of(before.year(), before.month(), 1));
    if (first.month() == 1) plan_for_all(unit, RecordKind::year_end, Day::of(before.year(), 1, 1));
}

void PlanSpotInspection::check(Checks& c) const { c.when(!employee, "employee", "required"); }

Result<AppraisalChanged> plan_spot_inspection(Unit& unit, const PlanSpotInspection& command) {
    if (command.employee == unit.moment.actor) return refuse(refused::own);
    ensure_criteria(unit);
    for (const auto& e : organisation::employees_of(unit.tx, unit.site)) {
        if (e.id != command.employee || !works_here(e)) continue;
        const auto sheet = criteria_on(unit.tx, unit.site, level_of(e.posts), RecordKind::spot, unit.today());
        if (!sheet) return refuse(refused::criteria_not_found);
        const journal::Subject about{journal::SubjectKind::staff, e.id.value};
        if (auto fit = qualification::may_be_assigned(unit, unit.moment.actor, about); !fit) return refuse(fit.error());
        return changed(plan(unit, *sheet, e.id, unit.moment.actor, unit.today()));
    }
    return refuse(refused::employee_unknown);
}

}  // namespace huiyin::appraisal
