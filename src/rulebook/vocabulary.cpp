#include "rulebook/vocabulary.hpp"

namespace huiyin::rulebook {

const Vocabulary& vocabulary() {
    static const Vocabulary known{
        .events = {"complaint.recorded", "complaint.imported", "complaint.verified", "complaint.reported",
                   "complaint.handed_over", "complaint.assigned", "complaint.referred", "complaint.decided",
                   "complaint.promised", "complaint.promise_moved", "complaint.answered", "complaint.agreement_recorded",
                   "complaint.closed", "complaint.reopened", "complaint.withdrawn", "complaint.noted",
                   "complaint.raised", "complaint.outside_asked", "complaint.outside_answered",
                   "complaint.importance_changed", "complaint.attachment_added", "follow_up.attempted",
                   "follow_up.reached", "follow_up.refused", "obligation.breached", "obligation.escalated",
                   "rulebook.parameter_confirmed"},
        .posts = {"general_manager", "site_director", "customer_service_manager", "supervisor", "service_officer",
                  "hotline_operator", "technician", "storekeeper", "finance", "department_manager",
                  "quality_department", "system_administrator"},
        .acts = {"verify", "report", "report_important", "decide", "answer", "answer_as_promised", "close", "follow_up",
                 "ask_unit", "feed_back", "raise_to_maker", "follow_maker", "take_in_hand", "confirm"},
        .gates = {"complaint.verify", "complaint.answer", "complaint.close", "complaint.hand_over", "complaint.decide",
                  "complaint.reopen", "complaint.promise", "rulebook.confirm"},
        .facts = {{"complaint.recorded", {"kind", "about", "severity", "importance"}},
                  {"complaint.reported", {"to"}},
                  {"complaint.promised", {"promised_at"}},
                  {"complaint.promise_moved", {"promised_at"}},
                  {"complaint.closed", {"kind", "about"}},
                  {"complaint.reopened", {"kind", "about"}},
                  {"complaint.raised", {"level"}},
                  {"complaint.outside_asked", {"about"}},
                  {"complaint.outside_answered", {"about"}},
                  {"complaint.importance_changed", {"importance"}}}};
    return known;
}

}  // namespace huiyin::rulebook
