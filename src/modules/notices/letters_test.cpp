// Letters to customers: to whom, once, by consent, at their hours; to households that reported along, and about points.
#include "test_office.hpp"

namespace huiyin::notices {
namespace {

// Letters to customers: what their own matter's events write, and what their word stops.
struct Letters : Notices {
    PersonId li{};
    void SetUp() override {
        Notices::SetUp();
        customers::listen(office.world);
        write_to_customers(office.world);
        introduce({[](work::Unit&, ComplaintId) { return std::string("https://kefu.example.com/s/m#5ec7e7"); },
                   [](work::Unit&, ComplaintId) { return std::string("https://kefu.example.com/s/r#9a7e"); },
                   [](store::Tx&, SiteId) { return std::string("0755-26001234"); }});
        li = office.run(office.system, site, customers::create_person, {.name = "李文博", .phones = {"13812345678"}})->id;
        mail();
    }
    void TearDown() override {
        introduce({});
        Notices::TearDown();
    }
    void wish(customers::ContactChannel channel, std::string email = "li@example.com", int from = 0, int until = 0) {
        ASSERT_TRUE(office.run(office.system, site, customers::change_preferences, {li, channel, email, customers::Language::en, from, until}));
    }
    void agree(customers::Purpose purpose, bool given = true) {
        ASSERT_TRUE(office.run(office.system, site, customers::record_consent, {li, purpose, given, customers::Obtained::phone, "来电"}));
    }
    void tell(const char* event, std::int64_t matter = 12) {
        office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter},
                       {{"number", "TS20260303-0012"}, {"person", std::to_string(li.value)}, {"promised_at", office.now.ms + 3600'000}}, {{"text", "厨房水管漏水"}}});
            return 0;
        });
    }
};

TEST_P(Letters, GoOnlyToWhoeverAgreedAndChoseThem) {
    tell("complaint.recorded");
    EXPECT_EQ(count(NoticeState::waiting), 0) << "nobody was asked";
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::phone);
    tell("complaint.answered");
    EXPECT_EQ(count(NoticeState::waiting), 0) << "they want to be telephoned";
    wish(customers::ContactChannel::email);
    tell("complaint.closed");
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u) << "to be asked how it was needs a consent of its own (F3)";
    EXPECT_EQ(claimed.parcels[0].to, "li@example.com");
    EXPECT_EQ(claimed.parcels[0].subject, "Your matter TS20260303-0012 is closed");
    EXPECT_NE(claimed.parcels[0].text.find("/s/m#5ec7e7"), std::string::npos);
    EXPECT_NE(claimed.parcels[0].text.find("0755-26001234"), std::string::npos);
    for (const auto* inside : {"李文博", "13812345678", "厨房水管漏水"}) EXPECT_EQ(claimed.parcels[0].text.find(inside), std::string::npos) << inside;
    done({{claimed.parcels[0].id, post::Fate::accepted, ""}});
    const auto row = office.ask(manager, site, list_notices, {.state = NoticeState::sent})->rows.at(0);
    EXPECT_TRUE(row.to_customer);
    EXPECT_EQ(row.recipient, "l***@example.com");
    EXPECT_FALSE(office.run(manager, site, send_again, {row.id})) << "what arrived is not sent again";
}

TEST_P(Letters, AreOneForEachOccasionAndNeverTheSameTwice) {
    agree(customers::Purpose::notices);
    agree(customers::Purpose::surveys);
    wish(customers::ContactChannel::email);
    for (const auto* event : {"complaint.recorded", "complaint.promise_moved", "complaint.answered", "complaint.closed"}) {
        tell(event);
        tell(event);
    }
    EXPECT_EQ(count(NoticeState::waiting), 5) << "received, moved, answered, closed, and how it was";
    ASSERT_TRUE(office.run(manager, site, change_letter_rules, {.received = false, .version = 0}));
    EXPECT_EQ(office.run(manager, site, change_letter_rules, {.received = true, .version = 0}).error().code, "stale");
    EXPECT_EQ(office.run(officer, site, change_letter_rules, {.version = 1}).error().code, "not-permitted");
    tell("complaint.recorded", 13);
    EXPECT_EQ(count(NoticeState::waiting), 5) << "this site no longer writes on that occasion";
    tell("complaint.answered", 13);
    EXPECT_EQ(count(NoticeState::waiting), 6);
}

