// Searching across kinds: rooms and people first, since a clerk types those with somebody waiting.
#include "search/box.hpp"

#include "kernel/text.hpp"

namespace huiyin::search {
namespace {

constexpr std::size_t most_shown = 20;

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
        const std::size_t room = what == What::complaint ? most_shown : 5;
        std::vector<std::int64_t> ids;
        for (const auto& match : find(reading.tx, reading.site, what, query.q, static_cast<int>(room) * 2)) ids.push_back(match.id);
        // Nearly always the first half is all that is wanted; the rest stands in for what this person may not see.
        std::size_t shown = 0;
        for (std::size_t from = 0; from < ids.size() && shown < room;) {
            const auto until = std::min(ids.size(), from + (room - shown));
            for (auto& result : presenter->second(reading, {ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(until)})) {
                found.results.push_back(std::move(result));
                ++shown;
            }
            from = until;
        }
    }
    return found;
}

}  // namespace

void present(What what, Presenter presenter) { presenters()[what] = std::move(presenter); }

void add_routes(work::Routes& routes) { routes.get("/search", "search", open_search); }

}  // namespace huiyin::search
