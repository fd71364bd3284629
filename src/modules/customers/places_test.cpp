// Buildings and units: made once, listed in order, counted exactly.
#include <gtest/gtest.h>

#include <set>

#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

class Places : public testing::TestWithParam<store::Engine> {};

TEST_P(Places, AreMadeOnce) {
    Estate estate(GetParam());
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_building, {"3栋"})), "name:taken");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.elsewhere, create_building, {"3栋"})), "done") << "another site, another building";
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_unit, {estate.third, "", "1204", 0, ""})), "number:taken");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_unit, {estate.third, "1单元", "1204", 0, ""})), "done");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_unit, {estate.third, "1单元", "1204", 0, ""})), "number:taken");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.elsewhere, create_unit, {estate.third, "", "9", 0, ""})), "building:not-found");
}

TEST_P(Places, RefuseWhatCannotBeWithEveryFieldAtOnce) {
    Estate estate(GetParam());
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_building, {" "})), "name:required");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_building, {"——"})), "name:needs-a-letter-or-digit");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, create_unit, {estate.third, std::string(21, 'x'), "", -1, std::string(501, 'x')})),
              "number:required entrance:too-long note:too-long area_hundredths:out-of-range");
    EXPECT_EQ(outcome(estate.run(estate.somebody({Permission::see_customers}), estate.site, create_building, {"4栋"})), "not-permitted");
}

TEST_P(Places, AreListedWithTheirPeopleMasked) {
    Estate estate(GetParam());
    estate.person("李文博", {}, estate.r1204);
    estate.person("回音科技有限公司", {}, estate.r302);
    const auto gone = estate.person("王小芳", {}, estate.r1204, Role::tenant);
    const auto today = Zone{}.day_of(estate.now);
    ASSERT_EQ(outcome(estate.run(estate.system, estate.site, end_role, {gone, estate.r1204, Role::tenant, today})), "done");
    const auto list = estate.ask(estate.system, estate.site, list_units, {.building = estate.third}).value();
    ASSERT_EQ(list.units.size(), 2u);
    EXPECT_EQ(list.total, 2);
    EXPECT_EQ(list.units[0].room, "3栋302") << "302 stands before 1204";
    EXPECT_EQ(list.units[1].people, "李**");
    const auto buildings = estate.ask(estate.system, estate.site, list_buildings, {}).value().buildings;
    ASSERT_EQ(buildings.size(), 2u);
    EXPECT_EQ(buildings[0].units, 2);
    EXPECT_EQ(buildings[1].units, 1);
}

TEST_P(Places, CountExactlyWhatPagingToTheEndGives) {
    Estate estate(GetParam());
    const auto fourth = estate.building("4栋");
    for (int i = 0; i < 230; ++i) estate.unit(fourth, i % 2 ? "1单元" : "", std::to_string(101 + i));
    const auto all_of = [&](std::optional<BuildingId> building, std::optional<std::string> q) {
        std::set<std::int64_t> seen;
        std::int64_t total = -1;
        std::string cursor;
        do {
            const auto page = estate.ask(estate.system, estate.site, list_units, {building, q, cursor}).value();
            for (const auto& u : page.units) EXPECT_TRUE(seen.insert(u.id.value).second) << u.room << " came twice";
            EXPECT_TRUE(total == -1 || total == page.total);
            total = page.total;
            cursor = page.next;
        } while (!cursor.empty());
        EXPECT_EQ(total, static_cast<std::int64_t>(seen.size()));
        return total;
    };
    EXPECT_EQ(all_of({}, {}), 233);
    EXPECT_EQ(all_of(fourth, {}), 230);
    EXPECT_EQ(all_of({}, "1"), 99 + 2) << "101 to 199 of building 4 and both 1204";
    EXPECT_EQ(all_of(fourth, "4-1"), 99 + 66) << "4-101 to 4-199, and 4-1-200 to 4-1-330";
    EXPECT_EQ(all_of({}, "——"), 0);
    EXPECT_EQ(outcome(estate.ask(estate.system, estate.site, list_units, {.cursor = "later"})), "cursor:unknown-value");
    EXPECT_EQ(outcome(estate.ask(estate.system, estate.elsewhere, list_units, {.cursor = std::to_string(estate.r302.value)})), "cursor:unknown-value");
}

ON_EACH_ENGINE(Places);

}  // namespace
}  // namespace huiyin::customers
