// The four records of the appraisal (A4.6, A4.7, A5) as pictures, with rare characters, and what destruction leaves (A4.11).
#include "golden.hpp"

namespace huiyin::forms {
namespace {

using boost::json::array;
using boost::json::object;

Form a_record(Kind kind, const char* number, object content, object personal = {}) {
    Form f;
    f.kind = kind;
    f.number = number;
    array keys;
    for (const auto& [key, value] : personal) keys.emplace_back(key);
    content["personal_keys"] = keys;
    content["record_digest"] = "5b2e44d1f0c3a9e87766554433221100ffeeddccbbaa99887766554433221100";
    f.content = boost::json::serialize(content);
    f.personal = boost::json::serialize(personal);
    f.personal_digest = "x";
    f.digest = "9f3a12bc77d0e5a4c0ffee00112233445566778899aabbccddeeff0011223344";
    f.rulebook_version = "2026-01-01+3f9a2c41";
    f.made_at = {1780365600000};
    return f;
}

Form a_month() {
    array criteria;
    const auto add = [&](const char* aspect, std::initializer_list<std::pair<const char*, const char*>> items) {
        for (const auto& [key, full] : items) {
            const bool attitude = std::string_view(key) == "attitude", efficiency = std::string_view(key) == "efficiency";
            criteria.push_back(object{{"aspect", aspect}, {"criterion", key}, {"full_points", full}, {"taken_points", attitude ? "2" : efficiency ? "1.5" : "0"},
                                      {"left_points", attitude ? "4" : efficiency ? "6.5" : full}});
        }
    };
    add("conduct", {{"ideology", "5"}, {"attitude", "6"}, {"discipline", "5"}, {"relations", "4"}});
    add("diligence", {{"attendance", "6"}, {"participation", "4"}, {"initiative", "5"}, {"coordination", "5"}});
    add("ability", {{"professional", "14"}, {"organising", "6"}, {"managing", "4"}, {"innovation", "6"}});
    add("achievement", {{"efficiency", "8"}, {"training", "5"}, {"work_result", "10"}, {"other_results", "4"}, {"夜间值守（本项目自定）", "3"}});
    return a_record(Kind::appraisal_month, "YKH2026-0031",
                    {{"appraised", "林𠮷芸"}, {"team", "客户服务中心"}, {"appraisal_period", "2026-05"}, {"appraisal_level", "operating"}, {"appraised_by", "吴淑贞"},
                     {"appraised_at", 1780365600000}, {"criteria_sheet", 1}, {"appraisal_revision", 1}, {"criteria", std::move(criteria)},
                     {"deductions", array{object{{"criterion", "attitude"}, {"taken_points", "2"}, {"matter_number", "TS20260512-0003"}},
                                          object{{"criterion", "efficiency"}, {"taken_points", "1.5"}, {"matter_number", "TS20260520-0001"}}}},
                     {"full_total", "100"}, {"deducted_total", "3.5"}, {"ordinary_score", "96.5"}, {"bonus_points", "5"}, {"month_score", "101.5"}, {"days_worked", 19},
                     {"employee_answer", "confirmed"}, {"answered_at_time", 1780452000000}, {"signed_appraiser", "吴淑贞"}, {"signed_appraised", "林𠮷芸"}},
                    {{"deductions", array{object{{"deduction_reason", "与客户𠮷先生争执，未先听完"}, {"measure", ""}}, object{{"deduction_reason", "核实晚了一小时"}, {"measure", ""}}}},
                     {"bonus_decision", "嘉奖令 2026-6：雨夜疏通地库"}, {"appraisal_summary", "总体稳当，接待还要耐心。"}, {"employee_remark", "以后注意。"}, {"appeal_ruling", ""}});
}

Form a_year() {
    const auto step = [](const char* name, const char* working, const char* result) { return object{{"year_step", name}, {"working", working}, {"result", result}}; };
    array rows;
    for (int week = 1; week <= 40; ++week)
        rows.push_back(object{{"year_part", "inspections"}, {"appraisal_kind", "weekly"}, {"appraisal_period", "2026-03-" + std::to_string(10 + week % 20)}, {"weight", 1},
                              {"statistics_score", "92"}, {"weighted", "92"}});
    for (int month = 1; month <= 12; ++month)
        rows.push_back(object{{"year_part", "months"}, {"appraisal_kind", "month"}, {"appraisal_period", "2026-" + std::to_string(month)}, {"weight", 21}, {"statistics_score", "95"}, {"weighted", "1995"}});
    rows.push_back(object{{"year_part", "year_end"}, {"appraisal_kind", "year_end"}, {"appraisal_period", "2026"}, {"weight", 1}, {"statistics_score", "90"}, {"weighted", "90"}});
    return a_record(Kind::appraisal_year, "NKH2027-0004",
                    {{"appraised", "林𠮷芸"}, {"team", "客户服务中心"}, {"appraisal_year", "2026"}, {"appraisal_revision", 1}, {"appraised_by", "吴淑贞"},
                     {"appraised_at", 1799200000000}, {"signed_appraiser", "吴淑贞"}, {"year_total", "91.9"}, {"award", "none"},
                     {"year_steps", array{step("inspections_sum", "∑ 40", "3680"), step("inspections_mean", "3680 ÷ 40", "92"), step("inspections_share", "92 × 20", "1840"),
                                          step("months_sum", "∑ 12", "23940"), step("months_mean", "23940 ÷ 252", "95"), step("months_share", "95 × 30", "2850"),
                                          step("year_end_sum", "∑ 1", "90"), step("year_end_mean", "90 ÷ 1", "90"), step("year_end_share", "90 × 50", "4500"),
                                          step("shares", "1840 + 2850 + 4500", "9190"), step("divided", "9190 ÷ 100", "919/10 ≈ 91.9"), step("rounded", "919/10 → 0.00", "91.9")}},
                     {"year_rows", std::move(rows)}});
}

object sums(const char* mean) {
    return {{"staff_count", 8}, {"counted", 8}, {"mean_score", mean}, {"highest_score", "105"}, {"lowest_score", "88.5"}, {"award_count", 1}, {"filled_by", "吴淑贞"},
            {"appraised_at", 1780365600000}, {"signed_manager", "吴淑贞"}, {"team", ""}};
}
constexpr const char* people[] = {"林𠮷芸", "周敏", "陈国栋", "欧阳静怡", "解文斌", "古丽娜尔·买买提", "吴师傅", "郑海峰"};

Form statistics_of_a_month() {
    auto content = sums("97.13");
    content["appraisal_period"] = "2026-05";
    content["statistics_span"] = "month";
    array rows;
    int n = 0;
    for (const auto* name : people)
        rows.push_back(object{{"nth", ++n}, {"appraised", name}, {"team", n % 2 ? "客户服务中心" : "工程维修部"}, {"aspect_conduct", "18"}, {"aspect_diligence", "20"},
                              {"aspect_ability", "28.75"}, {"aspect_achievement", "30"}, {"taken_points", "3.25"}, {"bonus_points", n == 2 ? "5" : "0"}, {"statistics_score", n == 2 ? "101.75" : "96.75"}});
    content["month_rows"] = std::move(rows);
    return a_record(Kind::appraisal_statistics, "YTJ2026-0001", std::move(content));
}
Form statistics_of_twelve() {
    auto content = sums("96.5");
    content["appraisal_period"] = "2026";
    content["statistics_span"] = "year";
    content["team"] = "客户服务中心";
    array rows;
    int n = 0;
    for (const auto* name : people) {
        object row{{"nth", ++n}, {"appraised", name}, {"statistics_score", "96.5"}};
        for (int m = 1; m <= 12; ++m) row["m" + std::to_string(m)] = m < n - 3 ? "" : m % 5 ? "96.5" : "100";
        rows.push_back(std::move(row));
    }
    content["twelve_months"] = std::move(rows);
    return a_record(Kind::appraisal_statistics, "YTJ2027-0002", std::move(content));
}
Form the_annual_sheet() {
    auto content = sums("95.88");
    content["appraisal_period"] = "2026";
    content["statistics_span"] = "annual";
    content["awards"] = "周敏";
    array rows;
    int n = 0;
    for (const auto* name : people)
        rows.push_back(object{{"nth", ++n}, {"appraised", name}, {"team", "客户服务中心"}, {"inspections_mean", "96.08"}, {"month_mean", "97.44"}, {"year_end_score", n == 2 ? "108" : "92"},
                              {"statistics_score", n == 2 ? "102.45" : "94.45"}, {"commendations", n == 2 ? 2 : 0}, {"punished", 0}, {"award", n == 2 ? "excellent" : ""}});
    content["annual_rows"] = std::move(rows);
    return a_record(Kind::annual_statistics, "NTJ2027-0001", std::move(content));
}

TEST(TheMonthlyRecord, LooksAsItAlwaysDid) {
    compare("appraisal-month", lay_out(a_month(), dressed("zh-Hans")));
    compare("appraisal-month-hant", lay_out(a_month(), dressed("zh-Hant")));
    compare("appraisal-month-en", lay_out(a_month(), dressed("en")));
}
TEST(TheMonthlyRecord, HoldsRareCharactersAndStaysSmall) {
    const auto pdf = pdf_of(lay_out(a_month(), dressed("zh-Hans")));
    const auto words = words_of(pdf);
    EXPECT_NE(words.find("𠮷"), std::string::npos);
    EXPECT_NE(words.find("夜间值守"), std::string::npos) << "an item of the manager's own keeps its name";
    EXPECT_LE(pdf.size(), 150'000u);
}
TEST(TheMonthlyRecord, IsEmptyToWriteOnByHand) { compare("appraisal-month-blank", blank(Kind::appraisal_month, "zh-Hans", "安居物业服务有限公司", "翠湖花园")); }
TEST(TheMonthlyRecord, KeepsItsNumberAndDigestWhenItIsDestroyed) {
    auto gone = a_month();
    gone.content = "{}";
    gone.personal.reset();
    gone.destroyed_at = Instant{1846195200000};
    const auto sheet = lay_out(gone, dressed("zh-Hans"));
    compare("appraisal-month-destroyed", sheet);
    const auto words = words_of(pdf_of(sheet));
    EXPECT_NE(words.find("YKH2026-0031"), std::string::npos);
    EXPECT_NE(words.find("9f3a12bc77d0e5a4"), std::string::npos);
    EXPECT_EQ(words.find("林"), words.find("林晓芸")) << "only whoever printed it is named";
}
TEST(TheYearEndRecord, ShowsEveryStepOfTheFormula) {
    compare("appraisal-year", lay_out(a_year(), dressed("zh-Hans")));
    compare("appraisal-year-en", lay_out(a_year(), dressed("en")));
    EXPECT_NE(words_of(pdf_of(lay_out(a_year(), dressed("zh-Hans")))).find("9190 ÷ 100"), std::string::npos);
}
TEST(TheStatistics, LookAsTheyAlwaysDid) {
    compare("statistics-month", lay_out(statistics_of_a_month(), dressed("zh-Hans")));
    compare("statistics-year", lay_out(statistics_of_twelve(), dressed("zh-Hans")));
    compare("statistics-annual", lay_out(the_annual_sheet(), dressed("zh-Hans")));
    compare("statistics-annual-hant", lay_out(the_annual_sheet(), dressed("zh-Hant")));
}

}  // namespace
}  // namespace huiyin::forms
