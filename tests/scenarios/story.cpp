// Reading and playing a story, line by line, through the same use-cases as a page.
#include "story.hpp"

#include <fmt/format.h>

#include <map>
#include <sstream>

#include "complaints/use_cases.hpp"
#include "compliance/compliance.hpp"
#include "story_line.hpp"
#include "reviews/reviews.hpp"
#include "work/days.hpp"

namespace huiyin::tests {
using namespace complaints;


namespace {

template <class E>
E choice(const std::string& name) {
    const auto value = json::enum_value<E>(name);
    if (!value) throw std::runtime_error("the story names an unknown choice: " + name);
    return *value;
}


}  // namespace

Story::Story(app::Application& application, const simulation::Company& company)
    : application_(application), company_(company), zone_(application.world()->calendar(company.site).zone()), resident_(application, company) {}

const simulation::Colleague& Story::colleague(const std::string& login) const {
    for (const auto& c : company_.staff)
        if (c.who.login == login) return c;
    throw std::runtime_error("nobody of the staff is called " + login);
}

std::string Story::tell(const std::string& raw) {
    const auto line = trimmed(raw);
    if (line.empty() || line.front() == '#') return {};
    if (line.front() == '=') {
        auto sentence = trimmed(line.substr(1));
        if (sentence.starts_with("of ")) {
            const auto end = sentence.find(' ', 3);
            if (auto wrong = turn_to(sentence.substr(3, end - 3)); !wrong.empty()) return wrong;
            sentence = trimmed(sentence.substr(end));
        }
        return check(sentence);
    }
    const bool tick = line.starts_with("tick ");
    const auto when = zone_.parse(tick ? line.substr(5, 16) : line.substr(0, 16));
    if (!when || *when < now_) return "the line's time is not readable or goes back: " + line;
    now_ = *when;
    live_until(now_);
    if (tick) return every_due_explains_itself();

    Line parsed;
    auto rest = trimmed(line.substr(16));
    if (const auto arrow = rest.rfind(" -> refused "); arrow != std::string::npos) {
        std::istringstream expected(rest.substr(arrow + 12));
        expected >> parsed.refusal >> parsed.clause;
        rest = trimmed(rest.substr(0, arrow));
    }
    if (const auto colon = rest.find(" : "); colon != std::string::npos) {
        parsed.text = trimmed(rest.substr(colon + 3));
        rest = rest.substr(0, colon);
    }
    std::istringstream words(rest);
    words >> parsed.who >> parsed.verb;
    for (std::string w; words >> w;) {
        const auto equals = w.find('=');
        if (equals == std::string::npos) parsed.words[w] = w;
        else parsed.words[w.substr(0, equals)] = w.substr(equals + 1);
    }
    const auto wrong = act(parsed);
    return wrong.empty() ? every_due_explains_itself() : wrong;
}

// What was said through the public desk changes the matter too: the story goes on from what it became.
std::optional<std::string> Story::at_the_public_desk(const Line& line) {
    const Resident::Line told{line.verb, line.text, line.words};
    const auto done = line.who == "resident" ? std::optional(resident_.does(now_, told)) : resident_.answered(now_, colleague(line.who).actor, told);
    if (!done) return std::nullopt;
    if (!line.refusal.empty()) return *done == trimmed(line.refusal + " " + line.clause) ? "" : "was refused otherwise: " + *done;
    if (!done->empty()) return "was refused: " + *done;
    if (!resident_.matter()) return "";
    complaint_ = resident_.matter();
    version_ = application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        return open_complaint(reading, {complaint_}).value().version;
    });
    return "";
}

