// Addresses of the training, and how its subjects are named.
#include "record.hpp"

#include "huiyin_training_sql.hpp"

namespace huiyin::training {

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/training-plans", "list_plans", list_plans);
    routes.post("/training-plans", "propose_plan", propose_plan, creates);
    routes.put("/training-plans/{id}", "revise_plan", revise_plan);
    routes.post("/training-plans/{id}/ruling", "rule_on_plan", rule_on_plan, creates);
    routes.get("/training-sessions", "list_training_sessions", list_sessions);
    routes.post("/training-sessions", "plan_session", plan_session, creates);
    routes.get("/training-sessions/{id}", "open_training_session", open_session);
    routes.post("/training-sessions/{id}/move", "move_session", move_session, creates);
    routes.post("/training-sessions/{id}/cancellation", "cancel_session", cancel_session, creates);
    routes.post("/training-sessions/{id}/sign-in", "sign_attendance", sign_attendance, creates);
    routes.post("/training-sessions/{id}/closing", "close_session", close_session, creates);
    add_material_routes(routes);
    routes.get("/questions", "list_questions", list_questions);
    routes.post("/questions", "add_question", add_question, creates);
    routes.post("/questions/{id}/retirement", "retire_question", retire_question, creates);
    routes.put("/paper-rules/{course}", "set_paper_rule", set_paper_rule);
    routes.get("/exams", "list_exams", list_exams);
    routes.get("/exams/{id}", "open_exam", open_exam);
    routes.post("/exams/{id}/start", "start_exam", start_exam, creates);
    routes.put("/exams/{id}/answers", "save_answers", save_answers);
    routes.post("/exams/{id}/submission", "submit_exam", submit_exam, creates);
    routes.post("/exams/{id}/marks", "mark_exam", mark_exam, creates);
    routes.post("/exams/{id}/practical", "test_practice", test_practice, creates);
    routes.post("/exams/{id}/practical-confirmation", "confirm_practice", confirm_practice, creates);
    routes.post("/exams/{id}/retake", "retake_exam", retake_exam, creates);
    routes.post("/exams/{id}/cancellation", "cancel_exam", cancel_exam, creates);
    routes.get("/training-cases", "list_cases", list_cases);
    routes.post("/training-cases", "draw_case", draw_case, creates);
    routes.put("/training-cases/{id}", "edit_case", edit_case);
    routes.post("/training-cases/{id}/ruling", "rule_on_case", rule_on_case, creates);
}

void listen(work::World& world) {
    using journal::SubjectKind;
    world.listeners.emplace("day.began", [](Unit& unit, const journal::Event&) { close_what_ran_out(unit); });
    listen_for_cases(world);
    world.describers[SubjectKind::training_plan] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto p = find_plan(tx, site, {id});
        return p ? work::SubjectView{std::to_string(p->year), p->title, "/training/plans"} : work::SubjectView{};
    };
    world.sights[SubjectKind::training_plan] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) { return actor.may(Permission::see_training, site); };
    world.describers[SubjectKind::training_session] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto s = find_session(tx, site, {id});
        if (!s) return {};
        const auto course = qualification::find_course(tx, site, s->course);
        return {Zone{}.text(s->starts_at), course ? course->title : "", "/training/sessions/" + std::to_string(id)};
    };
    world.sights[SubjectKind::training_session] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto s = find_session(tx, site, {id});
        return s && (s->trainer == actor.staff || actor.may(Permission::see_training, site) ||
                     std::ranges::any_of(attendance_of(tx, s->id), [&](const Attendance& a) { return a.staff == actor.staff; }));
    };
    world.describers[SubjectKind::exam] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto e = find_exam(tx, site, {id});
        if (!e) return {};
        const auto course = qualification::find_course(tx, site, e->course);
        return {course ? course->title : "", organisation::staff_name(tx, e->staff).value_or(""), "/training/exams/" + std::to_string(id)};
    };
    world.sights[SubjectKind::exam] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto e = find_exam(tx, site, {id});
        return e && may_see(actor, site, *e);
    };
    world.describers[SubjectKind::training_case] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto c = tx.first<Case>(sql::training_case_find, CaseId{id}, site);
        return c ? work::SubjectView{"", c->title, "/training/cases"} : work::SubjectView{};
    };
    world.sights[SubjectKind::training_case] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto c = tx.first<Case>(sql::training_case_find, CaseId{id}, site);
        return c && (c->state == CaseState::published || actor.may(Permission::see_training, site));
    };
    world.sights[SubjectKind::question] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) { return actor.may(Permission::plan_training, site); };
}

}  // namespace huiyin::training
