// The lists and the sheet, their addresses, and how a review is named.
#include "huiyin_quality_sql.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"

namespace huiyin::quality {
namespace {

struct ListedReview {
    QualityReviewId id{};
    std::string number;
    StaffId employee{};
    std::string employee_name;
    Day closed_on{};
    QualityState state{};
    Points score{}, pass_mark{};
    std::optional<Day> scored_on;
    std::string scored_by_name;
};
BOOST_DESCRIBE_STRUCT(ListedReview, (), (id, number, employee, employee_name, closed_on, state, score, pass_mark, scored_on, scored_by_name))

std::optional<Instant> review_due(store::Tx& tx, QualityReviewId id) {
    for (const auto& o : obligations::of_subject(tx, {journal::SubjectKind::quality_review, id.value}))
        if (o.state == obligations::State::open) return o.due_at;
    return std::nullopt;
}

Refusal not_permitted() { return {"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "see_quality"}}}; }

}  // namespace

std::optional<Review> find_review(store::Tx& tx, QualityReviewId id, SiteId site) { return tx.first<Review>(sql::quality_review_find, id, site); }

bool may_see(const work::Actor& actor, SiteId site, const Review& review) {
    return review.employee == actor.staff ? review.state == QualityState::scored : actor.may(Permission::see_quality, site);
}

Result<QualityReviewList> list_quality_reviews(work::Reading& reading, const ListQualityReviews& query) {
    QualityReviewList list;
    list.may_see_all = reading.actor.may(Permission::see_quality, reading.site);
    list.may_score = reading.actor.may(Permission::review_quality, reading.site);
    const bool mine = query.show == QualityShow::mine, waiting = query.show == QualityShow::to_score;
    if (!mine && !list.may_see_all) return refuse(not_permitted());
    const auto whose = mine ? reading.actor.staff : query.employee.value_or(StaffId{});
    // What was drawn of oneself one learns when it is scored.
    const auto without = waiting ? reading.actor.staff : StaffId{};
    for (auto& r : reading.tx.all<ListedReview>(sql::reviews_list, reading.site, waiting ? QualityState::drawn : QualityState::scored, whose, without,
                                                query.item.value_or(""), std::int64_t{query.below.value_or(false)}, query.from.value_or(Day::of(1970, 1, 1)),
                                                query.until.value_or(Day::of(9999, 12, 31)))) {
        QualityReviewRow row{r.id, std::move(r.number), r.employee, std::move(r.employee_name), r.closed_on, r.state, r.score, r.pass_mark, r.scored_on,
                             std::move(r.scored_by_name), {}, false};
        if (waiting)
            if (const auto due = review_due(reading.tx, r.id)) {
                row.due_at = due;
                row.late = *due <= reading.now;
            }
        list.rows.push_back(std::move(row));
    }
    if (list.may_score) list.to_score = reading.tx.one<std::int64_t>(sql::reviews_to_score, reading.site, reading.actor.staff);
    return list;
}

Result<QualityReviewPage> open_quality_review(work::Reading& reading, const OpenQualityReview& query) {
    const auto r = find_review(reading.tx, query.id, reading.site);
    if (!r || !may_see(reading.actor, reading.site, *r)) return refuse(refused::not_found);
    const auto sample = find_sample(reading.tx, r->sample, reading.site);
    ensure(sample.has_value(), "a drawn matter keeps its sample");
    QualityReviewPage v;
    v.id = r->id;
    v.sample = r->sample;
    const journal::Subject matter{journal::SubjectKind::complaint, r->complaint.value};
    v.number = r->number;
    if (reading.world.may_see(reading.tx, reading.actor, reading.site, matter)) {
        auto named = reading.world.describe(reading.tx, reading.site, matter);
        v.title = std::move(named.title);
        v.path = std::move(named.path);
    }
    v.employee = r->employee;
    v.employee_name = organisation::staff_name(reading.tx, r->employee).value_or("");
    v.closed_on = r->closed_on;
    v.state = r->state;
    v.items = sample->read_items();
    v.marks = reading.tx.all<QualityMark>(sql::quality_marks_of, r->id);
    v.score = r->score;
    v.pass_mark = r->pass_mark;
    v.summary = r->summary;
    if (r->scored_by) v.scored_by_name = organisation::staff_name(reading.tx, *r->scored_by).value_or("");
    v.scored_at = r->scored_at;
    if (const auto due = review_due(reading.tx, r->id)) {
        v.due_at = due;
        v.late = *due <= reading.now;
    }
    v.may_score = r->state == QualityState::drawn && r->employee != reading.actor.staff && reading.actor.may(Permission::review_quality, reading.site);
    v.may_see_sample = reading.actor.may(Permission::see_quality, reading.site);
    v.version = r->version;
    return v;
}

void add_routes(work::Routes& routes) {
    routes.get("/quality-reviews", "list_quality_reviews", list_quality_reviews);
    routes.get("/quality-reviews/{id}", "open_quality_review", open_quality_review);
    routes.post("/quality-reviews/{id}/score", "score_quality_review", score_quality_review, {.creates = true});
    routes.get("/quality-board", "open_quality_board", open_quality_board);
    add_sample_routes(routes);
}

void listen(work::World& world) {
    listen_for_candidates(world);
    world.describers[journal::SubjectKind::quality_review] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto r = find_review(tx, {id}, site);
        if (!r) return {};
        return {r->number, organisation::staff_name(tx, r->employee).value_or(""), "/quality/" + std::to_string(id)};
    };
    world.sights[journal::SubjectKind::quality_review] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto r = find_review(tx, {id}, site);
        return r && may_see(actor, site, *r);
    };
    world.describers[journal::SubjectKind::quality_sample] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto s = find_sample(tx, {id}, site);
        return s ? work::SubjectView{{}, s->month.iso().substr(0, 7), "/quality/samples/" + std::to_string(id)} : work::SubjectView{};
    };
    world.sights[journal::SubjectKind::quality_sample] = [](store::Tx&, const work::Actor& actor, SiteId site, std::int64_t) {
        return actor.may(Permission::see_quality, site);
    };
}

}  // namespace huiyin::quality
