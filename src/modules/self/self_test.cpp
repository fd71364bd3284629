// What a resident hands in (D2): kept once, bounded, taken up with its own time (D4), followed without seeing anything
// of ours.
#include "test_desk.hpp"

namespace huiyin::self {
namespace {
using namespace std::string_literals;

struct ThePublicDesk : testing::TestWithParam<store::Engine> {
    TestDesk desk{GetParam()};
    std::string code = desk.poster().code;
};
ON_EACH_ENGINE(ThePublicDesk);

const std::string jpeg = "\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x0b\x08\0\1\0\1\1\1\x11\0\xFF\xDA\0\4ab\x12\xFF\xD9"s;

TEST_P(ThePublicDesk, KeepsTheSameAttemptOnce) {
    const auto first = desk.hand_in(code, 1).value();
    EXPECT_EQ(first.link.size(), 32u);
    const auto again = desk.hand_in(code, 1).value();
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(again.link, first.link);
    EXPECT_NE(desk.hand_in(code, 2).value().link, first.link);
    EXPECT_EQ(desk.waiting().total, 2);
}

TEST_P(ThePublicDesk, OwesALookWithinTwoHours) {
    const auto made = desk.hand_in(code).value();
    const auto owed = desk.read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::submission, made.id.value}); });
    ASSERT_EQ(owed.size(), 1u);
    EXPECT_EQ(owed[0].clause, "D2");
    EXPECT_EQ(owed[0].act, "moderate");
    EXPECT_EQ(owed[0].due_at, desk.now + 2h);
    EXPECT_EQ(desk.waiting().rows[0].due_at, desk.now + 2h);
}

TEST_P(ThePublicDesk, TakesItUpWithTheTimeAtWhichItWasHandedIn) {
    const auto made = desk.hand_in(code).value();
    const auto handed_in = desk.now;
    desk.now = desk.now + 90min;
    const auto row = desk.waiting().rows.at(0);
    const auto done = desk.accept(row).value();
    EXPECT_EQ(done.complaint_number, "TS20260303-0001");
    ASSERT_EQ(desk.asked.recorded.size(), 1u);
    EXPECT_EQ(desk.asked.recorded[0].first, handed_in);
    EXPECT_EQ(desk.asked.recorded[0].second.phone, "13812345678");
    EXPECT_EQ(desk.waiting().total, 0);
    const auto owed = desk.read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::submission, made.id.value}); });
    EXPECT_EQ(owed[0].state, obligations::State::kept);
    EXPECT_EQ(desk.accept(row).error().code, "public_desk.already-moderated");
}

TEST_P(ThePublicDesk, KeepsNothingOfAnAcceptanceThatTheMatterRefuses) {
    desk.hand_in(code).value();
    desk.refuses = Refusal{"complaint.category-not-found", Trouble::invalid, {}, {{"category", "unknown-value"}}, {}};
    EXPECT_EQ(desk.accept(desk.waiting().rows.at(0)).error().code, "complaint.category-not-found");
    EXPECT_EQ(desk.waiting().total, 1);
}

TEST_P(ThePublicDesk, ShowsNamesAndPhonesMaskedUntilSomebodySaysWhy) {
    const auto made = desk.hand_in(code).value();
    const auto row = desk.waiting().rows.at(0);
    EXPECT_EQ(row.phone, "138****5678");
    EXPECT_EQ(row.name.find("文博"), std::string::npos);
    EXPECT_FALSE(desk.run(desk.officer, desk.site, disclose_sender, {row.id, ""}));
    EXPECT_EQ(desk.run(desk.officer, desk.site, disclose_sender, {row.id, "地址不清，要问"}).value().phone, "13812345678");
    const auto history = desk.read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::submission, made.id.value}); });
    EXPECT_EQ(history.back().event, "submission.disclosed");
    for (const auto& entry : history) EXPECT_EQ(entry.facts.find("13812345678"), std::string::npos) << entry.event;
}

