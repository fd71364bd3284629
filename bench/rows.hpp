// Rows copied from one SQLite table to the same table under new keys: what both bench programs do.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace huiyin::bench {

using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Cell>;

inline void check(sqlite3* db, int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(db));
}
inline void exec(sqlite3* db, const std::string& text) { check(db, sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr)); }

inline std::vector<Row> rows(sqlite3* db, const std::string& text) {
    sqlite3_stmt* s = nullptr;
    check(db, sqlite3_prepare_v2(db, text.c_str(), -1, &s, nullptr));
    std::vector<Row> all;
    while (sqlite3_step(s) == SQLITE_ROW) {
        Row row;
        for (int i = 0; i < sqlite3_column_count(s); ++i) {
            switch (sqlite3_column_type(s, i)) {
                case SQLITE_NULL: row.emplace_back(); break;
                case SQLITE_INTEGER: row.emplace_back(std::int64_t{sqlite3_column_int64(s, i)}); break;
                default: row.emplace_back(std::string(reinterpret_cast<const char*>(sqlite3_column_text(s, i)), sqlite3_column_bytes(s, i)));
            }
        }
        all.push_back(std::move(row));
    }
    sqlite3_finalize(s);
    return all;
}

// One table, its written columns by name, and a prepared insert.
class Table {
  public:
    Table(sqlite3* db, std::string name) : db_(db), name_(std::move(name)) {
        std::string marks;
        for (const auto& column : rows(db, "pragma table_info(" + name_ + ")")) {
            const auto& label = std::get<std::string>(column[1]);
            at_[label] = static_cast<int>(at_.size());
            columns_ += (columns_.empty() ? "" : ", ") + label;
            marks += marks.empty() ? "?" : ", ?";
        }
        const auto text = "insert into " + name_ + " (" + columns_ + ") values (" + marks + ")";
        check(db, sqlite3_prepare_v3(db, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &insert_, nullptr));
    }
    ~Table() { sqlite3_finalize(insert_); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    int at(const std::string& column) const { return at_.at(column); }
    std::vector<Row> where(const std::string& condition) const { return rows(db_, "select " + columns_ + " from " + name_ + " where " + condition); }
    void insert(const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int n = static_cast<int>(i) + 1;
            if (const auto* number = std::get_if<std::int64_t>(&row[i])) sqlite3_bind_int64(insert_, n, *number);
            else if (const auto* text = std::get_if<std::string>(&row[i])) sqlite3_bind_text(insert_, n, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
            else sqlite3_bind_null(insert_, n);
        }
        check(db_, sqlite3_step(insert_));
        sqlite3_reset(insert_);
    }

  private:
    sqlite3* db_;
    std::string name_, columns_;
    std::unordered_map<std::string, int> at_;
    sqlite3_stmt* insert_ = nullptr;
};

inline std::int64_t& number(Row& row, int column) { return std::get<std::int64_t>(row[static_cast<std::size_t>(column)]); }
inline std::string& written(Row& row, int column) { return std::get<std::string>(row[static_cast<std::size_t>(column)]); }

}  // namespace huiyin::bench
