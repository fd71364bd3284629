// A backup made on either engine is restored on either, whole or not at all.
#include <filesystem>
#include <fstream>
#include <limits>

#include "shelf.hpp"
#include "store/backup.hpp"

namespace huiyin::store {
namespace {
namespace fs = std::filesystem;
using shelf::q;
using shelf::Thing;

const BackupLabel label{"huiyin 0.1.0", Instant{1764000000000}};

struct Direction {
    Engine from, to;
};

struct Backups : testing::TestWithParam<Direction> {
    support::Place from{GetParam().from}, to{GetParam().to};
    support::Place files{Engine::sqlite};
    std::string path = files.where() + ".backup";
    std::unique_ptr<Database> source = open(from.options(), shelf::migrations());

    void fill_source(int things) {
        source->write_now([&](Tx& tx) {
            for (int i = 1; i <= things; ++i)
                tx.run(q("insert_thing"), i, "张𠮷 " + std::to_string(i), i % 3 ? std::optional(i * 1000000007LL) : std::nullopt,
                       Bytes{std::string("\0\1\xff", 3) + std::to_string(i)});
            tx.run(q("insert_thing"), std::numeric_limits<std::int64_t>::max(), Null{}, std::numeric_limits<std::int64_t>::min(),
                   Null{});
            tx.run(q("insert_thing"), 0, "", 0, Bytes{});
            tx.run(q("set_number"), 41);
        });
    }
    std::string refusal() {
        try {
            restore(path, to.options(), shelf::migrations());
        } catch (const Error& e) {
            return e.what();
        }
        return "restored";
    }
    bool target_is_untouched() {
        if (GetParam().to == Engine::sqlite) {
            for (const auto& entry : fs::directory_iterator(fs::path(to.where()).parent_path()))
                if (entry.path() != path) return false;
            return true;
        }
        return open(to.options(), {})->read_now([](Tx& tx) {
            return tx.one<int>({"tables", "", "select count(*) from pg_tables where schemaname = 'public'", -1});
        }) == 0;
    }
};

TEST_P(Backups, AreRestoredWhole) {
    fill_source(2000);
    std::int64_t told = 0;
    const auto made = backup(*source, path, label, [&](const std::string&, std::int64_t) { ++told; });
    EXPECT_EQ(made.rows(), 2003);
    EXPECT_EQ(made.schema, 1);
    EXPECT_GE(told, 2);

    const auto checked = check_backup(path);
    EXPECT_EQ(checked.label.program, label.program);
    EXPECT_EQ(checked.label.at, label.at);
    EXPECT_EQ(checked.engine, GetParam().from);
    EXPECT_EQ(checked.rows(), 2003);

    EXPECT_EQ(restore(path, to.options(), shelf::migrations()).rows(), 2003);
    const auto back = open(to.options(), shelf::migrations());
    const auto all = [](Database& db) {
        return db.read_now([](Tx& tx) {
            std::vector<std::string> rows;
            for (const auto id : tx.all<std::int64_t>(q("ids"))) {
                const auto t = *tx.first<Thing>(q("thing"), id);
                rows.push_back(std::to_string(id) + "|" + t.name.value_or("-") + "|" + (t.amount ? std::to_string(*t.amount) : "-") +
                               "|" + (t.content ? t.content->data : "-"));
            }
            return rows;
        });
    };
    EXPECT_EQ(all(*back), all(*source));
    EXPECT_EQ(back->read_now([](Tx& tx) { return tx.one<int>(q("last_number")); }), 41);
    EXPECT_THROW(back->write_now([](Tx& tx) { tx.run(q("insert_name"), 9999, ""); }), Unique);
}

TEST_P(Backups, AreRefusedWhenCutOrChangedAnywhere) {
    fill_source(50);
    backup(*source, path, label);
    std::string whole;
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        whole = text.str();
    }
    const auto with = [&](const std::string& contents) {
        std::ofstream(path, std::ios::binary) << contents;
        return refusal();
    };
    for (const std::size_t at : {whole.find("0.1.0"), whole.size() / 2, whole.size() - 40, whole.size() - 1}) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_NE(with(changed).find("digest does not fit"), std::string::npos) << at;
        EXPECT_NE(with(whole.substr(0, at)), "restored") << at;
    }
    EXPECT_NE(with(whole + "x").find("digest does not fit"), std::string::npos);
    EXPECT_NE(with("").find("is not a backup"), std::string::npos);
    EXPECT_NE(with("PK\3\4 something else entirely").find("is not a backup"), std::string::npos);
    EXPECT_TRUE(target_is_untouched());
    EXPECT_EQ(with(whole), "restored");
}

