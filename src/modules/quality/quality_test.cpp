// Quality review (J9): drawn by a seed that can be checked, owed by the right post, scored by deduction, shown as training needs.
#include "quality/quality.hpp"

#include <set>

#include "organisation/organisation.hpp"
#include "rulebook/vocabulary.hpp"
#include "store/query.hpp"
#include "support/office.hpp"
#include "work/days.hpp"

namespace huiyin::quality {
namespace {

// What a hand in the database could do; the page must say so.
const store::QueryFile hand("quality_test", R"(-- name: candidates_lying
select candidates from quality_samples

-- name: candidates_changed
update quality_samples set candidates = $1, digest = $2

-- name: review_put
update quality_reviews set complaint = 77 where employee = $1
)");

std::vector<Candidate> twenty() {
    std::vector<Candidate> all;
    for (int i = 1; i <= 20; ++i) all.push_back({ComplaintId{1000 + i}, "TS20260501-" + std::to_string(i), StaffId{i % 4 + 1}});
    return all;
}

TEST(TheDraw, IsTheSeedsAndNobodys) {
    const auto drawn = draw("5eed", twenty(), 6, 2);
    ASSERT_EQ(drawn.size(), 6u);
    auto turned = twenty();
    std::ranges::reverse(turned);
    EXPECT_EQ(draw("5eed", turned, 6, 2), drawn) << "the order in which they stand decides nothing";
    EXPECT_NE(draw("5eee", twenty(), 6, 2), drawn);
    for (std::size_t i = 1; i < drawn.size(); ++i) EXPECT_LT(rank_of("5eed", drawn[i - 1].complaint), rank_of("5eed", drawn[i].complaint));
}

TEST(TheDraw, TakesAtMostSomeOfOnePerson) {
    std::map<StaffId, int> of;
    for (const auto& c : draw("5eed", twenty(), 20, 2)) ++of[c.employee];
    EXPECT_EQ(of.size(), 4u);
    for (const auto& [who, count] : of) EXPECT_EQ(count, 2);
    EXPECT_TRUE(draw("5eed", {}, 10, 2).empty());
}

TEST(TheDraw, HasADigestOfEverythingThatDecidesIt) {
    const auto digest = digest_of_draw("5eed", twenty(), 10, 2);
    EXPECT_NE(digest_of_draw("5eee", twenty(), 10, 2), digest);
    EXPECT_NE(digest_of_draw("5eed", twenty(), 9, 2), digest);
    EXPECT_NE(digest_of_draw("5eed", twenty(), 10, 3), digest);
    auto other = twenty();
    other[7].employee = StaffId{9};
    EXPECT_NE(digest_of_draw("5eed", other, 10, 2), digest);
}

std::string why_refused(const Refusal& r) {
    std::string all = r.code + " " + r.clause;
    for (const auto& f : r.fields) all += " " + f.field + ":" + f.code;
    return all;
}

TEST(TheSheet, LosesNoMoreThanAnItemHas) {
    const std::vector<QualityItem> items{{"voice", {2000}}, {"closing", {1000}}, {"promise", {7000}}};
    EXPECT_EQ(score_of(items, {}).value(), Points{10000});
    EXPECT_EQ(score_of(items, {{"voice", {550}, "x"}, {"closing", {1000}, "y"}}).value(), Points{8450});
    EXPECT_EQ(why_refused(score_of(items, {{"closing", {600}, "x"}, {"closing", {500}, "y"}}).error()), "quality.more-than-item J9 marks.1.points:more-than-item");
    EXPECT_EQ(why_refused(score_of(items, {{"smell", {600}, "x"}, {"voice", {0}, "y"}}).error()), "invalid J9 marks.0.item:unknown-value marks.1.points:out-of-range");
}

struct Quality : testing::TestWithParam<store::Engine>, support::Office {
    SiteId site{};
    DepartmentId centre{};
    StaffId officer{}, colleague{}, supervisor{}, manager{}, house{};
    std::vector<journal::Event> scored;

