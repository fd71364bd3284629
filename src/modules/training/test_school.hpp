// An office with a course, a plan and a bank, for the tests of the training.
#pragma once
#include "../qualification/test_office.hpp"
#include "record.hpp"

namespace huiyin::training {

struct School : qualification::TrainedOffice {
    CourseId course{};
    qualification::PublishCourse wanted;

    explicit School(store::Engine engine, bool practical = false) : TrainedOffice(engine) {
        listen(world);
        wanted = induction("2026-05-25");
        wanted.practical = practical;
        course = publish(wanted);
        fill_bank();
    }
    void fill_bank() {
        AddQuestion q;
        q.course = course;
        for (int i = 0; i < 6; ++i) {
            q.kind = QuestionKind::single;
            q.text = "电话铃响几声内接听？（" + std::to_string(i) + "）";
            q.options = {"三声", "五声", "八声"};
            q.answer = {0};
            add(q);
        }
        q.kind = QuestionKind::multiple;
        q.text = "接待投诉时应当做到";
        q.options = {"先致歉", "与客户争辩", "记录要点"};
        q.answer = {0, 2};
        add(q);
        q.kind = QuestionKind::judgement;
        q.text = "可以对客户说“这不归我管”。";
        q.options = {};
        q.answer = {1};
        add(q);
        q.kind = QuestionKind::short_answer;
        q.text = "客户情绪激动时怎样应对？";
        q.answer = {};
        q.reference = "倾听、致歉、记录、承诺时限";
        add(q);
        SetPaperRule r;
        r.course = course;
        r.rule.single = 4;
        r.rule.single_points = Points{1000};
        r.rule.multiple = 1;
        r.rule.multiple_points = Points{2000};
        r.rule.judgement = 1;
        r.rule.judgement_points = Points{1000};
        r.rule.short_answer = 1;
        r.rule.short_answer_points = Points{3000};
        r.rule.minutes = 30;
        if (wanted.practical) r.checklist = {{"站姿与微笑", Points{4000}}, {"登记完整", Points{6000}}};
        EXPECT_TRUE(run(as(supervisor), site, set_paper_rule, r));
    }
    QuestionId add(const AddQuestion& q) { return run(as(supervisor), site, add_question, q).value().id; }

    ProposePlan plan_of(const char* day = "2026-06-02") {
        ProposePlan p;
        p.year = 2026;
        p.title = "2026年度培训计划";
        p.items = {{course, *Day::parse(day), "新入职人员"}};
        return p;
    }
    TrainingPlanId approved_plan() {
        const auto made = run(as(supervisor), site, propose_plan, plan_of()).value();
        EXPECT_TRUE(run(as(director), site, rule_on_plan, {made.id, made.version, PlanRuling::approve, ""}));
        return made.id;
    }
    PlanSession session_of(TrainingPlanId plan) {
        return {plan, course, "会议室", *Zone{}.parse("2026-06-02 14:00"), *Zone{}.parse("2026-06-02 16:00"), supervisor, {officer, colleague}};
    }
    // Held by the supervisor, the officer and the colleague having signed.
    SessionId held() {
        const auto made = run(as(supervisor), site, plan_session, session_of(approved_plan())).value();
        at("2026-06-02 14:05");
        for (const auto who : {officer, colleague}) EXPECT_TRUE(run(as(who), site, sign_attendance, {made.id}));
        at("2026-06-02 16:00");
        const auto closed = run(as(supervisor), site, close_session, {made.id, 1, {officer, colleague}, "讲解礼仪与话术"});
        EXPECT_TRUE(closed) << closed.error().code;
        return made.id;
    }
    ExamPage exam_of(StaffId who, StaffId seen_by = {}) {
        const auto rows = ask(as(who), site, list_exams, {}).value().rows;
        EXPECT_FALSE(rows.empty());
        return open(rows.front().id, seen_by ? seen_by : who);
    }
    ExamPage open(ExamId id, StaffId who) { return ask(as(who), site, open_exam, {id}).value(); }
    ExamPage started(StaffId who) {
        const auto page = exam_of(who);
        EXPECT_TRUE(run(as(who), site, start_exam, {page.id, page.version}));
        return exam_of(who);
    }
    // Everything right, and something written where words are asked.
    std::vector<AnswerInput> right(const ExamPage& page, const std::string& words = "先倾听再致歉") {
        std::vector<AnswerInput> answers;
        for (const auto& q : page.questions) {
            AnswerInput a;
            a.position = q.position;
            if (q.kind == QuestionKind::single) a.chosen = {0};
            if (q.kind == QuestionKind::multiple) a.chosen = {2, 0};
            if (q.kind == QuestionKind::judgement) a.chosen = {1};
            if (q.kind == QuestionKind::short_answer) a.written = words;
            answers.push_back(a);
        }
        return answers;
    }
    Result<ExamChanged> mark(const ExamPage& page, StaffId by, Points points) {
        MarkExam m;
        m.id = page.id;
        m.version = page.version;
        for (const auto& q : page.questions)
            if (!q.awarded) m.awards.push_back({q.position, points});
        return run(as(by), site, mark_exam, m);
    }
    std::vector<obligations::Obligation> owed(journal::Subject subject) {
        auto all = read([&](store::Tx& tx) { return obligations::of_subject(tx, subject); });
        std::erase_if(all, [](const auto& o) { return o.state != obligations::State::open; });
        return all;
    }
};

}  // namespace huiyin::training
