#include "kernel/media_type.hpp"

#include <cctype>
#include <cstddef>
#include <cstdint>

#include "kernel/text.hpp"

namespace huiyin {
namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Chunk by chunk from the header with a size above nought to the end; cameras and screenshots write nothing else.
bool whole_png(std::string_view bytes) {
    std::size_t at = 8;
    bool seen_header = false, seen_data = false;
    while (at + 12 <= bytes.size()) {
        const auto length = big_endian(bytes, at, 4);
        const auto kind = bytes.substr(at + 4, 4);
        if (length > bytes.size() - at - 12) return false;
        if (!seen_header) {
            if (kind != "IHDR" || length != 13 || big_endian(bytes, at + 8, 4) == 0 || big_endian(bytes, at + 12, 4) == 0) return false;
            seen_header = true;
        }
        if (kind == "IDAT") seen_data = true;
        if (kind == "IEND") return seen_data;
        at += 12 + length;
    }
    return false;
}

// Segment by segment to the scan; a frame with a size above nought must come before it.
bool whole_jpeg(std::string_view bytes) {
    std::size_t at = 2;
    bool framed = false;
    while (at + 4 <= bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) return false;
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) {  // fill bytes
            ++at;
            continue;
        }
        const auto length = big_endian(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size()) return false;
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            if (length < 8 || big_endian(bytes, at + 5, 2) == 0 || big_endian(bytes, at + 7, 2) == 0) return false;
            framed = true;
        }
        if (marker == 0xDA) return framed && bytes.size() > at + 2 + length;
        at += 2 + length;
    }
    return false;
}

bool whole_webp(std::string_view bytes) {
    if (bytes.size() < 20 || little_endian(bytes, 4) + std::size_t{8} > bytes.size() + 1) return false;
    const auto kind = bytes.substr(12, 4);
    return kind == "VP8 " || kind == "VP8L" || kind == "VP8X";
}

}  // namespace

std::string_view media_type_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (bytes.starts_with("RIFF"sv) && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP"sv) return "image/webp";
    if (bytes.starts_with("%PDF-"sv)) return "application/pdf";
    return {};
}

bool whole_picture(std::string_view bytes) {
    const auto type = media_type_of(bytes);
    if (type == "image/jpeg") return whole_jpeg(bytes);
    if (type == "image/png") return whole_png(bytes);
    if (type == "image/webp") return whole_webp(bytes);
    return false;
}

std::string file_name(std::string_view raw) {
    std::string clean;
    for (const char ch : text::trim(raw)) {
        const auto u = static_cast<unsigned char>(ch);
        if (u < 0x20 || u == 0x7f || ch == '/' || ch == '\\' || ch == '"' || ch == '<' || ch == '>') continue;
        if (clean.empty() && ch == '.') continue;
        clean += ch;
    }
    return text::valid_utf8(clean) ? clean : std::string{};
}

bool name_fits(std::string_view name, std::string_view media_type) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return true;
    std::string extension(name.substr(dot + 1));
    for (auto& ch : extension) ch = static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
    if (media_type == "image/jpeg") return extension == "jpg" || extension == "jpeg";
    if (media_type == "image/png") return extension == "png";
    if (media_type == "image/webp") return extension == "webp";
    return extension == "pdf";
}

}  // namespace huiyin
