// Letters, robots, addresses, the ledger, and the way to sinks on the loopback address.
#include <gtest/gtest.h>

#include <filesystem>

#include "post/carrier.hpp"
#include "post/letter.hpp"
#include "post/outside.hpp"
#include "post/robot.hpp"
#include "post/sinks.hpp"

namespace huiyin::post {
namespace {
namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::path(testing::TempDir()) / ("huiyin_post_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

Parcel a_letter(const MailSink& sink, std::int64_t id = 1, std::string to = "li@example.com") {
    return {id, {.kind = ChannelKind::email, .server = "127.0.0.1", .port = sink.sink.port, .security = Security::none, .from = "desk@example.com", .from_name = "回音"},
            std::move(to), "【已超时】核实 TS20260303-0001", "水管漏水\n请尽快处理。", Instant{1772500200000}};
}
Parcel a_message(const RobotSink& sink, ChannelKind kind, std::string secret = {}) {
    return {7, {.kind = kind, .url = "http://127.0.0.1:" + std::to_string(sink.sink.port) + "/robot?key=k1", .secret = std::move(secret)}, {}, "标题", "正文", {}};
}

TEST(AMailbox, IsPlainAndOneLine) {
    for (const auto* good : {"li@example.com", "li.wen-bo+1@mail.example.com.cn"}) EXPECT_TRUE(valid_mailbox(good)) << good;
    for (const auto* bad : {"", "li", "@example.com", "li@", "li@exa mple.com", "li@example.com\r\nBcc: x@y.z", "li\n@example.com", "a@b@c.com ", "李@example.com",
                            "<li@example.com>", ".li@example.com", "li@example..com", "li@-x.com"})
        EXPECT_FALSE(valid_mailbox(bad)) << bad;
}

TEST(AHeader, IsOneLineAndEncoded) {
    EXPECT_EQ(encoded_header("Overdue TS1"), "Overdue TS1");
    EXPECT_EQ(encoded_header("回音"), "=?UTF-8?B?5Zue6Z+z?=");
    EXPECT_EQ(encoded_header("a\r\nBcc: b"), "a  Bcc: b");
    const auto longer = encoded_header("一二三四五六七八九十一二三四五六七八九十");
    for (std::size_t from = 0; from < longer.size();) {
        const auto end = std::min(longer.find("\r\n", from), longer.size());
        EXPECT_LE(end - from, 76u);
        from = end + 2;
    }
}

// The vectors were made with openssl dgst -sha256 -hmac.
TEST(ARobot, IsSignedAsItWants) {
    EXPECT_EQ(hmac_sha256_base64("key", "The quick brown fox jumps over the lazy dog"), "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=");
    RobotSink unused;
    const Instant now{1772500200000};
    auto p = a_message(unused, ChannelKind::dingtalk, "SEC1");
    EXPECT_EQ(robot_request(p, now).url.find("&timestamp=1772500200000&sign="), p.target.url.size());
    EXPECT_EQ(robot_request(p, now).body, R"({"msgtype":"text","text":{"content":"标题\n正文"}})");
    p.target.kind = ChannelKind::wecom;
    EXPECT_EQ(robot_request(p, now).url, p.target.url);
    p.target.kind = ChannelKind::feishu;
    EXPECT_EQ(robot_request(p, now).body, R"({"timestamp":"1772500200","sign":")" + feishu_sign(now, "SEC1") + R"(","msg_type":"text","content":{"text":"标题\n正文"}})");
}

TEST(ARobot, SaysItsNoInTheBody) {
    const auto fate = [](ChannelKind kind, long status, const char* body) { return read_robot_answer(1, kind, status, body).fate; };
    EXPECT_EQ(fate(ChannelKind::wecom, 200, R"({"errcode":0})"), Fate::accepted);
    EXPECT_EQ(fate(ChannelKind::wecom, 200, R"({"errcode":45009,"errmsg":"api freq out of limit"})"), Fate::failed);
    EXPECT_EQ(fate(ChannelKind::wecom, 200, R"({"errcode":93000,"errmsg":"invalid webhook url"})"), Fate::refused);
    EXPECT_EQ(fate(ChannelKind::feishu, 200, R"({"code":0})"), Fate::accepted);
    EXPECT_EQ(fate(ChannelKind::feishu, 200, R"({"StatusCode":0})"), Fate::accepted);
    EXPECT_EQ(fate(ChannelKind::feishu, 200, R"({"code":19021,"msg":"sign match fail"})"), Fate::refused);
    EXPECT_EQ(fate(ChannelKind::dingtalk, 302, ""), Fate::refused);
    EXPECT_EQ(fate(ChannelKind::dingtalk, 502, ""), Fate::failed);
    EXPECT_EQ(fate(ChannelKind::dingtalk, 200, "<html>"), Fate::refused);
}

bool outside(const char* text) {
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        return is_outside(reinterpret_cast<sockaddr*>(&v4));
    }
    EXPECT_EQ(::inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
    v6.sin6_family = AF_INET6;
    return is_outside(reinterpret_cast<sockaddr*>(&v6));
}

TEST(AnAddress, OfTheHouseIsNotOutside) {
    for (const auto* inside : {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
                               "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"})
        EXPECT_FALSE(outside(inside)) << inside;
    for (const auto* there : {"8.8.8.8", "172.32.0.1", "119.29.29.29", "2400:3200::1", "::ffff:8.8.8.8"}) EXPECT_TRUE(outside(there)) << there;
}

TEST(AnAddress, OfARobotIsHttps) {
    EXPECT_TRUE(valid_robot_url("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", false));
    for (const auto* bad : {"http://qyapi.weixin.qq.com/", "ftp://x/", "file:///etc/passwd", "https://", "https://user@host/", "https://ho st/", "https://host/\r\nX: y"})
        EXPECT_FALSE(valid_robot_url(bad, false)) << bad;
}

TEST(TheLedger, OutlivesWhoWroteIt) {
    Folder folder;
    {
        Ledger first(folder.path / "ledger");
        EXPECT_FALSE(first.same_boot()) << "a new one knows nothing";
        first.begin({11, 12, 13});
        first.mark(1, Stage::leaving);
        first.mark(2, Stage::accepted);
        EXPECT_THROW(Ledger(folder.path / "ledger"), std::runtime_error) << "one keeper at a time";
    }
    const Ledger second(folder.path / "ledger");
    EXPECT_TRUE(second.same_boot());
    ASSERT_EQ(second.left_behind().size(), 3u);
    EXPECT_EQ(second.left_behind()[0].stage, Stage::claimed);
    EXPECT_EQ(second.left_behind()[1].stage, Stage::leaving);
    EXPECT_EQ(second.left_behind()[2].id, 13);
}

struct Carrying : testing::Test {
    Folder folder;
    Ledger ledger{folder.path / "ledger"};
    Carrier carrier{{.local_robots = true, .connections = 4, .patience = std::chrono::seconds(2)}};
    std::vector<Outcome> carry(const std::vector<Parcel>& parcels) {
        std::vector<std::int64_t> ids;
        for (const auto& p : parcels) ids.push_back(p.id);
        ledger.begin(ids);
        return carrier.carry(parcels, ledger, Instant{1772500200000}, {});
    }
    Fate fate(const Parcel& parcel) { return carry({parcel})[0].fate; }
};

TEST_F(Carrying, ALetterArrivesWhole) {
    MailSink sink;
    EXPECT_EQ(fate(a_letter(sink)), Fate::accepted);
    ASSERT_EQ(sink.letters.size(), 1u);
    const auto& letter = sink.letters[0];
    for (const auto* wanted : {"From: =?UTF-8?B?5Zue6Z+z?= <desk@example.com>", "To: <li@example.com>", "Message-ID: <notice.1@example.com>", "Date: Tue, 03 Mar 2026 09:10:00 +0800",
                               "Content-Transfer-Encoding: base64"})
        EXPECT_NE(letter.find(wanted), std::string::npos) << wanted << "\n" << letter;
}

TEST_F(Carrying, ManyGoOverFewConnections) {
    MailSink sink;
    std::vector<Parcel> many;
    for (int i = 1; i <= 300; ++i) many.push_back(a_letter(sink, i));
    for (const auto& o : carry(many)) EXPECT_EQ(o.fate, Fate::accepted) << o.id << o.why;
    EXPECT_EQ(sink.accepted(), 300);
    EXPECT_EQ(sink.twice(), 0);
}

TEST_F(Carrying, TellsNoFromNotNowFromNobodyKnows) {
    MailSink sink;
    sink.refuse_to = "gone@";
    EXPECT_EQ(fate(a_letter(sink, 1, "gone@example.com")), Fate::refused);
    sink.busy = 1;
    EXPECT_EQ(fate(a_letter(sink, 2)), Fate::failed);
    sink.silent = true;
    EXPECT_EQ(fate(a_letter(sink, 3)), Fate::doubtful) << "it has the letter and never said so";
    auto nowhere = a_letter(sink, 4);
    nowhere.target.port = 1;
    EXPECT_EQ(fate(nowhere), Fate::failed);
}

TEST_F(Carrying, ARobotHearsItsFormat) {
    RobotSink sink;
    EXPECT_EQ(fate(a_message(sink, ChannelKind::wecom)), Fate::accepted);
    ASSERT_EQ(sink.asked.size(), 1u);
    EXPECT_TRUE(sink.asked[0].first.starts_with("POST /robot?key=k1 HTTP/1.1"));
    EXPECT_EQ(sink.asked[0].second, R"({"msgtype":"text","text":{"content":"标题\n正文"}})");
}

TEST_F(Carrying, FollowsNoRedirect) {
    RobotSink inner, outer;
    outer.answer = [&](int) { return "302 Found\r\nLocation: http://127.0.0.1:" + std::to_string(inner.sink.port) + "/secret\r\n\r\n"; };
    EXPECT_EQ(fate(a_message(outer, ChannelKind::wecom)), Fate::refused);
    EXPECT_TRUE(inner.asked.empty());
}

TEST_F(Carrying, ARobotInsideTheHouseIsNotSpokenTo) {
    RobotSink sink;
    Carrier strict{{.patience = std::chrono::seconds(2)}};
    for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "2130706433"}) {
        auto p = a_message(sink, ChannelKind::wecom);
        p.target.url = "https://" + host + ":" + std::to_string(sink.sink.port) + "/robot";
        ledger.begin({p.id});
        const auto outcome = strict.carry({p}, ledger, {}, {})[0];
        EXPECT_EQ(outcome.fate, Fate::refused) << host;
        EXPECT_EQ(outcome.why, "address-inside") << host;
    }
    EXPECT_TRUE(sink.asked.empty());
}

}  // namespace
}  // namespace huiyin::post