    Quality() : support::Office(GetParam()) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        listen(world);
        world.listeners.emplace("quality.scored", [this](Unit&, const journal::Event& e) { scored.push_back(e); });
        at("2026-05-04 09:00");
        work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园"});
            site = organisation::all_sites(unit.tx).front().id;
            centre = *organisation::service_centre_of(unit.tx, site);
            return true;
        });
        officer = hire("林晓芸", work::Post::service_officer);
        colleague = hire("周敏", work::Post::hotline_operator);
        supervisor = hire("陈国栋", work::Post::supervisor);
        manager = hire("吴淑贞", work::Post::customer_service_manager);
        house = hire("单雅琴", work::Post::quality_department, true);
    }
    StaffId hire(const std::string& name, work::Post post, bool at_company = false) {
        organisation::CreateStaff command;
        command.name = name;
        if (!at_company) command.department = centre;
        command.posts.push_back(at_company ? organisation::StaffPost{post, {}, {}} : organisation::StaffPost{post, site, centre});
        return run(system, site, organisation::create_staff, command).value().id;
    }
    void at(const char* moment) { now = *Zone{}.parse(moment); }
    work::Actor as(StaffId who) {
        return *read([&](store::Tx& tx) { return organisation::load_actor(tx, who, now); });
    }
    void tell(const char* event, std::int64_t matter, StaffId responsible = {}, StaffId receiver = {}) {
        work(system, site, [&](Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter},
                       {{"number", "TS20260505-" + std::to_string(matter)}, {"kind", "complaint"}, {"about", "service"}, {"importance", "ordinary"},
                        {"severity", "normal"}, {"state", "closed"}, {"agreement", "satisfied"}, {"responsible", std::to_string(responsible.value)},
                        {"receiver", std::to_string(receiver.value)}}, {}});
            return true;
        });
    }
    void close(std::int64_t matter, StaffId responsible) { tell("complaint.closed", matter, responsible, colleague); }
    void begin(const char* day) {
        now = Zone{}.start_of(*Day::parse(day));
        work(system, site, [&](Unit& unit) { return work::begin_day(unit, unit.today()); });
    }
    QualityReviewList list(StaffId who, QualityShow show) { return ask(as(who), site, list_quality_reviews, {.show = show}).value(); }
    QualityReviewPage open(StaffId who, QualityReviewId id) { return ask(as(who), site, open_quality_review, {id}).value(); }
    QualitySamplePage sample() {
        const auto all = ask(as(supervisor), site, list_quality_samples, {}).value();
        return ask(as(supervisor), site, open_quality_sample, {all.rows.at(0).id}).value();
    }
    Result<QualityScored> score(StaffId who, QualityReviewId id, std::vector<QualityMarkInput> marks = {}, std::int64_t version = 1) {
        return run(as(who), site, score_quality_review, ScoreQualityReview{id, version, std::move(marks), "回访话术照做"});
    }
    // A matter of everybody, drawn on the first working day of June.
    void a_month() {
        at("2026-05-20 16:00");
        close(1, officer);
        close(2, colleague);
        close(3, supervisor);
        begin("2026-06-01");
        at("2026-06-02 10:00");
    }
    QualityReviewId of(StaffId whose) {
        for (const auto& row : list(house, QualityShow::to_score).rows)
            if (row.employee == whose) return row.id;
        return {};
    }
    std::string owed_by(QualityReviewId id) {
        std::string posts;
        for (const auto& o : read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::quality_review, id.value}); }))
            if (o.state == obligations::State::open) posts += o.act + " " + world.calendar(site).zone().text(o.due_at) + ";";
        return posts;
    }
};
ON_EACH_ENGINE(Quality);

TEST_P(Quality, DrawsAMonthOnItsFirstWorkingDayAndOnce) {  // J9
    at("2026-05-20 16:00");
    for (int i = 1; i <= 12; ++i) close(i, i <= 5 ? officer : i <= 9 ? colleague : manager);
    begin("2026-05-29");
    EXPECT_TRUE(list(house, QualityShow::to_score).rows.empty());
    at("2026-06-01 00:00");
    close(99, officer);  // closed in June: not May's
    begin("2026-06-01");
    EXPECT_EQ(list(house, QualityShow::to_score).rows.size(), 6u) << "two of each";
    begin("2026-06-02");
    EXPECT_EQ(list(house, QualityShow::to_score).rows.size(), 6u);
    EXPECT_EQ(sample().order.size(), 12u);
    begin("2026-07-01");
    EXPECT_EQ(list(house, QualityShow::to_score).rows.size(), 7u) << "what was closed in June, and nothing of May again";
}

