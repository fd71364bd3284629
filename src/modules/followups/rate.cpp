// The rate of follow-ups in time (D10, D11): numerator, denominator, and every exclusion with its reason. Whatever
// is owed in the period stands in exactly one place, and each figure opens its rows.
#include "huiyin_followups_sql.hpp"
#include "organisation/organisation.hpp"
#include "place.hpp"
#include "scope.hpp"

namespace huiyin::followups {
namespace {

struct RatedGroup {
    std::string outcome, exclusion;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(RatedGroup, (), (outcome, exclusion, count))

struct RatedDebt {
    ObligationId id{};
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
    std::optional<StaffId> owner;
    std::string outcome, exclusion, reason;
    Instant opened_at{}, due_at{};
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(RatedDebt, (), (id, subject_kind, subject_id, owner, outcome, exclusion, reason, opened_at, due_at, ended_at))

// The target is the clause's own; where the handbook lost it, it stands in a parameter that waits to be confirmed (D10).
void set_target(work::Reading& reading, FollowUpRate& rate) {
    const auto* clause = reading.world.rulebook->find(rate.clause);
    if (!clause) return;
    const auto today = reading.calendar().zone().day_of(reading.now);
    rate.target_hundredths = clause->target_on(today).value_or(rate.target_hundredths);
    if (!clause->target || clause->target->parameter.empty()) return;
    const auto& name = clause->target->parameter;
    rate.unconfirmed = clause->parameter(name, today).unstated && reading.tx.one<std::int64_t>(sql::rate_confirmed, rate.clause, name) == 0;
}

FollowUpRate counted(work::Reading& reading, const std::string& clause, const std::vector<RatedGroup>& groups) {
    FollowUpRate rate;
    rate.clause = clause;
    for (const auto& g : groups) {
        if (g.outcome == "kept") rate.numerator += g.count;
        else if (g.outcome == "kept_late") rate.kept_late += g.count;
        else if (g.outcome == "late_open") rate.late_open += g.count;
        else if (g.outcome == "open") rate.open += g.count;
        else {
            rate.excluded += g.count;
            rate.exclusions.push_back({json::enum_value<Exclusion>(g.exclusion).value_or(Exclusion::by_authority), g.count});
        }
    }
    rate.denominator = rate.numerator + rate.kept_late + rate.late_open;
    if (rate.denominator) rate.rate_hundredths = static_cast<int>(rate.numerator * 10000 / rate.denominator);
    set_target(reading, rate);
    return rate;
}

std::int64_t total_of(const FollowUpRate& r, const OpenRateRows& query) {
    switch (query.figure) {
        case RateFigure::numerator: return r.numerator;
        case RateFigure::denominator: return r.denominator;
        case RateFigure::kept_late: return r.kept_late;
        case RateFigure::late_open: return r.late_open;
        case RateFigure::open: return r.open;
        case RateFigure::excluded: break;
    }
    if (!query.exclusion) return r.excluded;
    for (const auto& e : r.exclusions)
        if (e.exclusion == *query.exclusion) return e.count;
    return 0;
}

std::string_view outcomes(RateFigure figure) {
    switch (figure) {
        case RateFigure::numerator: return "kept";
        case RateFigure::denominator: return "denominator";
        case RateFigure::kept_late: return "kept_late";
        case RateFigure::late_open: return "late_open";
        case RateFigure::open: return "open";
        case RateFigure::excluded: return "excluded";
    }
    return "";
}

}  // namespace

std::string clause_of(FollowUpReason reason) { return reason == FollowUpReason::departure ? "D10" : "D11"; }

FollowUpRate rate_of(work::Reading& reading, const std::string& clause, const Span& span) {
    const auto seen = seen_by(reading);
    return counted(reading, clause, reading.tx.all<RatedGroup>(sql::rate_groups, reading.site, clause, span.start, span.end, reading.now, seen.mine, seen.department));
}

// Complaint and VIP share D11; the plan sets a target for each. A household that joined a matter counts among the complaints.
FollowUpRate rate_of_reason(work::Reading& reading, FollowUpReason reason, const Span& span) {
    const auto clause = clause_of(reason);
    const auto seen = seen_by(reading);
    return counted(reading, clause, reading.tx.all<RatedGroup>(sql::rate_groups_of_reason, reading.site, clause, span.start, span.end, reading.now, seen.mine,
                                                          seen.department, reason));
}

std::vector<PlanRow> rows_of_reason(work::Reading& reading, FollowUpReason reason, const Span& span, std::string_view outcome, Place& from, std::int64_t limit) {
    const auto seen = seen_by(reading);
    std::vector<PlanRow> rows;
    for (const auto& r : reading.tx.all<RatedDebt>(sql::plan_rate_rows, reading.site, clause_of(reason), span.start, span.end, reading.now, seen.mine, seen.department,
                                             outcome, reason, from.at, from.id, limit)) {
        const auto named = reading.world.describe(reading.tx, reading.site, {r.subject_kind, r.subject_id});
        rows.push_back({named.number, named.title, named.path, r.owner ? organisation::staff_name(reading.tx, *r.owner).value_or("") : "", r.outcome, {},
                        r.opened_at, r.due_at, r.ended_at});
        if (static_cast<std::int64_t>(rows.size()) < limit) from = {r.due_at.ms, r.id.value};
    }
    return rows;
}

Result<FollowUpRates> open_rates(work::Reading& reading, const OpenRates& query) {
    const auto span = span_of(reading, query.from, query.until);
    FollowUpRates view{span.from, span.until, {}};
    for (const char* clause : {"D11", "D10"}) view.rates.push_back(rate_of(reading, clause, span));
    return view;
}

Result<RateRows> open_rate_rows(work::Reading& reading, const OpenRateRows& query) {
    Place from{beyond, beyond};
    if (query.cursor && !query.cursor->empty()) {
        const auto read = read_place(*query.cursor);
        if (!read) return refuse(bad_cursor);
        from = *read;
    }
    const auto span = span_of(reading, query.from, query.until);
    const auto seen = seen_by(reading);
    const auto limit = static_cast<std::size_t>(query.limit.value_or(50));
    RateRows view;
    view.total = total_of(rate_of(reading, query.clause, span), query);
    auto rows = reading.tx.all<RatedDebt>(sql::rate_rows, reading.site, query.clause, span.start, span.end, reading.now, seen.mine, seen.department,
                                    outcomes(query.figure), query.exclusion, from.at, from.id, static_cast<std::int64_t>(limit) + 1);
    const bool more = rows.size() > limit;
    if (more) rows.resize(limit);
    for (const auto& r : rows) {
        const auto named = reading.world.describe(reading.tx, reading.site, {r.subject_kind, r.subject_id});
        view.rows.push_back({r.id, named.number, named.title, named.path, r.owner ? organisation::staff_name(reading.tx, *r.owner).value_or("") : "",
                             r.outcome, r.exclusion, r.exclusion == "by_authority" ? r.reason : "", r.opened_at, r.due_at, r.ended_at});
    }
    if (more) view.next = Place{rows.back().due_at.ms, rows.back().id.value}.text();
    return view;
}

}  // namespace huiyin::followups
