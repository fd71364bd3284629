// Notices: who is told what, once; quiet hours; retries; what a kill leaves behind; secrets that nobody is shown.
#include <gtest/gtest.h>

#include <filesystem>

#include "customers/keeping.hpp"
#include "notices/notices.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "seal/seal.hpp"
#include "support/office.hpp"

namespace huiyin::notices {
namespace {

struct Notices : testing::TestWithParam<store::Engine> {
    support::Office office{GetParam()};
    SiteId site{1};
    std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / ("huiyin_notices_" + std::to_string(::getpid()));
    work::Actor manager{StaffId{6}, "陈经理", SiteId{1}, {}, {}, {{Permission::manage_notices, work::Scope::site, SiteId{1}, {}}}, {SiteId{1}}};
    work::Actor officer{StaffId{5}, "林晓芸", SiteId{1}, {}, {}, {}, {SiteId{1}}};
    std::string me = "house#1";

    void SetUp() override {
        std::filesystem::create_directories(folder);
        seal::furnish(folder);
        furnish(false);
        listen(office.world);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    ChannelView mail() {
        return *office.run(manager, site, create_channel,
                           {.kind = ChannelKind::email, .name = "公司邮箱", .server = "mail.example.com", .sender = "desk@example.com", .secret = "hunter2"});
    }
    ChannelView robot() {
        return *office.run(manager, site, create_channel,
                           {.kind = ChannelKind::dingtalk, .name = "客服群", .url = "https://oapi.dingtalk.com/robot/send?access_token=t0ken", .secret = "SEC"});
    }
    void late(std::int64_t obligation, bool breached = true) {
        office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({breached ? "obligation.breached" : "obligation.escalated", {journal::SubjectKind::complaint, 1},
                       {{"obligation", std::to_string(obligation)}, {"clause", "D4"}, {"act", "verify"}, {"due_at", office.now.ms + (breached ? 0 : 3600'000)},
                        {"owner", "5"}, {"step", 0}, {"to", "service_officer"}, {"to_staff", "5"}}, {}});
            return 0;
        });
    }
    Claimed take(int most = 100) {
        Claimed claimed;
        office.db->write_now([&](store::Tx& tx) { claimed = claim(tx, me, office.now, most); });
        return claimed;
    }
    void done(const std::vector<post::Outcome>& outcomes) {
        office.db->write_now([&](store::Tx& tx) { settle(tx, me, office.now, outcomes, 7); });
    }
    std::int64_t count(NoticeState state) {
        const auto list = office.ask(manager, site, list_notices, {.state = state});
        for (const auto& c : list->counts)
            if (c.state == state) {
                EXPECT_EQ(c.count, static_cast<std::int64_t>(list->rows.size())) << "the count equals the list";
                return c.count;
            }
        return -1;
    }
};

TEST_P(Notices, GoToWhoeverWantsThemAndToTheGroup) {
    mail();
    robot();
    late(1);
    EXPECT_EQ(count(NoticeState::waiting), 1) << "the officer gave no mailbox";
    ASSERT_TRUE(office.run(officer, site, change_my_notices, {"lin@example.com", "en", true, 0}));
    late(2);
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 3u);
    const auto letter = std::ranges::find_if(claimed.parcels, [](const auto& p) { return !p.to.empty(); });
    ASSERT_NE(letter, claimed.parcels.end());
    EXPECT_EQ(letter->to, "lin@example.com");
    EXPECT_NE(letter->subject.find("[Overdue] Verify"), std::string::npos) << letter->subject;
    EXPECT_EQ(letter->target.secret, "hunter2");
}

TEST_P(Notices, AreToldOnceForOneCause) {
    robot();
    late(1);
    late(1);
    EXPECT_EQ(count(NoticeState::waiting), 1);
}

TEST_P(Notices, AreNotWrittenWhenTheEventRollsBack) {
    robot();
    try {
        office.db->write_now([&](store::Tx& tx) {
            work::Unit unit(tx, office.ids, office.world, office.system, site, office.now, office.now);
            unit.tell({"obligation.breached", {journal::SubjectKind::complaint, 1}, {{"obligation", "9"}, {"clause", "D4"}, {"act", "verify"}, {"due_at", 0}, {"owner", "5"}}, {}});
            throw std::runtime_error("no");
        });
    } catch (const std::runtime_error&) {
    }
    EXPECT_EQ(count(NoticeState::waiting), 0);
}

TEST_P(Notices, WaitForTheMorningUnlessUrgent) {
    robot();
    office.now = *Zone{}.parse("2026-03-03 23:30");
    late(1, false);
    EXPECT_TRUE(take().parcels.empty()) << "a reminder is not urgent";
    late(2, true);
    EXPECT_EQ(take().parcels.size(), 1u) << "what is late is";
    office.now = *Zone{}.parse("2026-03-04 07:00");
    EXPECT_EQ(take().parcels.size(), 1u);
}

TEST_P(Notices, AreTriedAgainWithPatienceAndThenDead) {
    robot();
    ASSERT_TRUE(office.run(manager, site, change_notice_rules, {0, 0, 3, 10, 0}));
    late(1);
    for (int i = 1; i <= 3; ++i) {
        const auto claimed = take();
        ASSERT_EQ(claimed.parcels.size(), 1u) << i;
        EXPECT_TRUE(take().parcels.empty()) << "claimed is claimed";
        done({{claimed.parcels[0].id, post::Fate::failed, "HTTP 502"}});
        EXPECT_TRUE(take().parcels.empty()) << "not at once";
        office.now = office.now + std::chrono::minutes(5);
    }
    EXPECT_EQ(count(NoticeState::dead), 1);
    EXPECT_EQ(office.ask(manager, site, list_channels, {})->channels[0].last_error, "HTTP 502");

    const auto dead = office.ask(manager, site, list_notices, {})->rows.at(0);
    ASSERT_TRUE(office.run(manager, site, send_again, {dead.id}));
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(office.run(manager, site, send_again, {dead.id}).error().code, "notice.not-ended");
    done({{claimed.parcels[0].id, post::Fate::accepted, ""}});
    EXPECT_EQ(count(NoticeState::sent), 1);
}

TEST_P(Notices, AreResolvedAfterAKill) {
    robot();
    for (int i = 1; i <= 5; ++i) late(i);
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 5u);
    using post::Stage;
    std::vector<post::Line> ledger;
    const Stage stages[] = {Stage::claimed, Stage::leaving, Stage::accepted, Stage::refused, Stage::failed};
    for (int i = 0; i < 5; ++i) ledger.push_back({claimed.parcels[static_cast<std::size_t>(i)].id, stages[i]});
    me = "house#2";
    office.db->write_now([&](store::Tx& tx) { recover(tx, me, office.now, ledger, true); });
    EXPECT_EQ(count(NoticeState::waiting), 2) << "nothing of these two had left";
    EXPECT_EQ(count(NoticeState::unconfirmed), 1);
    EXPECT_EQ(count(NoticeState::sent), 1);
    EXPECT_EQ(count(NoticeState::dead), 1);

