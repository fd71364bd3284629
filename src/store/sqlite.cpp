// SQLite: one writer connection, a carrier that empties its log into the database file, and read-only connections.
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <unordered_map>

#include "sqlite_carrier.hpp"
#include "sqlite_place.hpp"
#include "store/connection.hpp"

namespace huiyin::store {
namespace {

// Sized for a process that idles below 60 MB with a million complaints. Memory mapping stays off: mapped
// pages would count against that, and the operating system's own cache serves a page in a microsecond.
constexpr const char* writer_cache = "pragma cache_size = -32768";
constexpr const char* reader_cache = "pragma cache_size = -8192";

// Everybody who waits for a commit waits for a checkpoint of the writer too. So one comes when nobody waits; under a
// load that never pauses the carrier does it beside the writer, and seldom, since the longer the log the more of its
// pages are the same one again. In pages of 4 kB.
constexpr int log_worth_carrying = 1000;
constexpr int log_too_long = 16000;

// Each connection is used by one thread at a time, and nobody reads SQLite's own count of its memory, which takes one
// lock for all threads at every allocation.
void configure_once() {
    [[maybe_unused]] static const bool done = [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
}

[[noreturn]] void fail(sqlite3* db, const std::string& doing) {
    const int code = sqlite3_extended_errcode(db);
    const std::string what = doing + ": " + sqlite3_errmsg(db);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        throw Unique(what);
    throw Error(what);
}

struct Statement {
    sqlite3_stmt* stmt = nullptr;
    // SQLite numbers $N by first appearance, so the order of appearance is kept here: place → N. It reads
    // "$1::bigint" as one name, which lets a text carry PostgreSQL's casts.
    std::vector<int> parameter_of_place;
    int parameters = 0;  // the highest N
    bool in_use = false;

    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(stmt); }
};

void prepare(sqlite3* db, Statement& s, const Query& query) {
    const auto& sql = query.sqlite;
    if (sql.empty()) throw Error(query.name + " has no text for SQLite");
    const char* tail = nullptr;
    if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &s.stmt, &tail) !=
        SQLITE_OK)
        fail(db, query.name);
    if (!s.stmt) throw Error(query.name + " is empty");
    for (const char* p = tail; p < sql.data() + sql.size(); ++p)
        if (!std::isspace(static_cast<unsigned char>(*p)) && *p != ';')
            throw Error(query.name + " holds more than one statement");
    const int places = sqlite3_bind_parameter_count(s.stmt);
    for (int i = 1; i <= places; ++i) {
        const char* name = sqlite3_bind_parameter_name(s.stmt, i);
        int number = 0;
        if (name && *name == '$') std::from_chars(name + 1, name + std::char_traits<char>::length(name), number);
        if (number == 0) throw Error(query.name + ": parameters are written $1, $2, …");
        s.parameter_of_place.push_back(number);
        s.parameters = std::max(s.parameters, number);
    }
}

class SqliteCursor final : public Cursor {
  public:
    SqliteCursor(sqlite3* db, Statement& statement, std::unique_ptr<Statement> owned, const Query& query,
                 std::vector<Value> values)
        : db_(db), s_(statement), owned_(std::move(owned)), query_(query), values_(std::move(values)) {
        if (static_cast<int>(values_.size()) != s_.parameters)
            throw Error(query.name + " takes " + std::to_string(s_.parameters) + " parameters, not " +
                        std::to_string(values_.size()));
        s_.in_use = true;
        try {
            for (std::size_t i = 0; i < s_.parameter_of_place.size(); ++i)
                bind(static_cast<int>(i) + 1, static_cast<std::size_t>(s_.parameter_of_place[i]));
        } catch (...) {
            end();
            throw;
        }
    }
    ~SqliteCursor() override { end(); }

