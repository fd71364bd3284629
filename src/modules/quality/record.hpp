// The rows of quality review.
#pragma once
#include "quality/quality.hpp"

namespace huiyin::quality {

struct Sample {
    SampleId id{};
    SiteId site{};
    Day month{};
    std::string seed;
    int size = 0, per_person = 0;
    std::string candidates, items, digest;
    Instant drawn_at{};
    std::vector<Candidate> read_candidates() const;
    std::vector<QualityItem> read_items() const;
    journal::Subject as_subject() const { return {journal::SubjectKind::quality_sample, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Sample, (), (id, site, month, seed, size, per_person, candidates, items, digest, drawn_at))

struct Review {
    QualityReviewId id{};
    SiteId site{};
    SampleId sample{};
    ComplaintId complaint{};
    std::string number;
    StaffId employee{};
    Day closed_on{};
    std::string scorer;  // who owes it: supervisor, or the manager for the supervisor's own
    QualityState state = QualityState::drawn;
    Points score{}, pass_mark{};
    std::string summary;
    std::optional<Instant> scored_at;
    std::optional<StaffId> scored_by;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::quality_review, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Review, (), (id, site, sample, complaint, number, employee, closed_on, scorer, state, score, pass_mark, summary, scored_at, scored_by, version))

namespace refused {
inline const Refusal not_found{"quality.not-found", Trouble::missing};
inline const Refusal own{"quality.own", Trouble::conflict, "J9"};
inline const Refusal scored_already{"quality.scored", Trouble::conflict, "J9"};
}  // namespace refused

std::optional<Review> find_review(store::Tx& tx, QualityReviewId id, SiteId site);
std::optional<Sample> find_sample(store::Tx& tx, SampleId id, SiteId site);
// Its person sees it once it is scored; whoever may see quality, the others' always.
bool may_see(const work::Actor& actor, SiteId site, const Review& review);

void add_sample_routes(work::Routes& routes);
void listen_for_candidates(work::World& world);

}  // namespace huiyin::quality
