// What must always hold (D16), asked of the database itself; and what follows from a person's erasure.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "search/search.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {

std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site) {
    std::vector<std::string> broken;
    const auto none = [&](const store::Query& query, const char* sentence, auto... args) {
        if (const auto n = tx.one<std::int64_t>(query, args...); n != 0) broken.push_back(fmt::format("{}: {}", sentence, n));
    };
    none(sql::invariant_open_without_owner, "open matters without an owner", site);
    none(sql::invariant_open_without_due, "open matters without a due time", site);
    none(sql::invariant_closed_unanswered, "closed matters that were not answered", site);
    none(sql::invariant_closed_over_debt, "closed matters with an open debt that forbids closing", site);
    none(sql::invariant_next_due_wrong, "matters whose place in the queues is not what is owed", site);
    none(sql::invariant_next_due_left, "matters that stand in the queues with nothing owed", site);
    none(sql::invariant_number_gaps, "number series with a gap", site);
    none(sql::invariant_merged_astray, "merged matters whose other matter cannot settle them", site);
    none(sql::invariant_merged_left_behind, "merged matters of the same household that stand open after the other ended", site);
    none(sql::invariant_reporters_forgotten, "households that reported along and that nobody owes an answer", site);
    none(sql::invariant_recurrences_forgotten, "matters that came back and that nobody owes a look", site);
    none(sql::invariant_not_gathered, "matters that the board of hot spots does not count", site);
    return broken;
}

Result<int> create_categories(Unit& unit, const std::vector<CategorySeed>& seeds) {
    if (unit.tx.one<std::int64_t>(sql::complaint_category_count, unit.site) > 0) return 0;
    std::set<std::string> names;
    const auto fresh = [&](const std::string& name) { return names.insert(text::fold(text::trim(name))).second; };
    for (const auto& group : seeds)
        if (!fresh(group.name) || !std::ranges::all_of(group.items, fresh)) return refuse(refused::category_same_name);
    int made = 0;
    const auto add = [&](const std::string& name, std::optional<CategoryId> parent) {
        const auto id = unit.make_id<CategoryId>();
        const auto initials = text::initials(name);
        unit.tx.run(sql::complaint_category_insert, id, unit.site, parent, name, initials.empty() ? std::string{} : initials.front(),
                    std::optional<DepartmentId>{}, made++);
        return id;
    };
    for (const auto& group : seeds) {
        const auto parent = add(group.name, std::nullopt);
        for (const auto& item : group.items) add(item, parent);
    }
    return made;
}

void listen(work::World& world) {
    listen_for_persons(world);
    listen_for_follow_ups(world);
    world.listeners.emplace("person.erased", [](Unit& unit, const journal::Event& event) {
        const PersonId person{event.subject.id};
        for (const auto id : unit.tx.all<ComplaintId>(sql::complaints_of_person, person)) {
            journal::erase_personal(unit.tx, {journal::SubjectKind::complaint, id.value});
            search::forget(unit.tx, search::What::complaint, id.value);
        }
        unit.tx.run(sql::complaint_forget_person, person);
        forget_together(unit.tx, person);
    });
    world.listeners.emplace("*", [](Unit& unit, const journal::Event& event) {
        if (event.subject.kind == journal::SubjectKind::complaint) follow_what_is_owed(unit.tx, {event.subject.id});
    });
    world.describers[journal::SubjectKind::complaint] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::complaint_named, id, site).value_or(work::SubjectView{});
        if (!named.number.empty()) named.path = "/complaints/" + std::to_string(id);
        return named;
    };
    world.sights[journal::SubjectKind::complaint] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        return find_for(actor, site, tx, Permission::see_complaints, {id}).has_value();
    };
}

}  // namespace huiyin::complaints
