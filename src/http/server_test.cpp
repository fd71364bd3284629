// The server against clients that mean no good, are slow, or stay too long.
#include "http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "http/problem.hpp"
#include "http/router.hpp"
#include "raw_client.hpp"

namespace huiyin::http {
namespace {
using namespace std::chrono_literals;
using namespace std::string_view_literals;

// Echoes the body; /small takes 10 bytes at most, /refused takes none, /slow answers from another thread,
// /stream goes on, /forgotten drops its reply.
class Echo : public Service {
  public:
    ~Echo() override {
        for (auto& t : threads) t.join();
    }
    void admit(std::shared_ptr<Request> request, Admit admit) override {
        if (request->path == "/refused") return admit({0, std::make_shared<Response>(problem(403, "not-permitted"))});
        admit({request->path == "/small" ? 10u : 1024u * 1024u, nullptr});
    }
    void answer(std::shared_ptr<Request> request, Reply reply) override {
        if (request->path == "/forgotten") return;
        if (request->path == "/stream") {
            stream = std::make_shared<Stream>();
            stream->push("hello\n\n");
            Response r;
            r.headers = {{"Content-Type", "text/event-stream"}};
            r.stream = stream;
            return reply(std::move(r));
        }
        if (request->path == "/slow") {
            threads.emplace_back([reply] {
                std::this_thread::sleep_for(300ms);
                reply(json_reply(200, "\"late\""));
            });
            return;
        }
        auto r = json_reply(200, request->body.empty() ? request->path : request->body);
        if (request->path == "/splitting") r.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b");
        reply(std::move(r));
    }
    std::shared_ptr<Stream> stream;
    std::vector<std::thread> threads;
};

struct AServer : testing::Test {
    Echo echo;
    ServerOptions options{.port = 0, .threads = 2, .header_timeout = 1500ms, .body_timeout = 1500ms, .heartbeat = 200ms};
    Server server{options, echo};
    void SetUp() override { server.start(); }
    RawReply ask(std::string_view bytes) {
        RawClient client(server.port());
        client.send(bytes);
        return client.read();
    }
};

TEST_F(AServer, AnswersAndKeepsTheConnection) {
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        const auto reply = client.read();
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "hello");
        EXPECT_EQ(reply.header("Connection"), "keep-alive");
    }
}

