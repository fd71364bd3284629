// Keeps a SQLite file for one serving process. SQLite's log must have one writer and one checkpointer only,
// so a second server is refused at its start instead of sharing the file.
#include "sqlite_place.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "store/store.hpp"

namespace huiyin::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view temporary_prefix = "huiyin-";

// Temporary databases of processes that were killed before they could remove them.
void remove_old_temporaries() {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path(), ignored)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with(temporary_prefix) || name.find(".sqlite") == std::string::npos) continue;
        const int pid = std::atoi(name.c_str() + temporary_prefix.size());
        if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) fs::remove(entry.path(), ignored);
    }
}

}  // namespace

SqlitePlace::SqlitePlace(const std::string& where, bool serving) : file_(where) {
    if (where == ":memory:") {
        static std::atomic<int> count{0};
        temporary_ = true;
        if (count == 0) remove_old_temporaries();
        const auto name = std::string(temporary_prefix) + std::to_string(getpid()) + "-" + std::to_string(++count) + ".sqlite";
        file_ = (fs::temp_directory_path() / name).string();
        return;
    }
    const auto folder = fs::path(where).parent_path();
    if (!folder.empty() && !fs::is_directory(folder))
        throw Error("there is no folder " + folder.string() + " to keep the database in");
    if (fs::is_directory(where)) throw Error(where + " is a folder, not a database file");
    if (!serving && !fs::exists(where)) throw Error("there is no database " + where);
    if (serving) take_lock();
}

void SqlitePlace::take_lock() {
    const auto path = file_ + ".lock";
    lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) throw Error("cannot open " + path + ": " + std::strerror(errno));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        const auto length = ::pread(lock_, holder, sizeof holder - 1, 0);
        ::close(lock_);
        lock_ = -1;
        throw Error(file_ + " is served by another process" +
                    (length > 0 ? " (" + std::string(holder, static_cast<std::size_t>(length)) + ")" : "") +
                    "; stop it first, or ask it for what you need");
    }
    const auto me = "process " + std::to_string(getpid());
    if (::ftruncate(lock_, 0) != 0 || ::pwrite(lock_, me.data(), me.size(), 0) < 0) return;  // only a courtesy
}

SqlitePlace::~SqlitePlace() {
    std::error_code ignored;
    if (temporary_)
        for (const auto* end : {"", "-wal", "-shm"}) fs::remove(file_ + end, ignored);
    if (lock_ >= 0) ::close(lock_);  // the file stays: removing it would race with the next server
}

}  // namespace huiyin::store
