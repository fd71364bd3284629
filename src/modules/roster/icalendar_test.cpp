// A calendar is read back by a strict reader: line ends, folding, escapes, order and required properties (RFC 5545).
#include "roster/icalendar.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "kernel/text.hpp"

namespace huiyin::roster {
namespace {

using Properties = std::map<std::string, std::string>;
struct Read {
    Properties head;
    std::vector<Properties> events;
};

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            if (text[i] == ';' || text[i] == ',') throw std::runtime_error("an unescaped sign");
            out += text[i];
            continue;
        }
        if (++i == text.size()) throw std::runtime_error("an escape at the end");
        if (text[i] == 'n') out += '\n';
        else if (text[i] == '\\' || text[i] == ';' || text[i] == ',') out += text[i];
        else throw std::runtime_error("an unknown escape");
    }
    return out;
}

Read read(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = text.find("\r\n", at);
        if (end == std::string::npos) throw std::runtime_error("the last line does not end");
        const auto line = text.substr(at, end - at);
        at = end + 2;
        if (line.size() > 75) throw std::runtime_error("a line is too long");
        if (line.find_first_of("\r\n") != std::string::npos) throw std::runtime_error("a bare line end");
        if (!text::valid_utf8(line)) throw std::runtime_error("a character is cut in two");
        if (line.starts_with(' ')) {
            if (lines.empty()) throw std::runtime_error("folded before it began");
            lines.back() += line.substr(1);
        } else {
            lines.push_back(line);
        }
    }
    if (lines.size() < 2 || lines.front() != "BEGIN:VCALENDAR" || lines.back() != "END:VCALENDAR") throw std::runtime_error("no calendar");
    Read found;
    bool inside = false;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const auto colon = lines[i].find(':');
        if (colon == std::string::npos) throw std::runtime_error("a line without a name");
        const auto name = lines[i].substr(0, colon), value = lines[i].substr(colon + 1);
        if (name == "BEGIN" || name == "END") {
            if (value != "VEVENT" || inside == (name == "BEGIN")) throw std::runtime_error("badly nested");
            inside = name == "BEGIN";
            if (inside) found.events.emplace_back();
            else
                for (const auto* needed : {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"})
                    if (!found.events.back().contains(needed)) throw std::runtime_error("an event without " + std::string(needed));
            continue;
        }
        auto& into = inside ? found.events.back() : found.head;
        const bool words = name == "SUMMARY" || name == "DESCRIPTION" || name == "X-WR-CALNAME";
        if (!into.emplace(name, words ? unescaped(value) : value).second) throw std::runtime_error("twice");
    }
    if (found.head["VERSION"] != "2.0" || found.head["PRODID"].empty()) throw std::runtime_error("no version or producer");
    return found;
}

TEST(ACalendar, IsReadBackAsItWasMeant) {
    const auto from = *Zone{}.parse("2026-12-31 22:00");
    const std::string words = "夜班；带班, 备用\\钥匙; 第二行\n交接时清点门禁卡、对讲机、备用钥匙和值班手机，并在交接班记录上签名，缺一不可";
    const auto text = icalendar("林晓芸 · 值班", {{"7-20261231@huiyin", from, from + std::chrono::hours(8), words, "碧溪花园", *Zone{}.parse("2026-11-27 10:00:07")}});
    const auto back = read(text);
    EXPECT_EQ(back.head.at("X-WR-CALNAME"), "林晓芸 · 值班");
    ASSERT_EQ(back.events.size(), 1u);
    const auto& e = back.events[0];
    EXPECT_EQ(e.at("DTSTART"), "20261231T140000Z");
    EXPECT_EQ(e.at("DTEND"), "20261231T220000Z") << "over midnight and over the year";
    EXPECT_EQ(e.at("DTSTAMP"), "20261127T020007Z");
    EXPECT_EQ(e.at("SUMMARY"), words);
    EXPECT_EQ(e.at("UID"), "7-20261231@huiyin");
}

TEST(ACalendar, FoldsWherever75OctetsEnd) {
    for (int n = 0; n < 200; ++n) {
        std::string words(static_cast<std::size_t>(n % 7), 'a');
        for (int i = 0; i < n; ++i) words += "值";
        EXPECT_EQ(read(icalendar("x", {{"u", {}, {}, words, "", {}}})).events.at(0).at("SUMMARY"), words) << n;
    }
}

TEST(ACalendar, MayBeEmpty) { EXPECT_TRUE(read(icalendar("x", {})).events.empty()); }

TEST(TheReader, IsStrict) {
    auto text = icalendar("x", {{"u", {}, {}, "a,b", "", {}}});
    EXPECT_THROW(read(text.substr(0, text.size() - 1)), std::runtime_error);
    text.replace(text.find("a\\,b"), 4, "a,bc");
    EXPECT_THROW(read(text), std::runtime_error);
}

}  // namespace
}  // namespace huiyin::roster
