// Jobs: each whole or not at all, many to a commit, answered when durable, and one after the other.
#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
using shelf::q;

struct Jobs : testing::TestWithParam<Engine> {
    std::unique_ptr<Database> db = support::fresh_database(GetParam(), shelf::migrations());

    int count() {
        return db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); });
    }
    // Keeps the writer busy until it is let go, so that what is written meanwhile becomes one group.
    struct Held {
        std::promise<void> go;
        std::latch started{1};
    };
    std::unique_ptr<Held> hold() {
        auto held = std::make_unique<Held>();
        db->write([h = held.get()](Tx&) {
            h->started.count_down();
            h->go.get_future().wait();
        }, {});
        held->started.wait();
        return held;
    }
};

TEST_P(Jobs, ThatThrowRollBackAloneInsideTheirGroup) {
    std::atomic<int> done{0}, failed{0};
    std::latch over{50};
    const auto held = hold();
    for (int i = 1; i <= 50; ++i)
        db->write(
            [i](Tx& tx) {
                tx.run(q("insert_name"), i, "n" + std::to_string(i));
                if (i % 5 == 0) throw Error("not this one");
            },
            [&](const std::exception_ptr& thrown) {
                ++(thrown ? failed : done);
                over.count_down();
            });
    held->go.set_value();
    over.wait();
    EXPECT_EQ(done, 40);
    EXPECT_EQ(failed, 10);
    EXPECT_EQ(count(), 40);
}

TEST_P(Jobs, ThatBreakAConstraintLeaveTheirGroupWhole) {
    std::atomic<int> done{0}, unique{0};
    std::latch over{20};
    const auto held = hold();
    for (int i = 1; i <= 20; ++i)
        db->write([i](Tx& tx) { tx.run(q("insert_name"), i, "n" + std::to_string(i / 2)); },
                  [&](const std::exception_ptr& thrown) {
                      try {
                          if (thrown) std::rethrow_exception(thrown);
                          ++done;
                      } catch (const Unique&) {
                          ++unique;
                      }
                      over.count_down();
                  });
    held->go.set_value();
    over.wait();
    EXPECT_EQ(done, 11);
    EXPECT_EQ(unique, 9);
    EXPECT_EQ(count(), 11);
}

TEST_P(Jobs, ThatGoOnAfterAFailedStatementHarmNobodyElse) {
    std::vector<std::exception_ptr> thrown(3);
    std::latch over{3};
    const auto held = hold();
    for (int i = 0; i < 3; ++i)
        db->write(
            [i](Tx& tx) {
                tx.run(q("insert_name"), i + 1, "n" + std::to_string(i));
                if (i == 1) {
                    try {
                        tx.run(q("insert_name"), 99, "n0");
                    } catch (const Unique&) {
                    }
                }
            },
            [&, i](const std::exception_ptr& t) {
                thrown[static_cast<std::size_t>(i)] = t;
                over.count_down();
            });
    held->go.set_value();
    over.wait();
    EXPECT_FALSE(thrown[0]);
    EXPECT_FALSE(thrown[2]);
    EXPECT_EQ(count(), thrown[1] ? 2 : 3);  // SQLite lets it, PostgreSQL does not; neither keeps half
}

TEST_P(Jobs, AreAnsweredOnlyWhenOthersCanSeeThem) {
    std::latch over{30};
    std::atomic<int> unseen{0};
    for (int i = 1; i <= 30; ++i)
        db->write([i](Tx& tx) { tx.run(q("insert_name"), i, Null{}); },
                  [&, i](const std::exception_ptr&) {
                      const auto seen = db->read_now([](Tx& tx) { return tx.all<int>(q("ids")); });
                      if (std::ranges::find(seen, i) == seen.end()) ++unseen;
                      over.count_down();
                  });
    over.wait();
    EXPECT_EQ(unseen, 0);
}

TEST_P(Jobs, OnTheSameKeyGiveUnique) {
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    EXPECT_THROW(db->write_now([](Tx& tx) { tx.run(q("insert_name"), 2, "a"); }), Unique);
    EXPECT_THROW(db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "b"); }), Unique);
    EXPECT_EQ(count(), 1);
}

TEST_P(Jobs, FindOutThatARowIsStaleByTheNumberOfChangedRows) {
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    const auto rename = [&](std::string to, int version) {
        db->write_now([&](Tx& tx) {
            if (tx.run(q("rename"), 1, to, version) == 0) throw StaleRow("thing 1");
        });
    };
    rename("b", 0);
    EXPECT_THROW(rename("c", 0), StaleRow);
    rename("c", 1);
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<std::string>(q("names")); }), "c");
}

