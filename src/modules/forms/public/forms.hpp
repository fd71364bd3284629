// Forms: numbered records on paper and on screen, kept as they were when they were made (D8, and the sheets of D14).
// It knows no module of work: whoever puts the program together says where the content of each kind comes from.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "paper/sheet.hpp"
#include "sheets/book.hpp"
#include "work/form.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"
#include "words/words.hpp"

namespace huiyin::forms {
using work::Permission;

enum class Kind { complaint, follow_up, daily_review, appraisal_month, appraisal_year, appraisal_statistics, annual_statistics };
BOOST_DESCRIBE_ENUM(Kind, complaint, follow_up, daily_review, appraisal_month, appraisal_year, appraisal_statistics, annual_statistics)

// closing: made by itself when the matter ended; signing: when it was signed; printing: because somebody asked.
enum class Occasion { closing, signing, printing };
BOOST_DESCRIBE_ENUM(Occasion, closing, signing, printing)

// ---- wiring, once while the program is put together ----

// The same as a workbook with living sums, from what a form says: fields, personal part (empty once it is gone), language.
using Workbook = std::function<sheets::Book(const boost::json::object& fields, const boost::json::object& personal, const words::Words&)>;

struct Source {
    Kind kind = Kind::complaint;
    journal::SubjectKind subject = journal::SubjectKind::complaint;
    work::FormSource content;
    Permission needs = Permission::see_complaints;  // without it the form is not there; the source says the rest
    Workbook workbook{};                            // none: paper only
};
void provide(Source source);

// After this event of its subject the form is made by itself; `of` says about which events, if not about each.
void make_after(work::World& world, std::string_view event, Kind kind, Occasion occasion, std::function<bool(const journal::Event&)> of = {});
// Names forms for whoever looks across, and empties what an erased person said. Call once for each World.
void listen(work::World& world);

// ---- commands ----

struct FormMade {
    FormId id{};
    std::string number;
    bool fresh = false;  // false: nothing has changed since this one was made, so it is printed again
};
BOOST_DESCRIBE_STRUCT(FormMade, (), (id, number, fresh))

struct MakeComplaintForm {  // POST /complaints/{id}/forms
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(MakeComplaintForm, (), (id))

struct MakeFollowUpForm {  // POST /follow-ups/{id}/forms
    static constexpr auto needs = Permission::see_complaints;
    FollowUpId id{};
};
BOOST_DESCRIBE_STRUCT(MakeFollowUpForm, (), (id))

struct MakeDailyReviewForm {  // POST /daily-reviews/{id}/forms
    static constexpr auto needs = Permission::see_daily_review;
    ReviewId id{};
};
BOOST_DESCRIBE_STRUCT(MakeDailyReviewForm, (), (id))

struct MakeAppraisalForm {  // POST /appraisals/{id}/forms: of a month
    static constexpr auto needs = Permission::anyone;
    AppraisalId id{};
};
BOOST_DESCRIBE_STRUCT(MakeAppraisalForm, (), (id))

struct MakeYearForm {  // POST /appraisal-totals/{id}/forms: of a year that was signed
    static constexpr auto needs = Permission::anyone;
    AppraisalId id{};
};
BOOST_DESCRIBE_STRUCT(MakeYearForm, (), (id))

struct MakeStatisticsForm {  // POST /appraisal-statistics/{id}/forms
    static constexpr auto needs = Permission::see_appraisals;
    StatisticsId id{};
};
BOOST_DESCRIBE_STRUCT(MakeStatisticsForm, (), (id))

struct MakeForms {  // POST /form-batches: of many matters at once; all or nothing
    static constexpr auto needs = Permission::see_complaints;
    std::vector<ComplaintId> complaints;  // 1–100
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MakeForms, (), (complaints))
struct FormsMade { std::vector<FormMade> forms; };
BOOST_DESCRIBE_STRUCT(FormsMade, (), (forms))

struct DiscloseForm {  // POST /forms/{id}/disclosures: this person may print it unmasked for five minutes
    static constexpr auto needs = Permission::reveal_personal_data;
    FormId id{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(DiscloseForm, (), (id, reason))
struct FormDisclosed {
    std::string disclosure;
    Instant until{};
};
BOOST_DESCRIBE_STRUCT(FormDisclosed, (), (disclosure, until))

// ---- queries ----

struct ListForms {  // GET /complaints/{id}/forms: newest first
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(ListForms, (), (id))
struct FormRow {
    FormId id{};
    std::string number;
    Kind kind = Kind::complaint;
    Occasion occasion = Occasion::printing;
    Instant made_at{};
    StaffId made_by{};
    std::string made_by_name;
    bool erased = false;
};
BOOST_DESCRIBE_STRUCT(FormRow, (), (id, number, kind, occasion, made_at, made_by, made_by_name, erased))
struct FormList { std::vector<FormRow> forms; };
BOOST_DESCRIBE_STRUCT(FormList, (), (forms))

struct OpenForm {  // GET /forms/{id}: whoever may see its subject
    static constexpr auto needs = Permission::anyone;
    FormId id{};
    std::optional<std::string> language;    // zh-Hans (if absent), zh-Hant, en
    std::optional<std::string> disclosure;  // from DiscloseForm; without it personal data is masked
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenForm, (), (id, language, disclosure))
struct FormView {
    FormId id{};
    std::string number;
    Kind kind = Kind::complaint;
    Occasion occasion = Occasion::printing;
    Instant made_at{};
    std::string made_by_name;
    std::string digest;
    bool whole = true;                 // the content still fits its digest
    std::string rulebook_version;
    std::string replaces;              // the number of the form that this one took the place of
    std::string clause;
    std::vector<std::string> missing;  // what the clause demands and is not there, by key
    bool erased = false;
    std::optional<Instant> destroyed_at;  // its time of keeping had ended (A4.11): the number and the digest stay
    bool has_workbook = false;
    bool masked = true;
    bool may_reveal = false;
    std::string subject_path;
    std::vector<FormRow> all;          // every form of the same subject, newest first
    int code_size = 0;                 // the QR code of the sheet, as an SVG path in a square of so many units
    std::string code_path;
    paper::Sheet sheet;                // the same that the PDF is printed from
};
BOOST_DESCRIBE_STRUCT(FormView, (), (id, number, kind, occasion, made_at, made_by_name, digest, whole, rulebook_version, replaces, clause, missing,
                                     erased, destroyed_at, has_workbook, masked, may_reveal, subject_path, all, code_size, code_path, sheet))

Result<FormMade> make_complaint_form(work::Unit& unit, const MakeComplaintForm& command);
Result<FormMade> make_follow_up_form(work::Unit& unit, const MakeFollowUpForm& command);
Result<FormMade> make_daily_review_form(work::Unit& unit, const MakeDailyReviewForm& command);
Result<FormMade> make_appraisal_form(work::Unit& unit, const MakeAppraisalForm& command);
Result<FormMade> make_year_form(work::Unit& unit, const MakeYearForm& command);
Result<FormMade> make_statistics_form(work::Unit& unit, const MakeStatisticsForm& command);
Result<FormsMade> make_forms(work::Unit& unit, const MakeForms& command);
Result<FormDisclosed> disclose_form(work::Unit& unit, const DiscloseForm& command);
Result<FormList> list_forms(work::Reading& reading, const ListForms& query);
Result<FormView> open_form(work::Reading& reading, const OpenForm& query);

// For modules of record and the wiring: the form of a subject as it is now, made if anything changed since the last one.
Result<FormMade> make(work::Unit& unit, Kind kind, std::int64_t subject, Occasion occasion);
// An empty form to write on by hand.
paper::Sheet blank(Kind kind, std::string_view language, const std::string& organisation, const std::string& site);

void add_routes(work::Routes& routes);

}  // namespace huiyin::forms
