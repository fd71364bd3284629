// Letters to customers about their own matter: only to whoever agreed to it, by the way they chose, at their hours, with the
// number and a link that only they have. What the matter is about and who they are is never in a letter.

#include "customers/keeping.hpp"
#include "huiyin_notices_sql.hpp"
#include "journal/facts.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::notices {
namespace {

using customers::Purpose;

Surroundings& surroundings() {
    static Surroundings met;
    return met;
}

using journal::number_in;
using journal::word_in;

std::string_view tag(customers::Language language) {
    switch (language) {
        case customers::Language::zh_Hans: return "zh-Hans";
        case customers::Language::zh_Hant: return "zh-Hant";
        case customers::Language::en: return "en";
    }
    throw Impossible("a language without words");
}

bool wants(const LetterRules& rules, Occasion occasion) {
    switch (occasion) {
        case Occasion::received: return rules.received;
        case Occasion::promise_moved: return rules.promise_moved;
        case Occasion::answered: return rules.answered;
        case Occasion::closed: return rules.closed;
        case Occasion::rating: return rules.rating;
        case Occasion::point_promised: return rules.point_promised;
        case Occasion::point_answered: return rules.point_answered;
    }
    return false;
}

Purpose purpose_of(Occasion occasion) { return occasion == Occasion::rating ? Purpose::surveys : Purpose::notices; }

// The quiet hours of the site and the hours of the person; where the two leave no time, the site's decide.
Instant leaves(const NoticeRules& rules, const Zone& zone, Instant now, const customers::Reach& reach) {
    auto at = not_before(rules, zone, now, false);
    if (reach.from == 0 && reach.until == 0) return at;
    const int minute = zone.minute_of_day(at);
    if (minute >= reach.from && minute < reach.until) return at;
    const auto day = zone.day_of(at);
    at = zone.at(minute < reach.from ? day : day + 1, reach.from);
    return not_before(rules, zone, at, false);
}

std::string name_of_site(store::Tx& tx, SiteId site) {
    for (const auto& one : organisation::all_sites(tx))
        if (one.id == site) return one.name;
    return {};
}

struct About {
    journal::Subject subject{};
    ComplaintId matter{};  // whose own page the letter has the link of; none: a household that joined, or a point
    PersonId person{};
    std::string number;
    Instant promised{};
    bool joined = false;     // reported along: each such household has its own letter, at whatever mailbox
    std::int64_t point = 0;  // its place on the sheet
    std::string words;       // said otherwise than the occasion's name
};

void write(work::Unit& unit, Occasion occasion, const About& about) {
    if (!about.person || !wants(letter_rules_of(unit.tx, unit.site), occasion)) return;
    const auto channels = channels_of(unit.tx, unit.site);
    const auto mailbox = std::ranges::find_if(channels, [](const Channel& c) { return c.enabled && c.kind == ChannelKind::email; });
    if (mailbox == channels.end()) return;
    const auto purpose = purpose_of(occasion);
    const auto reach = written_reach(unit.tx, unit.site, about.person, purpose);
    if (!reach) return;

    const auto link_of = occasion == Occasion::rating ? surroundings().rating_link : surroundings().matter_link;
    const auto link = link_of && about.matter ? link_of(unit, about.matter) : std::string{};
    if (occasion == Occasion::rating && link.empty()) return;  // nothing to be asked by

    const words::Words say(tag(reach->language));
    const auto& zone = unit.calendar().zone();
    const auto site = name_of_site(unit.tx, unit.site);
    const auto phone = surroundings().phone ? surroundings().phone(unit.tx, unit.site) : std::string{};
    const std::string key = "letter." + (about.words.empty() ? std::string(json::enum_name(occasion)) : about.words);
    const words::Words::Named values{{"number", about.number}, {"point", std::to_string(about.point)}, {"site", site}, {"time", about.promised.ms ? say.time(zone, about.promised) : std::string{}}, {"link", link}, {"phone", phone}};
    auto body = say(key + ".body", values);
    if (!link.empty() && occasion != Occasion::rating) body += "\n\n" + say("letter.link", values);
    body += "\n\n" + say(phone.empty() ? "letter.foot" : "letter.foot_phone", values);

    // A matter of the past, as of now: quiet hours are those of the moment at which the letter is written.
    const auto now = std::max(unit.moment.now, unit.written_at());
    // What may happen more than once to a matter is told each time, the same time only once.
    auto cause = std::string(about.point ? "customer:point:" : "customer:") + std::to_string(about.subject.id) + ":" + std::string(json::enum_name(occasion));
    if (occasion != Occasion::received) cause += ":" + std::to_string(unit.moment.now.ms);
    if (about.joined) cause += ":joined:" + std::to_string(about.person.value);
    if (unit.tx.one<std::int64_t>(sql::letter_elsewhere, about.person, unit.site, cause, reach->email) > 0) return;
    unit.tx.run(sql::letter_put, unit.make_id<NoticeId>(), unit.site, mailbox->id, cause, reach->email, std::string(tag(reach->language)),
                say(key + ".title", values), body, about.subject.kind, about.subject.id, leaves(rules_of(unit.tx, unit.site), zone, now, *reach), now,
                about.person, purpose);
}

About about(const journal::Event& event) {
    return {event.subject, {event.subject.id}, {number_in(event.facts, "person")}, word_in(event.facts, "number"), {number_in(event.facts, "promised_at")}, false, 0, {}};
}

// A household that reported along is written to about the matter it joined, by its own consent and without the link that the
// first household has. Whoever is both is written to once.
void write_to_joined(work::Unit& unit, Occasion occasion, const journal::Event& event, PersonId person) {
    auto told = about(event);
    if (!person || person == told.person) return;
    told.matter = {};
    told.person = person;
    told.joined = true;
    write(unit, occasion, told);
}

void write_to_all_joined(work::Unit& unit, Occasion occasion, const journal::Event& event) {
    if (!surroundings().joined) return;
    for (const auto person : surroundings().joined(unit.tx, {event.subject.id})) write_to_joined(unit, occasion, event, person);
}

// Merged in, the households of the other matter learn the number under which theirs is worked on now.
void joined(work::Unit& unit, const journal::Event& event) {
    if (event.facts.contains("moved_from")) write_to_all_joined(unit, Occasion::received, event);
    else write_to_joined(unit, Occasion::received, event, {number_in(event.facts, "reporter_person")});
}

// Customers know the number of their matter, not that of our sheet; a call without a matter has only the sheet's.
void write_about_point(work::Unit& unit, Occasion occasion, const journal::Event& event, std::string words = {}) {
    About told{event.subject, {}, {number_in(event.facts, "person")}, word_in(event.facts, "follow_up_number"), {number_in(event.facts, "promised_at")}, false,
               number_in(event.facts, "position"), std::move(words)};
    if (const auto matter = number_in(event.facts, "complaint"))
        if (auto named = unit.world().describe(unit.tx, unit.site, {journal::SubjectKind::complaint, matter}); !named.number.empty())
            told.number = std::move(named.number);
    write(unit, occasion, told);
}

// What waits for somebody who no longer agrees is not sent; the ledger says so.
void look_again(work::Unit& unit, const journal::Event& event) {
    for (const auto& letter : unit.tx.all<Waiting>(sql::letters_waiting_for, PersonId{event.subject.id}))
        if (!written_reach(unit.tx, letter.site, PersonId{event.subject.id}, letter.purpose)) unit.tx.run(sql::letter_withdraw, letter.id, unit.moment.now);
}

void move_to(work::Unit& unit, const journal::Event& event) {
    unit.tx.run(sql::letters_move_person, PersonId{event.subject.id}, PersonId{number_in(event.facts, "into")});
}

void forget(work::Unit& unit, const journal::Event& event) {
    look_again(unit, event);
    unit.tx.run(sql::letters_forget_person, PersonId{event.subject.id});
}

}  // namespace

