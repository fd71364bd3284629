// The case library (J10). Which matters ended well or badly is heard as it happens; their words are read from the journal when
// somebody draws one, without persons, and a second person reads the case before it is published.
#include <charconv>

#include "customers/customers.hpp"
#include "huiyin_training_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t long_text = 3000;

struct Matter {
    std::string title, situation, handling;
};

std::string text_in(const boost::json::object& from, std::string_view key) {
    const auto* v = from.if_contains(key);
    return v && v->is_string() ? text::trim(std::string_view(v->as_string())) : std::string{};
}

template <class T>
std::optional<T> id_in(const boost::json::object& from, std::string_view key) {
    const auto text = text_in(from, key);
    T id{};
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id ? std::optional(id) : std::nullopt;
}

void add(std::string& to, const std::string& line) {
    if (!line.empty()) to += (to.empty() ? "" : "\n") + line;
}

// What was said and done, as the journal keeps it; nothing of it where it was lawfully erased.
Matter matter_of(store::Tx& tx, SiteId site, ComplaintId id) {
    Matter m;
    std::vector<std::string> known;
    for (const auto& entry : journal::history(tx, {journal::SubjectKind::complaint, id.value})) {
        const auto facts = json::parse(entry.facts);
        const auto personal = json::parse(entry.personal.value_or("{}"));
        if (!facts || !personal || !facts->is_object() || !personal->is_object()) continue;
        const auto& said = personal->as_object();
        if (entry.event == "complaint.recorded" || entry.event == "complaint.imported") {
            m.title = text_in(said, "subject");
            add(m.situation, text_in(said, "text"));
            add(m.situation, text_in(said, "wants"));
            for (const auto* key : {"caller_name", "caller_phone", "place"})
                if (auto word = text_in(said, key); !word.empty()) known.push_back(std::move(word));
            if (const auto who = customers::contact(tx, site, id_in<PersonId>(facts->as_object(), "person"), id_in<UnitId>(facts->as_object(), "unit")))
                for (const auto& word : {who->name, who->phone, who->room})
                    if (!word.empty()) known.push_back(word);
        }
        if (entry.event == "complaint.verified") {
            add(m.handling, text_in(said, "finding"));
            add(m.handling, text_in(said, "cause"));
        }
        if (entry.event == "complaint.answered") add(m.handling, text_in(said, "text"));
        if (entry.event == "complaint.closed") add(m.handling, text_in(said, "outcome"));
    }
    for (auto* part : {&m.title, &m.situation, &m.handling}) *part = without_persons(std::move(*part), known);
    return m;
}

void save(store::Tx& tx, Case& c) {
    if (tx.run(sql::training_case_save, c.id, c.title, c.situation, c.handling, c.lesson, c.state, c.drafted_by, c.ruled_at, c.ruled_by, c.ruling, c.version) == 0)
        throw store::StaleRow("training case " + std::to_string(c.id.value));
    ++c.version;
}

Result<Case> find_draft(Unit& unit, CaseId id, std::int64_t version) {
    auto c = unit.tx.first<Case>(sql::training_case_find, id, unit.site);
    if (!c) return refuse(refused::case_not_found);
    if (c->version != version) return refuse(refused::stale(c->version, version));
    if (c->state != CaseState::draft) return refuse(refused::case_ruled);
    return *std::move(c);
}

boost::json::object facts_of(const Case& c) { return {{"kind", json::enum_name(c.kind)}, {"source", std::to_string(c.source.value)}}; }

bool unhappy(const boost::json::object& facts) {
    return text_in(facts, "satisfaction") == "dissatisfied" || text_in(facts, "agreement") == "not_agreed" || text_in(facts, "grade") == "dissatisfied";
}

void closed(Unit& unit, const journal::Event& event) {
    const auto kind = unhappy(event.facts) ? CaseKind::dissatisfying : CaseKind::satisfying;
    unit.tx.run(sql::case_candidate_keep, event.subject.id, unit.site, unit.moment.now, kind);
}

// A household that was let down after all makes another case of it.
void let_down(Unit& unit, const journal::Event& event) {
    if (event.name == "complaint.reopened") unit.tx.run(sql::case_candidate_forget, event.subject.id);
    else if (const auto id = id_in<ComplaintId>(event.facts, "complaint"); id && unhappy(event.facts))
        unit.tx.run(sql::case_candidate_kind, *id, CaseKind::dissatisfying);
}

}  // namespace

void listen_for_cases(work::World& world) {
    world.listeners.emplace("complaint.closed", closed);
    for (const auto* event : {"complaint.reopened", "follow_up.reached", "rating.given"}) world.listeners.emplace(event, let_down);
}

