// The decisions, one per step, beside the use-case of its file. A decision is pure: it receives everything, touches
// nothing, and answers with the new record and its event, or with a refusal and its clause.
#pragma once
#include "complaint.hpp"
#include "complaints/use_cases.hpp"

namespace huiyin::complaints {

using work::Moment;

Result<Complaint> decide_recording(const RecordComplaint& command, const Moment& moment);

Result<Step> decide_verifying(const Complaint& before, const VerifyComplaint& command, const Moment& moment);
Result<Step> decide_reporting(const Complaint& before, const ReportComplaint& command, const Moment& moment);

Result<Step> decide_assigning(const Complaint& before, const AssignComplaint& command, const Moment& moment);
Result<Step> decide_handing_over(const Complaint& before, const HandOverComplaint& command, const Moment& moment);

Result<Step> decide_referring(const Complaint& before, const ReferComplaint& command, const Moment& moment);
Result<Step> decide_deciding(const Complaint& before, const DecideComplaint& command, bool owed_by_hand_overs, const Moment& moment);

Result<Step> decide_promising(const Complaint& before, const PromiseAnswer& command, const Moment& moment);
Result<Step> decide_answering(const Complaint& before, const AnswerComplaint& command, const Moment& moment);
Result<Step> decide_agreement(const Complaint& before, const RecordAgreement& command, const Moment& moment);

Result<Step> decide_closing(const Complaint& before, const CloseComplaint& command,
                            const std::vector<obligations::Obligation>& owed, const Moment& moment);
Result<Step> decide_reopening(const Complaint& before, const ReopenComplaint& command, const Moment& moment);
Result<Step> decide_withdrawing(const Complaint& before, const WithdrawComplaint& command, const Moment& moment);

Result<Step> decide_raising(const Complaint& before, const RaiseComplaint& command, const Moment& moment);
Result<Step> decide_asking(const Complaint& before, const AskOutside& command, const Moment& moment);

// Puts a new matter on record: number, department, search, events. The one way in, for a caller and for a split.
Changed enter(Unit& unit, Complaint& c, boost::json::object more_facts = {});
EventId link_them(Unit& unit, LinkKind kind, const Complaint& from, const Complaint& to, const std::string& reason);

// What this person may do with this record now: each decision asked with the gate it stands behind.
std::vector<Action> actions_for(const work::Actor& actor, const Complaint& c, const std::vector<obligations::Obligation>& owed);

// The gate of closing by itself, so that the page can say what is missing before anybody tries (D8, D16, F4).
std::optional<Refusal> why_not_closed(const Complaint& c, const std::vector<obligations::Obligation>& owed);

// What follows for matters from what happens to their person, and what of them belongs to the person's own data.
void listen_for_persons(work::World& world);
void add_own_data();

// Hears what a follow-up brought: a dissatisfied answer, a point that is a complaint of its own (D12, D14).
void listen_for_follow_ups(work::World& world);

std::optional<CategoryView> find_category(store::Tx& tx, SiteId site, CategoryId id);
std::vector<ComplaintRow> rows_of(store::Tx& tx, const std::vector<ComplaintId>& ids);  // in that order, in one query

// Brings the matter's place in the queues up to date with what is owed on it.
void follow_what_is_owed(store::Tx& tx, ComplaintId id);

}  // namespace huiyin::complaints
