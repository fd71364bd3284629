// The same person found twice, wishes and consent, a person's own data, and a unit's people over time.
#include "customers/keeping.hpp"

#include <gtest/gtest.h>

#include "journal/journal.hpp"
#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

class Keeping : public testing::TestWithParam<store::Engine> {
  protected:
    Estate estate{GetParam()};
    Result<Merged> merge(PersonId id, PersonId into) {
        return estate.run(estate.system, estate.site, merge_person, {id, estate.view(id).version, into, "同一人"});
    }
};

TEST_P(Keeping, MergingMovesRolesPhonesConsentsAndMattersAndLosesNothing) {
    const auto one = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto two = estate.person("李文博", {"13912345513", "13812345513"}, estate.r302, Role::tenant);
    ASSERT_TRUE(estate.run(estate.system, estate.site, record_consent, {one, Purpose::surveys, true, Obtained::phone, "来电"}));
    ASSERT_TRUE(estate.run(estate.system, estate.site, change_preferences, {one, ContactChannel::email, "lwb@example.com", Language::zh_Hans, 540, 1080}));
    estate.tell("complaint.recorded", 500, estate.r1204, one);

    ASSERT_EQ(outcome(merge(one, two)), "done");
    const auto stays = estate.view(two);
    EXPECT_EQ(stays.phones.size(), 2u);
    EXPECT_EQ(stays.roles.size(), 2u);
    ASSERT_EQ(stays.consents.size(), 1u);
    EXPECT_EQ(stays.consents.front().purpose, Purpose::surveys);
    EXPECT_EQ(stays.preferences.email, "l***@example.com");
    const auto sign = estate.view(one);
    EXPECT_EQ(sign.merged_into, two);
    EXPECT_TRUE(sign.phones.empty() && sign.roles.empty());
    // The open matter is the staying person's now: it forbids erasing that one.
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, erase_person, {two, "本人要求"})), "person.has-open-matters");
    // The picker finds the staying record only.
    const auto found = estate.ask(estate.system, estate.site, find_households, {"李文博"}).value().households;
    for (const auto& h : found) EXPECT_EQ(h.person, two);
    EXPECT_EQ(estate.history(two).back().event, "person.took_over");
}

TEST_P(Keeping, MergingIsRefusedForOneselfForAnotherKindAndForWhoIsGone) {
    const auto one = estate.person("李文博", {"13812345513"});
    const auto firm = PersonId{estate.run(estate.system, estate.site, create_person, {.kind = PersonKind::enterprise, .name = "回音科技"}).value().id};
    EXPECT_EQ(outcome(merge(one, one)), "into:same-person");
    EXPECT_EQ(outcome(merge(one, firm)), "person.other-kind");
    EXPECT_EQ(outcome(merge(one, PersonId{5})), "into:not-found");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, merge_person, {one, 99, firm, ""})), "reason:required");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, merge_person, {one, 99, estate.person("李"), "同一人"})), "stale");
    const auto two = estate.person("李文博");
    ASSERT_TRUE(merge(one, two));
    EXPECT_EQ(outcome(merge(one, two)), "person.merged");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, change_person, {.id = one, .version = 2, .note = "x"})), "person.merged");
    EXPECT_EQ(outcome(estate.run(estate.somebody({Permission::edit_customers}), estate.site, merge_person, {two, 1, firm, "x"})), "not-permitted");
}

TEST_P(Keeping, ErasingTheStayingRecordErasesItsFormerSelvesToo) {
    const auto one = estate.person("金丝雀一", {"13812345513"});
    const auto two = estate.person("金丝雀二", {"13912345513"});
    const auto three = estate.person("金丝雀三");
    ASSERT_TRUE(merge(one, two));
    ASSERT_TRUE(merge(two, three));
    ASSERT_TRUE(estate.run(estate.system, estate.site, record_consent, {three, Purpose::notices, true, Obtained::paper, "金丝雀单 12 号"}));
    ASSERT_EQ(outcome(estate.run(estate.system, estate.site, erase_person, {three, "本人要求"})), "done");
    for (const auto id : {one, two, three}) {
        const auto view = estate.view(id);
        EXPECT_TRUE(view.erased);
        EXPECT_EQ(view.name, "");
        for (const auto& entry : estate.history(id))
            if (entry.event != "person.erased") EXPECT_FALSE(entry.personal.has_value()) << entry.event;
    }
    EXPECT_EQ(estate.view(three).consents.front().evidence, "");
    EXPECT_TRUE(estate.read([&](store::Tx& tx) { return journal::verify(tx).faults.empty(); }));
}

TEST_P(Keeping, LikelySamePersonsHaveTheSamePhoneOrTheSameName) {
    const auto one = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto phone = estate.person("李先生", {"138 1234 5513"});
    const auto name = estate.person("李文博", {"13700000000"});
    estate.person("李文", {"13700000001"});
    const auto list = estate.ask(estate.system, estate.site, find_likely_same, {one}).value().persons;
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].id, phone);
    EXPECT_TRUE(list[0].same_phone && !list[0].same_name);
    EXPECT_EQ(list[1].id, name);
    EXPECT_TRUE(list[1].same_name && !list[1].same_phone);
    EXPECT_EQ(list[1].name, "李**");
}

