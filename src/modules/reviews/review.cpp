// Opening the sheet of a day, signing it, and what a beginning day does: it opens the new sheet and freezes the one before.
#include "huiyin_reviews_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::reviews {
namespace {

struct Debt {
    Instant due_at{};
    bool late = false;
};

std::optional<Debt> debt_of(work::Reading& reading, journal::Subject subject) {
    for (const auto& o : obligations::of_subject(reading.tx, subject))
        if (o.act == "review_day") {
            const bool late = o.state == obligations::State::kept_late || (o.state == obligations::State::open && o.due_at <= reading.now);
            return Debt{o.due_at, late};
        }
    return std::nullopt;
}

std::vector<ReviewRow> earlier(work::Reading& reading) {
    auto rows = reading.tx.all<ReviewRow>(sql::reviews_recent, reading.site);
    for (auto& row : rows)
        if (const auto debt = debt_of(reading, {journal::SubjectKind::daily_review, row.id.value})) {
            row.due_at = debt->due_at;
            row.late = debt->late;
        }
    return rows;
}

// The journal holds the digest too: who changes the document would have to break the chain.
bool intact(work::Reading& reading, const Review& review) {
    if (journal::sha256_hex(*review.document) != review.digest) return false;
    for (const auto& e : journal::history(reading.tx, review.as_subject())) {
        if (e.event != "daily_review.signed") continue;
        const auto facts = json::parse(e.facts);
        const auto* told = facts ? facts->as_object().if_contains("digest") : nullptr;
        return told && told->is_string() && told->as_string() == review.digest;
    }
    return false;
}

// The words as they were signed; what became of each since.
std::vector<RemarkView> as_signed(const Document& document, const std::vector<RemarkView>& now) {
    auto remarks = document.remarks;
    for (auto& r : remarks)
        for (const auto& live : now)
            if (live.id == r.id) {
                const auto text = std::exchange(r.text, {});
                r = live;
                r.text = text;
            }
    return remarks;
}

void freeze(work::Unit& unit, const Review& review) {
    work::Reading reading{unit.tx, unit.actor, unit.site, unit.moment.now, unit.world()};
    const auto sheet = sheet_of(reading, review);
    unit.tx.run(sql::review_freeze, review.id, sheet.as_of, sheet.as_of_seq, json::text(sheet));
}

void begin_day(work::Unit& unit, const journal::Event& event) {
    const auto day = unit.today();
    const auto before = unit.tx.first<Review>(sql::review_newest, unit.site, day);
    if (before && before->state == ReviewState::open) freeze(unit, *before);
    const auto id = unit.make_id<ReviewId>();
    const auto head = unit.tx.first<std::int64_t>(sql::review_head, unit.site).value_or(0);
    unit.tx.run(sql::review_insert, id, unit.site, day, head, unit.moment.now);
    unit.tell({"daily_review.opened", {journal::SubjectKind::daily_review, id.value}, event.facts, {}});
}

}  // namespace

void SignReview::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.length("conclusion", conclusion, 4000);
}

Result<DailyReview> open_daily_review(work::Reading& reading, const OpenDailyReview& query) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    const auto review = query.day ? reading.tx.first<Review>(sql::review_of_day, reading.site, *query.day)
                                  : reading.tx.first<Review>(sql::review_newest, reading.site, today + 1);
    if (!review) return refuse(refused::not_found);
    DailyReview view;
    view.id = review->id;
    view.day = review->day;
    view.state = review->state;
    view.version = review->version;
    view.conclusion = review->conclusion;
    view.digest = review->digest;
    view.signed_at = review->signed_at;
    const auto debt = debt_of(reading, review->as_subject());
    if (debt) {
        view.due_at = debt->due_at;
        view.late = debt->late;
    }
    view.remarks = remarks_of(reading, review->id);
    if (review->document) {
        Document document;
        std::vector<FieldError> errors;
        if (const auto value = json::parse(*review->document)) json::read(*value, document, errors, "");
        view.intact = errors.empty() && intact(reading, *review);
        view.from = document.sheet.from;
        view.as_of = document.sheet.as_of;
        view.sections = std::move(document.sheet.sections);
        view.signed_by_name = document.signed_by_name;
        view.remarks = as_signed(document, view.remarks);
    } else {
        auto sheet = sheet_of(reading, *review);
        view.from = sheet.from;
        view.as_of = sheet.as_of;
        view.sections = std::move(sheet.sections);
    }
    view.may_sign = review->state != ReviewState::signed_ && reading.actor.may(Permission::sign_daily_review, reading.site);
    view.earlier = earlier(reading);
    return view;
}

Result<ReviewChanged> sign_review(work::Unit& unit, const SignReview& command) {
    const auto review = unit.tx.first<Review>(sql::review_find, command.id, unit.site);
    if (!review) return refuse(refused::not_found);
    if (review->state == ReviewState::signed_) return refuse(refused::already_signed);
    if (review->version != command.version) {
        auto stale = refused::stale;
        stale.details = {{"version", review->version}, {"seen", command.version}};
        return refuse(std::move(stale));
    }
    work::Reading reading{unit.tx, unit.actor, unit.site, unit.moment.now, unit.world()};
    Document document{review->day, sheet_of(reading, *review), remarks_of(reading, review->id), text::trim(command.conclusion),
                      unit.actor.name, unit.moment.now};
    const auto text = json::text(document);
    const auto digest = journal::sha256_hex(text);
    if (unit.tx.run(sql::review_sign, review->id, document.sheet.as_of, document.sheet.as_of_seq, json::text(document.sheet), text, digest,
                    document.conclusion, unit.moment.now, unit.actor.staff, review->version) == 0)
        throw store::StaleRow("review " + std::to_string(review->id.value));
    journal::Event event{"daily_review.signed", review->as_subject(), {}, {{"conclusion", document.conclusion}}};
    event.facts = {{"day", review->day.iso()}, {"digest", digest}, {"remarks", static_cast<std::int64_t>(document.remarks.size())}};
    unit.tell(event);
    return ReviewChanged{review->id, ReviewState::signed_, review->version + 1, digest, {}};
}

void listen(work::World& world) {
    world.listeners.emplace("day.began", begin_day);
    world.describers[journal::SubjectKind::daily_review] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        if (const auto review = tx.first<Review>(sql::review_find, id, site)) return {{}, review->day.iso(), "/daily-review/" + review->day.iso()};
        if (const auto remark = tx.first<Remark>(sql::remark_find, id, site))
            return {{}, remark->about.empty() ? remark->text : remark->about, "/remarks/" + std::to_string(id)};
        return {};
    };
    world.sights[journal::SubjectKind::daily_review] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        if (actor.may(Permission::see_daily_review, site)) return true;
        const auto remark = tx.first<Remark>(sql::remark_find, id, site);
        return remark && remark->owner == actor.staff;
    };
}

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/daily-review", "open_daily_review", open_daily_review);
    routes.post("/daily-reviews/{id}/remarks", "give_remark", give_remark, creates);
    routes.post("/daily-reviews/{id}/signature", "sign_review", sign_review, creates);
    routes.get("/remarks/{id}", "open_remark", open_remark);
    routes.post("/remarks/{id}/result", "settle_remark", settle_remark, creates);
}

}  // namespace huiyin::reviews
