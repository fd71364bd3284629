// Consents, and letters carried, by the same use-cases as from the page and by the sender.
#include "simulation/correspondence.hpp"

#include <fmt/format.h>

#include "customers/keeping.hpp"

namespace huiyin::simulation {
namespace {

constexpr std::string_view holder = "simulated#1";

notices::ChangeChannel unchanged(const notices::ChannelView& channel) {
    notices::ChangeChannel change{};
    change.id = channel.id;
    change.version = channel.version;
    change.name = channel.name;
    change.enabled = channel.enabled;
    change.language = channel.language;
    change.server = channel.server;
    change.port = channel.port;
    change.security = channel.security;
    change.login = channel.login;
    change.sender = channel.sender;
    change.sender_name = channel.sender_name;
    return change;
}

}  // namespace

const work::Actor& Correspondence::who_may(work::Permission permission) const {
    const auto found = std::ranges::find_if(company_.staff, [&](const Colleague& c) { return c.actor.may(permission, company_.site); });
    ensure(found != company_.staff.end(), "the demo company has somebody for every permission");
    return found->actor;
}

void Correspondence::ask(work::Unit& unit, const Home& home, bool agrees) {
    const auto is = [&](const auto& result) {
        if (!result) broken_.push_back("a wish about letters was refused: " + result.error().code);
    };
    if (agrees && !agreed_.contains(home.person)) {
        customers::ChangePreferences wish;
        wish.id = home.person;
        wish.channel = customers::ContactChannel::email;
        wish.email = fmt::format("resident{}@mail.example", home.person.value);
        wish.language = chance_.in_hundred(88) ? customers::Language::zh_Hans : chance_.in_hundred(60) ? customers::Language::zh_Hant : customers::Language::en;
        if (chance_.in_hundred(25)) {
            wish.calls_from = 9 * 60;
            wish.calls_until = 20 * 60;
        }
        is(work::run(unit, customers::change_preferences, wish));
    }
    agreed_[home.person] = agrees;
    is(work::run(unit, customers::record_consent, customers::RecordConsent{home.person, customers::Purpose::notices, agrees, customers::Obtained::paper, "入户登记表"}));
    if (chance_.in_hundred(50))
        is(work::run(unit, customers::record_consent, customers::RecordConsent{home.person, customers::Purpose::surveys, agrees, customers::Obtained::paper, "入户登记表"}));
}

void Correspondence::begin(Instant now) {
    const auto made = perform(database_, ids_, world_, who_may(work::Permission::manage_notices), company_.site, now, notices::create_channel,
                              notices::CreateChannel{.kind = post::ChannelKind::email, .name = "示范邮箱", .server = "127.0.0.1", .port = 2525,
                                                     .security = post::Security::none, .sender = "kefu@huiyin.example", .sender_name = "回音物业"});
    if (!made) return broken_.push_back("the mailbox was refused: " + made.error().code);
    channel_ = *made;
    database_.write_now([&](store::Tx& tx) {
        work::Unit unit(tx, ids_, world_, who_may(work::Permission::edit_customers), company_.site, now, now);
        for (const auto& home : company_.homes)
            if (chance_.in_hundred(35)) ask(unit, home, true);
    });
}

void Correspondence::change_minds(Instant now) {
    database_.write_now([&](store::Tx& tx) {
        work::Unit unit(tx, ids_, world_, who_may(work::Permission::edit_customers), company_.site, now, now);
        for (int i = 0; i < 2; ++i) {
            const auto& home = company_.homes[chance_.below(company_.homes.size())];
            const auto known = agreed_.find(home.person);
            if (known == agreed_.end()) {
                if (chance_.in_hundred(30)) ask(unit, home, true);
            } else if (!known->second || chance_.in_hundred(40)) {
                ask(unit, home, !known->second);
            }
        }
    });
}

void Correspondence::carry(Instant now) {
    const auto next = database_.read_now([](store::Tx& tx) { return notices::next_at(tx); });
    if (!next || *next > now) return;
    std::vector<post::Outcome> outcomes;
    database_.write_now([&](store::Tx& tx) {
        outcomes.clear();
        for (const auto& parcel : notices::claim(tx, std::string(holder), now, 1000).parcels) {
            // Rarely the server is not there; the parcel waits and is tried again. Near the end it is always there.
            if (!ended_ && chance_.in_hundred(4)) outcomes.push_back({parcel.id, post::Fate::failed, "connection refused"});
            else outcomes.push_back({parcel.id, post::Fate::accepted, ""});
        }
        notices::settle(tx, std::string(holder), now, outcomes, chance_.below(1 << 20));
    });
    for (const auto& outcome : outcomes)
        if (outcome.fate == post::Fate::accepted && !taken_.insert(outcome.id).second) broken_.push_back(fmt::format("letter {} was carried twice", outcome.id));
}

void Correspondence::end(Instant now) {
    if (ended_ || !channel_.id) return;
    ended_ = true;
    auto change = unchanged(channel_);
    change.enabled = false;
    const auto done = perform(database_, ids_, world_, who_may(work::Permission::manage_notices), company_.site, now, notices::change_channel, change);
    if (!done) broken_.push_back("the mailbox could not be switched off: " + done.error().code);
}

}  // namespace huiyin::simulation
