// Forms as records: numbered without gaps, kept as they were, masked, disclosed with a reason, erased by law. Clause D8.
#include <gtest/gtest.h>

#include "forms/forms.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "support/office.hpp"

namespace huiyin::forms {
namespace {

// A matter that is not a module's: what it says now is what the test says.
struct Matter {
    std::string outcome = "已更换接头";
    std::string name = "李文博", phone = "13812345678";
    PersonId person{77};
    bool there = true;
    StaffId hidden_from{};
};
Matter matter;

std::optional<work::FormContent> content_of_the_matter(work::Reading& reading, std::int64_t id) {
    if (!matter.there || id == 404 || (matter.hidden_from && reading.actor.staff == matter.hidden_from)) return std::nullopt;
    work::FormContent c;
    c.fields = {{"matter", "TS20260303-000" + std::to_string(id % 10)}, {"received_at", 1772500200000}, {"kind", "complaint"}, {"receiver", "林晓芸"}};
    c.personal = {{"customer", matter.name}, {"phone", matter.phone}, {"subject", "水管漏水"}, {"text", "厨房水管漏水"}, {"outcome", matter.outcome}};
    c.person = matter.person;
    return c;
}

struct Forms : testing::TestWithParam<store::Engine> {
    support::Office office{GetParam()};
    SiteId site{1};
    work::Actor clerk{StaffId{5}, "林晓芸", SiteId{1}, {}, {}, {{Permission::see_complaints, work::Scope::site, SiteId{1}, {}}}, {SiteId{1}}};
    work::Actor lead{StaffId{6}, "陈主管", SiteId{1}, {}, {},
                     {{Permission::see_complaints, work::Scope::site, SiteId{1}, {}}, {Permission::reveal_personal_data, work::Scope::site, SiteId{1}, {}}},
                     {SiteId{1}}};

