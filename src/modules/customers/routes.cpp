// The addresses of this module, and how its records look in the search box: masked, and only to who may see customers.
#include "customers/imports.hpp"
#include "customers/keeping.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "search/box.hpp"

namespace huiyin::customers {

namespace {

std::optional<search::SearchResult> present_person(work::Reading& reading, std::int64_t id) {
    if (!reading.actor.may(Permission::see_customers, reading.site)) return std::nullopt;
    const auto person = find_person(reading.tx, reading.site, {id});
    if (!person || person->erased_at) return std::nullopt;
    const auto phones = phones_of(reading.tx, person->id);
    const auto where = contact(reading.tx, reading.site, person->id, {});
    return search::SearchResult{search::What::person, id_fact(id), masked_name(person->kind, person->name),
                                phones.empty() ? "" : text::mask_phone(phones.front()), where ? where->room : "", ""};
}

std::optional<search::SearchResult> present_unit(work::Reading& reading, std::int64_t id) {
    if (!reading.actor.may(Permission::see_customers, reading.site) || !unit_at(reading.tx, reading.site, {id})) return std::nullopt;
    const auto room = room_of(reading.tx, {id});
    return search::SearchResult{search::What::unit, id_fact(id), room, people_of(reading, {id}), room, ""};
}

std::vector<search::SearchResult> each(std::optional<search::SearchResult> (*show)(work::Reading&, std::int64_t), work::Reading& reading, const std::vector<std::int64_t>& ids) {
    std::vector<search::SearchResult> results;
    for (const auto id : ids)
        if (auto result = show(reading, id)) results.push_back(*std::move(result));
    return results;
}
std::vector<search::SearchResult> present_persons(work::Reading& reading, const std::vector<std::int64_t>& ids) { return each(present_person, reading, ids); }
std::vector<search::SearchResult> present_units(work::Reading& reading, const std::vector<std::int64_t>& ids) { return each(present_unit, reading, ids); }

}  // namespace

namespace {
void add_keeping_routes(work::Routes& routes) {
    routes.get("/units/{id}", "open_unit", open_unit);
    routes.put("/units/{id}", "change_unit", change_unit);
    routes.get("/persons/{id}/likely-same", "find_likely_same", find_likely_same);
    routes.post("/persons/{id}/merger", "merge_person", merge_person, {.creates = true});
    routes.put("/persons/{id}/preferences", "change_preferences", change_preferences);
    routes.post("/persons/{id}/consents", "record_consent", record_consent, {.creates = true});
    routes.post("/persons/{id}/exports", "export_person", export_person, {.creates = true});
}
}  // namespace

void add_routes(work::Routes& routes) {
    routes.get("/households", "find_households", find_households);
    routes.get("/buildings", "list_buildings", list_buildings);
    routes.post("/buildings", "create_building", create_building, {.creates = true});
    routes.get("/units", "list_units", list_units);
    routes.post("/units", "create_unit", create_unit, {.creates = true});
    routes.post("/persons", "create_person", create_person, {.creates = true});
    routes.get("/persons/{id}", "open_person", open_person);
    routes.put("/persons/{id}", "change_person", change_person);
    routes.post("/persons/{id}/roles", "add_role", add_role, {.creates = true});
    routes.post("/persons/{id}/role-endings", "end_role", end_role, {.creates = true});
    routes.post("/persons/{id}/disclosures", "disclose", disclose, {.creates = true});
    routes.post("/persons/{id}/erasure", "erase_person", erase_person, {.creates = true});
    add_keeping_routes(routes);
    add_import_routes(routes);
    search::present(search::What::person, present_persons);
    search::present(search::What::unit, present_units);
}

}  // namespace huiyin::customers
