// Many people at once: numbers stay gap-free per site and day, the chain stays whole, and of two edits one is stale.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "complaints/use_cases.hpp"
#include "simulation/life.hpp"
#include "support/databases.hpp"
#include "app/application.hpp"

namespace huiyin::tests {
namespace {
namespace fs = std::filesystem;

std::string text_of(const char* name) {
    std::ifstream in(fs::path(HUIYIN_SOURCE_DIR) / "seeds" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Crowd : public testing::TestWithParam<store::Engine> {
  protected:
    void SetUp() override {
        application.reload_world(now);
        auto seeds = simulation::Seeds::parse(text_of("demo.yaml"));
        seeds.buildings = seeds.floors = seeds.per_floor = 1;
        company = simulation::found_company(application.database(), application.ids(), *application.world(), seeds,
                                            simulation::parse_categories(text_of("categories.yaml")), now, "demo-password-1", 1);
        application.reload_world(now);
    }
    const work::Actor& officer() const {
        return std::ranges::find(company.staff, work::Post::service_officer, [](const auto& c) { return c.who.post; })->actor;
    }
    complaints::RecordComplaint a_matter(complaints::Kind kind) const {
        complaints::RecordComplaint c;
        c.kind = kind;
        c.category = company.categories.at("电梯");
        c.subject = c.text = "电梯异响";
        return c;
    }
    const Instant now = Zone{}.parse("2026-03-03 09:10").value();
    support::Place place{GetParam()};
    support::Place folder{store::Engine::sqlite};
    app::Application application{{.data = fs::path(folder.where()).parent_path().string(), .database = place.where()}};
    simulation::Company company;
};

TEST_P(Crowd, GetsNumbersWithoutGapsOrDoubles) {
    constexpr int people = 6, each = 25;
    std::vector<std::vector<std::string>> got(people);
    std::atomic<int> refused{0};
    std::vector<std::thread> crowd;
    for (int p = 0; p < people; ++p)
        crowd.emplace_back([&, p] {
            for (int i = 0; i < each; ++i) {
                auto command = a_matter(p % 2 ? complaints::Kind::complaint : complaints::Kind::enquiry);
                if (i % 5 == 4) command.category = {999};  // refused: its work rolls back and must leave no hole
                const auto changed = application.perform(officer(), company.site, now, complaints::record_complaint, command);
                if (changed) got[static_cast<std::size_t>(p)].push_back(changed->number);
                else ++refused;
            }
        });
    for (auto& t : crowd) t.join();
    EXPECT_EQ(refused, people * each / 5);
    std::set<std::string> numbers;
    for (const auto& some : got) numbers.insert(some.begin(), some.end());
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(people * each * 4 / 5));
    for (const auto* series : {"TS20260303-", "ZX20260303-"}) {
        int expected = 1;
        for (const auto& n : numbers)
            if (n.starts_with(series)) EXPECT_EQ(std::stoi(n.substr(11)), expected++) << n;
        EXPECT_EQ(expected - 1, people * each * 4 / 5 / 2);
    }
    EXPECT_TRUE(application.database().read_now([](store::Tx& tx) { return journal::verify(tx).faults.empty(); }));
    EXPECT_TRUE(application.database().read_now([&](store::Tx& tx) { return complaints::broken_invariants(tx, company.site); }).empty());
}

TEST_P(Crowd, WritesOneOfTwoEditsAndTellsTheOtherWhatChanged) {
    const auto recorded = application.perform(officer(), company.site, now, complaints::record_complaint, a_matter(complaints::Kind::complaint)).value();
    std::atomic<int> written{0}, stale{0};
    std::vector<std::thread> crowd;
    for (int p = 0; p < 6; ++p)
        crowd.emplace_back([&] {
            const complaints::ChangeImportance command{recorded.id, recorded.version, complaints::Importance::important, complaints::Severity::serious, "多户反映"};
            const auto changed = application.perform(officer(), company.site, now, complaints::change_importance, command);
            if (changed) ++written;
            else if (changed.error().code == "stale" && changed.error().details.at("last_event").as_string() == "complaint.importance_changed") ++stale;
        });
    for (auto& t : crowd) t.join();
    EXPECT_EQ(written, 1);
    EXPECT_EQ(stale, 5);
}

TEST_P(Crowd, BringsHistoryInOnceWithItsTrueTimes) {
    const auto past = [](const char* text) { return Zone{}.parse(text).value(); };
    complaints::ImportComplaint row{.source_name = "old.xlsx", .external = "17", .category = company.categories.at("其他事项"), .caller_name = "A0001",
                                    .subject = "路灯不亮", .text = "路灯不亮一周了", .received_at = past("2019-03-05 14:02"), .answer = "已修复",
                                    .answered_at = past("2019-03-08 09:30")};
    const auto system = work::Actor::system();
    const auto made = application.perform(system, company.site, now, complaints::import_complaint, row);
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->number, "TS20190305-0001");
    EXPECT_EQ(application.perform(system, company.site, now, complaints::import_complaint, row).error().code, "complaint.already-imported");
    auto backwards = row;
    backwards.external = "18";
    backwards.answered_at = past("2019-03-04 09:30");
    EXPECT_EQ(application.perform(system, company.site, now, complaints::import_complaint, backwards).error().code, "complaint.answered-before-received");
    application.database().read_now_void([&](store::Tx& tx) {
        const auto history = journal::history(tx, {journal::SubjectKind::complaint, made->id.value});
        ASSERT_EQ(history.size(), 2u);
        EXPECT_EQ(history.front().at, row.received_at);
        EXPECT_EQ(history.back().at, *row.answered_at);
        EXPECT_EQ(history.back().written_at, now);
        EXPECT_TRUE(obligations::of_subject(tx, {journal::SubjectKind::complaint, made->id.value}).empty()) << "the rulebook never reaches back";
    });
    EXPECT_EQ(application.perform(officer(), company.site, now, complaints::import_complaint, row).error().code, "not-permitted");
}

TEST_P(Crowd, OfCategoriesHasNoTwoOfOneName) {
    const auto create = [&](const std::vector<complaints::CategorySeed>& seeds) {
        return application.in_unit(work::Actor::system(), SiteId{4711}, now, now, [&](work::Unit& unit) -> Result<void> {
            const auto made = complaints::create_categories(unit, seeds);
            if (!made) return refuse(made.error());
            EXPECT_EQ(*made, 5);
            return {};
        });
    };
    const auto refused = create({{"工程设施", {"漏水", "电梯"}}, {"其他", {" 電梯 "}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "complaint.category-same-name");
    EXPECT_EQ(refused.error().trouble, Trouble::conflict);
    EXPECT_TRUE(create({{"工程设施", {"漏水", "电梯"}}, {"其他", {"其他事项"}}}));
}
ON_EACH_ENGINE(Crowd);

}  // namespace
}  // namespace huiyin::tests
