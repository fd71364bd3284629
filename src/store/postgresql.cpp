// PostgreSQL over libpq. Writers take turns, here and across nodes, under one advisory lock: decisions then
// see everything decided before them, as on SQLite, and group commit carries the load.
#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <mutex>
#include <unordered_set>

#include "store/connection.hpp"

namespace huiyin::store {
namespace {

constexpr Oid bool_type = 16;
constexpr Oid bytea_type = 17;
// Any number will do, as long as every node has the same.
constexpr const char* begin_writing =
    "begin isolation level read committed; select pg_advisory_xact_lock(318701863785)";

struct Result {
    PGresult* r = nullptr;
    explicit Result(PGresult* result) : r(result) {}
    Result(const Result&) = delete;
    Result& operator=(const Result&) = delete;
    ~Result() { PQclear(r); }
    void take(PGresult* other) {
        PQclear(r);
        r = other;
    }
};

bool is_error(ExecStatusType status) {
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_NONFATAL_ERROR;
}

std::string sqlstate(const PGresult* r) {
    const char* state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : "";
}

std::string one_line(const char* message) {
    std::string text = message ? message : "";
    while (!text.empty() && text.back() == '\n') text.pop_back();
    for (auto& c : text)
        if (c == '\n') c = ' ';
    return text;
}

[[noreturn]] void fail(PGconn* c, const PGresult* r, const std::string& doing) {
    const auto state = sqlstate(r);
    const auto what = doing + ": " + one_line(r ? PQresultErrorMessage(r) : PQerrorMessage(c));
    if (PQstatus(c) != CONNECTION_OK || state.starts_with("57P") || state.starts_with("08")) throw Lost(what);
    if (state == "23505") throw Unique(what);
    if (state == "40001" || state == "40P01") throw Retry(what);
    throw Error(what);
}

std::int64_t whole_number(std::string_view text, Oid type, const Query& query, int column) {
    if (type == bool_type) return text == "t" ? 1 : 0;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Error(query.name + ": column " + std::to_string(column) + " is not a whole number");
    return value;
}

int hex_digit(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

// bytea in its text form: \x followed by two digits a byte.
std::string from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
        bytes += static_cast<char>(hex_digit(text[i]) * 16 + hex_digit(text[i + 1]));
    return bytes;
}

class PostgresCursor final : public Cursor {
  public:
    // A whole result, or (streamed) the rows as they come.
    PostgresCursor(PGconn* c, PGresult* whole, const Query& query) : c_(c), result_(whole), query_(query) {}
    ~PostgresCursor() override {
        if (!result_.r || streamed()) drain();
    }

    bool step() override {
        if (over_) return false;
        if (!whole_known_) fetch();
        if (over_) return false;
        if (streaming_) {
            whole_known_ = false;  // the next step fetches the next row
            row_ = 0;
            return true;
        }
        if (++row_ < PQntuples(result_.r)) return true;
        over_ = true;
        return false;
    }
    void stream() {
        streaming_ = true;
        whole_known_ = false;
    }
    bool is_null(int column) override { return PQgetisnull(result_.r, row_, column) != 0; }
    std::int64_t integer(int column) override {
        return is_null(column) ? 0 : whole_number(raw(column), PQftype(result_.r, column), query_, column);
    }
    std::string_view text(int column) override {
        if (PQftype(result_.r, column) != bytea_type || is_null(column)) return raw(column);
        decoded_.resize(static_cast<std::size_t>(columns()));
        auto& place = decoded_[static_cast<std::size_t>(column)];
        place = from_hex(raw(column));
        return place;
    }
    int columns() override { return PQnfields(result_.r); }
    std::int64_t affected() override {
        const std::string_view count = PQcmdTuples(result_.r);
        std::int64_t rows = 0;
        std::from_chars(count.data(), count.data() + count.size(), rows);
        return rows;
    }

  private:
    std::string_view raw(int column) {
        return {PQgetvalue(result_.r, row_, column), static_cast<std::size_t>(PQgetlength(result_.r, row_, column))};
    }
    bool streamed() const { return streaming_; }
    void fetch() {
        result_.take(PQgetResult(c_));
        const auto status = PQresultStatus(result_.r);
        if (status == PGRES_SINGLE_TUPLE) {
            whole_known_ = true;
            return;
        }
        over_ = true;
        drain();
        if (!result_.r || is_error(status)) fail(c_, result_.r, query_.name);
    }
    void drain() {
        while (PGresult* rest = PQgetResult(c_)) PQclear(rest);
    }

