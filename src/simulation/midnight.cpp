// What must hold at any midnight.
#include <fmt/format.h>

#include "complaints/links.hpp"
#include "complaints/use_cases.hpp"
#include "followups/use_cases.hpp"
#include "notices/notices.hpp"
#include "qualification/qualification.hpp"
#include "simulation/life.hpp"

namespace huiyin::simulation {
namespace {

using complaints::Tab;

// A figure opens its rows, and the count equals the list: paged to the end, for every tab of the desk.
void lists_equal_counts(work::Reading& reading, std::vector<std::string>& broken) {
    const auto today = complaints::open_today(reading, {});
    if (!today) return broken.push_back("the start page was refused: " + today.error().code);
    for (const auto& [tab, count] : today->tabs) {
        complaints::ListComplaints query;
        query.tab = tab;
        query.limit = 100;
        std::int64_t rows = 0;
        for (;;) {
            const auto page = complaints::list_complaints(reading, query);
            if (!page) return broken.push_back("a list was refused: " + page.error().code);
            rows += static_cast<std::int64_t>(page->rows.size());
            if (page->next.empty()) break;
            query.cursor = page->next;
        }
        if (rows != count) broken.push_back(fmt::format("tab {} counts {} and lists {}", json::enum_name(tab), count, rows));
    }
}

// The board too: every figure of every spot against its rows, paged to the end.
void hot_spots_equal_lists(work::Reading& reading, std::vector<std::string>& broken) {
    using complaints::SpotFigure;
    const auto board = complaints::open_hot_spots(reading, {90, 2});
    if (!board) return broken.push_back("the hot spots were refused: " + board.error().code);
    const auto rows_of = [&](complaints::OpenSpot query, SpotFigure figure) {
        query.from = board->from;
        query.until = board->until;
        query.figure = figure;
        query.limit = 100;
        std::int64_t rows = 0;
        for (;;) {
            const auto page = complaints::open_spot(reading, query);
            if (!page) return std::int64_t{-1};
            rows += static_cast<std::int64_t>(page->rows.size());
            if (page->next.empty()) return rows;
            query.cursor = page->next;
        }
    };
    const auto hold = [&](const complaints::HotSpot& spot, const complaints::OpenSpot& query, const char* which) {
        std::int64_t trend = 0;
        for (const auto n : spot.trend) trend += n;
        if (trend != spot.matters) broken.push_back(fmt::format("the trend of a {} sums to {} of {}", which, trend, spot.matters));
        for (const auto& [figure, count] : {std::pair{SpotFigure::matters, spot.matters}, {SpotFigure::households, spot.households},
                                            {SpotFigure::open, spot.open}, {SpotFigure::closed, spot.closed}})
            if (const auto rows = rows_of(query, figure); rows != count)
                broken.push_back(fmt::format("a {} counts {} {} and lists {}", which, count, json::enum_name(figure), rows));
    };
    for (std::size_t i = 0; i < std::min<std::size_t>(3, board->told.size()); ++i) {
        complaints::OpenSpot query;
        query.gathering = board->told[i].gathering;
        hold(board->told[i], query, "hot spot");
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(3, board->places.size()); ++i) {
        complaints::OpenSpot query;
        query.building = board->places[i].building;
        query.category = board->places[i].category;
        hold(board->places[i], query, "place");
    }
}

}  // namespace

std::vector<std::string> check_midnight(store::Database& database, const work::World& world, const Company& company, Instant now,
                                        std::vector<journal::Head>& trusted) {
    std::vector<std::string> broken;
    database.read_now_void([&](store::Tx& tx) {
        broken = complaints::broken_invariants(tx, company.site);
        for (auto& sentence : followups::broken_invariants(tx, company.site)) broken.push_back(std::move(sentence));
        std::ranges::move(notices::broken_invariants(tx, company.site, now - 24h), std::back_inserter(broken));
        // Nobody who was not qualified was given work since the last midnight (A4.4.4).
        const auto head = std::ranges::find(trusted, company.site, &journal::Head::site);
        for (auto& sentence : qualification::broken_invariants(tx, company.site, world.calendar(company.site).zone(), head == trusted.end() ? 0 : head->seq))
            broken.push_back(std::move(sentence));
        const auto director = std::ranges::find_if(company.staff, [](const auto& c) { return c.who.post == work::Post::site_director; });
        work::Reading reading{tx, director->actor, company.site, now, world};
        std::ranges::move(work::broken_debts(reading), std::back_inserter(broken));
        lists_equal_counts(reading, broken);
        hot_spots_equal_lists(reading, broken);
        auto verdict = journal::verify(tx, {}, {}, trusted);
        for (const auto& fault : verdict.faults) broken.push_back(fmt::format("journal {} at {}: {}", fault.what, fault.seq, fault.detail));
        trusted = std::move(verdict.heads);
    });
    return broken;
}

}  // namespace huiyin::simulation