std::optional<customers::Reach> written_reach(store::Tx& tx, SiteId site, PersonId person, Purpose purpose) {
    auto reach = customers::reach(tx, site, person, purpose, std::nullopt);
    if (!reach || reach->channel != customers::ContactChannel::email || reach->email.empty()) return std::nullopt;
    return reach;
}

void introduce(Surroundings surroundings_now) { surroundings() = std::move(surroundings_now); }

LetterRules letter_rules_of(store::Tx& tx, SiteId site) { return tx.first<LetterRules>(sql::letter_rules_of, site).value_or(LetterRules{}); }

Result<LetterRules> change_letter_rules(work::Unit& unit, const ChangeLetterRules& command) {
    if (letter_rules_of(unit.tx, unit.site).version != command.version) return refuse(refused::stale);
    unit.tx.run(sql::letter_rules_save, unit.site, command.received, command.promise_moved, command.answered, command.closed, command.rating,
                command.point_promised, command.point_answered);
    unit.tell({"notice_letters.changed", {journal::SubjectKind::site, unit.site.value},
               {{"received", command.received}, {"promise_moved", command.promise_moved}, {"answered", command.answered}, {"closed", command.closed},
                {"rating", command.rating}, {"point_promised", command.point_promised}, {"point_answered", command.point_answered}}, {}});
    return letter_rules_of(unit.tx, unit.site);
}

