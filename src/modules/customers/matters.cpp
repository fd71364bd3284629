// Which matters stand open at a unit or with a person: heard from the modules of work, never asked of them.
#include <charconv>

#include "huiyin_customers_sql.hpp"
#include "record.hpp"

namespace huiyin::customers {

namespace {

std::int64_t id_in(const boost::json::object& facts, std::string_view name) {
    std::int64_t id = 0;
    const auto* value = facts.if_contains(name);
    if (const auto* text = value ? value->if_string() : nullptr) std::from_chars(text->data(), text->data() + text->size(), id);
    return id;
}

void matter_opens(work::Unit& unit, const journal::Event& event) {
    const auto place = id_in(event.facts, "unit"), person = id_in(event.facts, "person");
    if (place || person) unit.tx.run(sql::matter_opens, event.subject.id, unit.site, place, person);
}

void matter_ends(work::Unit& unit, const journal::Event& event) { unit.tx.run(sql::matter_ends, event.subject.id); }

}  // namespace

void listen(work::World& world) {
    for (const char* name : {"complaint.recorded", "complaint.reopened"}) world.listeners.emplace(name, matter_opens);
    for (const char* name : {"complaint.closed", "complaint.withdrawn"}) world.listeners.emplace(name, matter_ends);
}

}  // namespace huiyin::customers
