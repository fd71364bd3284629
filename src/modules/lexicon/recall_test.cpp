// What is planted is found, what is no phrase is not, and the same seed plants the same.
#include "lexicon/recall.hpp"

#include "test_office.hpp"

namespace huiyin::lexicon {
namespace {

const std::vector<std::string> ordinary{"您好！您反映的路灯问题已收到。工程部昨晚现场查看，线路老化，计划周五更换；更换后再向您回复。", "感谢您的来信。"};

TEST(Recall, FindsThePhrasesOfTheRulebookInEveryDisguise) {
    const auto measured = recall(shipped(), ordinary, {}, 1200, 1);
    EXPECT_EQ(measured.by_disguise.size(), 12u);
    std::size_t tried = 0;
    for (const auto& [kind, planted] : measured.by_disguise) {
        tried += planted.tried;
        if (kind.first == Planting::own_sentence)
            EXPECT_GE(static_cast<double>(planted.found), 0.97 * static_cast<double>(planted.tried)) << json::enum_name(kind.second);
    }
    EXPECT_EQ(tried, 1200u);
}

TEST(Recall, CountsWhatIsNotFound) {
    const auto measured = recall(shipped(), ordinary, {"这里没有禁语"}, 12, 1);
    EXPECT_EQ(measured.missed.size(), 6u);
    for (const auto& [kind, planted] : measured.by_disguise) EXPECT_EQ(planted.found, 0u);
    for (const auto& line : measured.missed) EXPECT_EQ(line.find("路灯"), std::string::npos) << "never the text around it";
}

TEST(Recall, PlantsTheSameForTheSameSeed) {
    const auto once = recall(shipped(), ordinary, {"这里没有禁语"}, 60, 7), again = recall(shipped(), ordinary, {"这里没有禁语"}, 60, 7);
    EXPECT_EQ(once.missed, again.missed);
    EXPECT_NE(once.missed, recall(shipped(), ordinary, {"这里没有禁语"}, 60, 8).missed);
    EXPECT_TRUE(recall(shipped(), {}, {}, 10, 1).by_disguise.empty());
}

}  // namespace
}  // namespace huiyin::lexicon
