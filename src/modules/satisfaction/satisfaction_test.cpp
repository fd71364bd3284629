// What customers said of us (F3): kept once, counted as listed, small numbers marked, silence noticed.
#include "satisfaction/satisfaction.hpp"

#include "customers/customers.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"

namespace huiyin::satisfaction {
namespace {

struct Satisfaction : testing::TestWithParam<store::Engine>, support::Office {
    SiteId site{};
    BuildingId third{};
    UnitId r1204{}, r302{};
    DepartmentId centre{};
    work::Actor manager;
    std::int64_t next = 5000;

    Satisfaction() : support::Office(GetParam()) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        customers::listen(world);
        listen(world);
        meet({.category = [](store::Tx&, SiteId, CategoryId id) { return "类别" + std::to_string(id.value); }, .office_phone = {}, .web_address = {}});
        work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园"});
            site = organisation::all_sites(unit.tx).front().id;
            centre = *organisation::service_centre_of(unit.tx, site);
            return true;
        });
        third = {std::stoll(run(system, site, customers::create_building, {"3栋"}).value().id)};
        r1204 = {std::stoll(run(system, site, customers::create_unit, {third, "", "1204", 0, ""}).value().id)};
        r302 = {std::stoll(run(system, site, customers::create_unit, {third, "", "302", 0, ""}).value().id)};
        manager.staff = StaffId{9};
        for (const auto p : {Permission::see_boards, Permission::call_back, Permission::see_complaints}) manager.grants.push_back({p, work::Scope::site, site, {}});
    }
    boost::json::object facts(UnitId unit) {
        return {{"number", "TS20260303-0001"}, {"kind", "complaint"}, {"category", "5"}, {"unit", std::to_string(unit.value)}, {"person", "0"},
                {"responsible", "7"}, {"department", std::to_string(centre.value)}};
    }
    void tell(const char* event, ComplaintId matter, boost::json::object said, boost::json::object personal = {}) {
        work(system, site, [&](Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter.value}, std::move(said), std::move(personal)});
            return true;
        });
    }
    ComplaintId closed(UnitId unit, const char* grade = nullptr) {
        const ComplaintId matter{++next};
        tell("complaint.recorded", matter, facts(unit));
        auto said = facts(unit);
        if (grade) said["satisfaction"] = grade;
        tell("complaint.closed", matter, said);
        return matter;
    }
    std::string link(ComplaintId matter) {
        const auto made = run(manager, site, make_rating_link, {matter, "https://kefu.example.com"});
        return made ? made->link.substr(made->link.find('#') + 1) : made.error().code;
    }
    Result<RatingPage> rate(const std::string& secret, RatingGrade grade) {
        struct Refused {};
        std::optional<Result<RatingPage>> result;
        try {
            db->write_now([&](store::Tx& tx) {
                Unit unit(tx, ids, world, system, site, now, now);
                result.emplace(answer_link(unit, secret, grade, "等了三天"));
                if (!*result) throw Refused{};
            });
        } catch (const Refused&) {
        }
        return *result;
    }
    Result<RatingPage> open(const std::string& secret) {
        return db->read_now([&](store::Tx& tx) -> Result<RatingPage> {
            work::Reading reading{tx, system, site, now, world};
            return open_rating(reading, secret);
        });
    }
    SatisfactionBoard board(Dimension by = Dimension::department) { return ask(manager, site, open_satisfaction, {.by = by}).value(); }
    RatingList rows(const ListRatings& query) { return ask(manager, site, list_ratings, query).value(); }
};
ON_EACH_ENGINE(Satisfaction);

