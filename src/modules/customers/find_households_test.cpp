// The picker finds whoever is meant, whatever the person at the desk types first.
#include <gtest/gtest.h>

#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

class FindingAHousehold : public testing::TestWithParam<store::Engine> {
  public:
    // "3栋1204 李** | …"
    static std::string found(Estate& estate, const char* q) {
        std::string out;
        for (const auto& h : estate.ask(estate.system, estate.site, find_households, {q}).value().households)
            out += (out.empty() ? "" : " | ") + h.room + " " + h.name;
        return out;
    }
};

TEST_P(FindingAHousehold, WorksByRoomPhoneTailInitialsAndName) {
    Estate estate(GetParam());
    estate.person("李文博", {"13812345513"}, estate.r1204);
    estate.person("王小芳", {"13900001204", "0755-26881234"}, estate.r302, Role::tenant);
    estate.person("歐陽娜", {"13600007788"}, estate.other1204);
    estate.person("赵过客", {"13511112222"});
    const std::vector<std::pair<const char*, const char*>> table = {
        {"3-1204", "3栋1204 李**"},
        {"3栋1204", "3栋1204 李**"},
        {"3棟1204室", "3栋1204 李**"},
        {"３－１２０４", "3栋1204 李**"},
        {"12-2-1204", "12号楼2单元1204 歐陽*"},
        {"12号楼1204", "12号楼2单元1204 歐陽*"},
        {"302", "3栋302 王**"},
        {"5513", "3栋1204 李**"},
        {"513", "3栋1204 李**"},
        {"13812345513", "3栋1204 李**"},
        {"+86 138-1234-5513", "3栋1204 李**"},
        {"26881234", "3栋302 王**"},
        {"lwb", "3栋1204 李**"},
        {"LW", "3栋1204 李**"},
        {"oyn", "12号楼2单元1204 歐陽*"},
        {"文博", "3栋1204 李**"},
        {"小芳", "3栋302 王**"},
        {"欧阳", "12号楼2单元1204 歐陽*"},
        {"歐陽", "12号楼2单元1204 歐陽*"},
        {"2222", " 赵**"},
        {"3-12", "3栋1204 李**"},
        {"", ""},
        {"   ", ""},
        {"没有此人", ""},
        {"9999", ""},
        {"99-1", ""},
        {"'; drop table persons; --", ""},
    };
    for (const auto& [q, households] : table) {
        EXPECT_EQ(found(estate, q), households) << q;
    }
}

TEST_P(FindingAHousehold, PutsTheExactRoomBeforeThePhoneThatEndsLikeIt) {
    Estate estate(GetParam());
    estate.person("李文博", {"13812345513"}, estate.r1204);
    estate.person("王小芳", {"13900001204"}, estate.r302);
    EXPECT_EQ(found(estate, "1204"), "3栋1204 李** | 12号楼2单元1204  | 3栋302 王**");
}

TEST_P(FindingAHousehold, ShowsEverybodyOfTheRoomWithRolePhoneAndNotes) {
    Estate estate(GetParam());
    const auto noted = estate.unit(estate.third, "", "1301", "门铃坏了");
    estate.person("王小芳", {"13900001204"}, noted, Role::tenant);
    const auto owner = estate.run(estate.system, estate.site, create_person,
                                  {.name = "李文博", .phones = {"13812345513"}, .note = "听力不好", .unit = noted, .role = Role::owner});
    ASSERT_TRUE(owner);
    const auto households = estate.ask(estate.system, estate.site, find_households, {"1301"}).value().households;
    ASSERT_EQ(households.size(), 2u);
    EXPECT_EQ(households[0].role, "owner");
    EXPECT_EQ(households[0].phone, "138****5513");
    EXPECT_EQ(households[0].note, "听力不好\n门铃坏了");
    EXPECT_EQ(households[1].role, "tenant");
    EXPECT_EQ(households[1].note, "门铃坏了");
}

TEST_P(FindingAHousehold, CountsTheMattersThatStandOpenByHearingOfThem) {
    Estate estate(GetParam());
    const auto li = estate.person("李文博", {}, estate.r1204);
    const auto open = [&] { return estate.ask(estate.system, estate.site, find_households, {"3-1204"}).value().households.at(0).open_matters; };
    EXPECT_EQ(open(), 0);
    estate.tell("complaint.recorded", 501, estate.r1204, li);
    estate.tell("complaint.recorded", 502, estate.r1204, {});
    estate.tell("complaint.recorded", 503, estate.r302, {});
    estate.tell("complaint.recorded", 504, {}, {});
    EXPECT_EQ(open(), 2);
    estate.tell("complaint.closed", 501, estate.r1204, li);
    EXPECT_EQ(open(), 1);
    estate.tell("complaint.reopened", 501, estate.r1204, li);
    estate.tell("complaint.reopened", 501, estate.r1204, li);
    EXPECT_EQ(open(), 2) << "heard twice is counted once";
    estate.tell("complaint.withdrawn", 502, estate.r1204, {});
    EXPECT_EQ(open(), 1);
}

TEST_P(FindingAHousehold, StaysWithinTheSiteAndNeedsPermission) {
    Estate estate(GetParam());
    estate.person("李文博", {"13812345513"}, estate.r1204);
    EXPECT_TRUE(estate.ask(estate.system, estate.elsewhere, find_households, {"1204"}).value().households.empty());
    EXPECT_TRUE(estate.ask(estate.system, estate.elsewhere, find_households, {"lwb"}).value().households.empty());
    EXPECT_TRUE(estate.ask(estate.system, estate.elsewhere, find_households, {"5513"}).value().households.empty());
    EXPECT_EQ(outcome(estate.ask(estate.somebody({}), estate.site, find_households, {"1204"})), "not-permitted");
}

TEST_P(FindingAHousehold, ListsTwentyAtMost) {
    Estate estate(GetParam());
    for (int i = 0; i < 25; ++i) estate.person("李文" + std::to_string(i), {}, estate.r1204, Role::occupant);
    EXPECT_EQ(estate.ask(estate.system, estate.site, find_households, {"3-1204"}).value().households.size(), 20u);
}

ON_EACH_ENGINE(FindingAHousehold);

}  // namespace
}  // namespace huiyin::customers
