// Persons: wrong input, roles over time, changes, and what other modules may ask.
#include <gtest/gtest.h>

#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

class Persons : public testing::TestWithParam<store::Engine> {};

TEST_P(Persons, AreRefusedWithEveryWrongFieldAtOnce) {
    Estate estate(GetParam());
    const auto make = [&](CreatePerson command) { return outcome(estate.run(estate.system, estate.site, create_person, command)); };
    const std::vector<std::pair<CreatePerson, std::string>> table = {
        {{.name = ""}, "name:required"},
        {{.name = "\u3000 "}, "name:required"},
        {{.name = std::string(81, 'x')}, "name:too-long"},
        {{.name = "李", .phones = {"12"}}, "phones.0:not-a-phone"},
        {{.name = "李", .phones = {"1381234551x"}}, "phones.0:not-a-phone"},
        {{.name = "李", .phones = {"13812345513", "138 1234 5513"}}, "phones.1:twice"},
        {{.name = "李", .phones = {"13812345511", "13812345512", "13812345513", "13812345514", "13812345515", "13812345516"}}, "phones:too-many"},
        {{.name = "李", .id_number = "110101199003070012"}, "id_number:not-an-id-number"},
        {{.name = "李", .id_number = "护照"}, "id_number:not-an-id-number"},
        {{.name = "李", .note = std::string(501, 'x')}, "note:too-long"},
        {{.name = "李", .unit = estate.r302}, "role:required"},
        {{.name = "李", .role = Role::owner}, "unit:required"},
        {{.name = "李", .unit = UnitId{5}, .role = Role::owner}, "unit:not-found"},
        {{.name = "", .phones = {"x"}, .id_number = "?", .note = std::string(501, 'x'), .role = Role::owner},
         "name:required phones.0:not-a-phone id_number:not-an-id-number note:too-long unit:required"},
        {{.name = "李", .phones = {"+86 13812345513", "0755-26881234"}, .id_number = "E12345678"}, "done"},
        {{.kind = PersonKind::enterprise, .name = "回音科技", .id_number = "91440300MA5EXAMPL8"}, "done"},
    };
    for (const auto& [command, wanted] : table) EXPECT_EQ(make(command), wanted) << json::text(command);
}

TEST_P(Persons, HaveRolesFromADayUntilADay) {
    Estate estate(GetParam());
    const auto today = Zone{}.day_of(estate.now);
    const auto id = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto again = [&](Role role, Day since) { return outcome(estate.run(estate.system, estate.site, add_role, {id, estate.r1204, role, since})); };
    const auto end = [&](Day until) { return outcome(estate.run(estate.system, estate.site, end_role, {id, estate.r1204, Role::owner, until})); };
    EXPECT_EQ(again(Role::owner, today), "person.role-stands");
    EXPECT_EQ(again(Role::occupant, today), "done") << "an owner may live there too";
    EXPECT_EQ(end(today - 1), "until:before-its-start");
    EXPECT_EQ(end(today + 10), "done");
    EXPECT_EQ(end(today + 10), "person.role-not-found") << "it has ended";
    EXPECT_EQ(again(Role::owner, today + 9), "person.role-stands");
    EXPECT_EQ(again(Role::owner, today + 10), "done") << "a role stops just before its last day";
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, add_role, {id, UnitId{6}, Role::owner, today})), "unit:not-found");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.elsewhere, add_role, {id, estate.r302, Role::owner, today})), "person.not-found");

    const auto view = estate.view(id);
    ASSERT_EQ(view.roles.size(), 3u);
    EXPECT_EQ(view.roles[0].since, today + 10);
    EXPECT_FALSE(view.roles[0].until);
    EXPECT_EQ(view.version, 4);
}

TEST_P(Persons, ChangeOnlyWhatIsGiven) {
    Estate estate(GetParam());
    const auto id = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto change = [&](ChangePerson command) { return outcome(estate.run(estate.system, estate.site, change_person, command)); };
    EXPECT_EQ(change({.id = id, .version = 1, .phones = std::vector<std::string>{"13911110000"}}), "done");
    EXPECT_EQ(change({.id = id, .version = 1, .name = "李文"}), "stale");
    EXPECT_EQ(change({.id = id, .version = 2, .name = " ", .phones = std::vector<std::string>{"?"}}), "name:required phones.0:not-a-phone");
    EXPECT_EQ(change({.id = id, .version = 2, .id_number = "110101199003070012"}), "id_number:not-an-id-number");
    EXPECT_EQ(change({.id = id, .version = 2, .name = "王建国"}), "done");
    const auto who = estate.read([&](store::Tx& tx) { return contact(tx, estate.site, id, {}); });
    ASSERT_TRUE(who);
    EXPECT_EQ(who->name, "王建国");
    EXPECT_EQ(who->phone, "13911110000");
    EXPECT_TRUE(estate.ask(estate.system, estate.site, find_households, {"lwb"}).value().households.empty());
    EXPECT_EQ(estate.ask(estate.system, estate.site, find_households, {"wjg"}).value().households.size(), 1u);
    const auto last = estate.history(id).back();
    EXPECT_EQ(last.event, "person.changed");
    EXPECT_EQ(last.facts, R"({"fields":["name"]})");
}

TEST_P(Persons, AreWhoModulesOfWorkSpeakWith) {
    Estate estate(GetParam());
    const auto li = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto passer = estate.person("赵过客");
    const auto ask = [&](std::optional<PersonId> p, std::optional<UnitId> u) {
        const auto c = estate.read([&](store::Tx& tx) { return contact(tx, estate.site, p, u); });
        return c ? c->name + "/" + c->phone + "/" + c->room + "/" + c->role : "nobody";
    };
    EXPECT_EQ(ask(li, estate.r1204), "李文博/13812345513/3栋1204/owner");
    EXPECT_EQ(ask(li, {}), "李文博/13812345513/3栋1204/owner");
    EXPECT_EQ(ask(li, estate.r302), "李文博/13812345513/3栋302/") << "calls about another room";
    EXPECT_EQ(ask({}, estate.r1204), "//3栋1204/") << "nobody is guessed";
    EXPECT_EQ(ask(passer, {}), "赵过客///");
    EXPECT_EQ(ask({}, {}), "nobody");
    EXPECT_EQ(ask(PersonId{8}, UnitId{8}), "nobody");
    const auto here = [&](SiteId site) {
        return estate.read([&](store::Tx& tx) {
            return std::vector{person_at(tx, site, li), unit_at(tx, site, estate.r1204), contact(tx, site, li, estate.r1204).has_value()};
        });
    };
    EXPECT_EQ(here(estate.site), (std::vector{true, true, true}));
    EXPECT_EQ(here(estate.elsewhere), (std::vector{false, false, false}));
    EXPECT_EQ(estate.read([&](store::Tx& tx) { return room_of(tx, estate.other1204); }), "12号楼2单元1204");
}

ON_EACH_ENGINE(Persons);

}  // namespace
}  // namespace huiyin::customers
