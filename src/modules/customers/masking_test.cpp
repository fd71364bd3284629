// Clear values leave through one door. Canary values are looked for in everything that every view says.
#include <gtest/gtest.h>

#include <array>

#include "kernel/text.hpp"
#include "search/box.hpp"
#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

constexpr std::array canaries = {"文博之名", "13877665513", "87766551", "110101199003070011", "1990030700", "26889977"};

std::string valid_card() {  // the canary with its right check digit
    for (const char* last : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"})
        if (const auto number = std::string("11010119900307001") + last; text::valid_id_number(number)) return number;
    throw Impossible("no check digit fits");
}

class PersonalData : public testing::TestWithParam<store::Engine> {
  public:
    static PersonId canary(Estate& estate) {
        return estate.run(estate.system, estate.site, create_person,
                          {.name = "李文博之名", .phones = {"13877665513", "0755-26889977"}, .id_number = valid_card(),
                           .unit = estate.r1204, .role = Role::owner}).value().id;
    }
    static void expect_clean(const std::string& said, const std::string& where) {
        for (const auto* value : canaries) EXPECT_EQ(said.find(value), std::string::npos) << value << " stands in " << where << ": " << said;
        EXPECT_EQ(said.find(valid_card().substr(1, 16)), std::string::npos) << where;
    }
};

TEST_P(PersonalData, IsMaskedInEveryView) {
    Estate estate(GetParam());
    const auto id = canary(estate);
    const auto view = estate.view(id);
    EXPECT_EQ(view.name, "李***");
    EXPECT_EQ(view.phones, (std::vector<std::string>{"138****5513", text::mask_phone("0755-26889977")}));
    EXPECT_EQ(view.id_number, text::mask_id_number(valid_card()));
    expect_clean(json::text(view), "the person");

    for (const char* q : {"1204", "3-1204", "13877665513", "5513", "文博", "lwb", "26889977", "9977"}) {
        const auto households = estate.ask(estate.system, estate.site, find_households, {q}).value();
        EXPECT_EQ(households.households.at(0).person, id) << q;
        expect_clean(json::text(households), std::string("households by ") + q);
    }
    expect_clean(json::text(estate.ask(estate.system, estate.site, list_units, {}).value()), "the list of units");
    expect_clean(json::text(estate.ask(estate.system, estate.site, list_buildings, {}).value()), "the list of buildings");
    for (const auto& e : estate.history(id)) expect_clean(e.facts, "the journal's facts");
}

TEST_P(PersonalData, IsMaskedInTheSearchBoxAndAbsentForWhoMayNotSeeCustomers) {
    Estate estate(GetParam());
    canary(estate);
    work::Routes routes;
    add_routes(routes);
    search::add_routes(routes);
    const auto& route = routes.all().back();
    ASSERT_EQ(route.path, "/search");
    const auto say = [&](const work::Actor& actor, std::string q) {
        const auto asked = route.read(work::Parsed{.parameters = {{"q", q}}, .path_names = {}});
        return estate.db->read_now([&](store::Tx& tx) {
            work::Reading reading{tx, actor, estate.site, estate.now, estate.world};
            return (*asked)(reading).value().json;
        });
    };
    for (const char* q : {"lwb", "文博之名", "5513", "1204"}) {
        const auto said = say(estate.system, q);
        EXPECT_NE(said.find("李***"), std::string::npos) << q << ": " << said;
        expect_clean(said, std::string("search for ") + q);
        EXPECT_EQ(say(estate.somebody({Permission::see_complaints}), q).find("李"), std::string::npos) << q;
    }
}

TEST_P(PersonalData, IsDisclosedFieldByFieldWithAReasonInTheJournal) {
    Estate estate(GetParam());
    const auto id = canary(estate);
    const auto officer = estate.somebody({Permission::reveal_personal_data});
    const auto show = [&](PersonalField field) { return estate.run(officer, estate.site, disclose, {id, field, "核对号码后回访"}).value().values; };
    EXPECT_EQ(show(PersonalField::phone), (std::vector<std::string>{"13877665513", "0755-26889977"}));
    EXPECT_EQ(show(PersonalField::name), std::vector<std::string>{"李文博之名"});
    EXPECT_EQ(show(PersonalField::id_number), std::vector{valid_card()});
    const auto entries = estate.history(id);
    ASSERT_EQ(entries.size(), 4u) << "one for the making, one for each look";
    EXPECT_EQ(entries[1].event, "person.disclosed");
    EXPECT_EQ(entries[1].actor, officer.staff);
    EXPECT_EQ(entries[1].facts, R"({"field":"phone"})");
    EXPECT_EQ(entries[1].personal, R"({"reason":"核对号码后回访"})");

    EXPECT_EQ(outcome(estate.run(officer, estate.site, disclose, {id, PersonalField::phone, " "})), "reason:required");
    EXPECT_EQ(outcome(estate.run(officer, estate.site, disclose, {PersonId{4}, PersonalField::phone, "看看"})), "person.not-found");
    EXPECT_EQ(outcome(estate.run(estate.somebody({Permission::see_customers}), estate.site, disclose, {id, PersonalField::phone, "看看"})), "not-permitted");
    EXPECT_EQ(estate.history(id).size(), 4u) << "what was refused showed nothing";
}

TEST_P(PersonalData, IsDisclosedAHundredTimesADayAtMost) {
    Estate estate(GetParam());
    const auto id = canary(estate);
    const auto officer = estate.somebody({Permission::reveal_personal_data});
    const auto look = [&](const work::Actor& who) { return outcome(estate.run(who, estate.site, disclose, {id, PersonalField::phone, "核对"})); };
    for (int i = 0; i < 100; ++i) ASSERT_EQ(look(officer), "done") << i;
    EXPECT_EQ(look(officer), "disclosure.too-many");
    EXPECT_EQ(look(estate.somebody({Permission::reveal_personal_data}, {78})), "done") << "everybody counts alone";
    estate.now = estate.now + std::chrono::hours(24);
    EXPECT_EQ(look(officer), "done") << "a new day";
}

TEST_P(PersonalData, IsErasedEverywhereAndTheChainStaysWhole) {
    Estate estate(GetParam());
    const auto id = canary(estate);
    int heard = 0;
    estate.world.listeners.emplace("person.erased", [&](work::Unit&, const journal::Event& e) { heard += e.subject.id == id.value; });
    ASSERT_TRUE(estate.run(estate.system, estate.site, disclose, {id, PersonalField::phone, "给李文博之名回电"}));
    const auto erased = estate.run(estate.system, estate.site, erase_person, {id, "客户书面申请"});
    ASSERT_TRUE(erased) << erased.error().code;
    EXPECT_EQ(erased->entries, 2);
    EXPECT_EQ(heard, 1);

    const auto view = estate.view(id);
    EXPECT_TRUE(view.erased);
    EXPECT_EQ(view.name, "");
    EXPECT_TRUE(view.phones.empty());
    EXPECT_EQ(view.id_number, "");
    EXPECT_EQ(view.roles.size(), 1u) << "that somebody owned the unit stays on record";
    for (const char* q : {"5513", "文博", "lwb"}) EXPECT_TRUE(estate.ask(estate.system, estate.site, find_households, {q}).value().households.empty()) << q;
    const auto who = estate.read([&](store::Tx& tx) { return contact(tx, estate.site, id, {}); });
    EXPECT_EQ(who.value_or(Contact{}).name + who.value_or(Contact{}).phone, "");
    EXPECT_FALSE(estate.read([&](store::Tx& tx) { return person_at(tx, estate.site, id); }));
    for (const auto& e : estate.history(id)) expect_clean(e.facts + e.personal.value_or(""), "the journal");
    const auto verdict = estate.read([](store::Tx& tx) { return journal::verify(tx); });
    EXPECT_TRUE(verdict.faults.empty());
    EXPECT_GT(verdict.entries, 5);

    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, erase_person, {id, "再一次"})), "person.erased");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, disclose, {id, PersonalField::name, "看看"})), "person.erased");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, change_person, {.id = id, .version = 2, .name = "新名"})), "person.erased");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.elsewhere, erase_person, {id, "别处"})), "person.not-found");
}

TEST_P(PersonalData, StaysWhileAMatterOfThePersonIsOpen) {
    Estate estate(GetParam());
    const auto id = canary(estate);
    estate.tell("complaint.recorded", 900, estate.r1204, id);
    const auto refused = estate.run(estate.system, estate.site, erase_person, {id, "客户书面申请"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "person.has-open-matters");
    EXPECT_EQ(refused.error().details.at("open").as_int64(), 1);
    EXPECT_EQ(estate.view(id).name, "李***");
    estate.tell("complaint.closed", 900, estate.r1204, id);
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, erase_person, {id, "客户书面申请"})), "done");
}

ON_EACH_ENGINE(PersonalData);

}  // namespace
}  // namespace huiyin::customers
