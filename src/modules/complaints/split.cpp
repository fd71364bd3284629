// Splitting: one matter with several points becomes several, each with its own number and debts. Nobody waits longer
// for it: what is owed on a part falls due no later than its like on the whole.
#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

Result<void> known_here(Unit& unit, const SplitComplaint& command) {
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < command.parts.size(); ++i) {
        const auto& part = command.parts[i];
        const auto field = "parts." + std::to_string(i) + ".";
        if (!find_category(unit.tx, unit.site, part.category)) wrong.push_back({field + "category", "unknown-value"});
        if (part.responsible && !organisation::on_staff(unit.tx, *part.responsible, unit.site)) wrong.push_back({field + "responsible", "unknown-value"});
        if (part.department) {
            const auto department = organisation::find_department(unit.tx, *part.department);
            if (!department || department->site != unit.site) wrong.push_back({field + "department", "unknown-value"});
        }
    }
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

}  // namespace

Result<Complaint> decide_splitting(const Complaint& whole, const SplitPart& part, const Moment& moment) {
    if (whole.state == State::closed) return refuse(refused::already_closed);
    if (whole.state == State::withdrawn) return refuse(refused::withdrawn);
    auto said = text::trim(part.text);
    RecordComplaint recording{.kind = whole.kind, .about = whole.about, .source = whole.source, .category = part.category,
                              .unit = whole.unit, .person = whole.person, .caller_name = whole.caller_name,
                              .caller_phone = whole.caller_phone, .place = whole.place, .subject = part.subject,
                              .text = said.empty() ? whole.text : said, .wants = {}, .severity = whole.severity,
                              .importance = whole.importance};
    recording.responsible = part.responsible ? part.responsible : whole.responsible;
    recording.department = part.department;
    return decide_recording(recording, moment);
}

Result<SplitDone> split_complaint(Unit& unit, const SplitComplaint& command) {
    const auto whole = find_to_act(unit, command.needs, command.id, command.version, Side::work);
    if (!whole) return refuse(whole.error());
    if (const auto known = known_here(unit, command); !known) return refuse(known.error());
    SplitDone done;
    const auto owed = obligations::of_subject(unit.tx, whole->as_subject());
    boost::json::array numbers, ids;
    for (const auto& wanted : command.parts) {
        auto part = decide_splitting(*whole, wanted, unit.moment);
        if (!part) return refuse(part.error());
        if (auto fit = qualification::may_be_assigned(unit, part->responsible, whole->as_subject()); !fit) return refuse(fit.error());
        done.parts.push_back(enter(unit, *part, {{"split_from", std::to_string(whole->id.value)}, {"split_from_number", whole->number}}));
        due_no_later(unit, *part, owed, whole->number);
        unit.tx.run(sql::link_insert, unit.make_id<LinkId>(), unit.site, LinkKind::split_from, part->id, whole->id, unit.moment.now, unit.moment.actor);
        numbers.emplace_back(part->number);
        ids.emplace_back(std::to_string(part->id.value));
    }
    auto event = event_of(*whole, "complaint.split", {{"reason", text::trim(command.reason)}});
    event.facts["parts"] = std::move(ids);
    event.facts["numbers"] = std::move(numbers);
    const auto changed = carry_out(unit, Step{*whole, std::move(event)});
    done.id = changed.id;
    done.version = changed.version;
    return done;
}

}  // namespace huiyin::complaints
