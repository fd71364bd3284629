// Reads the obligations of a clause: what opens them, who owes which act by when, what keeps them, whom a late one reaches.
#include <algorithm>
#include <charconv>

#include "rulebook/entry.hpp"

namespace huiyin::rulebook {
namespace {

std::string list_of(const std::set<std::string, std::less<>>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + kebab(word);
    return all;
}

void check_word(const Place& place, const YAML::Node& at, const std::set<std::string, std::less<>>& known, const std::string& word,
                const char* what) {
    if (!word.empty() && !known.contains(word))
        place.problem(at, std::string("there is no ") + what + " \"" + kebab(word) + "\" in this program", "use one of: " + list_of(known));
}

void check_fact(const Place& place, const YAML::Node& at, const Vocabulary& known, const std::string& event, const std::string& fact) {
    if (!known.events.contains(event)) return;
    const auto carried = known.facts.find(event);
    if (carried != known.facts.end() && carried->second.contains(fact)) return;
    place.problem(at, event + " carries no fact \"" + fact + "\"",
                  carried == known.facts.end() ? "it carries none; remove the condition"
                                               : "use one of: " + list_of(carried->second));
}

// A duty recurs with the days: opens: { each: workday }. The day itself says what it is; `on` names the event of a module
// that tells it for its own record.
void read_recurrence(Reader& reader, const std::string& each, bool opens, const Vocabulary& known, Trigger& trigger) {
    if (!opens) return reader.problem("\"each\" stands only with \"opens\"", "remove it");
    if (each == "workday") trigger.when["workday"] = {"yes"};
    else if (each == "week") trigger.when["week_begins"] = {"yes"};
    else if (each == "month") trigger.when["month_begins"] = {"yes"};
    else if (each != "day") return reader.problem("\"" + each + "\" does not recur", "use day, workday, week or month");
    const auto carried = known.facts.find(trigger.on);
    if (known.events.contains(trigger.on) && (carried == known.facts.end() || !carried->second.contains("workday")))
        reader.problem(trigger.on + " is not told with the days", "use day.began, or the event of a record that is opened each day");
}

Trigger read_trigger(const Place& place, const YAML::Node& node, const Vocabulary& known, std::string* nth_parameter) {
    Trigger trigger;
    if (node.IsScalar()) {  // the short form: kept_by: complaint.verified
        trigger.on = node.Scalar();
        check_word(place, node, known.events, trigger.on, "event");
        return trigger;
    }
    Reader reader(place, node, "the trigger");
    if (!reader.usable()) return trigger;
    const auto each = reader.text_or("each", "");
    trigger.on = each.empty() ? reader.text("on") : reader.text_or("on", "day.began");
    if (!each.empty()) read_recurrence(reader, each, nth_parameter != nullptr, known, trigger);
    check_word(place, node, known.events, trigger.on, "event");
    if (const auto when = reader.get("when"); when.IsDefined()) {
        Reader conditions(place, when, "\"when\"");
        if (conditions.usable())
            for (const auto& pair : when) {
                const auto fact = pair.first.Scalar();
                check_fact(place, pair.first, known, trigger.on, fact);
                trigger.when[fact] = conditions.words(fact.c_str());
            }
    }
    if (const auto nth = reader.get("nth"); nth.IsDefined()) {
        if (!nth_parameter) place.problem(nth, "\"nth\" stands only with \"opens\"", "remove it");
        else if (const auto word = scalar(place, nth, "\"nth\"")) {
            if (std::ranges::all_of(*word, [](char c) { return c >= '0' && c <= '9'; })) trigger.nth = reader.number("nth", 1, 1000).value_or(0);
            else *nth_parameter = *word;
        }
    }
    reader.finish();
    return trigger;
}

std::vector<Trigger> read_triggers(Reader& reader, const char* key, const Vocabulary& known) {
    std::vector<Trigger> all;
    for (const auto& node : reader.items(key)) all.push_back(read_trigger(reader.place(), node, known, nullptr));
    return all;
}

std::optional<std::int64_t> minute_of(const std::string& text) {  // "18:00"
    const auto day = Zone{}.parse("2026-01-01 " + text);
    if (!day || text.size() != 5) return std::nullopt;
    return Zone{}.minute_of_day(*day);
}

Allowance read_within(Reader& obligation, Obligation& into, const Vocabulary& known) {
    Allowance within;
    const auto node = obligation.get("within");
    if (!node.IsDefined()) {
        if (obligation.usable()) obligation.problem("the obligation has no \"within\"", "add within: { days: 1, time: working }, for example");
        return within;
    }
    Reader reader(obligation.place(), node, "\"within\"");
    if (!reader.usable()) return within;
    const auto time = reader.text("time");
    const auto at = reader.text_or("at", "");
    if (!at.empty() && time != "calendar") reader.problem("\"at\" stands only with time: calendar", "remove it");
    const auto days = reader.number("days", 1, 3650);
    const auto hours = reader.number("hours", 1, 87600);
    const auto minutes = reader.number("minutes", 1, 5256000);
    into.within_parameter = reader.text_or("parameter", "");
    within.field = reader.text_or("field", "");
    const int quantities = days.has_value() + hours.has_value() + minutes.has_value() + !into.within_parameter.empty();
    within.days = days.value_or(0);
    within.minutes = hours ? std::int64_t{*hours} * 60 : minutes.value_or(0);

    if (time == "natural" || time == "working") {
        within.counting = time == "natural" ? Counting::natural : Counting::working;
        if (quantities != 1) reader.problem("\"within\" needs exactly one quantity", "give one of days, hours, minutes or parameter");
        if (!within.field.empty()) reader.problem("\"field\" stands only with time: promised", "remove it");
    } else if (time == "end-of-day") {
        within.counting = Counting::end_of_day;
        if (quantities != 0 || !within.field.empty()) reader.problem("the end of the day needs no quantity", "write within: { time: end-of-day }");
    } else if (time == "promised") {
        within.counting = Counting::promised;
        if (quantities != 0 || within.field.empty())
            reader.problem("a promised time is named by a fact of the event", "write within: { time: promised, field: promised_at }");
        else {
            check_fact(obligation.place(), node, known, into.opens.on, within.field);
            for (const auto& trigger : into.moved_by) check_fact(obligation.place(), node, known, trigger.on, within.field);
        }
    } else if (time == "calendar") {
        within.counting = Counting::calendar;
        const auto minute = minute_of(at);
        if (!minute) reader.problem("a calendar time needs the time of the day", "write within: { time: calendar, at: \"18:00\" }, with days: 1 for the next day");
        within.minutes = minute.value_or(0);
        if (hours || minutes || !into.within_parameter.empty() || !within.field.empty())
            reader.problem("a calendar time is days and a time of the day", "write within: { time: calendar, days: 1, at: \"12:00\" }");
    } else if (!time.empty()) {
        reader.problem("\"" + time + "\" is no way of counting time", "use natural, working, end-of-day, promised or calendar");
    }
    reader.finish();
    return within;
}

std::optional<Duration> span_of(const std::string& text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [unit, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || number < 0 || number > 10000 || end - unit != 1) return std::nullopt;
    if (*unit == 'm') return std::chrono::minutes(number);
    if (*unit == 'h') return std::chrono::hours(number);
    if (*unit == 'd') return std::chrono::days(number);
    return std::nullopt;
}

std::vector<Step> read_escalation(Reader& obligation, const Vocabulary& known) {
    std::vector<Step> steps;
    for (const auto& node : obligation.items("escalate")) {
        Reader reader(obligation.place(), node, "the escalation step");
        if (!reader.usable()) continue;
        Step step;
        const bool before = reader.has("before");
        if (before == reader.has("after"))
            reader.problem("the escalation step needs either \"before\" or \"after\"", "write { before: 4h, to: owner } or { after: 1d, to: supervisor }");
        const auto written = reader.text_or("before", reader.text_or("after", ""));
        if (const auto span = span_of(written)) step.offset = before ? -*span : *span;
        else if (!written.empty()) reader.problem("\"" + written + "\" is no span of time", "write a number with m, h or d: 30m, 4h, 1d");
        step.to = snake(reader.text("to"));
        if (step.to != "owner") check_word(obligation.place(), node, known.posts, step.to, "post");
        if (!steps.empty() && step.offset <= steps.back().offset)
            reader.problem("the escalation does not ascend", "order the steps from the earliest to the latest, each at its own time");
        steps.push_back(std::move(step));
        reader.finish();
    }
    return steps;
}

}  // namespace

Obligation read_obligation(Reader& reader, const Vocabulary& known, Named& named) {
    const auto& place = reader.place();
    Obligation o;
    if (const auto opens = reader.get("opens"); opens.IsDefined()) o.opens = read_trigger(place, opens, known, &named.nth_parameter);
    else reader.problem("the obligation has no \"opens\"", "add opens: { on: an event }");

    if (const auto node = reader.get("owes"); node.IsDefined()) {
        Reader owes(place, node, "\"owes\"");
        o.owing_post = snake(owes.text("post"));
        o.act = snake(owes.text("act"));
        o.owing_role = snake(owes.text_or("role", ""));
        check_word(place, node, known.posts, o.owing_post, "post");
        check_word(place, node, known.acts, o.act, "act");
        if (!o.owing_role.empty()) check_word(place, node, {"receiver", "responsible", "executor", "signer"}, o.owing_role, "role");
        owes.finish();
    } else {
        reader.problem("the obligation has no \"owes\"", "add owes: { post: a post, act: an act }");
    }
    o.kept_by = read_triggers(reader, "kept_by", known);
    if (o.kept_by.empty()) reader.problem("the obligation has no \"kept_by\"", "add the event that proves it kept");
    o.dropped_by = read_triggers(reader, "dropped_by", known);
    o.moved_by = read_triggers(reader, "moved_by", known);
    o.paused_by = read_triggers(reader, "paused_by", known);
    o.resumed_by = read_triggers(reader, "resumed_by", known);
    if (o.paused_by.empty() != o.resumed_by.empty()) reader.problem("what can be paused must be resumed by something", "give both paused_by and resumed_by");
    o.within = read_within(reader, o, known);
    if (!o.moved_by.empty() && o.within.counting != Counting::promised)
        reader.problem("only a promised time can be moved by an event", "remove moved_by or count by time: promised");
    o.escalate = read_escalation(reader, known);
    for (const auto& word : reader.words("may_waive")) {
        o.may_waive.push_back(snake(word));
        check_word(place, reader.node(), known.posts, o.may_waive.back(), "post");
    }
    o.blocks_closing = reader.flag("blocks_closing", true);
    return o;
}

Example read_example(const Place& place, const YAML::Node& node, const std::string& clause, const Vocabulary& known) {
    Example example{.clause = clause, .file = place.file, .line = Place::line_of(node)};
    if (!node.IsMap() || node.size() != 1 || !node.begin()->first.IsScalar()) {
        place.problem(node, "an example is one sentence with its particulars", "write \"- the sentence: { at: …, event: …, due: … }\"");
        return example;
    }
    example.sentence = node.begin()->first.Scalar();
    Reader reader(place, node.begin()->second, "the example");
    if (!reader.usable()) return example;
    example.at = reader.text("at");
    example.event = reader.text("event");
    example.due = reader.text("due");
    example.part = reader.number("part", 0, 99).value_or(0);
    check_word(place, node, known.events, example.event, "event");
    if (const auto facts = reader.get("facts"); facts.IsDefined()) {
        Reader pairs(place, facts, "\"facts\"");
        if (pairs.usable())
            for (const auto& pair : facts) {
                const auto fact = pair.first.Scalar();
                check_fact(place, pair.first, known, example.event, fact);
                example.facts[fact] = pairs.text(fact.c_str());
            }
    }
    const Zone zone;
    if (!example.at.empty() && !zone.parse(example.at)) reader.problem("\"" + example.at + "\" is no time", "write it as \"2026-03-02 09:10\"");
    if (!example.due.empty() && example.due != "none" && !zone.parse(example.due))
        reader.problem("\"" + example.due + "\" is no time", "write it as \"2026-03-03 00:00\", or none if nothing is owed");
    reader.finish();
    return example;
}

}  // namespace huiyin::rulebook