void write_to_customers(work::World& world) {
    const auto on = [&](const char* event, Occasion occasion) {
        world.listeners.emplace(event, [occasion](work::Unit& unit, const journal::Event& told) { write(unit, occasion, about(told)); });
    };
    on("complaint.recorded", Occasion::received);
    on("complaint.promise_moved", Occasion::promise_moved);
    on("complaint.answered", Occasion::answered);
    on("complaint.closed", Occasion::closed);
    on("complaint.closed", Occasion::rating);
    // Only when the desk has taken it up does a resident's own page belong to a matter: the letter gets its link.
    world.listeners.emplace("submission.accepted", [](work::Unit& unit, const journal::Event& told) {
        const ComplaintId matter{number_in(told.facts, "complaint")};
        write(unit, Occasion::received, {{journal::SubjectKind::complaint, matter.value}, matter, {number_in(told.facts, "person")}, word_in(told.facts, "complaint_number"), {}, false, 0, {}});
    });
    world.listeners.emplace("complaint.joined", joined);
    world.listeners.emplace("complaint.promise_moved", [](work::Unit& unit, const journal::Event& told) { write_to_all_joined(unit, Occasion::promise_moved, told); });
    // A household that joined is answered when it is told (D16), not when the first one is.
    const auto to_that_household = [&](const char* event, Occasion occasion) {
        world.listeners.emplace(event, [occasion](work::Unit& unit, const journal::Event& told) {
            write_to_joined(unit, occasion, told, {number_in(told.facts, "reporter_person")});
        });
    };
    to_that_household("complaint.reporter_told", Occasion::answered);
    to_that_household("complaint.closed_for_reporter", Occasion::closed);
    world.listeners.emplace("point.promised", [](work::Unit& unit, const journal::Event& told) { write_about_point(unit, Occasion::point_promised, told); });
    world.listeners.emplace("point.promise_moved", [](work::Unit& unit, const journal::Event& told) { write_about_point(unit, Occasion::point_promised, told, "point_moved"); });
    world.listeners.emplace("point.answered", [](work::Unit& unit, const journal::Event& told) { write_about_point(unit, Occasion::point_answered, told); });
    world.listeners.emplace("person.consent_refused", look_again);
    world.listeners.emplace("person.preferences_changed", look_again);
    world.listeners.emplace("person.merged", move_to);
    world.listeners.emplace("person.erased", forget);
}

}  // namespace huiyin::notices
