// The question bank, and the rule by which a paper is drawn from it. A question never changes: another takes its place.
#include <algorithm>
#include <set>

#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t long_text = 1000, most_options = 8, most_checks = 40;
constexpr Points full_marks{100 * 100};
constexpr QuestionId any_question{9'000'000'000'000'000'000};

void check_answer(Checks& c, const AddQuestion& q) {
    const auto options = static_cast<int>(q.kind == QuestionKind::judgement ? 2 : q.options.size());
    const std::set<int> places(q.answer.begin(), q.answer.end());
    const bool outside = std::ranges::any_of(q.answer, [&](int a) { return a < 0 || a >= options; }) || places.size() != q.answer.size();
    const auto right = q.answer.size();
    switch (q.kind) {
        case QuestionKind::single:
        case QuestionKind::judgement: c.when(right != 1 || outside, "answer", "one-right"); break;
        case QuestionKind::multiple: c.when(right < 2 || outside, "answer", "two-right"); break;
        case QuestionKind::short_answer: c.when(right != 0, "answer", "not-here"); break;
    }
}

RuleRow empty_rule(CourseId course) { return {.course = course, .rule = json::text(PaperRule{}), .checklist = "[]"}; }

}  // namespace

void ListQuestions::check(Checks& c) const { c.when(!course, "course", "required"); }

void AddQuestion::check(Checks& c) const {
    c.when(!course, "course", "required");
    c.required("text", text);
    c.length("text", text, long_text);
    c.length("reference", reference, long_text);
    const bool chooses = kind == QuestionKind::single || kind == QuestionKind::multiple;
    if (chooses) {
        c.when(options.size() < 2, "options", "two-at-least");
        c.when(options.size() > most_options, "options", "too-many");
        for (std::size_t i = 0; i < options.size(); ++i) {
            const auto field = "options." + std::to_string(i);
            c.required(field, options[i]);
            c.length(field, options[i], 200);
            c.when(std::ranges::count(options, options[i]) > 1, field, "said-twice");
        }
    } else {
        c.when(!options.empty(), "options", "not-here");
    }
    if (kind == QuestionKind::short_answer) c.required("reference", reference);
    check_answer(c, *this);
}

void SetPaperRule::check(Checks& c) const {
    c.when(!course, "course", "required");
    const auto counts = {std::pair{"rule.single", rule.single}, {"rule.multiple", rule.multiple}, {"rule.judgement", rule.judgement},
                         {"rule.short_answer", rule.short_answer}};
    for (const auto& [field, n] : counts) c.when(n < 0 || n > 100, field, "out-of-range");
    const auto points = {std::pair{"rule.single_points", rule.single_points}, {"rule.multiple_points", rule.multiple_points},
                         {"rule.judgement_points", rule.judgement_points}, {"rule.short_answer_points", rule.short_answer_points}};
    for (const auto& [field, p] : points) c.when(p < Points{} || p > full_marks, field, "out-of-range");
    if (rule.questions() > 0) {
        c.when(rule.minutes < 1 || rule.minutes > 600, "rule.minutes", "out-of-range");
        c.when(rule.sum() != full_marks, "rule.sum", "not-one-hundred");
    }
    c.when(checklist.size() > most_checks, "checklist", "too-many");
    Points sum{};
    for (std::size_t i = 0; i < checklist.size(); ++i) {
        const auto field = "checklist." + std::to_string(i) + ".";
        c.required(field + "text", checklist[i].text);
        c.length(field + "text", checklist[i].text, 200);
        c.when(checklist[i].points <= Points{}, field + "points", "out-of-range");
        sum = sum + checklist[i].points;
    }
    c.when(!checklist.empty() && sum != full_marks, "checklist.sum", "not-one-hundred");
}

