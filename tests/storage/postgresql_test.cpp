// What is PostgreSQL's own: connections that break, and databases that would sort otherwise.
#include <atomic>
#include <latch>
#include <thread>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
using shelf::q;

TEST(APostgresqlServer, ThatCutsTheConnectionsIsReachedAgain) {
    const support::Place place(Engine::postgresql);
    const auto db = open(place.options(), shelf::migrations());
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    place.cut_connections();
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 1);
    place.cut_connections();
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 2, "b"); });
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 2);
}

TEST(APostgresqlServer, ThatCutsTheConnectionInTheMiddleOfAGroupLosesNoneOfIt) {
    const support::Place place(Engine::postgresql);
    const auto db = open(place.options(), shelf::migrations());
    std::latch started{1}, go{1}, over{11};
    std::atomic<int> failed{0};
    const auto done = [&](const std::exception_ptr& thrown) {
        failed += thrown != nullptr;
        over.count_down();
    };
    db->write([&](Tx&) { started.count_down(); go.wait(); }, done);
    started.wait();
    std::atomic<bool> cut{false};
    for (int i = 1; i <= 10; ++i)
        db->write(
            [&, i](Tx& tx) {
                tx.run(q("insert_name"), i, Null{});
                if (i == 5 && !cut.exchange(true)) place.cut_connections();
            },
            done);
    go.count_down();
    over.wait();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 10);
}

TEST(APostgresqlServer, IsSharedByNodesThatDecideOneAfterTheOther) {
    const support::Place place(Engine::postgresql);
    const auto one = open(place.options(), shelf::migrations());
    const auto two = open(place.options(), shelf::migrations());
    std::vector<std::thread> threads;
    for (auto* db : {one.get(), two.get(), one.get(), two.get()})
        threads.emplace_back([db] {
            for (int i = 0; i < 25; ++i)
                db->write_now([](Tx& tx) { tx.run(q("set_number"), tx.one<int>(q("last_number")) + 1); });
        });
    for (auto& t : threads) t.join();
    EXPECT_EQ(one->read_now([](Tx& tx) { return tx.one<int>(q("last_number")); }), 100);
}

TEST(APostgresqlServer, ThatCannotBeReachedSaysSo) {
    Options options;
    options.where = "postgresql://nobody@127.0.0.1:1/none";
    try {
        open(options, shelf::migrations());
        FAIL();
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("cannot reach the database server"), std::string::npos);
    }
}

}  // namespace
}  // namespace huiyin::store
