// What must hold at any midnight (A4.4.4).
#include <charconv>

#include "huiyin_qualification_sql.hpp"
#include "record.hpp"

namespace huiyin::qualification {
namespace {

struct Told {
    Instant at{};
    std::string event, facts;
};
BOOST_DESCRIBE_STRUCT(Told, (), (at, event, facts))

StaffId responsible_in(const std::string& facts) {
    StaffId id{};
    if (const auto read = json::parse(facts); read && read->is_object())
        if (const auto* named = read->as_object().if_contains("responsible"); named && named->is_string())
            std::from_chars(named->as_string().data(), named->as_string().data() + named->as_string().size(), id.value);
    return id;
}

}  // namespace

std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site, const Zone& zone, std::int64_t after_seq) {
    std::vector<std::string> broken;
    const auto rows = rows_of(tx, site, {});
    if (rows.courses.empty()) return broken;
    for (const auto& told : tx.all<Told>(sql::assignments_told, site, after_seq)) {
        const auto staff = responsible_in(told.facts);
        const auto day = zone.day_of(told.at);
        if (staff && decide(rows, staff, day, {}).standing == Standing::unqualified)
            broken.push_back(told.event + " gave work to " + std::to_string(staff.value) + ", who was not qualified on " + day.iso());
    }
    return broken;
}

}  // namespace huiyin::qualification
