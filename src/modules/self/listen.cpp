// The resident's row follows the matter by listening, so that the public page never touches the matter itself.
#include <charconv>

#include "huiyin_self_sql.hpp"
#include "submission.hpp"

namespace huiyin::self {
namespace {

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

std::optional<Instant> due_of_call(store::Tx& tx, journal::Subject matter) {
    for (const auto& o : obligations::of_subject(tx, matter))
        if (o.act == "follow_up" && o.state == obligations::State::open) return o.due_at;
    return std::nullopt;
}

// Only what was said to the customer is taken over; findings, notes and reasons of ours stay inside.
Submission followed(store::Tx& tx, Submission s, const journal::Event& event, Instant now) {
    const auto& name = event.name;
    if (name == "complaint.verified") {
        s.verified_at = now;
        if (s.stage == Stage::received) s.stage = Stage::looked_into;
    } else if (name == "complaint.referred") {
        s.stage = Stage::deciding;
    } else if (name == "complaint.decided") {
        if (s.stage == Stage::deciding) s.stage = Stage::looked_into;
    } else if (name == "complaint.promised" || name == "complaint.promise_moved") {
        if (const auto* at = event.facts.if_contains("promised_at"); at && at->is_int64()) s.promised_at = Instant{at->as_int64()};
    } else if (name == "complaint.answered") {
        s.stage = Stage::answered;
        s.answered_at = now;
        s.answer = text_in(event.personal, "text");
        s.agreement.reset();
    } else if (name == "complaint.agreement_recorded") {
        s.agreement = text_in(event.facts, "agreement");
    } else if (name == "complaint.closed") {
        s.stage = Stage::closed;
        s.closed_at = now;
        s.follow_up_by = due_of_call(tx, event.subject);
    } else if (name == "complaint.withdrawn") {
        s.stage = Stage::withdrawn;
        s.closed_at = now;
    } else if (name == "complaint.reopened") {
        s.stage = s.verified_at ? Stage::looked_into : Stage::received;
        s.answered_at.reset();
        s.answer.clear();
        s.agreement.reset();
        s.closed_at.reset();
        s.follow_up_by.reset();
        s.called_at.reset();
        s.promised_at.reset();
    } else if (name == "follow_up.reached" && text_in(event.facts, "household") != "joined") {
        s.called_at = now;
    }
    // Who comes, if somebody is sent; else who answers for it.
    if (const auto executor = id_in(event.facts, "executor"); executor != 0) s.handler = StaffId{executor};
    else if (const auto responsible = id_in(event.facts, "responsible"); responsible != 0) s.handler = StaffId{responsible};
    return s;
}

void follow(Unit& unit, const journal::Event& event) {
    const auto matter = event.subject.kind == journal::SubjectKind::complaint ? event.subject.id : id_in(event.facts, "complaint");
    if (matter == 0) return;
    for (const auto& before : unit.tx.all<Submission>(sql::submissions_of_complaint, ComplaintId{matter})) {
        const auto s = followed(unit.tx, before, event, unit.moment.now);
        unit.tx.run(sql::submission_follow, s.id, s.stage, s.handler, s.verified_at, s.promised_at, s.answered_at, s.answer, s.agreement, s.closed_at,
                    s.follow_up_by, s.called_at);
    }
}

// Two records of one person became one: what was handed in belongs to the one that stays.
void move_to(Unit& unit, const journal::Event& event) {
    unit.tx.run(sql::submissions_move_person, PersonId{event.subject.id}, PersonId{id_in(event.facts, "into")});
}

void forget(Unit& unit, const journal::Event& event) {
    for (const auto id : unit.tx.all<SubmissionId>(sql::submissions_of_person, PersonId{event.subject.id})) {
        journal::erase_personal(unit.tx, {journal::SubjectKind::submission, id.value});
        unit.tx.run(sql::submission_wipe, id);
        unit.tx.run(sql::submission_words_delete, id);
        unit.tx.run(sql::submission_letter_links_delete, id);
        unit.tx.run(sql::submission_photos_delete, id);
    }
}

}  // namespace

void listen(work::World& world) {
    for (const char* name : {"complaint.verified", "complaint.referred", "complaint.decided", "complaint.promised", "complaint.promise_moved",
                             "complaint.answered", "complaint.agreement_recorded", "complaint.closed", "complaint.withdrawn", "complaint.reopened",
                             "complaint.assigned", "complaint.handed_over", "follow_up.reached"})
        world.listeners.emplace(name, follow);
    world.listeners.emplace("person.merged", move_to);
    world.listeners.emplace("person.erased", forget);
    world.describers[journal::SubjectKind::submission] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::submission_named, SubmissionId{id}, site).value_or(work::SubjectView{});
        if (!named.number.empty()) named.path = "/public-desk";
        return named;
    };
    world.sights[journal::SubjectKind::submission] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) {
        return actor.may(Permission::moderate_public_desk, site);
    };
}

}  // namespace huiyin::self