// 王秀英 of another household reported the same matter along; 李文博 reported it first.
struct LettersToWhoJoined : Letters {
    PersonId wang{};
    void SetUp() override {
        Letters::SetUp();
        wang = office.run(office.system, site, customers::create_person, {.name = "王秀英", .phones = {"13987654321"}})->id;
        introduce({[](work::Unit&, ComplaintId) { return std::string("https://kefu.example.com/s/m#5ec7e7"); }, {}, {},
                   [this](store::Tx&, ComplaintId) { return std::vector{li, wang}; }});
    }
    void agrees(PersonId person, std::string email) {
        ASSERT_TRUE(office.run(office.system, site, customers::change_preferences, {person, customers::ContactChannel::email, email, customers::Language::en, 0, 0}));
        ASSERT_TRUE(office.run(office.system, site, customers::record_consent, {person, customers::Purpose::notices, true, customers::Obtained::phone, "来电"}));
    }
    void of_wang(const char* event, std::int64_t matter = 12) {
        office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter},
                       {{"number", "TS20260303-0012"}, {"person", std::to_string(li.value)}, {"reporter_person", std::to_string(wang.value)}}, {}});
            return 0;
        });
    }
};

TEST_P(LettersToWhoJoined, GoByTheirOwnConsentAndWithoutTheOthersLink) {
    agrees(li, "li@example.com");
    for (const auto* event : {"complaint.joined", "complaint.reporter_told", "complaint.closed_for_reporter"}) of_wang(event);
    tell("complaint.promise_moved");
    auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u) << "only the first household agreed, and was told of the new time";
    EXPECT_EQ(claimed.parcels[0].to, "li@example.com");
    EXPECT_NE(claimed.parcels[0].text.find("#5ec7e7"), std::string::npos);

    agrees(wang, "li@example.com");  // even at the same mailbox each household has its own
    office.now = office.now + std::chrono::minutes(1);
    for (const auto* event : {"complaint.joined", "complaint.reporter_told", "complaint.closed_for_reporter"}) {
        of_wang(event);
        of_wang(event);
    }
    tell("complaint.promise_moved");
    claimed = take();
    std::vector<std::string> titles;
    for (const auto& parcel : claimed.parcels) {
        if (parcel.text.find("#5ec7e7") == std::string::npos) titles.push_back(parcel.subject);
    }
    EXPECT_EQ(claimed.parcels.size(), 5u) << "four to the second household, one to the first, and none twice";
    EXPECT_EQ(titles, (std::vector<std::string>{"We have taken up your matter TS20260303-0012", "We have answered your matter TS20260303-0012",
                                                "Your matter TS20260303-0012 is closed", "A new time for our answer to TS20260303-0012"}));
}

TEST_P(LettersToWhoJoined, TellTheNumberAfterAMergeAndNobodyTwice) {
    agrees(wang, "wang@example.com");
    office.work(office.system, site, [&](work::Unit& unit) {
        unit.tell({"complaint.joined", {journal::SubjectKind::complaint, 13},
                   {{"number", "TS20260303-0013"}, {"person", std::to_string(li.value)}, {"moved_from", "12"}}, {}});
        return 0;
    });
    auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].subject, "We have taken up your matter TS20260303-0013");
    wang = li;  // one person with two flats is both
    agrees(li, "li@example.com");
    of_wang("complaint.reporter_told");
    EXPECT_TRUE(take().parcels.empty()) << "told when the first household was";
}

