// Qualification as a site lives it: a course comes into force, who was there has time, who comes later waits (A4.4.4).
#include "test_office.hpp"

namespace huiyin::qualification {
namespace {

struct Qualifying : testing::TestWithParam<store::Engine>, TrainedOffice {
    Qualifying() : TrainedOffice(GetParam()) {}
    Result<void> assign(StaffId who) {
        std::optional<Result<void>> result;
        work(as(supervisor), site, [&](Unit& unit) {
            result.emplace(may_be_assigned(unit, who, {journal::SubjectKind::complaint, 7001}));
            return true;
        });
        return *result;
    }
};
ON_EACH_ENGINE(Qualifying);

TEST_P(Qualifying, RefusesNobodyWhileNoCourseIsInForce) {
    EXPECT_TRUE(assign(officer));
    EXPECT_EQ(verdict(officer).standing, Standing::not_in_use);
    EXPECT_FALSE(ask(as(officer), site, list_courses, {}).value().in_use);
    publish(induction("2026-06-01"));
    EXPECT_TRUE(assign(officer)) << "not before its day";
}

TEST_P(Qualifying, GivesThoseWhoWereThereNinetyDaysAsADebtAndRefusesThemAfterwards) {  // A4.4.4
    publish(induction("2026-06-01"));
    begin("2026-06-01");
    const auto owed = open_debts("pass_course");
    ASSERT_EQ(owed.size(), 5U) << "everybody at the site, not the account of the machines";
    EXPECT_EQ(owed.front().clause, "A4.4.4");
    EXPECT_EQ(Zone{}.text(owed.front().due_at), "2026-08-31 00:00");
    at("2026-08-30 17:00");
    EXPECT_EQ(verdict(officer).standing, Standing::grace);
    EXPECT_EQ(verdict(officer).until, Day::parse("2026-08-31"));
    EXPECT_TRUE(assign(officer));
    at("2026-08-31 09:00");
    const auto no = assign(officer);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, "qualification.missing");
    EXPECT_EQ(no.error().clause, "A4.4.4");
    EXPECT_EQ(no.error().trouble, Trouble::conflict);
    EXPECT_EQ(no.error().details.at("courses"), boost::json::array{"入职培训"});
}

TEST_P(Qualifying, RefusesWhoeverWasAppointedAfterTheCourseUntilItIsPassed) {  // A4.4.4
    const auto course = publish(induction("2026-06-01"));
    begin("2026-06-01");
    at("2026-06-02 10:00");
    const auto newcomer = hire("唐子琪", Post::service_officer);
    ASSERT_EQ(open_debts("arrange_training").size(), 1U) << "and the supervisor owes the training";
    EXPECT_EQ(assign(newcomer).error(), Refusal{"qualification.missing"});
    ASSERT_TRUE(recognise(course, newcomer));
    EXPECT_TRUE(open_debts("arrange_training").empty());
    EXPECT_TRUE(assign(newcomer));
    EXPECT_EQ(verdict(newcomer).standing, Standing::qualified);
}

TEST_P(Qualifying, AsksThePrePostCourseOfWhoeverTakesThatPostLater) {
    auto pre_post = induction("2026-06-01");
    pre_post.kind = CourseKind::pre_post;
    pre_post.title = "热线上岗";
    pre_post.posts = {Post::hotline_operator};
    publish(pre_post);
    begin("2026-06-01");
    EXPECT_EQ(verdict(colleague).standing, Standing::grace);
    EXPECT_EQ(verdict(officer).standing, Standing::qualified) << "nothing is asked of an officer";
    at("2026-06-03 09:00");
    organisation::ChangeStaff change{officer, 1, "林晓芸", centre, {{Post::hotline_operator, site, centre}}, true};
    ASSERT_TRUE(run(work::Actor::system(), site, organisation::change_staff, change));
    EXPECT_EQ(verdict(officer).standing, Standing::unqualified) << "new at this post";
    change = {officer, 2, "林晓芸", centre, {{Post::service_officer, site, centre}}, true};
    ASSERT_TRUE(run(work::Actor::system(), site, organisation::change_staff, change));
    EXPECT_EQ(verdict(officer).standing, Standing::qualified);
    EXPECT_TRUE(open_debts("arrange_training").empty()) << "and nobody owes it any more";
}

TEST_P(Qualifying, WarnsThirtyDaysAheadAndARenewalEndsTheWarning) {  // A4.4.4
    const auto course = publish(induction("2026-05-25"));
    const auto first = recognise(course, officer);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->number, "ZS20260525-0001");
    begin("2027-04-24");
    EXPECT_TRUE(open_debts("renew_certificate").empty());
    begin("2027-04-25");
    const auto owed = open_debts("renew_certificate");
    ASSERT_EQ(owed.size(), 1U);
    EXPECT_EQ(Zone{}.text(owed.front().due_at), "2027-05-25 00:00");
    EXPECT_EQ(owed.front().owner, officer);
    begin("2027-04-26");
    EXPECT_EQ(open_debts("renew_certificate").size(), 1U) << "warned once";
    ASSERT_TRUE(recognise(course, officer));
    EXPECT_TRUE(open_debts("renew_certificate").empty());
    at("2027-05-25 09:00");
    EXPECT_EQ(verdict(officer).standing, Standing::qualified);
}