    PGconn* c_;
    Result result_;
    const Query& query_;
    std::vector<std::string> decoded_;
    int row_ = -1;
    bool streaming_ = false;
    bool whole_known_ = true;
    bool over_ = false;
};

// The bound values in libpq's form: numbers and text as text, blobs as they are.
class Parameters {
  public:
    Parameters(const std::vector<Value>& values, const Query& query) {
        const auto n = values.size();
        texts_.reserve(n);
        for (std::size_t i = 0; i < n; ++i) {
            formats_.push_back(0);
            lengths_.push_back(0);
            if (std::holds_alternative<Null>(values[i])) {
                pointers_.push_back(nullptr);
            } else if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
                add(std::to_string(*number));
            } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
                check_text(*text, query, i + 1);
                add(std::string(*text));  // libpq wants a closing zero
            } else {
                const auto& data = std::get<Bytes>(values[i]).data;
                pointers_.push_back(data.data());
                lengths_.back() = static_cast<int>(data.size());
                formats_.back() = 1;
            }
        }
    }
    int count() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

  private:
    void add(std::string text) {
        texts_.push_back(std::move(text));
        pointers_.push_back(texts_.back().c_str());
    }
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
    std::vector<int> lengths_, formats_;
};

class PostgresConnection final : public Connection {
  public:
    enum class Kind { writer, reader };

    // Connects when it is first used: ready() stands before every job.
    PostgresConnection(std::string where, Kind kind) : where_(std::move(where)), kind_(kind) {}
    ~PostgresConnection() override { PQfinish(c_); }

    Engine engine() const override { return Engine::postgresql; }

    std::unique_ptr<Cursor> open(const Query& query, std::vector<Value> values) override {
        if (query.postgresql.empty()) throw Error(query.name + " has no text for PostgreSQL");
        alive();
        const Parameters p(values, query);
        if (query.number == -1) return open_stream(query, p);
        const auto name = "q" + std::to_string(query.number);
        if (!prepared_.contains(query.number)) {
            const Result made(PQprepare(c_, name.c_str(), query.postgresql.c_str(), 0, nullptr));
            if (PQresultStatus(made.r) != PGRES_COMMAND_OK) fail(c_, made.r, query.name);
            prepared_.insert(query.number);
        }
        auto* r = PQexecPrepared(c_, name.c_str(), p.count(), p.pointers(), p.lengths(), p.formats(), 0);
        auto cursor = std::make_unique<PostgresCursor>(c_, r, query);
        if (!r || is_error(PQresultStatus(r))) fail(c_, r, query.name);
        return cursor;
    }

    void exec(const std::string& sql) override {
        alive();
        const Result r(PQexec(c_, sql.c_str()));
        if (!r.r || is_error(PQresultStatus(r.r))) fail(c_, r.r, "PostgreSQL");
    }

    void ready() override {
        if (PQstatus(c_) == CONNECTION_OK) return;
        PQfinish(c_);
        c_ = nullptr;
        prepared_.clear();
        connect();
    }

    void begin_write() override {
        marked_ = false;
        exec(begin_writing);
    }
    void begin_read() override { exec("begin isolation level repeatable read read only"); }
    // The release of the job before rides along with the next savepoint: one round trip a job.
    void mark() override {
        exec(marked_ ? "release savepoint job; savepoint job" : "savepoint job");
        marked_ = true;
    }
    void keep() override {
        if (PQtransactionStatus(c_) == PQTRANS_INERROR)
            throw Error("a statement failed, and the job went on as if it had not");
    }
    void undo() override { exec("rollback to savepoint job"); }

