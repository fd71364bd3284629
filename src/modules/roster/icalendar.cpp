// Writing a calendar.
#include "roster/icalendar.hpp"

#include <fmt/format.h>

namespace huiyin::roster {
namespace {

// 75 octets to a line at most, and never through the middle of a character.
void line(std::string& out, std::string_view content) {
    std::size_t room = 75;
    while (content.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && (static_cast<unsigned char>(content[cut]) & 0xC0) == 0x80) --cut;
        out += content.substr(0, cut);
        out += "\r\n ";
        content.remove_prefix(cut);
        room = 74;  // the blank counts
    }
    out += content;
    out += "\r\n";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') (out += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

std::string utc(Instant at) {
    const Zone greenwich{0};
    const auto day = greenwich.day_of(at);
    const auto second = (at - greenwich.start_of(day)).count() / 1000;
    return fmt::format("{}T{:02}{:02}{:02}Z", day.compact(), second / 3600, second / 60 % 60, second % 60);
}

}  // namespace

std::string icalendar(std::string_view name, const std::vector<CalendarEntry>& entries) {
    std::string out;
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//Huiyin//Roster//ZH");
    line(out, "CALSCALE:GREGORIAN");
    line(out, "METHOD:PUBLISH");
    line(out, "X-WR-CALNAME:" + escaped(name));
    line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    for (const auto& e : entries) {
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + e.uid);
        line(out, "DTSTAMP:" + utc(e.stamp));
        line(out, "DTSTART:" + utc(e.from));
        line(out, "DTEND:" + utc(e.until));
        line(out, "SUMMARY:" + escaped(e.summary));
        if (!e.description.empty()) line(out, "DESCRIPTION:" + escaped(e.description));
        line(out, "END:VEVENT");
    }
    line(out, "END:VCALENDAR");
    return out;
}

}  // namespace huiyin::roster
