// Named SQL. A .sql file holds sections "-- name: x"; a section "-- name: x (postgresql)" or
// "-- name: x (sqlite)" is used instead of the plain one there; "-- part: x" is text that later sections hold as {x}. Parameters are $1…$n.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace huiyin::store {

enum class Engine { sqlite, postgresql };

struct Query {
    std::string name;        // "complaints/save_complaint", used in logs and errors
    std::string sqlite;      // the text for each engine
    std::string postgresql;
    int number = 0;          // position in all_queries(), the prepared-statement cache's key
    const std::string& text(Engine e) const { return e == Engine::sqlite ? sqlite : postgresql; }
};

class QueryFile {
  public:
    QueryFile(std::string_view name, std::string_view text);
    const Query& at(std::string_view name) const;  // throws at start if there is no such section

  private:
    std::string file_;
    std::unordered_map<std::string, const Query*> queries_;
};

// Every query linked into the program, for the test that prepares them all on both engines.
const std::vector<const Query*>& all_queries();

}  // namespace huiyin::store