TEST_P(Quality, TakesAReopenedMatterBackUnlessItIsDrawn) {
    at("2026-05-20 16:00");
    close(1, officer);
    close(2, officer);
    tell("complaint.reopened", 1, officer);
    tell("complaint.closed", 3, {}, colleague);  // nobody answered for it: whoever took it in
    tell("complaint.closed", 4);                 // nobody at all
    begin("2026-06-01");
    std::set<std::string> numbers;
    for (const auto& row : list(house, QualityShow::to_score).rows) numbers.insert(row.number);
    EXPECT_EQ(numbers, (std::set<std::string>{"TS20260505-2", "TS20260505-3"}));
    tell("complaint.reopened", 2, officer);
    close(2, officer);
    close(1, officer);
    begin("2026-07-01");
    std::vector<std::string> july;
    for (const auto& row : list(house, QualityShow::to_score).rows) july.push_back(row.number);
    EXPECT_EQ(july.size(), 3u) << "drawn once is not drawn again; closed again after it was taken back may be drawn";
}

TEST_P(Quality, SaysWhetherTheSampleIsAsTheSeedDrawsIt) {
    a_month();
    EXPECT_TRUE(sample().as_drawn);
    EXPECT_EQ(sample().order.size(), 3u);
    const auto seed = sample().seed;
    // A candidate that somebody changes afterwards shows, even when the digest in the row is changed along with it.
    db->write_now([&](store::Tx& tx) {
        auto text = tx.one<std::string>(hand.at("candidates_lying"));
        text.replace(text.find("TS20260505-1"), 12, "TS20260505-9");
        std::vector<Candidate> changed;
        std::vector<FieldError> errors;
        json::read(*json::parse(text), changed, errors, "");
        tx.run(hand.at("candidates_changed"), text, digest_of_draw(seed, changed, 10, 2));
    });
    EXPECT_FALSE(sample().as_drawn);
}

TEST_P(Quality, SaysSoOfAReviewThatWasPutInTheDrawnOnesPlace) {
    a_month();
    db->write_now([&](store::Tx& tx) { tx.run(hand.at("review_put"), officer); });
    EXPECT_FALSE(sample().as_drawn);
}

TEST_P(Quality, IsOwedByTheSupervisorAndTheSupervisorsOwnByTheManager) {
    a_month();
    EXPECT_EQ(owed_by(of(officer)), "review_quality 2026-06-16 00:00;");
    const auto theirs = of(supervisor);
    const auto hit = read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::quality_review, theirs.value}); });
    ASSERT_EQ(hit.size(), 1u);
    EXPECT_EQ(hit[0].owing_post, "customer_service_manager");
    EXPECT_EQ(list(supervisor, QualityShow::to_score).rows.size(), 2u) << "one's own does not stand among them";
    const auto no = score(supervisor, theirs);
    ASSERT_FALSE(no);
    EXPECT_EQ(why_refused(no.error()), "quality.own J9");
    EXPECT_TRUE(score(manager, theirs));
    EXPECT_EQ(owed_by(theirs), "");
}

