// Another household reports a matter that stands already: it joins that matter instead of opening a second one, and
// nothing closes before it was told the answer (D16: every matter gets its answer, and so does everybody who asked).
#include "complaints/links.hpp"
#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Reporter {
    ReporterId id{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::optional<Instant> told_at;
};
BOOST_DESCRIBE_STRUCT(Reporter, (), (id, unit, person, told_at))

std::string id_text(const auto& id) { return std::to_string(id ? id->value : 0); }

Result<void> known_here(Unit& unit, const JoinComplaint& command) {
    std::vector<FieldError> wrong;
    if (command.unit && !customers::unit_at(unit.tx, unit.site, *command.unit)) wrong.push_back({"unit", "unknown-value"});
    if (command.person && !customers::person_at(unit.tx, unit.site, *command.person)) wrong.push_back({"person", "unknown-value"});
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

}  // namespace

std::optional<Refusal> why_not_joined(const Complaint& c, const JoinComplaint& command) {
    if (c.state == State::closed) return refused::already_closed;
    if (c.state == State::withdrawn) return refused::withdrawn;
    if (command.unit ? c.unit == command.unit : command.person && !c.unit && c.person == command.person) return refused::reported_already;
    return std::nullopt;
}

Result<Changed> join_complaint(Unit& unit, const JoinComplaint& command) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, command.id);
    if (!c) return refuse(c.error());
    if (auto no = why_elsewhere(unit.tx, *c, Side::work)) return refuse(*std::move(no));
    if (const auto known = known_here(unit, command); !known) return refuse(known.error());
    if (auto no = why_not_joined(*c, command)) return refuse(*std::move(no));
    if (unit.tx.one<std::int64_t>(sql::reporter_standing, c->id, command.unit, command.person) > 0) return refuse(refused::reported_already);
    const auto id = unit.make_id<ReporterId>();
    unit.tx.run(sql::reporter_insert, id, unit.site, c->id, command.unit, command.person, text::trim(command.caller_name),
                text::trim(command.caller_phone), command.source, text::trim(command.text), unit.moment.now, unit.moment.actor);
    // What this household said stands with it alone: its erasure must not reach into the other household's entries.
    auto event = event_of(*c, "complaint.joined");
    event.facts["reporter"] = std::to_string(id.value);
    event.facts["reporter_unit"] = id_text(command.unit);
    event.facts["reporter_person"] = id_text(command.person);
    event.facts["source"] = json::enum_name(command.source);
    const auto written = unit.tell(event);
    return Changed{c->id, c->number, c->state, phase_of(c->state, true), c->version, written.id};
}

Result<Changed> tell_reporter(Unit& unit, const TellReporter& command) {
    const auto c = find_for(unit.actor, unit.site, unit.tx, command.needs, command.id);
    if (!c) return refuse(c.error());
    const auto reporter = unit.tx.first<Reporter>(sql::reporter_find, command.reporter, c->id);
    if (!reporter) return refuse(refused::reporter_unknown);
    if (reporter->told_at) return refuse(refused::told_already);
    if (!c->answered_at) return refuse(refused::not_answered);
    if (const auto said = lexicon::gate(unit, c->as_subject(), {{"text", command.text}}, command.say_anyway); !said) return refuse(said.error());
    unit.tx.run(sql::reporter_told, command.reporter, unit.moment.now, unit.moment.actor);
    auto event = event_of(*c, "complaint.reporter_told", {{"text", text::trim(command.text)}});
    event.facts["reporter"] = std::to_string(command.reporter.value);
    event.facts["reporter_person"] = id_text(reporter->person);
    event.facts["channel"] = json::enum_name(command.channel);
    event.facts["everyone"] = unit.tx.one<std::int64_t>(sql::reporters_untold, c->id) == 0 ? "yes" : "no";
    const auto written = unit.tell(event);
    return Changed{c->id, c->number, c->state, phase_of(c->state, c->state == State::closed), c->version, written.id};
}

std::vector<PersonId> who_joined(store::Tx& tx, ComplaintId id) { return tx.all<PersonId>(sql::reporters_persons, id); }

}  // namespace huiyin::complaints
