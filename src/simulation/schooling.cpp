// Training by the same use-cases as from the page.
#include "simulation/schooling.hpp"

#include "training/exams.hpp"

namespace huiyin::simulation {
namespace {

using namespace training;

template <class V, class Q>
std::optional<V> ask(store::Database& database, const work::World& world, const work::Actor& actor, SiteId site, Instant now,
                     Result<V> (*query)(work::Reading&, const Q&), const Q& asked) {
    return database.read_now([&](store::Tx& tx) -> std::optional<V> {
        work::Reading reading{tx, actor, site, now, world};
        if (!reading.require(Q::needs)) return std::nullopt;
        auto view = query(reading, asked);
        return view ? std::optional<V>(std::move(*view)) : std::nullopt;
    });
}

constexpr Duration between_sessions = std::chrono::hours(24 * 10);

}  // namespace

const Colleague* Schooling::who(work::Post post) const {
    for (const auto& c : company_.staff)
        if (c.who.post == post) return &c;
    return nullptr;
}

void Schooling::afternoon(Instant at) {
    if (company_.seeds.schooling.questions.empty() || !who(work::Post::supervisor) || !who(work::Post::customer_service_manager)) return;
    if (!begun_) begin(at);
    rule(at);
    plan_sessions(at);
    hold(at);
    for (const auto& one : company_.staff) sit(one, at);
    for (const auto& one : company_.staff) mark(one, at);
}

// In force from the next day: everybody was there before it and has the grace of the rulebook.
void Schooling::begin(Instant at) {
    begun_ = true;
    const auto& s = company_.seeds.schooling;
    const auto& manager = who(work::Post::customer_service_manager)->actor;
    const auto& supervisor = who(work::Post::supervisor)->actor;
    const auto day = world_.calendar(company_.site).zone().day_of(at);
    if (const auto there = ask(database_, world_, manager, company_.site, at, qualification::list_courses, qualification::ListCourses{}))
        for (const auto& c : there->courses)
            if (c.title == s.course && !c.until) course_ = c.id;
    if (course_) return;  // a life that goes on
    qualification::PublishCourse publish;
    publish.title = s.course;
    publish.pass_mark = Points{7000};
    publish.valid_months = 24;
    publish.from = day + 1;
    const auto made = perform(database_, ids_, world_, manager, company_.site, at, qualification::publish_course, publish);
    if (!made) return broken_.push_back("the course was refused: " + made.error().code);
    course_ = made->id;
    SetPaperRule rule;
    rule.course = course_;
    rule.rule.minutes = 40;
    for (const auto& q : s.questions) {
        AddQuestion add;
        add.course = course_;
        add.kind = json::enum_value<QuestionKind>(q.kind).value_or(QuestionKind::single);
        add.text = q.text;
        add.options = q.options;
        add.answer = q.answer;
        add.reference = q.reference;
        if (const auto added = perform(database_, ids_, world_, supervisor, company_.site, at, add_question, add); !added)
            broken_.push_back("a question was refused: " + added.error().code);
    }
    rule.rule.single = 4;
    rule.rule.single_points = Points{1000};
    rule.rule.multiple = 1;
    rule.rule.multiple_points = Points{2000};
    rule.rule.judgement = 2;
    rule.rule.judgement_points = Points{1000};
    rule.rule.short_answer = 1;
    rule.rule.short_answer_points = Points{2000};
    (void)perform(database_, ids_, world_, supervisor, company_.site, at, set_paper_rule, rule);
}

// A plan for each year; the director rules on it.
void Schooling::rule(Instant at) {
    const auto& s = company_.seeds.schooling;
    const auto& supervisor = who(work::Post::supervisor)->actor;
    const auto* director = who(work::Post::site_director);
    const int year = world_.calendar(company_.site).zone().day_of(at).year();
    const auto plans = ask(database_, world_, supervisor, company_.site, at, list_plans, ListPlans{});
    if (!plans || !director) return;
    const auto mine = std::ranges::find_if(plans->plans, [&](const PlanView& p) { return p.year == year; });
    if (mine == plans->plans.end()) {
        const auto day = world_.calendar(company_.site).zone().day_of(at);
        const ProposePlan propose{PlanKind::yearly, year, std::to_string(year) + s.plan, s.aim, {{course_, day, ""}}};
        (void)perform(database_, ids_, world_, supervisor, company_.site, at, propose_plan, propose);
        return;
    }
    plan_ = mine->state == PlanState::approved ? mine->id : TrainingPlanId{};
    if (mine->state == PlanState::proposed && chance_.in_hundred(40))
        (void)perform(database_, ids_, world_, director->actor, company_.site, at, rule_on_plan, RuleOnPlan{mine->id, mine->version, PlanRuling::approve, s.ruling});
}

// For whoever has no certificate yet; the supervisor, who trains, is trained by the manager.
void Schooling::plan_sessions(Instant at) {
    if (!plan_ || at < next_session_) return;
    const auto* supervisor = who(work::Post::supervisor);
    const auto coverage = ask(database_, world_, supervisor->actor, company_.site, at, qualification::open_coverage, qualification::OpenCoverage{});
    if (!coverage) return;
    std::vector<StaffId> invited;
    bool supervisor_too = false;
    for (const auto& row : coverage->rows) {
        if (row.standing == qualification::Standing::qualified || std::ranges::find(invited, row.staff) != invited.end()) continue;
        if (row.staff == supervisor->actor.staff) supervisor_too = true;
        else invited.push_back(row.staff);
    }
    const auto& zone = world_.calendar(company_.site).zone();
    auto day = zone.day_of(at) + 2;
    while (world_.calendar(company_.site).spans(day).empty()) day = day + 1;
    const auto plan = [&](StaffId trainer, std::vector<StaffId> whom, int hour) {
        if (whom.empty()) return;
        PlanSession session{plan_, course_, company_.seeds.schooling.place, zone.at(day, hour * 60), zone.at(day, hour * 60 + 60), trainer, std::move(whom)};
        (void)perform(database_, ids_, world_, supervisor->actor, company_.site, at, plan_session, session);
    };
    plan(supervisor->actor.staff, std::move(invited), 14);
    if (supervisor_too) plan(who(work::Post::customer_service_manager)->actor.staff, {supervisor->actor.staff}, 15);
    next_session_ = at + between_sessions;
}

void Schooling::hold(Instant at) {
    const auto* supervisor = who(work::Post::supervisor);
    const auto list = ask(database_, world_, supervisor->actor, company_.site, at, list_sessions, ListSessions{});
    if (!list) return;
    for (const auto& row : list->sessions) {
        if (row.state != SessionState::planned || row.starts_at > at) continue;
        const auto page = ask(database_, world_, supervisor->actor, company_.site, at, open_session, OpenSession{row.id});
        if (!page) continue;
        CloseSession close{row.id, page->version, {}, ""};
        for (const auto& one : company_.staff) {
            const bool invited = std::ranges::any_of(page->attendees, [&](const Attendee& a) { return a.staff == one.actor.staff; });
            if (!invited || !chance_.in_hundred(88)) continue;
            if (perform(database_, ids_, world_, one.actor, company_.site, at, sign_attendance, SignAttendance{row.id})) close.present.push_back(one.actor.staff);
        }
        for (const auto& trainer : company_.staff)
            if (trainer.actor.staff == page->trainer)
                if (const auto closed = perform(database_, ids_, world_, trainer.actor, company_.site, at, close_session, close); !closed)
                    broken_.push_back("a session could not be closed: " + closed.error().code);
    }
}

void Schooling::sit(const Colleague& examinee, Instant at) {
    const auto list = ask(database_, world_, examinee.actor, company_.site, at, list_exams, ListExams{});
    if (!list) return;
    for (const auto& row : list->rows) {
        if (row.state != ExamState::opened && row.state != ExamState::failed) continue;
        if (!chance_.in_hundred(60)) continue;
        const auto page = ask(database_, world_, examinee.actor, company_.site, at, open_exam, OpenExam{row.id});
        if (!page) continue;
        if (page->may_retake) {
            (void)perform(database_, ids_, world_, examinee.actor, company_.site, at, retake_exam, RetakeExam{row.id});
            continue;
        }
        if (!page->may_start) continue;
        if (!perform(database_, ids_, world_, examinee.actor, company_.site, at, start_exam, StartExam{row.id, page->version})) continue;
        const auto paper = ask(database_, world_, examinee.actor, company_.site, at, open_exam, OpenExam{row.id});
        if (!paper) continue;
        SubmitExam submit;
        submit.id = row.id;
        for (const auto& q : paper->questions) {
            AnswerInput answer;
            answer.position = q.position;
            const auto known = std::ranges::find(company_.seeds.schooling.questions, q.text, &Seeds::Question::text);
            if (q.kind == QuestionKind::short_answer) answer.written = company_.seeds.schooling.answer;
            else if (known != company_.seeds.schooling.questions.end() && chance_.in_hundred(88)) answer.chosen = known->answer;
            submit.answers.push_back(std::move(answer));
        }
        const auto done = perform(database_, ids_, world_, examinee.actor, company_.site, at, submit_exam, submit);
        if (!done) broken_.push_back("an exam could not be handed in: " + done.error().code);
        else if (perform(database_, ids_, world_, examinee.actor, company_.site, at, submit_exam, submit)) broken_.push_back("an exam was handed in twice");
        if (done && done->state == ExamState::failed) ++failed_;
    }
}

void Schooling::mark(const Colleague& examiner, Instant at) {
    const auto list = ask(database_, world_, examiner.actor, company_.site, at, list_exams, ListExams{ExamShow::to_mark, {}});
    if (!list) return;
    for (const auto& row : list->rows) {
        if (row.state != ExamState::marking || !chance_.in_hundred(50)) continue;
        const auto page = ask(database_, world_, examiner.actor, company_.site, at, open_exam, OpenExam{row.id});
        if (!page || !page->may_mark) continue;
        if (!page->as_drawn) broken_.push_back("a paper is not the one that its seed gives");
        MarkExam mark;
        mark.id = row.id;
        mark.version = page->version;
        for (const auto& q : page->questions)
            if (!q.awarded) mark.awards.push_back({q.position, Points{q.points.hundredths / 4 * (2 + static_cast<std::int64_t>(chance_.below(3)))}});
        const auto done = perform(database_, ids_, world_, examiner.actor, company_.site, at, mark_exam, mark);
        if (!done) broken_.push_back("marks were refused: " + done.error().code);
        else if (done->state == ExamState::passed) ++passed_;
        else ++failed_;
    }
}

}  // namespace huiyin::simulation
