// The door against a small table of routes: who may come in, what is said to whom may not, and what is done once only.
#include "http/api.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "http/digest.hpp"
#include "http/server.hpp"
#include "raw_client.hpp"

namespace huiyin::http {
namespace {
using work::Permission;

struct KeepNote {
    static constexpr auto needs = Permission::record_complaints;
    static constexpr std::array optional_fields = {"wants"};
    ComplaintId id{};
    std::int64_t version = 0;
    std::string text, wants;
    void check(Checks& c) const { c.required("text", text); }
};
BOOST_DESCRIBE_STRUCT(KeepNote, (), (id, version, text, wants))
struct Kept {
    ComplaintId id{};
    std::int64_t version = 0;
    std::int64_t made = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (id, version, made))
struct ReadNote {
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
    std::optional<Day> from;
};
BOOST_DESCRIBE_STRUCT(ReadNote, (), (id, from))
struct MoveClock {
    static constexpr auto needs = Permission::move_clock;
    Instant now{};
};
BOOST_DESCRIBE_STRUCT(MoveClock, (), (now))

std::atomic<std::int64_t> made{0};

Result<Kept> keep_note(work::Unit& unit, const KeepNote& command) {
    if (command.text == "no") return refuse({"complaint.not-yet-verified", Trouble::conflict, "D4", {}, {}});
    if (command.text == "gone") return refuse({"complaint.not-found", Trouble::missing, {}, {}, {}});
    if (command.text == "stale") throw store::StaleRow("complaint 1");
    if (command.text == "twice") throw store::Unique("complaints");
    if (command.text == "broken") throw std::runtime_error("the disk is on fire");
    unit.tell({"complaint.noted", {journal::SubjectKind::complaint, command.id.value}, {}, {}});
    return Kept{command.id, command.version + 1, ++made};
}
Result<Kept> read_note(work::Reading&, const ReadNote& query) { return Kept{query.id, 7, 0}; }
Result<Kept> move_clock(work::Unit&, const MoveClock&) { return Kept{}; }

// "alice" is at site 1 and may record; "bob" is at site 2 and may only see; "carol" must change her password.
class Doors : public Doorkeeper {
  public:
    void identify(const std::string& digest, Then then) override {
        auto identity = std::make_shared<Identity>();
        auto& actor = identity->actor;
        if (digest == sha256_hex("alice") || digest == sha256_hex("carol")) {
            actor.staff = {11};
            actor.site = {1};
            actor.sites = {{1}, {2}};
            actor.grants = {{Permission::record_complaints, work::Scope::site, {1}}, {Permission::see_complaints, work::Scope::site}};
            identity->must_change_password = digest == sha256_hex("carol");
        } else if (digest == sha256_hex("bob")) {
            actor.staff = {12};
            actor.site = {2};
            actor.sites = {{2}};
            actor.grants = {{Permission::see_complaints, work::Scope::site, {2}}};
        } else {
            return then(nullptr, {});
        }
        then(identity, {});
    }
};

std::vector<embedded::File> migrations() {
    static std::vector<std::pair<std::string, std::string>> texts = [] {
        std::vector<std::pair<std::string, std::string>> read;
        for (const auto& entry : std::filesystem::directory_iterator(HUIYIN_SOURCE_DIR "/migrations")) {
            std::stringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            read.emplace_back(entry.path().filename(), text.str());
        }
        std::ranges::sort(read);
        return read;
    }();
    std::vector<embedded::File> files;
    for (const auto& [name, text] : texts) files.push_back({name, {text.data(), text.data() + text.size()}});
    return files;
}

struct TheDoor : testing::Test {
    std::unique_ptr<store::Database> database = store::open({.where = ":memory:"}, migrations());
    work::Routes routes;
    IdSource ids;
    ManualClock clock{Instant{1'795'000'000'000}};
    Doors doors;
    EventHub hub{"run", "0.1.0"};
    std::vector<ApiParts::RefusedAt> gate_refusals;
    std::unique_ptr<Api> api;
    std::unique_ptr<Server> server;

