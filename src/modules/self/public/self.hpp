// The public desk (D2): posters that say where and how to complain, what a resident hands in without an account, the
// list in which the desk looks at it, and the page on which the resident follows it. A submission becomes a complaint
// only through the desk's own use-case; the public page reads this module's row and nothing else.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "qr/qr.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::self {
using work::Permission;
using work::Unit;

enum class PlaceKind { site, building, unit };
BOOST_DESCRIBE_ENUM(PlaceKind, site, building, unit)
enum class SubmissionKind { complaint, enquiry, repair_request, opinion };
BOOST_DESCRIBE_ENUM(SubmissionKind, complaint, enquiry, repair_request, opinion)
enum class SubmissionState { waiting, accepted, rejected };
BOOST_DESCRIBE_ENUM(SubmissionState, waiting, accepted, rejected)
enum class RejectReason { not_ours, unclear, duplicate, abusive, spam };
BOOST_DESCRIBE_ENUM(RejectReason, not_ours, unclear, duplicate, abusive, spam)
// How far it is, in steps that a resident understands; the screen says each as a sentence.
enum class Stage { waiting, rejected, received, looked_into, deciding, answered, closed, withdrawn };
BOOST_DESCRIBE_ENUM(Stage, waiting, rejected, received, looked_into, deciding, answered, closed, withdrawn)
enum class Language { zh_Hans, zh_Hant, en };
BOOST_DESCRIBE_ENUM(Language, zh_Hans, zh_Hant, en)
enum class Grade { satisfied, fairly_satisfied, dissatisfied };
BOOST_DESCRIBE_ENUM(Grade, satisfied, fairly_satisfied, dissatisfied)

// ---------- the office: where and how to complain ----------

struct Office {  // what posters and the public page say
    std::string site_name, short_name;
    std::string address, phone, hours;
    std::string web_address;  // under which residents reach this server; "": the address the desk was opened under
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Office, (), (site_name, short_name, address, phone, hours, web_address, version))
struct ReadOffice {  // GET /public-desk/office
    static constexpr auto needs = Permission::manage_public_desk;
};
BOOST_DESCRIBE_STRUCT(ReadOffice, (), ())
struct PublishOffice {  // PUT /public-desk/office (D2)
    static constexpr auto needs = Permission::manage_public_desk;
    static constexpr std::array optional_fields = {"hours", "web_address"};
    std::int64_t version = 0;
    std::string address, phone, hours, web_address;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PublishOffice, (), (version, address, phone, hours, web_address))

// ---------- posters ----------

struct PosterRow {
    PosterId id{};
    PlaceKind place_kind = PlaceKind::site;
    std::string place;  // "碧溪花园", "3栋", "3栋1204"
    std::string code;
    Instant made_at{};
    std::optional<Instant> withdrawn_at;
    std::int64_t waiting = 0, all = 0;  // submissions through it
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PosterRow, (), (id, place_kind, place, code, made_at, withdrawn_at, waiting, all, version))
struct ListPosters {  // GET /posters
    static constexpr auto needs = Permission::manage_public_desk;
};
BOOST_DESCRIBE_STRUCT(ListPosters, (), ())
struct PosterList { std::vector<PosterRow> posters; };
BOOST_DESCRIBE_STRUCT(PosterList, (), (posters))
struct MakePoster {  // POST /posters
    static constexpr auto needs = Permission::manage_public_desk;
    PlaceKind place_kind = PlaceKind::site;
    std::optional<BuildingId> building;
    std::optional<UnitId> unit;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MakePoster, (), (place_kind, building, unit))
struct WithdrawPoster {  // POST /posters/{id}/withdrawal: its code leads nowhere any more
    static constexpr auto needs = Permission::manage_public_desk;
    PosterId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WithdrawPoster, (), (id, version))
struct RenewPoster {  // POST /posters/{id}/renewal: the old code is withdrawn and a new poster takes its place
    static constexpr auto needs = Permission::manage_public_desk;
    PosterId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RenewPoster, (), (id, version))
struct OpenPoster {  // GET /posters/{id}?origin=https://…: for printing
    static constexpr auto needs = Permission::manage_public_desk;
    PosterId id{};
    std::optional<std::string> origin;  // where the desk was opened, unless the office names its web address
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenPoster, (), (id, origin))
struct PosterPage {
    PosterId id{};
    PlaceKind place_kind = PlaceKind::site;
    std::string place, company_name;
    std::string link;
    qr::QrCode code;
    Office office;
    bool withdrawn = false;
};
BOOST_DESCRIBE_STRUCT(PosterPage, (), (id, place_kind, place, company_name, link, code, office, withdrawn))

// ---------- the public side (no sign-in; the address and the secret link say what may be seen) ----------

