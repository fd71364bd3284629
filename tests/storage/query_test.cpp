// Named queries: sections of a file, and what is refused at the start of the program.
#include "shelf.hpp"

namespace huiyin::store {

TEST(AQueryFile, GivesEachEngineItsOwnTextWhereThereIsOne) {
    const QueryFile file("f", "-- what it is for\n-- name: a\nselect 1;\n\n-- name: b (sqlite)\nselect 2\n"
                              "-- name: b (postgresql)\nselect 3\n");
    EXPECT_EQ(file.at("a").text(Engine::sqlite), "select 1");
    EXPECT_EQ(file.at("a").text(Engine::postgresql), "select 1");
    EXPECT_EQ(file.at("b").text(Engine::sqlite), "select 2");
    EXPECT_EQ(file.at("b").text(Engine::postgresql), "select 3");
    EXPECT_EQ(file.at("a").name, "f/a");
}

TEST(AQueryFile, IsRefusedWhenItCannotBeMeantSo) {
    EXPECT_THROW(QueryFile("f", "-- name: a\nselect 1\n-- name: a\nselect 2"), std::logic_error);
    EXPECT_THROW(QueryFile("f", "-- name: a\n-- name: b\nselect 2"), std::logic_error);
    EXPECT_THROW(QueryFile("f", "-- name: a (oracle)\nselect 1"), std::logic_error);
    EXPECT_THROW(QueryFile("f", "-- name: a\nselect 1").at("b"), std::logic_error);
}

TEST(EveryQuery, HasItsOwnNumber) {
    const auto& all = all_queries();
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i]->number, static_cast<int>(i));
}

}  // namespace huiyin::store
