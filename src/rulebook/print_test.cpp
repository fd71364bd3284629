// The rulebook as text: in three languages without a code showing, and the map from clauses to tests.
#include "rulebook/print.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "rulebook/vocabulary.hpp"

namespace huiyin::rulebook {
namespace {

namespace fs = std::filesystem;

const Rulebook& book() {
    static const auto loaded = load(shipped(), vocabulary());
    if (!loaded.rulebook) throw Impossible(show(loaded.problems));
    return *loaded.rulebook;
}

struct Locales {
    Locales() {
        const auto root = fs::path(HUIYIN_SOURCE_DIR) / "locales";
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            if (entry.path().extension() != ".json") continue;
            std::stringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            kept.emplace_back(fs::relative(entry.path(), root).generic_string(), text.str());
        }
        for (const auto& [path, text] : kept) files.push_back({path, {text.data(), text.data() + text.size()}});
    }
    std::vector<std::pair<std::string, std::string>> kept;
    std::vector<embedded::File> files;
};

TEST(ShowingAClause, UsesOnlyWordsThatEveryLanguageHas) {
    const Locales locales;
    for (const auto* language : {"zh-Hans", "zh-Hant", "en"}) {
        const auto words = words_from(locales.files, language);
        std::set<std::string> missing;
        const Words strict = [&](std::string_view key) {
            auto word = words(key);
            if (word == key) missing.emplace(key);
            return word;
        };
        for (const auto& clause : book().clauses()) {
            EXPECT_TRUE(show(clause, language, strict).contains(in_language(clause.title, language)));
        }
        EXPECT_EQ(missing, std::set<std::string>{}) << language;
    }
}

TEST(ShowingAClause, TellsWhoOwesWhatByWhenAndWhomALateOneReaches) {
    const Locales locales;
    const auto text = show(book().at("D11"), "en", words_from(locales.files, "en"));
    EXPECT_TRUE(text.contains("D11  Call VIPs and everybody who complained within three days")) << text;
    EXPECT_TRUE(text.contains("3 days (calendar time)")) << text;
    EXPECT_TRUE(text.contains("4 h before → the owner; when due → Supervisor; 1 d after → Customer-service manager")) << text;
    EXPECT_TRUE(text.contains("Target: 100 %")) << text;
    EXPECT_TRUE(show(book().at("D10"), "zh-Hant", words_from(locales.files, "zh-Hant")).contains("回訪率: 90 %  [原文缺，待確認]"));
}

TEST(ShowingProblems, NamesFileLineWhatAndWhatToDo) {
    EXPECT_EQ(show({{"d.yaml", 7, "there is a tab character", "indent with spaces"}}), "d.yaml:7: there is a tab character\n    indent with spaces\n");
}

class ASourceTree : public testing::Test {
  protected:
    ASourceTree() {
        fs::create_directories(root / "src/modules/complaints");
        fs::create_directories(root / "src/rulebook");
        fs::create_directories(root / "tests/scenarios");
        write("src/modules/complaints/close_test.cpp", "// D11 and F4, but not XD4, D4x or D40\n");
        write("src/modules/complaints/close.cpp", "// D8 stands in the code only\n");
        write("src/rulebook/list_test.cpp", "// D6: a list of ids proves nothing\n");
        write("tests/scenarios/a_leak.scenario", "D1.1. D16\n");
    }
    ~ASourceTree() override { fs::remove_all(root); }
    void write(const char* path, const char* text) const { std::ofstream(root / path) << text; }
    fs::path root = fs::path(testing::TempDir()) / ("huiyin_clause_map_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                                    ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ASourceTree, IsReadForTheClausesThatItsTestsAndScenariosName) {
    const auto named = named_in(book(), root);
    std::set<std::string> clauses;
    for (const auto& [clause, files] : named) clauses.insert(clause);
    EXPECT_EQ(clauses, (std::set<std::string>{"D1.1", "D11", "D16", "F4"}));
    EXPECT_EQ(named.at("D16"), std::vector<std::string>{"tests/scenarios/a_leak.scenario"});
}

TEST_F(ASourceTree, GivesTheMapAndTheEnforcedClausesThatNothingProves) {
    const auto named = named_in(book(), root);
    const auto map = clause_map(book(), named);
    EXPECT_TRUE(map.contains("| D16 | 事事有着落，件件有回音 · Everything lands somewhere, every matter gets an answer | invariant, obligation, gate | yes | "
                             "`complaint.recorded` → answer, `complaint.reopened` → answer, `complaint.answered` → close, `complaint.joined` → tell_also_reported, gate `complaint.close` | "
                             "[a_leak.scenario](../tests/scenarios/a_leak.scenario) |"))
        << map;
    EXPECT_TRUE(map.contains("| not enforced |"));
    const auto missing = unlinked(book(), named);
    EXPECT_EQ(std::ranges::count(missing, "D4"), 1);
    EXPECT_EQ(std::ranges::count(missing, "D11"), 0);
    EXPECT_EQ(std::ranges::count(missing, "B12"), 0) << "what is not enforced need not be proved";
}

}  // namespace
}  // namespace huiyin::rulebook
