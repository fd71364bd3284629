// Group commit: many jobs, one durable commit. A job that throws rolls back alone; what the engine itself
// undoes (deadlock, lost connection, full disk) is run again, each job alone, as long as nothing was saved.
//
// A savepoint around every job costs a round trip on one engine, and on the other a copy of every page it touches and a
// flush of the search index. So a group is first tried without; only when a job in it throws is it run again with them.
#include <chrono>
#include <thread>

#include "store/connection.hpp"

namespace huiyin::store {
namespace {

constexpr int most_attempts = 5;

std::exception_ptr run_alone(Connection& connection, const Database::Job& job) {
    std::exception_ptr last;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        try {
            connection.ready();
            connection.begin_write();
            job(connection);
            connection.commit();
            return {};
        } catch (const Retry&) {
            last = std::current_exception();
            connection.rollback();
            std::this_thread::sleep_for(std::chrono::milliseconds(1 << attempt));
        } catch (const Lost&) {
            last = std::current_exception();
            connection.rollback();
            if (attempt > 0) return last;  // once may be a restart; twice is an outage, and callers wait
        } catch (...) {
            last = std::current_exception();
            connection.rollback();
            return last;
        }
    }
    return last;
}

// After a group in which a job threw, so many take savepoints at once: who throws seldom comes alone.
constexpr int careful_groups = 8;

// False: a job threw, and nothing of the group was saved.
bool try_plain(Connection& connection, const std::vector<const Database::Job*>& jobs) {
    connection.ready();
    connection.begin_write();
    try {
        for (const auto* job : jobs) {
            (*job)(connection);
            if (connection.broken()) throw Error("a statement failed, and the job went on as if it had not");
        }
    } catch (...) {
        connection.rollback();
        return false;
    }
    connection.commit();
    return true;
}

// False: the engine gave up the transaction and nothing of it was saved.
bool try_marked(Connection& connection, const std::vector<const Database::Job*>& jobs,
                std::vector<std::exception_ptr>& thrown) {
    connection.ready();
    connection.begin_write();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        connection.mark();
        try {
            (*jobs[i])(connection);
            connection.keep();
        } catch (const Retry&) {
            return false;
        } catch (const Lost&) {
            return false;
        } catch (...) {
            if (!connection.in_transaction()) return false;
            thrown[i] = std::current_exception();
            connection.undo();
        }
    }
    connection.commit();
    return true;
}

bool try_group(Connection& connection, const std::vector<const Database::Job*>& jobs,
               std::vector<std::exception_ptr>& thrown) {
    if (connection.careful == 0) {
        if (try_plain(connection, jobs)) return true;
        connection.careful = careful_groups;
    } else {
        --connection.careful;
    }
    return try_marked(connection, jobs, thrown);
}

}  // namespace

std::vector<std::exception_ptr> commit_group(Connection& connection,
                                             const std::vector<const Database::Job*>& jobs) {
    std::vector<std::exception_ptr> thrown(jobs.size());
    if (jobs.size() > 1) {
        try {
            if (try_group(connection, jobs, thrown)) return thrown;
            connection.rollback();
        } catch (const Retry&) {
            connection.rollback();
        } catch (const Lost&) {
            connection.rollback();
        } catch (...) {  // the commit itself: nobody may believe to be saved
            connection.rollback();
            for (auto& t : thrown)
                if (!t) t = std::current_exception();
            return thrown;
        }
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) thrown[i] = run_alone(connection, *jobs[i]);
    return thrown;
}

}  // namespace huiyin::store