TEST_P(Backups, OfANewerProgramAreRefused) {
    auto newer = shelf::migrations();
    newer.push_back(support::migration("0002_more.sql", "create table more (id {id})"));
    source.reset();
    source = open(from.options(), newer);
    backup(*source, path, label);
    EXPECT_NE(refusal().find("made by a newer program (huiyin 0.1.0)"), std::string::npos);
    EXPECT_TRUE(target_is_untouched());
}

TEST_P(Backups, OfAnOlderProgramAreBroughtUpToDate) {
    fill_source(3);
    backup(*source, path, label);
    auto newer = shelf::migrations();
    newer.push_back(support::migration("0002_more.sql", "alter table things add column more bigint; update things set more = 5;"));
    restore(path, to.options(), newer);
    const auto db = open(to.options(), newer);
    const std::string sql = "select sum(more) from things";
    EXPECT_EQ(db->read_now([&](Tx& tx) { return tx.one<int>({"sum", sql, sql, -1}); }), 25);
}

TEST_P(Backups, LeaveNothingBehindWhenTheyDoNotFit) {
    fill_source(3);
    backup(*source, path, label);
    try {
        restore(path, to.options(), {support::migration("0001_other.sql", "create table things (id {id}, other text)")});
        FAIL();
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("a table that this program does not know: counters"), std::string::npos) << e.what();
    }
    EXPECT_TRUE(target_is_untouched());
}

TEST_P(Backups, AreNotPutOverAnything) {
    fill_source(1);
    backup(*source, path, label);
    EXPECT_THROW(backup(*source, path, label), Error);
    EXPECT_EQ(refusal(), "restored");
    EXPECT_NE(refusal().find("restore into a new one"), std::string::npos);
    EXPECT_EQ(open(to.options(), shelf::migrations())->read_now([](Tx& tx) { return tx.one<int>(q("count_things")); }), 3);
}

INSTANTIATE_TEST_SUITE_P(BetweenEngines, Backups,
                         testing::Values(Direction{Engine::sqlite, Engine::sqlite}, Direction{Engine::sqlite, Engine::postgresql},
                                         Direction{Engine::postgresql, Engine::sqlite},
                                         Direction{Engine::postgresql, Engine::postgresql}),
                         [](const testing::TestParamInfo<Direction>& info) {
                             const auto name = [](Engine e) { return std::string(e == Engine::sqlite ? "SQLite" : "PostgreSQL"); };
                             return name(info.param.from) + "To" + name(info.param.to);
                         });

TEST(ABackup, IsOfOneMomentWhileOthersWrite) {
    const support::Place place(Engine::sqlite);
    const auto db = open(place.options(), shelf::migrations());
    db->write_now([](Tx& tx) { tx.run(q("insert_name"), 1, "a"); });
    const auto path = place.where() + ".backup";
    bool written = false;
    const auto made = backup(*db, path, label, [&](const std::string&, std::int64_t) {
        if (!written) db->write_now([](Tx& tx) { tx.run(q("insert_name"), 2, "b"); });
        written = true;
    });
    EXPECT_TRUE(written);
    EXPECT_EQ(made.rows(), 2);  // one thing and the counter
}

TEST(ABackup, ThatCannotBeWrittenLeavesNoFile) {
    const support::Place place(Engine::sqlite);
    const auto db = open(place.options(), shelf::migrations());
    EXPECT_THROW(backup(*db, "/nowhere/at/all", label), Error);
    EXPECT_THROW(backup(*db, place.where() + ".backup", label, [](const std::string&, std::int64_t) { throw Error("stopped"); }),
                 Error);
    for (const auto& entry : fs::directory_iterator(fs::path(place.where()).parent_path()))
        EXPECT_EQ(entry.path().string().find("backup"), std::string::npos);
}

}  // namespace
}  // namespace huiyin::store
