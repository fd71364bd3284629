// An office with a key to seal secrets with, for this module's tests.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>

#include "customers/keeping.hpp"
#include "notices/notices.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "seal/seal.hpp"
#include "support/office.hpp"

namespace huiyin::notices {

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

}  // namespace huiyin::notices
