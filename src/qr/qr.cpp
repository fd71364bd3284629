#include "qr/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace huiyin::qr {

QrCode draw(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) throw std::length_error("too long for a QR code");
    QrCode drawn{code->width, {}};
    for (int y = 0; y < code->width; ++y) {
        auto& row = drawn.rows.emplace_back();
        for (int x = 0; x < code->width; ++x) row += code->data[y * code->width + x] & 1 ? '1' : '0';
    }
    return drawn;
}

}  // namespace huiyin::qr
