// Files that the build put into the binary: the web app, migrations, rulebook, locales, calendars.
#pragma once
#include <string_view>
#include <vector>

namespace huiyin::embedded {
struct File {
    std::string_view path;  // relative to the embedded folder
    struct Bytes {
        const char* begin;
        const char* end;
    } bytes;
    std::string_view text() const { return {bytes.begin, static_cast<std::size_t>(bytes.end - bytes.begin)}; }
};
}  // namespace huiyin::embedded