    bool step() override {
        if (over_) return false;
        const int code = sqlite3_step(s_.stmt);
        if (code == SQLITE_ROW) return true;
        over_ = true;
        if (code != SQLITE_DONE) fail(db_, query_.name);
        if (!sqlite3_stmt_readonly(s_.stmt)) affected_ = sqlite3_changes64(db_);
        return false;
    }
    bool is_null(int c) override { return sqlite3_column_type(s_.stmt, c) == SQLITE_NULL; }
    std::int64_t integer(int c) override {
        switch (sqlite3_column_type(s_.stmt, c)) {
            case SQLITE_INTEGER:
            case SQLITE_NULL: return sqlite3_column_int64(s_.stmt, c);
            default: throw Error(query_.name + ": column " + std::to_string(c) + " is not a whole number");
        }
    }
    std::string_view text(int c) override {
        const void* data = sqlite3_column_type(s_.stmt, c) == SQLITE_BLOB
                               ? sqlite3_column_blob(s_.stmt, c)
                               : static_cast<const void*>(sqlite3_column_text(s_.stmt, c));
        return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(s_.stmt, c))};
    }
    int columns() override { return sqlite3_column_count(s_.stmt); }
    std::int64_t affected() override { return affected_; }

  private:
    void bind(int place, std::size_t number) {
        struct Binder {
            SqliteCursor& c;
            int place;
            std::size_t number;
            int operator()(Null) const { return sqlite3_bind_null(c.s_.stmt, place); }
            int operator()(std::int64_t v) const { return sqlite3_bind_int64(c.s_.stmt, place, v); }
            int operator()(std::string_view v) const {
                check_text(v, c.query_, number);
                // An empty view may have no address, which SQLite would take for NULL.
                const char* data = v.data() ? v.data() : "";
                return sqlite3_bind_text64(c.s_.stmt, place, data, v.size(), SQLITE_STATIC, SQLITE_UTF8);
            }
            int operator()(const Bytes& v) const {
                return sqlite3_bind_blob64(c.s_.stmt, place, v.data.data(), v.data.size(), SQLITE_STATIC);
            }
        };
        if (std::visit(Binder{*this, place, number}, values_[number - 1]) != SQLITE_OK) fail(db_, query_.name);
    }
    void end() {
        sqlite3_reset(s_.stmt);
        sqlite3_clear_bindings(s_.stmt);
        s_.in_use = false;
    }

    sqlite3* db_;
    Statement& s_;
    std::unique_ptr<Statement> owned_;
    const Query& query_;
    std::vector<Value> values_;  // bound without copying
    std::int64_t affected_ = 0;
    bool over_ = false;
};

class SqliteConnection final : public Connection {
  public:
    enum class Kind { writer, reader };

