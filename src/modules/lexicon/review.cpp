// Quality review of what was said anyway: what it was, why, and what the reviewer makes of it.
#include <charconv>

#include "huiyin_lexicon_sql.hpp"
#include "kernel/text.hpp"
#include "wording.hpp"

namespace huiyin::lexicon {
namespace {

constexpr std::int64_t beyond = 9'000'000'000'000'000'000;

std::optional<std::int64_t> cursor_of(const std::string& text) {
    std::int64_t id = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || rest != text.data() + text.size() || id <= 0) return std::nullopt;
    return id;
}

struct Listed {
    WordingReviewId id{};
    Instant at{};
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
    StaffId staff{};
    std::string staff_name;
    ReviewState state{};
    std::optional<Instant> reviewed_at;
    std::string reviewer_name;
    std::int64_t version = 0;
    std::string facts;
    std::optional<std::string> said, judged;  // the journal's personal parts; gone after erasure
};
BOOST_DESCRIBE_STRUCT(Listed, (), (id, at, subject_kind, subject_id, staff, staff_name, state, reviewed_at, reviewer_name, version, facts, said, judged))

struct Review {
    WordingReviewId id{};
    SiteId site{};
    EventId event{};
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
    Instant at{};
    StaffId staff{};
    ReviewState state{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Review, (), (id, site, event, subject_kind, subject_id, at, staff, state, version))

std::string text_in(const boost::json::object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    return v && v->is_string() ? std::string(v->as_string()) : std::string{};
}

boost::json::object object_in(const std::optional<std::string>& text) {
    if (!text) return {};
    const auto parsed = json::parse(*text);
    return parsed && parsed->is_object() ? parsed->as_object() : boost::json::object{};
}

std::vector<Hit> hits_of(const rulebook::Rulebook& rulebook, const std::string& facts) {
    std::vector<Hit> hits;
    const auto parsed = object_in(facts);
    const auto* list = parsed.if_contains("hits");
    if (!list || !list->is_array()) return hits;
    for (const auto& item : list->as_array()) {
        const auto& o = item.as_object();
        Hit hit;
        hit.field = text_in(o, "field");
        hit.clause = text_in(o, "clause");
        hit.key = text_in(o, "key");
        hit.begin = static_cast<int>(o.at("begin").to_number<std::int64_t>());
        hit.end = static_cast<int>(o.at("end").to_number<std::int64_t>());
        // As the rulebook says it today; a phrase it no longer has keeps its key.
        if (const auto* clause = rulebook.find(hit.clause))
            for (const auto& f : clause->forbidden)
                if (f.key == hit.key) {
                    hit.situation = wording_of(f.situation);
                    hit.instead = wording_of(f.instead);
                }
        hits.push_back(std::move(hit));
    }
    return hits;
}

WordingReviewRow row_of(const work::Reading& reading, const Listed& listed) {
    WordingReviewRow row;
    row.id = listed.id;
    row.at = listed.at;
    row.staff_name = listed.staff_name;
    const auto matter = reading.world.describe(reading.tx, reading.site, {listed.subject_kind, listed.subject_id});
    row.number = matter.number;
    row.title = matter.title;
    row.path = matter.path;
    row.erased = !listed.said;
    const auto said = object_in(listed.said);
    row.reason = text_in(said, "reason");
    if (const auto* texts = said.if_contains("texts"); texts && texts->is_object())
        for (const auto& [field, text] : texts->as_object()) row.texts.push_back({std::string(field), std::string(text.as_string())});
    row.hits = hits_of(*reading.world.rulebook, listed.facts);
    row.state = listed.state;
    row.reviewed_at = listed.reviewed_at;
    row.reviewer_name = listed.reviewer_name;
    row.remark = text_in(object_in(listed.judged), "remark");
    row.may_review = listed.state == ReviewState::open && listed.staff != reading.actor.staff;
    row.version = listed.version;
    return row;
}

}  // namespace

void ListWordingReviews::check(Checks& c) const {
    c.when(cursor && !cursor_of(*cursor), "cursor", "unknown-value");
    c.when(limit && (*limit < 1 || *limit > 100), "limit", "out-of-range");
}

Result<WordingReviews> list_wording_reviews(work::Reading& reading, const ListWordingReviews& query) {
    WordingReviews view;
    const std::int64_t most = query.limit.value_or(50);
    const auto from = query.cursor ? cursor_of(*query.cursor).value_or(beyond) : beyond;
    const auto rows = reading.tx.all<Listed>(sql::wording_reviews_list, reading.site, query.state.value_or(ReviewState::open), from, most + 1);
    for (const auto& row : rows) {
        if (view.rows.size() == static_cast<std::size_t>(most)) {
            view.next = std::to_string(view.rows.back().id.value);
            break;
        }
        view.rows.push_back(row_of(reading, row));
    }
    const auto counted = reading.tx.all<ReviewCount>(sql::wording_reviews_count, reading.site);
    for (const auto state : {ReviewState::open, ReviewState::accepted, ReviewState::coached}) {
        ReviewCount count{state, 0};
        for (const auto& c : counted)
            if (c.state == state) count.count = c.count;
        view.counts.push_back(count);
    }
    return view;
}

void ReviewWording::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
    if (verdict == Verdict::coach) c.required("remark", remark);
    c.length("remark", remark, 1000);
}

Result<WordingReviewed> review_wording(Unit& unit, const ReviewWording& command) {
    const auto review = unit.tx.first<Review>(sql::wording_review_find, command.id, unit.site);
    if (!review) return refuse({"wording.review-not-found", Trouble::missing});
    if (review->state != ReviewState::open) return refuse({"wording.already-reviewed", Trouble::conflict, "F5.1"});
    if (review->version != command.version) return refuse({"stale", Trouble::stale, {}, {}, {{"version", review->version}}});
    if (review->staff == unit.moment.actor && !unit.actor.is_system()) return refuse({"wording.own-words", Trouble::conflict, "F5.1"});
    const auto state = command.verdict == Verdict::accept ? ReviewState::accepted : ReviewState::coached;
    const auto written = unit.tell({"wording.reviewed", {review->subject_kind, review->subject_id},
                                    {{"clause", "F5.1"}, {"verdict", json::enum_name(command.verdict)}, {"staff", std::to_string(review->staff.value)}},
                                    {{"remark", text::trim(command.remark)}}});
    if (unit.tx.run(sql::wording_review_save, command.id, state, unit.moment.now, unit.moment.actor, written.id, command.version) == 0)
        throw store::StaleRow("wording review");
    return WordingReviewed{command.id, state, command.version + 1};
}

}  // namespace huiyin::lexicon
