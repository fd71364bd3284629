// The addresses of this module. What is asked while somebody types stands at the door itself (app/wording.hpp).
#include "wording.hpp"

namespace huiyin::lexicon {

void add_routes(work::Routes& routes) {
    routes.get("/wording/lexicon", "read_lexicon", read_lexicon);
    routes.get("/wording/reviews", "list_wording_reviews", list_wording_reviews);
    routes.post("/wording/reviews/{id}/verdict", "review_wording", review_wording, {.creates = true});
    routes.get("/guide", "read_guide", read_guide);
    routes.get("/phrases", "list_phrases", list_phrases);
    routes.post("/phrases", "create_phrase", create_phrase, {.creates = true});
    routes.put("/phrases/{id}", "change_phrase", change_phrase);
    routes.post("/phrases/{id}/removal", "remove_phrase", remove_phrase, {.creates = true});
}

}  // namespace huiyin::lexicon
