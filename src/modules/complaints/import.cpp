// History from elsewhere. It passes the same decisions as work of today, with its true times; no clause is applied to
// it, because the rulebook never reaches back.
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "search/similar.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

const Refusal already_imported{"complaint.already-imported", Trouble::conflict};
const Refusal answered_before_received{"complaint.answered-before-received", Trouble::conflict};

// The same unit of work at another time.
Unit at(const Unit& unit, Instant then) {
    return Unit(unit.tx, const_cast<Unit&>(unit).ids(), unit.world(), unit.actor, unit.site, then, unit.written_at());
}

}  // namespace

void ImportComplaint::check(Checks& c) const {
    c.required("source_name", source_name);
    c.required("external", external);
    c.length("external", external, 80);
    c.required("subject", subject);
    c.length("subject", subject, 200);
    c.required("text", text);
    c.length("text", text, 60000);
    c.length("answer", answer, 60000);
    c.length("caller_name", caller_name, 60);
    c.when(!category, "category", "required");
    c.when(received_at.ms == 0, "received_at", "required");
    c.when(text::blank(answer), "answer", "required");
    c.when(!answered_at, "answered_at", "required");
}

Result<Changed> import_complaint(Unit& unit, const ImportComplaint& command) {
    if (!find_category(unit.tx, unit.site, command.category)) return refuse(refused::category_not_found);
    if (*command.answered_at < command.received_at) return refuse(answered_before_received);
    if (command.answered_at > unit.moment.now) return refuse({"invalid", Trouble::invalid, {}, {{"answered_at", "in-the-future"}}, {}});
    if (unit.tx.first<ComplaintId>(sql::complaint_imported, unit.site, command.source_name, command.external)) return refuse(already_imported);

    auto then = at(unit, command.received_at);
    auto later = at(unit, *command.answered_at);
    RecordComplaint recording{.source = Source::imported, .category = command.category, .caller_name = command.caller_name,
                              .subject = command.subject, .text = command.text};
    auto recorded = decide_recording(recording, then.moment);
    if (!recorded) return refuse(recorded.error());
    auto& c = *recorded;
    c.id = unit.make_id<ComplaintId>();
    c.site = unit.site;
    c.number = next_number(unit.tx, unit.site, c.kind, then.today());
    const auto imported = event_of(c, "complaint.imported",
                                   {{"subject", c.subject}, {"text", c.text}, {"caller_name", c.caller_name}});

    const auto verified = decide_verifying(c, {.finding = command.answer}, later.moment);
    if (!verified) return refuse(verified.error());
    const auto answered = decide_answering(verified->after, {.channel = Channel::letter, .text = command.answer}, later.moment);
    if (!answered) return refuse(answered.error());
    const auto agreed = decide_agreement(answered->after, {.agreement = Agreement::not_asked, .reason = command.source_name}, later.moment);
    if (!agreed) return refuse(agreed.error());
    const auto closed = decide_closing(agreed->after, {.outcome = command.answer}, {}, later.moment);
    if (!closed) return refuse(closed.error());

    auto whole = closed->after;
    whole.finding.clear();  // nobody of ours looked into it; the answer stands as answer and outcome
    whole.outcome = whole.answer;
    insert(unit.tx, whole);
    unit.tx.run(sql::complaint_note_import, unit.site, command.source_name, command.external, whole.id);
    index_for_search(unit.tx, whole);
    search::learn(unit.tx, unit.site, whole.id.value, whole.subject + "\n" + whole.text);
    then.tell(imported);
    gather(unit, whole, Gathering::thorough);
    const auto written = later.tell(event_of(whole, "complaint.answer_imported", {{"text", whole.answer}}));
    return Changed{whole.id, whole.number, whole.state, Phase::done, whole.version, written.id};
}

}  // namespace huiyin::complaints
