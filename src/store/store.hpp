// The storage seam: Database, Tx, Query. Two engines behind it, SQLite and PostgreSQL, with one SQL text.
//
//   db.write_now([&](Tx& tx) { tx.run(sql::save_complaint, c.id, c.state, c.version); });
//   auto rows = db.read_now([&](Tx& tx) { return tx.all<Row>(sql::open_complaints, site, 50); });
//
// Writes are queued; one writer takes what waits, runs each under its own savepoint and commits them
// together (durable before anybody is answered). A job that throws rolls back alone.
// Values: Id, Instant (ms), Day (days), Money (fen), Points and bool (0/1) are integers; enums are their described names;
// std::optional is NULL when empty; RawJson and boost::json::object are text; std::string holds text, Bytes blobs.
#pragma once
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "kernel/json.hpp"
#include "kernel/embedded.hpp"
#include "store/query.hpp"

namespace huiyin::store {

struct Bytes { std::string data; };
struct Null {};
using Value = std::variant<Null, std::int64_t, std::string_view, Bytes>;  // a bound parameter

struct Error : std::runtime_error { using std::runtime_error::runtime_error; };  // broken machinery
struct Unique : Error { using Error::Error; };      // a unique or primary key stands already
struct StaleRow : Error { using Error::Error; };    // saved by somebody else since it was read
struct Busy : Error { using Error::Error; };        // the write queue is full: 503 with Retry-After
struct Retry : Error { using Error::Error; };       // serialization failure or deadlock: the engine replays the job itself

// One statement being run on one connection; engines implement it. Column access is by position from 0.
class Cursor {
  public:
    virtual ~Cursor() = default;
    virtual bool step() = 0;  // true: a row is here
    virtual bool is_null(int column) = 0;
    virtual std::int64_t integer(int column) = 0;
    virtual std::string_view text(int column) = 0;  // valid until the next step; blobs too
    virtual int columns() = 0;
    virtual std::int64_t affected() = 0;  // after step() returned false
};

class Tx {
  public:
    virtual ~Tx() = default;
    virtual Engine engine() const = 0;
    virtual std::unique_ptr<Cursor> open(const Query& query, std::vector<Value> parameters) = 0;

    // Runs to the end; answers how many rows were changed (or returned).
    template <class... A>
    std::int64_t run(const Query& query, const A&... args);
    // All rows as T: a described struct (columns in the order of its members), or a single plain value.
    template <class T, class... A>
    std::vector<T> all(const Query& query, const A&... args);
    template <class T, class... A>
    std::optional<T> first(const Query& query, const A&... args);
    // Exactly one value (counts, sums); throws Error if there is no row.
    template <class T, class... A>
    T one(const Query& query, const A&... args);
};

class Database {
  public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;

    using Job = std::function<void(Tx&)>;
    using Done = std::function<void(std::exception_ptr)>;  // null: committed and durable. Called on a store thread.
    // The job may run again from the start if the engine has to replay it, so it must not keep effects outside tx
    // except by assigning whole results.
    virtual void write(Job job, Done done) = 0;  // throws Busy at once when the queue is full
    virtual void read(Job job, Done done) = 0;   // a snapshot, read-only, on a reader thread

    // Blocking forms for tests, tools and the simulator.
    void write_now(const Job& job);
    template <class F>
    auto read_now(F f) -> std::invoke_result_t<F, Tx&>;
    void read_now_void(const Job& job);

