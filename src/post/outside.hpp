// Which addresses are outside: a robot's address is written by a person, and must not lead into the house.
#pragma once
#include <sys/socket.h>

#include <string_view>

namespace huiyin::post {

// False for loopback, private, link-local, shared, multicast and every other special range of IPv4 and IPv6, also where
// an IPv4 address hides inside an IPv6 one. Asked of the address that is really connected to, after names are looked up.
bool is_outside(const sockaddr* address);
// https with a name or an address in it, no user, no odd characters. `local` also lets http through (trials and tests).
bool valid_robot_url(std::string_view url, bool local);

}  // namespace huiyin::post
