// The whole server from its first start: signing in, its clock, its stream, and what it refuses.
#include <thread>

#include "app/serving_house.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

struct TheServer : testing::TestWithParam<store::Engine> {
    ServingHouse house{GetParam()};
    void SetUp() override { house.open(); }
    http::RawReply sign_in(const std::string& password) {
        return house.ask("POST /api/session", "{\"login\":\"admin\",\"password\":\"" + password + "\"}");
    }
    void sign_in_for_good() {
        const auto once = *house.serving->first_password();
        ASSERT_EQ(sign_in(once).status, 200);
        ASSERT_EQ(house.ask("POST /api/me/password", "{\"old_password\":\"" + once + "\",\"new_password\":\"sees-every-matter\"}").status, 200);
    }
};

TEST_P(TheServer, OpensNothingToStrangersButTheSignIn) {
    EXPECT_EQ(house.ask("GET /api/health").body, "{\"ok\":true}");
    EXPECT_EQ(house.ask("GET /api/me").status, 401);
    EXPECT_EQ(house.ask("GET /api/clock").status, 401);
    EXPECT_EQ(house.ask("GET /api/stream").status, 401);
    EXPECT_EQ(house.ask("PUT /api/clock", "{\"now\":1}").status, 401);
}

TEST_P(TheServer, AsksTheFirstAdministratorForANewPassword) {
    const auto reply = sign_in(*house.serving->first_password());
    ASSERT_EQ(reply.status, 200);
    EXPECT_NE(reply.header("Set-Cookie").find("HttpOnly; SameSite=Strict"), std::string::npos);
    EXPECT_TRUE(boost::json::parse(reply.body).as_object().at("must_change_password").as_bool());
    EXPECT_EQ(ServingHouse::code(house.ask("GET /api/staff")), "password-must-change");
    EXPECT_EQ(house.ask("GET /api/me").status, 200);
    sign_in_for_good();  // and the session goes on under a new cookie
    EXPECT_EQ(house.ask("GET /api/staff").status, 200);
}

TEST_P(TheServer, GivesEachSignInAFreshSessionAndEndsTheOldOne) {
    sign_in_for_good();
    const auto first = house.cookie;
    ASSERT_EQ(sign_in("sees-every-matter").status, 200);
    EXPECT_NE(house.cookie, first);
    const auto second = house.cookie;
    house.cookie = first;
    EXPECT_EQ(house.ask("GET /api/me").status, 401);
    house.cookie = second;
    EXPECT_EQ(house.ask("DELETE /api/session").status, 200);
    EXPECT_EQ(house.cookie, "huiyin_session=");
    house.cookie = second;
    EXPECT_EQ(house.ask("GET /api/me").status, 401);
}

TEST_P(TheServer, SaysTheSameWhateverWasWrongAndSlowsDownGuessing) {
    const auto wrong = sign_in("wrong");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(house.ask("POST /api/session", "{\"login\":\"nobody\",\"password\":\"wrong\"}").body, wrong.body);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in("wrong").status, 401);
    const auto slowed = sign_in(*house.serving->first_password());
    EXPECT_EQ(slowed.status, 429);
    EXPECT_FALSE(slowed.header("Retry-After").empty());
    EXPECT_EQ(house.ask("POST /api/session", "{\"login\":\"somebody-else\",\"password\":\"x\"}").status, 401);
    EXPECT_EQ(house.ask("POST /api/session", "{\"login\":\"admin\"}").status, 422);
    EXPECT_EQ(house.ask("POST /api/session", "{\"login\":\"admin\",\"password\":\"" + std::string(5000, 'x') + "\"}").status, 401);
}

TEST_P(TheServer, TellsThoseWhoStandAtARecordWhoElseDoesAndNobodyElse) {
    sign_in_for_good();
    const auto hire = [&](const std::string& name) {
        const auto made = house.ask("POST /api/staff", "{\"name\":\"" + name + "\",\"posts\":[{\"post\":\"service_officer\"}]}");
        EXPECT_EQ(made.status, 201) << made.body;
        return house.session_of({std::stoll(std::string(boost::json::parse(made.body).as_object().at("id").as_string()))});
    };
    const auto lin = hire("林晓芸"), chen = hire("陈国栋"), shan = hire("单雅琴");
    const auto listen = [&](const std::string& who) {
        auto client = std::make_unique<http::RawClient>(house.serving->port());
        client->send("GET /api/stream HTTP/1.1\r\nHost: desk\r\nCookie: " + who + "\r\n\r\n");
        client->read();
        return client;
    };
    const auto stand = [&](const std::string& who, const std::string& doing) {
        house.cookie = who;
        return house.ask("PUT /api/presence", "{\"subject_kind\":\"site\",\"subject_id\":\"7\",\"doing\":\"" + doing + "\"}");
    };
    const auto hers = listen(lin), his = listen(chen), stranger = listen(shan);
    EXPECT_EQ(stand(lin, "viewing").body, "{}") << "who else is here is not the answer";
    ASSERT_TRUE(hers->read_until("\"others\":[]}"));
    stand(chen, "writing");
    EXPECT_TRUE(hers->read_until("\"others\":[{\"name\":\"陈国栋\",\"writing\":true}]}"));
    EXPECT_TRUE(his->read_until("\"others\":[{\"name\":\"林晓芸\",\"writing\":false}]}"));
    stand(chen, "gone");
    EXPECT_TRUE(hers->read_until("\"others\":[]}"));
    house.serving->stop();
    EXPECT_EQ(stranger->read_until("0\r\n\r\n").value_or("").find("presence"), std::string::npos);
}

