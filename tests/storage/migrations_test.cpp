// Migrations run once, in order, and a database that does not fit the program is refused in clear words.
#include <thread>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
using support::migration;

const QueryFile queries{"tests/migrations", R"(
-- name: count_a
select count(*) from a
-- name: column_b
select b from a
-- name: special
select kind from special
)"};

const auto first = migration("0001_first.sql", "create table a (id {id}); insert into a values (1);");
const auto second = migration("0002_second.sql", "alter table a add column b bigint; update a set b = 7;");

struct Migrations : testing::TestWithParam<Engine> {
    support::Place place{GetParam()};
    std::unique_ptr<Database> open_with(std::vector<embedded::File> files, bool read_only = false) {
        auto options = place.options();
        options.read_only = read_only;
        return open(options, files);
    }
    std::string refusal(std::vector<embedded::File> files, bool read_only = false) {
        try {
            open_with(std::move(files), read_only);
        } catch (const Error& e) {
            return e.what();
        }
        return "opened";
    }
};

TEST_P(Migrations, RunOnceAndGoOnWhereTheyStopped) {
    open_with({first});
    const auto db = open_with({second, first});
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(queries.at("column_b")); }), 7);
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(queries.at("count_a")); }), 1);
}

TEST_P(Migrations, OfTheOtherEngineAreLeftOut) {
    const auto db = open_with({migration("0001_special.sqlite.sql", "create table special (kind text); insert into special values ('sqlite')"),
                               migration("0001_special.postgresql.sql", "create table special (kind text); insert into special values ('postgresql')"),
                               migration("README.md", "not a migration")});
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<std::string>(queries.at("special")); }),
              GetParam() == Engine::sqlite ? "sqlite" : "postgresql");
}

TEST_P(Migrations, ThatThisProgramDoesNotKnowRefuseTheDatabase) {
    open_with({first, second});
    EXPECT_NE(refusal({first}).find("changed by a newer program (migration 0002_second"), std::string::npos);
    EXPECT_NE(refusal({first}, true).find("changed by a newer program"), std::string::npos);
}

TEST_P(Migrations, ThatWereEditedAfterTheyRanRefuseTheDatabase) {
    open_with({first});
    EXPECT_NE(refusal({migration("0001_first.sql", "create table a (id {id}, c text)")}).find("0001_first differs"),
              std::string::npos);
}

TEST_P(Migrations, ThatComeBeforeOneThatRanAreRefused) {
    open_with({second.path.empty() ? first : migration("0002_only.sql", "create table z (id {id})")});
    EXPECT_NE(refusal({first, migration("0002_only.sql", "create table z (id {id})")}).find("must run before 0002_only"),
              std::string::npos);
}

TEST_P(Migrations, ThatFailLeaveNothingOfThemselves) {
    const auto broken = migration("0002_broken.sql", "create table half (id {id}); insert into nowhere values (1);");
    EXPECT_NE(refusal({first, broken}).find("migration 0002_broken"), std::string::npos);
    EXPECT_EQ(refusal({first, second, migration("0003_half.sql", "create table half (id {id})")}), "opened");
}

TEST_P(Migrations, AreNotRunByAReader) {
    open_with({first});
    EXPECT_NE(refusal({first, second}, true).find("older than the program"), std::string::npos);
    EXPECT_EQ(refusal({first}, true), "opened");
}

TEST_P(Migrations, WithTheSameNumberAreAMistake) {
    EXPECT_NE(refusal({first, migration("0001_other.sql", "select 1")}).find("two migrations"), std::string::npos);
    EXPECT_NE(refusal({migration("first.sql", "select 1")}).find("does not begin with its number"), std::string::npos);
}

TEST_P(Migrations, RunOnceWhenTwoNodesStartTogether) {
    if (GetParam() == Engine::sqlite) {  // a second SQLite server is refused altogether
        const auto db = open_with({first});
        EXPECT_NE(refusal({first}).find("served by another process"), std::string::npos);
        return;
    }
    std::vector<std::thread> nodes;
    for (int i = 0; i < 4; ++i) nodes.emplace_back([&] { EXPECT_EQ(refusal({first, second}), "opened"); });
    for (auto& n : nodes) n.join();
}

ON_EACH_ENGINE(Migrations);

}  // namespace
}  // namespace huiyin::store
