// Sessions (C11): held only by an approved plan; whoever comes signs with their own account, and the trainer confirms it.
#include <algorithm>

#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t most_people = 200;
constexpr QuestionId any_question{9'000'000'000'000'000'000};

void check_time(Checks& c, Instant starts_at, Instant ends_at) {
    c.when(starts_at.ms <= 0, "starts_at", "required");
    c.when(ends_at <= starts_at, "ends_at", "before-its-start");
    c.when(ends_at > starts_at && ends_at - starts_at > std::chrono::hours(12), "ends_at", "too-long");
}

boost::json::object facts_of(const Session& s) {
    return {{"plan", std::to_string(s.plan.value)}, {"course", std::to_string(s.course.value)}, {"responsible", std::to_string(s.trainer.value)},
            {"starts_at", s.starts_at.ms}, {"ends_at", s.ends_at.ms}};
}

void save(store::Tx& tx, Session& s) {
    if (tx.run(sql::training_session_save, s.id, s.place, s.starts_at, s.ends_at, s.state, s.note, s.closed_at, s.version) == 0)
        throw store::StaleRow("session " + std::to_string(s.id.value));
    ++s.version;
}

Result<Session> find_to_change(Unit& unit, SessionId id, std::int64_t version) {
    auto s = find_session(unit.tx, unit.site, id);
    if (!s) return refuse(refused::session_not_found);
    if (s->version != version) return refuse(refused::stale(s->version, version));
    if (s->state != SessionState::planned) return refuse(refused::session_over);
    return *std::move(s);
}

SessionChanged changed(const Session& s) { return {s.id, s.state, s.version}; }

bool may_see(const work::Actor& actor, SiteId site, const Session& s, const std::vector<Attendance>& people) {
    return s.trainer == actor.staff || actor.may(Permission::see_training, site) ||
           std::ranges::any_of(people, [&](const Attendance& a) { return a.staff == actor.staff; });
}

}  // namespace

void PlanSession::check(Checks& c) const {
    c.when(!plan, "plan", "required");
    c.when(!course, "course", "required");
    c.when(!trainer, "trainer", "required");
    c.required("place", place);
    c.length("place", place, 80);
    check_time(c, starts_at, ends_at);
    c.when(invited.size() > most_people, "invited", "too-many");
    c.when(std::ranges::find(invited, trainer) != invited.end(), "invited", "same-person");
}
void MoveSession::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("place", place);
    c.length("place", place, 80);
    c.required("reason", reason);
    c.length("reason", reason, 1000);
    check_time(c, starts_at, ends_at);
}
void CancelSession::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}
void CloseSession::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.length("note", note, 2000);
    c.when(present.size() > most_people, "present", "too-many");
}

