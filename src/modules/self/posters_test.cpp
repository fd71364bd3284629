// Posters and what they make known (D2).
#include <set>

#include "test_desk.hpp"

namespace huiyin::self {
namespace {

struct Posters : testing::TestWithParam<store::Engine> {
    TestDesk desk{GetParam()};
    PosterPage print(PosterId id) { return desk.ask(desk.officer, desk.site, open_poster, {id, "http://10.0.0.5:8080"}).value(); }
    Result<PublicPlace> place(const std::string& code) {
        return desk.read([&](store::Tx& tx) -> Result<PublicPlace> {
            work::Reading reading{tx, desk.system, desk.site, desk.now, desk.world};
            return open_place(reading, code);
        });
    }
};
ON_EACH_ENGINE(Posters);

TEST_P(Posters, SayWhereAndHowToComplain) {
    const auto office = PublishOffice{.version = 0, .address = "3号楼一层", .phone = "0756-8123456", .hours = "每天 8:00—20:00", .web_address = "https://kefu.example.com"};
    ASSERT_TRUE(desk.run(desk.officer, desk.site, publish_office, office));
    EXPECT_EQ(desk.run(desk.officer, desk.site, publish_office, office).error().code, "stale");
    auto rude = office;
    rude.version = 1;
    rude.hours = "随便什么时候，我们不管";
    EXPECT_EQ(desk.run(desk.officer, desk.site, publish_office, rude).error().code, "wording.forbidden-phrase") << "it would hang on every wall (F5.1)";
    const auto poster = desk.poster();
    const auto page = print(poster.id);
    EXPECT_EQ(page.place, "3栋");
    EXPECT_EQ(page.link, "https://kefu.example.com/s/" + poster.code);
    EXPECT_GT(page.code.size, 20);
    EXPECT_EQ(place(poster.code)->office.phone, "0756-8123456");
    EXPECT_EQ(place(poster.code)->office.site_name, "碧溪花园");
}
TEST_P(Posters, NameTheDeskItselfWhereNoWebAddressIsKnown) {
    const auto poster = desk.poster(PlaceKind::site);
    EXPECT_EQ(print(poster.id).link, "http://10.0.0.5:8080/s/" + poster.code);
    EXPECT_EQ(print(poster.id).place, "碧溪花园");
}
TEST_P(Posters, HaveCodesThatNobodyGuesses) {
    std::set<std::string> codes;
    auto poster = desk.poster();
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(poster.code.size(), 10u);
        EXPECT_TRUE(codes.insert(poster.code).second);
        poster = desk.run(desk.officer, desk.site, renew_poster, {poster.id, poster.version}).value();
    }
}
TEST_P(Posters, LeadNowhereOnceWithdrawn) {
    const auto poster = desk.poster(PlaceKind::unit);
    EXPECT_EQ(desk.run(desk.officer, desk.site, make_poster, {.place_kind = PlaceKind::unit, .unit = desk.r1204}).error().code, "public_desk.poster-stands");
    ASSERT_TRUE(desk.run(desk.officer, desk.site, withdraw_poster, {poster.id, poster.version}));
    EXPECT_EQ(place(poster.code).error(), place("AAAAAAAAAA").error());
    EXPECT_EQ(desk.hand_in(poster.code).error().code, "public_desk.nothing-here");
    EXPECT_EQ(desk.run(desk.officer, desk.site, withdraw_poster, {poster.id, poster.version}).error().code, "public_desk.poster-withdrawn");
    EXPECT_TRUE(desk.run(desk.officer, desk.site, make_poster, {.place_kind = PlaceKind::unit, .unit = desk.r1204}));
}
TEST_P(Posters, HangOnlyAtPlacesOfTheSite) {
    EXPECT_EQ(desk.run(desk.officer, desk.site, make_poster, {.place_kind = PlaceKind::building, .building = BuildingId{42}}).error().fields.at(0).field, "building");
    EXPECT_EQ(desk.run(desk.officer, desk.site, make_poster, {.place_kind = PlaceKind::unit}).error().fields.at(0).code, "required");
}
TEST_P(Posters, CountWhatCameThroughThem) {
    const auto poster = desk.poster();
    desk.hand_in(poster.code, 1).value();
    desk.hand_in(poster.code, 2).value();
    desk.accept(desk.waiting().rows.at(0)).value();
    const auto row = desk.ask(desk.officer, desk.site, list_posters, {}).value().posters.at(0);
    EXPECT_EQ(row.waiting, 1);
    EXPECT_EQ(row.all, 2);
}
TEST_P(Posters, AskForAddressAndPhoneAndAnAddressThatABrowserUnderstands) {
    Checks checks;
    PublishOffice{.address = "", .phone = "12", .web_address = "javascript:alert(1)"}.check(checks);
    ASSERT_EQ(checks.errors().size(), 3u);
    EXPECT_EQ(checks.errors().back().code, "not-a-web-address");
}

}  // namespace
}  // namespace huiyin::self
