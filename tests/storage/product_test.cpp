// The product's own schema and queries: each prepares on both engines, and a backup carries all of it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "search/search.hpp"
#include "store/backup.hpp"
#include "support/databases.hpp"

namespace huiyin::store {
namespace {

struct Product : testing::TestWithParam<Engine> {};

// Preparing is left to the engine: SQLite explains the statement, PostgreSQL prepares it and drops it again.
std::string trouble(Tx& tx, const Query& query) {
    const auto engine = tx.engine();
    const auto& text = query.text(engine);
    if (text.empty()) return query.text(engine == Engine::sqlite ? Engine::postgresql : Engine::sqlite).empty() ? "has no text" : "";
    try {
        if (engine == Engine::sqlite) {
            int highest = 0;
            for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1))
                highest = std::max(highest, std::atoi(text.c_str() + at + 1));
            const Query explain{query.name, "explain " + text, "", -1};
            tx.open(explain, std::vector<Value>(static_cast<std::size_t>(highest), Null{}))->step();
        } else {
            tx.run({query.name, "", "savepoint tried", -1});
            tx.run({query.name, "", "prepare tried as " + text, -1});
            tx.run({query.name, "", "deallocate tried", -1});
        }
    } catch (const Error& e) {
        if (engine == Engine::postgresql) tx.run({query.name, "", "rollback to savepoint tried", -1});
        return e.what();
    }
    return {};
}

// Every queries/*.sql under src, whether its module is linked here or not.
std::vector<const Query*> every_query() {
    namespace fs = std::filesystem;
    static std::vector<std::unique_ptr<QueryFile>> files;
    const auto before = all_queries().size();
    for (const auto& entry : fs::recursive_directory_iterator(HUIYIN_SOURCE_DIR "/src")) {
        if (entry.path().extension() != ".sql" || entry.path().parent_path().filename() != "queries") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const auto name = fs::relative(entry.path(), HUIYIN_SOURCE_DIR "/src").string();
        files.push_back(std::make_unique<QueryFile>(name, text.str()));
    }
    return {all_queries().begin() + static_cast<std::ptrdiff_t>(before), all_queries().end()};
}

TEST_P(Product, PreparesEveryQuery) {
    const auto queries = every_query();
    EXPECT_GT(queries.size(), 100u);
    const auto db = support::fresh_database(GetParam());
    db->write_now([&](Tx& tx) {
        for (const auto* query : queries) EXPECT_EQ(trouble(tx, *query), "") << query->name;
    });
}

TEST_P(Product, IsBackedUpWithEveryTableAndSearchIsThereAgain) {
    const auto other = GetParam() == Engine::sqlite ? Engine::postgresql : Engine::sqlite;
    const support::Place from(GetParam()), to(other), files(Engine::sqlite);
    const auto& migrations = support::product_migrations();
    const auto source = open(from.options(), migrations);
    source->write_now([](Tx& tx) {
        search::index(tx, {SiteId{1}, search::What::complaint, 7, "水管漏水", {"张伟"}, {"TS20261123-0001"}});
    });
    const auto path = files.where() + ".backup";
    const auto made = backup(*source, path, {"huiyin", Instant{}});
    EXPECT_GT(made.tables.size(), 15u);
    EXPECT_EQ(restore(path, to.options(), migrations).rows(), made.rows());
    const auto back = open(to.options(), migrations);
    for (const auto* typed : {"漏水", "zw", "0001"})
        EXPECT_EQ(back->read_now([&](Tx& tx) { return search::find(tx, SiteId{1}, {}, typed, 5).size(); }), 1u) << typed;
}

ON_EACH_ENGINE(Product);

}  // namespace
}  // namespace huiyin::store
