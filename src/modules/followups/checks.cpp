// What each command must hold before anybody looks at a record: every wrong field at once.
#include "followups/evaluation.hpp"
#include "kernel/text.hpp"

namespace huiyin::followups {
namespace {

constexpr std::size_t long_text = 8000;
constexpr std::size_t most_points = 20;

void identified(Checks& c, std::int64_t id, std::int64_t version) {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
}

void words(Checks& c, std::string_view field, std::string_view text, std::size_t most = long_text) {
    c.required(field, text);
    c.length(field, text, most);
}

// Each point is answered at once or gets a time for its answer; never neither (D13).
void check_point(Checks& c, const std::string& at, std::string_view text, std::string_view answer, const std::optional<Instant>& promised) {
    words(c, at + "text", text, 2000);
    c.length(at + "answer", answer, long_text);
    c.when(!promised && text::blank(answer), at + "promised_at", "required");
    c.when(promised && !text::blank(answer), at + "promised_at", "not-with-answer");
    c.when(promised && promised->ms <= 0, at + "promised_at", "required");
}

void check_page(Checks& c, const std::optional<std::string>& cursor, std::optional<int> limit, int most) {
    c.when(cursor && cursor->find(':') == std::string::npos, "cursor", "unknown-value");
    c.when(limit && (*limit < 1 || *limit > most), "limit", "out-of-range");
}

void check_days(Checks& c, std::optional<Day> from, std::optional<Day> until) {
    if (!from || !until) return;
    c.when(*until <= *from, "until", "not-after-from");
    c.when(*until - *from > 3660, "until", "out-of-range");
}

}  // namespace

void RecordAttempt::check(Checks& c) const {
    identified(c, id.value, version);
    const bool reached = result == CallResult::reached;
    c.when(reached && !satisfaction, "satisfaction", "required");
    if (reached) c.required("said", said);
    c.when(result == CallResult::unreachable && !questions.empty(), "questions", "only-when-reached");
    lexicon::check_guide_uses(c, "questions", questions);
    c.length("said", said, long_text);
    c.when(!reached && !points.empty(), "points", "only-when-reached");
    c.when(points.size() > most_points, "points", "too-many");
    for (std::size_t i = 0; i < std::min(points.size(), most_points); ++i)
        check_point(c, "points." + std::to_string(i) + ".", points[i].text, points[i].answer, points[i].promised_at);
}
void GiveUpFollowUp::check(Checks& c) const { identified(c, id.value, version); }
void AssignFollowUp::check(Checks& c) const {
    identified(c, id.value, version);
    c.when(!caller, "caller", "required");
}
void CorrectFollowUp::check(Checks& c) const {
    identified(c, id.value, version);
    words(c, "said", said);
}
void RaisePoint::check(Checks& c) const {
    identified(c, id.value, version);
    check_point(c, "", text, answer, promised_at);
}
void PromisePoint::check(Checks& c) const {
    identified(c, id.value, version);
    c.when(promised_at.ms <= 0, "promised_at", "required");
    words(c, "reason", reason, 1000);
}
void AnswerPoint::check(Checks& c) const {
    identified(c, id.value, version);
    words(c, "text", text);
}
void TurnPoint::check(Checks& c) const {
    identified(c, id.value, version);
    c.when(!category, "category", "required");
}
void SignFollowUp::check(Checks& c) const {
    identified(c, id.value, version);
    c.when(digest.size() != 64, "digest", digest.empty() ? "required" : "unknown-value");
}
void ListFollowUps::check(Checks& c) const { check_page(c, cursor, limit, 100); }
void OpenRates::check(Checks& c) const { check_days(c, from, until); }
void OpenRateRows::check(Checks& c) const {
    c.when(clause != "D10" && clause != "D11", "clause", "unknown-value");
    c.when(exclusion && figure != RateFigure::excluded, "exclusion", "unknown-value");
    check_days(c, from, until);
    check_page(c, cursor, limit, 200);
}
void ListPromises::check(Checks& c) const {
    check_days(c, from, until);
    check_page(c, cursor, limit, 100);
}
void OpenPlanRows::check(Checks& c) const {
    c.when(year < 2000 || year > 2100, "year", "out-of-range");
    check_page(c, cursor, limit, 200);
}
void OpenPlan::check(Checks& c) const { c.when(year < 2000 || year > 2100, "year", "out-of-range"); }
void PlanFollowUps::check(Checks& c) const {
    c.when(year < 2000 || year > 2100, "year", "out-of-range");
    c.when(version < 0, "version", "out-of-range");
    c.when(targets.empty(), "targets", "required");
    c.length("remark", remark, 1000);
    std::vector<FollowUpReason> seen;
    for (std::size_t i = 0; i < std::min<std::size_t>(targets.size(), 10); ++i) {
        const auto& t = targets[i];
        const auto at = "targets." + std::to_string(i) + ".";
        c.when(std::ranges::find(seen, t.reason) != seen.end(), at + "reason", "twice");
        seen.push_back(t.reason);
        c.when(t.calls < 0 || t.calls > 1'000'000, at + "calls", "out-of-range");
        c.when(t.rate_hundredths < 0 || t.rate_hundredths > 10000, at + "rate_hundredths", "out-of-range");
        c.when(t.satisfied_hundredths < 0 || t.satisfied_hundredths > 10000, at + "satisfied_hundredths", "out-of-range");
    }
    c.when(targets.size() > 10, "targets", "too-many");
}

}  // namespace huiyin::followups
