// Keeping a rating, and calling back whoever was let down.
#include "rating.hpp"

#include <charconv>

#include "customers/customers.hpp"
#include "huiyin_satisfaction_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "organisation/organisation.hpp"
#include "work/stale.hpp"

namespace huiyin::satisfaction {
namespace {

Names the_names;

std::int64_t id_in(const boost::json::object& facts, std::string_view name) {
    std::int64_t id = 0;
    const auto* value = facts.if_contains(name);
    if (const auto* text = value ? value->if_string() : nullptr) std::from_chars(text->data(), text->data() + text->size(), id);
    return id;
}
std::string text_in(const boost::json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

}  // namespace

void meet(Names names) { the_names = std::move(names); }
const Names& names() { return the_names; }

std::int64_t month_of(Day day) { return day.year() * 100 + day.month(); }

Asked asked_of(Unit& unit, const journal::Event& event) {
    const auto& facts = event.facts;
    Asked a;
    a.complaint = {event.subject.kind == journal::SubjectKind::complaint ? event.subject.id : id_in(facts, "complaint")};
    // Whatever an event about the matter leaves out was said when it closed.
    if (const auto before = unit.tx.first<Asked>(sql::link_of_complaint, a.complaint)) a = *before;
    a.site = unit.site;
    if (auto number = text_in(facts, "number"); !number.empty() && a.number.empty()) a.number = std::move(number);
    if (auto kind = text_in(facts, "kind"); !kind.empty()) a.kind = std::move(kind);
    if (const auto id = id_in(facts, "unit")) a.unit = {id};
    if (const auto id = id_in(facts, "category")) a.category = {id};
    if (const auto id = id_in(facts, "department")) a.department = {id};
    if (const auto id = id_in(facts, "responsible")) a.staff = {id};
    if (const auto id = id_in(facts, "person")) a.person = {id};
    if (a.unit && !a.building) a.building = customers::building_of(unit.tx, unit.site, a.unit).value_or(BuildingId{});
    return a;
}

Rating keep_rating(Unit& unit, const Asked& a, RatingSource source, RatingGrade grade, const std::string& words) {
    Rating r;
    r.id = unit.make_id<RatingId>();
    r.complaint = a.complaint;
    r.source = source;
    r.grade = grade;
    unit.tx.run(sql::rating_insert, r.id, unit.site, a.complaint, a.number, a.kind, source, grade, words, unit.moment.now, month_of(unit.today()),
                a.unit, a.building, a.category, a.department, a.staff, a.person);
    unit.tell({"rating.given", {journal::SubjectKind::rating, r.id.value},
               {{"number", a.number}, {"complaint", std::to_string(a.complaint.value)}, {"kind", a.kind}, {"source", json::enum_name(source)},
                {"grade", json::enum_name(grade)}, {"unit", std::to_string(a.unit.value)}, {"category", std::to_string(a.category.value)},
                {"department", std::to_string(a.department.value)}, {"responsible", std::to_string(a.staff.value)},
                {"person", std::to_string(a.person.value)}},
               words.empty() ? boost::json::object{} : boost::json::object{{"text", words}}});
    return r;
}

void FollowUpRating::check(Checks& c) const {
    c.required("words", words);
    c.length("words", words, 2000);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}

Result<RatingChanged> follow_up_rating(Unit& unit, const FollowUpRating& command) {
    const auto r = unit.tx.first<Rating>(sql::rating_find, command.id, unit.site);
    if (!r) return refuse(refused::not_found);
    if (r->grade != RatingGrade::dissatisfied) return refuse(refused::not_dissatisfied);
    if (r->followed_up_at) return refuse(refused::already_followed_up);
    const auto words = text::trim(command.words);
    const journal::Subject subject{journal::SubjectKind::rating, r->id.value};
    // The record of a call to a customer (F5.1).
    if (const auto fine = lexicon::gate(unit, subject, {{"words", words}}, command.say_anyway); !fine) return refuse(fine.error());
    if (unit.tx.run(sql::rating_followed_up, r->id, unit.moment.now, unit.moment.actor, words, command.version) == 0)
        return refuse(work::stale(r->version, command.version));
    unit.tell({"rating.followed_up", subject,
               {{"number", r->number}, {"complaint", std::to_string(r->complaint.value)}, {"source", json::enum_name(r->source)},
                {"grade", json::enum_name(r->grade)}, {"person", std::to_string(r->person.value)}},
               {{"text", words}}});
    return RatingChanged{r->id, r->version + 1};
}

RatingRow row_of(store::Tx& tx, const Rating& r, const work::Actor& actor) {
    RatingRow row{r.id, r.complaint, r.number, r.kind, r.source, r.grade, r.words, r.at, {}, {}, {}, {}, {}, r.followed_up_at, {}, r.follow_up_words, false, r.version};
    if (r.unit) row.room = customers::room_of(tx, r.unit);
    if (r.department)
        if (const auto department = organisation::find_department(tx, r.department)) row.department_name = department->name;
    if (r.staff) row.staff_name = organisation::staff_name(tx, r.staff).value_or("");
    if (r.category && the_names.category) row.category_name = the_names.category(tx, r.site, r.category);
    if (r.followed_up_by) row.followed_up_by_name = organisation::staff_name(tx, *r.followed_up_by).value_or("");
    for (const auto& o : obligations::of_subject(tx, {journal::SubjectKind::rating, r.id.value}))
        if (o.state == obligations::State::open) row.due_at = o.due_at;
    row.may_follow_up = r.grade == RatingGrade::dissatisfied && !r.followed_up_at && actor.may(Permission::call_back, r.site);
    return row;
}

}  // namespace huiyin::satisfaction