    void commit() override {
        alive();
        const Result r(PQexec(c_, "commit"));
        if (PQstatus(c_) != CONNECTION_OK || sqlstate(r.r).starts_with("57P"))
            throw Error("the connection was lost while committing; whether this was saved is not known");
        if (!r.r || is_error(PQresultStatus(r.r))) fail(c_, r.r, "commit");
        if (std::string_view(PQcmdStatus(r.r)) != "COMMIT")
            throw Error("a statement failed, and the job went on as if it had not");
    }
    void rollback() noexcept override {
        if (PQstatus(c_) != CONNECTION_OK || PQtransactionStatus(c_) == PQTRANS_IDLE) return;
        PQclear(PQexec(c_, "rollback"));
    }
    bool in_transaction() override {
        const auto status = PQtransactionStatus(c_);
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }
    bool broken() override { return PQtransactionStatus(c_) != PQTRANS_INTRANS; }

  private:
    void alive() {
        if (PQstatus(c_) != CONNECTION_OK) throw Lost("the connection to the database server is lost");
    }

    std::unique_ptr<Cursor> open_stream(const Query& query, const Parameters& p) {
        if (!PQsendQueryParams(c_, query.postgresql.c_str(), p.count(), nullptr, p.pointers(), p.lengths(), p.formats(),
                               0))
            fail(c_, nullptr, query.name);
        PQsetSingleRowMode(c_);
        auto cursor = std::make_unique<PostgresCursor>(c_, nullptr, query);
        cursor->stream();
        return cursor;
    }

    void connect() {
        c_ = PQconnectdb(where_.c_str());
        if (PQstatus(c_) != CONNECTION_OK) throw_away("cannot reach the database server: ");
        PQsetNoticeProcessor(c_, [](void*, const char*) {}, nullptr);
        if (PQserverVersion(c_) < 150000)
            throw_away("PostgreSQL 15 or newer is needed, this server is " + std::to_string(PQserverVersion(c_) / 10000));
        // A reader that runs away is stopped; a writer that waits for another node's dead transaction gives up.
        const std::string limits = kind_ == Kind::reader ? "set statement_timeout = '30s'" : "set lock_timeout = '30s'";
        const Result r(PQexec(c_, ("set client_encoding = 'UTF8'; set application_name = 'huiyin'; set jit = off; "
                                   "set idle_in_transaction_session_timeout = '10min'; " + limits).c_str()));
        if (is_error(PQresultStatus(r.r))) throw_away("cannot set up the connection: ");
    }
    [[noreturn]] void throw_away(std::string what) {
        const auto why = one_line(PQerrorMessage(c_));
        PQfinish(c_);
        c_ = nullptr;
        throw Error(what + why);
    }

    std::string where_;
    Kind kind_;
    PGconn* c_ = nullptr;
    std::unordered_set<int> prepared_;
    bool marked_ = false;
};

struct Place {
    std::string name, encoding, collation, provider, version;
};
BOOST_DESCRIBE_STRUCT(Place, (), (name, encoding, collation, provider, version))

// Text must sort and compare as on SQLite: by its bytes.
void check_place(const Place& place) {
    if (place.encoding != "UTF8") throw Error("the database " + place.name + " is kept in " + place.encoding + ", not UTF8");
    constexpr std::array by_bytes = {"C", "POSIX", "C.UTF-8", "C.utf8"};
    for (const std::string_view known : by_bytes)
        if (place.provider == "c" && place.collation == known) return;
    throw Error("the database " + place.name + " sorts text by " + place.collation +
                "; create it with: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 " + place.name);
}

}  // namespace

Opened open_postgresql(const Options& options) {
    Opened opened;
    opened.engine = Engine::postgresql;
    if (!options.read_only)
        for (int i = 0; i < std::max(1, options.writers); ++i)
            opened.writers.push_back(
                std::make_unique<PostgresConnection>(options.where, PostgresConnection::Kind::writer));
    for (int i = 0; i < std::max(1, options.readers); ++i)
        opened.readers.push_back(std::make_unique<PostgresConnection>(options.where, PostgresConnection::Kind::reader));
    for (auto* connections : {&opened.writers, &opened.readers})  // a wrong address is found out at the start
        if (!connections->empty()) connections->front()->ready();
    const auto place = opened.readers.front()->one<Place>(
        made("select datname, pg_encoding_to_char(encoding), datcollate, datlocprovider, "
             "current_setting('server_version') from pg_database where datname = current_database()", false));
    check_place(place);
    opened.description = "PostgreSQL " + place.version + ", database " + place.name;  // never the password
    return opened;
}

}  // namespace huiyin::store
