// Every route is tried with every post: without the permission it answers 403 before it reads a word; with it, never a
// 500, whatever stands in the body.
#include "app/endpoints.hpp"
#include "app/serving_house.hpp"

namespace huiyin::app {
namespace {

struct Address {
    std::string method, path, operation, content_type;
    work::Permission needs{};
    bool open = false;
};

std::string_view name(work::Method m) {
    switch (m) {
        case work::Method::get: return "GET";
        case work::Method::post: return "POST";
        case work::Method::put: return "PUT";
        case work::Method::del: return "DELETE";
    }
    return "GET";
}

std::string filled(std::string path) {
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) path.replace(open, path.find('}') - open + 1, "1");
    return "/api" + path;
}

std::vector<Address> addresses(const work::Routes& routes) {
    std::vector<Address> all;
    for (const auto& r : routes.all()) all.push_back({std::string(name(r.method)), filled(r.path), r.operation, "application/json", r.needs, r.options.open});
    for (const auto& r : routes.all_raw()) {
        all.push_back({std::string(name(r.method)), filled(r.path), r.operation, r.media_types.empty() ? "" : r.media_types.front(), r.needs, r.options.open});
    }
    for (const auto& e : described_endpoints()) {
        const auto type = e.media_types.empty() ? "application/json" : e.media_types.front();
        if (e.operation == "sign_out" || e.operation == "open_stream") continue;  // the one would end the walk, the other never ends
        all.push_back({std::string(name(e.method)), filled(e.path), e.operation, type, e.needs, e.options.open});
    }
    return all;
}

TEST(EveryRoute, AsksEveryPostForItsPermission) {
    ServingHouse house(store::Engine::sqlite);
    house.open();
    auto& application = house.serving->application();
    const auto site = house.site();
    const auto now = *parse_moment(house.settings.clock_start);
    const auto all = addresses(application.routes());
    ASSERT_GT(all.size(), 50u);

    const auto centre = application.database().read_now([&](store::Tx& tx) { return organisation::service_centre_of(tx, site); });
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<work::Post>>([&](auto post) {
        organisation::CreateStaff command;
        command.name = std::string("某") + post.name;
        command.department = centre;
        command.posts.push_back({post.value, site, centre});
        const auto staff = application.perform(work::Actor::system(), site, now, organisation::create_staff, command);
        ASSERT_TRUE(staff) << post.name << staff.error().code;
        const auto actor = application.database().read_now([&](store::Tx& tx) { return organisation::load_actor(tx, staff->id, now); });
        ASSERT_TRUE(actor);
        const auto cookie = house.session_of(staff->id);
        for (const auto& a : all) {
            const bool writes = a.method != "GET";
            http::RawClient client(house.serving->port());
            client.send(a.method + " " + a.path + " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nCookie: " + cookie + "\r\n" +
                        (writes ? "Content-Type: " + a.content_type + "\r\nContent-Length: 2\r\n\r\n{}" : "\r\n"));
            const auto reply = client.read();
            const auto what = a.operation + " as " + post.name + ": " + std::to_string(reply.status) + " " + reply.body;
            EXPECT_LT(reply.status, 500) << what;
            EXPECT_GE(reply.status, 200) << what;
            if (!a.open && !actor->may(a.needs, site)) {
                EXPECT_EQ(reply.status, 403) << what;
            }
        }
    });
    for (const auto& a : all) {
        house.cookie.clear();
        const auto reply = house.ask(a.method + " " + a.path, a.method == "GET" || a.content_type != "application/json" ? "" : "{}",
                                     a.content_type == "application/json" || a.content_type.empty() ? "" : "Content-Type: " + a.content_type + "\r\n");
        if (!a.open) {
            EXPECT_EQ(reply.status, 401) << a.operation;
        } else {
            EXPECT_LT(reply.status, 500) << a.operation << ": " << reply.body;
        }
    }
}

}  // namespace
}  // namespace huiyin::app