    EXPECT_EQ(take().parcels.size(), 2u);
    me = "elsewhere#3";
    office.db->write_now([&](store::Tx& tx) { recover(tx, me, office.now, {}, true); });
    EXPECT_EQ(count(NoticeState::unconfirmed), 3) << "another house's ledger is not ours to read";
}

TEST_P(Notices, NeverShowASecretAgain) {
    mail();
    robot();
    const auto shown = json::text(*office.ask(manager, site, list_channels, {}));
    for (const auto* secret : {"hunter2", "t0ken", "SEC\""}) EXPECT_EQ(shown.find(secret), std::string::npos) << secret;
    EXPECT_NE(shown.find("oapi.dingtalk.com"), std::string::npos);
    const auto stored = office.read([&](store::Tx& tx) {
        std::string all;
        for (const auto& c : channels_of(tx, site)) all += json::text(c);
        return all;
    });
    for (const auto* secret : {"hunter2", "t0ken"}) EXPECT_EQ(stored.find(secret), std::string::npos) << secret;
}

TEST_P(Notices, KeepASecretThatIsNotGivenAgain) {
    const auto c = robot();
    ASSERT_TRUE(office.run(manager, site, change_channel, {.id = c.id, .version = 1, .name = "夜班群"}));
    late(1);
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].target.secret, "SEC");
    EXPECT_EQ(office.run(manager, site, change_channel, {.id = c.id, .version = 1, .name = "早班群"}).error().code, "stale");
}

TEST_P(Notices, DieWithAKeyThatNoLongerOpens) {
    robot();
    late(1);
    std::filesystem::remove(folder / "secrets.key");
    seal::furnish(folder);
    EXPECT_EQ(take().broken.size(), 1u);
    EXPECT_EQ(count(NoticeState::dead), 1);
}

