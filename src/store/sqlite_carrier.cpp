#include "sqlite_carrier.hpp"

#include <sqlite3.h>

#include "store/store.hpp"

namespace huiyin::store {
namespace {

// A writer that never pauses fills the log again while it is carried; each round has less to carry than the one before.
constexpr int most_rounds = 4;
constexpr int short_stretch = 1500;  // pages; the writer carries them in a few milliseconds

}  // namespace

Carrier::Carrier(const std::string& file) {
    const int code = sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const std::string why = db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code);
        sqlite3_close_v2(db_);
        throw Error("cannot open " + file + ": " + why);
    }
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_exec(db_, "pragma wal_autocheckpoint = 0; pragma synchronous = full; pragma cache_size = 16", nullptr, nullptr, nullptr);
    thread_ = std::thread([this] { work(); });
}

Carrier::~Carrier() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wanted_.notify_all();
    thread_.join();
    sqlite3_close_v2(db_);
}

void Carrier::begin() {
    {
        const std::lock_guard lock(mutex_);
        if (state_ != State::idle) return;
        state_ = State::wanted;
    }
    wanted_.notify_all();
}

bool Carrier::take_turn() {
    auto carried = State::carried;
    return state_.compare_exchange_strong(carried, State::idle);
}

void Carrier::work() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wanted_.wait(lock, [this] { return closing_ || state_ == State::wanted; });
            if (closing_) return;
            state_ = State::carrying;
        }
        carry();
        state_ = State::carried;
    }
}

void Carrier::carry() {
    int before = 0;
    for (int round = 0; round < most_rounds; ++round) {
        int in_log = 0, done = 0;
        // Passive: waits for nobody. What a reader still needs, or what went wrong, stays in the log for the next time.
        if (sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &done) != SQLITE_OK) return;
        if (round > 0 && in_log - before < short_stretch) return;
        before = in_log;
    }
}

}  // namespace huiyin::store