    void SetUp() override {
        routes.post("/notes/{id}", "keep_note", keep_note, {.creates = true});
        routes.put("/notes/{id}", "change_note", keep_note);
        routes.get("/notes/{id}", "read_note", read_note);
        routes.put("/clock", "move_clock", move_clock);
        routes.raw({.method = work::Method::post, .path = "/notes/{id}/files", .operation = "attach", .needs = Permission::record_complaints,
                    .max_body = 2'000'000, .media_types = {"image/png"}, .query_names = {"name"},
                    .write = [](work::Unit&, const work::Parameters&, std::string_view bytes) -> Result<work::Answer> {
                        return work::Answer{"{\"size\":" + std::to_string(bytes.size()) + "}"};
                    }});
        routes.raw({.path = "/files/{id}", .operation = "read_file", .needs = Permission::see_complaints,
                    .read = [](work::Reading&, const work::Parameters&) -> Result<work::RawAnswer> {
                        return work::RawAnswer{"\x89PNG", "image/png", "漏水.png", true};
                    }});
        std::vector<Endpoint> endpoints;
        endpoints.push_back({.path = "/health", .operation = "read_health", .options = {.open = true},
                             .answer = [](auto, Reply reply) { reply(json_reply(200, "{}")); }});
        endpoints.push_back({.path = "/stream", .operation = "open_stream", .answer = [this](std::shared_ptr<Exchange> e, Reply reply) {
                                 const auto& sites = e->identity->actor.sites;
                                 Response r;
                                 r.headers = {{"Content-Type", "text/event-stream"}};
                                 r.stream = hub.subscribe({sites.begin(), sites.end()}, e->request->header("last-event-id"), {}, clock.now(), true);
                                 reply(std::move(r));
                             }});
        auto world = std::make_shared<work::World>();
        world->rulebook = std::make_shared<rulebook::Rulebook>();
        world->usual = std::make_shared<WorkingCalendar>(WorkingCalendar::usual(Zone{}, {}));
        api = std::make_unique<Api>(ApiParts{
            .routes = routes, .endpoints = std::move(endpoints), .database = *database, .ids = ids, .world = [world] { return world; },
            .clock = clock, .doorkeeper = doors,
            .committed = [this](SiteId site, const std::vector<journal::Event>& told) {
                std::vector<Change> changes;
                for (const auto& e : told) changes.push_back({site, e.name, e.subject});
                hub.publish(changes);
            },
            .on_refused = [this](const ApiParts::RefusedAt& at) { gate_refusals.push_back(at); }});
        server = std::make_unique<Server>(ServerOptions{.port = 0, .threads = 2}, *api);
        server->start();
        made = 0;
    }
    void TearDown() override {
        server.reset();
        api.reset();
    }
    RawReply ask(const std::string& line, const std::string& headers = {}, const std::string& body = {}) {
        RawClient client(server->port());
        client.send(line + " HTTP/1.1\r\nHost: desk\r\n" + headers +
                    (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
        return client.read();
    }
    RawReply post(const std::string& body, const std::string& headers = {}) {
        return ask("POST /api/notes/5", "Cookie: huiyin_session=alice\r\nContent-Type: application/json\r\n" + headers, body);
    }
};
const std::string alice = "Cookie: huiyin_session=alice\r\n";
const std::string as_json = "Content-Type: application/json\r\n";

std::string code(const RawReply& reply) {
    const auto v = boost::json::parse(reply.body);
    return std::string(v.as_object().at("code").as_string());
}

TEST_F(TheDoor, AnswersOnlyWhoIsSignedIn) {
    EXPECT_EQ(ask("GET /api/notes/5").status, 401);
    EXPECT_EQ(ask("GET /api/notes/5", "Cookie: huiyin_session=mallory\r\n").status, 401);
    EXPECT_EQ(ask("GET /api/notes/5", "Cookie: a=b; huiyin_session=alice; c=d\r\n").status, 200);
    EXPECT_EQ(ask("GET /api/health").status, 200);
}

TEST_F(TheDoor, KnowsItsAddresses) {
    EXPECT_EQ(ask("GET /api/nothing", alice).status, 404);
    EXPECT_EQ(ask("GET /elsewhere", alice).status, 404);
    const auto reply = ask("DELETE /api/notes/5", alice);
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(reply.header("Allow"), "GET, POST, PUT");
    EXPECT_EQ(ask("GET /api/notes/%zz", alice).status, 400);
}

TEST_F(TheDoor, AsksForThePermissionBeforeItReadsTheBody) {
    EXPECT_EQ(ask("POST /api/notes/5", "Cookie: huiyin_session=bob\r\n" + as_json, "this is no JSON").status, 403);
    EXPECT_EQ(ask("PUT /api/clock", alice + as_json, "{\"now\":1}").status, 403);
}

TEST_F(TheDoor, LetsNobodyIntoASiteThatIsNotTheirs) {
    EXPECT_EQ(ask("GET /api/notes/5", "Cookie: huiyin_session=bob\r\nHuiyin-Site: 1\r\n").status, 404);
    EXPECT_EQ(ask("GET /api/notes/5", "Cookie: huiyin_session=bob\r\nHuiyin-Site: x\r\n").status, 404);
    EXPECT_EQ(ask("GET /api/notes/5", "Cookie: huiyin_session=bob\r\nHuiyin-Site: 2\r\n").status, 200);
    EXPECT_EQ(post("{\"version\":1,\"text\":\"a\"}", "Huiyin-Site: 2\r\n").status, 403);  // alice records at site 1 only
}

TEST_F(TheDoor, AsksForANewPasswordFirst) {
    const auto reply = ask("GET /api/notes/5", "Cookie: huiyin_session=carol\r\n");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(code(reply), "password-must-change");
}

TEST_F(TheDoor, RefusesWhatAnotherSiteMadeTheBrowserSend) {
    const std::string good = "{\"version\":1,\"text\":\"a\"}";
    EXPECT_EQ(post(good, "Origin: http://evil\r\n").status, 403);
    EXPECT_EQ(post(good, "Origin: null\r\n").status, 403);
    EXPECT_EQ(post(good, "Sec-Fetch-Site: cross-site\r\n").status, 403);
    EXPECT_EQ(post(good, "Origin: http://desk\r\n").status, 201);
    EXPECT_EQ(ask("POST /api/notes/5", alice + "Content-Type: text/plain\r\n", good).status, 403);
    EXPECT_EQ(ask("POST /api/notes/5", alice, good).status, 403);
}

TEST_F(TheDoor, NamesEveryWrongFieldAtOnce) {
    const auto reply = post("{\"text\":\" \",\"version\":\"x\",\"colour\":1}");
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
    const auto fields = boost::json::parse(reply.body).as_object().at("fields").as_array();
    EXPECT_EQ(fields.size(), 3u) << reply.body;
    EXPECT_EQ(ask("GET /api/notes/x", alice).status, 422);
    EXPECT_EQ(ask("GET /api/notes/5?from=2026-02-30", alice).status, 422);
    EXPECT_EQ(ask("GET /api/notes/5?colour=1", alice).status, 422);
}

TEST_F(TheDoor, TellsEachTroubleByItsStatus) {
    const auto about = [&](const std::string& text) { return post("{\"version\":1,\"text\":\"" + text + "\"}"); };
    EXPECT_EQ(about("no").status, 409);
    EXPECT_EQ(boost::json::parse(about("no").body).as_object().at("clause").as_string(), "D4");
    EXPECT_EQ(about("gone").status, 404);
    EXPECT_EQ(code(about("stale")), "stale");
    EXPECT_EQ(code(about("twice")), "already-exists");
    const auto broken = about("broken");
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.body.find("fire"), std::string::npos);  // the log knows; a stranger does not
}

TEST_F(TheDoor, CountsARefusalAtAGate) {
    post("{\"version\":1,\"text\":\"no\"}");
    post("{\"version\":1,\"text\":\"gone\"}");
    ASSERT_EQ(gate_refusals.size(), 1u);
    EXPECT_EQ(gate_refusals[0].operation, "keep_note");
    EXPECT_EQ(gate_refusals[0].subject, 5);
    EXPECT_EQ(gate_refusals[0].actor.staff, StaffId{11});
}

TEST_F(TheDoor, GivesTheFirstAnswerToARepeatedKey) {
    const auto first = post("{\"version\":1,\"text\":\"a\"}", "Idempotency-Key: k-1\r\n");
    const auto again = post("{\"version\":1,\"text\":\"a\"}", "Idempotency-Key: k-1\r\n");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(first.header("ETag"), again.header("ETag"));
    EXPECT_EQ(first.header("Idempotency-Replayed"), "");
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(made, 1);
    const auto other = post("{\"version\":1,\"text\":\"b\"}", "Idempotency-Key: k-1\r\n");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(code(other), "idempotency-key-reused");
    EXPECT_EQ(post("{\"version\":1,\"text\":\"a\"}", "Idempotency-Key: a b\r\n").status, 422);
}

TEST_F(TheDoor, TriesAgainAfterARefusalUnderTheSameKey) {
    EXPECT_EQ(post("{\"version\":1,\"text\":\"no\"}", "Idempotency-Key: k-2\r\n").status, 409);
    EXPECT_EQ(post("{\"version\":1,\"text\":\"no\"}", "Idempotency-Key: k-2\r\n").header("Idempotency-Replayed"), "");
}

TEST_F(TheDoor, DoesOnceWhatManyAskAtTheSameMoment) {
    std::vector<std::thread> many;
    std::atomic<int> replayed{0};
    for (int i = 0; i < 16; ++i) {
        many.emplace_back([&] {
            const auto reply = post("{\"version\":1,\"text\":\"a\"}", "Idempotency-Key: k-3\r\n");
            EXPECT_EQ(reply.status, 201);
            if (reply.header("Idempotency-Replayed") == "true") ++replayed;
        });
    }
    for (auto& t : many) t.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(replayed, 15);
}

TEST_F(TheDoor, KeepsNoAnswerThatTheDatabaseCouldRead) {
    const auto sealed = seal("the key", "{\"one_time_password\":\"abcd\"}");
    EXPECT_EQ(sealed.find("abcd"), std::string::npos);
    EXPECT_EQ(unseal("the key", sealed), "{\"one_time_password\":\"abcd\"}");
    EXPECT_FALSE(unseal("another", sealed));
    EXPECT_FALSE(unseal("the key", sealed.substr(1)));
}

TEST_F(TheDoor, TakesTheVersionFromIfMatch) {
    const auto reply = post("{\"text\":\"a\"}", "If-Match: \"v3\"\r\n");
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.header("ETag"), "\"v4\"");
    EXPECT_EQ(post("{\"text\":\"a\",\"version\":2}", "If-Match: \"v3\"\r\n").status, 422);
    EXPECT_EQ(post("{\"text\":\"a\"}").status, 422);
    EXPECT_EQ(ask("GET /api/notes/5", alice).header("ETag"), "\"v7\"");
}

TEST_F(TheDoor, CarriesBytes) {
    const std::string png = "Content-Type: image/png\r\n";
    EXPECT_EQ(ask("POST /api/notes/5/files?name=a.png", alice + png, std::string(1'500'000, 'x')).body, "{\"size\":1500000}");
    EXPECT_EQ(ask("POST /api/notes/5/files?name=a.png", alice + png, std::string(2'000'001, 'x')).status, 413);
    EXPECT_EQ(ask("POST /api/notes/5/files?name=a.png", alice + "Content-Type: text/html\r\n", "x").status, 403);
    EXPECT_EQ(ask("POST /api/notes/5/files?name=a.png", "Cookie: huiyin_session=bob\r\n" + png, "x").status, 403);
    const auto file = ask("GET /api/files/1", alice);
    EXPECT_EQ(file.header("Content-Type"), "image/png");
    EXPECT_EQ(file.header("Content-Disposition"), "inline; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.png");
    EXPECT_NE(file.header("Content-Security-Policy").find("sandbox"), std::string::npos);
}

TEST_F(TheDoor, StreamsWhatWasCommittedToWhoMayEnterTheSite) {
    RawClient a(server->port()), b(server->port());
    a.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\n" + alice + "\r\n");
    b.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\nCookie: huiyin_session=bob\r\n\r\n");
    const auto tick = a.read_until("}\n\n");
    ASSERT_TRUE(tick);
    EXPECT_NE(tick->find("event: tick\ndata: {\"now\":1795000000000,\"manual\":true,\"version\":\"0.1.0\"}"), std::string::npos);
    ASSERT_TRUE(b.read_until("}\n\n"));
    EXPECT_EQ(post("{\"version\":1,\"text\":\"a\"}").status, 201);
    const auto change = a.read_until("}\n\n");
    ASSERT_TRUE(change);
    EXPECT_NE(change->find("id: run-1\ndata: {\"subject_kind\":\"complaint\",\"id\":\"5\",\"event\":\"complaint.noted\"}"), std::string::npos) << *change;
    hub.tick(clock.now(), true);  // bob, at another site, hears the time and nothing before it
    const auto heard = b.read_until("}\n\n");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->find("change"), std::string::npos);
}

TEST_F(TheDoor, ResumesTheStreamWhereItStopped) {
    for (int i = 0; i < 3; ++i) hub.publish({{{1}, "complaint.noted", {journal::SubjectKind::complaint, i + 1}}});
    const auto from = [&](const std::string& id) {
        RawClient client(server->port());
        client.send("GET /api/stream HTTP/1.1\r\nHost: desk\r\n" + alice + "Last-Event-ID: " + id + "\r\n\r\n");
        client.read();
        hub.close_all();
        return client.read_until("0\r\n\r\n").value_or("");
    };
    const auto resumed = from("run-1");
    EXPECT_EQ(resumed.find("\"id\":\"1\""), std::string::npos);
    EXPECT_NE(resumed.find("\"id\":\"2\""), std::string::npos);
    EXPECT_NE(resumed.find("\"id\":\"3\""), std::string::npos);
    EXPECT_EQ(resumed.find("reset"), std::string::npos);
    EXPECT_NE(from("earlier-1").find("event: reset\nid: run-3"), std::string::npos);
    EXPECT_NE(from("run-99").find("event: reset"), std::string::npos);
    for (int i = 0; i < 1100; ++i) hub.publish({{{1}, "complaint.noted", {journal::SubjectKind::complaint, 9}}});
    EXPECT_NE(from("run-1").find("event: reset"), std::string::npos);
}

TEST_F(TheDoor, EndsTheStreamOfWhoHasGone) {
    auto stream = hub.subscribe({{1}}, "", [](auto then) { then(std::nullopt); }, clock.now(), true);
    hub.tick(clock.now(), true);
    const auto taken = stream->take();
    EXPECT_TRUE(taken.closed);
    EXPECT_NE(taken.text.find("event: signed-out"), std::string::npos);
}

TEST_F(TheDoor, WhispersToOnePersonAtASiteTheyMayEnter) {
    const auto listen = [&](EventHub::Sites sites, StaffId who) {
        auto stream = hub.subscribe(std::move(sites), "", {}, clock.now(), true, who);
        stream->take();
        return stream;
    };
    const auto hers = listen({{1}}, {101}), hers_too = listen({{1}}, {101}), elsewhere = listen({{2}}, {101}), his = listen({{1}}, {102});
    hub.whisper({101}, {1}, "presence", {{"id", "7"}});
    EXPECT_EQ(hers->take().text, "event: presence\ndata: {\"id\":\"7\"}\n\n");
    EXPECT_FALSE(hers_too->take().text.empty());
    EXPECT_TRUE(elsewhere->take().text.empty());
    EXPECT_TRUE(his->take().text.empty());
}

// Whatever stands in the body, the answer is a 4xx (or the change is made); never a 500.
TEST_F(TheDoor, AnswersNonsenseWithAFour) {
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {"{", "}", "[", "]", "\"text\"", "\"version\"", ":", ",", "1", "-1", "1e999", "99999999999999999999",
                                             "\"a\"", "\"\\u0000\"", "\"\\ud800\"", "null", "true", "\xff\xfe", "\"\xe6\xb0\"", " ", "\"id\"", "\"5\""};
    for (int i = 0; i < 1200; ++i) {
        std::string body = random() % 2 ? "{\"version\":1,\"text\":\"a\"" : "";
        for (auto n = random() % 12; n > 0; --n) body += pieces[random() % pieces.size()];
        if (body.empty()) body = "{";
        const auto status = post(body).status;
        EXPECT_TRUE(status == 201 || (status >= 400 && status < 500)) << status << ": " << body;
    }
    EXPECT_EQ(post(std::string(100'000, '[')).status, 422);
    EXPECT_EQ(post("{\"text\":\"a\",\"version\":1,\"version\":2}").status, 422);
    EXPECT_EQ(post("\"" + std::string(1'100'000, 'x') + "\"").status, 413);
    EXPECT_EQ(ask("POST /api/notes/5", alice + as_json).status, 422);
}

}  // namespace
}  // namespace huiyin::http
