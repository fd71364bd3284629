// The record of a submission and of a poster, and what reads them.
#pragma once
#include "self/self.hpp"

namespace huiyin::self {

struct Poster {
    PosterId id{};
    SiteId site{};
    std::string code;
    PlaceKind place_kind = PlaceKind::site;
    std::int64_t place = 0;
    Instant made_at{};
    std::optional<Instant> withdrawn_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Poster, (), (id, site, code, place_kind, place, made_at, withdrawn_at, version))

struct Submission {
    SubmissionId id{};
    SiteId site{};
    std::string number;
    PosterId poster{};
    PlaceKind place_kind = PlaceKind::site;
    std::int64_t place = 0;
    SubmissionKind kind = SubmissionKind::complaint;
    std::string text, place_words, name, phone;
    Language language = Language::zh_Hans;
    std::string origin;
    Instant submitted_at{};
    std::string link_salt;
    SubmissionState state = SubmissionState::waiting;
    std::optional<Instant> moderated_at;
    std::optional<StaffId> moderated_by;
    std::optional<RejectReason> reject_reason;
    std::string reject_words;
    std::optional<ComplaintId> complaint;
    std::string complaint_number;
    std::optional<PersonId> person;
    Stage stage = Stage::waiting;
    std::optional<StaffId> handler;
    std::optional<Instant> verified_at, promised_at, answered_at;
    std::string answer;
    std::optional<std::string> agreement;
    std::optional<Instant> closed_at, follow_up_by, called_at;
    std::int64_t photos = 0;
    std::int64_t version = 0;

    journal::Subject as_subject() const { return {journal::SubjectKind::submission, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Submission, (), (id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin,
                                       submitted_at, link_salt, state, moderated_at, moderated_by, reject_reason, reject_words, complaint,
                                       complaint_number, person, stage, handler, verified_at, promised_at, answered_at, answer, agreement,
                                       closed_at, follow_up_by, called_at, photos, version))

// Every "no" of this module, with its clause.
namespace refused {
// A wrong link, a withdrawn poster and an unknown one look alike: whoever guesses learns nothing.
inline const Refusal nothing_here{"public_desk.nothing-here", Trouble::missing};
inline const Refusal full{"public_desk.full", Trouble::too_many, {}, {}, {{"retry_after", 1800}}};
inline const Refusal not_taken{"public_desk.not-taken", Trouble::conflict};
inline const Refusal already_moderated{"public_desk.already-moderated", Trouble::conflict, "D2"};
inline const Refusal not_now{"public_desk.not-now", Trouble::conflict};
inline const Refusal too_many_words{"public_desk.too-many-words", Trouble::conflict};
inline const Refusal too_many_photos{"public_desk.too-many-photos", Trouble::conflict};
inline const Refusal not_a_photo{"public_desk.not-a-photo", Trouble::invalid, {}, {{"photo", "unknown-value"}}};
inline const Refusal photo_too_large{"public_desk.photo-too-large", Trouble::too_large};
inline const Refusal poster_stands{"public_desk.poster-stands", Trouble::conflict, "D2"};
inline const Refusal poster_withdrawn{"public_desk.poster-withdrawn", Trouble::conflict, "D2"};
inline const Refusal not_found{"public_desk.not-found", Trouble::missing};
}  // namespace refused

const Desk& desk();

std::string place_name(store::Tx& tx, SiteId site, PlaceKind kind, std::int64_t place);
std::optional<Submission> find_by_link(store::Tx& tx, std::string_view link);
Result<Submission> find_waiting(Unit& unit, SubmissionId id, std::int64_t version);
PublicMatter matter_of(store::Tx& tx, const Submission& s, Instant now);
boost::json::object facts_of(const Submission& s);
std::string link_of(std::string_view attempt, std::string_view salt);
Result<work::RawAnswer> read_photo(work::Reading& reading, std::int64_t submission, std::int64_t photo);

}  // namespace huiyin::self
