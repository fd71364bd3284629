// The addresses of this module; an address is a noun.
#include "follow_up.hpp"

namespace huiyin::followups {

void add_routes(work::Routes& routes) {
    add_own_data();
    const work::RouteOptions creates{.creates = true};
    routes.get("/follow-ups", "list_follow_ups", list_follow_ups);
    routes.get("/follow-ups/rates", "open_rates", open_rates);
    routes.get("/follow-ups/rates/{clause}/rows", "open_rate_rows", open_rate_rows);
    routes.get("/follow-ups/{id}", "open_follow_up", open_follow_up);
    routes.get("/complaints/{id}/follow-up", "open_follow_up_of", open_follow_up_of);
    routes.get("/complaints/{id}/follow-ups", "list_follow_ups_of", list_follow_ups_of);
    routes.put("/follow-ups/{id}", "correct_follow_up", correct_follow_up);
    routes.post("/follow-ups/{id}/attempts", "record_attempt", record_attempt, creates);
    routes.post("/follow-ups/{id}/unreachable", "give_up_follow_up", give_up_follow_up, creates);
    routes.post("/follow-ups/{id}/assignment", "assign_follow_up", assign_follow_up, creates);
    routes.post("/follow-ups/{id}/points", "raise_point", raise_point, creates);
    routes.post("/follow-ups/{id}/signature", "sign_follow_up", sign_follow_up, creates);
    routes.post("/points/{id}/promise", "promise_point", promise_point, creates);
    routes.post("/points/{id}/answer", "answer_point", answer_point, creates);
    routes.post("/points/{id}/complaint", "turn_point", turn_point, creates);
    routes.get("/promises", "list_promises", list_promises);
    routes.get("/follow-up-plans/{year}", "open_plan", open_plan);
    routes.get("/follow-up-plans/{year}/rows", "open_plan_rows", open_plan_rows);
    routes.post("/follow-up-plans/{year}", "plan_follow_ups", plan_follow_ups, creates);
}

}  // namespace huiyin::followups
