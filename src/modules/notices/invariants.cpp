// What must always hold of letters to customers, asked of the database itself.
#include <fmt/format.h>

#include "huiyin_notices_sql.hpp"
#include "record.hpp"

namespace huiyin::notices {

std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site, Instant since) {
    std::vector<std::string> broken;
    const auto none = [&](const store::Query& query, const char* sentence) {
        if (const auto n = tx.one<std::int64_t>(query, site, since); n != 0) broken.push_back(fmt::format("{}: {}", sentence, n));
    };
    none(sql::invariant_letters_unagreed, "letters made for customers who had not agreed");
    none(sql::invariant_letters_after_no, "letters that left after their customer had said no");
    none(sql::invariant_letters_doubled, "letters made twice");
    return broken;
}

}  // namespace huiyin::notices
