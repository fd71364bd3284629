// Backup reads every table within one snapshot; restore fills an empty database in one transaction.
#include "store/backup.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>

#include "store/backup_file.hpp"
#include "store/connection.hpp"

namespace huiyin::store {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t rows_between_news = 20000;
constexpr std::size_t parameters_a_statement = 600;

struct Column {
    std::string name, type;
    std::int64_t key = 0;  // its place in the primary key, from 1
};
BOOST_DESCRIBE_STRUCT(Column, (), (name, type, key))

// Tables that hold rows of their own: not the search index, which is made again from its entries.
std::vector<std::string> table_names(Tx& tx) {
    return tx.all<std::string>(made(
        tx.engine() == Engine::sqlite
            ? "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' "
              "escape '\\' order by name"
            : "select cast(tablename as text) from pg_tables where schemaname = current_schema() order by 1",
        false));
}

std::vector<Column> columns_of(Tx& tx, const std::string& table) {
    // Generated columns are left out: they make themselves.
    const auto sql = tx.engine() == Engine::sqlite
                         ? "select name, lower(type), pk from pragma_table_xinfo($1) where hidden = 0 order by cid"
                         : "select cast(a.attname as text), format_type(a.atttypid, a.atttypmod), "
                           "coalesce(array_position(cast(i.indkey as smallint[]), a.attnum) + 1, 0) "
                           "from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary "
                           "where a.attrelid = to_regclass(quote_ident($1)) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' "
                           "order by a.attnum";
    return tx.all<Column>(made(sql, false), table);
}

ColumnKind kind_of(const Column& column, const std::string& table) {
    if (column.type == "bigint" || column.type == "integer" || column.type == "smallint") return ColumnKind::integer;
    if (column.type == "text") return ColumnKind::text;
    if (column.type == "blob" || column.type == "bytea") return ColumnKind::blob;
    throw Error("the column " + table + "." + column.name + " is of a kind that a backup cannot hold: " + column.type);
}

std::vector<BackupColumn> kinds(const std::vector<Column>& columns, const std::string& table) {
    std::vector<BackupColumn> all;
    for (const auto& c : columns) all.push_back({c.name, kind_of(c, table)});
    return all;
}

std::string as_name(const std::string& name) { return '"' + name + '"'; }

template <class T, class Name>
std::string listed(const std::vector<T>& items, Name name) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ", ") + name(item);
    return text;
}

// In the order of the primary key, which both engines fill most quickly.
Query rows_of(const std::string& table, std::vector<Column> columns) {
    const auto name = [](const Column& c) { return as_name(c.name); };
    auto sql = "select " + listed(columns, name) + " from " + as_name(table);
    std::erase_if(columns, [](const Column& c) { return c.key == 0; });
    std::ranges::sort(columns, {}, &Column::key);
    if (!columns.empty()) sql += " order by " + listed(columns, name);
    return made(sql, false);
}

std::int64_t write_table(Tx& tx, BackupWriter& file, const std::string& table, const BackupProgress& progress) {
    const auto columns = columns_of(tx, table);
    const auto held = kinds(columns, table);
    file.begin_table(table, held);
    const auto query = rows_of(table, columns);
    const auto cursor = tx.open(query, {});
    std::int64_t rows = 0;
    while (cursor->step()) {
        file.begin_row();
        for (int i = 0; i < static_cast<int>(held.size()); ++i) {
            if (cursor->is_null(i)) file.null();
            else if (held[static_cast<std::size_t>(i)].kind == ColumnKind::integer) file.integer(cursor->integer(i));
            else file.bytes(cursor->text(i));
        }
        if (++rows % rows_between_news == 0 && progress) progress(table, rows);
    }
    file.end_table(rows);
    if (progress) progress(table, rows);
    return rows;
}