struct PublicPlace {  // GET /public/places/{code}
    PlaceKind place_kind = PlaceKind::site;
    std::string place;
    Office office;
};
BOOST_DESCRIBE_STRUCT(PublicPlace, (), (place_kind, place, office))
struct Submit {  // POST /public/places/{code}/submissions
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"place", "name", "phone", "website"};
    std::string code;
    std::string attempt;   // 32 hexadecimal digits that the phone made up: the same attempt is kept once
    SubmissionKind kind = SubmissionKind::complaint;
    std::string text;
    std::string place;     // where exactly, in words
    std::string name, phone;
    Language language = Language::zh_Hans;
    std::string website;   // no person sees this field; whoever fills it in is a program
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(Submit, (), (code, attempt, kind, text, place, name, phone, language, website))
struct Submitted {
    std::string number;
    std::string link;      // the secret of the link, 128 bits: shown this once, kept here as a digest
    SubmissionId id{};
};
BOOST_DESCRIBE_STRUCT(Submitted, (), (number, link, id))
struct PublicWord { Instant at{}; std::string text; };
BOOST_DESCRIBE_STRUCT(PublicWord, (), (at, text))
struct PublicMatter {  // GET /public/matter: what the resident is told, in facts; the screen has the sentences
    std::string number;
    std::string place;
    SubmissionKind kind = SubmissionKind::complaint;
    std::string text;
    Stage stage = Stage::waiting;
    Instant submitted_at{};
    std::string complaint_number;
    std::optional<Instant> accepted_at, verified_at, promised_at, answered_at, closed_at, follow_up_by, called_at;
    std::string answer;
    std::string agreement;        // agreed, not_agreed, …; "" not said yet
    std::string handler;          // who looks after it
    std::optional<RejectReason> reject_reason;
    std::string reject_words;
    std::vector<PublicWord> words;
    std::int64_t photos = 0;
    std::string rated;            // satisfied, fairly_satisfied, dissatisfied; "" not yet
    bool may_add = false, may_agree = false, may_rate = false;
    Office office;
    Instant now{};
};
BOOST_DESCRIBE_STRUCT(PublicMatter, (), (number, place, kind, text, stage, submitted_at, complaint_number, accepted_at, verified_at,
                                         promised_at, answered_at, closed_at, follow_up_by, called_at, answer, agreement, handler,
                                         reject_reason, reject_words, words, photos, rated, may_add, may_agree, may_rate, office, now))
struct AddWords {  // POST /public/matter/words
    static constexpr auto needs = Permission::anyone;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AddWords, (), (text))
struct SayAgreement {  // POST /public/matter/agreement
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"reason"};
    bool agrees = false;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SayAgreement, (), (agrees, reason))
struct Rate {  // POST /public/matter/rating, POST /public/rating
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"words"};
    Grade grade = Grade::satisfied;
    std::string words;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(Rate, (), (grade, words))
struct PhotoAdded { std::int64_t photos = 0; };
BOOST_DESCRIBE_STRUCT(PhotoAdded, (), (photos))

inline constexpr std::size_t photo_bytes_most = 8u << 20;

std::optional<SiteId> site_of_code(store::Tx& tx, std::string_view code);
std::optional<SiteId> site_of_link(store::Tx& tx, std::string_view link);
Result<PublicPlace> open_place(work::Reading& reading, std::string_view code);
Result<PublicMatter> open_matter(work::Reading& reading, std::string_view link);
// `origin` tells senders apart without saying who they are: a digest made by the door.
Result<Submitted> submit(Unit& unit, const Submit& command, std::string_view origin);
Result<PhotoAdded> add_photo(Unit& unit, std::string_view link, std::string_view bytes);
Result<PublicMatter> add_words(Unit& unit, std::string_view link, const AddWords& command);
Result<PublicMatter> say_agreement(Unit& unit, std::string_view link, const SayAgreement& command);
Result<PublicMatter> rate(Unit& unit, std::string_view link, const Rate& command);

// ---------- the desk's list ----------

struct ListSubmissions {  // GET /submissions
    static constexpr auto needs = Permission::moderate_public_desk;
    std::optional<SubmissionState> state;  // waiting if absent
    std::optional<std::string> cursor;
    std::optional<int> limit;              // 1–100, 50 if absent
};
BOOST_DESCRIBE_STRUCT(ListSubmissions, (), (state, cursor, limit))
struct PhotoRef { std::string id; std::string media_type; std::int64_t size = 0; };
BOOST_DESCRIBE_STRUCT(PhotoRef, (), (id, media_type, size))
struct SubmissionRow {
    SubmissionId id{};
    std::string number;
    SubmissionState state = SubmissionState::waiting;
    SubmissionKind kind = SubmissionKind::complaint;
    PlaceKind place_kind = PlaceKind::site;
    std::string place;            // of the poster
    std::optional<UnitId> unit;   // if the poster hangs at a door
    std::string place_words;      // where exactly, as the resident says
    std::string text;
    std::string name, phone;      // masked
    Instant submitted_at{};
    std::optional<Instant> due_at;
    std::int64_t same_origin = 0; // how many wait from the same sender, this one included
    std::vector<PublicWord> words;
    std::vector<PhotoRef> photos;
    std::optional<Instant> moderated_at;
    std::string moderated_by_name;
    std::optional<RejectReason> reject_reason;
    std::string reject_words;
    std::optional<ComplaintId> complaint;
    std::string complaint_number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SubmissionRow, (), (id, number, state, kind, place_kind, place, unit, place_words, text, name, phone, submitted_at,
                                          due_at, same_origin, words, photos, moderated_at, moderated_by_name, reject_reason,
                                          reject_words, complaint, complaint_number, version))