TEST_P(ThePublicDesk, IsFollowedInStepsAndShowsNothingOfOurs) {
    const auto made = desk.hand_in(code).value();
    EXPECT_EQ(desk.matter(made.link)->stage, Stage::waiting);
    const auto matter = desk.accept(desk.waiting().rows.at(0)).value().complaint->value;
    EXPECT_EQ(desk.matter(made.link)->stage, Stage::received);
    desk.tell("complaint.verified", matter, {{"responsible", "77"}}, {{"text", "内部调查结论"}});
    desk.tell("complaint.noted", matter, {}, {{"text", "内部备注"}});
    desk.tell("complaint.promised", matter, {{"promised_at", (desk.now + 24h).ms}}, {{"text", "x"}});
    auto m = desk.matter(made.link).value();
    EXPECT_EQ(m.stage, Stage::looked_into);
    EXPECT_EQ(m.promised_at, desk.now + 24h);
    EXPECT_FALSE(m.may_agree);
    const auto shown = json::text(m);
    for (const auto* inside : {"内部调查结论", "内部备注", "13812345678", "李文博"}) EXPECT_EQ(shown.find(inside), std::string::npos) << inside;
    desk.tell("complaint.answered", matter, {}, {{"text", "已换新接头"}});
    m = desk.matter(made.link).value();
    EXPECT_EQ(m.stage, Stage::answered);
    EXPECT_EQ(m.answer, "已换新接头");
    EXPECT_TRUE(m.may_agree);
    desk.tell("complaint.agreement_recorded", matter, {{"agreement", "agreed"}});
    EXPECT_FALSE(desk.matter(made.link)->may_agree);
    desk.tell("complaint.closed", matter, {{"kind", "repair_request"}});
    m = desk.matter(made.link).value();
    EXPECT_TRUE(m.may_rate);
    EXPECT_TRUE(m.follow_up_by.has_value());
    desk.tell("complaint.reopened", matter);
    m = desk.matter(made.link).value();
    EXPECT_EQ(m.stage, Stage::looked_into);
    EXPECT_EQ(m.answer, "");
}

TEST_P(ThePublicDesk, AnswersAWrongLinkAndAnUnknownOneAlike) {
    const auto made = desk.hand_in(code).value();
    auto nearly = made.link;
    nearly.back() = nearly.back() == '0' ? '1' : '0';
    for (const auto& guess : {nearly, std::string(32, '0'), made.number, "'; drop table submissions; --"s, ""s, std::string(4000, 'a')}) {
        EXPECT_EQ(desk.matter(guess).error().code, "public_desk.nothing-here") << guess.substr(0, 40);
        EXPECT_EQ(desk.as_visitor([&](Unit& unit) { return add_words(unit, guess, {"补充"}); }).error().code, "public_desk.nothing-here");
    }
}

TEST_P(ThePublicDesk, PassesOnWhatIsAddedAgreedAndRatedOnlyWhenItIsTime) {
    const auto made = desk.hand_in(code).value();
    const auto add = [&](const char* text) { return desk.as_visitor([&](Unit& unit) { return add_words(unit, made.link, {text}); }); };
    const auto agree = [&](bool yes, const char* why) { return desk.as_visitor([&](Unit& unit) { return say_agreement(unit, made.link, {yes, why}); }); };
    const auto grade = [&] { return desk.as_visitor([&](Unit& unit) { return rate(unit, made.link, {Grade::satisfied, ""}); }); };
    EXPECT_TRUE(add("水越来越大"));
    EXPECT_EQ(agree(true, "").error().code, "public_desk.not-now");
    EXPECT_EQ(grade().error().code, "public_desk.not-now");
    const auto matter = desk.accept(desk.waiting().rows.at(0)).value().complaint->value;
    EXPECT_EQ(desk.asked.heard, std::vector<std::string>{"水越来越大"});
    EXPECT_TRUE(add("楼下也漏了"));
    EXPECT_EQ(desk.asked.heard.size(), 2u);
    EXPECT_EQ(desk.matter(made.link)->words.size(), 2u);
    desk.tell("complaint.answered", matter, {}, {{"text", "已换新接头"}});
    EXPECT_TRUE(agree(false, "还在滴"));
    EXPECT_EQ(desk.asked.agreed, std::vector<std::string>{"no 还在滴"});
    desk.tell("complaint.closed", matter, {{"kind", "repair_request"}});
    EXPECT_EQ(add("谢谢").error().code, "public_desk.not-now");
    EXPECT_TRUE(grade());
    EXPECT_EQ(desk.asked.rated, std::vector<std::string>{"satisfied"});
}

