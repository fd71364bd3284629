// What a password may be, and how it is kept.
#include <gtest/gtest.h>

#include <set>

#include "accounts.hpp"

namespace huiyin::organisation {
namespace {

std::string judged(std::string_view password) {
    Checks c;
    check_password(c, "new_password", password);
    return c.ok() ? "fine" : c.errors().front().code;
}

TEST(APassword, HasTenCharactersAtLeastAndIsNotOneThatEverybodyTries) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"", "too-short"},
        {"kj3#9xQ2w", "too-short"},
        {"kj3#9xQ2wz", "fine"},
        {"水管漏水三楼东头报修", "fine"},
        {"correct horse battery", "fine"},
        {"12345678910", "too-common"},
        {"1234567890", "too-common"},
        {"9876543210", "too-common"},
        {"0000000000", "too-common"},
        {"abababababab", "too-common"},
        {"abcdefghijkl", "too-common"},
        {"admin123456", "too-common"},
        {"Admin@123456", "too-common"},
        {"administrator", "too-common"},
        {"woaini1314", "too-common"},
        {"woaini5201314", "too-common"},
        {"5201314520", "too-common"},
        {"WOAINI1314520", "too-common"},
        {"password2026", "too-common"},
        {"Passw0rd1234", "too-common"},
        {"ｐａｓｓｗｏｒｄ１２３", "too-common"},
        {"a123456789", "too-common"},
        {"123456789qq", "too-common"},
        {"88888888mima", "too-common"},
        {"wuye123456", "too-common"},
        {std::string(129, 'k') + "7", "too-long"},
        {"\xff\xfe" "0123456789", "not-text"},
    };
    for (const auto& [password, verdict] : table) EXPECT_EQ(judged(password), verdict) << password;
}

TEST(APassword, IsNotTheLoginOrTheNameWithALittleAround) {
    EXPECT_TRUE(like_person("liwenbo2026", "liwenbo", "李文博"));
    EXPECT_TRUE(like_person("LiWenBo!!123", "liwenbo", "李文博"));
    EXPECT_TRUE(like_person("李文博1234567", "lwb", "李文博"));
    EXPECT_FALSE(like_person("north-window-7-liwenbo-rain", "liwenbo", "李文博"));
    EXPECT_FALSE(like_person("kj3#9xQ2wz", "li", "李"));
    EXPECT_FALSE(like_person("kj3#9xQ2wz", "", ""));
}

TEST(APassword, IsKeptAsArgon2idAndFitsOnlyItself) {
    const auto hash = hash_password("kj3#9xQ2wz");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_NE(hash, hash_password("kj3#9xQ2wz")) << "the salt is new each time";
    EXPECT_TRUE(password_fits(hash, "kj3#9xQ2wz"));
    EXPECT_FALSE(password_fits(hash, "kj3#9xQ2wZ"));
    EXPECT_FALSE(password_fits(hash, ""));
    EXPECT_FALSE(password_fits("not a hash", "kj3#9xQ2wz"));
    EXPECT_FALSE(password_fits(hash, std::string(5000, 'x')));
}

TEST(AOneTimePassword, IsFourGroupsWithoutLookAlikesAndFine) {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const auto p = one_time_password();
        ASSERT_EQ(p.size(), 19u) << p;
        for (std::size_t at = 0; at < p.size(); ++at) EXPECT_EQ(p[at] == '-', at % 5 == 4) << p;
        EXPECT_EQ(p.find_first_of("ilo01"), std::string::npos) << p;
        EXPECT_EQ(judged(p), "fine");
        seen.insert(p);
    }
    EXPECT_EQ(seen.size(), 200u);
}

}  // namespace
}  // namespace huiyin::organisation
