// The addresses of this module; an address is a noun.
#include "attach.hpp"
#include "complaints/links.hpp"
#include "search/box.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

std::vector<search::SearchResult> present(work::Reading& reading, const std::vector<std::int64_t>& ids) {
    std::vector<ComplaintId> seen;
    for (const auto id : ids)
        if (find_for(reading.actor, reading.site, reading.tx, Permission::see_complaints, {id})) seen.push_back({id});
    std::vector<search::SearchResult> results;
    for (const auto& row : rows_of(reading.tx, seen)) {
        const auto day = reading.calendar().zone().day_of(row.received_at).iso();
        results.push_back({search::What::complaint, std::to_string(row.id.value), row.subject, row.number + " · " + day, row.room,
                           std::string(json::enum_name(row.phase))});
    }
    return results;
}

}  // namespace

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/today", "open_today", open_today);
    routes.get("/complaints", "list_complaints", list_complaints);
    routes.get("/complaints/preview", "preview_clocks", preview_clocks);
    routes.get("/complaints/{id}", "open_complaint", open_complaint);
    routes.get("/complaints/{id}/phrases", "fill_phrases", fill_phrases);
    routes.get("/categories", "list_categories", list_categories);
    routes.post("/complaints", "record_complaint", record_complaint, creates);
    routes.post("/complaints/{id}/verification", "verify_complaint", verify_complaint, creates);
    routes.post("/complaints/{id}/reports", "report_complaint", report_complaint, creates);
    routes.post("/complaints/{id}/assignment", "assign_complaint", assign_complaint, creates);
    routes.post("/complaints/{id}/hand-overs", "hand_over_complaint", hand_over_complaint, creates);
    routes.post("/complaints/{id}/referral", "refer_complaint", refer_complaint, creates);
    routes.post("/complaints/{id}/decision", "decide_complaint", decide_complaint, creates);
    routes.post("/complaints/{id}/promise", "promise_answer", promise_answer, creates);
    routes.post("/complaints/{id}/answer", "answer_complaint", answer_complaint, creates);
    routes.post("/complaints/{id}/agreement", "record_agreement", record_agreement, creates);
    routes.post("/complaints/{id}/closure", "close_complaint", close_complaint, {.creates = true, .inverse = "reopen_complaint"});
    routes.post("/complaints/{id}/reopening", "reopen_complaint", reopen_complaint, creates);
    routes.post("/complaints/{id}/withdrawal", "withdraw_complaint", withdraw_complaint, {.creates = true, .inverse = "reopen_complaint"});
    routes.post("/complaints/{id}/notes", "note_complaint", note_complaint, creates);
    routes.post("/complaints/{id}/importance", "change_importance", change_importance, creates);
    routes.post("/complaints/{id}/raises", "raise_complaint", raise_complaint, creates);
    routes.post("/complaints/{id}/enquiries", "ask_outside", ask_outside, creates);
    routes.post("/complaints/{id}/enquiry-answers", "record_outside_answer", record_outside_answer, creates);
    routes.get("/complaints/likely", "find_likely", find_likely);
    routes.post("/complaints/{id}/reporters", "join_complaint", join_complaint, creates);
    routes.post("/complaints/{id}/tellings", "tell_reporter", tell_reporter, creates);
    routes.post("/complaints/{id}/links", "link_complaint", link_complaint, creates);
    routes.post("/complaints/{id}/link-removals", "unlink_complaint", unlink_complaint, creates);
    routes.post("/complaints/{id}/merging", "merge_complaint", merge_complaint, {.creates = true, .inverse = "unmerge_complaint"});
    routes.post("/complaints/{id}/unmerging", "unmerge_complaint", unmerge_complaint, creates);
    routes.post("/complaints/{id}/parts", "split_complaint", split_complaint, creates);
    routes.post("/complaints/{id}/recurrence", "study_recurrence", study_recurrence, creates);
    routes.get("/recurrences", "list_recurrences", list_recurrences);
    routes.get("/hot-spots", "open_hot_spots", open_hot_spots);
    routes.get("/hot-spots/matters", "open_spot", open_spot);
    add_attachment_routes(routes);
    add_own_data();
    search::present(search::What::complaint, present);
}

}  // namespace huiyin::complaints
