// What was closed and is here again: the same heading, the same place, nearly the same words, within the set time.
// The supervisor owes a look into the cause, and each look stays with its chain (D14: recurrence prevented).
#include <algorithm>
#include <charconv>
#include <cmath>

#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "search/similar.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Candidate {
    ComplaintId id{};
    std::string subject, text, cause, finding, place;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, subject, text, cause, finding, place))

struct Recurrence {
    ComplaintId complaint{};
    SiteId site{};
    ComplaintId previous{}, chain{};
    Instant noticed_at{};
    std::int64_t likeness = 0;
    std::optional<Verdict> verdict;
    std::string cause, measure;
    std::optional<Instant> studied_at;
    std::optional<StaffId> studied_by;
};
BOOST_DESCRIBE_STRUCT(Recurrence, (), (complaint, site, previous, chain, noticed_at, likeness, verdict, cause, measure, studied_at, studied_by))

struct ChainRow {
    ComplaintId id{};
    Instant noticed_at{};
    std::int64_t likeness = 0;
    std::optional<Verdict> verdict;
    std::string cause, measure;
    std::optional<Instant> studied_at;
    std::string studied_by_name;
};
BOOST_DESCRIBE_STRUCT(ChainRow, (), (id, noticed_at, likeness, verdict, cause, measure, studied_at, studied_by_name))

struct Chain {
    ComplaintId chain{};
    std::int64_t times = 0, waiting = 0;
    ComplaintId newest{};
};
BOOST_DESCRIBE_STRUCT(Chain, (), (chain, times, waiting, newest))

struct Heading {
    std::string category_name, room;
};
BOOST_DESCRIBE_STRUCT(Heading, (), (category_name, room))

// As much of what is said now as stands there; or the same cause; or the cause of then in the words of now.
int likeness_percent(const Complaint& now, const Candidate& then) {
    const auto said = search::word_set(now.subject + "\n" + now.text);
    const auto cause_then = search::word_set(then.cause);
    double best = search::likeness(said, search::word_set(then.subject + "\n" + then.text));
    if (!cause_then.empty()) {
        if (!now.cause.empty()) best = std::max(best, search::likeness(search::word_set(now.cause), cause_then));
        best = std::max(best, search::likeness(cause_then, said));
    }
    return static_cast<int>(std::lround(best * 100));
}

bool same_place(const Complaint& now, const Candidate& then) {
    if (now.unit) return true;  // asked for by the unit
    return text::fold(now.place) == text::fold(then.place) || search::likeness(search::word_set(now.place), search::word_set(then.place)) >= 0.7;
}

std::vector<ComplaintId> ids_of(store::Tx& tx, SiteId site, ComplaintId chain) {
    std::vector<ComplaintId> ids{chain};
    for (const auto& row : tx.all<ChainRow>(sql::recurrence_chain, site, chain)) ids.push_back(row.id);
    return ids;
}

void rechain(store::Tx& tx, ComplaintId root, ComplaintId chain) {
    for (const auto next : tx.all<ComplaintId>(sql::recurrences_after, root)) {
        tx.run(sql::recurrence_rechain, next, chain);
        rechain(tx, next, chain);
    }
}

}  // namespace

void notice_recurrence(Unit& unit, const Complaint& c) {
    const auto* clause = unit.rulebook().find("D14");
    if (!clause || clause->parameters.empty() || (!c.unit && text::blank(c.place))) return;
    if (c.kind == Kind::enquiry || c.kind == Kind::opinion) return;  // who asks again has no trouble that came back
    if (unit.tx.first<Recurrence>(sql::recurrence_find, c.id)) return;
    const auto since = unit.moment.now - std::chrono::days(unit.rulebook().number("D14", "recurrence-within", unit.today()));
    const int least = unit.rulebook().number("D14", "recurrence-likeness", unit.today()) / 100;
    const auto candidates = c.unit ? unit.tx.all<Candidate>(sql::recurrence_candidates_of_unit, c.unit, c.category, since, c.id)
                                   : unit.tx.all<Candidate>(sql::recurrence_candidates_of_place, c.site, c.category, since, c.id);
    for (const auto& then : candidates) {  // newest first: a chain goes from each to the one before
        const int likeness = same_place(c, then) ? likeness_percent(c, then) : 0;
        if (likeness < least) continue;
        const auto before = unit.tx.first<Recurrence>(sql::recurrence_find, then.id);
        const auto chain = before && before->verdict != Verdict::other_cause ? before->chain : then.id;
        unit.tx.run(sql::recurrence_insert, c.id, c.site, then.id, chain, unit.moment.now, likeness);
        const auto previous = find_plain(unit.tx, c.site, then.id);
        auto event = event_of(c, "complaint.recurred");
        boost::json::array ids;
        for (const auto id : ids_of(unit.tx, c.site, chain)) ids.emplace_back(std::to_string(id.value));
        event.facts["times"] = static_cast<std::int64_t>(ids.size()) - 1;
        event.facts["chain"] = std::move(ids);
        event.facts["other"] = std::to_string(then.id.value);
        event.facts["other_number"] = previous->number;
        event.facts["likeness"] = likeness;
        unit.tell(event);
        auto back = event_of(*previous, "complaint.came_back");
        back.facts["other"] = std::to_string(c.id.value);
        back.facts["other_number"] = c.number;
        unit.tell(back);
        return;
    }
}

