// Obligations as people meet them.
#include "work/debts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "huiyin_work_sql.hpp"
#include "kernel/text.hpp"

namespace huiyin::work {
namespace {

const Refusal not_found{"obligation.not-found", Trouble::missing};
const Refusal not_open{"obligation.not-open", Trouble::conflict};

struct DebtRow {
    ObligationId id{};
    journal::SubjectKind kind{};
    std::int64_t subject = 0;
    std::string clause, act, owing_post, owner_name;
    Instant opened_at{}, due_at{};
    bool paused = false, done = false;
};
BOOST_DESCRIBE_STRUCT(DebtRow, (), (id, kind, subject, clause, act, owing_post, owner_name, opened_at, due_at, paused, done))

struct AlertRow {
    AlertId id{};
    ObligationId obligation{};
    journal::SubjectKind kind{};
    std::int64_t subject = 0;
    std::string clause, act, owner_name;
    int step = 0;
    Instant at{}, due_at{};
    bool seen = false;
};
BOOST_DESCRIBE_STRUCT(AlertRow, (), (id, obligation, kind, subject, clause, act, owner_name, step, at, due_at, seen))

struct About {
    journal::SubjectKind kind{};
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(About, (), (kind, id))

std::string posts_between_commas(const Actor& actor) {
    std::string all = ",";
    for (const auto p : actor.posts) all += std::string(json::enum_name(p)) + ",";
    return all;
}

std::vector<DebtView> named(Reading& reading, const std::vector<DebtRow>& rows) {
    std::vector<DebtView> views;
    for (const auto& r : rows) {
        const journal::Subject subject{r.kind, r.subject};
        if (!reading.world.may_see(reading.tx, reading.actor, reading.site, subject)) continue;
        auto name = reading.world.describe(reading.tx, reading.site, subject);
        views.push_back({r.id, r.kind, std::move(name.number), std::move(name.title), std::move(name.path), r.clause, r.act, r.owing_post,
                         r.owner_name, r.opened_at, r.due_at, r.paused, r.done});
    }
    return views;
}

}  // namespace

std::vector<AlertView> alerts_for(Reading& reading) {
    std::vector<std::string_view> posts;
    for (const auto p : reading.actor.posts) posts.push_back(json::enum_name(p));
    if (posts.empty()) posts.push_back("");
    std::vector<AlertRow> rows;
    for (const auto post : posts)
        for (auto& a : reading.tx.all<AlertRow>(sql::debt_alerts, reading.site, reading.actor.staff, post))
            if (std::ranges::none_of(rows, [&](const AlertRow& b) { return b.id == a.id; })) rows.push_back(std::move(a));
    std::ranges::sort(rows, [](const AlertRow& a, const AlertRow& b) { return std::pair(a.at, a.id) > std::pair(b.at, b.id); });
    if (rows.size() > 20) rows.resize(20);
    std::vector<AlertView> views;
    for (auto& r : rows) {
        auto name = reading.world.describe(reading.tx, reading.site, {r.kind, r.subject});
        views.push_back({r.id, r.obligation, std::move(name.number), std::move(name.title), std::move(name.path), std::move(r.clause),
                         std::move(r.act), std::move(r.owner_name), r.step, r.at, r.due_at, r.seen});
    }
    return views;
}

std::vector<DebtView> debts_of(Reading& reading) {
    return named(reading, reading.tx.all<DebtRow>(sql::debts_open, reading.site, reading.actor.staff, posts_between_commas(reading.actor)));
}

std::vector<DebtView> calls_of(Reading& reading, bool whole_team) {
    return named(reading, reading.tx.all<DebtRow>(sql::debts_calls, reading.site, reading.actor.staff, posts_between_commas(reading.actor), whole_team));
}

std::vector<DebtView> debts_of_day(Reading& reading, Instant from, Instant until, bool whole_team) {
    return named(reading, reading.tx.all<DebtRow>(sql::debts_of_day, reading.site, reading.actor.staff, posts_between_commas(reading.actor),
                                                  from, until, whole_team));
}

void WaiveObligation::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<ObligationChanged> waive_obligation(Unit& unit, const WaiveObligation& command) {
    const auto o = obligations::find(unit.tx, command.id);
    if (!o || o->site != unit.site) return refuse(not_found);
    const journal::Subject subject{o->subject_kind, o->subject_id};
    if (!unit.world().may_see(unit.tx, unit.actor, unit.site, subject)) return refuse(not_found);
    if (o->state != obligations::State::open) return refuse(not_open);
    const auto& clause = unit.rulebook().at(o->clause);
    const auto part = static_cast<std::size_t>(o->part);
    const auto may = part < clause.obligations.size() && std::ranges::any_of(unit.actor.posts, [&](Post p) {
                         const auto& allowed = clause.obligations[part].may_waive;
                         return std::ranges::find(allowed, json::enum_name(p)) != allowed.end();
                     });
    if (!may && !unit.actor.is_system()) return refuse({"obligation.waiver-not-yours", Trouble::forbidden, o->clause});
    journal::Event event{.name = "obligation.waived", .subject = subject};
    event.facts = {{"clause", o->clause}, {"act", o->act}, {"obligation", std::to_string(o->id.value)}};
    event.personal = {{"reason", text::trim(command.reason)}};
    const auto written = unit.tell(event);
    obligations::waive(unit.tx, unit.context(), *o, text::trim(command.reason), written.id);
    // The event had to stand before the debt could end by it; who follows what is owed looks once more.
    for (auto [from, to] = unit.world().listeners.equal_range("*"); from != to; ++from) from->second(unit, event);
    return ObligationChanged{o->id, obligations::State::waived, o->due_at};
}

Result<ObligationChanged> acknowledge_alert(Unit& unit, const AcknowledgeAlert& command) {
    const auto alert = unit.tx.first<obligations::Alert>(sql::debt_alert, command.id, unit.site);
    const bool mine = alert && (alert->to_staff ? *alert->to_staff == unit.actor.staff
                                                : std::ranges::any_of(unit.actor.posts, [&](Post p) { return json::enum_name(p) == alert->to_post; }));
    if (!mine) return refuse(not_found);
    unit.tx.run(sql::debt_alert_seen, command.id, unit.moment.now, unit.actor.staff);
    const auto o = obligations::find(unit.tx, alert->obligation);
    return ObligationChanged{alert->obligation, o ? o->state : obligations::State::waived, o ? o->due_at : Instant{}};
}

Result<obligations::Why> explain_obligation(Reading& reading, const ExplainObligation& query) {
    const auto o = obligations::find(reading.tx, query.id);
    if (!o || o->site != reading.site) return refuse(not_found);
    if (!reading.world.may_see(reading.tx, reading.actor, reading.site, {o->subject_kind, o->subject_id})) return refuse(not_found);
    IdSource none;
    return obligations::explain(reading.tx, {*reading.world.rulebook, reading.calendar(), none, reading.site, reading.now}, *o);
}

std::vector<std::string> broken_debts(Reading& reading) {
    std::vector<std::string> broken;
    const auto none = [&](const store::Query& query, const char* sentence, auto... args) {
        if (const auto n = reading.tx.one<std::int64_t>(query, args...); n != 0) broken.push_back(fmt::format("{}: {}", sentence, n));
    };
    none(sql::debts_without_owner, "open obligations that nobody owes", reading.site);
    none(sql::debts_timer_unfired, "timers past their time that did not fire", reading.site, reading.now);
    none(sql::debts_breached_twice, "breaches told more than once", reading.site);
    none(sql::debts_late_not_breached, "obligations past due that are not marked", reading.site, reading.now);
    none(sql::debts_without_timer, "obligations whose clock runs without a timer", reading.site, reading.now);
    for (const auto& s : reading.tx.all<About>(sql::debt_subjects_open, reading.site)) {
        const auto name = reading.world.describe(reading.tx, reading.site, {s.kind, s.id});
        if (name.title.empty()) broken.push_back(fmt::format("a debt about {} {} that no module names", json::enum_name(s.kind), s.id));
    }
    return broken;
}

void add_debt_routes(Routes& routes) {
    const RouteOptions creates{.creates = true};
    routes.post("/obligations/{id}/waiver", "waive_obligation", waive_obligation, creates);
    routes.get("/obligations/{id}/explanation", "explain_obligation", explain_obligation);
    routes.post("/alerts/{id}/acknowledgement", "acknowledge_alert", acknowledge_alert, creates);
}

}  // namespace huiyin::work
