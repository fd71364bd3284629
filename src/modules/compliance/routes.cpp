// Addresses of compliance and of the rulebook's clauses.
#include "compliance/compliance.hpp"

namespace huiyin::compliance {

void add_routes(work::Routes& routes) {
    routes.get("/compliance", "open_compliance", open_compliance);
    routes.get("/compliance/{clause}/rows", "open_figure", open_figure);
    routes.get("/rulebook/clauses/{clause}", "read_clause", read_clause);
    routes.post("/rulebook/clauses/{clause}/confirmations", "confirm_parameter", confirm_parameter, {.creates = true});
}

}  // namespace huiyin::compliance
