// The rows behind a figure: the same conditions, so that the count equals the list.
#include "huiyin_satisfaction_sql.hpp"
#include "rating.hpp"

namespace huiyin::satisfaction {

void ListRatings::check(Checks& c) const {
    check_span(c, from, until);
    c.when(by.has_value() != key.has_value(), "key", "required");
}

Result<RatingList> list_ratings(work::Reading& reading, const ListRatings& query) {
    const auto limit = std::clamp(query.limit.value_or(50), 1, 100);
    const auto from = position_in(query.cursor);
    auto& tx = reading.tx;
    RatingList list;
    std::vector<Rating> found;
    if (query.to_call.value_or(false)) {
        found = tx.all<Rating>(sql::board_to_call, reading.site, from.at, from.id, limit + 1);
        list.total = tx.one<std::int64_t>(sql::board_to_call_count, reading.site);
    } else {
        const auto span = span_of(reading, query.from, query.until);
        const std::string by = query.by ? std::string(json::enum_name(*query.by)) : "", key = query.key.value_or("");
        const std::string source = query.source ? std::string(json::enum_name(*query.source)) : "";
        const std::string grade = query.grade ? std::string(json::enum_name(*query.grade)) : "";
        found = tx.all<Rating>(sql::board_rows, reading.site, span.begins, span.ends, by, source, key, grade, from.at, from.id, limit + 1);
        list.total = tx.one<std::int64_t>(sql::board_rows_count, reading.site, span.begins, span.ends, by, source, key, grade);
    }
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        list.next = cursor_at(found.back().at, found.back().id.value);
    }
    for (const auto& r : found) list.rows.push_back(row_of(tx, r, reading.actor));
    return list;
}

}  // namespace huiyin::satisfaction
