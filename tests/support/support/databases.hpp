// Databases for tests, on both engines, each empty or freshly migrated.
//
//   class Complaints : public testing::TestWithParam<store::Engine> {
//       std::unique_ptr<store::Database> db = support::fresh_database(GetParam());
//   };
//   TEST_P(Complaints, …) { … }
//   ON_EACH_ENGINE(Complaints);
//
// PostgreSQL runs in a private cluster that this program starts when it is first needed and ends when it
// ends, however it ends. HUIYIN_TEST_POSTGRESQL="postgresql://huiyin@/{}?host=…" names a running one.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace huiyin::support {

inline auto each_engine() { return testing::Values(store::Engine::sqlite, store::Engine::postgresql); }
inline std::string engine_name(const testing::TestParamInfo<store::Engine>& info) {
    return info.param == store::Engine::sqlite ? "SQLite" : "PostgreSQL";
}
#define ON_EACH_ENGINE(suite) \
    INSTANTIATE_TEST_SUITE_P(OnEachEngine, suite, huiyin::support::each_engine(), huiyin::support::engine_name)

// Every migration of the product, read from its source.
const std::vector<embedded::File>& product_migrations();

// One migration made for a test; the texts must stay alive.
embedded::File migration(std::string_view path, std::string_view text);

// A place for a database that does not exist yet (a file's path, or an empty database of the cluster);
// what was made there goes away with the object.
class Place {
  public:
    explicit Place(store::Engine engine);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    store::Options options() const;
    const std::string& where() const { return where_; }
    void cut_connections() const;  // PostgreSQL: as a restart of the server would

  private:
    store::Engine engine_;
    std::string where_;
    std::string folder_;  // SQLite
    std::string name_;    // PostgreSQL
};

// A migrated, empty database that is thrown away when closed.
std::unique_ptr<store::Database> fresh_database(store::Engine engine,
                                                const std::vector<embedded::File>& migrations = product_migrations());

}  // namespace huiyin::support
