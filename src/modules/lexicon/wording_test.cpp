// The gate, its review, the guide and the canned answers, on both engines.
#include "test_office.hpp"

#include "work/gates.hpp"

namespace huiyin::lexicon {
namespace {

struct AtTheDesk : testing::TestWithParam<store::Engine> {
    Desk desk{GetParam()};
    work::Actor officer = desk.somebody({77}, {Permission::answer_complaints});
    work::Actor supervisor = desk.somebody({88}, {Permission::review_wording, Permission::edit_phrases});
    WordingReviews reviews(ReviewState state = ReviewState::open) { return desk.ask(supervisor, desk.site, list_wording_reviews, {.state = state}).value(); }
    std::string review(const work::Actor& who, const WordingReviewRow& row, Verdict verdict, std::string remark = {}) {
        return outcome(desk.run(who, desk.site, review_wording, {row.id, row.version, verdict, std::move(remark)}));
    }
};

TEST_P(AtTheDesk, AForbiddenPhraseIsRefusedUntilThereIsAReason) {
    EXPECT_EQ(desk.say(officer, "已更换密封圈，请放心"), "said");
    EXPECT_EQ(desk.say(officer, "这事我们不管"), "wording.forbidden F5.1");
    EXPECT_EQ(desk.say(officer, "这事我们不管", "   "), "wording.forbidden F5.1") << "blanks are no reason";
    EXPECT_TRUE(reviews().rows.empty());
    EXPECT_EQ(desk.say(officer, "这事我们不管", "客户来电原话"), "said");
    const auto listed = reviews();
    ASSERT_EQ(listed.rows.size(), 1u);
    const auto& row = listed.rows[0];
    EXPECT_EQ(row.number, "TS20260303-0001");
    EXPECT_EQ(row.reason, "客户来电原话");
    ASSERT_EQ(row.texts.size(), 1u);
    EXPECT_EQ(row.texts[0].text, "这事我们不管");
    ASSERT_EQ(row.hits.size(), 1u);
    EXPECT_EQ(row.hits[0].key, "outside-duty");
    EXPECT_FALSE(row.hits[0].instead.en.empty());
    EXPECT_EQ(listed.counts[0].count, 1);
}

TEST_P(AtTheDesk, TheRefusalShowsEveryHit) {
    desk.work(officer, desk.site, [&](work::Unit& unit) {
        const auto no = gate(unit, desk.matter, {{"text", "我们不管"}, {"what", "随便"}}, "");
        EXPECT_FALSE(no);
        const auto& hits = no.error().details.at("hits").as_array();
        EXPECT_EQ(hits.size(), 2u);
        EXPECT_EQ(hits[1].at("field").as_string(), "what");
        EXPECT_EQ(hits[1].at("begin").as_int64(), 0);
        EXPECT_TRUE(work::gate_refused(unit, "answer_complaint", no.error(), desk.matter)) << "and it is counted";
        return true;
    });
}

TEST_P(AtTheDesk, WhatWasSaidStandsInThePersonalPart) {
    desk.say(officer, "这事我们不管", "客户来电原话");
    const auto entry = desk.read([&](store::Tx& tx) { return journal::history(tx, desk.matter); }).back();
    EXPECT_EQ(entry.event, "wording.sent_anyway");
    EXPECT_EQ(entry.facts.find("不管"), std::string::npos) << entry.facts;
    desk.work(desk.system, desk.site, [&](work::Unit& unit) { return journal::erase_personal(unit.tx, desk.matter); });
    const auto row = reviews().rows.at(0);
    EXPECT_TRUE(row.erased);
    EXPECT_TRUE(row.texts.empty());
    EXPECT_EQ(row.reason, "");
    EXPECT_EQ(row.hits.size(), 1u) << "which phrase it was stays on record";
}

TEST_P(AtTheDesk, NobodyReviewsTheirOwnWordsAndNothingTwice) {
    auto both = desk.somebody({77}, {Permission::answer_complaints, Permission::review_wording});
    desk.say(both, "随便您", "赶时间");
    const auto row = reviews().rows.at(0);
    EXPECT_TRUE(row.may_review);
    EXPECT_FALSE(desk.ask(both, desk.site, list_wording_reviews, {}).value().rows.at(0).may_review);
    EXPECT_EQ(review(both, row, Verdict::accept), "wording.own-words");
    EXPECT_EQ(review(supervisor, row, Verdict::coach), "remark:required");
    EXPECT_EQ(review(officer, row, Verdict::accept), "not-permitted");
    EXPECT_EQ(review(supervisor, row, Verdict::coach, "请改说：我替您记下"), "done");
    EXPECT_EQ(review(supervisor, row, Verdict::accept), "wording.already-reviewed");
    EXPECT_TRUE(reviews().rows.empty());
    const auto coached = reviews(ReviewState::coached);
    ASSERT_EQ(coached.rows.size(), 1u);
    EXPECT_EQ(coached.rows[0].remark, "请改说：我替您记下");
    EXPECT_EQ(coached.counts[2].count, 1);
    EXPECT_EQ(outcome(desk.run(supervisor, desk.site, review_wording, {WordingReviewId{5}, 1, Verdict::accept, ""})), "wording.review-not-found");
    EXPECT_EQ(outcome(desk.run(supervisor, SiteId{2 << 20}, review_wording, {row.id, 1, Verdict::accept, ""})), "not-permitted") << "another site's";
}

TEST_P(AtTheDesk, ReviewsPageToTheEnd) {
    for (int i = 0; i < 5; ++i) desk.say(officer, "不清楚", "第" + std::to_string(i) + "次");
    std::vector<std::string> seen;
    std::optional<std::string> cursor;
    do {
        const auto page = desk.ask(supervisor, desk.site, list_wording_reviews, {.cursor = cursor, .limit = 2}).value();
        for (const auto& row : page.rows) seen.push_back(row.reason);
        cursor = page.next.empty() ? std::nullopt : std::optional(page.next);
        EXPECT_EQ(page.counts[0].count, 5);
    } while (cursor);
    EXPECT_EQ(seen, (std::vector<std::string>{"第4次", "第3次", "第2次", "第1次", "第0次"}));
}

TEST_P(AtTheDesk, TheGuideCountsWhatWasProposedAndUsed) {
    const auto guide = desk.ask(officer, desk.site, read_guide, {}).value();
    std::string clauses;
    for (const auto& kind : guide.kinds) {
        clauses += (clauses.empty() ? "" : " ") + kind.clause;
        EXPECT_FALSE(kind.stages.empty());
        EXPECT_FALSE(kind.lines.empty());
    }
    EXPECT_EQ(clauses, "D17 D18 I3.1 J1 J2 J3 J4 J5 J6 J7 J8 J9");
    const auto informational = std::ranges::find(guide.kinds, "J3", &GuideKind::clause);
    EXPECT_TRUE(informational->gives_reason);
    for (const auto& line : informational->lines) EXPECT_FALSE(line.why.zh_hans.empty()) << "an informational question always says why: " << line.say.zh_hans;

    desk.work(officer, desk.site, [&](work::Unit& unit) {
        const auto used = note_guide_uses(unit, desk.matter, "questions", {{"J7", true}, {"J3", false}, {"J8", true}});
        EXPECT_TRUE(used);
        EXPECT_EQ(boost::json::serialize(*used), R"(["J7","J8"])");
        const auto wrong = note_guide_uses(unit, desk.matter, "questions", {{"J7", true}, {"D4", true}, {"nothing", false}});
        EXPECT_EQ(outcome(wrong), "questions.1.clause:unknown-value questions.2.clause:unknown-value");
        return true;
    });
}

TEST_P(AtTheDesk, CannedAnswersAreCheckedWhenTheyAreKept) {
    const auto make = [&](std::string title, std::string text) { return outcome(desk.run(supervisor, desk.site, create_phrase, {std::move(title), std::move(text), {}})); };
    EXPECT_EQ(make("已受理", "{customer}您好，{number}已受理。"), "done");
    EXPECT_EQ(make("已受理", "又一条"), "title:taken");
    EXPECT_EQ(make("", ""), "title:required text:required");
    EXPECT_EQ(make("字段", "{phone}您好"), "text:unknown-phrase-field");
    EXPECT_EQ(make("字段", "{number您好"), "text:unknown-phrase-field");
    EXPECT_EQ(make("推托", "这事我们不管。"), "wording.forbidden-phrase");
    EXPECT_EQ(outcome(desk.run(officer, desk.site, create_phrase, {"一", "二", {}})), "not-permitted");
    const auto list = desk.ask(supervisor, desk.site, list_phrases, {}).value();
    ASSERT_EQ(list.phrases.size(), 1u);
    EXPECT_EQ(list.phrases[0].initials, "ysl");
    EXPECT_TRUE(list.may_edit);
    EXPECT_FALSE(desk.ask(officer, desk.site, list_phrases, {}).value().may_edit);
}

TEST_P(AtTheDesk, CannedAnswersChangeAndGo) {
    const auto made = desk.run(supervisor, desk.site, create_phrase, {"约定时间", "会在{promised}前答复您。", {}}).value();
    const auto change = [&](std::int64_t version, std::string text) {
        return outcome(desk.run(supervisor, desk.site, change_phrase, {made.id, version, "约定时间", std::move(text), {}}));
    };
    EXPECT_EQ(change(1, "我们会在{promised}前答复您。"), "done");
    EXPECT_EQ(change(1, "晚了"), "stale");
    EXPECT_EQ(change(2, "随便您"), "wording.forbidden-phrase");
    EXPECT_EQ(outcome(desk.run(supervisor, desk.site, remove_phrase, {made.id, 1})), "stale");
    EXPECT_EQ(outcome(desk.run(supervisor, desk.site, remove_phrase, {made.id, 2})), "done");
    EXPECT_EQ(change(3, "没有了"), "phrase.not-found");
    EXPECT_TRUE(desk.ask(supervisor, desk.site, list_phrases, {}).value().phrases.empty());
}

TEST_P(AtTheDesk, FieldsAreFilledInForTheMatterAndWhatIsMissingIsSaid) {
    const CategoryId leaks{7}, lifts{8};
    desk.run(supervisor, desk.site, create_phrase, {"一般", "{customer}先生/女士，{number}会在{promised}前答复，联系{officer}，{officer}。", {}}).value();
    desk.run(supervisor, desk.site, create_phrase, {"漏水", "{room}先关总阀。", leaks}).value();
    desk.run(supervisor, desk.site, create_phrase, {"电梯", "请走二号梯。", lifts}).value();
    const auto filled = desk.read([&](store::Tx& tx) {
        return filled_phrases(tx, *desk.world.rulebook, desk.site, leaks,
                              {{PhraseField::customer, "李"}, {PhraseField::number, "TS1"}, {PhraseField::room, "3栋1204"}, {PhraseField::officer, "林晓{number}"}});
    });
    ASSERT_EQ(filled.phrases.size(), 2u) << "another category's is not offered";
    EXPECT_EQ(filled.phrases[0].text, "3栋1204先关总阀。");
    EXPECT_TRUE(filled.phrases[0].fits);
    EXPECT_EQ(filled.phrases[1].text, "李先生/女士，TS1会在{promised}前答复，联系林晓{number}，林晓{number}。") << "a value is never read as a field";
    EXPECT_EQ(filled.phrases[1].missing, std::vector{PhraseField::promised});
    EXPECT_TRUE(filled.phrases[1].hits.empty());
    // What is fine by itself may not be so once it is filled in (F5.1): it is read again.
    desk.run(supervisor, desk.site, create_phrase, {"转告", "关于这件事，{customer}。", {}}).value();
    const auto read_again = desk.read([&](store::Tx& tx) { return filled_phrases(tx, *desk.world.rulebook, desk.site, leaks, {{PhraseField::customer, "我们不管"}}); });
    const auto told = std::ranges::find(read_again.phrases, "转告", &FilledPhrase::title);
    ASSERT_NE(told, read_again.phrases.end());
    ASSERT_EQ(told->hits.size(), 1u);
    EXPECT_EQ(told->hits.front().clause, "F5.1");
}

ON_EACH_ENGINE(AtTheDesk);

}  // namespace
}  // namespace huiyin::lexicon
