// What each command about matters that belong together must hold before anybody looks at a record.
#include "complaints/links.hpp"
#include "kernel/text.hpp"

namespace huiyin::complaints {
namespace {

constexpr std::size_t most_parts = 8;

void words(Checks& c, std::string_view field, std::string_view text, std::size_t most) {
    c.required(field, text);
    c.length(field, text, most);
}

}  // namespace

void JoinComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(!unit && !person && text::blank(caller_name) && text::blank(caller_phone), "unit", "required");
    c.when(source == Source::imported, "source", "unknown-value");
    c.length("caller_name", caller_name, 60);
    c.when(!caller_phone.empty() && (caller_phone.size() > 30 || text::normal_phone(caller_phone).size() < 5), "caller_phone", "not-a-phone");
    c.length("text", text, 8000);
}
void TellReporter::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(!reporter, "reporter", "required");
    words(c, "text", text, 8000);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void LinkComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(!other, "other", "required");
    c.when(kind == LinkKind::split_from, "kind", "unknown-value");
    words(c, "reason", reason, 1000);
}
void UnlinkComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(!link, "link", "required");
    words(c, "reason", reason, 1000);
}
void MergeComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
    c.when(!other, "other", "required");
    words(c, "reason", reason, 1000);
}
void UnmergeComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
    words(c, "reason", reason, 1000);
}
void SplitComplaint::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
    words(c, "reason", reason, 1000);
    c.when(parts.empty(), "parts", "required");
    c.when(parts.size() > most_parts, "parts", "too-long");
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto field = "parts." + std::to_string(i) + ".";
        c.when(!parts[i].category, field + "category", "required");
        words(c, field + "subject", parts[i].subject, 120);
        c.length(field + "text", parts[i].text, 8000);
    }
}
void StudyRecurrence::check(Checks& c) const {
    c.when(!id, "id", "required");
    words(c, "cause", cause, 2000);
    c.length("measure", measure, 2000);
    c.when(verdict == Verdict::same_cause && text::blank(measure), "measure", "required");
}

}  // namespace huiyin::complaints
