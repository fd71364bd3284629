// How a server is set up.
#include "app/settings.hpp"

#include <charconv>
#include <functional>
#include <stdexcept>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace huiyin::app {
namespace {
[[noreturn]] void wrong(const std::string& path, const toml::node& node, const std::string& what) {
    throw std::runtime_error(fmt::format("{}:{}: {}", path, node.source().begin.line, what));
}
}  // namespace

void read_settings_file(const std::string& path, ServeSettings& settings, const std::function<bool(const std::string&)>& given) {
    toml::table file;
    try {
        file = toml::parse_file(path);
    } catch (const toml::parse_error& e) {
        throw std::runtime_error(fmt::format("{}:{}: {}", path, e.source().begin.line, e.description()));
    }
    const auto text = [&](const toml::node& node, const std::string& name, std::string& into) {
        const auto value = node.value<std::string>();
        if (!value) wrong(path, node, name + " is written as text in quotes");
        if (!given(name)) into = *value;
    };
    const auto number = [&](const toml::node& node, const std::string& name) {
        const auto value = node.value<std::int64_t>();
        if (!value || *value < 0) wrong(path, node, name + " is written as a whole number");
        return *value;
    };
    for (const auto& [key, node] : file) {
        const std::string name(key.str());
        if (name == "data") text(node, name, settings.place.data);
        else if (name == "database") text(node, name, settings.place.database);
        else if (name == "listen") text(node, name, settings.listen);
        else if (name == "clock") text(node, name, settings.clock);
        else if (name == "node") { if (const auto n = number(node, name); !given(name)) settings.place.node = static_cast<int>(n); }
        else if (name == "threads") { if (const auto n = number(node, name); !given(name)) settings.threads = static_cast<int>(n); }
        else if (name == "proxy") {
            if (!node.is_boolean()) wrong(path, node, "proxy is true or false");
            if (!given(name)) settings.proxy = *node.value<bool>();
        } else if (name == "session" && node.is_table()) {
            for (const auto& [inner, value] : *node.as_table()) {
                if (inner == "idle_hours") settings.session_idle = std::chrono::hours(number(value, "idle_hours"));
                else if (inner == "whole_days") settings.session_whole = std::chrono::days(number(value, "whole_days"));
                else wrong(path, value, "session knows idle_hours and whole_days");
            }
        } else {
            wrong(path, node, "unknown setting \"" + name + "\"; known are data, database, listen, clock, node, threads, proxy, [session]");
        }
    }
}

Listen parse_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    Listen listen;
    const auto port = text.substr(colon == std::string::npos ? 0 : colon + 1);
    int number = -1;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size() || number < 0 || number > 65535) {
        throw std::runtime_error("--listen is written ADDRESS:PORT, for example 127.0.0.1:8080");
    }
    listen.port = static_cast<unsigned short>(number);
    listen.address = colon == std::string::npos ? "" : text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) listen.address = listen.address.substr(1, listen.address.size() - 2);
    if (listen.address.empty()) listen.address = "127.0.0.1";
    return listen;
}

std::optional<Instant> parse_moment(const std::string& text) {
    std::string plain = text;
    int offset = 480;
    if (plain.ends_with('Z')) {
        offset = 0;
        plain.pop_back();
    } else if (plain.size() > 6 && plain[plain.size() - 3] == ':' && (plain[plain.size() - 6] == '+' || plain[plain.size() - 6] == '-')) {
        const auto tail = plain.substr(plain.size() - 6);
        int hours = 0, minutes = 0;
        std::from_chars(tail.data() + 1, tail.data() + 3, hours);
        std::from_chars(tail.data() + 4, tail.data() + 6, minutes);
        offset = (tail[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
        plain.resize(plain.size() - 6);
    }
    return Zone{offset}.parse(plain);
}

}  // namespace huiyin::app
