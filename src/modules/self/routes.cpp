// The addresses of the desk's side; the public ones stand at the door itself (app/public_door), because nobody signs in.
#include <charconv>

#include "submission.hpp"

namespace huiyin::self {
namespace {

Result<Office> read_office(work::Reading& reading, const ReadOffice&) { return office_of(reading.tx, reading.site); }

std::int64_t number_in(const work::Parameters& parameters, std::string_view name) {
    std::int64_t n = 0;
    for (const auto& [key, value] : parameters)
        if (key == name) std::from_chars(value.data(), value.data() + value.size(), n);
    return n;
}

}  // namespace

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/public-desk/office", "read_office", read_office);
    routes.put("/public-desk/office", "publish_office", publish_office);
    routes.get("/posters", "list_posters", list_posters);
    routes.post("/posters", "make_poster", make_poster, creates);
    routes.get("/posters/{id}", "open_poster", open_poster);
    routes.post("/posters/{id}/withdrawal", "withdraw_poster", withdraw_poster, creates);
    routes.post("/posters/{id}/renewal", "renew_poster", renew_poster, creates);
    routes.get("/submissions", "list_submissions", list_submissions);
    routes.post("/submissions/{id}/acceptance", "accept_submission", accept_submission, creates);
    routes.post("/submissions/{id}/rejection", "reject_submission", reject_submission, creates);
    routes.post("/submissions/{id}/disclosures", "disclose_sender", disclose_sender, creates);
    routes.raw({.method = work::Method::get,
                .path = "/submissions/{id}/photos/{photo}",
                .operation = "read_submission_photo",
                .needs = Permission::moderate_public_desk,
                .read = [](work::Reading& reading, const work::Parameters& p) { return read_photo(reading, number_in(p, "id"), number_in(p, "photo")); }});
}

}  // namespace huiyin::self
