// The file of a backup: a readable heading, a compressed stream of typed rows, a SHA-256 over all of it.
//
//   "HUIYIN-BACKUP 1\n" · one line of JSON (program, at, engine, schema) · deflate stream · 32 bytes SHA-256
//   stream: 'T' name, columns (kind, name) · 'R' a value per column · 'E' count of rows … 'Z'
//   numbers: zigzag varints; texts: length and bytes; a value begins with 0 (null) or 1
#pragma once
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/backup.hpp"

namespace huiyin::store {

enum class ColumnKind : char { integer = 'i', text = 't', blob = 'b' };
struct BackupColumn {
    std::string name;
    ColumnKind kind = ColumnKind::text;
    bool operator==(const BackupColumn&) const = default;
};

class BackupWriter {
  public:
    BackupWriter(std::string path, const BackupSummary& heading);
    ~BackupWriter();  // removes what was not finished
    BackupWriter(const BackupWriter&) = delete;
    BackupWriter& operator=(const BackupWriter&) = delete;

    void begin_table(const std::string& name, const std::vector<BackupColumn>& columns);
    void begin_row();
    void null();
    void integer(std::int64_t value);
    void bytes(std::string_view value);
    void end_table(std::int64_t rows);
    void finish();  // durable and in its place

  private:
    void number(std::int64_t value);
    void text(std::string_view value);
    void put(std::string_view raw);
    void compress(int flush);
    void write(const char* data, std::size_t size);
    struct Machine;
    std::unique_ptr<Machine> machine_;
    std::string path_, part_;
    std::string pending_;
};

class BackupReader {
  public:
    explicit BackupReader(const std::string& path);  // reads the heading
    ~BackupReader();
    BackupReader(const BackupReader&) = delete;
    BackupReader& operator=(const BackupReader&) = delete;

    const BackupSummary& heading() const { return heading_; }
    // The whole file against its digest.
    static void check_digest(const std::string& path);

    struct Table {
        std::string name;
        std::vector<BackupColumn> columns;
    };
    bool next_table(Table& table);
    // The row's values; texts hold the bytes of texts and blobs.
    struct Field {
        bool null = true;
        std::int64_t integer = 0;
        std::string text;
    };
    bool next_row(const Table& table, std::vector<Field>& fields);
    std::int64_t rows() const { return rows_; }  // of the table that has ended

  private:
    char byte();
    std::int64_t number();
    std::string text();
    struct Machine;
    std::unique_ptr<Machine> machine_;
    BackupSummary heading_;
    std::int64_t rows_ = 0;
};

}  // namespace huiyin::store