// Puts rows into one table, many to a statement.
class Filler {
  public:
    Filler(Tx& tx, const BackupReader::Table& table) : tx_(tx), table_(table) {
        at_once_ = std::max<std::size_t>(1, parameters_a_statement / std::max<std::size_t>(1, table.columns.size()));
        many_ = statement(at_once_);
        one_ = statement(1);
    }
    void add(std::vector<BackupReader::Field>& fields) {
        for (auto& f : fields) waiting_.push_back(std::move(f));
        if (waiting_.size() < at_once_ * table_.columns.size()) return;
        put(many_, 0, waiting_.size());
        waiting_.clear();
    }
    void end() {
        const auto width = table_.columns.size();
        for (std::size_t i = 0; i < waiting_.size(); i += width) put(one_, i, width);
        waiting_.clear();
    }

  private:
    Query statement(std::size_t rows) const {
        auto sql = "insert into " + as_name(table_.name) + " (" +
                   listed(table_.columns, [](const BackupColumn& c) { return as_name(c.name); }) + ") values ";
        int number = 0;
        for (std::size_t r = 0; r < rows; ++r) {
            sql += r == 0 ? "(" : ", (";
            for (std::size_t c = 0; c < table_.columns.size(); ++c) sql += (c == 0 ? "$" : ", $") + std::to_string(++number);
            sql += ")";
        }
        return made(std::move(sql), true);
    }
    void put(const Query& query, std::size_t from, std::size_t count) {
        std::vector<Value> values;
        values.reserve(count);
        for (std::size_t i = from; i < from + count; ++i) {
            auto& f = waiting_[i];
            switch (f.null ? ColumnKind{} : table_.columns[i % table_.columns.size()].kind) {
                case ColumnKind::integer: values.emplace_back(f.integer); break;
                case ColumnKind::text: values.emplace_back(std::string_view(f.text)); break;
                case ColumnKind::blob: values.emplace_back(Bytes{std::move(f.text)}); break;
                default: values.emplace_back(Null{});
            }
        }
        const auto cursor = tx_.open(query, std::move(values));
        while (cursor->step()) {}
    }

    Tx& tx_;
    const BackupReader::Table& table_;
    std::size_t at_once_ = 1;
    Query many_, one_;
    std::vector<BackupReader::Field> waiting_;
};

BackupSummary fill(Tx& tx, const std::string& path, const BackupProgress& progress) {
    BackupReader file(path);
    auto summary = file.heading();
    auto missing = table_names(tx);
    std::erase(missing, "schema_migrations");
    for (const auto& table : missing) tx.run(made("delete from " + as_name(table), false));  // what migrations put in is in the file too
    BackupReader::Table table;
    while (file.next_table(table)) {
        const auto found = std::ranges::find(missing, table.name);
        if (found == missing.end()) throw Error("the backup holds a table that this program does not know: " + table.name);
        missing.erase(found);
        auto expected = kinds(columns_of(tx, table.name), table.name);
        auto held = table.columns;
        for (auto* columns : {&expected, &held}) std::ranges::sort(*columns, {}, &BackupColumn::name);
        if (expected != held) throw Error("the backup's table " + table.name + " has other columns than this program's");
        Filler filler(tx, table);
        std::vector<BackupReader::Field> fields;
        while (file.next_row(table, fields)) {
            filler.add(fields);
            if (file.rows() % rows_between_news == 0 && progress) progress(table.name, file.rows());
        }
        filler.end();
        const auto rows = tx.one<std::int64_t>(made("select count(*) from " + as_name(table.name), false));
        if (rows != file.rows()) throw Error("the table " + table.name + " did not take every row of the backup");
        summary.tables.push_back({table.name, rows});
        if (progress) progress(table.name, rows);
    }
    if (!missing.empty()) throw Error("the backup lacks the table " + missing.front());
    return summary;
}

constexpr std::array around = {"", "-wal", "-shm", ".lock"};

void remove_sqlite(const std::string& where) {
    std::error_code ignored;
    for (const auto* end : around) fs::remove(where + end, ignored);
}

bool is_server(const Options& options) { return options.where.starts_with("postgres"); }

