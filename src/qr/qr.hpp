// A QR code as its modules, so that a page draws it in its own colours and nothing inline reaches a browser.
#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::qr {

struct QrCode {
    int size = 0;                   // modules on each side, without the quiet zone
    std::vector<std::string> rows;  // '1' dark, '0' light
};
BOOST_DESCRIBE_STRUCT(QrCode, (), (size, rows))

// Error correction M: a poster with a torn corner is still read. Throws std::length_error beyond what a code can hold.
QrCode draw(std::string_view text);

}  // namespace huiyin::qr