struct SubmissionList { std::vector<SubmissionRow> rows; std::string next; std::int64_t total = 0; std::int64_t waiting = 0; };
BOOST_DESCRIBE_STRUCT(SubmissionList, (), (rows, next, total, waiting))
enum class MatterKind { complaint, enquiry, repair_request, demand, opinion, violation };
BOOST_DESCRIBE_ENUM(MatterKind, complaint, enquiry, repair_request, demand, opinion, violation)
struct AcceptSubmission {  // POST /submissions/{id}/acceptance: it becomes a matter, with the time at which it was handed in
    static constexpr auto needs = Permission::moderate_public_desk;
    SubmissionId id{};
    std::int64_t version = 0;
    MatterKind kind = MatterKind::complaint;
    CategoryId category{};
    std::string subject;
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AcceptSubmission, (), (id, version, kind, category, subject, unit, person))
struct RejectSubmission {  // POST /submissions/{id}/rejection
    static constexpr auto needs = Permission::moderate_public_desk;
    static constexpr std::array optional_fields = {"words", "all_from_sender", "say_anyway"};
    SubmissionId id{};
    std::int64_t version = 0;
    RejectReason reason = RejectReason::not_ours;
    std::string words;            // told to the resident
    bool all_from_sender = false; // everything that waits from the same sender
    std::string say_anyway;       // why a forbidden phrase goes out all the same (F5.1)
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RejectSubmission, (), (id, version, reason, words, all_from_sender, say_anyway))
struct Moderated {
    SubmissionId id{};
    SubmissionState state = SubmissionState::waiting;
    std::optional<ComplaintId> complaint;
    std::string complaint_number;
    std::int64_t rejected = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Moderated, (), (id, state, complaint, complaint_number, rejected, version))
struct DiscloseSender {  // POST /submissions/{id}/disclosures: who handed it in, with a reason, in the journal
    static constexpr auto needs = Permission::reveal_personal_data;
    SubmissionId id{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(DiscloseSender, (), (id, reason))
struct Sender { std::string name, phone; };
BOOST_DESCRIBE_STRUCT(Sender, (), (name, phone))

Result<Office> publish_office(Unit& unit, const PublishOffice& command);
Result<PosterRow> make_poster(Unit& unit, const MakePoster& command);
Result<PosterRow> withdraw_poster(Unit& unit, const WithdrawPoster& command);
Result<PosterRow> renew_poster(Unit& unit, const RenewPoster& command);
Result<PosterList> list_posters(work::Reading& reading, const ListPosters& query);
Result<PosterPage> open_poster(work::Reading& reading, const OpenPoster& query);
Result<SubmissionList> list_submissions(work::Reading& reading, const ListSubmissions& query);
Result<Moderated> accept_submission(Unit& unit, const AcceptSubmission& command);
Result<Moderated> reject_submission(Unit& unit, const RejectSubmission& command);
Result<Sender> disclose_sender(Unit& unit, const DiscloseSender& command);
Office office_of(store::Tx& tx, SiteId site);
// One more secret link to the resident's page of this matter, for a letter; "" if it was not handed in here, or nobody said
// under which address residents reach this server.
std::string letter_link(Unit& unit, ComplaintId complaint);

// ---------- the desk behind the door ----------

// What a matter needs when it is recorded; the unit stands at the time at which it was handed in.
struct Recording {
    MatterKind kind = MatterKind::complaint;
    CategoryId category{};
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::string name, phone, place, subject, text;
};
struct Recorded { ComplaintId id{}; std::string number; };
// This module knows no other module of work: whoever puts the program together introduces them.
struct Desk {
    std::function<Result<Recorded>(Unit&, const Recording&)> record;
    std::function<Result<void>(Unit&, ComplaintId, const std::string& name, std::string_view bytes)> attach;
    std::function<Result<void>(Unit&, ComplaintId, const std::string& text)> hear;
    std::function<Result<void>(Unit&, ComplaintId, bool agrees, const std::string& reason)> agree;
    std::function<Result<void>(Unit&, ComplaintId, Grade, const std::string& words)> rate;
    std::function<std::string(store::Tx&, ComplaintId)> rated;
};
void meet(Desk desk);

// Keeps the resident's row true while the matter goes on, names submissions for whoever looks across, and forgets
// whom the law wants forgotten.
void listen(work::World& world);

void add_routes(work::Routes& routes);

}  // namespace huiyin::self
