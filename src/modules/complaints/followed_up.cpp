// What a follow-up brings back: a dissatisfied customer reopens the matter or takes it to the manager, as the rulebook
// says, and a point that is a complaint of its own is recorded as one (D12, D14, D6).
#include <charconv>

#include "huiyin_complaints_sql.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

using journal::Event;

std::string text_in(const boost::json::object& from, std::string_view key) {
    const auto* v = from.if_contains(key);
    return v && v->is_string() ? std::string(v->as_string()) : std::string{};
}

template <class T>
T id_in(const boost::json::object& facts, std::string_view key) {
    const auto text = text_in(facts, key);
    T id{};
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

// The beginning of what was said, cut between characters.
std::string beginning(const std::string& words, std::size_t most) {
    std::size_t end = 0, characters = 0;
    for (; end < words.size() && words[end] != '\n'; ++end)
        if ((static_cast<unsigned char>(words[end]) & 0xC0) != 0x80 && ++characters > most) break;
    return words.substr(0, end);
}

template <class T>
std::optional<T> some(T id) { return id ? std::optional(id) : std::nullopt; }

// The gate was the follow-up's; what it brings is done whoever called.
void dissatisfied(Unit& unit, const Event& event) {
    if (event.subject.kind != journal::SubjectKind::complaint) return;
    const auto before = unit.tx.first<Complaint>(sql::complaint_find, ComplaintId{event.subject.id}, unit.site);
    if (!before || before->state != State::closed) return;
    const auto said = text_in(event.personal, "text");
    auto reopened = decide_reopening(*before, {.id = before->id, .reason = said}, unit.moment);
    ensure(reopened.has_value(), "a closed matter can be reopened");
    reopened->event.facts["follow_up"] = text_in(event.facts, "follow_up");
    auto after = reopened->after;
    carry_out(unit, *std::move(reopened));
    if (text_in(event.facts, "rule") != "escalate") return;
    ++after.version;
    // Straight to the manager, looked into or not: the customer has said twice, or late, that it is not right (D6).
    after.state = State::referred;
    carry_out(unit, Step{after, event_of(after, "complaint.referred", {{"reason", said}})});
}

void turned(Unit& unit, const Event& event) {
    RecordComplaint command;
    command.source = Source::follow_up;
    command.category = id_in<CategoryId>(event.facts, "category");
    command.unit = some(id_in<UnitId>(event.facts, "unit"));
    command.person = some(id_in<PersonId>(event.facts, "person"));
    if (!command.person) {
        command.caller_name = text_in(event.personal, "caller_name");
        command.caller_phone = text_in(event.personal, "caller_phone");
    }
    command.text = text_in(event.personal, "text");
    command.subject = beginning(command.text, 60);
    command.responsible = some(id_in<StaffId>(event.facts, "responsible"));
    command.department = some(id_in<DepartmentId>(event.facts, "department"));
    // The word that was given goes with the matter (F5).
    if (const auto* at = event.facts.if_contains("promised_at"); at && at->is_int64() && at->as_int64() > 0) command.promised_at = Instant{at->as_int64()};
    const auto recorded = record_complaint(unit, command);
    ensure(recorded.has_value(), "a point of a known category can be recorded");
    const auto c = unit.tx.one<Complaint>(sql::complaint_find, recorded->id, unit.site);
    auto back = event_of(c, "complaint.raised_in_follow_up");
    for (const char* key : {"point", "follow_up", "follow_up_number"}) back.facts[key] = text_in(event.facts, key);
    unit.tell(back);
}

}  // namespace

void listen_for_follow_ups(work::World& world) {
    world.listeners.emplace("follow_up.dissatisfied", dissatisfied);
    world.listeners.emplace("point.turned", turned);
}

}  // namespace huiyin::complaints