Result<QuestionChanged> add_question(Unit& unit, const AddQuestion& command) {
    const auto course = qualification::find_course(unit.tx, unit.site, command.course);
    if (!course || !course->theory) return refuse(refused::course_unknown);
    if (command.replaces) {
        const auto old = find_question(unit.tx, unit.site, *command.replaces);
        if (!old || old->course != command.course) return refuse({"invalid", Trouble::invalid, {}, {{"replaces", "unknown-value"}}, {}});
        if (old->retired_at) return refuse(refused::question_retired);
        const auto retired = retire_question(unit, {old->id, old->version});
        if (!retired) return refuse(retired.error());
    }
    std::vector<std::string> options;
    for (const auto& o : command.options) options.push_back(text::trim(o));
    const auto id = unit.make_id<QuestionId>();
    unit.tx.run(sql::question_insert, id, unit.site, command.course, command.kind, text::trim(command.text), json::text(options), json::text(command.answer),
                text::trim(command.reference), unit.moment.now, unit.moment.actor);
    unit.tell({"question.added", {journal::SubjectKind::question, id.value},
               {{"course", std::to_string(command.course.value)}, {"question_kind", json::enum_name(command.kind)},
                {"replaces", std::to_string(command.replaces ? command.replaces->value : 0)}}, {}});
    return QuestionChanged{id, 1};
}

Result<QuestionChanged> retire_question(Unit& unit, const RetireQuestion& command) {
    const auto q = find_question(unit.tx, unit.site, command.id);
    if (!q) return refuse(refused::question_not_found);
    if (q->version != command.version) return refuse(refused::stale(q->version, command.version));
    if (q->retired_at) return refuse(refused::question_retired);
    if (unit.tx.run(sql::question_retire, q->id, unit.moment.now, unit.moment.actor, q->version) == 0)
        throw store::StaleRow("question " + std::to_string(q->id.value));
    unit.tell({"question.retired", q->as_subject(), {{"course", std::to_string(q->course.value)}}, {}});
    return QuestionChanged{q->id, q->version + 1};
}

Result<RuleChanged> set_paper_rule(Unit& unit, const SetPaperRule& command) {
    const auto course = qualification::find_course(unit.tx, unit.site, command.course);
    if (!course) return refuse(refused::course_unknown);
    std::vector<FieldError> wrong;
    if (course->theory != (command.rule.questions() > 0)) wrong.push_back({"rule.sum", course->theory ? "not-one-hundred" : "not-here"});
    if (course->practical == command.checklist.empty()) wrong.push_back({"checklist.sum", course->practical ? "not-one-hundred" : "not-here"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    const auto before = rule_of(unit.tx, unit.site, command.course);
    const auto version = before ? before->version : 0;
    if (version != command.version) return refuse(refused::stale(version, command.version));
    const auto rule = json::text(command.rule), checklist = json::text(command.checklist);
    if (!before) unit.tx.run(sql::paper_rule_insert, command.course, unit.site, rule, checklist, unit.moment.now, unit.moment.actor);
    else if (unit.tx.run(sql::paper_rule_save, command.course, rule, checklist, unit.moment.now, unit.moment.actor, version) == 0)
        throw store::StaleRow("paper rule " + std::to_string(command.course.value));
    unit.tell({"course.paper_ruled", course->as_subject(),
               {{"kind", json::enum_name(course->kind)}, {"questions", command.rule.questions()}, {"minutes", command.rule.minutes},
                {"checks", static_cast<std::int64_t>(command.checklist.size())}}, {}});
    return RuleChanged{command.course, version + 1};
}

Result<QuestionList> list_questions(work::Reading& reading, const ListQuestions& query) {
    const auto course = qualification::find_course(reading.tx, reading.site, query.course);
    if (!course) return refuse(refused::course_unknown);
    QuestionList list;
    organisation::Names names(reading.tx);
    for (const auto& q : reading.tx.all<Question>(sql::questions_of_course, reading.site, query.course))
        list.questions.push_back({q.id, q.kind, q.text, q.read_options(), q.read_answer(), q.reference, names.of(q.added_by), q.retired_at.has_value(), q.version});
    const auto kept = rule_of(reading.tx, reading.site, query.course);
    const auto rule = kept.value_or(empty_rule(query.course));
    list.rule = rule.read_rule();
    list.checklist = rule.read_checklist();
    list.rule_version = rule.version;
    list.why_not = why_no_paper(*course, kept, bank_at(reading.tx, reading.site, query.course, any_question, reading.now));
    list.course_title = course->title;
    list.theory = course->theory;
    list.practical = course->practical;
    return list;
}

}  // namespace huiyin::training
