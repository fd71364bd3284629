// What matters that belong together owe each other: a merged matter goes with the one it was merged into, and nothing
// that was owed to either household disappears (D16). See docs/decisions/0020-merged-matters-keep-their-debts.md.
#pragma once
#include "complaint.hpp"

namespace huiyin::complaints {

namespace refused {
inline const Refusal same_matter{"complaint.same-matter", Trouble::conflict, "D16"};
inline const Refusal merged_already{"complaint.merged-already", Trouble::conflict, "D16"};
inline const Refusal merge_target_ended{"complaint.merge-target-ended", Trouble::conflict, "D16"};
inline const Refusal merge_target_merged{"complaint.merge-target-merged", Trouble::conflict, "D16"};
inline const Refusal waits_for_decision{"complaint.waits-for-decision", Trouble::conflict, "D6"};
inline const Refusal about_differs{"complaint.about-differs", Trouble::conflict, "B5"};
inline const Refusal not_merged{"complaint.not-merged", Trouble::conflict};
inline const Refusal others_wait{"complaint.others-wait", Trouble::conflict, "D16"};
inline const Refusal reported_already{"complaint.reported-already", Trouble::conflict};
inline const Refusal reporter_unknown{"complaint.reporter-unknown", Trouble::missing};
inline const Refusal told_already{"complaint.told-already", Trouble::conflict};
inline const Refusal linked_already{"complaint.linked-already", Trouble::conflict};
inline const Refusal link_unknown{"complaint.link-unknown", Trouble::missing};
inline const Refusal link_stays{"complaint.link-stays", Trouble::conflict};
inline const Refusal no_recurrence{"complaint.no-recurrence", Trouble::conflict, "D14"};
inline const Refusal studied_already{"complaint.studied-already", Trouble::conflict, "D14"};
inline const Refusal other_unknown{"complaint.other-unknown", Trouble::invalid, {}, {{"other", "unknown-value"}}};
}  // namespace refused

// The same unit, or, without one, the same person.
bool same_household(const Complaint& a, const Complaint& b);

std::optional<Complaint> find_plain(store::Tx& tx, SiteId site, ComplaintId id);  // inside only: asks for no permission
std::vector<Complaint> merged_into(store::Tx& tx, const Complaint& lead);         // what follows it

// Why this step is done elsewhere: the matter was merged, and the other one is still worked on.
std::optional<Refusal> why_elsewhere(store::Tx& tx, const Complaint& c, Side side);
// Others wait for this matter: another household's matter was merged into it, or reported along and was not told.
std::optional<Refusal> why_not_withdrawn(store::Tx& tx, const Complaint& c);
// What blocks closing at the merged matters of the same household, which close with this one.
std::vector<obligations::Obligation> owed_by_merged(store::Tx& tx, const Complaint& lead);

// A merged matter after a step of its lead: none if the step does not reach it. Pure.
std::optional<Complaint> after_step_of(const Complaint& lead, const Complaint& merged, std::string_view event);
void lead_merged_one(work::Unit& unit, const Complaint& lead, const Complaint& merged, const journal::Event& step);
// Carries a step on to what was merged into its matter.
void lead_merged(work::Unit& unit, const Step& step);

// A debt is never given more time by splitting or moving: what is open here falls due no later than its like there.
void due_no_later(work::Unit& unit, const Complaint& here, const std::vector<obligations::Obligation>& like, const std::string& reason);

// After recording: is it here again (D14)? Looks once more when the cause is known.
void notice_recurrence(work::Unit& unit, const Complaint& c);
// Puts a matter among those that say the same at the same place. Thorough: by the text, whatever its category (imports).
enum class Gathering { quick, thorough };
void gather(work::Unit& unit, const Complaint& c, Gathering how);

// What an erased person said as a reporter, what was written about a recurrence, and the words of a gathering.
void forget_together(store::Tx& tx, PersonId person);

std::vector<ChainMatter> chain_of(store::Tx& tx, SiteId site, ComplaintId id);  // oldest first; empty: nothing came back
bool awaits_study(store::Tx& tx, ComplaintId id);
OtherMatter other_matter(store::Tx& tx, ComplaintId id);
Connections connections_of(work::Reading& reading, const Complaint& c);
// Adds what may be done about matters that belong together, and takes away what is done at the other one.
void add_together_actions(std::vector<Action>& actions, work::Reading& reading, const Complaint& c);

}  // namespace huiyin::complaints