TEST_P(Notices, RefuseWhatIsNoAddress) {
    const auto wrong = [&](CreateChannel c) {
        const auto r = office.run(manager, site, create_channel, c);
        return r ? "made" : r.error().fields.empty() ? r.error().code : r.error().fields[0].field + " " + r.error().fields[0].code;
    };
    EXPECT_EQ(wrong({.kind = ChannelKind::wecom, .name = "a", .url = "http://qyapi.weixin.qq.com/x"}), "url not-a-robot-address");
    EXPECT_EQ(wrong({.kind = ChannelKind::wecom, .name = "a", .url = "file:///etc/passwd"}), "url not-a-robot-address");
    EXPECT_EQ(wrong({.kind = ChannelKind::wecom, .name = "a"}), "url required");
    EXPECT_EQ(wrong({.kind = ChannelKind::email, .name = "a", .server = "mail", .sender = "a@b.c\r\nBcc: d@e.f"}), "sender not-a-mailbox");
    EXPECT_EQ(wrong({.kind = ChannelKind::email, .name = "a", .server = "mail/../x", .sender = "a@b.c"}), "server not-a-server");
    EXPECT_EQ(office.run(officer, site, change_my_notices, {"a@b.c\nd", "en", true, 0}).error().fields[0].code, "not-a-mailbox");
    EXPECT_EQ(office.run(officer, site, create_channel, {.name = "a"}).error().code, "not-permitted");
}

TEST_P(Notices, AreTestedAtOnce) {
    office.now = *Zone{}.parse("2026-03-03 23:30");
    const auto c = mail();
    EXPECT_EQ(office.run(manager, site, test_channel, {c.id, ""}).error().code, "invalid");
    ASSERT_TRUE(office.run(manager, site, test_channel, {c.id, "chen@example.com"}));
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].subject, "回音测试消息");
}

// Letters to customers: what their own matter's events write, and what their word stops.
struct Letters : Notices {
    PersonId li{};
    void SetUp() override {
        Notices::SetUp();
        customers::listen(office.world);
        write_to_customers(office.world);
        introduce({[](work::Unit&, ComplaintId) { return std::string("https://kefu.example.com/s/m#5ec7e7"); },
                   [](work::Unit&, ComplaintId) { return std::string("https://kefu.example.com/s/r#9a7e"); },
                   [](store::Tx&, SiteId) { return std::string("0755-26001234"); }});
        li = office.run(office.system, site, customers::create_person, {.name = "李文博", .phones = {"13812345678"}})->id;
        mail();
    }
    void TearDown() override {
        introduce({});
        Notices::TearDown();
    }
    void wish(customers::ContactChannel channel, std::string email = "li@example.com", int from = 0, int until = 0) {
        ASSERT_TRUE(office.run(office.system, site, customers::change_preferences, {li, channel, email, customers::Language::en, from, until}));
    }
    void agree(customers::Purpose purpose, bool given = true) {
        ASSERT_TRUE(office.run(office.system, site, customers::record_consent, {li, purpose, given, customers::Obtained::phone, "来电"}));
    }
    void tell(const char* event, std::int64_t matter = 12) {
        office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter},
                       {{"number", "TS20260303-0012"}, {"person", std::to_string(li.value)}, {"promised_at", office.now.ms + 3600'000}}, {{"text", "厨房水管漏水"}}});
            return 0;
        });
    }
};

TEST_P(Letters, GoOnlyToWhoeverAgreedAndChoseThem) {
    tell("complaint.recorded");
    EXPECT_EQ(count(NoticeState::waiting), 0) << "nobody was asked";
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::phone);
    tell("complaint.answered");
    EXPECT_EQ(count(NoticeState::waiting), 0) << "they want to be telephoned";
    wish(customers::ContactChannel::email);
    tell("complaint.closed");
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u) << "to be asked how it was needs a consent of its own (F3)";
    EXPECT_EQ(claimed.parcels[0].to, "li@example.com");
    EXPECT_EQ(claimed.parcels[0].subject, "Your matter TS20260303-0012 is closed");
    EXPECT_NE(claimed.parcels[0].text.find("/s/m#5ec7e7"), std::string::npos);
    EXPECT_NE(claimed.parcels[0].text.find("0755-26001234"), std::string::npos);
    for (const auto* inside : {"李文博", "13812345678", "厨房水管漏水"}) EXPECT_EQ(claimed.parcels[0].text.find(inside), std::string::npos) << inside;
    done({{claimed.parcels[0].id, post::Fate::accepted, ""}});
    const auto row = office.ask(manager, site, list_notices, {.state = NoticeState::sent})->rows.at(0);
    EXPECT_TRUE(row.to_customer);
    EXPECT_EQ(row.recipient, "l***@example.com");
    EXPECT_FALSE(office.run(manager, site, send_again, {row.id})) << "what arrived is not sent again";
}

