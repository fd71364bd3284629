// A month's sample, drawn again while it is read: the seed must draw the same matters, and the journal must hold the same digest.
#include <algorithm>

#include "huiyin_quality_sql.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"

namespace huiyin::quality {
namespace {

template <class T>
std::vector<T> kept_list(const std::string& text) {
    std::vector<T> read;
    std::vector<FieldError> errors;
    if (const auto value = json::parse(text)) json::read(*value, read, errors, "");
    ensure(errors.empty() && !read.empty(), "a sample is kept whole");
    return read;
}

std::string digest_in_journal(store::Tx& tx, const Sample& sample) {
    for (const auto& e : journal::history(tx, sample.as_subject())) {
        if (e.event != "quality.sampled") continue;
        const auto facts = json::parse(e.facts);
        const auto* digest = facts && facts->is_object() ? facts->as_object().if_contains("digest") : nullptr;
        if (digest && digest->is_string()) return std::string(digest->as_string());
    }
    return {};
}

}  // namespace

std::vector<Candidate> Sample::read_candidates() const { return kept_list<Candidate>(candidates); }
std::vector<QualityItem> Sample::read_items() const { return kept_list<QualityItem>(items); }

std::optional<Sample> find_sample(store::Tx& tx, SampleId id, SiteId site) { return tx.first<Sample>(sql::sample_find, id, site); }

Result<QualitySampleList> list_quality_samples(work::Reading& reading, const ListQualitySamples&) {
    QualitySampleList list;
    for (const auto& s : reading.tx.all<Sample>(sql::samples_of_site, reading.site)) {
        const auto reviews = reading.tx.all<Review>(sql::reviews_of_sample, s.id);
        list.rows.push_back({s.id, s.month, static_cast<int>(s.read_candidates().size()), static_cast<int>(reviews.size()),
                             static_cast<int>(std::ranges::count(reviews, QualityState::scored, &Review::state))});
    }
    return list;
}

Result<QualitySamplePage> open_quality_sample(work::Reading& reading, const OpenQualitySample& query) {
    const auto s = find_sample(reading.tx, query.id, reading.site);
    if (!s) return refuse(refused::not_found);
    QualitySamplePage v;
    v.id = s->id;
    v.month = s->month;
    v.seed = s->seed;
    v.digest = s->digest;
    v.size = s->size;
    v.per_person = s->per_person;
    v.drawn_at = s->drawn_at;
    auto candidates = s->read_candidates();
    const auto reviews = reading.tx.all<Review>(sql::reviews_of_sample, s->id);
    const auto again = draw(s->seed, candidates, s->size, s->per_person);
    const auto same = [](const Candidate& c, const Review& r) { return c.complaint == r.complaint && c.employee == r.employee; };
    v.as_drawn = digest_of_draw(s->seed, candidates, s->size, s->per_person) == s->digest && digest_in_journal(reading.tx, *s) == s->digest &&
                 std::ranges::equal(again, reviews, same);
    std::ranges::sort(candidates, {}, [&](const Candidate& c) { return std::pair{rank_of(s->seed, c.complaint), c.complaint}; });
    for (auto& c : candidates) {
        QualityDrawRow row{rank_of(s->seed, c.complaint).substr(0, 12), std::move(c.number), organisation::staff_name(reading.tx, c.employee).value_or(""), {}};
        const auto found = std::ranges::find(reviews, c.complaint, &Review::complaint);
        // That one's own matter was drawn, one learns when it is scored.
        if (found != reviews.end() && may_see(reading.actor, reading.site, *found)) row.review = found->id;
        v.order.push_back(std::move(row));
    }
    return v;
}

void add_sample_routes(work::Routes& routes) {
    routes.get("/quality-samples", "list_quality_samples", list_quality_samples);
    routes.get("/quality-samples/{id}", "open_quality_sample", open_quality_sample);
}

}  // namespace huiyin::quality
