// Starts and ends the private PostgreSQL cluster of a test program.
#include "cluster.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace huiyin::support {
namespace fs = std::filesystem;
namespace {

const std::string prefix = "huiyin-pg-";

std::string binaries() {
    std::string newest;
    std::error_code none;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none))
        if (fs::exists(version.path() / "bin/initdb")) newest = std::max(newest, (version.path() / "bin").string());
    if (newest.empty()) throw std::runtime_error("PostgreSQL is not installed: apt-get install postgresql");
    return newest;
}

// PostgreSQL refuses to run as root, so root hands over to an ordinary user.
struct User {
    uid_t uid = getuid();
    gid_t gid = getgid();
};
User server_user() {
    if (getuid() != 0) return {};
    for (const auto* name : {"postgres", "nobody"})
        if (const auto* found = getpwnam(name)) return {found->pw_uid, found->pw_gid};
    throw std::runtime_error("there is no user postgres or nobody to run PostgreSQL as");
}

int spawn(const std::vector<std::string>& command, const User& user, const std::string& log) {
    std::vector<char*> argv;
    for (const auto& part : command) argv.push_back(const_cast<char*>(part.c_str()));
    argv.push_back(nullptr);
    const auto parent = getpid();
    const int pid = fork();
    if (pid < 0) throw std::runtime_error("cannot start a process");
    if (pid > 0) return pid;
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    const int in = ::open("/dev/null", O_RDONLY);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    if (getuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0)) _exit(126);
    // Should this program be killed, the server goes with it.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (getppid() != parent) _exit(125);
    if (chdir("/") != 0) _exit(124);
    execv(argv[0], argv.data());
    _exit(127);
}

void run_to_end(const std::vector<std::string>& command, const User& user, const std::string& log) {
    const int pid = spawn(command, user, log);
    int status = 0;
    waitpid(pid, &status, 0);
    if (status != 0) throw std::runtime_error(command[0] + " failed; see " + log);
}

// Folders of test programs that were killed before they could tidy up.
void remove_old_folders() {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path(), none)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with(prefix)) continue;
        const int pid = std::atoi(name.c_str() + prefix.size());
        if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), none);
    }
}

}  // namespace

Cluster& Cluster::one() {
    static Cluster cluster;
    return cluster;
}

Cluster::Cluster() {
    if (const char* named = std::getenv("HUIYIN_TEST_POSTGRESQL")) {
        base_ = named;
        return;
    }
    remove_old_folders();
    folder_ = (fs::temp_directory_path() / (prefix + std::to_string(getpid()))).string();
    fs::remove_all(folder_);
    fs::create_directory(folder_);
    try {
        start();
    } catch (...) {
        if (pid_ > 0) kill(pid_, SIGQUIT);
        throw;
    }
}

void Cluster::start() {
    const auto user = server_user();
    if (chown(folder_.c_str(), user.uid, user.gid) != 0) throw std::runtime_error("cannot hand over " + folder_);
    const auto data = folder_ + "/data";
    const auto bin = binaries();
    run_to_end({bin + "/initdb", "-D", data, "-U", "huiyin", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync",
                "--no-instructions"},
               user, folder_ + "/initdb.log");
    std::vector<std::string> command{bin + "/postgres", "-D", data};
    for (const auto& setting : std::vector<std::string>{
             "listen_addresses=", "unix_socket_directories=" + folder_, "fsync=off", "full_page_writes=off",
             "max_connections=100", "shared_buffers=64MB", "autovacuum=off", "max_wal_size=512MB"}) {
        command.emplace_back("-c");
        command.push_back(setting);
    }
    pid_ = spawn(command, user, folder_ + "/server.log");
    base_ = "postgresql://huiyin@/{}?host=" + folder_;
    for (int i = 0; PQping(url("postgres").c_str()) != PQPING_OK; ++i) {
        if (i == 600 || waitpid(pid_, nullptr, WNOHANG) == pid_)
            throw std::runtime_error("the private PostgreSQL did not start; see " + folder_ + "/server.log");
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

Cluster::~Cluster() {
    if (pid_ <= 0) return;
    kill(pid_, SIGQUIT);  // at once: the folder is thrown away
    waitpid(pid_, nullptr, 0);
    std::error_code none;
    fs::remove_all(folder_, none);
}

std::string Cluster::url(const std::string& database) const {
    auto url = base_;
    const auto at = url.find("{}");
    if (at == std::string::npos) throw std::runtime_error("HUIYIN_TEST_POSTGRESQL has no {} for the database's name");
    return url.replace(at, 2, database);
}

void Cluster::run(const std::string& sql, const std::string& database) {
    auto* connection = PQconnectdb(url(database).c_str());
    auto* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string message = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(sql + ": " + message);
}

}  // namespace huiyin::support
