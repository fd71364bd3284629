// What each command must hold before anybody looks at a record: every wrong field at once.
#include "complaints/complaints.hpp"
#include "kernel/text.hpp"

namespace huiyin::complaints {
namespace {

constexpr std::size_t long_text = 8000;

void identified(Checks& c, ComplaintId id, std::int64_t version) {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
}

void words(Checks& c, std::string_view field, std::string_view text, std::size_t most = long_text) {
    c.required(field, text);
    c.length(field, text, most);
}

}  // namespace

void RecordComplaint::check(Checks& c) const {
    c.when(!category, "category", "required");
    words(c, "subject", subject, 120);
    words(c, "text", text);
    c.length("wants", wants, 2000);
    c.length("place", place, 200);
    c.length("caller_name", caller_name, 60);
    c.when(!caller_phone.empty() && (caller_phone.size() > 30 || text::normal_phone(caller_phone).size() < 5), "caller_phone", "not-a-phone");
    c.when(source == Source::imported, "source", "unknown-value");
    lexicon::check_guide_uses(c, "questions", questions);
}
void VerifyComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "finding", finding);
    c.length("cause", cause, 200);
}
void ReportComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "text", text);
}
void AssignComplaint::check(Checks& c) const {
    identified(c, id, version);
    c.when(!responsible, "responsible", "required");
}
void HandOverComplaint::check(Checks& c) const {
    identified(c, id, version);
    c.when(!department, "department", "required");
    words(c, "reason", reason, 1000);
}
void ReferComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "reason", reason, 2000);
    c.length("proposal", proposal, 2000);
}
void DecideComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "decision", decision);
}
void PromiseAnswer::check(Checks& c) const {
    identified(c, id, version);
    c.when(promised_at.ms <= 0, "promised_at", "required");
    words(c, "what", what, 1000);
    c.length("reason", reason, 1000);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void AnswerComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "text", text);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void RecordAgreement::check(Checks& c) const {
    identified(c, id, version);
    // Only the customer's agreement speaks for itself; anything else needs its reason on record (F4).
    if (agreement != Agreement::agreed) c.required("reason", reason);
    c.length("reason", reason, 2000);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void CloseComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "outcome", outcome);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void ReopenComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "reason", reason, 2000);
}
void WithdrawComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "reason", reason, 2000);
}
void NoteComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    words(c, "text", text);
}
void ChangeImportance::check(Checks& c) const {
    identified(c, id, version);
    words(c, "reason", reason, 1000);
}
void RaiseComplaint::check(Checks& c) const {
    identified(c, id, version);
    words(c, "text", text);
    c.length("body", body, 120);
    if (level == Level::maker) c.required("body", body);
}
void AskOutside::check(Checks& c) const {
    identified(c, id, version);
    words(c, "body", body, 120);
    words(c, "text", text);
}
void RecordOutsideAnswer::check(Checks& c) const {
    identified(c, id, version);
    words(c, "body", body, 120);
    words(c, "text", text);
}

}  // namespace huiyin::complaints
