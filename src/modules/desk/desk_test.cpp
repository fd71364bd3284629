// Views are one's own unless shared; drafts are only one's own; who stands at a record is forgotten by itself.
#include "desk/desk.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "seal/seal.hpp"
#include "store/query.hpp"
#include "support/office.hpp"

namespace huiyin::desk {
namespace {

constexpr SiteId site{1 << 20};
const store::QueryFile own_queries("desk_test", R"(-- name: words_lying
select content from desk_drafts

-- name: words_moved
update desk_drafts set staff = $1
)");

struct TheDesk : testing::TestWithParam<store::Engine> {
    support::Office office{GetParam()};
    work::Actor officer = somebody({101}, {Permission::see_complaints});
    work::Actor colleague = somebody({102}, {Permission::see_complaints});
    work::Actor supervisor = somebody({103}, {Permission::see_complaints, Permission::share_views});

    std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / ("huiyin_desk_" + std::to_string(::getpid()));

    ~TheDesk() override { std::filesystem::remove_all(folder); }
    TheDesk() {
        std::filesystem::create_directories(folder);
        seal::furnish(folder);
        listen(office.world);
        office.world.sights[journal::SubjectKind::complaint] = [](store::Tx&, const work::Actor&, SiteId, std::int64_t id) { return id == 7; };
    }
    static work::Actor somebody(StaffId id, std::vector<Permission> permissions) {
        work::Actor actor;
        actor.staff = id;
        for (const auto p : permissions) actor.grants.push_back({p, work::Scope::site, site, {}});
        return actor;
    }
    std::vector<std::string> names(const work::Actor& actor) {
        std::vector<std::string> all;
        for (const auto& v : office.ask(actor, site, list_views, {}).value().views) all.push_back(v.name);
        return all;
    }
};

TEST_P(TheDesk, KeepsAViewForItsOwnerAndASharedOneForEverybody) {
    ASSERT_TRUE(office.run(officer, site, save_view, {.name = "我的超时", .query = "tab=late&kind=complaint"}));
    EXPECT_EQ(office.run(officer, site, save_view, {.name = "全组", .query = "tab=team", .shared = true}).error().code, "not-permitted");
    const auto shared = office.run(supervisor, site, save_view, {.name = "全组", .query = "tab=team", .shared = true});
    ASSERT_TRUE(shared);
    EXPECT_EQ(names(officer), (std::vector<std::string>{"我的超时", "全组"}));
    EXPECT_EQ(names(colleague), std::vector<std::string>{"全组"});
    EXPECT_EQ(office.run(officer, site, remove_view, {shared->id}).error().code, "view.not-yours");
    EXPECT_TRUE(office.run(supervisor, site, remove_view, {shared->id}));
    EXPECT_EQ(office.run(supervisor, site, remove_view, {shared->id}).error().code, "view.not-found");
}

TEST_P(TheDesk, ReplacesAViewOfTheSameNameAndRefusesWhatTheListDoesNotUnderstand) {
    ASSERT_TRUE(office.run(officer, site, save_view, {.name = "x", .query = "tab=late"}));
    ASSERT_TRUE(office.run(officer, site, save_view, {.name = "x", .query = "tab=mine"}));
    const auto views = office.ask(officer, site, list_views, {}).value().views;
    ASSERT_EQ(views.size(), 1u);
    EXPECT_EQ(views[0].query, "tab=mine");
    for (const auto* query : {"cursor=1", "tab", "tab=<b>", "tab=a&&", "javascript:x"})
        EXPECT_EQ(office.run(officer, site, save_view, {.name = "x", .query = query}).error().code, "invalid") << query;
}

TEST_P(TheDesk, ShowsADraftToItsWriterOnlyAndForgetsItAfterAMonth) {
    ASSERT_TRUE(office.run(officer, site, keep_draft, {"record", "水管"}));
    ASSERT_TRUE(office.run(officer, site, keep_draft, {"record", "水管漏水"}));
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "水管漏水");
    EXPECT_EQ(office.ask(colleague, site, open_draft, {"record"}).value().content, "");
    ASSERT_TRUE(office.run(colleague, site, keep_draft, {"record", ""}));
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "水管漏水");
    EXPECT_FALSE(office.run(officer, site, keep_draft, {"../x", "a"}));
    EXPECT_FALSE(office.run(officer, site, keep_draft, {"record", std::string(60'001, 'a')}));
    office.now = office.now + std::chrono::days(31);
    office.work(office.system, site, [](work::Unit& unit) { unit.tell({"day.began", {journal::SubjectKind::system, 1}, {}, {}}); return 0; });
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "");
}

TEST_P(TheDesk, ForgetsTheDraftsThatNameAnErasedPerson) {
    ASSERT_TRUE(office.run(officer, site, keep_draft, {"record", R"({"person":"900001","text":"x"})"}));
    ASSERT_TRUE(office.run(colleague, site, keep_draft, {"record", R"({"person":"900002"})"}));
    office.work(office.system, site, [](work::Unit& unit) { unit.tell({"person.erased", {journal::SubjectKind::person, 900001}, {}, {}}); return 0; });
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "");
    EXPECT_NE(office.ask(colleague, site, open_draft, {"record"}).value().content, "");
}

// Whoever reads the database, or a backup of it, reads no half-written word.
TEST_P(TheDesk, SealsWhatIsHalfWritten) {
    const auto lying = [&] { return office.read([](store::Tx& tx) { return tx.one<std::string>(own_queries.at("words_lying")); }); };
    ASSERT_TRUE(office.run(officer, site, keep_draft, {"record", "李文博家水管漏水"}));
    EXPECT_FALSE(lying().contains("水管"));
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "李文博家水管漏水");
    // Put where somebody else would find it, it does not open; nor with another key.
    office.work(officer, site, [&](work::Unit& unit) {
        return unit.tx.run(own_queries.at("words_moved"), colleague.staff);
    });
    EXPECT_EQ(office.ask(colleague, site, open_draft, {"record"}).value().content, "");
    ASSERT_TRUE(office.run(officer, site, keep_draft, {"record", "再写一遍"}));
    std::filesystem::remove(folder / "secrets.key");
    seal::furnish(folder);
    EXPECT_EQ(office.ask(officer, site, open_draft, {"record"}).value().content, "");
}

TEST_P(TheDesk, KnowsWhoStandsWhereUntilTheyLeaveOrFallSilent) {
    const auto stand = [&](const work::Actor& who, Doing doing) { ASSERT_TRUE(office.run(who, site, stand_at, {journal::SubjectKind::complaint, "7", doing})); };
    const auto here = [&] {
        return office.read([&](store::Tx& tx) {
            std::vector<std::pair<StaffId, bool>> all;
            for (const auto& s : standing(tx, office.now)) all.emplace_back(s.staff, s.writing);
            return all;
        });
    };
    using Here = std::vector<std::pair<StaffId, bool>>;
    stand(officer, Doing::writing);
    stand(colleague, Doing::viewing);
    EXPECT_EQ(here(), (Here{{officer.staff, true}, {colleague.staff, false}}));
    stand(officer, Doing::gone);
    EXPECT_EQ(here(), (Here{{colleague.staff, false}}));
    office.now = office.now + 31s;
    EXPECT_EQ(here(), Here{}) << "the colleague fell silent";
    EXPECT_EQ(office.run(officer, site, stand_at, {journal::SubjectKind::complaint, "8", Doing::viewing}).error().trouble, Trouble::missing);
}

ON_EACH_ENGINE(TheDesk);

}  // namespace
}  // namespace huiyin::desk
