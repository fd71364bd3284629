// One box for everything a person may see: words of one character and more in either script, initials,
// phone tails, numbers, rooms. It indexes what modules hand it; it knows none of them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "kernel/text.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::search {
using work::Permission;

enum class What { complaint, person, unit };
BOOST_DESCRIBE_ENUM(What, complaint, person, unit)

// Replaces what is indexed about one record. `text` is searched by words; `names` also by initials; `exact` are
// numbers, rooms and phone numbers, found by their beginning or their last 4 and more digits.
struct Entry {
    SiteId site{};
    What what = What::complaint;
    std::int64_t id = 0;
    std::string text;
    std::vector<std::string> names;
    std::vector<std::string> exact;
};
void index(store::Tx& tx, const Entry& entry);
void forget(store::Tx& tx, What what, std::int64_t id);

// Ids that match, newest first, at most `most`; `what` none: every kind. Site-bound.
struct Match { What what = What::complaint; std::int64_t id = 0; };
BOOST_DESCRIBE_STRUCT(Match, (), (what, id))
std::vector<Match> find(store::Tx& tx, SiteId site, std::optional<What> what, std::string_view typed, int most);

}  // namespace huiyin::search
