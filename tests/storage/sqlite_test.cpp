// What is SQLite's own: one server to a file, readers beside it, a log that shrinks, a memory that is forgotten.
#include <filesystem>
#include <fstream>

#include "shelf.hpp"

namespace huiyin::store {
namespace {
namespace fs = std::filesystem;
using shelf::q;

std::string refusal(const Options& options) {
    try {
        open(options, shelf::migrations());
    } catch (const Error& e) {
        return e.what();
    }
    return "opened";
}

TEST(ASqliteFile, IsServedByOneProcessOnly) {
    const support::Place place(Engine::sqlite);
    auto db = open(place.options(), shelf::migrations());
    EXPECT_NE(refusal(place.options()).find("served by another process"), std::string::npos);
    db.reset();
    EXPECT_EQ(refusal(place.options()), "opened");
}

TEST(ASqliteFile, IsReadBesideItsServer) {
    const support::Place place(Engine::sqlite);
    const auto db = open(place.options(), shelf::migrations());
    auto options = place.options();
    options.read_only = true;
    const auto reader = open(options, shelf::migrations());
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    EXPECT_EQ(reader->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 1);
    EXPECT_THROW(reader->write_now([](Tx&) {}), Error);
}

TEST(ASqliteFile, ThatIsNotThereOrNotADatabaseIsRefused) {
    const support::Place place(Engine::sqlite);
    auto options = place.options();
    options.read_only = true;
    EXPECT_NE(refusal(options).find("there is no database"), std::string::npos);
    std::ofstream(place.where()) << std::string(5000, 'x');
    EXPECT_NE(refusal(place.options()).find("not a database"), std::string::npos);
    options.where = "/nowhere/at/all.sqlite";
    options.read_only = false;
    EXPECT_NE(refusal(options).find("there is no folder"), std::string::npos);
}

TEST(ASqliteFile, HasAnEmptyLogAfterACheckpointAndNoneAfterClosing) {
    const support::Place place(Engine::sqlite);
    auto db = open(place.options(), shelf::migrations());
    for (int i = 1; i <= 100; ++i) db->write_now([&](Tx& tx) { tx.run(q("insert_name"), i, Null{}); });
    EXPECT_GT(fs::file_size(place.where() + "-wal"), 0u);
    db->checkpoint();
    EXPECT_EQ(fs::file_size(place.where() + "-wal"), 0u);
    db.reset();
    EXPECT_FALSE(fs::exists(place.where() + "-wal"));
}

TEST(ADatabaseInMemory, IsForgotten) {
    Options options;
    options.where = ":memory:";
    const auto temporary = [] {
        int found = 0;
        const auto prefix = "huiyin-" + std::to_string(getpid()) + "-";
        for (const auto& entry : fs::directory_iterator(fs::temp_directory_path()))
            found += entry.path().filename().string().starts_with(prefix);
        return found;
    };
    const int before = temporary();
    auto db = open(options, shelf::migrations());
    auto other = open(options, shelf::migrations());
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    EXPECT_EQ(db->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 1);
    EXPECT_EQ(other->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 0);
    db.reset();
    other.reset();
    EXPECT_EQ(temporary(), before);
}

}  // namespace
}  // namespace huiyin::store
