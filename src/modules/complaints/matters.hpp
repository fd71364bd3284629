// The matters with something still owed: one walk counts every tab as its list shows it.
#pragma once
#include <optional>

#include "steps.hpp"

namespace huiyin::complaints {

struct QueueCounts {
    std::int64_t all = 0, mine = 0, unassigned = 0;
    std::int64_t late = 0, due_today = 0;            // of all; what is late is due today too
    std::int64_t mine_late = 0, mine_due_today = 0;
};
BOOST_DESCRIBE_STRUCT(QueueCounts, (), (all, mine, unassigned, late, due_today, mine_late, mine_due_today))

// Only what the reader may see. Mine: the reader is responsible, does it, or owes something on it.
QueueCounts queue_counts(work::Reading& reading);
// list_complaints where the counts are known already.
Result<ComplaintList> list_complaints(work::Reading& reading, const ListComplaints& query, const std::optional<QueueCounts>& counts);

}  // namespace huiyin::complaints
