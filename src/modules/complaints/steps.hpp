// The use-cases and their decisions, one pair per step. A decision is pure: it receives everything, touches
// nothing, and answers with the new record and its event, or with a refusal and its clause.
#pragma once
#include "complaint.hpp"

namespace huiyin::complaints {

using work::Moment;
using work::Unit;

Result<Changed> record_complaint(Unit& unit, const RecordComplaint& command);
Result<Complaint> decide_recording(const RecordComplaint& command, const Moment& moment);

Result<Changed> verify_complaint(Unit& unit, const VerifyComplaint& command);
Result<Step> decide_verifying(const Complaint& before, const VerifyComplaint& command, const Moment& moment);
Result<Changed> report_complaint(Unit& unit, const ReportComplaint& command);
Result<Step> decide_reporting(const Complaint& before, const ReportComplaint& command, const Moment& moment);

Result<Changed> assign_complaint(Unit& unit, const AssignComplaint& command);
Result<Step> decide_assigning(const Complaint& before, const AssignComplaint& command, const Moment& moment);
Result<Changed> hand_over_complaint(Unit& unit, const HandOverComplaint& command);
Result<Step> decide_handing_over(const Complaint& before, const HandOverComplaint& command, const Moment& moment);

Result<Changed> refer_complaint(Unit& unit, const ReferComplaint& command);
Result<Step> decide_referring(const Complaint& before, const ReferComplaint& command, const Moment& moment);
Result<Changed> decide_complaint(Unit& unit, const DecideComplaint& command);
Result<Step> decide_deciding(const Complaint& before, const DecideComplaint& command, bool owed_by_hand_overs, const Moment& moment);

Result<Changed> promise_answer(Unit& unit, const PromiseAnswer& command);
Result<Step> decide_promising(const Complaint& before, const PromiseAnswer& command, const Moment& moment);
Result<Changed> answer_complaint(Unit& unit, const AnswerComplaint& command);
Result<Step> decide_answering(const Complaint& before, const AnswerComplaint& command, const Moment& moment);
Result<Changed> record_agreement(Unit& unit, const RecordAgreement& command);
Result<Step> decide_agreement(const Complaint& before, const RecordAgreement& command, const Moment& moment);

Result<Changed> close_complaint(Unit& unit, const CloseComplaint& command);
Result<Step> decide_closing(const Complaint& before, const CloseComplaint& command,
                            const std::vector<obligations::Obligation>& owed, const Moment& moment);
Result<Changed> reopen_complaint(Unit& unit, const ReopenComplaint& command);
Result<Step> decide_reopening(const Complaint& before, const ReopenComplaint& command, const Moment& moment);
Result<Changed> withdraw_complaint(Unit& unit, const WithdrawComplaint& command);
Result<Step> decide_withdrawing(const Complaint& before, const WithdrawComplaint& command, const Moment& moment);

Result<Changed> note_complaint(Unit& unit, const NoteComplaint& command);
Result<Changed> change_importance(Unit& unit, const ChangeImportance& command);
Result<Changed> raise_complaint(Unit& unit, const RaiseComplaint& command);
Result<Step> decide_raising(const Complaint& before, const RaiseComplaint& command, const Moment& moment);
Result<Changed> ask_outside(Unit& unit, const AskOutside& command);
Result<Step> decide_asking(const Complaint& before, const AskOutside& command, const Moment& moment);
Result<Changed> record_outside_answer(Unit& unit, const RecordOutsideAnswer& command);
Result<Changed> record_call(Unit& unit, const RecordCall& command);
Result<ObligationChanged> waive_obligation(Unit& unit, const WaiveObligation& command);
Result<ObligationChanged> acknowledge_alert(Unit& unit, const AcknowledgeAlert& command);

Result<ComplaintPage> open_complaint(work::Reading& reading, const OpenComplaint& query);
Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query);
Result<ClockPreviews> preview_clocks(work::Reading& reading, const PreviewClocks& query);
Result<CategoryTree> list_categories(work::Reading& reading, const ListCategories& query);
Result<Today> open_today(work::Reading& reading, const OpenToday& query);
Result<obligations::Why> explain_obligation(work::Reading& reading, const ExplainObligation& query);

// What this person may do with this record now: each decision asked with the gate it stands behind.
std::vector<Action> actions_for(const work::Actor& actor, const Complaint& c, const std::vector<obligations::Obligation>& owed);

// The gate of closing by itself, so that the page can say what is missing before anybody tries (D8, D16, F4).
std::optional<Refusal> why_not_closed(const Complaint& c, const std::vector<obligations::Obligation>& owed);

std::optional<CategoryView> find_category(store::Tx& tx, SiteId site, CategoryId id);
ComplaintRow row_of(store::Tx& tx, ComplaintId id);

}  // namespace huiyin::complaints
