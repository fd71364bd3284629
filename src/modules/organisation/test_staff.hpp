// The people that this module's tests begin with.
#pragma once
#include "organisation/organisation.hpp"
#include "support/office.hpp"

namespace huiyin::organisation {

// A fresh installation with its administrator, and short ways to add to it.
struct Firm : support::Office {
    SiteId site{};
    DepartmentId centre{};
    std::string first_password;
    work::Actor administrator;

    explicit Firm(store::Engine engine) : support::Office(engine) {
        first_password = *work(system, {}, [](work::Unit& u) { return create_first_administrator(u, "admin"); });
        const auto found = find("admin");
        site = read([](store::Tx& tx) { return all_sites(tx); }).front().id;
        centre = *read([&](store::Tx& tx) { return service_centre_of(tx, site); });
        administrator = actor(found);
    }
    StaffId find(std::string_view login) {
        return read([&](store::Tx& tx) { return find_account(tx, login); }).value().staff;
    }
    work::Actor actor(StaffId staff) {
        return read([&](store::Tx& tx) { return load_actor(tx, staff, now); }).value();
    }
    StaffId hire(std::string name, std::vector<StaffPost> posts, std::string login = {}) {
        const auto made = run(administrator, site, create_staff,
                              {.name = std::move(name), .login = std::move(login), .department = {}, .posts = std::move(posts)});
        if (!made) throw Impossible(made.error().code + " " + (made.error().fields.empty() ? "" : made.error().fields.front().field));
        return made->id;
    }
    SiteId open_site(std::string name) {
        const auto made = run(administrator, site, create_site, {.name = std::move(name), .short_name = "二"});
        administrator = actor(administrator.staff);
        return {std::stoll(made.value().id)};
    }
    StaffView seen(const work::Actor& by, StaffId staff) {
        for (auto& s : ask(by, site, list_staff, {}).value().staff)
            if (s.id == staff) return s;
        throw Impossible("this person is not on the list");
    }
};

inline std::string wrong_fields(const Refusal& r) {
    std::string out;
    for (const auto& f : r.fields) out += (out.empty() ? "" : " ") + f.field + ":" + f.code;
    return out;
}

}  // namespace huiyin::organisation
