// Addresses.
#include "post/outside.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace huiyin::post {
namespace {

struct Range {
    std::uint32_t base;
    int bits;
};
constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) { return a << 24 | b << 16 | c << 8 | d; }
constexpr std::array inside_v4 = {
    Range{ip(0, 0, 0, 0), 8},      Range{ip(10, 0, 0, 0), 8},     Range{ip(100, 64, 0, 0), 10},  Range{ip(127, 0, 0, 0), 8},
    Range{ip(169, 254, 0, 0), 16}, Range{ip(172, 16, 0, 0), 12},  Range{ip(192, 0, 0, 0), 24},   Range{ip(192, 0, 2, 0), 24},
    Range{ip(192, 88, 99, 0), 24}, Range{ip(192, 168, 0, 0), 16}, Range{ip(198, 18, 0, 0), 15},  Range{ip(198, 51, 100, 0), 24},
    Range{ip(203, 0, 113, 0), 24}, Range{ip(224, 0, 0, 0), 4},    Range{ip(240, 0, 0, 0), 4}};

bool outside_v4(std::uint32_t address) {
    return std::ranges::none_of(inside_v4, [&](const Range& r) { return (address ^ r.base) >> (32 - r.bits) == 0; });
}

std::uint32_t v4_at(const unsigned char* b) { return ip(b[0], b[1], b[2], b[3]); }

bool outside_v6(const unsigned char* b) {
    static constexpr unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    static constexpr unsigned char nat64[12] = {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    if (std::memcmp(b, mapped, 12) == 0 || std::memcmp(b, nat64, 12) == 0) return outside_v4(v4_at(b + 12));
    if (b[0] == 0x20 && b[1] == 0x02) return outside_v4(v4_at(b + 2));  // 6to4
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) return false;      // Teredo, ORCHID, benchmarking
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8) return false;
    return (b[0] & 0xe0) == 0x20;  // global unicast is 2000::/3; everything else is special
}

}  // namespace

bool is_outside(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, address, sizeof v4);
        return outside_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6;
        std::memcpy(&v6, address, sizeof v6);
        return outside_v6(v6.sin6_addr.s6_addr);
    }
    return false;
}

bool valid_robot_url(std::string_view url, bool local) {
    if (url.size() > 1000) return false;
    const bool http = url.starts_with("http://");
    if (!url.starts_with("https://") && !(local && http)) return false;
    if (std::ranges::any_of(url, [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' || c == '#'; })) return false;
    auto host = url.substr(http ? 7 : 8);
    host = host.substr(0, host.find_first_of("/?"));
    return !host.empty() && host.find('@') == std::string_view::npos;
}

}  // namespace huiyin::post