TEST_P(Quality, IsScoredOnceByDeductionAndTold) {
    a_month();
    const auto id = of(officer);
    EXPECT_EQ(score(house, id).error().code, "not-permitted");
    EXPECT_EQ(why_refused(score(supervisor, id, {{"closing", {1100}, "没有复述"}}).error()), "quality.more-than-item J9 marks.0.points:more-than-item");
    EXPECT_EQ(why_refused(score(supervisor, id, {{"closing", {100}, " "}}).error()), "invalid  marks.0.reason:required");
    EXPECT_EQ(score(supervisor, id, {}, 7).error().code, "stale");
    const auto done = score(supervisor, id, {{"promise", {1500}, "没有说几点前答复"}, {"closing", {1000}, "没有复述要点"}});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->score, Points{7500});
    EXPECT_FALSE(done->passed);
    EXPECT_EQ(owed_by(id), "");
    ASSERT_EQ(scored.size(), 1u);
    EXPECT_EQ(scored[0].facts.at("passed").as_string(), "no");
    EXPECT_EQ(scored[0].facts.at("score").as_string(), "75");
    EXPECT_FALSE(boost::json::serialize(scored[0].facts).contains("没有")) << "words stay personal";
    EXPECT_EQ(why_refused(score(supervisor, id, {}, 2).error()), "quality.scored J9");
}

TEST_P(Quality, IsSeenByItsPersonOnceItIsScored) {
    a_month();
    const auto id = of(officer);
    EXPECT_EQ(ask(as(officer), site, open_quality_review, {id}).error().code, "quality.not-found");
    EXPECT_EQ(ask(as(colleague), site, list_quality_reviews, {.show = QualityShow::scored}).error().code, "not-permitted");
    ASSERT_TRUE(score(supervisor, id, {{"voice", {250}, "语速太快"}}));
    EXPECT_EQ(list(officer, QualityShow::mine).rows.size(), 1u);
    const auto page = open(officer, id);
    EXPECT_EQ(page.score, Points{9750});
    EXPECT_EQ(page.marks.at(0).reason, "语速太快");
    EXPECT_FALSE(page.may_score);
    EXPECT_TRUE(list(colleague, QualityShow::mine).rows.empty());
    EXPECT_EQ(ask(as(colleague), site, open_quality_review, {id}).error().code, "quality.not-found");
    EXPECT_EQ(ask(as(officer), site, open_quality_board, {}).error().code, "not-permitted");
}

TEST_P(Quality, EveryFigureOfTheBoardOpensItsRows) {
    a_month();
    ASSERT_TRUE(score(supervisor, of(officer), {{"promise", {2000}, "甲"}, {"voice", {200}, "乙"}, {"voice", {100}, "丙"}}));
    ASSERT_TRUE(score(supervisor, of(colleague), {{"voice", {400}, "丁"}}));
    const auto board = ask(as(house), site, open_quality_board, {}).value();
    EXPECT_EQ(board.reviews, 2);
    EXPECT_EQ(board.pass_mark, Points{8000});
    ASSERT_EQ(board.items.size(), 2u);
    EXPECT_EQ(board.items[0].item, "promise");
    EXPECT_EQ(board.items[1].lost, Points{700});
    EXPECT_EQ(board.items[1].people.size(), 2u);
    for (const auto& item : board.items)
        EXPECT_EQ(ask(as(house), site, list_quality_reviews, {.show = QualityShow::scored, .item = item.item, .from = board.from, .until = board.until})->rows.size(),
                  static_cast<std::size_t>(item.reviews));
    ASSERT_EQ(board.people.size(), 2u);
    EXPECT_EQ(board.people[0].employee, officer) << "whoever needs it most stands first";
    EXPECT_TRUE(board.people[0].needs_training);
    EXPECT_EQ(board.people[0].weakest, "promise");
    EXPECT_FALSE(board.people[1].needs_training);
    for (const auto& person : board.people) {
        EXPECT_EQ(ask(as(house), site, list_quality_reviews, {.show = QualityShow::scored, .employee = person.employee})->rows.size(), static_cast<std::size_t>(person.reviews));
        EXPECT_EQ(ask(as(house), site, list_quality_reviews, {.show = QualityShow::scored, .employee = person.employee, .below = true})->rows.size(),
                  static_cast<std::size_t>(person.below));
    }
    EXPECT_EQ(ask(as(house), site, open_quality_board, {Day::of(2026, 1, 1), Day::of(2026, 3, 1)})->reviews, 0);
    EXPECT_EQ(ask(as(house), site, open_quality_board, {Day::of(2026, 3, 2), Day::of(2026, 3, 1)}).error().code, "invalid");
}

}  // namespace
}  // namespace huiyin::quality