void drop_tables(const Options& options) {
    const auto db = open(options, {});
    db->write_now([](Tx& tx) {
        for (const auto& table : table_names(tx)) tx.run(made("drop table " + as_name(table) + " cascade", false));
    });
}

// SQLite's full-text indexes over a table's rows; PostgreSQL's follow by themselves.
void rebuild_search(Tx& tx) {
    if (tx.engine() != Engine::sqlite) return;
    const auto indexes = tx.all<std::string>(
        made("select name from sqlite_master where type = 'table' and sql like 'create virtual table % using fts5(%content = %'", false));
    for (const auto& index : indexes)
        tx.run(made("insert into " + as_name(index) + " (" + as_name(index) + ") values ('rebuild')", false));
}

std::vector<embedded::File> until(int schema, const std::vector<embedded::File>& migrations) {
    auto older = migrations;
    std::erase_if(older, [&](const embedded::File& file) { return std::atoi(std::string(file.path).c_str()) > schema; });
    return older;
}

}  // namespace

std::int64_t BackupSummary::rows() const {
    return std::accumulate(tables.begin(), tables.end(), std::int64_t{0},
                           [](std::int64_t sum, const BackupTable& t) { return sum + t.rows; });
}

BackupSummary backup(Database& db, const std::string& path, const BackupLabel& label, const BackupProgress& progress) {
    BackupSummary summary;
    db.read_now_void([&](Tx& tx) {
        if (tx.engine() == Engine::postgresql) tx.run(made("set local statement_timeout = 0", false));
        summary = {label, tx.engine(), tx.one<int>(made("select coalesce(max(number), 0) from schema_migrations", false)), {}};
        BackupWriter file(path, summary);
        for (const auto& table : table_names(tx))
            if (table != "schema_migrations") summary.tables.push_back({table, write_table(tx, file, table, progress)});
        file.finish();
    });
    return summary;
}

BackupSummary check_backup(const std::string& path) {
    BackupReader file(path);
    BackupReader::check_digest(path);
    auto summary = file.heading();
    BackupReader::Table table;
    std::vector<BackupReader::Field> fields;
    while (file.next_table(table)) {
        while (file.next_row(table, fields)) {}
        summary.tables.push_back({table.name, file.rows()});
    }
    return summary;
}

BackupSummary restore(const std::string& path, const Options& options, const std::vector<embedded::File>& migrations,
                      const BackupProgress& progress) {
    const auto heading = BackupReader(path).heading();
    BackupReader::check_digest(path);
    const bool server = is_server(options);
    if (heading.schema > newest_migration(migrations, server ? Engine::postgresql : Engine::sqlite))
        throw Error(path + " was made by a newer program (" + heading.label.program + "); restore it with that one");

    auto target = options;
    target.read_only = false;
    target.writers = 1;
    if (server) {
        const auto db = open(target, {});
        if (!db->read_now([](Tx& tx) { return table_names(tx).empty(); }))
            throw Error("the database is not empty; restore into a new one");
    } else {
        if (fs::exists(options.where)) throw Error(options.where + " exists already; restore into a new one");
        target.where = options.where + ".restoring";
        remove_sqlite(target.where);  // of a restore that was killed
    }
    BackupSummary summary;
    try {
        open(target, until(heading.schema, migrations))->write_now([&](Tx& tx) {
            summary = fill(tx, path, progress);
            rebuild_search(tx);
        });
        const auto db = open(target, migrations);
        // Without statistics the planner walks whole tables; the server's own turn may come minutes later.
        if (server) db->write_now([](Tx& tx) { tx.run(made("analyze", false)); });
        db->checkpoint();
        if (!server) fs::rename(target.where, options.where);
    } catch (...) {
        if (server) drop_tables(target);
        else remove_sqlite(target.where);
        throw;
    }
    if (!server) remove_sqlite(target.where);  // its lock
    return summary;
}

}  // namespace huiyin::store