TEST_P(Qualifying, RefusesWrongCoursesAndOnesOwnCertificates) {
    auto wrong = induction("2026-05-24");
    EXPECT_EQ(run(as(manager), site, publish_course, wrong).error().code, "course.reaches-back");
    wrong = induction("2026-06-01");
    wrong.kind = CourseKind::pre_post;
    wrong.pass_mark = Points{10001};
    wrong.theory = false;
    EXPECT_EQ(run(as(manager), site, publish_course, wrong).error().fields.size(), 3U) << "all at once: posts, pass mark, parts";
    EXPECT_EQ(run(as(supervisor), site, publish_course, induction("2026-06-01")).error().code, "not-permitted");
    const auto course = publish(induction("2026-06-01"));
    EXPECT_EQ(run(as(manager), site, publish_course, induction("2026-07-01")).error().code, "course.title-taken");
    EXPECT_EQ(recognise(course, manager).error().code, "certificate.own");
    const auto made = recognise(course, officer);
    ASSERT_TRUE(made);
    EXPECT_EQ(run(as(manager), site, revoke_certificate, {made->id, 9, "冒名"}).error().code, "stale");
    ASSERT_TRUE(run(as(manager), site, revoke_certificate, {made->id, 1, "冒名"}));
    EXPECT_EQ(run(as(manager), site, revoke_certificate, {made->id, 2, "冒名"}).error().code, "certificate.revoked");
}

TEST_P(Qualifying, EndsACourseAndWithItWhatIsOwed) {
    const auto course = publish(induction("2026-05-25"));
    EXPECT_EQ(open_debts("pass_course").size(), 5U) << "in force at once";
    ASSERT_TRUE(run(as(manager), site, end_course, {course, 1, *Day::parse("2026-05-25"), "改用新课程"}));
    EXPECT_TRUE(open_debts("pass_course").empty());
    EXPECT_EQ(verdict(officer).standing, Standing::not_in_use);
    EXPECT_EQ(run(as(manager), site, end_course, {course, 2, *Day::parse("2026-06-25"), "再改"}).error().code, "course.ended");
}

TEST_P(Qualifying, CountsItsCoverageFromTheRowsBesideIt) {
    const auto course = publish(induction("2026-05-25"));
    ASSERT_TRUE(recognise(course, officer));
    const auto newcomer = hire("唐子琪", Post::service_officer);
    const auto coverage = ask(as(supervisor), site, open_coverage, {}).value();
    EXPECT_TRUE(coverage.in_use);
    for (const auto& figure : coverage.posts) {
        std::map<Standing, std::int64_t> rows;
        for (const auto& row : coverage.rows)
            if (row.post == figure.post) ++rows[row.standing];
        EXPECT_EQ(figure.qualified, rows[Standing::qualified]);
        EXPECT_EQ(figure.grace, rows[Standing::grace]);
        EXPECT_EQ(figure.unqualified, rows[Standing::unqualified]);
        EXPECT_EQ(figure.holders, figure.qualified + figure.grace + figure.unqualified);
        if (figure.post == Post::service_officer) EXPECT_EQ(figure.unqualified, 1) << newcomer.value;
    }
    EXPECT_EQ(ask(as(officer), site, open_coverage, {}).error().code, "not-permitted");
    EXPECT_EQ(ask(as(officer), site, list_certificates, {}).value().certificates.size(), 1U) << "one's own";
    EXPECT_TRUE(ask(as(colleague), site, list_certificates, {officer, {}, {}}).value().certificates.empty());
}

TEST_P(Qualifying, FindsWorkThatWasGivenToSomebodyUnqualified) {
    publish(induction("2026-05-25"));
    const auto newcomer = hire("唐子琪", Post::service_officer);
    const auto broken = [&] { return read([&](store::Tx& tx) { return broken_invariants(tx, site, Zone{}, 0); }); };
    const auto give = [&](StaffId who) {
        work(work::Actor::system(), site, [&](Unit& unit) {
            unit.tell({"complaint.assigned", {journal::SubjectKind::complaint, 7001}, {{"responsible", std::to_string(who.value)}}, {}});
            return true;
        });
    };
    give(officer);
    EXPECT_TRUE(broken().empty());
    give(newcomer);
    EXPECT_EQ(broken().size(), 1U);
}

}  // namespace
}  // namespace huiyin::qualification
