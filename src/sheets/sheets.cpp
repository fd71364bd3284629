// Telling files apart by their first bytes, and reading times.
#include "sheets/sheets.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "kernel/text.hpp"
#include "sheets/parts.hpp"

namespace huiyin::sheets {

namespace {
void refuse_others(std::string_view start) {
    if (start.starts_with("\xD0\xCF\x11\xE0")) throw Unreadable("old-xls", "this is an old .xls file; save it as .xlsx and try again");
    if (start.starts_with("%PDF")) throw Unreadable("not-a-sheet", "this is a PDF, not a spreadsheet");
}
constexpr std::string_view zip_start = "PK\x03\x04";
}  // namespace

void read(const std::string& path, const Sink& sink, const Limits& limits) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(path, trouble);
    if (trouble) throw Unreadable("not-there", "the file " + path + " is not there or cannot be read");
    if (size > limits.file_bytes) throw Unreadable("too-large", "the file is larger than " + std::to_string(limits.file_bytes >> 20) + " MB");
    if (size == 0) throw Unreadable("empty", "the file is empty");
    std::ifstream in(path, std::ios::binary);
    std::array<char, 8> head{};
    in.read(head.data(), head.size());
    const std::string_view start(head.data(), static_cast<std::size_t>(in.gcount()));
    if (start.starts_with(zip_start)) return read_xlsx(path, sink, limits);
    refuse_others(start);
    in.clear();
    in.seekg(0);
    read_csv({std::istreambuf_iterator<char>(in), {}}, sink, limits);
}

void read_bytes(std::string_view bytes, const Sink& sink, const Limits& limits) {
    if (bytes.size() > limits.file_bytes) throw Unreadable("too-large", "the file is larger than " + std::to_string(limits.file_bytes >> 20) + " MB");
    if (bytes.empty()) throw Unreadable("empty", "the file is empty");
    if (bytes.starts_with(zip_start)) return read_xlsx_bytes(bytes, sink, limits);
    refuse_others(bytes);
    read_csv(std::string(bytes), sink, limits);
}

std::optional<Instant> time_of(std::string_view cell, const Zone& zone) {
    const auto text = text::trim(cell);
    if (text.empty()) return std::nullopt;
    // Numbers in their order: year, month, day, hour, minute, second, whatever stands between.
    std::array<int, 6> part{0, 0, 0, 0, 0, 0};
    std::size_t parts = 0;
    bool in_number = false, dot = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) {
            if (parts == part.size()) return std::nullopt;
            ++parts;
        }
        if (digit) part[parts - 1] = std::min(part[parts - 1] * 10 + (c - '0'), 9'999'999);  // a serial's fraction is long
        dot |= c == '.';
        in_number = digit;
    }
    if (parts >= 3 && part[0] >= 1900 && part[0] < 2200 && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31) {
        if (part[3] > 23 || part[4] > 59 || part[5] > 60) return std::nullopt;
        char iso[16];
        std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", part[0], part[1], part[2]);
        const auto day = Day::parse(iso);  // none: the 31st of a shorter month
        if (!day) return std::nullopt;
        return zone.at(*day, part[3] * 60 + part[4]) + std::chrono::seconds(part[5]);
    }
    if (parts == 0 || parts > 2 || (parts == 2 && !dot)) return std::nullopt;
    // A serial number of days, the fraction being the time of day.
    char* end = nullptr;
    const double serial = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || serial < 1 || serial > 110000) return std::nullopt;
    const auto whole = static_cast<int>(serial);
    const auto seconds = std::llround((serial - whole) * 86400.0);
    return zone.start_of(Day::of(1899, 12, 30) + whole) + std::chrono::seconds(seconds);
}

std::string clean_file_name(std::string_view name) {
    std::string clean;
    for (const char c : text::trim(name))
        if (static_cast<unsigned char>(c) >= 0x20 && c != '/' && c != '\\') clean += c;
    return clean.empty() || !text::valid_utf8(clean) || text::length(clean) > 120 ? "upload" : clean;
}

}  // namespace huiyin::sheets
