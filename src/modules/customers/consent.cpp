// How somebody wishes to be reached and what they agreed to. Every yes and no is kept with its evidence.
#include "customers/keeping.hpp"
#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

namespace {

constexpr int day_minutes = 24 * 60;

// One at sign with something on both sides, a dot in the host, and nothing that could end a mail header's line.
bool looks_like_email(std::string_view address) {
    const auto at = address.find('@');
    if (at == std::string_view::npos || at == 0 || address.find('@', at + 1) != std::string_view::npos) return false;
    const auto host = address.substr(at + 1);
    const auto dot = host.find('.');
    if (dot == std::string_view::npos || dot == 0 || host.back() == '.') return false;
    return address.find_first_of(" \t\r\n,;<>\"\\()") == std::string_view::npos &&
           address.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-@") == std::string_view::npos;
}

}  // namespace

void ChangePreferences::check(Checks& c) const {
    if (email && !email->empty()) {
        c.length("email", *email, 120);
        c.when(!looks_like_email(*email), "email", "not-an-email");
    }
    c.when(calls_from < 0 || calls_from > day_minutes, "calls_from", "out-of-range");
    c.when(calls_until < 0 || calls_until > day_minutes, "calls_until", "out-of-range");
    c.when((calls_from || calls_until) && calls_from >= calls_until, "calls_until", "before-its-start");
}

void RecordConsent::check(Checks& c) const {
    c.required("evidence", evidence);
    c.length("evidence", evidence, 200);
}

std::string mask_email(std::string_view address) {
    const auto at = address.find('@');
    if (at == std::string_view::npos) return {};
    return std::string(address.substr(0, 1)) + "***" + std::string(address.substr(at));
}

Preferences preferences_of(store::Tx& tx, PersonId id) { return tx.first<Preferences>(sql::preferences_find, id).value_or(Preferences{}); }

std::vector<ConsentView> consents_of(store::Tx& tx, PersonId id) { return tx.all<ConsentView>(sql::consents_of, id); }

Result<PersonCreated> change_preferences(work::Unit& unit, const ChangePreferences& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    const auto email = command.email ? *command.email : preferences_of(unit.tx, command.id).email;
    if (command.channel == ContactChannel::email && email.empty()) return refuse({"invalid", Trouble::invalid, {}, {{"email", "required"}}, {}});
    unit.tx.run(sql::preferences_put, command.id, unit.site, command.channel, email, command.language, command.calls_from, command.calls_until);
    unit.tell({"person.preferences_changed", {journal::SubjectKind::person, command.id.value},
               {{"channel", json::enum_name(command.channel)}, {"language", json::enum_name(command.language)},
                {"calls_from", command.calls_from}, {"calls_until", command.calls_until}}, {}});
    return PersonCreated{person->id, person->version};
}

Result<PersonCreated> record_consent(work::Unit& unit, const RecordConsent& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    const auto evidence = text::trim(command.evidence);
    unit.tx.run(sql::consent_insert, unit.ids().next(unit.moment.now.ms), unit.site, command.id, command.purpose, command.given, command.obtained,
                evidence, unit.moment.now, unit.moment.actor);
    unit.tell({command.given ? "person.consented" : "person.consent_refused", {journal::SubjectKind::person, command.id.value},
               {{"purpose", json::enum_name(command.purpose)}, {"obtained", json::enum_name(command.obtained)}}, {{"evidence", evidence}}});
    return PersonCreated{person->id, person->version};
}

std::optional<Reach> reach(store::Tx& tx, SiteId site, PersonId id, Purpose purpose, std::optional<int> minute_of_day) {
    const auto person = find_living_record(tx, site, id);
    if (!person || !tx.first<bool>(sql::consent_standing, id, purpose).value_or(false)) return std::nullopt;
    const auto wishes = preferences_of(tx, id);
    if (wishes.channel == ContactChannel::none) return std::nullopt;
    const bool any_time = wishes.calls_from == 0 && wishes.calls_until == 0;
    if (minute_of_day && !any_time && (*minute_of_day < wishes.calls_from || *minute_of_day >= wishes.calls_until)) return std::nullopt;
    const auto phones = phones_of(tx, id);
    return Reach{wishes.channel, wishes.email, person->name, phones.empty() ? "" : phones.front(), wishes.language, wishes.calls_from, wishes.calls_until};
}

}  // namespace huiyin::customers
