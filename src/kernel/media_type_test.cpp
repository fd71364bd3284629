// A file is what its bytes say, whatever it is called.
#include "kernel/media_type.hpp"

#include <gtest/gtest.h>

#include <string>

namespace huiyin {
namespace {

using namespace std::string_literals;

const std::string png_head = "\x89PNG\r\n\x1a\n"s;
std::string chunk(const std::string& kind, const std::string& data) {
    std::string length(4, '\0');
    for (int i = 0; i < 4; ++i) length[static_cast<std::size_t>(i)] = static_cast<char>(data.size() >> (24 - 8 * i) & 0xff);
    return length + kind + data + "crc4"s;
}
const std::string header = chunk("IHDR", "\0\0\0\1\0\0\0\1\x08\2\0\0\0"s);
const std::string jpeg = "\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x0b\x08\0\1\0\1\1\1\x11\0\xFF\xDA\0\4ab\x12\xFF\xD9"s;

TEST(AFile, IsWhatItsFirstBytesSay) {
    EXPECT_EQ(media_type_of(png_head), "image/png");
    EXPECT_EQ(media_type_of(jpeg), "image/jpeg");
    EXPECT_EQ(media_type_of("RIFF\x10\0\0\0WEBPVP8 "s), "image/webp");
    EXPECT_EQ(media_type_of("%PDF-1.7"), "application/pdf");
    for (const auto* other : {"", "<script>alert(1)</script>", "#!/bin/sh\nrm -rf /", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<!doctype html>", "MZ\x90", "GIF89a", "PK\x03\x04"})
        EXPECT_EQ(media_type_of(other), "") << other;
}
TEST(APicture, IsWholeToItsEnd) {
    EXPECT_TRUE(whole_picture(png_head + header + chunk("IDAT", "x") + chunk("IEND", "")));
    EXPECT_TRUE(whole_picture(jpeg));
    EXPECT_TRUE(whole_picture("RIFF\x10\0\0\0WEBPVP8 \4\0\0\0abcd"s));
}
TEST(APicture, IsNotAScriptWithABorrowedFirstLine) {
    EXPECT_FALSE(whole_picture(png_head + "<script>alert(1)</script>"));
    EXPECT_FALSE(whole_picture(png_head + header + "<script>alert(1)</script>"));
    EXPECT_FALSE(whole_picture("\xFF\xD8\xFF<script>alert(1)</script>"));
    EXPECT_FALSE(whole_picture("\xFF\xD8\xFF\xE0\0\4ab\xFF\xDA\0\4ab<script>"s)) << "a scan without a frame";
    EXPECT_FALSE(whole_picture("RIFF\xff\xff\xff\x7fWEBPVP8 ....abcd"s));
    EXPECT_FALSE(whole_picture("%PDF-1.7"));
}

}  // namespace
}  // namespace huiyin
