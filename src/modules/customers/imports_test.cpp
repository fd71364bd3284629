// Sheets of owners and units: recognised columns, each refused row with its reason, interrupted and repeated imports.
#include "customers/imports.hpp"

#include <gtest/gtest.h>

#include "import_rows.hpp"
#include "test_estate.hpp"

namespace huiyin::customers {
namespace {

class Importing : public testing::TestWithParam<store::Engine> {
  protected:
    Estate estate{GetParam()};
    work::Actor clerk = estate.somebody({Permission::import_customers, Permission::edit_customers, Permission::see_customers});

    Result<CustomerImport> upload(std::string_view bytes, const char* name = "业主.csv") {
        return estate.work(clerk, estate.site, [&](work::Unit& u) { return upload_customers(u, name, bytes); });
    }
    ImportProgress run_to_end(std::int64_t id) {
        for (;;) {
            const auto progress = estate.run(clerk, estate.site, run_customer_import, {id});
            if (!progress) throw Impossible(outcome(progress));
            if (progress->state == ImportState::done) return *progress;
        }
    }
    static std::string why(const ImportRow& row) {
        std::string text;
        for (const auto& p : row.problems) text += (text.empty() ? "" : " ") + p.field + ":" + p.code;
        return text;
    }
};

constexpr std::string_view sheet =
    "楼栋,单元,房号,建筑面积,业主姓名,联系电话,身份证号,身份,入住日期,备注\n"
    "3栋,,1204,88.5㎡,李文博,13812345511,,业主,2024-03-01,\n"
    "3号楼,,0501,90,王秀英,13912345512,,租户,2024/5/6,家中有犬\n"
    "5栋,2单元,301,,欧阳静,,,住户,,\n"
    "5栋,2单元,302,,,,,,,\n"
    "5栋,2单元,303,,张三,12,110101199003070012,亲戚,三月,\n"
    ",,304,,李四,13812345513,,,,\n"
    "5栋,2单元,301,,欧阳静,,,住户,,\n"
    "5栋,2单元,305,,,13812345514,,,,\n";

TEST_P(Importing, ShowsEachRefusedRowAndWhyBeforeAnythingComesIn) {
    const auto view = upload(sheet);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->row_count, 8);
    EXPECT_EQ(view->counts.fine, 4);
    EXPECT_EQ(view->counts.refused, 4);
    ASSERT_EQ(view->rows.size(), 8u);
    EXPECT_EQ(view->rows[0].room, "3栋1204");
    EXPECT_EQ(view->rows[0].name, "李**");
    EXPECT_EQ(view->rows[0].number, 2);
    EXPECT_EQ(why(view->rows[4]), "role:unknown-value since:not-a-day phone:not-a-phone id_number:not-an-id-number");
    EXPECT_EQ(why(view->rows[5]), "building:required");
    EXPECT_EQ(why(view->rows[6]), "room:twice");
    EXPECT_EQ(why(view->rows[7]), "name:required");
    EXPECT_EQ(estate.ask(estate.system, estate.site, find_households, {"王秀英"}).value().households.size(), 0u);
    const auto refused = estate.ask(clerk, estate.site, open_customer_import, {std::stoll(view->id), RowOutcome::refused, {}}).value();
    EXPECT_EQ(static_cast<std::int64_t>(refused.rows.size()), refused.counts.refused);
}

TEST_P(Importing, BringsInWhatIsFineOnceHoweverOftenItIsTried) {
    const auto first = upload(sheet);
    const auto done = run_to_end(std::stoll(first->id));
    EXPECT_EQ(done.counts.done, 4);
    const auto wang = estate.ask(estate.system, estate.site, find_households, {"王秀英"}).value().households;
    ASSERT_EQ(wang.size(), 1u);
    EXPECT_EQ(wang[0].room, "3栋0501");  // 3号楼 and 3栋 are one building
    EXPECT_EQ(estate.ask(estate.system, estate.site, find_households, {"5-2-302"}).value().households.size(), 1u);
    EXPECT_EQ(outcome(estate.run(clerk, estate.site, run_customer_import, {std::stoll(first->id)})), "customer-import.done");
    const auto again = upload(sheet);
    EXPECT_EQ(again->counts.there, 4);
    EXPECT_EQ(again->counts.fine, 0);
}

TEST_P(Importing, GoesOnWhereItWasInterrupted) {
    std::string many = "地址,姓名,电话\n";
    for (int i = 1; i <= 450; ++i) many += "7栋1单元" + std::to_string(1000 + i) + "室,住户" + std::to_string(i) + "," + std::to_string(13800000000 + i) + "\n";
    const auto id = std::stoll(upload(many)->id);
    const auto first = estate.run(clerk, estate.site, run_customer_import, {id}).value();
    EXPECT_EQ(first.state, ImportState::running);
    EXPECT_EQ(first.counts.done, 200);
    EXPECT_EQ(run_to_end(id).counts.done, 450);
    EXPECT_EQ(estate.ask(estate.system, estate.site, list_units, {{}, "7-1-1450", {}}).value().total, 1);
}

TEST_P(Importing, TakesColumnsPutRightByHand) {
    const auto view = upload("甲,乙,丙\n3-1301,李文博,13812345511\n");
    ASSERT_TRUE(view);
    EXPECT_EQ(view->counts.refused, 1);
    const auto id = std::stoll(view->id);
    const auto map = [&](std::vector<ColumnOf> columns, std::int64_t version) { return estate.run(clerk, estate.site, map_customer_import, {id, version, std::move(columns)}); };
    EXPECT_EQ(outcome(map({{ImportField::name, 1}}, 1)), "mapping:room-column-missing");
    EXPECT_EQ(outcome(map({{ImportField::room, 0}, {ImportField::room, 1}}, 1)), "mapping.1:twice");
    const auto mapped = map({{ImportField::room, 0}, {ImportField::name, 1}, {ImportField::phone, 2}}, 1);
    ASSERT_TRUE(mapped);
    EXPECT_EQ(mapped->counts.fine, 1);
    EXPECT_EQ(outcome(map({{ImportField::room, 0}}, 1)), "stale");
    run_to_end(id);
    EXPECT_EQ(outcome(map({{ImportField::room, 0}}, 3)), "customer-import.begun");
    EXPECT_EQ(outcome(estate.run(clerk, estate.site, discard_customer_import, {id})), "done");
    EXPECT_EQ(outcome(estate.ask(clerk, estate.site, open_customer_import, {id, {}, {}})), "customer-import.not-found");
}

TEST_P(Importing, RefusesWhatIsNotASheetInWords) {
    EXPECT_EQ(upload("").error().code, "sheet.empty");
    EXPECT_EQ(upload("楼栋,房号\n").error().code, "sheet.empty");
    EXPECT_EQ(upload("%PDF-1.7").error().code, "sheet.not-a-sheet");
    EXPECT_EQ(upload("PK\x03\x04 nothing").error().code, "sheet.damaged");
    EXPECT_EQ(upload("\xD0\xCF\x11\xE0 old").error().code, "sheet.old-xls");
    EXPECT_EQ(upload(std::string(import_bytes_most + 1, 'x')).error().trouble, Trouble::too_large);
    std::string long_one = "楼栋,房号\n";
    for (std::size_t i = 0; i < import_rows_most + 1; ++i) long_one += "3栋,1\n";
    EXPECT_EQ(upload(long_one).error().code, "sheet.too-many-rows");
    EXPECT_EQ(estate.work(estate.somebody({Permission::edit_customers}), estate.site, [&](work::Unit& u) { return upload_customers(u, "x", sheet); }).error().code, "not-permitted");
}

TEST_P(Importing, ForgetsUploadsThatNobodyBroughtIn) {
    const auto id = std::stoll(upload(sheet)->id);
    estate.now = estate.now + std::chrono::hours(25);
    ASSERT_TRUE(upload(sheet));
    EXPECT_EQ(outcome(estate.ask(clerk, estate.site, open_customer_import, {id, {}, {}})), "customer-import.not-found");
}

ON_EACH_ENGINE(Importing);

TEST(RoomsInSheets, AreTakenApart) {
    const auto parts = [](std::string_view cell) {
        const auto p = room_parts(cell);
        return p ? p->building + "|" + p->entrance + "|" + p->number : "none";
    };
    EXPECT_EQ(parts("3栋2单元1204室"), "3栋|2单元|1204");
    EXPECT_EQ(parts("3-2-1204"), "3栋|2单元|1204");
    EXPECT_EQ(parts("3-1204"), "3栋||1204");
    EXPECT_EQ(parts("12号楼 301"), "12号楼||301");
    EXPECT_EQ(parts("A座1802"), "A座||1802");
    EXPECT_EQ(parts("1204"), "none");
    EXPECT_EQ(parts(""), "none");
}

TEST(ColumnsOfSheets, AreGuessedFromTheirHeadings) {
    const auto guess = [](sheets::Row row) {
        std::string text;
        for (const auto& c : guess_columns(row)) text += std::string(json::enum_name(c.field)) + std::to_string(c.column) + " ";
        return text;
    };
    EXPECT_EQ(guess({"樓棟", "房號", "業主", "手機"}), "building0 number1 name2 phone3 ");
    EXPECT_EQ(guess({"序号", "房号", "姓名"}), "room1 name2 ");
    EXPECT_EQ(guess({"Building", "Unit", "Owner name", "Phone"}), "building0 number1 name2 phone3 ");
}

}  // namespace
}  // namespace huiyin::customers