void DrawCase::check(Checks& c) const { c.when(!complaint, "complaint", "required"); }
void EditCase::check(Checks& c) const {
    c.when(!id, "id", "required");
    for (const auto& [field, said] : {std::pair{"title", &title}, {"situation", &situation}, {"handling", &handling}, {"lesson", &lesson}}) {
        c.required(field, *said);
        c.length(field, *said, long_text);
    }
}
void RuleOnCase::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (ruling == CaseRuling::decline) c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<CaseChanged> draw_case(Unit& unit, const DrawCase& command) {
    const journal::Subject subject{journal::SubjectKind::complaint, command.complaint.value};
    if (!unit.tx.first<Instant>(sql::case_candidate_find, command.complaint, unit.site) || !unit.world().may_see(unit.tx, unit.actor, unit.site, subject))
        return refuse(refused::matter_unknown);
    if (unit.tx.one<std::int64_t>(sql::training_case_drawn, command.complaint) > 0) return refuse(refused::case_drawn);
    const auto matter = matter_of(unit.tx, unit.site, command.complaint);
    Case c{.id = unit.make_id<CaseId>(), .site = unit.site, .kind = command.kind, .source = command.complaint};
    c.title = matter.title;
    c.situation = matter.situation;
    c.handling = matter.handling;
    c.drafted_at = unit.moment.now;
    c.drafted_by = unit.moment.actor;
    c.version = 1;
    unit.tx.run(sql::training_case_insert, c.id, c.site, c.kind, c.source, c.title, c.situation, c.handling, c.lesson, c.drafted_at, c.drafted_by);
    unit.tell({"training_case.drafted", c.as_subject(), facts_of(c), {}});
    return CaseChanged{c.id, c.state, c.version};
}

Result<CaseChanged> edit_case(Unit& unit, const EditCase& command) {
    auto c = find_draft(unit, command.id, command.version);
    if (!c) return refuse(c.error());
    c->title = text::trim(command.title);
    c->situation = text::trim(command.situation);
    c->handling = text::trim(command.handling);
    c->lesson = text::trim(command.lesson);
    // Whoever changed it last has written it: another person reviews.
    c->drafted_by = unit.moment.actor;
    save(unit.tx, *c);
    unit.tell({"training_case.edited", c->as_subject(), facts_of(*c), {}});
    return CaseChanged{c->id, c->state, c->version};
}

Result<CaseChanged> rule_on_case(Unit& unit, const RuleOnCase& command) {
    auto c = find_draft(unit, command.id, command.version);
    if (!c) return refuse(c.error());
    if (c->drafted_by == unit.moment.actor) return refuse(refused::own_case);
    const bool publishes = command.ruling == CaseRuling::publish;
    if (publishes && text::blank(c->lesson)) return refuse({"invalid", Trouble::invalid, {}, {{"lesson", "required"}}, {}});
    if (publishes)
        for (const auto* part : {&c->title, &c->situation, &c->handling, &c->lesson})
            if (has_numbers_of_persons(*part)) return refuse(refused::still_personal);
    work::gate_passed(unit, {"J10"}, "training_case.publish", c->as_subject());
    c->state = publishes ? CaseState::published : CaseState::declined;
    c->ruled_at = unit.moment.now;
    c->ruled_by = unit.moment.actor;
    c->ruling = text::trim(command.reason);
    save(unit.tx, *c);
    unit.tell({publishes ? "training_case.published" : "training_case.declined", c->as_subject(), facts_of(*c), {{"reason", c->ruling}}});
    return CaseChanged{c->id, c->state, c->version};
}

Result<CaseList> list_cases(work::Reading& reading, const ListCases& query) {
    CaseList list;
    list.may_draw = reading.actor.may(Permission::plan_training, reading.site);
    const bool reviews = reading.actor.may(Permission::edit_courses, reading.site);
    const std::string kind = query.kind ? std::string(json::enum_name(*query.kind)) : "";
    organisation::Names names(reading.tx);
    for (const auto& c : reading.tx.all<Case>(sql::training_cases_of, reading.site, kind, list.may_draw || reviews ? 1 : 0)) {
        CaseView v{c.id, c.kind, c.title, c.situation, c.handling, c.lesson, c.state, names.of(c.drafted_by), names.of(c.ruled_by), c.ruling, c.drafted_at, c.ruled_at};
        v.may_edit = list.may_draw && c.state == CaseState::draft;
        v.may_rule = reviews && c.state == CaseState::draft && c.drafted_by != reading.actor.staff;
        v.version = c.version;
        list.cases.push_back(std::move(v));
    }
    if (!list.may_draw) return list;
    for (auto& c : reading.tx.all<CaseCandidate>(sql::case_candidates_of, reading.site, kind)) {
        const journal::Subject subject{journal::SubjectKind::complaint, c.complaint.value};
        if (!reading.world.may_see(reading.tx, reading.actor, reading.site, subject)) continue;
        auto name = reading.world.describe(reading.tx, reading.site, subject);
        c.number = std::move(name.number);
        c.title = std::move(name.title);
        list.candidates.push_back(std::move(c));
    }
    return list;
}

}  // namespace huiyin::training
