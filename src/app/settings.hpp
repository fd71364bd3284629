// How a server is set up: from the command line, else from huiyin.toml, else as usual.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "app/application.hpp"

namespace huiyin::app {

struct ServeSettings {
    Place place;
    std::string listen = "127.0.0.1:8080";
    int threads = 0;             // 0: one per core
    bool proxy = false;          // a TLS proxy stands in front: secure cookies, and it names the caller's address
    std::string clock = "system";
    std::string clock_start;     // "2026-11-23 08:00", site time, or with an offset
    bool local_robots = false;   // group robots inside the house and without TLS: for trials only
    std::chrono::minutes session_idle{12 * 60};
    std::chrono::minutes session_whole{7 * 24 * 60};
};

// Fills what the command line did not give; `given` answers whether it gave an option. Throws with file and line.
void read_settings_file(const std::string& path, ServeSettings& settings, const std::function<bool(const std::string&)>& given);

struct Listen {
    std::string address;
    unsigned short port = 0;
};
Listen parse_listen(const std::string& text);  // "127.0.0.1:8080", "[::1]:8080", ":8080" (loopback)

// "2026-11-23 08:00" in China's time, or with seconds and an offset: "2026-11-23T08:00:00+08:00", "…Z".
std::optional<Instant> parse_moment(const std::string& text);

}  // namespace huiyin::app
