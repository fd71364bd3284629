// What a story says of follow-ups: calling, points, signing, promises, rates and the yearly plan.
#include <fmt/format.h>

#include <map>
#include <sstream>

#include "customers/customers.hpp"
#include "customers/vip.hpp"
#include "complaints/use_cases.hpp"
#include "followups/use_cases.hpp"
#include "story.hpp"
#include "story_line.hpp"

namespace huiyin::tests {
using namespace followups;

namespace {

template <class E>
E choice(const std::string& name) {
    const auto value = json::enum_value<E>(name);
    if (!value) throw std::runtime_error("the story names an unknown choice: " + name);
    return *value;
}

Instant moment(const Zone& zone, std::string text) {
    std::ranges::replace(text, 'T', ' ');
    const auto at = zone.parse(text);
    if (!at) throw std::runtime_error("the story's time is not readable: " + text);
    return *at;
}

}  // namespace

FollowUpPage Story::sheet() {
    return application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        if (joined_) return open_follow_up(reading, {joined_}).value();
        auto page = sheet_ ? open_follow_up(reading, {sheet_}) : open_follow_up_of(reading, {complaint_});
        if (!page) throw std::runtime_error("the matter has no follow-up sheet");
        return *std::move(page);
    });
}

// The last sheet of each household that joined the matter, in the order in which they joined.
std::vector<SheetOfMatter> Story::sheets_of_joined() {
    return application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        std::map<ReporterId, SheetOfMatter> last;
        const auto all = list_follow_ups_of(reading, {complaint_}).value();
        for (const auto& s : all.sheets)
            if (s.reporter) last[*s.reporter] = s;
        std::vector<SheetOfMatter> sheets;
        for (const auto& [reporter, s] : last) sheets.push_back(s);
        return sheets;
    });
}

// A guest of the second home who leaves; the sheet that follows is the story's from then on.
std::string Story::depart(const work::Actor& actor, Day until) {
    const auto& home = company_.homes.back();
    const auto added = application_.perform(actor, company_.site, now_, customers::add_role,
                                            customers::AddRole{home.person, home.unit, customers::Role::guest, until - 5});
    if (!added) return "was refused: " + added.error().code;
    const auto ended = application_.perform(actor, company_.site, now_, customers::end_role,
                                            customers::EndRole{home.person, home.unit, customers::Role::guest, until});
    if (!ended) return "was refused: " + ended.error().code;
    return application_.database().read_now([&](store::Tx& tx) -> std::string {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        ListFollowUps newest;
        newest.tab = FollowUpTab::all;
        const auto list = list_follow_ups(reading, newest);
        if (!list || list->rows.empty()) return "nobody is to call the guest who left";
        sheet_ = list->rows.front().id;
        return {};
    });
}