    SqliteConnection(const SqlitePlace& place, Kind kind) : kind_(kind), temporary_(place.temporary()) {
        const int access = kind == Kind::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
        configure_once();
        const int code = sqlite3_open_v2(place.file().c_str(), &db_, access | SQLITE_OPEN_NOMUTEX, nullptr);
        if (code != SQLITE_OK) {
            const std::string why = db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code);
            sqlite3_close_v2(db_);
            throw Error("cannot open " + place.file() + ": " + why);
        }
        try {
            set_up();
            if (kind == Kind::writer) carrier_ = std::make_unique<Carrier>(place.file());
        } catch (...) {
            sqlite3_close_v2(db_);
            throw;
        }
    }
    ~SqliteConnection() override {
        carrier_.reset();
        statements_.clear();
        control_.clear();
        if (kind_ == Kind::writer && !temporary_) {
            // Refreshes the statistics of tables that changed a lot; looks at a few hundred rows of each.
            sqlite3_exec(db_, "pragma analysis_limit = 400; pragma optimize", nullptr, nullptr, nullptr);
            truncate_log();
        }
        sqlite3_close_v2(db_);
    }

    Engine engine() const override { return Engine::sqlite; }

    std::unique_ptr<Cursor> open(const Query& query, std::vector<Value> parameters) override {
        if (query.number >= 0 || query.number < -1) {
            auto& kept = statements_[query.number];
            if (!kept) {
                auto fresh = std::make_unique<Statement>();
                prepare(db_, *fresh, query);
                kept = std::move(fresh);
            }
            if (!kept->in_use)
                return std::make_unique<SqliteCursor>(db_, *kept, nullptr, query, std::move(parameters));
        }
        auto own = std::make_unique<Statement>();  // made for once, or the kept one is being stepped
        prepare(db_, *own, query);
        auto& statement = *own;
        return std::make_unique<SqliteCursor>(db_, statement, std::move(own), query, std::move(parameters));
    }

    void exec(const std::string& sql) override {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, "SQLite");
    }

    void begin_write() override { run("begin immediate"); }
    void begin_read() override { run("begin"); }
    void mark() override { run("savepoint job"); }
    void keep() override { run("release job"); }
    void undo() override { run("rollback to job"); run("release job"); }
    void commit() override { run("commit"); }
    void rollback() noexcept override {
        if (in_transaction()) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
    }
    bool in_transaction() override { return sqlite3_get_autocommit(db_) == 0; }
    void truncate_log() override {
        sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    }

    void rest() override {
        if (log_pages_ >= log_worth_carrying) carry_over();
    }

  private:
    int committed(int pages) {
        log_pages_ = pages;
        if (!carrier_) return SQLITE_OK;  // closing: the log is emptied in a moment
        if (carrier_->take_turn()) carry_over();
        else if (pages >= log_too_long) carrier_->begin();
        return SQLITE_OK;
    }
    // Into the database file. What a reader still needs stays in the log until the next time.
    void carry_over() {
        log_pages_ = 0;
        sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }

    void set_up() {
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 2000);  // only a reader that holds up a truncation is ever waited for
        if (kind_ == Kind::reader) {
            sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            for (const auto* p : {"pragma query_only = on", "pragma wal_autocheckpoint = 0", reader_cache}) exec(p);
            return;
        }
        exec("pragma journal_mode = wal");
        // A place that is deleted on closing need not survive a power cut.
        exec(temporary_ ? "pragma synchronous = off" : "pragma synchronous = full");
        for (const auto* p : {"pragma foreign_keys = on", "pragma secure_delete = on", "pragma journal_size_limit = 104857600", writer_cache}) exec(p);
        sqlite3_wal_hook(db_, [](void* self, sqlite3*, const char*, int pages) { return static_cast<SqliteConnection*>(self)->committed(pages); }, this);
    }

    void run(const char* sql) {
        auto& stmt = control_[sql];
        if (!stmt) {
            stmt = std::make_unique<Statement>();
            if (sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->stmt, nullptr) != SQLITE_OK)
                fail(db_, sql);
        }
        const int code = sqlite3_step(stmt->stmt);
        if (code != SQLITE_DONE) {
            try {
                fail(db_, sql);
            } catch (...) {
                sqlite3_reset(stmt->stmt);
                throw;
            }
        }
        sqlite3_reset(stmt->stmt);
    }

    Kind kind_;
    bool temporary_;
    sqlite3* db_ = nullptr;
    int log_pages_ = 0;
    std::unique_ptr<Carrier> carrier_;  // of the writer
    std::unordered_map<int, std::unique_ptr<Statement>> statements_;
    std::unordered_map<const char*, std::unique_ptr<Statement>> control_;
};

}  // namespace

Opened open_sqlite(const Options& options) {
    const auto place = std::make_shared<SqlitePlace>(options.where, !options.read_only);
    Opened opened;
    opened.engine = Engine::sqlite;
    opened.place = place;
    if (!options.read_only)
        opened.writers.push_back(std::make_unique<SqliteConnection>(*place, SqliteConnection::Kind::writer));
    for (int i = 0; i < std::max(1, options.readers); ++i)
        opened.readers.push_back(std::make_unique<SqliteConnection>(*place, SqliteConnection::Kind::reader));
    opened.description = "SQLite " + std::string(sqlite3_libversion()) + " at " + options.where;
    return opened;
}

}  // namespace huiyin::store
