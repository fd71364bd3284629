// `huiyin user`: accounts from the command line, for the first ones and for a lost administrator.
#include <cstdio>

#include <fmt/format.h>

#include "app/subcommands.hpp"
#include "http/clock.hpp"
#include "organisation/organisation.hpp"

namespace huiyin::app {
namespace {

// A company on a manual clock lives where that clock stands.
Instant now_of(Application& application) {
    const auto manual = application.setting("clock.now");
    if (application.setting("clock") == "manual" && manual) return {std::stoll(*manual)};
    return http::SystemClock{}.now();
}

struct Opened {
    std::unique_ptr<Application> application;
    Instant now{};
    SiteId site{};
};

Opened open_company(const Place& place, const std::string& site_name) {
    Opened o;
    o.application = std::make_unique<Application>(place);
    o.now = now_of(*o.application);
    o.application->reload_world(o.now);
    if (const auto password = first_start(*o.application, o.now)) {
        fmt::print("First start: the administrator is \"admin\" with the one-time password {} (shown only this once)\n", *password);
    }
    const auto sites = o.application->database().read_now([](store::Tx& tx) { return organisation::all_sites(tx); });
    for (const auto& site : sites) {
        if (site_name.empty() || site.name == site_name) {
            o.site = site.id;
            break;
        }
    }
    if (!o.site) throw std::runtime_error("there is no site called " + site_name);
    return o;
}

struct NewUser {
    std::string login, name, post = "service_officer", department, site;
};

int add(const Place& place, const NewUser& user) {
    auto o = open_company(place, user.site);
    const auto post = json::enum_value<work::Post>(user.post);
    if (!post) throw std::runtime_error("there is no post " + user.post + "; huiyin user add --help lists them");
    organisation::CreateStaff command;
    command.name = user.name;
    command.login = user.login;
    const auto system = work::Actor::system();
    if (!user.department.empty()) {
        const auto world = o.application->world();
        const auto list = o.application->database().read_now([&](store::Tx& tx) {
            work::Reading reading{tx, system, o.site, o.now, *world};
            return organisation::list_departments(reading, {});
        });
        for (const auto& d : list ? list->departments : std::vector<organisation::Department>{}) {
            if (d.name == user.department) command.department = d.id;
        }
        if (!command.department) throw std::runtime_error("there is no department called " + user.department);
    }
    const bool of_company = *post == work::Post::general_manager || *post == work::Post::quality_department || *post == work::Post::system_administrator;
    command.posts.push_back({*post, of_company ? std::nullopt : std::optional(o.site), command.department});
    const auto made = o.application->perform(system, o.site, o.now, organisation::create_staff, command);
    if (!made) throw std::runtime_error(in_words(made.error()));
    fmt::print("{} may sign in as \"{}\" with the one-time password {}\n", user.name, user.login, made->one_time_password);
    return 0;
}

int reset(const Place& place, const std::string& login) {
    auto o = open_company(place, "");
    const auto account = o.application->database().read_now([&](store::Tx& tx) { return organisation::find_account(tx, login); });
    if (!account) throw std::runtime_error("nobody signs in as " + login);
    const auto made = o.application->perform(work::Actor::system(), o.site, o.now, organisation::reset_password, organisation::ResetPassword{account->staff});
    if (!made) throw std::runtime_error(in_words(made.error()));
    fmt::print("\"{}\" signs in with the one-time password {} and chooses a new one\n", login, made->one_time_password);
    return 0;
}

int list(const Place& place) {
    auto o = open_company(place, "");
    const auto world = o.application->world();
    const auto system = work::Actor::system();
    for (const auto& site : o.application->database().read_now([](store::Tx& tx) { return organisation::all_sites(tx); })) {
        fmt::print("{}\n", site.name);
        const auto staff = o.application->database().read_now([&](store::Tx& tx) {
            work::Reading reading{tx, system, site.id, o.now, *world};
            return organisation::list_staff(reading, {});
        });
        if (!staff) throw std::runtime_error(in_words(staff.error()));
        for (const auto& person : staff->staff) {
            std::string posts;
            for (const auto& p : person.posts) posts += (posts.empty() ? "" : ", ") + std::string(json::enum_name(p.post));
            fmt::print("  {:16} {}  {}{}\n", person.has_account ? person.login : "-", person.name, posts, person.active ? "" : "  (has left)");
        }
    }
    return 0;
}

std::string posts_in_a_line() {
    std::string all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<work::Post>>([&](auto d) { all += (all.empty() ? "" : ", ") + std::string(d.name); });
    return all;
}
}  // namespace

Subcommand user_command() {
    return {"user", "Give people accounts, reset passwords, list them", [](CLI::App& command) -> Run {
        auto place = std::make_shared<Place>();
        auto user = std::make_shared<NewUser>();
        command.require_subcommand(1);
        command.footer("Examples:\n"
                       "  huiyin user add lin --name 林晓芸 --post service_officer\n"
                       "  huiyin user add wu --name 吴淑贞 --post customer_service_manager --department 客户服务中心\n"
                       "  huiyin user password admin          when a password is lost\n"
                       "  huiyin user list\n\n"
                       "SQLite has one writer: stop the server first, or use its page \"Organisation\".");
        auto* add_it = command.add_subcommand("add", "Add a member of staff with an account; prints a one-time password");
        auto* password_it = command.add_subcommand("password", "Give an account a new one-time password");
        auto* list_it = command.add_subcommand("list", "List staff and their logins");
        for (auto* each : {add_it, password_it, list_it}) add_place(*each, *place);
        add_it->add_option("login", user->login, "What they type to sign in")->required();
        add_it->add_option("--name", user->name, "Their name")->required();
        add_it->add_option("--post", user->post, "One of: " + posts_in_a_line())->capture_default_str();
        add_it->add_option("--department", user->department, "Name of the department");
        add_it->add_option("--site", user->site, "Name of the site (default: the first)");
        password_it->add_option("login", user->login, "Whose")->required();
        return [=] {
            if (add_it->parsed()) return add(*place, *user);
            if (password_it->parsed()) return reset(*place, user->login);
            return list(*place);
        };
    }};
}

}  // namespace huiyin::app
