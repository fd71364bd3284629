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

// The databases of one set of migrations: a migrated one that others are copied from, and used ones that were
// emptied again, which is quicker than to drop and to copy.
struct Shelf {
    std::string original;
    bool reusable = false;  // the migrations themselves put no rows in
    std::vector<std::string> free;
};

constexpr const char* each_table =
    "do $$ declare t text; n bigint; begin set local session_replication_role = replica; "
    "for t in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> "
    "'schema_migrations' loop ";
const std::string empty_all = std::string(each_table) + "execute 'delete from ' || t; end loop; end $$";
const std::string refuse_rows = std::string(each_table) +
                                "execute 'select count(*) from ' || t into n; "
                                "if n > 0 then raise exception 'rows'; end if; end loop; end $$";

std::mutex shelves_mutex;

Shelf& shelf_for(const std::vector<embedded::File>& migrations) {
    static std::map<std::string, Shelf> known;
    std::string key;
    for (const auto& m : migrations) key += std::string(m.path) + "\n" + std::string(m.text());
    auto& shelf = known[key];
    if (!shelf.original.empty()) return shelf;
    const auto name = fresh_name();
    Cluster::one().run("create database " + name);
    store::Options options;
    options.where = Cluster::one().url(name);
    store::open(options, migrations);
    try {
        Cluster::one().run(refuse_rows, name);
        shelf.reusable = true;
    } catch (const std::exception&) {
        shelf.reusable = false;
    }
    shelf.original = name;
    return shelf;
}

std::string take(Shelf& shelf) {
    if (!shelf.free.empty()) {
        auto name = shelf.free.back();
        shelf.free.pop_back();
        return name;
    }
    auto name = fresh_name();
    Cluster::one().run("create database " + name + " template " + shelf.original);
    return name;
}

// A database that goes back to its shelf when it is closed.
class Temporary final : public store::Database {
  public:
    explicit Temporary(const std::vector<embedded::File>& migrations) {
        const std::lock_guard lock(shelves_mutex);
        shelf_ = &shelf_for(migrations);
        name_ = take(*shelf_);
        store::Options options;
        options.where = Cluster::one().url(name_);
        options.writers = 1;  // connecting is what takes the time
        db_ = store::open(options, migrations);
    }
    ~Temporary() override {
        try {
            if (shelf_->reusable) db_->write_now([](store::Tx& tx) { tx.run({"empty", "", empty_all, -1}); });
            db_.reset();
            const std::lock_guard lock(shelves_mutex);
            if (shelf_->reusable) shelf_->free.push_back(name_);
            else Cluster::one().run("drop database " + name_ + " with (force)");
        } catch (const std::exception& e) {
            ADD_FAILURE() << e.what();
        }
    }
    Engine engine() const override { return db_->engine(); }
    void write(Job job, Done done) override { db_->write(std::move(job), std::move(done)); }
    void read(Job job, Done done) override { db_->read(std::move(job), std::move(done)); }
    void checkpoint() override { db_->checkpoint(); }
    std::string describe() const override { return db_->describe(); }

  private:
    Shelf* shelf_ = nullptr;
    std::string name_;
    std::unique_ptr<store::Database> db_;
};

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

Place::Place(Engine engine) : engine_(engine) {
    const auto name = fresh_name();
    if (engine == Engine::sqlite) {
        folder_ = (fs::temp_directory_path() / ("huiyin-" + name)).string();
        fs::remove_all(folder_);
        fs::create_directory(folder_);
        where_ = folder_ + "/huiyin.sqlite";
    } else {
        name_ = name;
        Cluster::one().run("create database " + name_);
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
    return std::make_unique<Temporary>(migrations);
}

void Place::cut_connections() const {
    Cluster::one().run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name_ +
                       "' and pid <> pg_backend_pid()");
}

}  // namespace huiyin::support
