// The board of hot spots: many people, one matter. Read in one pass over the window; each figure opens its rows.
#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

constexpr std::size_t most_spots = 30;

struct Gathered {
    Instant at{};
    ComplaintId complaint{};
    ComplaintId gathering{};
    std::int64_t household = 0;
    BuildingId building{};
    CategoryId category{};
};
BOOST_DESCRIBE_STRUCT(Gathered, (), (at, complaint, gathering, household, building, category))
struct Open {
    ComplaintId gathering{};
    BuildingId building{};
    CategoryId category{};
};
BOOST_DESCRIBE_STRUCT(Open, (), (gathering, building, category))
struct Names {
    std::string subject, category, building;
};
BOOST_DESCRIBE_STRUCT(Names, (), (subject, category, building))
struct SpotRow {
    ComplaintId id{};
    Instant at{};
    std::int64_t household = 0;
    State state = State::recorded;
};
BOOST_DESCRIBE_STRUCT(SpotRow, (), (id, at, household, state))

struct Window {
    Day from{}, until{};
    std::vector<Day> spans;
};

// The window ends with today; its spans are whole days, the newest ones whole.
Window window_of(const work::Reading& reading, int days) {
    const int spans = days == 7 ? 7 : days == 30 ? 10 : days == 90 ? 9 : 12;
    const int length = (days + spans - 1) / spans;
    Window w;
    w.until = reading.calendar().zone().day_of(reading.now) + 1;
    w.from = w.until - spans * length;
    for (int i = 0; i < spans; ++i) w.spans.push_back(w.from + i * length);
    return w;
}

struct Sum {
    std::int64_t matters = 0, open = 0;
    Instant first{INT64_MAX}, last{};
    ComplaintId newest{};
    BuildingId building{};
    CategoryId category{};
    bool several_buildings = false, several_categories = false;
};
// A sum is dropped early if it cannot show: most matters are told once. Households are counted for the rest.
template <class Key, class KeyOf>
std::vector<std::pair<Key, Sum>> largest(const std::vector<Gathered>& all, int least, KeyOf key_of, std::vector<std::int64_t>& households) {
    std::unordered_map<Key, Sum> sums;
    sums.reserve(all.size() / 4 + 16);
    for (const auto& g : all) {
        auto& s = sums[key_of(g)];
        if (s.matters++ == 0) s.building = g.building, s.category = g.category;
        s.several_buildings |= s.building != g.building;
        s.several_categories |= s.category != g.category;
        s.first = std::min(s.first, g.at);
        if (g.at >= s.last) s.last = g.at, s.newest = g.complaint;
    }
    std::vector<std::pair<std::int64_t, std::pair<Key, Sum>>> found;
    std::erase_if(sums, [&](const auto& s) { return s.second.matters < least; });
    std::unordered_map<Key, std::unordered_set<std::int64_t>> who;
    for (const auto& g : all)
        if (const auto key = key_of(g); sums.contains(key)) who[key].insert(g.household);
    for (auto& [key, sum] : sums)
        if (const auto people = static_cast<std::int64_t>(who[key].size()); people >= least) found.push_back({people, {key, sum}});
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return std::tuple(b.first, b.second.second.matters, b.second.second.last) < std::tuple(a.first, a.second.second.matters, a.second.second.last);
    });
    if (found.size() > most_spots) found.resize(most_spots);
    std::vector<std::pair<Key, Sum>> best;
    for (auto& [people, spot] : found) {
        households.push_back(people);
        best.push_back(std::move(spot));
    }
    return best;
}

HotSpot spot_of(work::Reading& reading, const Sum& s, std::int64_t households) {
    HotSpot spot;
    const auto names = reading.tx.first<Names>(sql::spot_names, s.newest).value_or(Names{});
    spot.subject = names.subject;
    spot.matters = s.matters;
    spot.households = households;
    spot.first_at = s.first;
    spot.last_at = s.last;
    if (!s.several_buildings) {
        spot.building = s.building;
        spot.building_name = reading.tx.first<std::string>(sql::spot_building_name, s.building).value_or("");
    }
    if (!s.several_categories) {
        spot.category = s.category;
        spot.category_name = reading.tx.first<std::string>(sql::spot_category_name, s.category).value_or("");
    }
    return spot;
}

using PlaceKey = std::int64_t;
PlaceKey place_key(BuildingId building, CategoryId category) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(building.value) * 1000003u ^ static_cast<std::uint64_t>(category.value));
}

int households_wanted(const work::Reading& reading, std::optional<int> asked) {
    if (asked) return *asked;
    const auto* clause = reading.world.rulebook->find("D14");
    return clause && !clause->parameters.empty() ? reading.world.rulebook->number("D14", "hot-spot-households", reading.calendar().zone().day_of(reading.now)) : 3;
}

}  // namespace

void OpenHotSpots::check(Checks& c) const {
    c.when(days && *days != 7 && *days != 30 && *days != 90 && *days != 365, "days", "unknown-value");
    c.when(households && (*households < 2 || *households > 1000), "households", "out-of-range");
}