TEST_P(Letters, AreOneForEachOccasionAndNeverTheSameTwice) {
    agree(customers::Purpose::notices);
    agree(customers::Purpose::surveys);
    wish(customers::ContactChannel::email);
    for (const auto* event : {"complaint.recorded", "complaint.promise_moved", "complaint.answered", "complaint.closed"}) {
        tell(event);
        tell(event);
    }
    EXPECT_EQ(count(NoticeState::waiting), 5) << "received, moved, answered, closed, and how it was";
    ASSERT_TRUE(office.run(manager, site, change_letter_rules, {.received = false, .version = 0}));
    EXPECT_EQ(office.run(manager, site, change_letter_rules, {.received = true, .version = 0}).error().code, "stale");
    EXPECT_EQ(office.run(officer, site, change_letter_rules, {.version = 1}).error().code, "not-permitted");
    tell("complaint.recorded", 13);
    EXPECT_EQ(count(NoticeState::waiting), 5) << "this site no longer writes on that occasion";
    tell("complaint.answered", 13);
    EXPECT_EQ(count(NoticeState::waiting), 6);
}

TEST_P(Letters, AreStoppedByANo) {
    agree(customers::Purpose::notices);
    agree(customers::Purpose::surveys);
    wish(customers::ContactChannel::email);
    tell("complaint.closed");
    agree(customers::Purpose::surveys, false);
    EXPECT_EQ(count(NoticeState::withdrawn), 1);
    EXPECT_EQ(count(NoticeState::waiting), 1) << "the other consent stands";
    wish(customers::ContactChannel::none);
    EXPECT_TRUE(take().parcels.empty());
    EXPECT_EQ(count(NoticeState::withdrawn), 2);
    wish(customers::ContactChannel::email);
    EXPECT_TRUE(take().parcels.empty()) << "what was withdrawn stays so";
}

TEST_P(Letters, AreLookedAtOnceMoreBeforeTheyLeave) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.answered");
    tell("complaint.answered", 13);
    wish(customers::ContactChannel::email, "new@example.com");
    auto claimed = take(1);
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].to, "new@example.com") << "where they want it now";
    office.world.listeners.clear();  // even if nobody heard the no
    agree(customers::Purpose::notices, false);
    claimed = take();
    EXPECT_TRUE(claimed.parcels.empty());
    EXPECT_EQ(claimed.broken.size(), 1u);
    EXPECT_EQ(count(NoticeState::withdrawn), 1);
}

TEST_P(Letters, WaitForTheHoursOfTheSiteAndOfThePerson) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email, "li@example.com", 600, 1080);
    office.now = *Zone{}.parse("2026-03-03 23:30");
    tell("complaint.answered");
    office.now = *Zone{}.parse("2026-03-04 09:59");
    EXPECT_TRUE(take().parcels.empty()) << "the night is over, their hours have not begun";
    office.now = *Zone{}.parse("2026-03-04 10:00");
    EXPECT_EQ(take().parcels.size(), 1u);
}

TEST_P(Letters, ForgetWhoWasErased) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.answered");
    ASSERT_TRUE(office.run(office.system, site, customers::erase_person, {.id = li, .reason = "本人申请"}));
    EXPECT_TRUE(take().parcels.empty());
    const auto row = office.ask(manager, site, list_notices, {.state = NoticeState::withdrawn})->rows.at(0);
    EXPECT_EQ(row.recipient, "");
}

ON_EACH_ENGINE(Notices);
ON_EACH_ENGINE(Letters);

TEST(QuietHours, GoOverMidnight) {
    const NoticeRules rules{.quiet_from = 22 * 60, .quiet_until = 7 * 60};
    const auto leaves = [&](const char* now) { return Zone{}.text(not_before(rules, Zone{}, *Zone{}.parse(now), false)); };
    EXPECT_EQ(leaves("2026-03-03 21:59"), "2026-03-03 21:59");
    EXPECT_EQ(leaves("2026-03-03 22:00"), "2026-03-04 07:00");
    EXPECT_EQ(leaves("2026-03-04 06:59"), "2026-03-04 07:00");
    EXPECT_EQ(leaves("2026-03-04 07:00"), "2026-03-04 07:00");
}

TEST(Patience, DoublesAndIsSpread) {
    const NoticeRules rules{.first_wait = 30};
    for (int n = 1; n <= 20; ++n) {
        const auto least = wait_ms(rules, n, 0), most = wait_ms(rules, n, static_cast<std::uint64_t>(least));
        EXPECT_EQ(most, 2 * least) << n;
        EXPECT_LE(most, 6 * 3600 * 1000);
    }
    EXPECT_EQ(wait_ms(rules, 1, 0), 15'000);
    EXPECT_EQ(wait_ms(rules, 3, 0), 60'000);
}

}  // namespace
}  // namespace huiyin::notices
