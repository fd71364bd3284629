#include "work/numbers.hpp"

#include <fmt/format.h>

#include "huiyin_work_sql.hpp"

namespace huiyin::work {

// Two statements, since SQLite opens a savepoint for one that returns what it wrote, and a savepoint flushes the
// search index (decision 0021).
std::string next_number(store::Tx& tx, SiteId site, std::string_view record, std::string_view series) {
    tx.run(sql::number_count, site, record, series);
    return fmt::format("{}-{:04}", series, tx.one<std::int64_t>(sql::number_last, site, record, series));
}

}  // namespace huiyin::work
