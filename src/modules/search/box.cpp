// Searching across kinds: rooms and people first, since a clerk types those with somebody waiting.
#include "search/box.hpp"

#include "kernel/text.hpp"

namespace huiyin::search {
namespace {

constexpr int most_shown = 20;

std::map<What, Presenter>& presenters() {
    static std::map<What, Presenter> all;
    return all;
}

Result<SearchResults> open_search(work::Reading& reading, const Search& query) {
    SearchResults found;
    if (text::blank(query.q)) return found;
    if (text::length(query.q) > 100) return refuse({"invalid", Trouble::invalid, {}, {{"q", "too-long"}}, {}});
    for (const auto what : {What::unit, What::person, What::complaint}) {
        if (query.what && *query.what != what) continue;
        const auto presenter = presenters().find(what);
        if (presenter == presenters().end()) continue;
        const int room = what == What::complaint ? most_shown : 5;
        int shown = 0;
        for (const auto& match : find(reading.tx, reading.site, what, query.q, room * 2)) {
            if (shown == room) break;
            if (auto result = presenter->second(reading, match.id)) {
                found.results.push_back(*std::move(result));
                ++shown;
            }
        }
    }
    return found;
}

}  // namespace

void present(What what, Presenter presenter) { presenters()[what] = std::move(presenter); }

void add_routes(work::Routes& routes) { routes.get("/search", "search", open_search); }

}  // namespace huiyin::search
