// Addresses of the appraisal, and how its subjects are named.
#include "huiyin_appraisal_sql.hpp"
#include "appraisal/pictures.hpp"
#include "organisation/organisation.hpp"
#include "statistics.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

struct YearNamed {
    std::string name;
    int year = 0;
    StaffId employee{};
};
BOOST_DESCRIBE_STRUCT(YearNamed, (), (name, year, employee))

}  // namespace

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/criteria", "list_criteria", list_criteria);
    routes.post("/criteria", "propose_criteria", propose_criteria, creates);
    routes.post("/criteria/{id}/ruling", "rule_on_criteria", rule_on_criteria, creates);
    routes.get("/appraisals", "list_appraisals", list_appraisals);
    routes.post("/appraisals", "plan_spot_inspection", plan_spot_inspection, creates);
    routes.get("/appraisals/{id}", "open_appraisal", open_appraisal);
    routes.post("/appraisals/{id}/score", "score_appraisal", score_appraisal, creates);
    routes.post("/appraisals/{id}/corrections", "correct_appraisal", correct_appraisal, creates);
    routes.post("/appraisals/{id}/excuse", "excuse_appraisal", excuse_appraisal, creates);
    routes.post("/appraisals/{id}/confirmation", "confirm_appraisal", confirm_appraisal, creates);
    routes.post("/appraisals/{id}/appeal", "appeal_appraisal", appeal_appraisal, creates);
    routes.post("/appraisals/{id}/ruling", "rule_on_appeal", rule_on_appeal, creates);
    add_photo_routes(routes);
    routes.get("/appraisal-years/{year}", "open_year", open_year);
    routes.get("/appraisal-years/{year}/staff", "list_year", list_year);
    routes.post("/appraisal-years/{year}/totals", "sign_year", sign_year, creates);
    routes.post("/appraisal-years/{year}/signing", "sign_years", sign_years, creates);
    routes.get("/appraisal-statistics", "open_statistics", open_statistics);
    routes.post("/appraisal-statistics", "sign_statistics", sign_statistics, creates);
    routes.get("/destruction-lists", "list_destructions", list_destructions);
    routes.get("/destruction-lists/{id}", "open_destruction", open_destruction);
    routes.post("/kept-records/{id}/ruling", "rule_on_kept", rule_on_kept, creates);
    routes.post("/kept-records/{id}/lifting", "lift_hold", lift_hold, creates);
    routes.get("/appraisal-calibration", "calibrate", calibrate);
    routes.get("/appraisal-deductions", "open_deductions", open_deductions);
}

void listen(work::World& world) {
    world.listeners.emplace("day.began", begin_day);
    hear_evidence(world);
    hear_exams(world);
    world.describers[journal::SubjectKind::appraisal] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        if (const auto r = find_record(tx, {id}, site))
            return {r->period.iso(), organisation::staff_name(tx, r->employee).value_or(""), "/appraisal/" + std::to_string(id)};
        if (const auto y = tx.first<YearNamed>(sql::year_of_record, AppraisalId{id}, site))
            return {std::to_string(y->year), y->name, "/appraisal/years/" + std::to_string(y->year) + "?employee=" + std::to_string(y->employee.value)};
        return {};
    };
    world.sights[journal::SubjectKind::appraisal] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        if (const auto r = find_record(tx, {id}, site)) return may_see(actor, site, *r);
        const auto y = tx.first<YearNamed>(sql::year_of_record, AppraisalId{id}, site);
        return y && (y->employee == actor.staff || actor.may(Permission::see_appraisals, site));
    };
    world.describers[journal::SubjectKind::statistics] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto s = find_sheet(tx, {id}, site);
        if (!s) return {};
        const auto department = s->department ? "&department=" + std::to_string(s->department.value) : std::string{};
        return {"", s->span == StatisticsSpan::month ? s->period.iso().substr(0, 7) : std::to_string(s->period.year()),
                "/appraisal/statistics?span=" + std::string(json::enum_name(s->span)) + "&period=" + s->period.iso() + department};
    };
    world.sights[journal::SubjectKind::statistics] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) {
        return actor.may(Permission::see_appraisals, site);
    };
    world.describers[journal::SubjectKind::destruction] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto day = destruction_day(tx, {id}, site);
        return day ? work::SubjectView{"", day->iso(), "/appraisal/destruction/" + std::to_string(id)} : work::SubjectView{};
    };
    world.sights[journal::SubjectKind::destruction] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) {
        return actor.may(Permission::destroy_records, site);
    };
    world.describers[journal::SubjectKind::criteria] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto c = find_criteria(tx, {id});
        if (!c || c->site != site) return {};
        return {c->from.iso(), std::string(json::enum_name(c->kind)) + " " + std::to_string(c->number), "/appraisal/criteria"};
    };
    world.sights[journal::SubjectKind::criteria] = [](store::Tx&, const work::Actor&, SiteId, std::int64_t) { return true; };
}

}  // namespace huiyin::appraisal