TEST_P(Jobs, ThatReadSeeOneMoment) {
    std::latch first_count{1}, written{1};
    std::promise<std::pair<int, int>> counts;
    db->read(
        [&](Tx& tx) {
            const int before = tx.one<int>(q("count_things"));
            first_count.count_down();
            written.wait();
            counts.set_value({before, tx.one<int>(q("count_things"))});
        },
        {});
    first_count.wait();
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    written.count_down();
    EXPECT_EQ(counts.get_future().get(), (std::pair{0, 0}));
    EXPECT_EQ(count(), 1);
}

TEST_P(Jobs, ThatReadCannotWrite) {
    EXPECT_THROW(db->read_now_void([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); }), Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(Jobs, OfEightThreadsCountWithoutAGap) {
    constexpr int each = 60;
    std::mutex mutex;
    std::set<std::int64_t> numbers;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                std::int64_t number = 0;
                try {
                    db->write_now([&](Tx& tx) {
                        number = tx.one<std::int64_t>(q("next_number"));
                        if (i % 7 == t % 7) throw Error("changed their mind");
                    });
                } catch (const Error&) {
                    continue;
                }
                const std::lock_guard lock(mutex);
                EXPECT_TRUE(numbers.insert(number).second) << number << " was given twice";
            }
        });
    for (auto& t : threads) t.join();
    EXPECT_EQ(*numbers.rbegin(), static_cast<std::int64_t>(numbers.size()));
}

TEST_P(Jobs, ThatReadAndThenDecideDecideOneAfterTheOther) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i)
                db->write_now([&](Tx& tx) {
                    const auto last = tx.one<std::int64_t>(q("last_number"));
                    tx.run(q("set_number"), last + 1);
                });
        });
    for (auto& t : threads) t.join();
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("last_number")); }), 200);
}

TEST_P(Jobs, WhoseStatementIsWrongSayWhichOne) {
    try {
        db->read_now_void([](Tx& tx) { tx.run(q("wrong")); });
        FAIL();
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("tests/shelf/wrong"), std::string::npos) << e.what();
    }
}

TEST_P(Jobs, RunTheTextOfTheirEngine) {
    const bool sqlite = GetParam() == Engine::sqlite;
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<std::string>(q("engine")); }), sqlite ? "sqlite" : "postgresql");
    if (sqlite) EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("only_sqlite")); }), 1);
    else EXPECT_THROW(db->read_now_void([](Tx& tx) { tx.run(q("only_sqlite")); }), Error);
}

TEST_P(Jobs, WaitingWhenTheDatabaseIsClosedAreStillDone) {
    const support::Place place(GetParam());
    auto other = open(place.options(), shelf::migrations());
    std::atomic<int> done{0};
    for (int i = 1; i <= 200; ++i)
        other->write([i](Tx& tx) { tx.run(q("insert_name"), i, Null{}); }, [&](const std::exception_ptr&) { ++done; });
    other.reset();
    EXPECT_EQ(done, 200);
    other = open(place.options(), shelf::migrations());
    EXPECT_EQ(other->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 200);
}

TEST_P(Jobs, AreRefusedAsBusyWhenTheQueueIsFull) {
    const support::Place place(GetParam());
    auto options = place.options();
    options.queue = 5;
    const auto small = open(options, shelf::migrations());
    std::promise<void> go;
    auto until = go.get_future().share();
    std::latch started{1};
    small->write([&, until](Tx&) { started.count_down(); until.wait(); }, {});
    started.wait();
    std::latch over{5};
    for (int i = 1; i <= 5; ++i)
        small->write([i](Tx& tx) { tx.run(q("insert_name"), i, Null{}); },
                     [&](const std::exception_ptr&) { over.count_down(); });
    EXPECT_THROW(small->write([](Tx&) {}, {}), Busy);
    go.set_value();
    over.wait();
    EXPECT_EQ(small->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 5);
}

TEST_P(Jobs, DoNotWaitForThemselves) {
    std::promise<bool> refused;
    db->write([](Tx&) {}, [&](const std::exception_ptr&) {
        try {
            db->write_now([](Tx&) {});
            refused.set_value(false);
        } catch (const Impossible&) {
            refused.set_value(true);
        }
    });
    EXPECT_TRUE(refused.get_future().get());
}

ON_EACH_ENGINE(Jobs);

}  // namespace
}  // namespace huiyin::store
