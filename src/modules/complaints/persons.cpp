// What becomes of matters when their customer's record is merged into another, and what of them is the person's own data.
#include <charconv>

#include "customers/keeping.hpp"
#include "huiyin_complaints_sql.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

// The matters go on under the record that stays; their numbers, times and debts do not change.
void merged(Unit& unit, const journal::Event& event) {
    PersonId into{};
    const auto& text = event.facts.at("into").as_string();
    std::from_chars(text.data(), text.data() + text.size(), into.value);
    const PersonId from{event.subject.id};
    const auto matters = unit.tx.all<ComplaintId>(sql::complaints_of_person, from);
    unit.tx.run(sql::complaints_go_to_person, from, into);
    unit.tx.run(sql::reporters_go_to_person, from, into);
    for (const auto id : matters)
        if (const auto c = unit.tx.first<Complaint>(sql::complaint_find, id, unit.site)) {
            index_for_search(unit.tx, *c);
            follow_what_is_owed(unit.tx, id);
            unit.tx.run(sql::gathered_goes_to_household, c->site, c->received_at, c->id, from.value, into.value);
        }
}

struct OwnMatter {
    std::string number, kind, state, subject, text, wants, answer, outcome;
    Instant received_at{};
    std::optional<Instant> answered_at, closed_at;
};
BOOST_DESCRIBE_STRUCT(OwnMatter, (), (number, kind, state, subject, text, wants, answer, outcome, received_at, answered_at, closed_at))

struct OwnReport {
    std::string number, text;
    Instant reported_at{};
    std::optional<Instant> told_at;
};
BOOST_DESCRIBE_STRUCT(OwnReport, (), (number, text, reported_at, told_at))

boost::json::value reports_of(store::Tx& tx, SiteId, PersonId person) {
    boost::json::array all;
    for (const auto& r : tx.all<OwnReport>(sql::reporters_own_data, person)) all.push_back(boost::json::parse(json::text(r)));
    return all;
}

boost::json::value matters_of(store::Tx& tx, SiteId, PersonId person) {
    boost::json::array all;
    for (const auto& m : tx.all<OwnMatter>(sql::complaints_own_data, person)) all.push_back(boost::json::parse(json::text(m)));
    return all;
}

}  // namespace

void listen_for_persons(work::World& world) { world.listeners.emplace("person.merged", merged); }

void add_own_data() {
    customers::add_own_data("matters", matters_of);
    customers::add_own_data("reported_along", reports_of);
}

}  // namespace huiyin::complaints
