// What must hold at any midnight.
#include <fmt/format.h>

#include "complaints/use_cases.hpp"
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

}  // namespace

std::vector<std::string> check_midnight(store::Database& database, const work::World& world, const Company& company, Instant now,
                                        std::vector<journal::Head>& trusted) {
    std::vector<std::string> broken;
    database.read_now_void([&](store::Tx& tx) {
        broken = complaints::broken_invariants(tx, company.site);
        const auto director = std::ranges::find_if(company.staff, [](const auto& c) { return c.who.post == work::Post::site_director; });
        work::Reading reading{tx, director->actor, company.site, now, world};
        std::ranges::move(work::broken_debts(reading), std::back_inserter(broken));
        lists_equal_counts(reading, broken);
        auto verdict = journal::verify(tx, {}, {}, trusted);
        for (const auto& fault : verdict.faults) broken.push_back(fmt::format("journal {} at {}: {}", fault.what, fault.seq, fault.detail));
        trusted = std::move(verdict.heads);
    });
    return broken;
}

}  // namespace huiyin::simulation
