// The table of posts and permissions, held word for word: whoever changes a row of the migration meets this test.
#include <gtest/gtest.h>

#include <map>

#include "huiyin_organisation_sql.hpp"
#include "organisation/organisation.hpp"
#include "support/office.hpp"

namespace huiyin::organisation {
namespace {

using work::Post;
using work::Scope;

struct Row {
    Post post{};
    Permission permission{};
    Scope scope{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (post, permission, scope))

// One column per post, in the order of the enum: gm sd cm su so ho te st fi dm qd sa.
// . no · o own · d department · s site · c company
const std::map<std::string, std::string, std::less<>> expected = {
    //                          gm sd cm su so ho te st fi dm qd sa
    {"see_complaints",         "c  s  s  s  s  s  o  o  o  d  c  ."},
    {"record_complaints",      ".  s  s  s  s  s  o  .  .  d  .  ."},
    {"verify_complaints",      ".  s  s  s  s  s  o  .  .  d  .  ."},
    {"report_complaints",      ".  s  s  s  s  s  .  .  .  d  .  ."},
    {"hand_over_complaints",   ".  s  s  s  s  s  .  .  .  d  .  ."},
    {"refer_complaints",       ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"decide_complaints",      ".  s  s  .  .  .  .  .  .  .  .  ."},
    {"promise_answers",        ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"answer_complaints",      ".  s  s  s  s  s  .  .  .  d  .  ."},
    {"close_complaints",       ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"reopen_complaints",      ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"call_back",              ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"waive_obligations",      ".  s  s  .  .  .  .  .  .  .  c  ."},
    {"move_obligations",       ".  s  s  .  .  .  .  .  .  .  .  ."},
    {"see_obligations",        "c  s  s  s  s  s  o  o  o  d  c  ."},
    {"see_compliance",         "c  s  s  d  .  .  .  .  .  .  c  ."},
    {"see_customers",          "c  s  s  s  s  s  .  .  .  .  c  ."},
    {"edit_customers",         ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"reveal_personal_data",   ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"erase_personal_data",    ".  .  s  .  .  .  .  .  .  .  .  ."},
    {"see_organisation",       "c  s  s  s  .  .  .  .  .  .  c  c"},
    {"edit_organisation",      ".  .  .  .  .  .  .  .  .  .  .  c"},
    {"manage_accounts",        ".  .  .  .  .  .  .  .  .  .  .  c"},
    {"see_journal",            "c  s  s  .  .  .  .  .  .  .  c  ."},
    {"publish_rulebook",       ".  .  .  .  .  .  .  .  .  .  c  ."},
    {"confirm_unstated",       ".  .  .  .  .  .  .  .  .  .  c  ."},
    {"see_rulebook",           "c  s  s  s  s  s  s  s  s  s  c  c"},
    {"import_history",         ".  .  .  .  .  .  .  .  .  .  .  c"},
    {"backup",                 ".  .  .  .  .  .  .  .  .  .  .  c"},
    {"move_clock",             ".  .  .  .  .  .  .  .  .  .  .  c"},
    {"sign_follow_ups",        ".  s  s  .  .  .  .  .  .  d  .  ."},
    {"plan_follow_ups",        ".  s  s  .  .  .  .  .  .  .  .  ."},
    {"link_complaints",        ".  s  s  s  s  s  .  .  .  .  .  ."},
    {"see_boards",             "c  s  s  s  .  .  .  .  .  .  c  ."},
    {"review_wording",         ".  .  s  s  .  .  .  .  .  .  c  ."},
    {"edit_phrases",           ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"see_daily_review",       ".  s  s  s  .  .  .  .  .  .  c  ."},
    {"sign_daily_review",      ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"import_customers",       ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"merge_persons",          ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"export_personal_data",   ".  .  s  .  .  .  .  .  .  .  .  ."},
    {"moderate_public_desk",   ".  .  s  s  s  s  .  .  .  .  .  ."},
    {"manage_public_desk",     ".  s  s  s  .  .  .  .  .  .  .  ."},
    {"manage_notices",         ".  .  s  .  .  .  .  .  .  .  .  c"},
    {"share_views",            ".  s  s  s  .  .  .  .  .  .  .  ."},
    {"score_staff",            "c  s  s  s  .  .  .  .  .  .  .  ."},
    {"see_appraisals",         "c  s  s  .  .  .  .  .  .  .  c  ."},
    {"edit_criteria",          ".  .  s  .  .  .  .  .  .  .  .  ."},
    {"rule_on_appraisals",     ".  .  .  .  .  .  .  .  .  .  c  ."},
    {"edit_roster",            ".  s  s  s  .  .  .  .  .  .  .  ."},
    {"approve_leave",          "c  s  s  s  .  .  .  .  .  .  .  ."},
    {"keep_attendance",        ".  s  s  s  .  .  .  .  .  .  .  ."},
    {"see_quality",            ".  .  s  s  .  .  .  .  .  .  c  ."},
    {"review_quality",         ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"edit_courses",           ".  s  s  .  .  .  .  .  .  .  .  ."},
    {"plan_training",          ".  .  s  s  .  .  .  .  .  .  .  ."},
    {"approve_training",       "c  s  .  .  .  .  .  .  .  .  .  ."},
    {"see_training",           "c  s  s  s  .  .  .  .  .  .  c  ."},
    {"destroy_records",        ".  .  .  .  .  .  .  .  .  .  c  ."},
};

char letter(const std::vector<Row>& rows, Post post, Permission permission) {
    for (const auto& r : rows)
        if (r.post == post && r.permission == permission) return json::enum_name(r.scope).front();
    return '.';
}

class ThePermissions : public testing::TestWithParam<store::Engine> {};

TEST_P(ThePermissions, OfEveryPostAreThese) {
    support::Office office(GetParam());
    const auto rows = office.read([](store::Tx& tx) { return tx.all<Row>(sql::staff_table_of_permissions); });
    std::size_t yes = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>([&](auto p) {
        if (p.value == Permission::anyone) return;
        const auto found = expected.find(std::string_view(p.name));
        ASSERT_NE(found, expected.end()) << p.name << " is missing in this table";
        std::string line;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Post>>([&](auto post) {
            if (!line.empty()) line += "  ";
            line += letter(rows, post.value, p.value);
            if (line.back() != '.') ++yes;
        });
        EXPECT_EQ(line, found->second) << p.name;
    });
    EXPECT_EQ(yes, rows.size());
}

TEST_P(ThePermissions, NeverLetTheAdministratorReadComplaintsOrTheQualityDepartmentChangeThem) {
    support::Office office(GetParam());
    const auto rows = office.read([](store::Tx& tx) { return tx.all<Row>(sql::staff_table_of_permissions); });
    for (const auto& r : rows) {
        const auto name = std::string(json::enum_name(r.permission));
        const bool content = name.find("complaints") != std::string::npos || name == "promise_answers" || name == "call_back";
        if (r.post == Post::system_administrator) {
            EXPECT_FALSE(content || name == "see_journal" || name == "see_customers") << name;
        }
        if (r.post == Post::quality_department) {
            EXPECT_TRUE(!content || name == "see_complaints") << name;
        }
    }
}

ON_EACH_ENGINE(ThePermissions);

}  // namespace
}  // namespace huiyin::organisation
