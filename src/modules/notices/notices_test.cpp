// Notices: who is told what, once; quiet hours; retries; what a kill leaves behind; secrets that nobody is shown.
#include "test_office.hpp"

namespace huiyin::notices {
namespace {

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

ON_EACH_ENGINE(Notices);

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
