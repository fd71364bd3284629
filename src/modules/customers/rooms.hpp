// Rooms as people type them ("3栋2单元1204", "3-1204", "1204室") and as they are kept.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::customers {

// One folded form for every way of typing: 3栋2单元1204室, 3号楼2單元1204 and 3-2-1204 all become "3-2-1204".
std::string room_key(std::string_view typed);

// "3栋" + "2单元" + "1204" → "3栋2单元1204", and "3" + "" + "1204" → "3-1204".
std::string room_text(std::string_view building, std::string_view entrance, std::string_view number);

// Every key under which a unit is found.
std::vector<std::string> room_keys(std::string_view building, std::string_view entrance, std::string_view number);

// Orders by number: 302 before 1204, 3栋 before 12栋.
std::string room_order(std::string_view building, std::string_view entrance, std::string_view number);

// The first text after everything that begins with `prefix`.
std::string past(std::string_view prefix);

}  // namespace huiyin::customers
