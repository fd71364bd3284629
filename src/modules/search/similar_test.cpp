// Which earlier matters say nearly the same: on both engines, at one's own site, the most alike first.
#include "search/similar.hpp"

#include "support/databases.hpp"

namespace huiyin::search {
namespace {

constexpr SiteId here{10}, elsewhere{11};

struct Similar : testing::TestWithParam<store::Engine> {
    std::unique_ptr<store::Database> db = support::fresh_database(GetParam());

    void put(std::int64_t id, std::string text, SiteId site = here, What what = What::complaint) {
        db->write_now([&](store::Tx& tx) {
            index(tx, {site, what, id, text, {}, {}});
            if (what == What::complaint) learn(tx, site, id << 21, text);
        });
    }
    std::vector<std::int64_t> ids(std::string_view said, std::vector<std::int64_t> also = {}) {
        std::vector<std::int64_t> found;
        for (const auto& m : db->read_now([&](store::Tx& tx) { return similar(tx, here, said, also, 10); })) found.push_back(m.id);
        return found;
    }
};

TEST_P(Similar, RanksWhatSharesTheRarestWordsFirst) {
    for (int i = 10; i < 40; ++i) put(i, "请尽快处理，谢谢，楼道卫生没人打扫");
    put(1, "三栋电梯半夜异响，请尽快处理");
    put(2, "地下车库漏水，请尽快处理，谢谢");
    const auto found = ids("电梯晚上异响，请尽快处理");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), 1);
    EXPECT_EQ(ids("车库又漏水").front(), 2);
}

TEST_P(Similar, DoesNotHoldTheLengthOfTheOtherAgainstWhatIsStillBeingTyped) {
    put(1, "三号楼的电梯运行有异响，半夜听得特别清楚，老人睡不好，已经说过几次没有人来看");
    const auto score = [&](Text how) {
        const auto found = db->read_now([&](store::Tx& tx) { return similar(tx, here, "电梯异响", {}, 1, how); });
        return found.empty() ? 0.0 : found.front().likeness;
    };
    EXPECT_GT(score(Text::being_typed), 0.3);
    EXPECT_LT(score(Text::whole), score(Text::being_typed));
}

TEST_P(Similar, FindsEitherScript) {
    put(1, "電梯半夜異響");
    EXPECT_EQ(ids("电梯半夜异响"), std::vector<std::int64_t>{1});
}

TEST_P(Similar, KnowsNeitherAnotherSiteNorAnotherKind) {
    put(1, "电梯半夜异响", elsewhere);
    put(2, "电梯半夜异响", here, What::person);
    EXPECT_TRUE(ids("电梯半夜异响").empty());
    EXPECT_TRUE(ids("。！？").empty());
    EXPECT_TRUE(ids("").empty());
}

TEST_P(Similar, LooksAtWhatTheCallerKnowsToBeNear) {
    for (int i = 100; i < 700; ++i) put(i, "楼道卫生没人打扫");
    put(1, "楼道卫生");
    EXPECT_NE(ids("楼道").front(), 1) << "older than all that are compared";
    EXPECT_EQ(ids("楼道", {1}).front(), 1);
}

TEST(Likeness, IsTheSharedPartOfBoth) {
    const auto all = word_set("厨房水管漏水");
    EXPECT_DOUBLE_EQ(likeness(all, all), 1.0);
    EXPECT_EQ(likeness(all, word_set("电梯异响")), 0.0);
    EXPECT_EQ(likeness(all, {}), 0.0);
    EXPECT_GT(likeness(word_set("水管漏水"), all), 0.6) << "a short text that stands in a long one is likely the same";
}

ON_EACH_ENGINE(Similar);

}  // namespace
}  // namespace huiyin::search