TEST_P(Keeping, NobodyIsReachedWithoutConsentOrAgainstTheirWishes) {
    const auto id = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto reached = [&](Purpose p, int minute) { return estate.read([&](store::Tx& tx) { return reach(tx, estate.site, id, p, minute).has_value(); }); };
    const auto wish = [&](ContactChannel channel, std::optional<std::string> email, int from, int until) {
        return outcome(estate.run(estate.system, estate.site, change_preferences, {id, channel, std::move(email), Language::en, from, until}));
    };
    const auto say = [&](bool given) { return outcome(estate.run(estate.system, estate.site, record_consent, {id, Purpose::greetings, given, Obtained::phone, "来电"})); };
    EXPECT_FALSE(reached(Purpose::greetings, 600));
    EXPECT_EQ(say(true), "done");
    EXPECT_TRUE(reached(Purpose::greetings, 600));
    EXPECT_FALSE(reached(Purpose::offers, 600));
    EXPECT_EQ(wish(ContactChannel::phone, {}, 540, 1080), "done");
    EXPECT_FALSE(reached(Purpose::greetings, 1080));
    EXPECT_TRUE(reached(Purpose::greetings, 1079));
    EXPECT_EQ(wish(ContactChannel::none, {}, 0, 0), "done");
    EXPECT_FALSE(reached(Purpose::greetings, 600));
    EXPECT_EQ(wish(ContactChannel::email, {}, 0, 0), "email:required");
    EXPECT_EQ(wish(ContactChannel::email, "lwb@example.com\r\nBcc: x@y.zz", 0, 0), "email:not-an-email");
    EXPECT_EQ(wish(ContactChannel::email, "lwb@example", 700, 600), "email:not-an-email calls_until:before-its-start");
    EXPECT_EQ(wish(ContactChannel::email, "lwb@example.com", 0, 0), "done");
    EXPECT_EQ(wish(ContactChannel::email, {}, 0, 0), "done");  // what is absent stays
    EXPECT_TRUE(reached(Purpose::greetings, 3));
    EXPECT_EQ(say(false), "done");
    EXPECT_FALSE(reached(Purpose::greetings, 600));
    EXPECT_EQ(estate.view(id).consents.size(), 2u);
    EXPECT_EQ(estate.run(estate.system, estate.site, disclose, {id, PersonalField::email, "核对"}).value().values.front(), "lwb@example.com");
}

TEST_P(Keeping, OwnDataIsEverythingInClearAndWhoTookItStandsInTheJournal) {
    const auto id = estate.person("李文博", {"13812345513"}, estate.r1204);
    add_own_data("test_section", [](store::Tx&, SiteId, PersonId person) { return boost::json::array{std::to_string(person.value)}; });
    const auto file = estate.run(estate.system, estate.site, export_person, {id, "本人书面申请"});
    ASSERT_TRUE(file);
    const auto data = boost::json::parse(file->data.text).as_object();
    EXPECT_EQ(data.at("name").as_string(), "李文博");
    EXPECT_EQ(data.at("phones").as_array().at(0).as_string(), "13812345513");
    EXPECT_EQ(data.at("roles").as_array().at(0).as_object().at("room").as_string(), "3栋1204");
    EXPECT_EQ(data.at("test_section").as_array().at(0).as_string(), std::to_string(id.value));
    EXPECT_EQ(estate.history(id).back().event, "person.exported");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, export_person, {id, " "})), "reason:required");
    EXPECT_EQ(outcome(estate.run(estate.somebody({Permission::edit_customers}), estate.site, export_person, {id, "x"})), "not-permitted");
}

TEST_P(Keeping, AUnitShowsItsPeopleOfTodayAndThoseBefore) {
    const auto owner = estate.person("李文博", {"13812345513"}, estate.r1204);
    const auto tenant = estate.person("王秀英", {"13912345513"}, estate.r1204, Role::tenant);
    const auto today = Zone{}.day_of(estate.now);
    ASSERT_TRUE(estate.run(estate.system, estate.site, end_role, {tenant, estate.r1204, Role::tenant, today}));
    const auto view = estate.ask(estate.system, estate.site, open_unit, {estate.r1204}).value();
    ASSERT_EQ(view.now.size(), 1u);
    EXPECT_EQ(view.now[0].person, owner);
    ASSERT_EQ(view.before.size(), 1u);
    EXPECT_EQ(view.before[0].person, tenant);
    EXPECT_EQ(view.before[0].name, "王**");
    EXPECT_EQ(outcome(estate.ask(estate.system, estate.site, open_unit, {UnitId{3}})), "unit.not-found");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, change_unit, {estate.r1204, 1, "家中有犬", 8850})), "done");
    EXPECT_EQ(outcome(estate.run(estate.system, estate.site, change_unit, {estate.r1204, 1, "x", {}})), "stale");
    EXPECT_EQ(estate.ask(estate.system, estate.site, open_unit, {estate.r1204}).value().area_hundredths, 8850);
}

ON_EACH_ENGINE(Keeping);

}  // namespace
}  // namespace huiyin::customers