TEST_F(AServer, AnswersPipelinedRequestsInTheirOrder) {
    RawClient client(server.port());
    client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\nGET /third HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.read().body, "\"late\"");
    EXPECT_EQ(client.read().body, "/second");
    EXPECT_EQ(client.read().body, "/third");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(AServer, SaysTheSecurityHeadersOnEveryReply) {
    for (const auto* bytes : {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", "nonsense\r\n\r\n"}) {
        const auto reply = ask(bytes);
        EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
        EXPECT_NE(reply.header("Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(reply.header("Referrer-Policy"), "same-origin");
    }
}

TEST_F(AServer, RefusesWhatTwoReadersCouldReadDifferently) {
    const std::string post = "POST /x HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(ask(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status, 400);
    EXPECT_EQ(ask(post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n").status, 400);
    EXPECT_EQ(ask(post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello").status, 400);
    EXPECT_EQ(ask(post + "Content-Length: -1\r\n\r\n").status, 400);
    EXPECT_EQ(ask(post + "Content-Length: 5x\r\n\r\nhello").status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"sv).status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET http://elsewhere/ HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET / HTTP/9.9\r\nHost: h\r\n\r\n").status, 400);
    EXPECT_EQ(ask("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"sv).status, 400);
}

TEST_F(AServer, RefusesALongHeader) {
    const auto reply = ask("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n");
    EXPECT_EQ(reply.status, 431);
    EXPECT_NE(reply.body.find("header-too-large"), std::string::npos);
}

TEST_F(AServer, RefusesALargeBodyBeforeItIsSent) {
    const auto reply = ask("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n");
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789").status, 200);
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n0123456789x").status, 413);
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n0123456789x\r\n0\r\n\r\n").status, 413);
}

TEST_F(AServer, SaysTheRefusalEvenWhileTheBodyIsStillComing) {
    RawClient client(server.port());
    client.send("POST /refused HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n");
    client.send(std::string(900'000, 'x'));
    EXPECT_EQ(client.read().status, 403);
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(AServer, TellsAPatientClientToGoOn) {
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read(true).status, 100);
    client.send("hello");
    EXPECT_EQ(client.read().body, "hello");
}

TEST_F(AServer, AnswersAtOnceBehindAHundredHalfOpenConnections) {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n");
    }
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
}

TEST_F(AServer, HangsUpOnSlowClients) {
    for (const auto* bytes : {"", "GET / HTTP/1.1\r\nHo", "POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhal"}) {
        RawClient client(server.port());
        client.send(bytes);
        EXPECT_TRUE(client.closed_by_server()) << bytes;
    }
}

TEST_F(AServer, SendsNoBodyForHead) {
    RawClient client(server.port());
    client.send("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\nGET /def HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read(true).header("Content-Length"), "4");
    EXPECT_EQ(client.read().body, "/def");
}

TEST_F(AServer, NeverLetsAHeaderValueEndItsLine) {
    EXPECT_EQ(ask("GET /splitting HTTP/1.1\r\nHost: h\r\n\r\n").head.find("\nSet-Cookie"), std::string::npos);
}

TEST_F(AServer, AnswersForAHandlerThatForgot) { EXPECT_EQ(ask("GET /forgotten HTTP/1.1\r\nHost: h\r\n\r\n").status, 500); }

TEST_F(AServer, StreamsWithHeartbeats) {
    RawClient client(server.port());
    client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read().header("Transfer-Encoding"), "chunked");
    EXPECT_TRUE(client.read_until("hello\n\n"));
    echo.stream->push("again\n\n");
    EXPECT_TRUE(client.read_until("again\n\n"));
    EXPECT_TRUE(client.read_until(": still here\n\n"));
    echo.stream->close();
    EXPECT_TRUE(client.read_until("0\r\n\r\n"));
    EXPECT_TRUE(client.closed_by_server());
}

TEST(AStream, CutsOffAReaderWhoDoesNotKeepUp) {
    Stream stream(10);
    EXPECT_TRUE(stream.push("12345"));
    EXPECT_FALSE(stream.push("678901"));
    EXPECT_FALSE(stream.push("1"));
    EXPECT_TRUE(stream.take().closed);
}

TEST_F(AServer, DrainsByFinishingWhatIsUnderWay) {
    RawClient busy(server.port()), idle(server.port()), streaming(server.port());
    streaming.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(streaming.read_until("hello\n\n"));
    idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(idle.read().status, 200);
    busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    std::this_thread::sleep_for(100ms);
    std::thread drain([&] { server.drain(5s); });
    const auto reply = busy.read();
    EXPECT_EQ(reply.body, "\"late\"");
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_TRUE(idle.closed_by_server());
    EXPECT_TRUE(streaming.closed_by_server());
    drain.join();
    EXPECT_EQ(server.connections(), 0u);
    EXPECT_THROW(RawClient(server.port()), std::runtime_error);
}

TEST_F(AServer, DoesNotShareItsPort) { EXPECT_THROW(Server({.port = server.port()}, echo), std::runtime_error); }

// A seeded storm of broken requests: whatever comes, the server answers in the 4xx or hangs up, and lives on.
TEST_F(AServer, LivesThroughNonsense) {
    std::mt19937 random(20261123);
    const std::string good = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    for (int i = 0; i < 1500; ++i) {
        auto bytes = good;
        for (auto changes = 1 + random() % 4; changes > 0; --changes) {
            const auto at = random() % bytes.size();
            switch (random() % 3) {
                case 0: bytes[at] = static_cast<char>(random()); break;
                case 1: bytes.erase(at, 1 + random() % 3); break;
                default: bytes.insert(at, 1, static_cast<char>(random())); break;
            }
        }
        RawClient client(server.port());
        client.send(bytes);
        ::shutdown(client.descriptor(), SHUT_WR);
        const auto reply = client.read();
        EXPECT_LT(reply.status, 500) << bytes;
    }
    EXPECT_EQ(ask(good).body, "hello");
}

TEST(ARouter, PutsWordsBeforeParameters) {
    Router router;
    router.add("GET", "/api/complaints/{id}", 1);
    router.add("GET", "/api/complaints/preview", 2);
    router.add("POST", "/api/complaints/{id}/closure", 3);
    EXPECT_EQ(router.find("GET", "/api/complaints/preview").target, 2u);
    const auto one = router.find("GET", "/api/complaints/7%2F%E6%B0%B4");
    EXPECT_EQ(one.target, 1u);
    EXPECT_EQ(one.values, std::vector<std::string>{"7/水"});
    EXPECT_EQ(router.find("HEAD", "/api/complaints/7").target, 1u);
    EXPECT_EQ(router.find("DELETE", "/api/complaints/7").allowed, "GET");
    EXPECT_EQ(router.find("POST", "/api/complaints/preview/closure").target, 3u);
    EXPECT_FALSE(router.find("GET", "/api/nothing").target);
    EXPECT_FALSE(router.find("GET", "/api/complaints/").target);
    EXPECT_TRUE(router.find("GET", "/api/complaints/%zz").malformed);
    EXPECT_TRUE(router.find("GET", "/api/complaints/%00").malformed);
    EXPECT_TRUE(router.find("GET", "/api/complaints/%ff").malformed);
}

TEST(AQuery, IsDecodedPairByPair) {
    const Parameters wanted{{"q", "水 管"}, {"tab", ""}, {"a", "b=c"}};
    EXPECT_EQ(parse_query("q=%E6%B0%B4+%E7%AE%A1&tab&a=b=c&"), wanted);
    EXPECT_FALSE(parse_query("q=%E6%B0"));
    EXPECT_FALSE(parse_query("q=%4"));
}

}  // namespace
}  // namespace huiyin::http
