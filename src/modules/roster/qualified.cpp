// Who may not take a post they hold, because the training for it is not passed (A4.4.4).
#include "record.hpp"

namespace huiyin::roster {

std::vector<Unqualified> unqualified_of(store::Tx&, SiteId, const std::vector<std::pair<StaffId, Post>>&, Day, Day) { return {}; }

}  // namespace huiyin::roster
