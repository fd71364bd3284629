// Sheets on paper: nothing is lost, nothing is cut, and the file is small. Pictures of the real forms are compared in
// the forms module.
#include <gtest/gtest.h>

#include <cstdio>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "paper/press.hpp"

namespace huiyin::paper {
namespace {

Sheet a_sheet() {
    Sheet s;
    s.organisation = "安居物业服务有限公司";
    s.title = "客户投诉处理单";
    s.number_label = "编号";
    s.number = "TSD2026-0001";
    s.page_words = "第 {page} 页，共 {pages} 页";
    s.continued = "（续）";
    s.date_line = "年　　月　　日";
    s.code = "TSD2026-0001 9f3a";
    s.foot = {"TSD2026-0001"};
    s.blocks = {{.kind = BlockKind::grid, .cells = {{"客户", "李文博"}, {"房号", "3栋1204"}, {"地点", "厨房", 2}}},
                {.kind = BlockKind::text, .label = "客户陈述", .text = "水管漏水，楼下天花板已经湿了。", .lines = 4},
                {.kind = BlockKind::signatures, .cells = {{"接待人签字", ""}, {"客户签字", ""}}}};
    return s;
}

std::string words_of(const std::string& pdf) {
    const auto file = testing::TempDir() + "huiyin_paper_" + std::to_string(::getpid()) + ".pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    std::string words;
    auto* out = ::popen(("pdftotext -layout " + file + " -").c_str(), "r");
    char buffer[4096];
    for (std::size_t n; (n = ::fread(buffer, 1, sizeof buffer, out)) > 0;) words.append(buffer, n);
    ::pclose(out);
    std::filesystem::remove(file);
    return words;
}

std::string pressed(const Sheet& sheet) { return Press::of_this_program().pdf({sheet}, sheet.number, "2026-03-03T09:10:00+08:00"); }

TEST(Paper, KeepsEveryWordSearchable) {
    const auto words = words_of(pressed(a_sheet()));
    for (const auto* wanted : {"客户投诉处理单", "TSD2026-0001", "李文博", "3栋1204", "水管漏水，楼下天花板已经湿了。", "接待人签字", "第 1 页，共 1 页"})
        EXPECT_NE(words.find(wanted), std::string::npos) << wanted << "\n" << words;
}

TEST(Paper, PrintsTheSameBytesAgain) { EXPECT_EQ(pressed(a_sheet()), pressed(a_sheet())); }

TEST(Paper, IsSmallWithTheUsualCharacters) { EXPECT_LE(pressed(a_sheet()).size(), 150'000u); }

TEST(Paper, HasTheRareCharacters) {
    auto sheet = a_sheet();
    sheet.blocks[0].cells[0].value = "𠮷野㐂子䶮";
    const auto words = words_of(pressed(sheet));
    EXPECT_NE(words.find("𠮷野㐂子䶮"), std::string::npos) << words;
}

TEST(Paper, StaysSmallWithRareCharacters) {
    auto sheet = a_sheet();
    sheet.blocks[0].cells[0].value = "𠮷野㐂子䶮";
    sheet.blocks[1].text = "𠮷祥如意，𠮷祥如意。";
    const auto pdf = pressed(sheet);
    EXPECT_LE(pdf.size(), 150'000u);
    EXPECT_LE(pdf.size(), pressed(a_sheet()).size() + 10'000) << "a rare character costs its outlines only";
    EXPECT_EQ(pdf, pressed(sheet)) << "same sheets, same bytes";
}

// How many dots of a printed page are dark: what can be searched must be seen too.
long ink_of(const Sheet& sheet) {
    const auto file = std::filesystem::path(testing::TempDir()) / ("huiyin_ink_" + std::to_string(::getpid()));
    std::ofstream(file.string() + ".pdf", std::ios::binary) << pressed(sheet);
    EXPECT_EQ(std::system(("pdftoppm -gray -r 144 -singlefile " + file.string() + ".pdf " + file.string()).c_str()), 0);
    std::ifstream picture(file.string() + ".pgm", std::ios::binary);
    std::string kind;
    long width = 0, height = 0, most = 0;
    picture >> kind >> width >> height >> most;
    picture.get();
    std::string dots(static_cast<std::size_t>(width * height), '\0');
    picture.read(dots.data(), static_cast<std::streamsize>(dots.size()));
    for (const auto* end : {".pdf", ".pgm"}) std::filesystem::remove(file.string() + end);
    return std::ranges::count_if(dots, [](char c) { return static_cast<unsigned char>(c) < 128; });
}

TEST(Paper, ShowsTheRareCharacters) {
    const auto ink = [](const char* value) {
        auto sheet = a_sheet();
        sheet.blocks[0].cells[0].value = value;
        return ink_of(sheet);
    };
    const auto none = ink(""), usual = ink("吉吉吉吉") - none, rare = ink("𠮷𠮷𠮷𠮷") - none;
    EXPECT_GT(usual, 100);
    EXPECT_GT(rare, usual * 7 / 10) << "a rare character is as dark as any other";
    EXPECT_LT(rare, usual * 13 / 10);
}

TEST(Paper, BreaksALongBoxOverPagesAndLosesNoLine) {
    auto sheet = a_sheet();
    std::string text;
    for (int i = 1; i <= 150; ++i) text += "第" + std::to_string(i) + "句话。\n";
    sheet.blocks[1].text = text;
    EXPECT_EQ(Press::of_this_program().pages(sheet), 4);
    const auto words = words_of(pressed(sheet));
    for (int i = 1; i <= 150; ++i) EXPECT_NE(words.find("第" + std::to_string(i) + "句话。"), std::string::npos) << i;
    EXPECT_NE(words.find("第 4 页，共 4 页"), std::string::npos);
}

TEST(Paper, SaysTheHeadsOfATableAgain) {
    auto sheet = a_sheet();
    Block table{.kind = BlockKind::table, .label = "处理经过"};
    table.heads = {{"时间", 1}, {"事项", 2}};
    for (int i = 1; i <= 80; ++i) table.rows.push_back({{"3月3日", "第" + std::to_string(i) + "步"}});
    sheet.blocks.insert(sheet.blocks.begin() + 2, table);
    const auto words = words_of(pressed(sheet));
    std::size_t heads = 0;
    for (auto at = words.find("事项"); at != std::string::npos; at = words.find("事项", at + 1)) ++heads;
    EXPECT_EQ(heads, static_cast<std::size_t>(Press::of_this_program().pages(sheet)));
    for (int i = 1; i <= 80; ++i) EXPECT_NE(words.find("第" + std::to_string(i) + "步"), std::string::npos) << i;
}

TEST(Paper, SurvivesWhatIsNoText) {
    auto sheet = a_sheet();
    sheet.blocks[1].text = std::string("\xff\xfe坏字节\x01", 12) + std::string(9000, 'W');
    sheet.blocks[0].cells[2].value = std::string(3000, 'x');
    EXPECT_GT(Press::of_this_program().pages(sheet), 1);
    EXPECT_FALSE(pressed(sheet).empty());
    EXPECT_EQ(Press::of_this_program().png(sheet, 99, 60), "");
    EXPECT_FALSE(Press::of_this_program().png(sheet, 0, 60).empty());
    Sheet nothing;
    EXPECT_EQ(Press::of_this_program().pages(nothing), 1);
}

}  // namespace
}  // namespace huiyin::paper
