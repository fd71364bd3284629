// What an engine gives: connections that can run queries and group commits. Private to the store.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace huiyin::store {

// The connection broke before COMMIT was sent: nothing was saved, the job may run again.
struct Lost : Error {
    using Error::Error;
};

class Connection : public Tx {
  public:
    virtual void ready() {}  // connects again if the connection was lost
    virtual void begin_write() = 0;
    virtual void begin_read() = 0;
    virtual void mark() = 0;  // a savepoint around one job of a group, when one of them threw
    virtual void keep() = 0;
    virtual void undo() = 0;
    virtual void commit() = 0;  // durable when it returns; throws Retry or Error
    virtual void rollback() noexcept = 0;
    virtual bool in_transaction() = 0;               // false: the engine threw the whole group away
    virtual bool broken() { return !in_transaction(); }  // nothing of this transaction can be saved any more
    virtual void exec(const std::string& sql) = 0;   // several statements without parameters
    virtual void truncate_log() {}
    virtual void rest() {}  // nobody has wanted to write for a moment
    int careful = 0;  // groups that still mark every job, because one threw lately
};

// A query made by the program itself (backup, migrations). `kept`: prepared once per connection;
// otherwise its rows are streamed, and nothing else may run on the connection meanwhile.
Query made(std::string text, bool kept);

struct Opened {
    Engine engine = Engine::sqlite;
    std::shared_ptr<void> place;  // lock and temporary files; goes last
    std::vector<std::unique_ptr<Connection>> writers;
    std::vector<std::unique_ptr<Connection>> readers;
    std::string description;
};
Opened open_sqlite(const Options& options);
Opened open_postgresql(const Options& options);

// Runs the jobs in one transaction; answers what each one threw, whose own changes alone are undone.
std::vector<std::exception_ptr> commit_group(Connection& connection, const std::vector<const Database::Job*>& jobs);

// Brings the schema to the newest number. Throws Error in clear words if the database does not fit this program.
void migrate(Connection& connection, const std::vector<embedded::File>& files);
void check_schema(Connection& connection, const std::vector<embedded::File>& files);  // read-only: must fit already
int newest_migration(const std::vector<embedded::File>& files, Engine engine);

// Text must be UTF-8 without NUL on both engines, so that neither keeps what the other would refuse.
void check_text(std::string_view text, const Query& query, std::size_t parameter);

}  // namespace huiyin::store