TEST_P(TheServer, MovesItsManualClockForwardOnly) {
    sign_in_for_good();
    const auto now = boost::json::parse(house.ask("GET /api/clock").body).as_object().at("now").as_int64();
    EXPECT_EQ(Zone{}.text(Instant{now}), "2026-03-03 09:10");
    EXPECT_EQ(house.ask("PUT /api/clock", "{\"now\":" + std::to_string(now - 1) + "}").status, 422);
    const auto moved = house.ask("PUT /api/clock", "{\"now\":" + std::to_string(now + 86'400'000) + "}");
    EXPECT_EQ(moved.status, 200);
    EXPECT_EQ(boost::json::parse(moved.body).as_object().at("now").as_int64(), now + 86'400'000);
    EXPECT_TRUE(boost::json::parse(house.ask("GET /api/me").body).as_object().at("manual_clock").as_bool());
}

TEST_P(TheServer, GoesOnWhereItsClockStoodAndNeverChangesTheKindOfClock) {
    sign_in_for_good();
    const auto now = boost::json::parse(house.ask("GET /api/clock").body).as_object().at("now").as_int64() + 3'600'000;
    ASSERT_EQ(house.ask("PUT /api/clock", "{\"now\":" + std::to_string(now) + "}").status, 200);
    house.serving->stop();
    house.serving.reset();
    house.settings.clock = "system";
    EXPECT_THROW(house.open(), std::runtime_error);
    house.settings.clock = "manual";
    house.open();
    EXPECT_FALSE(house.serving->first_password());
    EXPECT_EQ(boost::json::parse(house.ask("GET /api/clock").body).as_object().at("now").as_int64(), now);
}

TEST_P(TheServer, TellsTheStreamWhatWasCommitted) {
    sign_in_for_good();
    http::RawClient stream(house.serving->port());
    stream.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\nCookie: " + house.cookie + "\r\n\r\n");
    const auto tick = stream.read_until("}\n\n");
    ASSERT_TRUE(tick);
    EXPECT_NE(tick->find("\"manual\":true"), std::string::npos);
    ASSERT_EQ(house.ask("POST /api/departments", "{\"name\":\"工程部\"}").status, 201);
    const auto change = stream.read_until("\"event\":\"department.created\"}\n\n");
    ASSERT_TRUE(change);
    EXPECT_NE(change->find("event: change\nid: "), std::string::npos);
}

TEST_P(TheServer, FurnishesANewSite) {
    sign_in_for_good();
    const auto made = house.ask("POST /api/sites", R"({"name":"东区","short_name":"东"})");
    ASSERT_EQ(made.status, 201);
    const auto id = std::string(boost::json::parse(made.body).as_object().at("id").as_string());
    const auto categories = house.ask("GET /api/categories", "", "Huiyin-Site: " + id + "\r\n");
    EXPECT_EQ(categories.status, 200);
    EXPECT_FALSE(boost::json::parse(categories.body).as_object().at("categories").as_array().empty());
}

TEST_P(TheServer, StopsWhileSomebodyListens) {
    sign_in_for_good();
    http::RawClient stream(house.serving->port());
    stream.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\nCookie: " + house.cookie + "\r\n\r\n");
    ASSERT_TRUE(stream.read_until("}\n\n"));
    const auto before = std::chrono::steady_clock::now();
    house.serving->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
    EXPECT_TRUE(stream.closed_by_server());
}

ON_EACH_ENGINE(TheServer);

// Two servers, one database: what the one commits, the stream of the other tells.
TEST(TwoServersOnOneDatabase, TellEachOthersNews) {
    ServingHouse one(store::Engine::postgresql);
    one.open();
    const auto once = *one.serving->first_password();
    one.ask("POST /api/session", "{\"login\":\"admin\",\"password\":\"" + once + "\"}");
    ASSERT_EQ(one.ask("POST /api/me/password", "{\"old_password\":\"" + once + "\",\"new_password\":\"sees-every-matter\"}").status, 200);
    auto settings = one.settings;
    settings.place.node = 1;
    Serving two(settings);
    two.run();
    http::RawClient stream(two.port());
    stream.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\nCookie: " + one.cookie + "\r\n\r\n");
    ASSERT_TRUE(stream.read_until("}\n\n"));
    ASSERT_EQ(one.ask("POST /api/departments", "{\"name\":\"工程部\"}").status, 201);
    EXPECT_TRUE(stream.read_until("\"event\":\"department.created\"}\n\n"));
    two.stop();
}

}  // namespace
}  // namespace huiyin::app