TEST_P(Satisfaction, IsAskedWhileClosingInTheCallAndByLink) {
    const auto matter = closed(r1204, "satisfied");
    auto called = facts(r1204);
    called["satisfaction"] = "fairly_satisfied";
    tell("follow_up.reached", matter, called, {{"text", "还可以"}});
    ASSERT_TRUE(rate(link(matter), RatingGrade::dissatisfied));
    const auto state = ask(manager, site, open_rating_state, {matter}).value();
    ASSERT_EQ(state.ratings.size(), 3u);
    EXPECT_EQ(state.ratings[0].source, RatingSource::closing);
    EXPECT_EQ(state.ratings[1].source, RatingSource::call);
    EXPECT_EQ(state.ratings[1].words, "还可以");
    EXPECT_EQ(state.ratings[2].source, RatingSource::link);
    EXPECT_EQ(state.ratings[2].room, "3栋1204");
    EXPECT_EQ(state.ratings[2].category_name, "类别5");
    EXPECT_TRUE(state.answered_at.has_value());
}
TEST_P(Satisfaction, TakesOneAnswerToEachClosing) {
    const auto matter = closed(r1204);
    const auto secret = link(matter);
    ASSERT_TRUE(rate(secret, RatingGrade::satisfied));
    EXPECT_EQ(rate(secret, RatingGrade::dissatisfied).error().code, "satisfaction.already-rated");
    EXPECT_EQ(link(matter), "satisfaction.already-rated");
    EXPECT_EQ(open(secret)->rated, "satisfied");
    tell("complaint.reopened", matter, facts(r1204));
    EXPECT_EQ(link(matter), "satisfaction.not-closed");
    tell("complaint.closed", matter, facts(r1204));
    ASSERT_TRUE(rate(link(matter), RatingGrade::dissatisfied));
}
TEST_P(Satisfaction, AnswersGuessedOldAndEndedLinksAlike) {
    const auto matter = closed(r1204);
    const auto old = link(matter), fresh = link(matter);
    for (const auto& guess : {old, std::string(32, '0'), std::string("TS20260303-0001"), std::string()}) {
        EXPECT_EQ(open(guess).error().code, "public_desk.nothing-here");
        EXPECT_EQ(rate(guess, RatingGrade::satisfied).error().code, "public_desk.nothing-here");
    }
    EXPECT_TRUE(open(fresh));
    now = now + 31 * 24h;
    EXPECT_EQ(open(fresh).error().code, "public_desk.nothing-here") << "thirty days are over";
    EXPECT_EQ(rate(fresh, RatingGrade::satisfied).error().code, "public_desk.nothing-here");
}
TEST_P(Satisfaction, SendsASupervisorToWhoeverWasLetDown) {
    ASSERT_TRUE(rate(link(closed(r1204)), RatingGrade::dissatisfied));
    EXPECT_EQ(board().to_call, 1);
    const auto list = rows({.to_call = true});
    EXPECT_EQ(list.total, 1);
    EXPECT_EQ(list.rows[0].due_at, *Zone{}.parse("2026-03-05 00:00"));
    EXPECT_TRUE(list.rows[0].may_follow_up);
    const auto call = [&] { return run(manager, site, follow_up_rating, {list.rows[0].id, list.rows[0].version, "已登门致歉"}); };
    EXPECT_TRUE(call());
    EXPECT_EQ(call().error().code, "satisfaction.already-followed-up");
    EXPECT_EQ(board().to_call, 0);
    const auto owed = read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::rating, list.rows[0].id.value}); });
    ASSERT_EQ(owed.size(), 1u);
    EXPECT_EQ(owed[0].state, obligations::State::kept);
    closed(r302, "dissatisfied");
    EXPECT_EQ(board().to_call, 0) << "what the officer heard is followed up by the call-back";
}
TEST_P(Satisfaction, CountsAsItLists) {
    for (const char* grade : {"satisfied", "satisfied", "satisfied", "fairly_satisfied", "dissatisfied"}) closed(r1204, grade);
    closed(r302, "satisfied");
    closed({}, "dissatisfied");
    for (const auto by : {Dimension::building, Dimension::category, Dimension::department, Dimension::staff, Dimension::month, Dimension::kind, Dimension::source}) {
        const auto b = board(by);
        std::int64_t sum = 0;
        for (const auto& f : b.figures) {
            sum += f.total;
            EXPECT_EQ(rows({.by = by, .key = f.key}).total, f.total) << json::enum_name(by) << f.key;
            EXPECT_EQ(rows({.by = by, .key = f.key, .grade = RatingGrade::satisfied}).total, f.satisfied);
            const auto sad = rows({.by = by, .key = f.key, .grade = RatingGrade::dissatisfied});
            EXPECT_EQ(sad.total, f.dissatisfied);
            EXPECT_EQ(sad.rows.size(), static_cast<std::size_t>(f.dissatisfied));
        }
        EXPECT_EQ(sum, 7);
        EXPECT_EQ(b.whole.total, 7);
        EXPECT_EQ(b.whole.rate_hundredths, 7142);
    }
    EXPECT_EQ(board(Dimension::building).figures[0].name, "3栋");
    EXPECT_EQ(board(Dimension::month).months.size(), 1u);
    EXPECT_EQ(rows({.limit = 3}).rows.size(), 3u);
    EXPECT_EQ(rows({.cursor = rows({.limit = 3}).next}).rows.size(), 4u);
}
TEST_P(Satisfaction, MarksSmallNumbersAndGivesThemNoRate) {
    for (int i = 0; i < 4; ++i) closed(r1204, "satisfied");
    EXPECT_TRUE(board().whole.few);
    EXPECT_FALSE(board().whole.rate_hundredths.has_value());
    closed(r1204, "dissatisfied");
    EXPECT_FALSE(board().whole.few);
    EXPECT_EQ(board().whole.rate_hundredths, 8000);
}
TEST_P(Satisfaction, NoticesHouseholdsThatFellSilent) {
    const auto silence = [&] { return ask(manager, site, open_silence, {}).value(); };
    closed(r1204);
    closed(r1204, "dissatisfied");
    closed(r302, "dissatisfied");  // never in touch before: nothing to fall silent from
    EXPECT_EQ(silence().total, 0) << "three months must pass";
    now = now + 100 * 24h;
    ASSERT_EQ(silence().total, 1);
    const auto row = silence().rows.at(0);
    EXPECT_EQ(row.room, "3栋1204");
    EXPECT_EQ(row.contacts_before, 2);
    EXPECT_EQ(row.days_silent, 100);
    closed(r1204);
    EXPECT_EQ(silence().total, 0) << "they spoke to us again";
}
TEST_P(Satisfaction, ForgetsTheWordsOfWhomTheLawWantsForgotten) {
    const auto person = run(system, site, customers::create_person, customers::CreatePerson{.name = "李文博"}).value().id;
    const ComplaintId matter{++next};
    auto said = facts(r1204);
    said["person"] = std::to_string(person.value);
    tell("complaint.closed", matter, said);
    ASSERT_TRUE(rate(link(matter), RatingGrade::dissatisfied));
    ASSERT_TRUE(run(system, site, customers::erase_person, customers::ErasePerson{person, "本人要求"}));
    EXPECT_EQ(rows({}).rows.at(0).words, "");
    EXPECT_EQ(board().whole.dissatisfied, 1) << "the figure stays";
    EXPECT_TRUE(read([](store::Tx& tx) { return journal::verify(tx).faults; }).empty());
}

}  // namespace
}  // namespace huiyin::satisfaction
