// The addresses of this module. Signing in and out belongs to the door, which keeps the cookie.
#include "organisation/leave.hpp"

namespace huiyin::organisation {

void add_routes(work::Routes& routes) {
    routes.get("/me", "read_me", read_me);
    routes.put("/me/start-page", "choose_start_page", choose_start_page);
    routes.post("/me/password", "change_password", change_password);
    routes.get("/company", "read_company", read_company);
    routes.put("/company", "change_company", change_company);
    routes.post("/sites", "create_site", create_site, {.creates = true});
    routes.put("/sites/{id}", "change_site", change_site);
    routes.get("/departments", "list_departments", list_departments);
    routes.post("/departments", "create_department", create_department, {.creates = true});
    routes.put("/departments/{id}", "change_department", change_department);
    routes.get("/staff", "list_staff", list_staff);
    routes.post("/staff", "create_staff", create_staff, {.creates = true});
    routes.put("/staff/{id}", "change_staff", change_staff);
    routes.post("/staff/{id}/password-reset", "reset_password", reset_password, {.creates = true});
    routes.post("/staff/{id}/deputies", "name_deputy", name_deputy, {.creates = true});
    add_leave_routes(routes);
}

}  // namespace huiyin::organisation
