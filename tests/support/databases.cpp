// Makes fresh databases for tests and throws them away.
#include "support/databases.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "cluster.hpp"

namespace huiyin::support {
namespace fs = std::filesystem;
using store::Engine;
namespace {

std::string fresh_name() {
    static std::atomic<int> count{0};
    return "t" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

// A database that goes away when it is closed.
class Temporary final : public store::Database {
  public:
    Temporary(std::unique_ptr<Place> place, const std::vector<embedded::File>& migrations)
        : place_(std::move(place)), db_(store::open(place_->options(), migrations)) {}
    Engine engine() const override { return db_->engine(); }
    void write(Job job, Done done) override { db_->write(std::move(job), std::move(done)); }
    void read(Job job, Done done) override { db_->read(std::move(job), std::move(done)); }
    void checkpoint() override { db_->checkpoint(); }
    std::string describe() const override { return db_->describe(); }

  private:
    std::unique_ptr<Place> place_;
    std::unique_ptr<store::Database> db_;
};

// A migrated database that the others are copied from: copying is much quicker than migrating.
const std::string& template_for(const std::vector<embedded::File>& migrations) {
    static std::mutex mutex;
    static std::map<std::string, std::string> known;
    const std::lock_guard lock(mutex);
    std::string key;
    for (const auto& m : migrations) key += std::string(m.path) + "\n" + std::string(m.text());
    auto& name = known[key];
    if (name.empty()) {
        const auto made = fresh_name();
        Cluster::one().run("create database " + made);
        store::Options options;
        options.where = Cluster::one().url(made);
        store::open(options, migrations);
        name = made;
    }
    return name;
}

}  // namespace

const std::vector<embedded::File>& product_migrations() {
    static const auto files = [] {
        static std::deque<std::string> kept;
        std::vector<embedded::File> found;
        std::vector<fs::path> paths;
        for (const auto& entry : fs::directory_iterator(HUIYIN_SOURCE_DIR "/migrations"))
            if (entry.path().extension() == ".sql") paths.push_back(entry.path());
        std::ranges::sort(paths);
        for (const auto& path : paths) {
            std::ostringstream text;
            text << std::ifstream(path).rdbuf();
            const std::string& name = kept.emplace_back(path.filename().string());
            found.push_back(migration(name, kept.emplace_back(text.str())));
        }
        return found;
    }();
    return files;
}

embedded::File migration(std::string_view path, std::string_view text) {
    return {path, {text.data(), text.data() + text.size()}};
}

Place::Place(Engine engine, const std::string& copy_of) : engine_(engine) {
    const auto name = fresh_name();
    if (engine == Engine::sqlite) {
        folder_ = (fs::temp_directory_path() / ("huiyin-" + name)).string();
        fs::remove_all(folder_);
        fs::create_directory(folder_);
        where_ = folder_ + "/huiyin.sqlite";
    } else {
        name_ = name;
        Cluster::one().run("create database " + name_ + (copy_of.empty() ? "" : " template " + copy_of));
        where_ = Cluster::one().url(name_);
    }
}

Place::~Place() {
    std::error_code none;
    if (engine_ == Engine::sqlite) {
        fs::remove_all(folder_, none);
        return;
    }
    try {
        Cluster::one().run("drop database if exists " + name_ + " with (force)");
    } catch (const std::exception& e) {
        ADD_FAILURE() << e.what();
    }
}

store::Options Place::options() const {
    store::Options options;
    options.where = where_;
    return options;
}

std::unique_ptr<store::Database> fresh_database(Engine engine, const std::vector<embedded::File>& migrations) {
    if (engine == Engine::sqlite) {
        store::Options options;
        options.where = ":memory:";
        return store::open(options, migrations);
    }
    const auto& from = template_for(migrations);
    auto place = std::make_unique<Place>(engine, from);
    return std::make_unique<Temporary>(std::move(place), migrations);
}

void Place::cut_connections() const {
    Cluster::one().run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name_ +
                       "' and pid <> pg_backend_pid()");
}

}  // namespace huiyin::support