Result<HotSpots> open_hot_spots(work::Reading& reading, const OpenHotSpots& query) {
    const auto w = window_of(reading, query.days.value_or(30));
    const auto& zone = reading.calendar().zone();
    const auto from = zone.start_of(w.from), until = zone.start_of(w.until);
    HotSpots board;
    board.from = w.from;
    board.until = w.until;
    board.spans = w.spans;
    board.households = households_wanted(reading, query.households);
    const auto all = reading.tx.all<Gathered>(sql::spot_window, reading.site, from, until);
    board.matters = static_cast<std::int64_t>(all.size());

    std::vector<std::int64_t> told_households, place_households;
    const auto told = largest<std::int64_t>(all, board.households, [](const Gathered& g) { return g.gathering.value; }, told_households);
    const auto places = largest<PlaceKey>(all, board.households, [](const Gathered& g) { return place_key(g.building, g.category); }, place_households);
    std::unordered_map<std::int64_t, HotSpot*> by_gathering, by_place;
    board.told.reserve(told.size());
    board.places.reserve(places.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        board.told.push_back(spot_of(reading, told[i].second, told_households[i]));
        board.told.back().gathering = {told[i].first};
        board.told.back().trend.assign(w.spans.size(), 0);
        by_gathering[told[i].first] = &board.told.back();
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        board.places.push_back(spot_of(reading, places[i].second, place_households[i]));
        board.places.back().trend.assign(w.spans.size(), 0);
        by_place[places[i].first] = &board.places.back();
    }
    std::vector<Instant> begins;
    for (const auto day : w.spans) begins.push_back(zone.start_of(day));
    const auto span_of = [&](Instant at) { return static_cast<std::size_t>(std::ranges::upper_bound(begins, at) - begins.begin() - 1); };
    for (const auto& g : all) {
        if (const auto it = by_gathering.find(g.gathering.value); it != by_gathering.end()) ++it->second->trend[span_of(g.at)];
        if (const auto it = by_place.find(place_key(g.building, g.category)); it != by_place.end()) ++it->second->trend[span_of(g.at)];
    }
    for (const auto& o : reading.tx.all<Open>(sql::spot_open, reading.site, from, until)) {
        if (const auto it = by_gathering.find(o.gathering.value); it != by_gathering.end()) ++it->second->open;
        if (const auto it = by_place.find(place_key(o.building, o.category)); it != by_place.end()) ++it->second->open;
    }
    for (auto* spots : {&board.told, &board.places})
        for (auto& s : *spots) s.closed = s.matters - s.open;
    return board;
}

void OpenSpot::check(Checks& c) const {
    c.when(!gathering && !category, "gathering", "required");
    c.when(gathering && (category || building), "gathering", "unknown-value");
    c.when(category && !building, "building", "required");
    c.when(until <= from, "until", "out-of-range");
    c.when(limit && (*limit < 1 || *limit > 100), "limit", "out-of-range");
    if (!cursor || cursor->empty()) return;
    std::size_t place = 0;
    const auto [rest, error] = std::from_chars(cursor->data(), cursor->data() + cursor->size(), place);
    c.when(error != std::errc{} || rest != cursor->data() + cursor->size(), "cursor", "unknown-value");
}

Result<ComplaintList> open_spot(work::Reading& reading, const OpenSpot& query) {
    const auto& zone = reading.calendar().zone();
    const auto from = zone.start_of(query.from), until = zone.start_of(query.until);
    auto rows = query.gathering ? reading.tx.all<SpotRow>(sql::spot_rows_of_gathering, *query.gathering, reading.site, from, until)
                                : reading.tx.all<SpotRow>(sql::spot_rows_of_place, *query.building, reading.site, from, until, *query.category);
    const auto figure = query.figure.value_or(SpotFigure::matters);
    std::unordered_set<std::int64_t> seen;
    std::erase_if(rows, [&](const SpotRow& r) {
        const bool ended = r.state == State::closed || r.state == State::withdrawn;
        if (figure == SpotFigure::open) return ended;
        if (figure == SpotFigure::closed) return !ended;
        return figure == SpotFigure::households && !seen.insert(r.household).second;  // newest first: the household's newest stays
    });
    ComplaintList list;
    list.total = static_cast<std::int64_t>(rows.size());
    std::size_t place = 0;
    if (query.cursor && !query.cursor->empty()) std::from_chars(query.cursor->data(), query.cursor->data() + query.cursor->size(), place);
    const auto most = static_cast<std::size_t>(query.limit.value_or(50));
    std::vector<ComplaintId> page;
    for (std::size_t i = place; i < rows.size() && i < place + most; ++i) page.push_back(rows[i].id);
    list.rows = rows_of(reading.tx, page);
    if (place + most < rows.size()) list.next = std::to_string(place + most);
    return list;
}

}  // namespace huiyin::complaints
