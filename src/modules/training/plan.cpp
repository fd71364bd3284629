// Plans (C11): the supervisor proposes, the site director approves or returns with a reason, never the same person.
#include <algorithm>

#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t most_items = 60;

void check_content(Checks& c, const std::string& title, const std::string& aim, const std::vector<PlanItem>& items) {
    c.required("title", title);
    c.length("title", title, 80);
    c.length("aim", aim, 2000);
    c.when(items.empty(), "items", "required");
    c.when(items.size() > most_items, "items", "too-many");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto field = "items." + std::to_string(i) + ".";
        c.when(!items[i].course, field + "course", "required");
        c.length(field + "note", items[i].note, 200);
    }
}

// Every course must be of this site and not ended, every day in the year of the plan.
Result<void> decide_items(Unit& unit, const std::vector<PlanItem>& items, int year) {
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto field = "items." + std::to_string(i) + ".";
        const auto course = qualification::find_course(unit.tx, unit.site, items[i].course);
        if (!course || (course->until && *course->until <= items[i].day)) wrong.push_back({field + "course", "unknown-value"});
        if (items[i].day.year() != year) wrong.push_back({field + "day", "out-of-range"});
    }
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

boost::json::object facts_of(const Plan& p) {
    return {{"kind", json::enum_name(p.kind)}, {"year", p.year}, {"title", p.title}, {"items", static_cast<std::int64_t>(p.read_items().size())},
            {"responsible", std::to_string(p.proposed_by.value)}};
}

void save(store::Tx& tx, Plan& p) {
    if (tx.run(sql::training_plan_save, p.id, p.title, p.aim, p.items, p.state, p.proposed_at, p.proposed_by, p.ruled_at, p.ruled_by, p.ruling, p.version) == 0)
        throw store::StaleRow("training plan " + std::to_string(p.id.value));
    ++p.version;
}

PlanView view_of(work::Reading& reading, organisation::Names& names, const Plan& p) {
    PlanView v{p.id, p.kind, p.year, p.title, p.aim, {}, p.state, names.of(p.proposed_by), names.of(p.ruled_by), p.ruling, p.proposed_at, p.ruled_at, {}};
    for (const auto& item : p.read_items()) {
        const auto course = qualification::find_course(reading.tx, reading.site, item.course);
        v.items.push_back({item.course, course ? course->title : "", item.day, item.note,
                           reading.tx.one<std::int64_t>(sql::training_sessions_of_item, p.id, item.course)});
    }
    if (p.state == PlanState::proposed) v.due_at = due_of(reading.tx, p.as_subject());
    v.may_rule = p.state == PlanState::proposed && p.proposed_by != reading.actor.staff && reading.actor.may(Permission::approve_training, reading.site);
    const bool plans = reading.actor.may(Permission::plan_training, reading.site);
    v.may_revise = plans && p.state == PlanState::returned;
    v.may_hold = plans && p.state == PlanState::approved;
    v.version = p.version;
    return v;
}

}  // namespace

void ProposePlan::check(Checks& c) const {
    c.when(year < 2000 || year > 2199, "year", "out-of-range");
    check_content(c, title, aim, items);
}

void RevisePlan::check(Checks& c) const {
    c.when(!id, "id", "required");
    check_content(c, title, aim, items);
}

void RuleOnPlan::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (ruling == PlanRuling::send_back) c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<PlanChanged> propose_plan(Unit& unit, const ProposePlan& command) {
    if (const auto fit = decide_items(unit, command.items, command.year); !fit) return refuse(fit.error());
    Plan p{.id = unit.make_id<TrainingPlanId>(), .site = unit.site, .kind = command.kind, .year = command.year};
    p.title = text::trim(command.title);
    p.aim = text::trim(command.aim);
    p.items = json::text(command.items);
    p.proposed_at = unit.moment.now;
    p.proposed_by = unit.moment.actor;
    p.version = 1;
    unit.tx.run(sql::training_plan_insert, p.id, p.site, p.kind, p.year, p.title, p.aim, p.items, p.proposed_at, p.proposed_by);
    unit.tell({"training_plan.proposed", p.as_subject(), facts_of(p), {{"aim", p.aim}}});
    return PlanChanged{p.id, p.state, p.version};
}

Result<PlanChanged> revise_plan(Unit& unit, const RevisePlan& command) {
    auto p = find_plan(unit.tx, unit.site, command.id);
    if (!p) return refuse(refused::plan_not_found);
    if (p->version != command.version) return refuse(refused::stale(p->version, command.version));
    if (p->state != PlanState::returned) return refuse(refused::plan_not_returned);
    if (const auto fit = decide_items(unit, command.items, p->year); !fit) return refuse(fit.error());
    p->title = text::trim(command.title);
    p->aim = text::trim(command.aim);
    p->items = json::text(command.items);
    p->state = PlanState::proposed;
    p->proposed_at = unit.moment.now;
    p->proposed_by = unit.moment.actor;
    p->ruled_at.reset();
    p->ruled_by.reset();
    p->ruling.clear();
    save(unit.tx, *p);
    unit.tell({"training_plan.proposed", p->as_subject(), facts_of(*p), {{"aim", p->aim}}});
    return PlanChanged{p->id, p->state, p->version};
}

Result<PlanChanged> rule_on_plan(Unit& unit, const RuleOnPlan& command) {
    auto p = find_plan(unit.tx, unit.site, command.id);
    if (!p) return refuse(refused::plan_not_found);
    if (p->version != command.version) return refuse(refused::stale(p->version, command.version));
    if (p->state != PlanState::proposed) return refuse(refused::plan_ruled);
    if (p->proposed_by == unit.moment.actor) return refuse(refused::own_plan);
    work::gate_passed(unit, {"C11"}, "training.approve", p->as_subject());
    const bool approves = command.ruling == PlanRuling::approve;
    p->state = approves ? PlanState::approved : PlanState::returned;
    p->ruled_at = unit.moment.now;
    p->ruled_by = unit.moment.actor;
    p->ruling = text::trim(command.reason);
    save(unit.tx, *p);
    unit.tell({approves ? "training_plan.approved" : "training_plan.returned", p->as_subject(), facts_of(*p), {{"reason", p->ruling}}});
    return PlanChanged{p->id, p->state, p->version};
}

Result<PlanList> list_plans(work::Reading& reading, const ListPlans&) {
    PlanList list;
    list.may_propose = reading.actor.may(Permission::plan_training, reading.site);
    organisation::Names names(reading.tx);
    for (const auto& p : reading.tx.all<Plan>(sql::training_plans_of_site, reading.site)) list.plans.push_back(view_of(reading, names, p));
    return list;
}

}  // namespace huiyin::training
