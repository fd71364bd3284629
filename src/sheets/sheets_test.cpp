// Real files as they are: odd times, quotes, leading tabs; and files that are not what they say.
#include "sheets/sheets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>

namespace huiyin::sheets {
namespace {
namespace fs = std::filesystem;

class AFile : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    std::string write(const std::string& name, const std::string& bytes) {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return (folder / name).string();
    }
    std::string workbook(const std::string& sheet, const std::string& strings = "<sst/>") {
        const auto path = (folder / "book.xlsx").string();
        int error = 0;
        auto* z = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
        const std::string book = "<workbook/>";
        for (const auto& [name, text] : {std::pair<const char*, const std::string*>{"xl/workbook.xml", &book}, {"xl/sharedStrings.xml", &strings}, {"xl/worksheets/sheet1.xml", &sheet}})
            zip_file_add(z, name, zip_source_buffer(z, text->data(), text->size(), 0), ZIP_FL_OVERWRITE);
        zip_close(z);
        return path;
    }
    std::vector<Row> rows(const std::string& path, const Limits& limits = {}) {
        std::vector<Row> all;
        read(path, [&](std::size_t, Row&& row) { all.push_back(std::move(row)); }, limits);
        return all;
    }
    std::string refusal(const std::string& path, const Limits& limits = {}) {
        try {
            rows(path, limits);
        } catch (const Unreadable& u) {
            return u.code;
        }
        return "";
    }
    fs::path folder = fs::temp_directory_path() / ("huiyin-sheets-" + std::to_string(::getpid()));
};

TEST_F(AFile, GivesSharedInlineAndNumberCellsInTheirColumns) {
    const auto path = workbook("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\"><v>43529.5</v></c></row>"
                               "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>水管</t></is></c></row></sheetData></worksheet>",
                               "<sst><si><r><t>留言</t></r><r><t>编号</t></r><rPh><t>liuyan</t></rPh></si></sst>");
    EXPECT_EQ(rows(path), (std::vector<Row>{{"留言编号", "", "43529.5"}, {"", "水管"}}));
}
TEST_F(AFile, ReadsCsvWithQuotesMarksAndLineEndsInside) {
    EXPECT_EQ(rows(write("a.csv", "\xEF\xBB\xBF编号,内容\r\n1,\"第一行\n说\"\"漏水\"\"\"\r\n")), (std::vector<Row>{{"编号", "内容"}, {"1", "第一行\n说\"漏水\""}}));
    EXPECT_EQ(rows(write("b.csv", "a;b\n1;2\n")), (std::vector<Row>{{"a", "b"}, {"1", "2"}}));
}
TEST_F(AFile, ThatIsNotWhatItSaysIsRefusedInWords) {
    EXPECT_EQ(refusal(write("empty.xlsx", "")), "empty");
    EXPECT_EQ(refusal(write("zip.xlsx", "PK\x03\x04 broken")), "damaged");
    EXPECT_EQ(refusal(write("old.xls", "\xD0\xCF\x11\xE0 old")), "old-xls");
    EXPECT_EQ(refusal(write("paper.xlsx", "%PDF-1.7")), "not-a-sheet");
    EXPECT_EQ(refusal(write("gbk.csv", "\xB1\xE0\xBA\xC5,a\n")), "not-utf8");
    EXPECT_EQ(refusal(write("open.csv", "a,\"b\n")), "quote-not-closed");
    EXPECT_EQ(refusal((folder / "nothing.xlsx").string()), "not-there");
    EXPECT_EQ(refusal(workbook("<worksheet><sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData></worksheet>")), "damaged");
    EXPECT_EQ(refusal(workbook("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet/>")), "doctype");
    EXPECT_EQ(refusal(workbook("<worksheet><sheetData><row>")), "damaged");
}
TEST_F(AFile, ThatUnpacksWithoutEndIsStopped) {
    std::string huge = "<worksheet><sheetData>";
    for (int i = 0; i < 20000; ++i) huge += "<row><c t=\"inlineStr\"><is><t>" + std::string(60, 'a') + "</t></is></c></row>";
    huge += "</sheetData></worksheet>";
    EXPECT_EQ(refusal(workbook(huge), {.inflated_bytes = 1u << 19}), "bomb");
    EXPECT_EQ(refusal(workbook(huge), {.rows = 100}), "too-many-rows");
    EXPECT_EQ(refusal(workbook(huge), {}), "");
}
TEST(ATimeOfASheet, IsReadAsPeopleAndProgramsWriteIt) {
    const Zone zone;
    const auto is = [&](const char* cell, const char* wanted) {
        const auto at = time_of(cell, zone);
        return at && zone.text(*at) == wanted;
    };
    EXPECT_TRUE(is("2019/3/5 14:02:07", "2019-03-05 14:02"));
    EXPECT_TRUE(is("\t\n2019-03-05 14:02", "2019-03-05 14:02"));
    EXPECT_TRUE(is("2019年3月5日 14时2分", "2019-03-05 14:02"));
    EXPECT_TRUE(is("43529.5", "2019-03-05 12:00"));
    EXPECT_TRUE(is("43563.359259259261", "2019-04-08 08:37"));
    EXPECT_TRUE(is("2019/3/5", "2019-03-05 00:00"));
    for (const auto* wrong : {"", "昨天", "2019/13/5", "2019/2/30", "2019/3/5 25:00", "12:30", "999999999", "1.2.3"}) EXPECT_FALSE(time_of(wrong, zone)) << wrong;
}

}  // namespace
}  // namespace huiyin::sheets
