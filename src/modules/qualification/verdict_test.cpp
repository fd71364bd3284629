// Who may be put to work on a day (A4.4.4), from rows alone.
#include <gtest/gtest.h>

#include "record.hpp"

namespace huiyin::qualification {
namespace {

constexpr StaffId officer{1}, newcomer{2}, director{3};
constexpr CourseId induction{10}, reception{11};
Day day(const char* iso) { return *Day::parse(iso); }

Certificate certificate(StaffId staff, CourseId course, const char* issued, const char* expires = nullptr) {
    Certificate c{.id = {100}, .course = course, .staff = staff, .issued = day(issued)};
    if (expires) c.expires = day(expires);
    return c;
}

// Induction for everybody and pre-post training of officers, both from 1 June; the officer was there, the newcomer came on the day.
Rows office() {
    Rows rows;
    rows.courses = {{.id = induction, .kind = CourseKind::induction, .title = "入职培训", .from = day("2026-06-01")},
                    {.id = reception, .kind = CourseKind::pre_post, .title = "接待上岗", .from = day("2026-06-01")}};
    rows.posts[reception] = {Post::service_officer};
    rows.holdings[officer] = {{officer, Post::service_officer, day("2026-01-05"), day("2026-01-05")}};
    rows.holdings[newcomer] = {{newcomer, Post::service_officer, day("2026-06-01"), day("2026-06-01")}};
    rows.holdings[director] = {{director, Post::site_director, std::nullopt, std::nullopt}};
    return rows;
}

TEST(AVerdict, RefusesNothingBeforeACourseIsInForce) {
    const auto rows = office();
    EXPECT_EQ(decide(rows, newcomer, day("2026-05-31"), {}).standing, Standing::not_in_use);
    EXPECT_EQ(decide(rows, newcomer, day("2026-06-01"), {}).standing, Standing::unqualified);
}

TEST(AVerdict, GivesGraceToWhoeverWasThereBeforeTheCourseUntilTheDebtIsDue) {
    auto rows = office();
    EXPECT_EQ(decide(rows, officer, day("2026-06-01"), {}).standing, Standing::grace);
    for (const auto course : {induction, reception}) rows.needs[{officer, course}] = {.course = course, .staff = officer, .grace_until = day("2026-08-30")};
    EXPECT_EQ(decide(rows, officer, day("2026-08-29"), {}).standing, Standing::grace);
    EXPECT_EQ(decide(rows, officer, day("2026-08-29"), {}).until, day("2026-08-30"));
    EXPECT_EQ(decide(rows, officer, day("2026-08-30"), {}).standing, Standing::unqualified);
}

TEST(AVerdict, NeedsEveryCourseOfEveryPostHeld) {
    auto rows = office();
    rows.certificates[newcomer] = {certificate(newcomer, induction, "2026-06-03")};
    const auto half = decide(rows, newcomer, day("2026-06-03"), {});
    EXPECT_EQ(half.standing, Standing::unqualified);
    ASSERT_EQ(half.lacks.size(), 1U);
    EXPECT_EQ(half.lacks.front().course, reception);
    rows.certificates[newcomer].push_back(certificate(newcomer, reception, "2026-06-05"));
    EXPECT_EQ(decide(rows, newcomer, day("2026-06-04"), {}).standing, Standing::unqualified);
    EXPECT_EQ(decide(rows, newcomer, day("2026-06-05"), {}).standing, Standing::qualified);
}

TEST(AVerdict, EndsWithTheCertificateAndGivesNoGraceAfterIt) {
    auto rows = office();
    rows.certificates[officer] = {certificate(officer, induction, "2026-06-03"), certificate(officer, reception, "2026-06-03", "2027-06-03")};
    EXPECT_EQ(decide(rows, officer, day("2027-06-02"), {}).standing, Standing::qualified);
    EXPECT_EQ(decide(rows, officer, day("2027-06-02"), {}).until, day("2027-06-03"));
    const auto after = decide(rows, officer, day("2027-06-03"), {});
    EXPECT_EQ(after.standing, Standing::unqualified);
    EXPECT_TRUE(after.lacks.front().expired);
}

TEST(AVerdict, AsksForThePostThatIsStoodInFor) {
    auto rows = office();
    rows.certificates[director] = {certificate(director, induction, "2026-06-02")};
    EXPECT_EQ(decide(rows, director, day("2026-06-10"), {}).standing, Standing::qualified);
    EXPECT_EQ(decide(rows, director, day("2026-06-10"), Post::service_officer).standing, Standing::unqualified);
    EXPECT_EQ(decide(rows, officer, day("2026-06-10"), Post::service_officer).standing, Standing::grace);
}

TEST(AVerdict, AsksNothingOfWhoeverHoldsNoPostOfTheSiteAndOfMachines) {
    auto rows = office();
    EXPECT_EQ(decide(rows, StaffId{99}, day("2026-06-10"), {}).standing, Standing::not_asked);
    rows.holdings[StaffId{98}] = {{StaffId{98}, Post::system_administrator, std::nullopt, std::nullopt}};
    EXPECT_EQ(decide(rows, StaffId{98}, day("2026-06-10"), {}).standing, Standing::not_asked);
}

TEST(AVerdict, OfARevokedCertificateIsAsWithoutIt) {
    auto rows = office();
    auto c = certificate(officer, induction, "2026-06-03");
    c.revoked_at = Instant{1};
    rows.certificates[officer] = {c, certificate(officer, reception, "2026-06-03")};
    EXPECT_EQ(decide(rows, officer, day("2026-06-10"), {}).standing, Standing::unqualified);
}

}  // namespace
}  // namespace huiyin::qualification
