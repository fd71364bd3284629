// A remark on a line becomes a task with an owner and a due time; it is done with a result (C1: follow up).
#include "huiyin_reviews_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "record.hpp"

namespace huiyin::reviews {
namespace {
constexpr std::size_t long_text = 2000;

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t n = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || rest != text.data() + text.size() || n <= 0) return std::nullopt;
    return n;
}
}  // namespace

void GiveRemark::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(!owner, "owner", "required");
    c.when(due_at.ms <= 0, "due_at", "required");
    c.when(!subject_id.empty() && !number_in(subject_id), "subject_id", "unknown-value");
    c.required("text", text);
    c.length("text", text, long_text);
}

void SettleRemark::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("result", result);
    c.length("result", result, long_text);
}

Result<ReviewChanged> give_remark(work::Unit& unit, const GiveRemark& command) {
    const auto review = unit.tx.first<Review>(sql::review_find, command.id, unit.site);
    if (!review) return refuse(refused::not_found);
    // What is signed stays as it is; a correction is a remark on the next sheet.
    if (review->state == ReviewState::signed_) return refuse(refused::already_signed);
    if (command.due_at <= unit.moment.now) return refuse(refused::due_in_the_past);
    if (!organisation::on_staff(unit.tx, command.owner, unit.site)) return refuse(refused::owner_unknown);
    Remark r{.id = unit.make_id<RemarkId>(), .site = unit.site, .review = review->id, .section = command.section};
    if (!command.subject_id.empty()) {
        r.subject_kind = command.subject_kind;
        r.subject_id = *number_in(command.subject_id);
        const journal::Subject subject{r.subject_kind, r.subject_id};
        if (!unit.world().may_see(unit.tx, unit.actor, unit.site, subject)) return refuse(refused::subject_unknown);
        const auto name = unit.world().describe(unit.tx, unit.site, subject);
        if (name.title.empty() && name.number.empty()) return refuse(refused::subject_unknown);
        r.about = name.number.empty() ? name.title : name.number + " · " + name.title;
    }
    r.text = text::trim(command.text);
    r.owner = command.owner;
    r.due_at = command.due_at;
    if (auto fit = qualification::may_be_assigned(unit, r.owner, review->as_subject()); !fit) return refuse(fit.error());
    unit.tx.run(sql::remark_insert, r.id, r.site, r.review, r.section, r.subject_kind, r.subject_id, r.about, r.text, r.owner, r.due_at,
                unit.moment.now, unit.actor.staff);
    unit.tx.run(sql::review_touch, review->id);
    journal::Event event{"daily_review.remarked", r.as_subject(), {}, {{"text", r.text}}};
    event.facts = {{"review", std::to_string(review->id.value)}, {"section", json::enum_name(r.section)},
                   {"responsible", std::to_string(r.owner.value)}, {"due_at", r.due_at.ms}};
    unit.tell(event);
    return ReviewChanged{review->id, review->state, review->version + 1, {}, r.id};
}

Result<ReviewChanged> settle_remark(work::Unit& unit, const SettleRemark& command) {
    const auto r = unit.tx.first<Remark>(sql::remark_find, command.id, unit.site);
    const bool signer = unit.actor.may(Permission::sign_daily_review, unit.site);
    if (!r || (r->owner != unit.actor.staff && !signer && !unit.actor.may(Permission::see_daily_review, unit.site)))
        return refuse(refused::remark_not_found);
    if (r->owner != unit.actor.staff && !signer) return refuse(refused::remark_not_yours);
    if (r->state == RemarkState::done) return refuse(refused::remark_done);
    if (r->version != command.version) return refuse(refused::stale);
    if (unit.tx.run(sql::remark_settle, r->id, text::trim(command.result), unit.moment.now, unit.actor.staff, r->version) == 0)
        throw store::StaleRow("remark " + std::to_string(r->id.value));
    unit.tell({"daily_review.remark_done", r->as_subject(), {{"review", std::to_string(r->review.value)}}, {{"result", text::trim(command.result)}}});
    return ReviewChanged{r->review, ReviewState::open, r->version + 1, {}, r->id};
}

RemarkView view_of(work::Reading& reading, const Remark& r) {
    const auto name = [&](StaffId id) { return organisation::staff_name(reading.tx, id).value_or(""); };
    RemarkView v{r.id, r.section, r.about, {}, r.text, r.owner, name(r.owner), r.due_at, r.given_at, name(r.given_by), r.state, r.result,
                 r.done_at, r.done_by ? name(*r.done_by) : std::string{}, r.version, false};
    if (r.subject_id) v.path = reading.world.describe(reading.tx, reading.site, {r.subject_kind, r.subject_id}).path;
    v.may_settle = r.state == RemarkState::open && (r.owner == reading.actor.staff || reading.actor.may(Permission::sign_daily_review, reading.site));
    return v;
}

std::vector<RemarkView> remarks_of(work::Reading& reading, ReviewId review) {
    std::vector<RemarkView> views;
    for (const auto& r : reading.tx.all<Remark>(sql::remarks_of, review)) views.push_back(view_of(reading, r));
    return views;
}

Result<RemarkPage> open_remark(work::Reading& reading, const OpenRemark& query) {
    const auto r = reading.tx.first<Remark>(sql::remark_find, query.id, reading.site);
    const bool sees = reading.actor.may(Permission::see_daily_review, reading.site);
    if (!r || (!sees && r->owner != reading.actor.staff)) return refuse(refused::remark_not_found);
    const auto review = reading.tx.first<Review>(sql::review_find, r->review, reading.site);
    return RemarkPage{review ? review->day : Day{}, sees, view_of(reading, *r)};
}

}  // namespace huiyin::reviews
