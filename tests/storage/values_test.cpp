// What is put into a column comes out as it was, on both engines.
#include <limits>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
using shelf::q;
using shelf::Thing;

struct Values : testing::TestWithParam<Engine> {
    std::unique_ptr<Database> db = support::fresh_database(GetParam(), shelf::migrations());

    Thing there_and_back(const Thing& thing) {
        db->write_now([&](Tx& tx) {
            tx.run(q("insert_thing"), 1, thing.name, thing.amount, thing.content);
        });
        return db->read_now([](Tx& tx) { return *tx.first<Thing>(q("thing"), 1); });
    }
};

TEST_P(Values, AreNullWhenAbsent) {
    const auto back = there_and_back({});
    EXPECT_FALSE(back.name);
    EXPECT_FALSE(back.amount);
    EXPECT_FALSE(back.content);
}

TEST_P(Values, KeepEveryCharacterAndTheEmptyText) {
    EXPECT_EQ(there_and_back({.name = "张𠮷 O'Neil \"%_\\ 😀 ①Ａ"}).name, "张𠮷 O'Neil \"%_\\ 😀 ①Ａ");
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 2, std::string()); });
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.first<Thing>(q("thing"), 2)->name; }), "");
}

TEST_P(Values, KeepWholeNumbersToTheirLimits) {
    EXPECT_EQ(there_and_back({.amount = std::numeric_limits<std::int64_t>::max()}).amount,
              std::numeric_limits<std::int64_t>::max());
    db->write_now([](Tx& tx) {
        tx.run(q("insert_thing"), 2, Null{}, std::numeric_limits<std::int64_t>::min(), Null{});
    });
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.first<Thing>(q("thing"), 2)->amount; }),
              std::numeric_limits<std::int64_t>::min());
}

TEST_P(Values, KeepEveryByteOfABlob) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    EXPECT_EQ(there_and_back({.content = Bytes{all}}).content->data, all);
    db->write_now([](Tx& tx) { tx.run(q("insert_thing"), 2, Null{}, Null{}, Bytes{}); });
    const auto empty = db->read_now([](Tx& tx) { return *tx.first<Thing>(q("thing"), 2); });
    ASSERT_TRUE(empty.content);
    EXPECT_EQ(empty.content->data, "");
}

TEST_P(Values, OfTextWithNulOrBrokenUtf8AreRefusedClearly) {
    const auto why = [&](std::string text) {
        try {
            db->write_now([&](Tx& tx) { tx.run(q("insert_name"), 1, text); });
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string("taken");
    };
    EXPECT_EQ(why(std::string("a\0b", 3)), "tests/shelf/insert_name, parameter $2: text with a NUL character cannot be stored");
    EXPECT_EQ(why("\xC3("), "tests/shelf/insert_name, parameter $2: text that is not UTF-8 cannot be stored");
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 0);
}

TEST_P(Values, AreBoundByNumberNotByOrderOfAppearance) {
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("backwards"), 1, 10); }), 9);
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("with_casts"), 1, 10); }), 9);
}

TEST_P(Values, AreCountedBeforeAStatementRuns) {
    EXPECT_THROW(db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1); }), Error);
    EXPECT_THROW(db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a", "b"); }), Error);
}

TEST_P(Values, SortByTheirBytes) {
    db->write_now([](Tx& tx) {
        int id = 0;
        for (const auto* name : {"b", "A", "a", "B", "张", "_", "é", "0"}) tx.run(q("insert_name"), ++id, name);
    });
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.all<std::string>(q("names")); }),
              (std::vector<std::string>{"0", "A", "B", "_", "a", "b", "é", "张"}));
}

TEST_P(Values, ThatAreNoWholeNumberAreNotReadAsOne) {
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "twelve"); });
    EXPECT_THROW(db->read_now([](Tx& tx) { return tx.all<int>(q("names")); }), Error);
}

ON_EACH_ENGINE(Values);

}  // namespace
}  // namespace huiyin::store
