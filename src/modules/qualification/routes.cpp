// Addresses of the qualification.
#include "qualification/qualification.hpp"

namespace huiyin::qualification {

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/courses", "list_courses", list_courses);
    routes.post("/courses", "publish_course", publish_course, creates);
    routes.post("/courses/{id}/end", "end_course", end_course, creates);
    routes.get("/certificates", "list_certificates", list_certificates);
    routes.post("/certificates", "recognise_certificate", recognise_certificate, creates);
    routes.post("/certificates/{id}/revocation", "revoke_certificate", revoke_certificate, creates);
    routes.get("/training-coverage", "open_coverage", open_coverage);
}

}  // namespace huiyin::qualification
