// The yearly plan of follow-ups (D9): targets by kind, each version kept, judged by live figures and nothing else.
#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "scope.hpp"

namespace huiyin::followups {
namespace {

struct Target {
    std::int64_t version = 0;
    FollowUpReason reason = FollowUpReason::complaint;
    std::int64_t calls = 0;
    int rate_hundredths = 0, satisfied_hundredths = 0;
    std::string set_by_name;
    Instant set_at{};
    std::string remark;
};
BOOST_DESCRIBE_STRUCT(Target, (), (version, reason, calls, rate_hundredths, satisfied_hundredths, set_by_name, set_at, remark))

struct Heard {
    std::int64_t sheets = 0, reached = 0, satisfied = 0, fairly_satisfied = 0, dissatisfied = 0;
};
BOOST_DESCRIBE_STRUCT(Heard, (), (sheets, reached, satisfied, fairly_satisfied, dissatisfied))

struct HeardRow {
    FollowUpId id{};
    std::string number, matter;
    std::optional<StaffId> caller;
    std::optional<CallResult> result;
    std::optional<Satisfaction> satisfaction;
    Instant opened_at{}, called_at{};
};
BOOST_DESCRIBE_STRUCT(HeardRow, (), (id, number, matter, caller, result, satisfaction, opened_at, called_at))

constexpr std::array kinds = {FollowUpReason::complaint, FollowUpReason::vip, FollowUpReason::departure};

PlanLine line_of(work::Reading& reading, FollowUpReason reason, const Span& year) {
    PlanLine line;
    line.reason = reason;
    line.rate = rate_of_reason(reading, reason, year);
    line.clause = line.rate.clause;
    line.planned_rate_hundredths = line.rate.target_hundredths;
    const auto seen = seen_by(reading);
    const auto heard = reading.tx.one<Heard>(sql::plan_heard, reading.site, reason, year.start, year.end, seen.mine, seen.department);
    line.sheets = heard.sheets;
    line.reached = heard.reached;
    line.satisfied = heard.satisfied;
    line.fairly_satisfied = heard.fairly_satisfied;
    line.dissatisfied = heard.dissatisfied;
    if (heard.reached) line.satisfied_hundredths = static_cast<int>((heard.satisfied + heard.fairly_satisfied) * 10000 / heard.reached);
    return line;
}

void judge(PlanLine& line) {
    if (line.planned_calls > 0) line.calls_met = line.reached >= line.planned_calls;
    if (line.rate.rate_hundredths) line.rate_met = *line.rate.rate_hundredths >= line.planned_rate_hundredths;
    if (line.satisfied_hundredths && line.planned_satisfied_hundredths > 0) line.satisfied_met = *line.satisfied_hundredths >= line.planned_satisfied_hundredths;
}

std::int64_t total_of(const PlanLine& line, PlanFigure figure) {
    const auto& r = line.rate;
    switch (figure) {
        case PlanFigure::due: return r.denominator + r.open + r.excluded;
        case PlanFigure::numerator: return r.numerator;
        case PlanFigure::denominator: return r.denominator;
        case PlanFigure::kept_late: return r.kept_late;
        case PlanFigure::late_open: return r.late_open;
        case PlanFigure::open: return r.open;
        case PlanFigure::excluded: return r.excluded;
        case PlanFigure::sheets: return line.sheets;
        case PlanFigure::reached: return line.reached;
        case PlanFigure::content: return line.satisfied + line.fairly_satisfied;
        case PlanFigure::satisfied: return line.satisfied;
        case PlanFigure::fairly_satisfied: return line.fairly_satisfied;
        case PlanFigure::dissatisfied: return line.dissatisfied;
    }
    return 0;
}

// Read from the debts of the calls; "": from the sheets.
std::string_view outcome_of(PlanFigure figure) {
    if (figure == PlanFigure::numerator) return "kept";
    return figure < PlanFigure::sheets ? json::enum_name(figure) : std::string_view{};
}

FollowUpPlan view_of(work::Reading& reading, int year) {
    FollowUpPlan plan;
    plan.year = year;
    plan.may_plan = reading.actor.may(Permission::plan_follow_ups, reading.site);
    for (const auto& t : reading.tx.all<Target>(sql::plan_targets, reading.site, year)) {
        if (plan.versions.empty() || plan.versions.back().version != t.version)
            plan.versions.push_back({t.version, t.set_by_name, t.set_at, t.remark, {}});
        plan.versions.back().targets.push_back({t.reason, t.calls, t.rate_hundredths, t.satisfied_hundredths});
    }
    if (!plan.versions.empty()) plan.version = plan.versions.front().version;
    const auto span = span_of(reading, Day::of(year, 1, 1), Day::of(year + 1, 1, 1));
    for (const auto reason : kinds) {
        auto line = line_of(reading, reason, span);
        if (!plan.versions.empty())
            for (const auto& t : plan.versions.front().targets)
                if (t.reason == reason) {
                    line.planned_calls = t.calls;
                    line.planned_rate_hundredths = t.rate_hundredths;
                    line.planned_satisfied_hundredths = t.satisfied_hundredths;
                }
        judge(line);
        plan.lines.push_back(std::move(line));
    }
    return plan;
}

}  // namespace

Result<PlanRows> open_plan_rows(work::Reading& reading, const OpenPlanRows& query) {
    Place from{beyond, beyond};
    if (query.cursor && !query.cursor->empty()) {
        const auto read = read_place(*query.cursor);
        if (!read) return refuse(bad_cursor);
        from = *read;
    }
    const auto span = span_of(reading, Day::of(query.year, 1, 1), Day::of(query.year + 1, 1, 1));
    const auto limit = static_cast<std::int64_t>(query.limit.value_or(50));
    PlanRows view;
    view.total = total_of(line_of(reading, query.reason, span), query.figure);
    if (const auto outcome = outcome_of(query.figure); !outcome.empty()) {
        view.rows = rows_of_reason(reading, query.reason, span, outcome, from, limit + 1);
    } else {
        const auto seen = seen_by(reading);
        for (const auto& r : reading.tx.all<HeardRow>(sql::plan_heard_rows, reading.site, query.reason, span.start, span.end, seen.mine, seen.department,
                                                      json::enum_name(query.figure), from.at, from.id, limit + 1)) {
            view.rows.push_back({r.number, r.matter, "/follow-ups/" + std::to_string(r.id.value), r.caller ? organisation::staff_name(reading.tx, *r.caller).value_or("") : "",
                                 r.result ? std::string(json::enum_name(*r.result)) : "", r.satisfaction, r.opened_at, {}, r.called_at});
            if (static_cast<std::int64_t>(view.rows.size()) <= limit) from = {r.called_at.ms, r.id.value};
        }
    }
    if (static_cast<std::int64_t>(view.rows.size()) > limit) {
        view.rows.pop_back();
        view.next = from.text();
    }
    return view;
}

Result<FollowUpPlan> open_plan(work::Reading& reading, const OpenPlan& query) { return view_of(reading, query.year); }

Result<FollowUpPlan> plan_follow_ups(Unit& unit, const PlanFollowUps& command) {
    const auto last = unit.tx.one<std::int64_t>(sql::plan_version, unit.site, command.year);
    if (last != command.version) {
        auto stale = refused::stale;
        stale.details = {{"version", last}, {"seen", command.version}};
        return refuse(std::move(stale));
    }
    boost::json::array targets;
    for (const auto& t : command.targets) {
        unit.tx.run(sql::plan_insert, unit.site, command.year, last + 1, t.reason, t.calls, t.rate_hundredths, t.satisfied_hundredths, unit.moment.actor,
                    unit.moment.now, text::trim(command.remark));
        targets.push_back({{"reason", json::enum_name(t.reason)}, {"calls", t.calls}, {"rate_hundredths", t.rate_hundredths},
                           {"satisfied_hundredths", t.satisfied_hundredths}});
    }
    unit.tell({"follow_up.planned", {journal::SubjectKind::site, unit.site.value},
               {{"year", command.year}, {"version", last + 1}, {"targets", std::move(targets)}}, {{"remark", text::trim(command.remark)}}});
    work::Reading reading{unit.tx, unit.actor, unit.site, unit.moment.now, unit.world()};
    return view_of(reading, command.year);
}

}  // namespace huiyin::followups
