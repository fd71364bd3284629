// Every story, on both engines.
#include <gtest/gtest.h>

#include <fstream>

#include "simulation/life.hpp"
#include "story.hpp"
#include "support/databases.hpp"

namespace huiyin::tests {
namespace {
namespace fs = std::filesystem;

std::vector<std::string> stories() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(HUIYIN_SOURCE_DIR) / "tests/scenarios"))
        if (entry.path().extension() == ".scenario") names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Scenario : public testing::TestWithParam<std::tuple<store::Engine, std::string>> {};

TEST_P(Scenario, IsAsToldLineByLine) {
    const auto& [engine, name] = GetParam();
    const support::Place house(engine);
    const support::Place folder(store::Engine::sqlite);  // keys and overlays live in a folder of their own
    app::Application application({.data = fs::path(folder.where()).parent_path().string(), .database = house.where()});
    const auto start = Zone{}.parse("2026-01-04 08:00").value();
    application.reload_world(start);
    auto seeds = simulation::Seeds::parse(text_of(fs::path(HUIYIN_SOURCE_DIR) / "seeds/demo.yaml"));
    seeds.buildings = 1;
    seeds.floors = 1;
    seeds.per_floor = 2;
    const auto categories = simulation::parse_categories(text_of(fs::path(HUIYIN_SOURCE_DIR) / "seeds/categories.yaml"));
    const auto company = simulation::found_company(application.database(), application.ids(), *application.world(), seeds, categories, start, "demo-password-1", 1);
    application.reload_world(start);
    Story story(application, company);
    std::ifstream in(fs::path(HUIYIN_SOURCE_DIR) / "tests/scenarios" / (name + ".scenario"));
    int number = 0, told = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const auto wrong = story.tell(line);
        EXPECT_EQ(wrong, "") << name << ".scenario:" << number << "  " << line;
        ++told;
    }
    EXPECT_GT(told, 5) << "the story is empty";
    for (const auto& broken : application.database().read_now([](store::Tx& tx) { return journal::verify(tx).faults; }))
        ADD_FAILURE() << "the journal is broken: " << broken.what << " at " << broken.seq;
}

INSTANTIATE_TEST_SUITE_P(Every, Scenario, testing::Combine(support::each_engine(), testing::ValuesIn(stories())), [](const auto& info) {
    return std::string(std::get<0>(info.param) == store::Engine::sqlite ? "sqlite_" : "postgresql_") + std::get<1>(info.param);
});

}  // namespace
}  // namespace huiyin::tests