std::string Story::act(const Line& line) {
    if (const auto done = at_the_public_desk(line)) return *done;
    const auto& actor = colleague(line.who).actor;
    if (line.words.contains("of"))
        if (auto wrong = turn_to(line.word("of")); !wrong.empty()) return wrong;
    if (auto together = act_together(line)) return *together;
    if (auto appraised = act_on_appraisal(line)) return *appraised;
    const auto play = [&](auto use_case, const auto& command) -> std::string {
        const auto result = application_.perform(actor, company_.site, now_, use_case, command);
        if (!result) {
            if (line.refusal.empty()) return "was refused: " + line.said(result.error());
            if (line.said(result.error()) != line.expected()) return "was refused otherwise: " + line.said(result.error());
            return {};
        }
        if (!line.refusal.empty()) return "was not refused";
        if constexpr (requires { result->remark; }) {
            if (result->remark) remark_ = *result->remark;
            review_ = result->id;
        } else if constexpr (requires { complaint_ = result->id; }) {
            complaint_ = result->id;
            version_ = result->version;
        }
        return {};
    };
    const auto day_and_time = [&](const std::string& key) {
        auto text = line.word(key);
        std::ranges::replace(text, 'T', ' ');
        const auto at = zone_.parse(text);
        if (!at) throw std::runtime_error("the story's time is not readable: " + text);
        return *at;
    };
    const auto& v = line.verb;
    if (v == "records") {
        RecordComplaint c;
        c.kind = choice<Kind>(line.word("kind", "complaint"));
        c.about = choice<About>(line.word("about", "household_matter"));
        c.importance = line.words.contains("important") ? Importance::important : Importance::ordinary;
        c.category = company_.categories.at(line.word("category", "漏水渗水"));
        const auto& home = company_.homes.at(static_cast<std::size_t>(std::stoi(line.word("home", "1"))) - 1);
        c.unit = home.unit;
        c.person = home.person;
        c.subject = c.text = line.text;
        if (line.words.contains("promised")) c.promised_at = day_and_time("promised");
        for (const auto& [clause, used] : line.words)
            if (used == "used" || used == "offered") c.questions.push_back({clause, used == "used"});
        if (line.words.contains("duplicate-of")) c.duplicate_of = named_.at(line.word("duplicate-of"));
        auto wrong = play(record_complaint, c);
        if (line.words.contains("as")) named_[line.word("as")] = complaint_;
        return wrong;
    }
    if (v == "verifies") return play(verify_complaint, VerifyComplaint{complaint_, version_, Substance::substantiated, line.text, line.word("cause")});
    if (v == "reports") return play(report_complaint, ReportComplaint{complaint_, version_, choice<ReportTo>(line.word("to", "department_director")), line.text});
    if (v == "assigns") return play(assign_complaint, AssignComplaint{complaint_, version_, colleague(line.word("to")).actor.staff, {}});
    if (v == "hands-over") return play(hand_over_complaint, HandOverComplaint{complaint_, version_, company_.departments.at(line.word("to")), {}, line.text});
    if (v == "refers") return play(refer_complaint, ReferComplaint{complaint_, version_, line.text, ""});
    if (v == "decides") return play(decide_complaint, DecideComplaint{complaint_, version_, line.text, {}, {}});
    if (v == "promises") return play(promise_answer, PromiseAnswer{complaint_, version_, day_and_time("for"), line.text, ""});
    if (v == "moves-promise") return play(promise_answer, PromiseAnswer{complaint_, version_, day_and_time("for"), line.text, line.text});
    if (v == "answers") return play(answer_complaint, AnswerComplaint{complaint_, version_, Channel::phone, line.text, line.word("because")});
    if (v == "notes-agreement") return play(record_agreement, RecordAgreement{complaint_, version_, choice<Agreement>(line.word("is", "agreed")), line.text});
    if (v == "closes") return play(close_complaint, CloseComplaint{complaint_, version_, line.text});
    if (v == "reopens") return play(reopen_complaint, ReopenComplaint{complaint_, version_, line.text});
    if (v == "withdraws") return play(withdraw_complaint, WithdrawComplaint{complaint_, version_, line.text});
    if (v == "notes") return play(note_complaint, NoteComplaint{complaint_, line.text});
    if (v == "marks") return play(change_importance, ChangeImportance{complaint_, version_, choice<Importance>(line.word("as", "important")), Severity::serious, line.text});
    if (v == "raises") return play(raise_complaint, RaiseComplaint{complaint_, version_, choice<Level>(line.word("to")), line.word("body"), line.text});
    if (v == "asks") return play(ask_outside, AskOutside{complaint_, version_, line.word("body"), line.text});
    if (v == "hears") return play(record_outside_answer, RecordOutsideAnswer{complaint_, version_, line.word("body"), line.text});
    if (v == "departs") {
        const auto until = Day::parse(line.word("on"));
        if (!until) throw std::runtime_error("the story names no day: " + line.word("on"));
        return depart(actor, *until);
    }
    if (const auto followed = follow_up(line, v); followed) return *followed;
    if (v == "signs-review") return on_review(actor, line, [&](const reviews::DailyReview& r) { return play(reviews::sign_review, reviews::SignReview{r.id, r.version, line.text}); });
    if (v == "remarks") {
        return on_review(actor, line, [&](const reviews::DailyReview& r) {
            return play(reviews::give_remark, reviews::GiveRemark{r.id, reviews::SheetSection::recorded, journal::SubjectKind::complaint,
                                                                  complaint_ ? std::to_string(complaint_.value) : "", line.text,
                                                                  colleague(line.word("to")).actor.staff, day_and_time("until")});
        });
    }
    if (v == "settles-remark") return play(reviews::settle_remark, reviews::SettleRemark{remark_, std::stoll(line.word("version", "1")), line.text});
    if (v == "waives") {
        for (const auto& o : owed())
            if (o.clause == line.word("clause") && o.state == obligations::State::open) return play(work::waive_obligation, work::WaiveObligation{o.id, line.text});
        return "there is nothing open to waive under " + line.word("clause");
    }
    return "the story uses an unknown verb: " + v;
}

