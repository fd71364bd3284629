// The one search box: finds ids, and lets the module that owns a record say how it is shown.
#pragma once
#include <functional>
#include <map>

#include "search/search.hpp"

namespace huiyin::search {

struct Search {  // GET /search?q=
    static constexpr auto needs = Permission::anyone;
    std::string q;
    std::optional<What> what;
};
BOOST_DESCRIBE_STRUCT(Search, (), (q, what))

struct SearchResult {
    What what = What::complaint;
    std::string id;
    std::string title;
    std::string subtitle;  // number and day, or role and masked phone
    std::string room;
    std::string phase;     // of a complaint; "" for others
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (what, id, title, subtitle, room, phase))

struct SearchResults {
    std::vector<SearchResult> results;
};
BOOST_DESCRIBE_STRUCT(SearchResults, (), (results))

// Shows one record as this person may see it, or nothing if this person may not.
using Presenter = std::function<std::optional<SearchResult>(work::Reading&, std::int64_t id)>;
void present(What what, Presenter presenter);  // called by each owning module while routes are added

void add_routes(work::Routes& routes);

}  // namespace huiyin::search