    void SetUp() override {
        matter = {};
        provide({Kind::complaint, journal::SubjectKind::complaint, content_of_the_matter});
        listen(office.world);
        make_after(office.world, "complaint.closed", Kind::complaint, Occasion::closing);
    }
    FormMade made(std::int64_t complaint) {
        const auto result = office.run(clerk, site, make_complaint_form, {{complaint}});
        return result.value_or(FormMade{{}, result ? "" : result.error().code});
    }
    FormView view(FormId id, const work::Actor& who, OpenForm asked = {}) {
        asked.id = id;
        const auto result = office.ask(who, site, open_form, asked);
        EXPECT_TRUE(result) << result.error().code;
        return result.value_or(FormView{});
    }
    static std::string said(const FormView& view, std::string_view label) {
        for (const auto& block : view.sheet.blocks) {
            if (block.label == label) return block.text;
            for (const auto& cell : block.cells)
                if (cell.label == label) return cell.value;
        }
        return "?";
    }
    std::string tell(const char* name, journal::Subject subject, boost::json::object facts = {}) {
        return office.work(office.system, site, [&](work::Unit& unit) {
            unit.tell({name, subject, facts, {}});
            return std::string{};
        });
    }
};

TEST_P(Forms, AreNumberedWithoutGapsPerYear) {
    EXPECT_EQ(made(1).number, "TSD2026-0001");
    EXPECT_EQ(made(2).number, "TSD2026-0002");
    EXPECT_EQ(made(404).number, "form.no-subject");
    EXPECT_EQ(made(3).number, "TSD2026-0003");
    office.now = *Zone{}.parse("2027-01-04 09:00");
    EXPECT_EQ(made(4).number, "TSD2027-0001");
}

TEST_P(Forms, ArePrintedAgainWhileNothingHasChanged) {
    const auto first = made(1);
    EXPECT_TRUE(first.fresh);
    office.now = office.now + std::chrono::hours(24);
    const auto again = made(1);
    EXPECT_FALSE(again.fresh);
    EXPECT_EQ(again.number, first.number);

    const auto before = view(first.id, clerk);
    matter.outcome = "再次返修";
    const auto second = made(1);
    EXPECT_EQ(second.number, "TSD2026-0002");
    EXPECT_EQ(view(second.id, clerk).replaces, "TSD2026-0001");
    const auto after = view(first.id, clerk);
    EXPECT_EQ(said(after, "处理结果"), "已更换接头") << "what was printed stays as it was";
    EXPECT_EQ(after.digest, before.digest);
    EXPECT_TRUE(after.whole);
    EXPECT_EQ(json::text(after.sheet.blocks), json::text(before.sheet.blocks));
}

TEST_P(Forms, AreMadeByThemselvesWhenAMatterCloses) {
    tell("complaint.closed", {journal::SubjectKind::complaint, 1});
    const auto list = office.ask(clerk, site, list_forms, {{1}});
    ASSERT_TRUE(list);
    ASSERT_EQ(list->forms.size(), 1u);
    EXPECT_EQ(list->forms[0].occasion, Occasion::closing);
    EXPECT_FALSE(made(1).fresh) << "printing it is printing that one";
}

TEST_P(Forms, SayWhatTheClauseMisses) {
    EXPECT_TRUE(view(made(1).id, clerk).missing.empty());
    matter.outcome.clear();
    EXPECT_EQ(view(made(2).id, clerk).missing, std::vector<std::string>{"outcome"});
}

TEST_P(Forms, AreMaskedUntilSomebodyGivesAReason) {
    const auto id = made(1).id;
    EXPECT_EQ(said(view(id, lead), "客户"), "李**");
    EXPECT_EQ(said(view(id, lead), "联系电话"), "138****5678");

    EXPECT_EQ(office.run(clerk, site, disclose_form, {id, "存档"}).error().code, "not-permitted");
    EXPECT_EQ(office.run(lead, site, disclose_form, {id, ""}).error().code, "invalid");
    const auto disclosed = office.run(lead, site, disclose_form, {id, "纸质存档"});
    ASSERT_TRUE(disclosed);
    EXPECT_EQ(said(view(id, lead, {.disclosure = disclosed->disclosure}), "客户"), "李文博");
    EXPECT_EQ(said(view(id, lead, {.disclosure = disclosed->disclosure}), "联系电话"), "13812345678");
    const auto refused = [&](const work::Actor& who, FormId form, const std::string& disclosure) {
        const auto r = office.ask(who, site, open_form, OpenForm{form, {}, disclosure});
        return r ? "shown" : r.error().code;
    };
    EXPECT_EQ(refused(clerk, id, disclosed->disclosure), "form.disclosure-ended") << "it is one person's";
    EXPECT_EQ(refused(lead, made(2).id, disclosed->disclosure), "form.disclosure-ended") << "and one form's";
    EXPECT_EQ(refused(lead, id, "12"), "form.disclosure-ended");
    EXPECT_EQ(refused(lead, id, "; drop"), "form.disclosure-ended");
    office.now = office.now + std::chrono::minutes(5);
    EXPECT_EQ(refused(lead, id, disclosed->disclosure), "form.disclosure-ended");
    const auto events = office.read([&](store::Tx& tx) { return journal::count_of(tx, {journal::SubjectKind::form, id.value}, "form.disclosed"); });
    EXPECT_EQ(events, 1);
}

TEST_P(Forms, KeepTheirLayoutAndTheirDigestAfterErasure) {
    const auto id = made(1).id;
    const auto before = view(id, clerk);
    tell("person.erased", {journal::SubjectKind::person, 77});
    const auto after = view(id, lead);
    EXPECT_TRUE(after.erased);
    EXPECT_TRUE(after.whole);
    EXPECT_FALSE(after.may_reveal);
    EXPECT_EQ(after.digest, before.digest);
    EXPECT_EQ(said(after, "客户"), "（已依法删除）");
    EXPECT_EQ(said(after, "客户陈述"), "（已依法删除）");
    EXPECT_EQ(said(after, "接待人"), "林晓芸");
    EXPECT_EQ(after.sheet.blocks.size(), before.sheet.blocks.size());
    const auto left = office.read([&](store::Tx& tx) {
        work::Reading reading{tx, lead, site, office.now, office.world};
        return json::text(find_for(reading, id).value_or(Form{}));
    });
    EXPECT_NE(left.find("TSD2026-0001"), std::string::npos);
    for (const auto* gone : {"李文博", "13812345678", "厨房水管漏水"}) EXPECT_EQ(left.find(gone), std::string::npos) << gone;
}

TEST_P(Forms, LoseTheirContentAndNothingElseWhenTheirRecordIsDestroyed) {  // A4.11
    const auto id = made(1).id;
    const auto before = view(id, clerk);
    tell("destruction.record_destroyed", {journal::SubjectKind::destruction, 9}, {{"of", "complaint"}, {"subjects", boost::json::array{"1"}}});
    const auto after = view(id, clerk);
    EXPECT_TRUE(after.destroyed_at);
    EXPECT_TRUE(after.whole);
    EXPECT_EQ(after.number, before.number);
    EXPECT_EQ(after.digest, before.digest);
    EXPECT_FALSE(after.may_reveal);
    EXPECT_EQ(json::text(after.sheet).find("漏水"), std::string::npos);
    EXPECT_NE(json::text(after.sheet).find(before.digest), std::string::npos);
    EXPECT_FALSE(view(made(2).id, clerk).destroyed_at) << "of that record only";
}

TEST_P(Forms, HaveWhoeverTheirSourceLets) {
    provide({Kind::complaint, journal::SubjectKind::complaint, content_of_the_matter, Permission::erase_personal_data});
    EXPECT_EQ(office.run(clerk, site, make_complaint_form, {{1}}).error().code, "form.no-subject");
}

TEST_P(Forms, AreSeenByWhoeverMaySeeTheMatter) {
    const auto id = made(1).id;
    matter.hidden_from = clerk.staff;
    EXPECT_EQ(office.ask(clerk, site, open_form, OpenForm{id}).error().code, "form.not-found");
    EXPECT_EQ(office.ask(clerk, site, list_forms, {{1}}).error().code, "form.no-subject");
    EXPECT_EQ(office.ask(lead, SiteId{2}, open_form, OpenForm{id}).error().code, "form.not-found");
    EXPECT_EQ(office.ask(lead, site, open_form, OpenForm{FormId{1}}).error().code, "form.not-found");
}

TEST_P(Forms, AreMadeOfManyMattersOrOfNone) {
    const auto three = office.run(clerk, site, make_forms, {{{1}, {2}, {3}}});
    ASSERT_TRUE(three);
    EXPECT_EQ(three->forms.back().number, "TSD2026-0003");
    EXPECT_EQ(office.run(clerk, site, make_forms, {{{4}, {404}}}).error().code, "form.no-subject");
    EXPECT_EQ(made(5).number, "TSD2026-0004");
    EXPECT_EQ(office.run(clerk, site, make_forms, {{}}).error().code, "invalid");
    EXPECT_EQ(office.run(clerk, site, make_forms, {std::vector<ComplaintId>(101, ComplaintId{1})}).error().code, "invalid");
}

ON_EACH_ENGINE(Forms);

TEST(FormTemplates, SayWhereTheyAreWrong) {
    const auto wrong = [](const char* yaml) {
        try {
            parse_template(yaml, "x.yaml");
            return std::string("read");
        } catch (const std::runtime_error& e) {
            return std::string(e.what());
        }
    };
    EXPECT_EQ(wrong("form: nothing\nseries: X"), "forms/templates/x.yaml: there is no such form");
    EXPECT_NE(wrong("form: complaint\nseries: X\nblocks: [ { circle: 1 } ]").find("a block is"), std::string::npos);
    EXPECT_NE(wrong("form: complaint\nseries: X\nblocks: [ { grid: 2, cells: [ { field: a, mask: face } ] } ]").find("mask"), std::string::npos);
}

}  // namespace
}  // namespace huiyin::forms
