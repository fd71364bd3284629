// Where a SQLite database lives: its file, the lock that keeps a second server out, and temporary places.
#pragma once
#include <string>

namespace huiyin::store {

class SqlitePlace {
  public:
    // ":memory:" becomes a temporary file, because readers have connections of their own.
    SqlitePlace(const std::string& where, bool serving);
    ~SqlitePlace();
    SqlitePlace(const SqlitePlace&) = delete;
    SqlitePlace& operator=(const SqlitePlace&) = delete;

    const std::string& file() const { return file_; }
    bool temporary() const { return temporary_; }

  private:
    void take_lock();
    std::string file_;
    bool temporary_ = false;
    int lock_ = -1;
};

}  // namespace huiyin::store