std::optional<std::string> Story::follow_up(const Line& line, const std::string& v) {
    const auto& actor = colleague(line.who).actor;
    const auto play = [&](auto use_case, const auto& command) -> std::string {
        const auto result = application_.perform(actor, company_.site, now_, use_case, command);
        if (!result) {
            const auto said = line.said(result.error());
            if (line.refusal.empty()) return "was refused: " + said;
            return said == line.expected() ? "" : "was refused otherwise: " + said;
        }
        if (!line.refusal.empty()) return "was not refused";
        if (complaint_) version_ = version_of_matter();
        return {};
    };
    const auto point = [&](const FollowUpPage& page) {
        const auto at = static_cast<std::size_t>(std::stoi(line.word("point", "1")));
        if (at < 1 || at > page.points.size()) throw std::runtime_error("the sheet has no such point");
        return page.points[at - 1];
    };
    const auto owner = [&]() -> std::optional<StaffId> {
        if (!line.words.contains("owner")) return std::nullopt;
        return colleague(line.word("owner")).actor.staff;
    };
    if (v == "names-vip") return play(customers::name_vip, customers::NameVip{company_.homes.front().person, true, line.text});
    if (v == "plans") {
        PlanFollowUps c;
        c.year = std::stoi(line.word("year"));
        c.version = std::stoi(line.word("over", "0"));
        c.targets.push_back({choice<FollowUpReason>(line.word("for", "complaint")), std::stoi(line.word("calls", "0")), std::stoi(line.word("rate", "100")) * 100,
                             std::stoi(line.word("satisfied", "0")) * 100});
        c.remark = line.text;
        return play(plan_follow_ups, c);
    }
    static const std::vector<std::string> known{"calls", "gives-up", "corrects", "raises-point", "moves-point", "answers-point", "turns-point", "signs"};
    if (std::ranges::find(known, v) == known.end()) return std::nullopt;
    joined_ = line.words.contains("joined") ? sheets_of_joined().at(std::stoul(line.word("joined")) - 1).id : FollowUpId{};
    const auto page = sheet();
    joined_ = {};
    if (v == "calls") {
        RecordAttempt c{page.id, page.version, choice<CallResult>(line.word("and", "reached")), {}, line.text, {}};
        if (line.words.contains("finds")) c.satisfaction = choice<Satisfaction>(line.word("finds"));
        if (line.words.contains("point")) c.points.push_back({line.word("point"), owner(), moment(zone_, line.word("promised")), ""});
        c.say_anyway = line.word("because", "");
        for (const auto& [clause, used] : line.words)
            if (used == "used" || used == "offered") c.questions.push_back({clause, used == "used"});
        return play(record_attempt, c);
    }
    if (v == "gives-up") return play(give_up_follow_up, GiveUpFollowUp{page.id, page.version});
    if (v == "corrects") return play(correct_follow_up, CorrectFollowUp{page.id, page.version, choice<Satisfaction>(line.word("to")), line.text});
    if (v == "raises-point") {
        RaisePoint c{page.id, page.version, line.text, owner(), {}, line.word("answered")};
        if (line.words.contains("promised")) c.promised_at = moment(zone_, line.word("promised"));
        return play(raise_point, c);
    }
    if (v == "signs") return play(sign_follow_up, SignFollowUp{page.id, page.version, line.words.contains("blindly") ? std::string(64, '0') : page.digest});
    const auto p = point(page);
    if (v == "moves-point") return play(promise_point, PromisePoint{p.id, p.version, owner(), moment(zone_, line.word("for")), line.text});
    if (v == "answers-point") return play(answer_point, AnswerPoint{p.id, p.version, Channel::phone, line.text});
    return play(turn_point, TurnPoint{p.id, p.version, company_.categories.at(line.word("category", "漏水渗水"))});
}

std::int64_t Story::version_of_matter() {
    return application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        const auto page = complaints::open_complaint(reading, {complaint_});
        return page ? page->version : 0;
    });
}