Result<SessionChanged> plan_session(Unit& unit, const PlanSession& command) {
    const auto plan = find_plan(unit.tx, unit.site, command.plan);
    if (!plan) return refuse({"invalid", Trouble::invalid, {}, {{"plan", "unknown-value"}}, {}});
    std::vector<FieldError> wrong;
    if (!organisation::on_staff(unit.tx, command.trainer, unit.site)) wrong.push_back({"trainer", "unknown-value"});
    for (const auto who : command.invited)
        if (!organisation::on_staff(unit.tx, who, unit.site)) wrong.push_back({"invited", "unknown-value"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    // Nothing is held before the director has approved (C11).
    if (plan->state != PlanState::approved) return refuse(refused::not_approved);
    const auto items = plan->read_items();
    if (std::ranges::none_of(items, [&](const PlanItem& i) { return i.course == command.course; })) return refuse(refused::not_in_plan);
    if (command.starts_at <= unit.moment.now) return refuse(refused::session_in_the_past);
    Session s{unit.make_id<SessionId>(), unit.site, plan->id, command.course, text::trim(command.place), command.starts_at, command.ends_at,
              command.trainer, SessionState::planned, {}, {}, unit.moment.actor, 1};
    work::gate_passed(unit, {"C11"}, "training.hold", s.as_subject());
    unit.tx.run(sql::training_session_insert, s.id, s.site, s.plan, s.course, s.place, s.starts_at, s.ends_at, s.trainer, s.created_by);
    boost::json::array invited;
    for (const auto who : command.invited) {
        unit.tx.run(sql::training_attendance_invite, s.id, who);
        invited.emplace_back(std::to_string(who.value));
    }
    auto facts = facts_of(s);
    facts["invited"] = std::move(invited);
    unit.tell({"training_session.planned", s.as_subject(), std::move(facts), {}});
    return changed(s);
}

Result<SessionChanged> move_session(Unit& unit, const MoveSession& command) {
    auto s = find_to_change(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    if (command.starts_at <= unit.moment.now) return refuse(refused::session_in_the_past);
    s->place = text::trim(command.place);
    s->starts_at = command.starts_at;
    s->ends_at = command.ends_at;
    save(unit.tx, *s);
    unit.tell({"training_session.moved", s->as_subject(), facts_of(*s), {{"reason", text::trim(command.reason)}}});
    return changed(*s);
}

Result<SessionChanged> cancel_session(Unit& unit, const CancelSession& command) {
    auto s = find_to_change(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    s->state = SessionState::cancelled;
    s->note = text::trim(command.reason);
    save(unit.tx, *s);
    unit.tell({"training_session.cancelled", s->as_subject(), facts_of(*s), {{"reason", s->note}}});
    return changed(*s);
}

Result<SessionChanged> sign_attendance(Unit& unit, const SignAttendance& command) {
    const auto s = find_session(unit.tx, unit.site, command.id);
    if (!s) return refuse(refused::session_not_found);
    if (s->state != SessionState::planned) return refuse(refused::session_over);
    if (s->trainer == unit.moment.actor) return refuse(refused::trainer_signs_not);
    if (unit.calendar().zone().day_of(s->starts_at) != unit.today()) return refuse(refused::not_the_day);
    for (const auto& a : attendance_of(unit.tx, s->id))
        if (a.staff == unit.moment.actor && a.signed_at) return refuse(refused::signed_already);
    // Whoever comes uninvited is welcome.
    unit.tx.run(sql::training_attendance_invite, s->id, unit.moment.actor);
    unit.tx.run(sql::training_attendance_sign, s->id, unit.moment.actor, unit.moment.now);
    auto facts = facts_of(*s);
    facts["executor"] = std::to_string(unit.moment.actor.value);
    unit.tell({"training_session.signed", s->as_subject(), std::move(facts), {}});
    return changed(*s);
}

Result<SessionChanged> close_session(Unit& unit, const CloseSession& command) {
    auto s = find_to_change(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    if (s->trainer != unit.moment.actor) return refuse(refused::not_the_trainer);
    if (unit.moment.now < s->starts_at) return refuse(refused::not_begun);
    const auto people = attendance_of(unit.tx, s->id);
    // Two hands: nobody was there who did not sign in themselves.
    for (const auto who : command.present)
        if (std::ranges::none_of(people, [&](const Attendance& a) { return a.staff == who && a.signed_at; })) return refuse(refused::not_signed);
    const auto course = qualification::find_course(unit.tx, unit.site, s->course);
    ensure(course.has_value(), "a session keeps its course");
    const bool asks = course->theory || course->practical;
    if (asks && !command.present.empty()) {
        const auto why = why_no_paper(*course, rule_of(unit.tx, unit.site, course->id), bank_at(unit.tx, unit.site, course->id, any_question, unit.moment.now));
        if (!why.empty()) {
            auto no = refused::no_paper;
            no.details = {{"why", why}};
            return refuse(std::move(no));
        }
    }
    s->state = SessionState::held;
    s->note = text::trim(command.note);
    s->closed_at = unit.moment.now;
    boost::json::array present;
    for (const auto who : command.present) {
        unit.tx.run(sql::training_attendance_confirm, s->id, who, unit.moment.now, unit.moment.actor);
        present.emplace_back(std::to_string(who.value));
    }
    save(unit.tx, *s);
    auto facts = facts_of(*s);
    facts["present"] = std::move(present);
    unit.tell({"training_session.held", s->as_subject(), std::move(facts), {{"note", s->note}}});
    for (const auto who : command.present) open_exam_for(unit, *course, who, s->id, s->trainer);
    return changed(*s);
}

Result<SessionList> list_sessions(work::Reading& reading, const ListSessions& query) {
    SessionList list;
    const bool all = reading.actor.may(Permission::see_training, reading.site) && !query.mine.value_or(false);
    list.sessions = reading.tx.all<SessionRow>(sql::training_sessions_list, reading.site, reading.actor.staff, all ? 0 : 1, query.plan.value_or(TrainingPlanId{}));
    for (auto& row : list.sessions)
        if (const auto course = qualification::find_course(reading.tx, reading.site, row.course)) row.course_title = course->title;
    return list;
}

Result<SessionPage> open_session(work::Reading& reading, const OpenSession& query) {
    const auto s = find_session(reading.tx, reading.site, query.id);
    if (!s) return refuse(refused::session_not_found);
    const auto people = attendance_of(reading.tx, s->id);
    const auto me = reading.actor.staff;
    const bool today = reading.calendar().zone().day_of(s->starts_at) == reading.calendar().zone().day_of(reading.now);
    const bool planned = s->state == SessionState::planned;
    // On its day everybody at the site may open it, because everybody may come and sign.
    if (!may_see(reading.actor, reading.site, *s, people) && !(planned && today)) return refuse(refused::session_not_found);
    const auto plan = find_plan(reading.tx, reading.site, s->plan);
    const auto course = qualification::find_course(reading.tx, reading.site, s->course);
    organisation::Names names(reading.tx);
    SessionPage v{s->id, s->plan, plan ? plan->title : "", s->course, course ? course->title : "", s->place, names.of(s->trainer), s->note, s->trainer,
                  s->starts_at, s->ends_at, s->state};
    const bool sees_all = s->trainer == me || reading.actor.may(Permission::see_training, reading.site);
    for (const auto& a : people) {
        if (a.staff == me) v.signed_in = a.signed_at.has_value();
        if (sees_all || a.staff == me)
            v.attendees.push_back({a.staff, names.of(a.staff), a.signed_at, a.confirmed_at, reading.tx.first<ExamId>(sql::exam_of_session, s->id, a.staff)});
    }
    v.materials = reading.tx.all<Material>(sql::training_materials_of, s->id);
    v.may_sign = planned && today && s->trainer != me && !v.signed_in;
    v.may_confirm = planned && s->trainer == me && reading.now >= s->starts_at;
    v.may_change = planned && reading.actor.may(Permission::plan_training, reading.site);
    v.may_add = s->state != SessionState::cancelled && (s->trainer == me || reading.actor.may(Permission::plan_training, reading.site));
    v.version = s->version;
    return v;
}

}  // namespace huiyin::training
