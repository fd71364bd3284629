// The matters with something still owed: one pass gives every tab its list and its count, so they agree.
#pragma once
#include "steps.hpp"

namespace huiyin::complaints {

constexpr std::int64_t never = 253402300799000;  // what a paused clock is due at, for ordering

struct Matter {
    ComplaintId id{};
    Instant due_at{};
    bool owned = false;  // something on it is owed by the reader personally
    StaffId receiver{};
    std::optional<StaffId> responsible, executor;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(Matter, (), (id, due_at, owned, receiver, responsible, executor, department))

// Ordered by the next due time; only what the reader may see.
std::vector<Matter> open_matters(work::Reading& reading);
std::vector<Matter> of_tab(const std::vector<Matter>& matters, Tab tab, const work::Reading& reading);

}  // namespace huiyin::complaints
