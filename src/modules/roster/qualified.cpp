// Whose shift stands on a day on which they may not take a post they hold, because the training for it is not passed (A4.4.4):
// asked of the record of qualifications, for everybody at once.
#include <map>

#include "qualification/qualification.hpp"
#include "record.hpp"

namespace huiyin::roster {

std::vector<Unqualified> unqualified_of(store::Tx& tx, SiteId site, const std::vector<std::pair<StaffId, Post>>& posts, const std::vector<Worked>& shifts,
                                        Day first, Day last) {
    const qualification::Roll roll(tx, site);
    std::vector<Unqualified> found;
    if (!roll.in_use(first) && !roll.in_use(last)) return found;
    const std::multimap<StaffId, Post> held(posts.begin(), posts.end());
    for (const auto& w : shifts) {
        if (w.day < first || last < w.day) continue;
        for (auto [p, end] = held.equal_range(w.staff); p != end; ++p)
            if (roll.verdict_of(w.staff, w.day, p->second).standing == qualification::Standing::unqualified) found.push_back({w.staff, p->second, w.day, w.day});
    }
    return found;
}

}  // namespace huiyin::roster
