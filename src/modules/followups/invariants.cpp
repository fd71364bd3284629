// What must always hold of follow-ups (D11, D14), asked of the database itself.
#include <fmt/format.h>

#include "follow_up.hpp"
#include "huiyin_followups_sql.hpp"

namespace huiyin::followups {
std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site) {
    std::vector<std::string> broken;
    const auto none = [&](const store::Query& query, const char* sentence) {
        if (const auto n = tx.one<std::int64_t>(query, site); n != 0) broken.push_back(fmt::format("{}: {}", sentence, n));
    };
    none(sql::follow_up_broken_numbers, "follow-up number series with a gap");
    none(sql::follow_up_broken_calls, "call-backs owed without a sheet");
    none(sql::follow_up_broken_debts, "open sheets that nobody owes a call for");
    none(sql::follow_up_broken_points, "sheets that miscount their points");
    none(sql::follow_up_broken_signatures, "signatures of somebody who wrote on the sheet");
    for (const auto id : tx.all<FollowUpId>(sql::follow_up_signed_sheets, site)) {
        const auto f = tx.one<FollowUp>(sql::follow_up_find, id, site);
        const auto signatures = tx.all<Signature>(sql::signatures_of, id);
        if (signatures.empty() || signatures.front().voided_at || signatures.front().digest != digest_of(tx, f))
            broken.push_back(fmt::format("{} is signed over another content", f.number));
    }
    return broken;
}

}  // namespace huiyin::followups
