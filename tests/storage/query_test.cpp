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

TEST(AQueryFile, HoldsAPartOnceAndPutsItWhereItIsNamed) {
    const QueryFile file("f", "-- part: mine\no.owner = $1\n\n-- part: mine_now\n{mine} and o.state = 'open'\n-- name: a\nselect 1 from o where {mine}\n"
                              "-- name: b\nselect 2 from o where {mine_now} and ({mine}) and facts = '{\"n\":1}' and tags <> '{}'\n");
    EXPECT_EQ(file.at("a").text(Engine::postgresql), "select 1 from o where o.owner = $1");
    EXPECT_EQ(file.at("b").text(Engine::sqlite), "select 2 from o where o.owner = $1 and o.state = 'open' and (o.owner = $1) and facts = '{\"n\":1}' and tags <> '{}'");
    EXPECT_THROW(file.at("mine"), std::logic_error) << "a part is no query";
    EXPECT_THROW(QueryFile("f", "-- name: a\nselect {later}\n-- part: later\n1"), std::logic_error);
    EXPECT_THROW(QueryFile("f", "-- part: x\n1\n-- part: x\n2"), std::logic_error);
    EXPECT_THROW(QueryFile("f", "-- part: x (sqlite)\n1"), std::logic_error);
}

TEST(EveryQuery, HasItsOwnNumber) {
    const auto& all = all_queries();
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i]->number, static_cast<int>(i));
}

}  // namespace huiyin::store