TEST_P(ThePublicDesk, TakesPhotosAndNoScriptsThatCallThemselvesPhotos) {
    const auto made = desk.hand_in(code).value();
    const auto photo = [&](const std::string& bytes) { return desk.as_visitor([&](Unit& unit) { return add_photo(unit, made.link, bytes); }); };
    for (const auto& script : {"<script>alert(1)</script>"s, "\x89PNG\r\n\x1a\n<script>alert(1)</script>"s, "\xFF\xD8\xFF<?php system($_GET[0]); ?>"s,
                               "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"s, "#!/bin/sh\nrm -rf /"s, "%PDF-1.7"s, ""s})
        EXPECT_EQ(photo(script).error().code, "public_desk.not-a-photo");
    EXPECT_EQ(photo(std::string(photo_bytes_most + 1, 'x')).error().code, "public_desk.photo-too-large");
    EXPECT_TRUE(photo(jpeg));
    EXPECT_EQ(desk.waiting().rows[0].photos.size(), 1u);
    desk.accept(desk.waiting().rows.at(0)).value();
    EXPECT_EQ(desk.asked.attached, std::vector<std::string>{"photo-1.jpeg"});
    for (int i = 1; i < 6; ++i) EXPECT_TRUE(photo(jpeg));
    EXPECT_EQ(photo(jpeg).error().code, "public_desk.too-many-photos");
}

TEST_P(ThePublicDesk, FillsAListAndNotADiskWhenTenThousandComeFromOnePlace) {
    std::int64_t kept = 0, refused = 0;
    for (int i = 0; i < 10'000; ++i) {
        if (i >= 200 && i < 9'900) continue;  // beyond the bound each is refused like the last; the first and the last hundred show it
        const auto made = desk.hand_in(code, i);
        made ? ++kept : ++refused;
        EXPECT_TRUE(made || made.error().trouble == Trouble::too_many);
    }
    EXPECT_EQ(kept, 60);
    EXPECT_EQ(desk.waiting().total, 60);
    EXPECT_EQ(refused, 240);
    const auto row = desk.waiting().rows.at(0);
    EXPECT_EQ(row.same_origin, 60);
    const auto done = desk.run(desk.officer, desk.site, reject_submission,
                               {.id = row.id, .version = row.version, .reason = RejectReason::spam, .all_from_sender = true}).value();
    EXPECT_EQ(done.rejected, 60);
    EXPECT_EQ(desk.waiting().total, 0);
    EXPECT_TRUE(desk.hand_in(code, 77'777)) << "and the desk is open again";
}

TEST_P(ThePublicDesk, TellsTheResidentWhyItIsNotTakenUp) {
    const auto made = desk.hand_in(code).value();
    const auto row = desk.waiting().rows.at(0);
    const auto reject = [&](RejectReason reason, const char* words) {
        return desk.run(desk.officer, desk.site, reject_submission, {.id = row.id, .version = row.version, .reason = reason, .words = words});
    };
    EXPECT_EQ(reject(RejectReason::not_ours, "").error().fields.at(0).field, "words");
    EXPECT_TRUE(reject(RejectReason::not_ours, "这条路由市政管理，请拨12345"));
    const auto m = desk.matter(made.link).value();
    EXPECT_EQ(m.stage, Stage::rejected);
    EXPECT_EQ(m.reject_words, "这条路由市政管理，请拨12345");
    EXPECT_EQ(m.text, "卫生间吊顶滴水");
}

TEST_P(ThePublicDesk, TurnsAwayProgramsThatFillInEverything) {
    Submit command{.code = code, .attempt = TestDesk::attempt(1), .text = "buy", .website = "http://spam.example"};
    EXPECT_EQ(desk.as_visitor([&](Unit& unit) { return submit(unit, command, "a"); }).error().code, "public_desk.not-taken");
    Checks checks;
    Submit{.attempt = "short", .text = " ", .phone = "1"}.check(checks);
    EXPECT_EQ(checks.errors().size(), 3u);
}

TEST_P(ThePublicDesk, ForgetsWhomTheLawWantsForgotten) {
    const auto person = desk.run(desk.system, desk.site, customers::create_person, customers::CreatePerson{.name = "李文博", .phones = {"13812345678"}}).value().id;
    const auto made = desk.hand_in(code).value();
    const auto row = desk.waiting().rows.at(0);
    ASSERT_TRUE(desk.run(desk.officer, desk.site, accept_submission,
                         {.id = row.id, .version = row.version, .category = CategoryId{5}, .subject = "吊顶滴水", .person = person}));
    ASSERT_TRUE(desk.run(desk.system, desk.site, customers::erase_person, customers::ErasePerson{person, "本人要求"}));
    EXPECT_EQ(desk.matter(made.link)->text, "");
    for (const auto& entry : desk.read([&](store::Tx& tx) { return journal::history(tx, {journal::SubjectKind::submission, made.id.value}); }))
        EXPECT_FALSE(entry.personal.has_value() && entry.personal->find("李文博") != std::string::npos) << entry.event;
    EXPECT_TRUE(desk.read([](store::Tx& tx) { return journal::verify(tx).faults; }).empty());
}

}  // namespace
}  // namespace huiyin::self
