// Naming somebody a VIP, and taking it back. The card's number is personal, the choice is not.
#include "customers/vip.hpp"

#include <charconv>

#include "huiyin_customers_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {

void NameVip::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.length("card", card, 40);
}

Result<VipNamed> name_vip(work::Unit& unit, const NameVip& command) {
    const auto person = find_living_record(unit.tx, unit.site, command.id);
    if (!person) return refuse(person.error());
    unit.tx.run(sql::vip_end, command.id);
    if (command.vip) unit.tx.run(sql::vip_begin, command.id, unit.site, text::trim(command.card), unit.moment.now, unit.moment.actor);
    unit.tell({command.vip ? "person.vip_named" : "person.vip_ended", {journal::SubjectKind::person, command.id.value}, {},
               {{"card", text::trim(command.card)}}});
    return VipNamed{command.id, command.vip};
}

bool is_vip(store::Tx& tx, PersonId person) { return tx.one<std::int64_t>(sql::vip_count, person) > 0; }

void add_vip_routes(work::Routes& routes) { routes.post("/persons/{id}/vip", "name_vip", name_vip, {.creates = true}); }

void listen_for_vips(work::World& world) {
    world.listeners.emplace("person.erased", [](work::Unit& unit, const journal::Event& event) {
        unit.tx.run(sql::vip_end, PersonId{event.subject.id});
    });
    world.listeners.emplace("person.merged", [](work::Unit& unit, const journal::Event& event) {
        const auto* v = event.facts.if_contains("into");
        const PersonId from{event.subject.id};
        if (!v || !v->is_string() || !is_vip(unit.tx, from)) return;
        PersonId into{};
        std::from_chars(v->as_string().data(), v->as_string().data() + v->as_string().size(), into.value);
        if (!is_vip(unit.tx, into)) unit.tx.run(sql::vip_moves, from, into);
        unit.tx.run(sql::vip_end, from);
    });
}

}  // namespace huiyin::customers
