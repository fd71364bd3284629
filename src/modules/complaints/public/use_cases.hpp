// The use-cases of complaints, for whoever is not a page: import, simulator, tests. Run them through work::run, so that
// permission and field rules hold there as everywhere.
#pragma once
#include "complaints/complaints.hpp"
#include "work/form.hpp"
#include "lexicon/phrases.hpp"

namespace huiyin::complaints {
using work::Unit;

Result<Changed> record_complaint(Unit& unit, const RecordComplaint& command);
Result<Changed> verify_complaint(Unit& unit, const VerifyComplaint& command);
Result<Changed> report_complaint(Unit& unit, const ReportComplaint& command);
Result<Changed> assign_complaint(Unit& unit, const AssignComplaint& command);
Result<Changed> hand_over_complaint(Unit& unit, const HandOverComplaint& command);
Result<Changed> refer_complaint(Unit& unit, const ReferComplaint& command);
Result<Changed> decide_complaint(Unit& unit, const DecideComplaint& command);
Result<Changed> promise_answer(Unit& unit, const PromiseAnswer& command);
Result<Changed> answer_complaint(Unit& unit, const AnswerComplaint& command);
Result<Changed> record_agreement(Unit& unit, const RecordAgreement& command);
Result<Changed> close_complaint(Unit& unit, const CloseComplaint& command);
Result<Changed> reopen_complaint(Unit& unit, const ReopenComplaint& command);
Result<Changed> withdraw_complaint(Unit& unit, const WithdrawComplaint& command);
Result<Changed> note_complaint(Unit& unit, const NoteComplaint& command);
Result<Changed> change_importance(Unit& unit, const ChangeImportance& command);
Result<Changed> raise_complaint(Unit& unit, const RaiseComplaint& command);
Result<Changed> ask_outside(Unit& unit, const AskOutside& command);
Result<Changed> record_outside_answer(Unit& unit, const RecordOutsideAnswer& command);
Result<ComplaintPage> open_complaint(work::Reading& reading, const OpenComplaint& query);
Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query);
Result<ClockPreviews> preview_clocks(work::Reading& reading, const PreviewClocks& query);
Result<CategoryTree> list_categories(work::Reading& reading, const ListCategories& query);
Result<lexicon::FilledPhrases> fill_phrases(work::Reading& reading, const FillPhrases& query);
Result<Today> open_today(work::Reading& reading, const OpenToday& query);

// The customer's own words and the customer's own agreement, from the public desk: no member of staff types them, so
// no version was seen; the gates are the same (D2, F4).
Result<Changed> hear_customer(Unit& unit, ComplaintId id, const std::string& text);
Result<Changed> record_customers_agreement(Unit& unit, ComplaintId id, Agreement agreement, const std::string& reason);
Result<AttachmentView> attach_file(Unit& unit, ComplaintId id, std::string_view name, std::string_view bytes);
std::vector<PersonId> who_joined(store::Tx& tx, ComplaintId id);  // the persons of the archive who reported along (D16)
std::string category_name(store::Tx& tx, SiteId site, CategoryId id);  // "" if there is none

// History from elsewhere: a closed, journalled, searchable complaint with its true times (`huiyin import complaints`).
struct ImportComplaint {
    static constexpr auto needs = Permission::import_history;
    static constexpr std::array optional_fields = {"caller_name", "answer"};
    std::string source_name;  // which file or system
    std::string external;     // its number there: the same one is not imported twice
    CategoryId category{};
    std::string caller_name;
    std::string subject, text;
    Instant received_at{};
    std::string answer;
    std::optional<Instant> answered_at;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ImportComplaint, (), (source_name, external, category, caller_name, subject, text, received_at, answer, answered_at))
Result<Changed> import_complaint(Unit& unit, const ImportComplaint& command);

// The categories a new site starts with (seeds/categories.yaml); answers how many were made: none if it has some.
// Refuses a text that stands there twice: an import, a filter and a figure name a category by its text.
struct CategorySeed {
    std::string name;
    std::vector<std::string> items;
};
Result<int> create_categories(Unit& unit, const std::vector<CategorySeed>& seeds);

// What must always hold (D16); each sentence is a broken invariant. The simulator asks after every midnight,
// and of every obligation, whatever it is about, work::broken_debts.
std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site);

// What the complaint form says of a matter (D8), for whoever makes the form; nothing if this person may not see it.
std::optional<work::FormContent> form_content(work::Reading& reading, std::int64_t complaint);

// Clears what an erased person said; call once while the world is put together.
void listen(work::World& world);

}  // namespace huiyin::complaints
