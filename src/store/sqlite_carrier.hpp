// Carries SQLite's log into the database file on a thread and a connection of its own, while the writer goes on. What
// is written meanwhile stays in the log, so the last short stretch is the writer's: only then can the log begin anew.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

struct sqlite3;

namespace huiyin::store {

class Carrier {
  public:
    explicit Carrier(const std::string& file);  // throws Error when the file cannot be opened
    ~Carrier();
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;

    void begin();        // any thread; does nothing while it carries already
    bool take_turn();    // true once after each carrying that has ended: the rest is the caller's

  private:
    enum class State { idle, wanted, carrying, carried };
    void work();
    void carry();

    sqlite3* db_ = nullptr;
    std::atomic<State> state_ = State::idle;
    bool closing_ = false;
    std::mutex mutex_;
    std::condition_variable wanted_;
    std::thread thread_;
};

}  // namespace huiyin::store
