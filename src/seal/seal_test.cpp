// What is sealed opens for the same thing and with the same key, and for nobody else.
#include "seal/seal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace huiyin::seal {
namespace {
namespace fs = std::filesystem;

struct TheSeal : testing::Test {
    fs::path folder = fs::path(testing::TempDir()) / ("huiyin_seal_" + std::to_string(::getpid()));
    TheSeal() { fs::create_directories(folder); }
    ~TheSeal() override { fs::remove_all(folder); }
};

TEST_F(TheSeal, OpensOnlyWhatItSealedForTheSameThing) {
    const Seal seal(folder / "key");
    const auto sealed = seal.seal("密码", "channel 1");
    EXPECT_EQ(sealed.find("密码"), std::string::npos);
    EXPECT_EQ(Seal(folder / "key").open(sealed, "channel 1"), "密码");
    EXPECT_EQ(seal.open(sealed, "channel 2"), std::nullopt);
    EXPECT_EQ(Seal(folder / "other").open(sealed, "channel 1"), std::nullopt);
    EXPECT_EQ(seal.open("00", "channel 1"), std::nullopt);
    EXPECT_EQ(fs::status(folder / "key").permissions() & fs::perms::others_all, fs::perms::none);
}

TEST_F(TheSeal, OfTheHouseGoesOnWithTheKeyOfEarlierVersions) {
    const auto sealed = Seal(folder / "notices.key").seal("密码", "channel 1");
    furnish(folder);
    EXPECT_EQ(of_house().open(sealed, "channel 1"), "密码");
    EXPECT_TRUE(fs::exists(folder / "secrets.key"));
    EXPECT_FALSE(fs::exists(folder / "notices.key"));
    furnish({});
    EXPECT_THROW(of_house(), std::logic_error);
}

}  // namespace
}  // namespace huiyin::seal
