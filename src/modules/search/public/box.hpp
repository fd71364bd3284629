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

// Shows records as this person may see them, in their order, leaving out what this person may not; all of them at once,
// so that a server over the network is asked once and not for each.
using Presenter = std::function<std::vector<SearchResult>(work::Reading&, const std::vector<std::int64_t>& ids)>;
void present(What what, Presenter presenter);  // called by each owning module while routes are added

void add_routes(work::Routes& routes);

}  // namespace huiyin::search