std::string Story::on_review(const work::Actor& actor, const Line& line, const std::function<std::string(const reviews::DailyReview&)>& then) {
    const auto page = application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, actor, company_.site, now_, *world};
        return reviews::open_daily_review(reading, {.day = line.words.contains("day") ? Day::parse(line.word("day")) : std::nullopt});
    });
    return page ? then(*page) : "there is no such review";
}

std::string Story::check_review(std::istream& in) {
    // "review <day> <state> [section count]…" or "review-debt <day> <state>", "remark-debt <state>"
    std::string day, wanted;
    in >> day >> wanted;
    return application_.database().read_now([&](store::Tx& tx) -> std::string {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("zhuguan").actor, company_.site, now_, *world};
        const auto page = reviews::open_daily_review(reading, {.day = Day::parse(day)});
        if (!page) return "there is no such review";
        std::string state(json::enum_name(page->state));
        if (state != wanted) return "the review is " + state;
        for (std::string section; in >> section;) {
            if (section == "intact") {
                if (!page->intact) return "the document was changed";
                continue;
            }
            std::int64_t count = 0;
            in >> count;
            for (const auto& s : page->sections)
                if (json::enum_name(s.name) == section && (s.count != count || s.lines.size() != static_cast<std::size_t>(count)))
                    return fmt::format("{} lists {}", section, s.count);
        }
        return {};
    });
}

std::string Story::check_duty(journal::Subject subject, std::istream& in) {
    std::string wanted;
    in >> wanted;
    const auto all = application_.database().read_now([&](store::Tx& tx) { return obligations::of_subject(tx, subject); });
    if (all.empty()) return wanted == "absent" ? "" : "nothing is owed";
    std::string state(json::enum_name(all.back().state));
    if (all.back().state == obligations::State::open && all.back().breached) state = "late";
    return state == wanted ? "" : "it is " + state;
}

std::vector<obligations::Obligation> Story::owed() {
    auto all = application_.database().read_now([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::complaint, complaint_.value}); });
    for (auto& o : resident_.owed()) all.push_back(std::move(o));
    return all;
}

std::string Story::every_due_explains_itself() {
    if (!complaint_) return {};
    return application_.database().read_now([&](store::Tx& tx) -> std::string {
        const auto world = application_.world();
        IdSource none;
        for (const auto& o : obligations::of_subject(tx, {journal::SubjectKind::complaint, complaint_.value})) {
            const auto why = obligations::explain(tx, {*world->rulebook, world->calendar(company_.site), none, company_.site, now_}, o);
            if (why.computed_due != o.due_at)
                return fmt::format("{} {} is due {} but explains {}", o.clause, o.act, zone_.text(o.due_at), zone_.text(why.computed_due));
        }
        return {};
    });
}

