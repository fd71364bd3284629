// What a server understands of its settings.
#include "app/settings.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace huiyin::app {
namespace {

TEST(AnAddressToListenOn, IsLoopbackUnlessSaidOtherwise) {
    EXPECT_EQ(parse_listen(":8080").address, "127.0.0.1");
    EXPECT_EQ(parse_listen("8081").port, 8081);
    EXPECT_EQ(parse_listen("0.0.0.0:80").address, "0.0.0.0");
    EXPECT_EQ(parse_listen("[::1]:8080").address, "::1");
    for (const auto* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x"}) {
        EXPECT_THROW(parse_listen(wrong), std::runtime_error) << wrong;
    }
}

TEST(AMoment, IsSiteTimeOrCarriesItsOffset) {
    const auto eight = parse_moment("2026-11-23 08:00");
    ASSERT_TRUE(eight);
    EXPECT_EQ(parse_moment("2026-11-23T08:00:00+08:00"), eight);
    EXPECT_EQ(parse_moment("2026-11-23T00:00:00Z"), eight);
    EXPECT_FALSE(parse_moment("tomorrow"));
}

struct ASettingsFile : testing::Test {
    std::string path = testing::TempDir() + "huiyin_settings_test.toml";
    ServeSettings read(const std::string& text, const std::string& given = "") {
        std::ofstream(path) << text;
        ServeSettings settings;
        settings.listen = "127.0.0.1:1";
        read_settings_file(path, settings, [&](const std::string& name) { return name == given; });
        return settings;
    }
    void TearDown() override { std::filesystem::remove(path); }
};

TEST_F(ASettingsFile, FillsWhatTheCommandLineLeftOpen) {
    const std::string text = "data = \"/srv/h\"\nlisten = \"0.0.0.0:80\"\nproxy = true\n[session]\nidle_hours = 2\nwhole_days = 1\n";
    const auto settings = read(text);
    EXPECT_EQ(settings.place.data, "/srv/h");
    EXPECT_EQ(settings.listen, "0.0.0.0:80");
    EXPECT_TRUE(settings.proxy);
    EXPECT_EQ(settings.session_idle, std::chrono::hours(2));
    EXPECT_EQ(read(text, "listen").listen, "127.0.0.1:1");
}

TEST_F(ASettingsFile, IsRefusedWithItsLine) {
    for (const auto* wrong : {"\ndata = 3\n", "\nport = 80\n", "\nproxy = \"yes\"\n", "\n[session]\nfor_ever = 1\n", "\ndata = \n"}) {
        try {
            read(wrong);
            FAIL() << wrong;
        } catch (const std::runtime_error& e) {
            EXPECT_NE(std::string(e.what()).find(".toml:"), std::string::npos) << e.what();
        }
    }
}

}  // namespace
}  // namespace huiyin::app