// "sheet done slots=2 points=1 open=0 signed", "sheet owes D14:sign by jingli", "point 1 turned",
// "promise kept=1 broken=0", "rate D11 1/2 excluded=1", "plan 2026 complaint rate-met".
std::string Story::check_follow_up(const std::string& what, std::istream& in) {
    std::map<std::string, std::string> words;
    std::vector<std::string> bare;
    for (std::string w; in >> w;) {
        const auto equals = w.find('=');
        if (equals == std::string::npos) bare.push_back(w);
        else words[w.substr(0, equals)] = w.substr(equals + 1);
    }
    const auto has = [&](const std::string& w) { return std::ranges::find(bare, w) != bare.end(); };
    std::string wrong;
    const auto number = [&](const std::string& key, std::int64_t is) {
        if (words.contains(key) && std::stoll(words[key]) != is) wrong += fmt::format(" {} is {}", key, is);
    };
    const auto read = [&](auto query) {
        return application_.database().read_now([&](store::Tx& tx) {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
            return query(reading);
        });
    };
    // "joined 2 open=1": how many of the households that joined have a sheet; "joined 1/2 done": how one of them stands.
    if (what == "joined") {
        const auto sheets = sheets_of_joined();
        const auto slash = bare.at(0).find('/');
        number("open", std::ranges::count(sheets, SheetState::open, &SheetOfMatter::state));
        if (std::to_string(sheets.size()) != bare.at(0).substr(slash == std::string::npos ? 0 : slash + 1)) wrong += fmt::format(" {} households have sheets", sheets.size());
        if (slash == std::string::npos) return wrong;
        const auto& s = sheets.at(std::stoul(bare.at(0).substr(0, slash)) - 1);
        if (bare.at(1) != json::enum_name(s.state)) wrong += " its state is " + std::string(json::enum_name(s.state));
        if (words.contains("due") && (!s.due_at || *s.due_at != moment(zone_, words["due"]))) wrong += " it is due " + (s.due_at ? zone_.text(*s.due_at) : "never");
        if (has("late") && !s.late) wrong += " it is not late";
        return wrong;
    }
    // "plan-rows 2026 complaint reached=1": as many rows as the number on the page says.
    if (what == "plan-rows") {
        for (const auto& [figure, n] : words) {
            OpenPlanRows query{.year = std::stoi(bare.at(0)), .reason = choice<FollowUpReason>(bare.at(1)), .figure = choice<PlanFigure>(figure)};
            query.limit = 1;  // page by page, so that the places between pages are walked too
            std::int64_t rows = 0;
            for (;;) {
                const auto page = read([&](work::Reading& reading) { return open_plan_rows(reading, query); });
                rows += static_cast<std::int64_t>(page->rows.size());
                number(figure, page->total);
                if (page->next.empty() || rows > page->total) break;
                query.cursor = page->next;
            }
            number(figure, rows);
        }
        return wrong;
    }
    if (what == "sheet") {
        const auto page = sheet();
        if (has("owes")) {
            std::string found;
            for (const auto& o : page.owed)
                if (o.state == "open") found += (found.empty() ? "" : " ") + o.clause + ":" + o.act + (words.contains("by") ? "=" + o.owner_name : "");
            auto wanted = bare.size() > 1 ? bare[1] : "";
            if (words.contains("by")) wanted += "=" + colleague(words["by"]).who.name;
            return found == wanted ? "" : "the sheet owes: " + found;
        }
        if (!bare.empty() && bare[0] != json::enum_name(page.state)) wrong += " state is " + std::string(json::enum_name(page.state));
        number("slots", page.slots_tried);
        number("attempts", static_cast<std::int64_t>(page.attempts.size()));
        number("points", static_cast<std::int64_t>(page.points.size()));
        number("signatures", static_cast<std::int64_t>(page.signatures.size()));
        const bool standing = !page.signatures.empty() && page.signatures.front().valid;
        if (has("signed") && !standing) wrong += " no signature stands";
        if (has("unsigned") && standing) wrong += " a signature stands";
        if (words.contains("rule") && (!page.dissatisfied_rule || words["rule"] != json::enum_name(*page.dissatisfied_rule))) wrong += " another rule";
        if (words.contains("due") && (!page.due_at || *page.due_at != moment(zone_, words["due"])))
            wrong += " due is " + (page.due_at ? zone_.text(*page.due_at) : "not there");
        return wrong;
    }
    if (what == "point") {
        const auto page = sheet();
        const auto& p = page.points.at(static_cast<std::size_t>(std::stoi(bare.at(0))) - 1);
        if (bare.at(1) != json::enum_name(p.state)) wrong += " state is " + std::string(json::enum_name(p.state));
        number("moves", static_cast<std::int64_t>(p.moves.size()));
        if (has("broken") && !p.broken) wrong += " it is not broken";
        if (p.state == PointState::turned && p.complaint_number.empty()) wrong += " there is no complaint";
        return wrong;
    }
    if (what == "promise") {
        const auto ledger = read([](work::Reading& reading) { return list_promises(reading, {}); });
        number("kept", ledger->all.kept);
        number("broken", ledger->all.broken);
        number("open", ledger->all.open);
        number("about", ledger->all.about_to_break);
        number("released", ledger->all.released);
        number("moved", ledger->all.moved);
        if (ledger->total != static_cast<std::int64_t>(ledger->rows.size())) wrong += " the count is not the list";
        return wrong;
    }
    if (what == "rate") {
        const auto rates = read([](work::Reading& reading) { return open_rates(reading, {}); });
        for (const auto& r : rates->rates) {
            if (r.clause != bare.at(0)) continue;
            const auto is = fmt::format("{}/{}", r.numerator, r.denominator);
            if (is != bare.at(1)) wrong += " the rate is " + is;
            number("excluded", r.excluded);
            number("open", r.open);
            if (has("unconfirmed") && !r.unconfirmed) wrong += " the target is confirmed";
            if (words.contains("because") && (r.exclusions.empty() || words["because"] != json::enum_name(r.exclusions.front().exclusion))) wrong += " excluded otherwise";
            const auto rows = read([&](work::Reading& reading) { return open_rate_rows(reading, {.clause = r.clause, .figure = RateFigure::denominator}); });
            if (rows->total != r.denominator || static_cast<std::int64_t>(rows->rows.size()) != r.denominator) wrong += " the count is not the list";
        }
        return wrong;
    }
    const auto plan = read([&](work::Reading& reading) { return open_plan(reading, {std::stoi(bare.at(0))}); });
    for (const auto& l : plan->lines) {
        if (json::enum_name(l.reason) != bare.at(1)) continue;
        number("version", plan->version);
        number("reached", l.reached);
        if (has("rate-met") && l.rate_met != true) wrong += " the rate is not met";
        if (has("rate-missed") && l.rate_met != false) wrong += " the rate is not missed";
        if (has("calls-missed") && l.calls_met != false) wrong += " the calls are not missed";
    }
    return wrong;
}

}  // namespace huiyin::tests