TEST_P(LettersToWhoJoined, StopAtTheSwitchTheHoursAndANo) {
    agrees(wang, "wang@example.com");
    office.now = *Zone{}.parse("2026-03-03 23:30");
    of_wang("complaint.reporter_told");
    of_wang("complaint.closed_for_reporter");
    EXPECT_TRUE(take().parcels.empty()) << "it is night";
    ASSERT_TRUE(office.run(office.system, site, customers::record_consent, {wang, customers::Purpose::notices, false, customers::Obtained::phone, "来电"}));
    EXPECT_EQ(count(NoticeState::withdrawn), 2);
    agrees(wang, "wang@example.com");
    ASSERT_TRUE(office.run(manager, site, change_letter_rules, {.closed = false, .version = 0}));
    of_wang("complaint.closed_for_reporter", 14);
    of_wang("complaint.reporter_told", 14);
    EXPECT_EQ(count(NoticeState::waiting), 1);
}

// What was raised in a follow-up: its promise, a new time, its answer.
struct LettersAboutPoints : Letters {
    void of_point(const char* event, std::int64_t point, int position) {
        office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({event, {journal::SubjectKind::point, point},
                       {{"follow_up_number", "HF20260303-0004"}, {"point", std::to_string(point)}, {"position", position}, {"complaint", "12"},
                        {"person", std::to_string(li.value)}, {"promised_at", office.now.ms + 3600'000}}, {{"text", "电梯仍有异响"}}});
            return 0;
        });
    }
};

TEST_P(LettersAboutPoints, SayThePromiseItsNewTimeAndTheAnswer) {
    office.world.describers[journal::SubjectKind::complaint] = [](store::Tx&, SiteId, std::int64_t) { return work::SubjectView{"TS20260303-0012", "厨房水管漏水", ""}; };
    of_point("point.promised", 7, 1);
    EXPECT_EQ(count(NoticeState::waiting), 0) << "nobody was asked";
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    for (int again = 0; again < 2; ++again) {
        of_point("point.promised", 7, 1);
        of_point("point.promised", 8, 2);
        of_point("point.answered", 7, 1);
    }
    office.now = office.now + std::chrono::minutes(1);
    of_point("point.promise_moved", 8, 2);
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 4u);
    EXPECT_EQ(claimed.parcels[0].subject, "When we answer what you raised, TS20260303-0012") << "the number that the customer knows";
    EXPECT_NE(claimed.parcels[1].text.find("(point 2)"), std::string::npos);
    EXPECT_EQ(claimed.parcels[2].subject, "We have answered what you raised, TS20260303-0012");
    EXPECT_EQ(claimed.parcels[3].subject, "A new time for our answer to what you raised, TS20260303-0012");
    for (const auto& parcel : claimed.parcels)
        for (const auto* inside : {"李文博", "电梯仍有异响", "厨房水管漏水", "kefu.example.com"}) EXPECT_EQ(parcel.text.find(inside), std::string::npos) << inside;
}

TEST_P(LettersAboutPoints, HaveASwitchForEachOccasion) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    ASSERT_TRUE(office.run(manager, site, change_letter_rules, {.point_promised = false, .version = 0}));
    of_point("point.promised", 7, 1);
    of_point("point.promise_moved", 7, 1);
    EXPECT_EQ(count(NoticeState::waiting), 0);
    of_point("point.answered", 7, 1);
    ASSERT_EQ(count(NoticeState::waiting), 1);
    EXPECT_NE(office.ask(manager, site, list_notices, {.state = NoticeState::waiting})->rows.at(0).title.find("HF20260303-0004"), std::string::npos)
        << "without a matter the sheet's number is all there is";
    ASSERT_TRUE(office.run(manager, site, change_letter_rules, {.point_answered = false, .version = 1}));
    of_point("point.answered", 8, 2);
    EXPECT_EQ(count(NoticeState::waiting), 1);
    agree(customers::Purpose::notices, false);
    EXPECT_EQ(count(NoticeState::withdrawn), 1);
}