std::string Story::check(const std::string& sentence) {
    std::istringstream in(sentence);
    std::string what;
    in >> what;
    if (what == "state") {
        std::string wanted;
        in >> wanted;
        return application_.database().read_now([&](store::Tx& tx) -> std::string {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
            const auto page = open_complaint(reading, {complaint_});
            if (!page) return "the matter is not there";
            const auto state = std::string(json::enum_name(page->state));
            return state == wanted ? "" : "the state is " + state;
        });
    }
    if (auto together = check_together(what, in)) return *together;
    if (auto appraised = check_appraisal(what, in)) return *appraised;
    if (what == "stage") {
        std::string wanted;
        in >> wanted;
        const auto stage = resident_.stage(now_);
        return stage == wanted ? "" : "the resident reads " + stage;
    }
    if (what == "owes") {
        std::string wanted = trimmed(sentence.substr(4)), found;
        for (const auto& o : owed())
            if (o.state == obligations::State::open) found += (found.empty() ? "" : " ") + o.clause + ":" + o.act;
        return found == wanted ? "" : "owed is: " + found;
    }
    if (what == "figure") {  // "figure F5.1 passed 2": the compliance page counts it, and its list is as long
        std::string clause, name;
        std::int64_t wanted = 0;
        in >> clause >> name >> wanted;
        return application_.database().read_now([&](store::Tx& tx) -> std::string {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("pinzhi").actor, company_.site, now_, *world};
            const auto rows = compliance::open_figure(reading, {.clause = clause, .figure = choice<compliance::Figure>(name)});
            if (!rows) return Line::said(rows.error());
            if (rows->total != static_cast<std::int64_t>(rows->rows.size())) return "the figure is not its list";
            return rows->total == wanted ? "" : fmt::format("{} {} is {}", clause, name, rows->total);
        });
    }
    if (what == "told") {  // "told wording.sent_anyway 1"
        std::string event;
        std::int64_t wanted = 0;
        in >> event >> wanted;
        const auto found = application_.database().read_now(
            [&](store::Tx& tx) { return journal::count_of(tx, {journal::SubjectKind::complaint, complaint_.value}, event); });
        return found == wanted ? "" : fmt::format("{} was told {} times", event, found);
    }
    if (what == "review") return check_review(in);
    if (what == "remark-debt") return check_duty({journal::SubjectKind::daily_review, remark_.value}, in);
    if (what == "review-debt") {
        std::string day;
        in >> day;
        const auto id = application_.database().read_now([&](store::Tx& tx) {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("zhuguan").actor, company_.site, now_, *world};
            const auto page = reviews::open_daily_review(reading, {.day = Day::parse(day)});
            return page ? page->id : ReviewId{};
        });
        return check_duty({journal::SubjectKind::daily_review, id.value}, in);
    }
    if (what == "bell") {  // "bell <login> <count>": alerts about something else than the matter
        std::string login;
        std::size_t wanted = 0;
        in >> login >> wanted;
        const auto rung = application_.database().read_now([&](store::Tx& tx) {
            const auto world = application_.world();
            work::Reading reading{tx, colleague(login).actor, company_.site, now_, *world};
            std::size_t n = 0;
            for (const auto& a : work::alerts_for(reading)) n += a.path.starts_with("/daily-review") || a.path.starts_with("/remarks");
            return n;
        });
        return rung == wanted ? "" : fmt::format("the bell shows {}", rung);
    }
    if (what == "alerts") {
        std::string clause, post;
        std::int64_t wanted = 0, found = 0;
        in >> clause >> post >> wanted;
        application_.database().read_now_void([&](store::Tx& tx) {
            const auto world = application_.world();
            for (const auto& e : journal::history(tx, {journal::SubjectKind::complaint, complaint_.value})) {
                if (e.event != "obligation.escalated") continue;
                const auto facts = boost::json::parse(e.facts).as_object();
                found += facts.at("clause").as_string() == clause && facts.at("to").as_string() == post;
            }
        });
        return found == wanted ? "" : fmt::format("{} was told {} times", post, found);
    }
    if (what == "sheet" || what == "point" || what == "promise" || what == "rate" || what == "plan" || what == "joined" || what == "plan-rows") return check_follow_up(what, in);
    // "<clause>[:act] <state> [due <time>] [first <time>] [by <login>]" or "<clause> absent"
    const auto colon = what.find(':');
    const auto clause = what.substr(0, colon);
    const auto act = colon == std::string::npos ? std::string{} : what.substr(colon + 1);
    std::string wanted;
    in >> wanted;
    std::optional<obligations::Obligation> found;
    for (const auto& o : owed())
        if (o.clause == clause && (act.empty() || o.act == act)) found = o;
    if (wanted == "absent") return found ? clause + " is there" : "";
    if (!found) return clause + " is not owed";
    std::string state(json::enum_name(found->state));
    if (found->state == obligations::State::open && found->breached) state = "late";
    if (found->paused_at) state = "paused";
    if (state != wanted) return clause + " is " + state;
    for (std::string key, day, minute; in >> key;) {
        if (key == "by") {
            std::string login;
            in >> login;
            if (found->owner != colleague(login).actor.staff) return clause + " is owed by somebody else";
            continue;
        }
        in >> day >> minute;
        const auto at = zone_.parse(day + " " + minute);
        const auto is = key == "first" ? found->first_due_at : found->due_at;
        if (!at || is != *at) return fmt::format("{} {} is {}", clause, key, zone_.text(is));
    }
    return {};
}

void Story::live_until(Instant now) {
    for (;;) {
        const auto day = application_.database().read_now([&](store::Tx& tx) { return work::next_day(tx, *application_.world(), now); });
        if (!day || day->at > now) break;
        fire_due(day->at);
        const auto begun = application_.in_unit(work::Actor::system(), day->site, day->at, day->at, [&](work::Unit& unit) -> Result<void> {
            work::begin_day(unit, day->day);
            return {};
        });
        ensure(begun.has_value(), "a day was refused");
    }
    fire_due(now);
}

void Story::fire_due(Instant now) {
    for (;;) {
        const auto due = application_.database().read_now([&](store::Tx& tx) { return obligations::due_timers(tx, now, 50); });
        if (due.empty()) return;
        for (const auto& timer : due) {
            const auto done = application_.in_unit(work::Actor::system(), timer.site, timer.fires_at, timer.fires_at, [&](work::Unit& unit) -> Result<void> {
                for (const auto& event : obligations::fire(unit.tx, unit.context(), timer).events) unit.tell(event);
                return {};
            });
            ensure(done.has_value(), "a timer was refused");
        }
    }
}

}  // namespace huiyin::tests
