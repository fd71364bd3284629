// The rows of a review and its remarks, and what reads and assembles them.
#pragma once
#include "reviews/reviews.hpp"

namespace huiyin::reviews {

struct Review {
    ReviewId id{};
    SiteId site{};
    Day day{};
    ReviewState state = ReviewState::open;
    std::int64_t begin_seq = 0;
    Instant opened_at{};
    std::optional<Instant> as_of;
    std::optional<std::int64_t> as_of_seq;
    std::optional<std::string> sheet, document;
    std::string digest, conclusion;
    std::optional<Instant> signed_at;
    std::optional<StaffId> signed_by;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::daily_review, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Review, (), (id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion,
                                   signed_at, signed_by, version))

struct Remark {
    RemarkId id{};
    SiteId site{};
    ReviewId review{};
    SheetSection section = SheetSection::recorded;
    journal::SubjectKind subject_kind = journal::SubjectKind::system;
    std::int64_t subject_id = 0;  // 0: the day as such
    std::string about, text;
    StaffId owner{};
    Instant due_at{}, given_at{};
    StaffId given_by{};
    RemarkState state = RemarkState::open;
    std::string result;
    std::optional<Instant> done_at;
    std::optional<StaffId> done_by;
    std::int64_t version = 0;
    // A remark is a subject of its own, so that each is a debt of its own; its id never meets a review's.
    journal::Subject as_subject() const { return {journal::SubjectKind::daily_review, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Remark, (), (id, site, review, section, subject_kind, subject_id, about, text, owner, due_at, given_at, given_by, state,
                                   result, done_at, done_by, version))

// A sheet as it is kept: what it covers, and its sections.
struct Sheet {
    Instant from{}, as_of{};
    std::int64_t as_of_seq = 0;
    std::vector<SectionView> sections;
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (from, as_of, as_of_seq, sections))

// What was signed, whole: it reads as it did then.
struct Document {
    Day day{};
    Sheet sheet;
    std::vector<RemarkView> remarks;
    std::string conclusion, signed_by_name;
    Instant signed_at{};
};
BOOST_DESCRIBE_STRUCT(Document, (), (day, sheet, remarks, conclusion, signed_by_name, signed_at))

namespace refused {
inline const Refusal not_found{"daily_review.not-found", Trouble::missing};
inline const Refusal already_signed{"daily_review.already-signed", Trouble::conflict, "C1"};
inline const Refusal remark_not_found{"daily_review.remark-not-found", Trouble::missing};
inline const Refusal remark_done{"daily_review.remark-done", Trouble::conflict, "C1"};
inline const Refusal remark_not_yours{"daily_review.remark-not-yours", Trouble::forbidden, "C1"};
inline const Refusal due_in_the_past{"invalid", Trouble::invalid, {}, {{"due_at", "in-the-past"}}, {}};
inline const Refusal owner_unknown{"invalid", Trouble::invalid, {}, {{"owner", "unknown-value"}}, {}};
inline const Refusal subject_unknown{"invalid", Trouble::invalid, {}, {{"subject_id", "unknown-value"}}, {}};
inline const Refusal stale{"stale", Trouble::stale};
}  // namespace refused

// The sheet of a review: as kept, or, while its day lasts, as it stands now.
Sheet sheet_of(work::Reading& reading, const Review& review);
std::vector<RemarkView> remarks_of(work::Reading& reading, ReviewId review);
RemarkView view_of(work::Reading& reading, const Remark& remark);

}  // namespace huiyin::reviews