Result<Changed> study_recurrence(Unit& unit, const StudyRecurrence& command) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, command.needs, command.id);
    if (!c) return refuse(c.error());
    const auto recurrence = unit.tx.first<Recurrence>(sql::recurrence_find, c->id);
    if (!recurrence) return refuse(refused::no_recurrence);
    if (recurrence->studied_at) return refuse(refused::studied_already);
    unit.tx.run(sql::recurrence_study, c->id, command.verdict, text::trim(command.cause), text::trim(command.measure), unit.moment.now, unit.moment.actor);
    if (command.verdict == Verdict::other_cause) rechain(unit.tx, c->id, c->id);  // what came back after it is a chain of its own
    auto event = event_of(*c, "complaint.recurrence_studied", {{"cause", text::trim(command.cause)}, {"text", text::trim(command.measure)}});
    event.facts["verdict"] = json::enum_name(command.verdict);
    const auto written = unit.tell(event);
    return Changed{c->id, c->number, c->state, phase_of(c->state, unit.tx.one<std::int64_t>(sql::together_anything_open, c->id) > 0), c->version, written.id};
}

std::vector<ChainMatter> chain_matters(store::Tx& tx, SiteId site, ComplaintId chain) {
    std::vector<ChainMatter> matters;
    auto rows = tx.all<ChainRow>(sql::recurrence_chain, site, chain);
    if (rows.empty()) return matters;
    matters.push_back({other_matter(tx, chain), {}, 0, {}, {}, {}, {}, {}});
    for (auto& row : rows)
        matters.push_back({other_matter(tx, row.id), row.noticed_at, row.likeness, row.verdict, std::move(row.cause), std::move(row.measure), row.studied_at,
                           std::move(row.studied_by_name)});
    return matters;
}

std::vector<ChainMatter> chain_of(store::Tx& tx, SiteId site, ComplaintId id) {
    const auto own = tx.first<Recurrence>(sql::recurrence_find, id);
    if (own && own->verdict != Verdict::other_cause) return chain_matters(tx, site, own->chain);
    return chain_matters(tx, site, id);
}

bool awaits_study(store::Tx& tx, ComplaintId id) {
    const auto own = tx.first<Recurrence>(sql::recurrence_find, id);
    return own && !own->studied_at;
}

void ListRecurrences::check(Checks& c) const {
    c.when(limit && (*limit < 1 || *limit > 50), "limit", "out-of-range");
    if (!cursor || cursor->empty()) return;
    std::int64_t id = 0;
    const auto [rest, error] = std::from_chars(cursor->data(), cursor->data() + cursor->size(), id);
    c.when(error != std::errc{} || rest != cursor->data() + cursor->size(), "cursor", "unknown-value");
}

Result<RecurrenceList> list_recurrences(work::Reading& reading, const ListRecurrences& query) {
    RecurrenceList list;
    std::int64_t after = INT64_MAX;
    if (query.cursor && !query.cursor->empty()) std::from_chars(query.cursor->data(), query.cursor->data() + query.cursor->size(), after);
    const auto most = static_cast<std::size_t>(query.limit.value_or(20));
    // Only chains whose newest matter this person may see; the count is that of the list.
    auto chains = reading.tx.all<Chain>(sql::recurrence_chains, reading.site, query.studied.value_or(Studied::all));
    if (reading.actor.scope(Permission::see_complaints, reading.site).value_or(work::Scope::own) < work::Scope::site)
        std::erase_if(chains, [&](const Chain& c) { return !find_for(reading.actor, reading.site, reading.tx, query.needs, c.newest); });
    list.total = static_cast<std::int64_t>(chains.size());
    auto last = after;
    for (const auto& c : chains) {
        if (c.newest.value >= after) continue;
        if (list.chains.size() == most) {
            list.next = std::to_string(last);
            break;
        }
        const auto heading = reading.tx.one<Heading>(sql::recurrence_heading, c.newest);
        list.chains.push_back({c.chain, heading.category_name, heading.room, c.times, c.waiting, chain_matters(reading.tx, reading.site, c.chain)});
        last = c.newest.value;
    }
    return list;
}

}  // namespace huiyin::complaints