TEST_P(Letters, AreStoppedByANo) {
    agree(customers::Purpose::notices);
    agree(customers::Purpose::surveys);
    wish(customers::ContactChannel::email);
    tell("complaint.closed");
    agree(customers::Purpose::surveys, false);
    EXPECT_EQ(count(NoticeState::withdrawn), 1);
    EXPECT_EQ(count(NoticeState::waiting), 1) << "the other consent stands";
    wish(customers::ContactChannel::none);
    EXPECT_TRUE(take().parcels.empty());
    EXPECT_EQ(count(NoticeState::withdrawn), 2);
    wish(customers::ContactChannel::email);
    EXPECT_TRUE(take().parcels.empty()) << "what was withdrawn stays so";
}

TEST_P(Letters, AreLookedAtOnceMoreBeforeTheyLeave) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.answered");
    tell("complaint.answered", 13);
    wish(customers::ContactChannel::email, "new@example.com");
    auto claimed = take(1);
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].to, "new@example.com") << "where they want it now";
    office.world.listeners.clear();  // even if nobody heard the no
    agree(customers::Purpose::notices, false);
    claimed = take();
    EXPECT_TRUE(claimed.parcels.empty());
    EXPECT_EQ(claimed.broken.size(), 1u);
    EXPECT_EQ(count(NoticeState::withdrawn), 1);
}

TEST_P(Letters, WaitForTheHoursOfTheSiteAndOfThePerson) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email, "li@example.com", 600, 1080);
    office.now = *Zone{}.parse("2026-03-03 23:30");
    tell("complaint.answered");
    office.now = *Zone{}.parse("2026-03-04 09:59");
    EXPECT_TRUE(take().parcels.empty()) << "the night is over, their hours have not begun";
    office.now = *Zone{}.parse("2026-03-04 10:00");
    EXPECT_EQ(take().parcels.size(), 1u);
}

TEST_P(Letters, FollowACustomerToAnotherMailboxAndAreNotWrittenAgain) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.recorded");
    wish(customers::ContactChannel::email, "new@example.com");
    tell("complaint.recorded");
    const auto claimed = take();
    ASSERT_EQ(claimed.parcels.size(), 1u);
    EXPECT_EQ(claimed.parcels[0].to, "new@example.com");
}

TEST_P(Letters, AreCheckedForConsentAndDoubles) {
    static const store::QueryFile tamper("notices_test", "-- name: no_consent\nupdate person_consents set given = 0\n"
                                                         "-- name: one_cause\nupdate notices set cause = 'customer:12:closed', recipient = cast(id as text)\n");
    const auto broken = [&] { return office.read([&](store::Tx& tx) { return broken_invariants(tx, site, office.now); }); };
    const auto change = [&](const char* name) { office.db->write_now([&](store::Tx& tx) { tx.run(tamper.at(name)); }); };
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.answered");
    tell("complaint.answered", 13);
    const auto claimed = take(1);
    ASSERT_EQ(claimed.parcels.size(), 1u);
    done({{claimed.parcels[0].id, post::Fate::accepted, ""}});
    EXPECT_EQ(broken(), std::vector<std::string>{});
    change("one_cause");
    EXPECT_EQ(broken(), std::vector<std::string>{"letters made twice: 1"});
    change("no_consent");
    EXPECT_EQ(broken(), (std::vector<std::string>{"letters made for customers who had not agreed: 2", "letters that left after their customer had said no: 1",
                                                  "letters made twice: 1"}));
}

TEST_P(Letters, ForgetWhoWasErased) {
    agree(customers::Purpose::notices);
    wish(customers::ContactChannel::email);
    tell("complaint.answered");
    ASSERT_TRUE(office.run(office.system, site, customers::erase_person, {.id = li, .reason = "本人申请"}));
    EXPECT_TRUE(take().parcels.empty());
    const auto row = office.ask(manager, site, list_notices, {.state = NoticeState::withdrawn})->rows.at(0);
    EXPECT_EQ(row.recipient, "");
}

ON_EACH_ENGINE(Letters);
ON_EACH_ENGINE(LettersToWhoJoined);
ON_EACH_ENGINE(LettersAboutPoints);

}  // namespace
}  // namespace huiyin::notices
