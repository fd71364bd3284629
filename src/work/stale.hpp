// The refusal of a change to a record that somebody else has saved since (409): what it is at now, and what was seen.
#pragma once
#include <cstdint>

#include "kernel/result.hpp"

namespace huiyin::work {

inline Refusal stale(std::int64_t version, std::int64_t seen) { return {"stale", Trouble::stale, {}, {}, {{"version", version}, {"seen", seen}}}; }

}  // namespace huiyin::work
