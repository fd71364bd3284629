// The use-cases of follow-ups, for whoever is not a page: forms, simulator, tests. Run them through work::run, so that
// permission and field rules hold there as everywhere.
#pragma once
#include "followups/evaluation.hpp"

namespace huiyin::followups {
using work::Unit;

Result<FollowUpChanged> record_attempt(Unit& unit, const RecordAttempt& command);
Result<FollowUpChanged> give_up_follow_up(Unit& unit, const GiveUpFollowUp& command);
Result<FollowUpChanged> assign_follow_up(Unit& unit, const AssignFollowUp& command);
Result<FollowUpChanged> correct_follow_up(Unit& unit, const CorrectFollowUp& command);
Result<FollowUpChanged> raise_point(Unit& unit, const RaisePoint& command);
Result<FollowUpChanged> promise_point(Unit& unit, const PromisePoint& command);
Result<FollowUpChanged> answer_point(Unit& unit, const AnswerPoint& command);
Result<FollowUpChanged> turn_point(Unit& unit, const TurnPoint& command);
Result<FollowUpChanged> sign_follow_up(Unit& unit, const SignFollowUp& command);

// A sheet whole: the page, and what a printed form is made of.
Result<FollowUpPage> open_follow_up(work::Reading& reading, const OpenFollowUp& query);
Result<FollowUpPage> open_follow_up_of(work::Reading& reading, const OpenFollowUpOf& query);
Result<SheetsOfMatter> list_follow_ups_of(work::Reading& reading, const ListFollowUpsOf& query);
Result<FollowUpList> list_follow_ups(work::Reading& reading, const ListFollowUps& query);

Result<FollowUpRates> open_rates(work::Reading& reading, const OpenRates& query);
Result<RateRows> open_rate_rows(work::Reading& reading, const OpenRateRows& query);
Result<PromiseLedger> list_promises(work::Reading& reading, const ListPromises& query);
Result<FollowUpPlan> plan_follow_ups(Unit& unit, const PlanFollowUps& command);
Result<FollowUpPlan> open_plan(work::Reading& reading, const OpenPlan& query);
Result<PlanRows> open_plan_rows(work::Reading& reading, const OpenPlanRows& query);

// The sheet of the household that brought a matter, while it waits for its call; none if there is none.
std::optional<FollowUpId> open_sheet_of(store::Tx& tx, ComplaintId complaint);
std::optional<FollowUpId> open_sheet_of(store::Tx& tx, PersonId person);  // a guest who left, a VIP

// What must always hold (D11, D14); each sentence is a broken invariant. The simulator asks after every midnight.
std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site);

// Hears closings, reopenings, departures, merges and erasures; call once while the world is put together.
void listen(work::World& world);

}  // namespace huiyin::followups
