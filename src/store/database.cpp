// The database in front of both engines: a bounded queue of writes that one thread per writer connection
// takes in groups, and a bounded queue of reads for the reader threads.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include "kernel/text.hpp"
#include "store/connection.hpp"

namespace huiyin::store {
namespace {

constexpr std::chrono::milliseconds a_moment{20};

struct Task {
    Database::Job job;
    Database::Done done;
    bool truncates_log = false;
};

class Queue {
  public:
    explicit Queue(std::size_t most) : most_(most) {}

    void push(Task task) {
        {
            const std::lock_guard lock(mutex_);
            if (closed_) throw Error("the database is being closed");
            if (waiting_.size() >= most_) throw Busy("the queue of the database is full");
            waiting_.push_back(std::move(task));
        }
        something_.notify_one();
    }

    // False: nothing has come for so long.
    bool wait(std::chrono::milliseconds most) {
        std::unique_lock lock(mutex_);
        return something_.wait_for(lock, most, [&] { return closed_ || !waiting_.empty(); });
    }

    // Waits for work and takes at most `most` of it; empty when the queue is closed and drained.
    std::vector<Task> take(std::size_t most) {
        std::unique_lock lock(mutex_);
        something_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
        std::vector<Task> taken;
        while (!waiting_.empty() && taken.size() < most) {
            if (waiting_.front().truncates_log && !taken.empty()) break;
            taken.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
            if (taken.back().truncates_log) break;
        }
        return taken;
    }

    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        something_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<Task> waiting_;
    std::size_t most_;
    bool closed_ = false;
};

// Set while a store thread runs a job or a Done: waiting there for the same kind of thread would never end.
thread_local bool on_writer = false;
thread_local bool on_reader = false;

void tell(const Database::Done& done, const std::exception_ptr& thrown) {
    if (!done) return;
    try {
        done(thrown);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "store: a completion handler threw: %s\n", e.what());
    }
}

class QueuedDatabase final : public Database {
  public:
    QueuedDatabase(Opened opened, const Options& options)
        : opened_(std::move(opened)), options_(options), writes_(options.queue), reads_(options.queue) {
        for (auto& c : opened_.writers) threads_.emplace_back([this, &c] { write_loop(*c); });
        for (auto& c : opened_.readers) threads_.emplace_back([this, &c] { read_loop(*c); });
    }

    ~QueuedDatabase() override {
        writes_.close();
        reads_.close();
        for (auto& t : threads_) t.join();
        opened_.readers.clear();  // the writer goes last: it alone checkpoints
        opened_.writers.clear();
    }

    Engine engine() const override { return opened_.engine; }
    std::string describe() const override { return opened_.description; }

    void write(Job job, Done done) override {
        if (opened_.writers.empty()) throw Error("this database was opened for reading only");
        writes_.push({std::move(job), std::move(done)});
    }
    void read(Job job, Done done) override { reads_.push({std::move(job), std::move(done)}); }

    void checkpoint() override {
        if (opened_.writers.empty()) return;
        ensure(!on_writer, "checkpoint called from a writer thread");
        const auto over = std::make_shared<std::promise<void>>();
        auto result = over->get_future();
        writes_.push({{}, [over](const std::exception_ptr&) { over->set_value(); }, true});
        result.get();
    }

  private:
    void write_loop(Connection& connection) {
        on_writer = true;
        for (;;) {
            std::vector<Task> tasks;
            std::vector<std::exception_ptr> thrown;
            {
                // One group at a time: several writer connections only stand in for each other.
                const std::lock_guard turn(turn_);
                if (!writes_.wait(a_moment)) connection.rest();
                tasks = writes_.take(options_.batch);
                if (tasks.empty()) return;
                if (tasks.front().truncates_log) {
                    connection.truncate_log();
                    thrown.resize(1);
                } else {
                    std::vector<const Job*> jobs;
                    jobs.reserve(tasks.size());
                    for (const auto& t : tasks) jobs.push_back(&t.job);
                    thrown = commit_group(connection, jobs);
                }
            }
            for (std::size_t i = 0; i < tasks.size(); ++i) tell(tasks[i].done, thrown[i]);
        }
    }

    void read_loop(Connection& connection) {
        on_reader = true;
        for (;;) {
            auto tasks = reads_.take(1);
            if (tasks.empty()) return;
            tell(tasks.front().done, run_read(connection, tasks.front().job));
        }
    }

    static std::exception_ptr run_read(Connection& connection, const Job& job) {
        for (int attempt = 0;; ++attempt) {
            try {
                connection.ready();
                connection.begin_read();
                job(connection);
                connection.commit();
                return {};
            } catch (const Lost&) {
                connection.rollback();
                if (attempt == 1) return std::current_exception();
            } catch (...) {
                connection.rollback();
                return std::current_exception();
            }
        }
    }

    Opened opened_;
    Options options_;
    Queue writes_;
    Queue reads_;
    std::mutex turn_;
    std::vector<std::thread> threads_;
};

void wait_for(const std::function<void(Database::Done)>& start) {
    // Shared, because the store thread is still inside set_value when the waiting thread goes on.
    const auto over = std::make_shared<std::promise<void>>();
    auto result = over->get_future();
    start([over](const std::exception_ptr& thrown) {
        if (thrown) over->set_exception(thrown); else over->set_value();
    });
    result.get();
}

}  // namespace

void Database::write_now(const Job& job) {
    ensure(!on_writer, "write_now called from a writer thread, where it would wait for itself");
    wait_for([&](Done done) { write(job, std::move(done)); });
}

void Database::read_now_void(const Job& job) {
    ensure(!on_reader, "read_now called from a reader thread, where it would wait for itself");
    wait_for([&](Done done) { read(job, std::move(done)); });
}

void check_text(std::string_view text, const Query& query, std::size_t parameter) {
    const auto where = [&] { return query.name + ", parameter $" + std::to_string(parameter); };
    if (text.find('\0') != std::string_view::npos) throw Error(where() + ": text with a NUL character cannot be stored");
    if (!text::valid_utf8(text)) throw Error(where() + ": text that is not UTF-8 cannot be stored");
}

std::unique_ptr<Database> open(const Options& options, const std::vector<embedded::File>& migrations) {
    const bool server = options.where.starts_with("postgresql://") || options.where.starts_with("postgres://");
    auto opened = server ? open_postgresql(options) : open_sqlite(options);
    if (!migrations.empty()) {
        if (options.read_only) check_schema(*opened.readers.front(), migrations);
        else migrate(*opened.writers.front(), migrations);
    }
    return std::make_unique<QueuedDatabase>(std::move(opened), options);
}

}  // namespace huiyin::store
