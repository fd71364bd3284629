// The desk looks at what was handed in (D2, D4): it becomes a matter with the time at which it was said, through the
// same use-case as any other, or is sent back with a reason that the resident reads.
#include "customers/customers.hpp"
#include "huiyin_self_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "organisation/organisation.hpp"
#include "submission.hpp"

namespace huiyin::self {
namespace {

struct PhotoRow {
    std::int64_t id = 0;
    std::string media_type;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (id, media_type, size))
struct PhotoBytes {
    std::string media_type;
    store::Bytes content;
};
BOOST_DESCRIBE_STRUCT(PhotoBytes, (), (media_type, content))

SubmissionRow row_of(store::Tx& tx, const Submission& s) {
    SubmissionRow row;
    row.id = s.id;
    row.number = s.number;
    row.state = s.state;
    row.kind = s.kind;
    row.place_kind = s.place_kind;
    row.place = place_name(tx, s.site, s.place_kind, s.place);
    if (s.place_kind == PlaceKind::unit) row.unit = UnitId{s.place};
    row.place_words = s.place_words;
    row.text = s.text;
    row.name = s.name.empty() ? s.name : text::mask_name(s.name);
    row.phone = s.phone.empty() ? s.phone : text::mask_phone(s.phone);
    row.submitted_at = s.submitted_at;
    for (const auto& o : obligations::of_subject(tx, s.as_subject()))
        if (o.state == obligations::State::open) row.due_at = o.due_at;
    if (s.state == SubmissionState::waiting) row.same_origin = tx.one<std::int64_t>(sql::submissions_waiting_from_origin, s.site, s.origin);
    row.words = tx.all<PublicWord>(sql::submission_words_of, s.id);
    for (const auto& p : tx.all<PhotoRow>(sql::submission_photos_of, s.id)) row.photos.push_back({std::to_string(p.id), p.media_type, p.size});
    row.moderated_at = s.moderated_at;
    if (s.moderated_by) row.moderated_by_name = organisation::staff_name(tx, *s.moderated_by).value_or("");
    row.reject_reason = s.reject_reason;
    row.reject_words = s.reject_words;
    row.complaint = s.complaint;
    row.complaint_number = s.complaint_number;
    row.version = s.version;
    return row;
}

struct Place {
    std::int64_t at = 0, id = 0;
};

Place place_in(const std::optional<std::string>& cursor, Place otherwise) {
    if (!cursor || cursor->empty()) return otherwise;
    const auto dash = cursor->find('-');
    Place place{};
    const char* const begin = cursor->data();
    if (dash == std::string::npos) return otherwise;
    std::from_chars(begin, begin + dash, place.at);
    std::from_chars(begin + dash + 1, begin + cursor->size(), place.id);
    return place;
}

Result<void> known_here(Unit& unit, const AcceptSubmission& command) {
    std::vector<FieldError> wrong;
    if (command.unit && !customers::unit_at(unit.tx, unit.site, *command.unit)) wrong.push_back({"unit", "unknown-value"});
    if (command.person && !customers::person_at(unit.tx, unit.site, *command.person)) wrong.push_back({"person", "unknown-value"});
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

// The same unit of work at the time at which it was handed in: the matter's clocks run from then, however long it
// waited for a look.
Unit at_the_time_of(Unit& unit, const Submission& s) {
    return Unit(unit.tx, unit.ids(), unit.world(), unit.actor, unit.site, s.submitted_at, unit.written_at());
}

Result<void> hand_on(Unit& unit, const Submission& s, ComplaintId matter) {
    int n = 0;
    for (const auto& photo : unit.tx.all<PhotoRow>(sql::submission_photos_of, s.id)) {
        const auto bytes = unit.tx.first<PhotoBytes>(sql::submission_photo, photo.id, s.id, unit.site);
        const auto name = "photo-" + std::to_string(++n) + "." + photo.media_type.substr(photo.media_type.find('/') + 1);
        if (auto joined = desk().attach(unit, matter, name, bytes->content.data); !joined) return joined;
    }
    unit.tx.run(sql::submission_photos_delete, s.id);
    for (const auto& word : unit.tx.all<PublicWord>(sql::submission_words_of, s.id))
        if (auto heard = desk().hear(unit, matter, word.text); !heard) return heard;
    return {};
}

void turn_away(Unit& unit, const Submission& s, RejectReason reason, const std::string& words) {
    if (unit.tx.run(sql::submission_reject, s.id, unit.moment.now, unit.moment.actor, reason, words, s.version) == 0) throw store::StaleRow("submission");
    unit.tx.run(sql::submission_photos_delete, s.id);
    // Nobody has to read an advertisement or an insult twice; the journal still has it.
    if (reason == RejectReason::spam || reason == RejectReason::abusive) {
        unit.tx.run(sql::submission_wipe, s.id);
        unit.tx.run(sql::submission_words_delete, s.id);
    }
    auto facts = facts_of(s);
    facts["state"] = "rejected";
    facts["reason"] = json::enum_name(reason);
    unit.tell({"submission.rejected", s.as_subject(), std::move(facts), {{"text", words}}});
}

}  // namespace

void AcceptSubmission::check(Checks& c) const {
    c.when(!category, "category", "required");
    c.required("subject", subject);
    c.length("subject", subject, 120);
}
void RejectSubmission::check(Checks& c) const {
    // Whoever complains in earnest is told why we do not take it up.
    if (reason != RejectReason::spam && reason != RejectReason::abusive) c.required("words", words);
    c.length("words", words, 500);
    c.length("say_anyway", say_anyway, lexicon::longest_reason);
}
void DiscloseSender::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

Result<SubmissionList> list_submissions(work::Reading& reading, const ListSubmissions& query) {
    const auto state = query.state.value_or(SubmissionState::waiting);
    const auto limit = std::clamp(query.limit.value_or(50), 1, 100);
    SubmissionList list;
    std::vector<Submission> found;
    if (state == SubmissionState::waiting) {
        const auto from = place_in(query.cursor, {0, 0});
        found = reading.tx.all<Submission>(sql::submissions_page_waiting, reading.site, from.at, from.id, limit + 1);
    } else {
        const auto from = place_in(query.cursor, {253402300799000, INT64_MAX});
        found = reading.tx.all<Submission>(sql::submissions_page_done, reading.site, from.at, from.id, limit + 1, state);
    }
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        list.next = std::to_string(found.back().submitted_at.ms) + "-" + std::to_string(found.back().id.value);
    }
    for (const auto& s : found) list.rows.push_back(row_of(reading.tx, s));
    list.total = reading.tx.one<std::int64_t>(sql::submissions_count, reading.site, state);
    list.waiting = reading.tx.one<std::int64_t>(sql::submissions_count, reading.site, SubmissionState::waiting);
    return list;
}

Result<Moderated> accept_submission(Unit& unit, const AcceptSubmission& command) {
    const auto s = find_waiting(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    if (const auto known = known_here(unit, command); !known) return refuse(known.error());
    const auto recorded = [&] {
        auto then = at_the_time_of(unit, *s);
        return desk().record(then, {command.kind, command.category, command.unit, command.person, s->name, s->phone, s->place_words,
                                    text::trim(command.subject), s->text});
    }();
    if (!recorded) return refuse(recorded.error());
    if (unit.tx.run(sql::submission_accept, s->id, unit.moment.now, unit.moment.actor, recorded->id, recorded->number, command.person, s->version) == 0)
        throw store::StaleRow("submission " + s->number);
    if (const auto handed = hand_on(unit, *s, recorded->id); !handed) return refuse(handed.error());
    auto facts = facts_of(*s);
    facts["state"] = "accepted";
    facts["complaint"] = std::to_string(recorded->id.value);
    facts["complaint_number"] = recorded->number;
    if (command.person) facts["person"] = std::to_string(command.person->value);
    unit.tell({"submission.accepted", s->as_subject(), std::move(facts), {}});
    return Moderated{s->id, SubmissionState::accepted, recorded->id, recorded->number, 0, s->version + 1};
}

Result<Moderated> reject_submission(Unit& unit, const RejectSubmission& command) {
    const auto s = find_waiting(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    const auto words = text::trim(command.words);
    if (const auto fine = lexicon::gate(unit, s->as_subject(), {{"words", words}}, command.say_anyway); !fine) return refuse(fine.error());
    Moderated done{s->id, SubmissionState::rejected, {}, {}, 1, s->version + 1};
    const auto others = command.all_from_sender ? unit.tx.all<Submission>(sql::submissions_from_origin, unit.site, s->origin) : std::vector<Submission>{};
    turn_away(unit, *s, command.reason, words);
    for (const auto& other : others) {
        if (other.id == s->id) continue;
        turn_away(unit, other, command.reason, words);
        ++done.rejected;
    }
    return done;
}

Result<Sender> disclose_sender(Unit& unit, const DiscloseSender& command) {
    const auto s = unit.tx.first<Submission>(sql::submission_find, command.id, unit.site);
    if (!s) return refuse(refused::not_found);
    unit.tell({"submission.disclosed", s->as_subject(), {{"number", s->number}}, {{"reason", text::trim(command.reason)}}});
    return Sender{s->name, s->phone};
}

}  // namespace huiyin::self
