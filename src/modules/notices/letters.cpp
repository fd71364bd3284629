// Letters to customers about their own matter: only to whoever agreed to it, by the way they chose, at their hours, with the
// number and a link that only they have. What the matter is about and who they are is never in a letter.
#include <charconv>

#include "customers/keeping.hpp"
#include "huiyin_notices_sql.hpp"
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

std::string said(const boost::json::object& facts, const char* key) {
    const auto* value = facts.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

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
    ComplaintId matter{};
    PersonId person{};
    std::string number;
    Instant promised{};
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
    const auto link = link_of ? link_of(unit, about.matter) : std::string{};
    if (occasion == Occasion::rating && link.empty()) return;  // nothing to be asked by

    const words::Words say(tag(reach->language));
    const auto& zone = unit.calendar().zone();
    const auto site = name_of_site(unit.tx, unit.site);
    const auto phone = surroundings().phone ? surroundings().phone(unit.tx, unit.site) : std::string{};
    const std::string key = "letter." + std::string(json::enum_name(occasion));
    const words::Words::Named values{{"number", about.number}, {"site", site}, {"time", about.promised.ms ? say.time(zone, about.promised) : std::string{}}, {"link", link}, {"phone", phone}};
    auto body = say(key + ".body", values);
    if (!link.empty() && occasion != Occasion::rating) body += "\n\n" + say("letter.link", values);
    body += "\n\n" + say(phone.empty() ? "letter.foot" : "letter.foot_phone", values);

    // A matter of the past, as of now: quiet hours are those of the moment at which the letter is written.
    const auto now = std::max(unit.moment.now, unit.written_at());
    // What may happen more than once to a matter is told each time, the same time only once.
    auto cause = "customer:" + std::to_string(about.matter.value) + ":" + std::string(json::enum_name(occasion));
    if (occasion != Occasion::received) cause += ":" + std::to_string(unit.moment.now.ms);
    unit.tx.run(sql::letter_put, unit.make_id<NoticeId>(), unit.site, mailbox->id, cause, reach->email, std::string(tag(reach->language)),
                say(key + ".title", values), body, journal::SubjectKind::complaint, about.matter.value, leaves(rules_of(unit.tx, unit.site), zone, now, *reach), now,
                about.person, purpose);
}

About about(const journal::Event& event) {
    return {{event.subject.id}, {number(event.facts, "person")}, said(event.facts, "number"), {number(event.facts, "promised_at")}};
}

// What waits for somebody who no longer agrees is not sent; the ledger says so.
void look_again(work::Unit& unit, const journal::Event& event) {
    for (const auto& letter : unit.tx.all<Waiting>(sql::letters_waiting_for, PersonId{event.subject.id}))
        if (!written_reach(unit.tx, letter.site, PersonId{event.subject.id}, letter.purpose)) unit.tx.run(sql::letter_withdraw, letter.id, unit.moment.now);
}

void move_to(work::Unit& unit, const journal::Event& event) {
    unit.tx.run(sql::letters_move_person, PersonId{event.subject.id}, PersonId{number(event.facts, "into")});
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
    unit.tx.run(sql::letter_rules_save, unit.site, command.received, command.promise_moved, command.answered, command.closed, command.rating);
    unit.tell({"notice_letters.changed", {journal::SubjectKind::site, unit.site.value},
               {{"received", command.received}, {"promise_moved", command.promise_moved}, {"answered", command.answered}, {"closed", command.closed},
                {"rating", command.rating}}, {}});
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
        write(unit, Occasion::received, {{number(told.facts, "complaint")}, {number(told.facts, "person")}, said(told.facts, "complaint_number"), {}});
    });
    world.listeners.emplace("person.consent_refused", look_again);
    world.listeners.emplace("person.preferences_changed", look_again);
    world.listeners.emplace("person.merged", move_to);
    world.listeners.emplace("person.erased", forget);
}

}  // namespace huiyin::notices