    // SQLite: truncates the log so that a copy of the file is small. PostgreSQL: nothing.
    virtual void checkpoint() {}
    virtual std::string describe() const = 0;  // for logs: engine, place, version
};

struct Options {
    std::string where;        // "huiyin.sqlite" path, ":memory:" (shared by all connections) or "postgresql://…"
    int readers = 2;
    int writers = 2;          // PostgreSQL only; SQLite has one writer by nature
    std::size_t queue = 4096;
    std::size_t batch = 256;  // write jobs per commit at most
    bool read_only = false;   // verify, backup: opens nothing for writing
};
// Opens and, unless read_only, migrates to the newest schema; refuses a database from a newer program.
std::unique_ptr<Database> open(const Options& options, const std::vector<embedded::File>& migrations);

// ---- templates ----

namespace detail {
struct Holder {  // keeps converted text alive while bound
    std::vector<std::unique_ptr<std::string>> texts;
};
template <class T>
Value bind(const T& v, Holder& hold) {
    if constexpr (json::is_id<T>::value) { return std::int64_t{v.value}; }
    else if constexpr (std::is_same_v<T, Instant>) return std::int64_t{v.ms};
    else if constexpr (std::is_same_v<T, Day>) return std::int64_t{v.number};
    else if constexpr (std::is_same_v<T, Money>) return std::int64_t{v.fen};
    else if constexpr (std::is_same_v<T, Points>) return std::int64_t{v.hundredths};
    else if constexpr (std::is_same_v<T, bool>) return std::int64_t{v ? 1 : 0};
    else if constexpr (json::DescribedEnum<T>) return json::enum_name(v);
    else if constexpr (std::is_integral_v<T>) return static_cast<std::int64_t>(v);
    else if constexpr (std::is_same_v<T, RawJson>) return std::string_view(v.text);
    else if constexpr (std::is_same_v<T, Bytes>) return v;
    else if constexpr (std::is_same_v<T, Null>) return Null{};
    else if constexpr (std::is_same_v<T, boost::json::object>) {
        hold.texts.push_back(std::make_unique<std::string>(boost::json::serialize(v)));
        return std::string_view(*hold.texts.back());
    } else if constexpr (json::is_optional<T>::value) {
        if (!v) return Null{};
        return bind(*v, hold);
    } else {
        static_assert(std::is_convertible_v<T, std::string_view>, "this type has no place in a column");
        return std::string_view(v);
    }
}
template <class T>
void read_column(Cursor& c, int i, T& out) {
    if constexpr (json::is_optional<T>::value) {
        if (c.is_null(i)) { out.reset(); return; }
        typename T::value_type inner{};
        read_column(c, i, inner);
        out = std::move(inner);
    } else if constexpr (json::is_id<T>::value) out.value = c.integer(i);
    else if constexpr (std::is_same_v<T, Instant>) out.ms = c.integer(i);
    else if constexpr (std::is_same_v<T, Day>) out.number = static_cast<std::int32_t>(c.integer(i));
    else if constexpr (std::is_same_v<T, Money>) out.fen = c.integer(i);
    else if constexpr (std::is_same_v<T, Points>) out.hundredths = c.integer(i);
    else if constexpr (std::is_same_v<T, bool>) out = c.integer(i) != 0;
    else if constexpr (json::DescribedEnum<T>) {
        const auto v = json::enum_value<T>(c.text(i));
        if (!v) throw Error("unknown value in an enum column: " + std::string(c.text(i)));
        out = *v;
    } else if constexpr (std::is_integral_v<T>) out = static_cast<T>(c.integer(i));
    else if constexpr (std::is_same_v<T, RawJson>) out.text = c.text(i);
    else if constexpr (std::is_same_v<T, Bytes>) out.data = c.text(i);
    else { static_assert(std::is_same_v<T, std::string>); out = c.is_null(i) ? std::string{} : std::string(c.text(i)); }
}
template <class T>
T read_row(Cursor& c) {
    T out{};
    if constexpr (json::Described<T>) {
        int i = 0;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
            [&](auto d) { read_column(c, i++, out.*d.pointer); });
        if (i != c.columns()) throw Error("the query's columns do not match the struct's members");
    } else {
        read_column(c, 0, out);
    }
    return out;
}
}  // namespace detail

template <class... A>
std::int64_t Tx::run(const Query& query, const A&... args) {
    detail::Holder hold;
    auto c = open(query, {detail::bind(args, hold)...});
    std::int64_t rows = 0;
    while (c->step()) ++rows;
    return rows ? rows : c->affected();
}
template <class T, class... A>
std::vector<T> Tx::all(const Query& query, const A&... args) {
    detail::Holder hold;
    auto c = open(query, {detail::bind(args, hold)...});
    std::vector<T> rows;
    while (c->step()) rows.push_back(detail::read_row<T>(*c));
    return rows;
}
template <class T, class... A>
std::optional<T> Tx::first(const Query& query, const A&... args) {
    detail::Holder hold;
    auto c = open(query, {detail::bind(args, hold)...});
    std::optional<T> row;
    if (c->step()) row = detail::read_row<T>(*c);
    while (c->step()) {}
    return row;
}
template <class T, class... A>
T Tx::one(const Query& query, const A&... args) {
    auto row = first<T>(query, args...);
    if (!row) throw Error(query.name + " gave no row");
    return *std::move(row);
}
template <class F>
auto Database::read_now(F f) -> std::invoke_result_t<F, Tx&> {
    std::optional<std::invoke_result_t<F, Tx&>> result;
    read_now_void([&](Tx& tx) { result.emplace(f(tx)); });
    return *std::move(result);
}

}  // namespace huiyin::store
