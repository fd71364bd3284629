// What this module hears: matters that close are asked about, what was said on the way is kept as a rating, and every
// matter of a household is a sign that it still speaks with us.
#include <charconv>

#include "huiyin_satisfaction_sql.hpp"
#include "rating.hpp"

namespace huiyin::satisfaction {
namespace {

std::optional<RatingGrade> grade_in(const journal::Event& event) {
    const auto* value = event.facts.if_contains("satisfaction");
    if (!value || !value->is_string()) return std::nullopt;
    return json::enum_value<RatingGrade>(std::string_view(value->as_string().data(), value->as_string().size()));
}

std::string words_of(const journal::Event& event) {
    const auto* value = event.personal.if_contains("text");
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

void ask(Unit& unit, const journal::Event& event) {
    const auto a = asked_of(unit, event);
    const auto days = unit.rulebook().number("F3", "rating-link-valid", unit.today());
    const auto expires = unit.calendar().zone().start_of(unit.today() + days + 1);
    unit.tx.run(sql::link_ask, a.complaint, unit.site, a.number, a.kind, a.unit, a.building, a.category, a.department, a.staff, a.person,
                unit.moment.now, expires);
    // What was said while closing is the outcome; the customer's grade stands beside it.
    if (const auto grade = grade_in(event)) keep_rating(unit, a, RatingSource::closing, *grade, {});
}

void end(Unit& unit, const journal::Event& event) { unit.tx.run(sql::link_end, ComplaintId{event.subject.id}); }

void called(Unit& unit, const journal::Event& event) {
    if (const auto grade = grade_in(event)) keep_rating(unit, asked_of(unit, event), RatingSource::call, *grade, words_of(event));
}

void spoke(Unit& unit, const journal::Event& event) {
    std::int64_t unit_id = 0;
    const auto* value = event.facts.if_contains("unit");
    if (const auto* text = value ? value->if_string() : nullptr) std::from_chars(text->data(), text->data() + text->size(), unit_id);
    if (unit_id) unit.tx.run(sql::contact_insert, ComplaintId{event.subject.id}, unit.site, unit_id, unit.moment.now);
}

std::int64_t into(const journal::Event& event) {
    std::int64_t id = 0;
    const auto* value = event.facts.if_contains("into");
    if (const auto* text = value ? value->if_string() : nullptr) std::from_chars(text->data(), text->data() + text->size(), id);
    return id;
}

// Two records of one person became one.
void move_to(Unit& unit, const journal::Event& event) {
    const PersonId from{event.subject.id}, to{into(event)};
    unit.tx.run(sql::ratings_move_person, from, to);
    unit.tx.run(sql::links_move_person, from, to);
}

void forget(Unit& unit, const journal::Event& event) {
    for (const auto id : unit.tx.all<RatingId>(sql::ratings_of_person, PersonId{event.subject.id}))
        journal::erase_personal(unit.tx, {journal::SubjectKind::rating, id.value});
    unit.tx.run(sql::ratings_forget_person, PersonId{event.subject.id});
}

}  // namespace

void listen(work::World& world) {
    world.listeners.emplace("complaint.closed", ask);
    world.listeners.emplace("complaint.reopened", end);
    world.listeners.emplace("follow_up.reached", called);
    world.listeners.emplace("complaint.recorded", spoke);
    world.listeners.emplace("complaint.imported", spoke);
    world.listeners.emplace("person.merged", move_to);
    world.listeners.emplace("person.erased", forget);
    world.describers[journal::SubjectKind::rating] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::rating_named, RatingId{id}, site).value_or(work::SubjectView{});
        if (!named.number.empty()) named.path = "/satisfaction?show=to_call";
        return named;
    };
    world.sights[journal::SubjectKind::rating] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) {
        return actor.may(Permission::see_boards, site);
    };
}

}  // namespace huiyin::satisfaction
