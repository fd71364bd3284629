// The addresses of this module; the public page's stand at the door itself (app/public_door), because nobody signs in.
#include "rating.hpp"

namespace huiyin::satisfaction {

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/satisfaction", "open_satisfaction", open_satisfaction);
    routes.get("/satisfaction/silence", "open_silence", open_silence);
    routes.get("/ratings", "list_ratings", list_ratings);
    routes.post("/ratings/{id}/follow-up", "follow_up_rating", follow_up_rating, creates);
    routes.get("/complaints/{id}/rating", "open_rating_state", open_rating_state);
    routes.post("/complaints/{id}/rating-link", "make_rating_link", make_rating_link, creates);
}

}  // namespace huiyin::satisfaction
