// Migrations: numbered files, forward only, one text for both engines with a few placeholders. Each runs in
// one transaction, and what ran is remembered with its digest.
#include <openssl/evp.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>

#include "store/connection.hpp"

namespace huiyin::store {
namespace {

struct Migration {
    int number = 0;
    std::string name;    // "0002_organisation"
    std::string digest;  // SHA-256 of the file as it stands
    std::string text;    // for this engine
};

std::string sha256(std::string_view data) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_Digest(data.data(), data.size(), out, &length, EVP_sha256(), nullptr);
    std::string hex;
    for (unsigned i = 0; i < length; ++i) {
        hex += "0123456789abcdef"[out[i] >> 4];
        hex += "0123456789abcdef"[out[i] & 15];
    }
    return hex;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// The files that concern this engine, by number.
std::map<int, Migration> for_engine(const std::vector<embedded::File>& files, Engine engine) {
    std::map<int, Migration> found;
    const bool sqlite = engine == Engine::sqlite;
    for (const auto& file : files) {
        auto name = file.path;
        if (!name.ends_with(".sql")) continue;
        name.remove_suffix(4);
        if (name.ends_with(sqlite ? ".postgresql" : ".sqlite")) continue;
        name = name.substr(0, name.find('.'));
        Migration m;
        std::from_chars(name.data(), name.data() + name.size(), m.number);
        if (m.number <= 0) throw Error("the migration " + std::string(file.path) + " does not begin with its number");
        m.name = name;
        m.digest = sha256(file.text());
        m.text = file.text();
        replace_all(m.text, "{id}", sqlite ? "integer primary key" : "bigint primary key");
        replace_all(m.text, "{blob}", sqlite ? "blob" : "bytea");
        replace_all(m.text, "{keyed}", sqlite ? "without rowid" : "");
        if (!found.emplace(m.number, m).second)
            throw Error("two migrations have the number " + std::to_string(m.number));
    }
    return found;
}

struct Applied {
    int number = 0;
    std::string name;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (number, name, digest))

std::vector<Applied> applied(Connection& connection) {
    const bool sqlite = connection.engine() == Engine::sqlite;
    const auto exists = made(sqlite ? "select count(*) from sqlite_master where name = 'schema_migrations'"
                                    : "select count(*) from pg_tables where schemaname = current_schema() and "
                                      "tablename = 'schema_migrations'",
                             false);
    if (connection.one<int>(exists) == 0) return {};
    return connection.all<Applied>(made("select number, name, digest from schema_migrations order by number", false));
}

void check_known(const std::vector<Applied>& done, const std::map<int, Migration>& known) {
    for (const auto& a : done) {
        const auto found = known.find(a.number);
        if (found == known.end())
            throw Error("this database was changed by a newer program (migration " + a.name +
                        " is unknown here); use that program, or restore a backup made with this one");
        if (found->second.digest != a.digest)
            throw Error("the migration " + a.name + " differs from the one that made this database; " +
                        "a migration that has run is never edited: add a new one");
    }
}

}  // namespace

Query made(std::string text, bool kept) {
    static std::atomic<int> next{-2};
    Query query;
    query.name = "\"" + text.substr(0, 60) + "\"";
    query.sqlite = text;
    query.postgresql = std::move(text);
    query.number = kept ? next-- : -1;
    return query;
}

int newest_migration(const std::vector<embedded::File>& files, Engine engine) {
    const auto known = for_engine(files, engine);
    return known.empty() ? 0 : known.rbegin()->first;
}

void migrate(Connection& connection, const std::vector<embedded::File>& files) {
    const auto known = for_engine(files, connection.engine());
    // begin_write keeps other nodes out, so that two that start together migrate once.
    connection.begin_write();
    try {
        const auto done = applied(connection);
        check_known(done, known);
        if (!done.empty() && done.size() == known.size()) {
            connection.rollback();
            return;
        }
        connection.exec("create table if not exists schema_migrations (number integer primary key, "
                        "name text not null, digest text not null)");
        connection.commit();
    } catch (...) {
        connection.rollback();
        throw;
    }
    const auto remember = made("insert into schema_migrations (number, name, digest) values ($1, $2, $3)", false);
    for (const auto& [number, migration] : known) {
        connection.begin_write();
        try {
            const auto done = applied(connection);
            check_known(done, known);
            const auto is_this = [&, n = number](const Applied& a) { return a.number == n; };
            if (std::ranges::none_of(done, is_this)) {
                if (!done.empty() && done.back().number > number)
                    throw Error("it must run before " + done.back().name + ", which has run already");
                connection.exec(migration.text);
                connection.run(remember, migration.number, migration.name, migration.digest);
            }
            connection.commit();
        } catch (const std::exception& e) {
            connection.rollback();
            throw Error("migration " + migration.name + ": " + e.what());
        }
    }
}

void check_schema(Connection& connection, const std::vector<embedded::File>& files) {
    const auto known = for_engine(files, connection.engine());
    const auto done = applied(connection);
    check_known(done, known);
    if (done.size() < known.size())
        throw Error("this database is older than the program; start the server once to bring it up to date");
}

}  // namespace huiyin::store
