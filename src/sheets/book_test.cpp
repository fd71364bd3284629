// A written workbook: it reads back cell by cell, holds formulas beside their values, and is the same file each time.
#include <gtest/gtest.h>

#include "sheets/book.hpp"
#include "sheets/sheets.hpp"
#include "support/workbook.hpp"

namespace huiyin::sheets {
namespace {

Book two_sums() {
    Book b;
    b.name = "员工[月]绩效考核情况统计表 2026年第一季度及其以后各月的合计表";
    b.widths = {12, 8, 8};
    b.top = {{title("统计表")}};
    b.rows = {{head("姓名"), head("扣分"), head("得分")},
              {text("𠮷祥 <b>&\"甲\""), number(Points{350}), formula("100-" + place(1, 1), Points{9650})},
              {text("=1+1"), number(Points{0}), formula("100-" + place(1, 2), Points{10000})},
              {head("合计"), formula("SUM(" + range(1, 1, 2) + ")", Points{350}), formula("SUM(" + range(2, 1, 2) + ")", Points{19650})}};
    return b;
}

TEST(AWrittenWorkbook, ReadsBackWithTheValuesItsFormulasHave) {
    std::vector<Row> rows;
    read_bytes(write(two_sums()), [&](std::size_t, Row&& row) { rows.push_back(std::move(row)); });
    ASSERT_EQ(rows.size(), 5u);
    EXPECT_EQ(rows[2], (Row{"𠮷祥 <b>&\"甲\"", "3.5", "96.5"}));
    EXPECT_EQ(rows[3][0], "=1+1") << "what people wrote stays text";
    EXPECT_EQ(rows[4], (Row{"合计", "3.5", "196.5"}));
}

TEST(AWrittenWorkbook, HoldsFormulasThatComeToTheirValues) {
    const support::Workbook book(write(two_sums()));
    EXPECT_EQ(book.formula("B5"), "SUM(B3:B4)");
    EXPECT_EQ(book.formula("C3"), "100-B3");
    EXPECT_EQ(book.formulas(), 4u);
    EXPECT_EQ(book.wrong(), "");
}

TEST(AWrittenWorkbook, IsTheSameFileEachTime) { EXPECT_EQ(write(two_sums()), write(two_sums())); }

TEST(AWrittenWorkbook, NamesItsSheetWithinTheRules) {
    const auto xml = support::part_of(write(two_sums()), "xl/workbook.xml");
    EXPECT_NE(xml.find("name=\"员工 月 绩效考核情况统计表 2026年第一季度及其以后各月的\""), std::string::npos) << xml;
}

}  // namespace
}  // namespace huiyin::sheets
