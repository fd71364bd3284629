// Numbers like TS20261123-0001: gap-free per site, kind of record and series, because the last one moves in the
// transaction that uses it.
#pragma once
#include <string>
#include <string_view>

#include "kernel/ids.hpp"
#include "store/store.hpp"

namespace huiyin::work {

// The next number of the series, "TS20261123-0001". Past 9999 it grows a digit; no number is ever given twice.
std::string next_number(store::Tx& tx, SiteId site, std::string_view record, std::string_view series);

}  // namespace huiyin::work
