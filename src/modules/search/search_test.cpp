// One box: words of either script, initials, tails and rooms, at one's own site only, on both engines.
#include "search/search.hpp"

#include "support/databases.hpp"

namespace huiyin::search {
namespace {

constexpr SiteId here{10}, elsewhere{11};

struct Searching : testing::TestWithParam<store::Engine> {
    std::unique_ptr<store::Database> db = support::fresh_database(GetParam());

    void put(What what, std::int64_t id, std::string text, std::vector<std::string> names = {},
             std::vector<std::string> exact = {}, SiteId site = here) {
        db->write_now([&](store::Tx& tx) { index(tx, {site, what, id, text, names, exact}); });
    }
    std::vector<std::int64_t> ids(std::string_view typed, std::optional<What> what = {}, SiteId site = here, int most = 20) {
        std::vector<std::int64_t> found;
        for (const auto& m : db->read_now([&](store::Tx& tx) { return find(tx, site, what, typed, most); }))
            found.push_back(m.id);
        return found;
    }
    using Ids = std::vector<std::int64_t>;
};

TEST_P(Searching, FindsWordsOfOneTwoAndFourCharacters) {
    put(What::complaint, 1, "厨房水管漏水，已经三天了");
    put(What::complaint, 2, "电梯停运");
    put(What::complaint, 3, "漏电保护器跳闸");
    EXPECT_EQ(ids("漏水"), Ids{1});
    EXPECT_EQ(ids("水管漏水"), Ids{1});
    EXPECT_EQ(ids("漏"), (Ids{3, 1}));
    EXPECT_EQ(ids("运"), Ids{2});
    EXPECT_EQ(ids("停"), Ids{2});
    EXPECT_EQ(ids("停车"), Ids{});
}

TEST_P(Searching, FindsOnlyCharactersThatFollowEachOther) {
    put(What::complaint, 1, "水管坏了，管漏了，漏水了");
    put(What::complaint, 2, "水管漏水了");
    EXPECT_EQ(ids("水管漏水"), Ids{2});
    EXPECT_EQ(ids("水管 漏水"), (Ids{2, 1}));
}

TEST_P(Searching, DoesNotReachAcrossThePiecesOfARecord) {
    put(What::person, 1, "楼下漏", {"水小明"});
    EXPECT_EQ(ids("漏水"), Ids{});
    EXPECT_EQ(ids("水小明"), Ids{1});
}

TEST_P(Searching, FindsEitherScriptAndEitherWidthAndCase) {
    put(What::complaint, 1, "電梯故障，ＷｉＦｉ信号差");
    put(What::complaint, 2, "电梯停运");
    EXPECT_EQ(ids("电梯"), (Ids{2, 1}));
    EXPECT_EQ(ids("電梯"), (Ids{2, 1}));
    EXPECT_EQ(ids("wifi"), Ids{1});
    EXPECT_EQ(ids("ＷＩＦＩ"), Ids{1});
}

TEST_P(Searching, FindsRareCharacters) {
    put(What::person, 1, "", {"张𠮷"});
    EXPECT_EQ(ids("𠮷"), Ids{1});
    EXPECT_EQ(ids("张𠮷"), Ids{1});
}

TEST_P(Searching, FindsNamesByTheirInitials) {
    put(What::person, 1, "", {"李文博"});
    put(What::person, 2, "", {"李伟"});
    EXPECT_EQ(ids("lwb"), Ids{1});
    EXPECT_EQ(ids("LW"), (Ids{2, 1}));
    EXPECT_EQ(ids("wb"), Ids{});
}

TEST_P(Searching, FindsPhonesByTheirTailAndTheirBeginning) {
    put(What::person, 1, "", {}, {"13812345513"});
    put(What::person, 2, "", {}, {"13987654321"});
    put(What::person, 3, "", {}, {"0755-83835513"});
    EXPECT_EQ(ids("5513"), (Ids{3, 1}));
    EXPECT_EQ(ids("45513"), Ids{1});
    EXPECT_EQ(ids("138"), Ids{1});
    EXPECT_EQ(ids("1381234"), Ids{1});
    EXPECT_EQ(ids("13812345513"), Ids{1});
    EXPECT_EQ(ids("138 1234 5513"), Ids{1});
    EXPECT_EQ(ids("075583835513"), Ids{3});
    EXPECT_EQ(ids("0755-83835513"), Ids{3});
    EXPECT_EQ(ids("2345"), Ids{});
}

TEST_P(Searching, FindsRoomsHoweverTheyAreWritten) {
    put(What::unit, 1, "", {}, {"3栋1204"});
    put(What::unit, 2, "", {}, {"3-1204"});
    put(What::unit, 3, "", {}, {"30栋1204"});
    put(What::unit, 4, "", {}, {"3栋1205"});
    put(What::unit, 5, "", {}, {"5栋902"});
    EXPECT_EQ(ids("3栋1204"), Ids{1});
    EXPECT_EQ(ids("3-1204"), (Ids{2, 1}));
    EXPECT_EQ(ids("1204"), (Ids{3, 2, 1}));
    EXPECT_EQ(ids("3栋"), (Ids{4, 1}));
    EXPECT_EQ(ids("3栋12"), (Ids{4, 1}));
    EXPECT_EQ(ids("３－１２０４"), (Ids{2, 1}));
    EXPECT_EQ(ids("902"), Ids{5});
}

TEST_P(Searching, FindsNumbersWholeBegunAndByTheirTail) {
    put(What::complaint, 1, "", {}, {"TS20261123-0001"});
    put(What::complaint, 2, "", {}, {"TS20261123-0002"});
    put(What::complaint, 3, "", {}, {"ZX20261124-0001"});
    EXPECT_EQ(ids("TS20261123-0001"), Ids{1});
    EXPECT_EQ(ids("ts2026"), (Ids{2, 1}));
    EXPECT_EQ(ids("0001"), (Ids{3, 1}));
    EXPECT_EQ(ids("20261123"), (Ids{2, 1}));
    EXPECT_EQ(ids("1123-0002"), Ids{2});
    EXPECT_EQ(ids("20261123-0002"), Ids{2});
}

TEST_P(Searching, NeedsEveryPartButInAnyOrder) {
    put(What::complaint, 1, "水管漏水", {"张伟"}, {"3栋1204"});
    put(What::complaint, 2, "水管漏水", {"李伟"}, {"3栋1205"});
    EXPECT_EQ(ids("张 漏水"), Ids{1});
    EXPECT_EQ(ids("1204 漏水"), Ids{1});
    EXPECT_EQ(ids("zw 水管"), Ids{1});
    EXPECT_EQ(ids("张 1205"), Ids{});
}

TEST_P(Searching, NeverFindsAnotherSitesRows) {
    put(What::complaint, 1, "漏水", {}, {}, here);
    put(What::complaint, 2, "漏水", {}, {}, elsewhere);
    EXPECT_EQ(ids("漏水", {}, here), Ids{1});
    EXPECT_EQ(ids("漏水", {}, elsewhere), Ids{2});
    EXPECT_EQ(ids("漏水", {}, SiteId{1}), Ids{});
    EXPECT_EQ(ids("s11"), Ids{});
}

TEST_P(Searching, FindsOneKindOrAllNewestFirstAndNoMoreThanAskedFor) {
    put(What::complaint, 1, "漏水");
    put(What::person, 2, "漏水");
    put(What::unit, 3, "漏水");
    put(What::complaint, 4, "漏水");
    EXPECT_EQ(ids("漏水"), (Ids{4, 3, 2, 1}));
    EXPECT_EQ(ids("漏水", What::complaint), (Ids{4, 1}));
    EXPECT_EQ(ids("漏水", What::unit), Ids{3});
    EXPECT_EQ(ids("漏水", {}, here, 2), (Ids{4, 3}));
    EXPECT_EQ(ids("漏水", {}, here, 0), Ids{});
}

TEST_P(Searching, FollowsAChangedRecordAndForgetsAForgottenOne) {
    put(What::complaint, 1, "水管漏水");
    put(What::complaint, 1, "电梯停运");
    EXPECT_EQ(ids("漏水"), Ids{});
    EXPECT_EQ(ids("电梯"), Ids{1});
    put(What::complaint, 1, "电梯停运", {}, {}, elsewhere);
    EXPECT_EQ(ids("电梯"), Ids{});
    EXPECT_EQ(ids("电梯", {}, elsewhere), Ids{1});
    db->write_now([](store::Tx& tx) { forget(tx, What::complaint, 1); });
    EXPECT_EQ(ids("电梯", {}, elsewhere), Ids{});
    db->write_now([](store::Tx& tx) { forget(tx, What::complaint, 1); });
}

TEST_P(Searching, RollsBackWithItsTransaction) {
    EXPECT_THROW(db->write_now([&](store::Tx& tx) {
        index(tx, {here, What::complaint, 1, "漏水", {}, {}});
        throw store::Error("changed their mind");
    }), store::Error);
    EXPECT_EQ(ids("漏水"), Ids{});
}

TEST_P(Searching, TakesWhateverIsTyped) {
    put(What::complaint, 1, "漏水 100% \"引号\" a_b");
    for (const std::string_view typed : {"", "  ", "，。！", "\"", "*", "AND", "NOT 漏", "漏* OR", "place:s10", "words : x", "'; drop",
                                         "%", "_", "\\", "(", "{words}", "😀", "𝒳", "漏水'", "'漏水' & '!", "#", "@", "\xff\xfe"})
        EXPECT_NO_THROW(ids(typed)) << typed;
    EXPECT_EQ(ids("\"漏水\""), Ids{1});
    EXPECT_EQ(ids("引号"), Ids{1});
    EXPECT_EQ(ids("100%"), Ids{1});
    std::string long_one;
    for (int i = 0; i < 3000; ++i) long_one += "漏水";
    EXPECT_EQ(ids(long_one), Ids{});
}

TEST_P(Searching, RefusesOneIdForTwoKinds) {
    put(What::complaint, 1, "漏水");
    EXPECT_THROW(put(What::person, 1, "", {"张伟"}), Impossible);
    EXPECT_EQ(ids("漏水"), Ids{1});
}

ON_EACH_ENGINE(Searching);

}  // namespace
}  // namespace huiyin::search
