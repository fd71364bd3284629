// A drawn code has its three finder patterns and is as large as its text needs.
#include "qr/qr.hpp"

#include <gtest/gtest.h>

namespace huiyin::qr {
namespace {

TEST(AQrCode, HasItsThreeCorners) {
    const auto code = draw("https://kefu.example.com/s/7K3MPQ2XVD");
    ASSERT_EQ(code.rows.size(), static_cast<std::size_t>(code.size));
    for (const auto& row : code.rows) EXPECT_EQ(row.size(), static_cast<std::size_t>(code.size));
    const auto last = static_cast<std::size_t>(code.size - 7);
    EXPECT_EQ(code.rows[0].substr(0, 8), "11111110");
    EXPECT_EQ(code.rows[0].substr(last), "1111111");
    EXPECT_EQ(code.rows[last].substr(0, 7), "1111111");
    EXPECT_EQ(code.rows[3].substr(0, 7), "1011101");
}
TEST(AQrCode, GrowsWithItsText) {
    EXPECT_LT(draw("short").size, draw(std::string(200, 'a')).size);
    EXPECT_THROW(draw(std::string(4000, 'a')), std::length_error);
}

}  // namespace
}  // namespace huiyin::qr
