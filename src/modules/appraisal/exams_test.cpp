// Exams beside the year-end record (A4.3.2).
#include "record.hpp"
#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct ExamsOfAYear : Appraisal {
    void passed(std::int64_t id, const char* course, std::optional<std::int64_t> theory, std::optional<std::int64_t> practical, const char* event = "exam.passed") {
        boost::json::object facts{{"executor", std::to_string(officer.value)}, {"title", course}};
        if (theory) facts["theory_points"] = *theory;
        if (practical) facts["practical_points"] = *practical;
        tell(event, {journal::SubjectKind::exam, id}, std::move(facts));
    }
    AppraisalId year_end() {
        begin("2027-01-01");  // the first working day of the year in a calendar without holidays
        return planned(RecordKind::year_end, officer);
    }
};
ON_EACH_ENGINE(ExamsOfAYear);

TEST_P(ExamsOfAYear, StandBesideTheYearEndRecordWithTheBestOfEachCourseAndTheirMean) {  // A4.3.2, A4.6
    at("2026-06-03 10:00");
    passed(1, "入职培训", 6000, {}, "exam.failed");
    at("2026-06-10 10:00");
    passed(2, "入职培训", 9000, {});
    passed(3, "接待上岗", 8505, 8800);
    at("2027-01-02 10:00");
    passed(4, "消防", 5000, {});
    const auto page = open(manager, year_end());
    ASSERT_EQ(page.exams.size(), 3U) << "of that year alone";
    EXPECT_FALSE(page.exams[0].passed);
    EXPECT_EQ(page.theory_mean, Points{8753}) << "(90 + 85.05) / 2, half up";
    EXPECT_EQ(page.practical_mean, Points{8800});
}

TEST_P(ExamsOfAYear, AreNotInventedWhereThereWereNone) {
    const auto page = open(manager, year_end());
    EXPECT_TRUE(page.exams.empty());
    EXPECT_FALSE(page.theory_mean);
}

}  // namespace
}  // namespace huiyin::appraisal
