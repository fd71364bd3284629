// A calendar as other programs read it (RFC 5545): CRLF, lines folded at 75 octets, text escaped, moments in UTC.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.hpp"

namespace huiyin::roster {

struct CalendarEntry {
    std::string uid;       // the same for the same shift, always
    Instant from{}, until{};
    std::string summary, description;
    Instant stamp{};       // when it was last told
};
std::string icalendar(std::string_view name, const std::vector<CalendarEntry>& entries);

}  // namespace huiyin::roster
