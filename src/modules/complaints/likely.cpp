// While recording: what this household brought before, and what seems to be the same matter, so that one matter is
// not handled twice by two people who do not know of each other.
#include <algorithm>
#include <cmath>

#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "search/similar.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

constexpr std::size_t most_household = 5, most_likely = 6;
constexpr double least_likeness = 0.22;       // below, a person sees no likeness
constexpr double least_likeness_here = 0.10;  // at the same unit under the same heading

struct Place {
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    BuildingId building{};
    CategoryId category{};
    State state = State::recorded;
    Instant received_at{};
};
BOOST_DESCRIBE_STRUCT(Place, (), (unit, person, building, category, state, received_at))

// The words weigh most; the place, the heading and how long ago it was decide between like words.
double rank_of(double likeness, const Place& p, const LikelyMatter& m, Instant now) {
    const double days = static_cast<double>(std::max<std::int64_t>(0, now.ms - p.received_at.ms)) / 86'400'000.0;
    double rank = likeness;
    if (m.same_unit) rank += 0.30;
    else if (m.same_building) rank += 0.15;
    if (m.same_category) rank += 0.12;
    if (p.state != State::closed && p.state != State::withdrawn) rank += 0.10;
    return rank + 0.15 * std::exp(-days / 45.0);
}

}  // namespace

void FindLikely::check(Checks& c) const {
    if (text) c.length("text", *text, 400);
}

Result<LikelyMatters> find_likely(work::Reading& reading, const FindLikely& query) {
    LikelyMatters found;
    const ComplaintId except = query.except.value_or(ComplaintId{});
    const auto visible = [&](ComplaintId id) { return id != except && find_for(reading.actor, reading.site, reading.tx, Permission::see_complaints, id).has_value(); };
    std::vector<ComplaintId> household;
    if (query.unit) household = reading.tx.all<ComplaintId>(sql::complaint_earlier_of_unit, *query.unit, except);
    else if (query.person) household = reading.tx.all<ComplaintId>(sql::complaint_earlier_of_person, *query.person, except);
    std::vector<ComplaintId> earlier;
    for (const auto id : household)
        if (earlier.size() < most_household && visible(id)) earlier.push_back(id);
    found.household = rows_of(reading.tx, earlier);

    const auto said = text::trim(query.text.value_or(""));
    if (text::length(said) < 2) return found;
    BuildingId building{};
    if (query.unit) building = reading.tx.first<BuildingId>(sql::spot_building_of, *query.unit).value_or(BuildingId{});
    std::vector<std::int64_t> also;
    for (const auto id : household) also.push_back(id.value);
    std::vector<std::pair<double, LikelyMatter>> ranked;
    for (const auto& like : search::similar(reading.tx, reading.site, said, also, 40, search::Text::being_typed)) {
        const auto place = reading.tx.first<Place>(sql::likely_place, ComplaintId{like.id}, reading.site);
        if (!place) continue;
        LikelyMatter m;
        m.row.id = {like.id};
        m.likeness = std::lround(like.likeness * 100);
        m.same_unit = query.unit ? place->unit == query.unit : query.person && place->person == query.person;
        m.same_building = building && place->building == building;
        m.same_category = query.category && place->category == *query.category;
        if (like.likeness < (m.same_unit && m.same_category ? least_likeness_here : least_likeness)) continue;
        ranked.emplace_back(rank_of(like.likeness, *place, m, reading.now), std::move(m));
    }
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<ComplaintId> shown;
    for (auto& [rank, m] : ranked) {
        if (shown.size() == most_likely) break;
        if (!visible(m.row.id)) continue;
        shown.push_back(m.row.id);
        found.likely.push_back(std::move(m));
    }
    auto rows = rows_of(reading.tx, shown);
    ensure(rows.size() == shown.size(), "a likely matter was found that has no row");
    for (std::size_t i = 0; i < rows.size(); ++i) found.likely[i].row = std::move(rows[i]);
    return found;
}

}  // namespace huiyin::complaints
