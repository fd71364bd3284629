// The forms as pictures: every page is compared with its golden picture, and its words can be found in the PDF. After an
// intended change `./test --accept` writes the pictures anew; look at them. Clause D8.
#include "golden.hpp"

namespace huiyin::forms {
namespace {

Form a_form(boost::json::object personal) {
    Form f;
    f.number = "TSD2026-0012";
    f.kind = Kind::complaint;
    boost::json::object content{
        {"matter", "TS20260303-0007"}, {"received_at", 1772500200000}, {"kind", "complaint"}, {"source", "phone"}, {"severity", "serious"},
        {"room", "3栋1204"}, {"category", "给排水 / 漏水"}, {"receiver", "林晓芸"}, {"department", "工程维修部"}, {"responsible", "周工"},
        {"executor", "吴师傅"}, {"verified_at", 1772521200000}, {"substance", "substantiated"}, {"answered_at", 1772524800000},
        {"answer_channel", "phone"}, {"agreement", "agreed"}, {"closed_at", 1772530200000}, {"closed_by", "林晓芸"},
        {"progress", boost::json::array{boost::json::object{{"at", 1772500200000}, {"event", "complaint.recorded"}, {"by", "林晓芸"}},
                                        boost::json::object{{"at", 1772521200000}, {"event", "complaint.verified"}, {"by", "周工"}},
                                        boost::json::object{{"at", 1772524800000}, {"event", "complaint.answered"}, {"by", "林晓芸"}},
                                        boost::json::object{{"at", 1772530200000}, {"event", "complaint.closed"}, {"by", "林晓芸"}}}}};
    boost::json::array keys;
    for (const auto& [key, value] : personal) keys.emplace_back(key);
    content["personal_keys"] = keys;
    f.content = boost::json::serialize(content);
    f.personal = boost::json::serialize(personal);
    f.personal_digest = "x";
    f.digest = "9f3a12bc77d0e5a4c0ffee00112233445566778899aabbccddeeff0011223344";
    f.rulebook_version = "2026-01-01+3f9a2c41";
    f.made_at = {1772530200000};
    return f;
}

boost::json::object usual() {
    return {{"customer", "李文博"}, {"phone", "13812345678"}, {"place", "厨房"}, {"subject", "厨房水管漏水，楼下天花板已湿"},
            {"text", "客户来电称，昨晚起厨房水槽下方水管接头处漏水，已用盆接水，楼下 1104 室天花板已有水渍，要求当天派人处理。"},
            {"wants", "当天修好，并向楼下住户说明情况。"}, {"finding", "到场查看，角阀与软管连接处垫片老化，有滴漏；楼下天花板有约 0.5 平方米水渍。"},
            {"cause", "垫片老化。"}, {"decision", ""}, {"answer", "已更换角阀和软管并观察两小时，不再渗漏；楼下天花板待干后由我们补刷。"},
            {"agreement_reason", ""}, {"outcome", "更换角阀一只、软管一根；已约定 3 月 9 日补刷楼下天花板。客户认可。"}};
}

TEST(TheComplaintForm, LooksAsItAlwaysDid) { compare("complaint", lay_out(a_form(usual()), dressed("zh-Hans"))); }
TEST(TheComplaintForm, SpeaksTraditionalChinese) { compare("complaint-hant", lay_out(a_form(usual()), dressed("zh-Hant"))); }
TEST(TheComplaintForm, SpeaksEnglish) { compare("complaint-en", lay_out(a_form(usual()), dressed("en"))); }
TEST(TheComplaintForm, IsEmptyToWriteOnByHand) { compare("complaint-blank", blank(Kind::complaint, "zh-Hans", "安居物业服务有限公司", "翠湖花园")); }

TEST(TheComplaintForm, HoldsLongTextsLongNamesAndRareCharacters) {
    auto said = usual();
    said["customer"] = "深圳市前海𠮷祥如意供应链管理（集团）股份有限公司南山分公司";
    std::string text;
    for (int i = 1; i <= 40; ++i) text += "第" + std::to_string(i) + "次来电：电梯厅地面积水，保洁到场较慢，老人险些滑倒，要求明确清扫时间并在雨天铺设防滑垫；";
    said["text"] = text;
    said["finding"] = text;
    said["answer"] = text;
    const auto sheet = lay_out(a_form(said), dressed("zh-Hans"));
    compare("complaint-long", sheet);
    const auto words = words_of(pdf_of(sheet));
    EXPECT_NE(words.find("𠮷"), std::string::npos);
    EXPECT_LE(pdf_of(sheet).size(), 150'000u) << "a rare character does not carry its whole font along";
    EXPECT_NE(words.find("第40次来电"), std::string::npos);
}

TEST(TheComplaintForm, IsMaskedForTheDesk) {
    const auto words = words_of(pdf_of(lay_out(a_form(usual()), dressed("zh-Hans", false))));
    EXPECT_EQ(words.find("李文博"), std::string::npos);
    EXPECT_EQ(words.find("13812345678"), std::string::npos);
    EXPECT_NE(words.find("138****5678"), std::string::npos);
    EXPECT_NE(words.find("个人信息已遮蔽"), std::string::npos);
}

TEST(TheComplaintForm, KeepsItsPlaceAfterErasure) {
    auto form = a_form(usual());
    form.personal.reset();
    form.erased_at = Instant{1775000000000};
    compare("complaint-erased", lay_out(form, dressed("zh-Hans")));
}

TEST(TheComplaintForm, HasItsWordsInThePdf) {
    const auto words = words_of(pdf_of(lay_out(a_form(usual()), dressed("zh-Hans"))));
    for (const auto* wanted : {"客户投诉处理单", "TSD2026-0012", "翠湖花园", "李文博", "厨房水管漏水，楼下天花板已湿", "2026年3月3日", "处理结果", "接待人签字"})
        EXPECT_NE(words.find(wanted), std::string::npos) << wanted << "\n" << words;
}

TEST(TheComplaintForm, IsSmall) { EXPECT_LE(pdf_of(lay_out(a_form(usual()), dressed("zh-Hans"))).size(), 150'000u); }

// The follow-up sheet (D12, D14) with its points and attempts, and the two sheets to fill in by hand.
TEST(TheFollowUpSheet, LooksAsItAlwaysDid) {
    Form f = a_form({{"customer", "欧阳静"}, {"phone", "13911112222"}, {"subject", "厨房水管漏水，楼下天花板已湿"}, {"outcome", "更换角阀和软管，约定补刷天花板。"},
                     {"said", "修得及时，师傅有礼貌；希望下次先打电话再上门。另外问起车库夜间照明太暗。"},
                     {"points", boost::json::array{boost::json::object{{"point", "上门前先打电话"}, {"point_answer", "已写入上门规范，向客户致歉。"}},
                                                   boost::json::object{{"point", "车库夜间照明太暗"}, {"point_answer", ""}}}},
                     {"attempts", boost::json::array{boost::json::object{{"note", "无人接听"}}, boost::json::object{{"note", ""}}}}});
    f.kind = Kind::follow_up;
    f.number = "HFD2026-0003";
    f.content = boost::json::serialize(boost::json::object{
        {"sheet", "HF20260306-0002"}, {"follow_up_reason", "complaint"}, {"matter", "TS20260303-0007"}, {"opened_at", 1772530200000}, {"room", "3栋1205"},
        {"department", "工程维修部"}, {"caller", "林晓芸"}, {"called_at", 1772701200000}, {"call_result", "reached"}, {"satisfaction", "satisfied"},
        {"signed_department_manager", "解文斌"},
        {"points", boost::json::array{boost::json::object{{"owner", "周工"}, {"promised_at", 1772784000000}}, boost::json::object{{"owner", "周工"}, {"promised_at", 1772960400000}}}},
        {"attempts", boost::json::array{boost::json::object{{"at", 1772672400000}, {"by", "林晓芸"}, {"attempt_result", "unreachable"}},
                                        boost::json::object{{"at", 1772701200000}, {"by", "林晓芸"}, {"attempt_result", "reached"}}}}});
    compare("follow-up", lay_out(f, dressed("zh-Hans")));
}
TEST(TheFollowUpSheet, IsEmptyToWriteOnByHand) { compare("follow-up-blank", blank(Kind::follow_up, "zh-Hant", "安居物业服务有限公司", "翠湖花园")); }
Form a_day() {
    Form f = a_form({{"conclusion", "两件要盯：地库照明明天中午前复查，三栋漏水由工程部主任跟到底。"},
                     {"remarks", boost::json::array{boost::json::object{{"remark", "TS20260303-0007　今晚请维保上门，明早复查"}, {"remark_result", "维保已到，门机更换"}},
                                                    boost::json::object{{"remark", "早会上讲一次接听用语"}, {"remark_result", ""}}}}});
    f.kind = Kind::daily_review;
    f.number = "FPD2026-0042";
    const auto figure = [](const char* item, int count) { return boost::json::object{{"review_item", item}, {"review_count", count}}; };
    const auto outside = [](const char* item) { return boost::json::object{{"review_item", item}, {"note", "outside"}}; };
    const auto line = [](const char* item, const char* matter, const char* by, std::int64_t at, std::int64_t due) {
        boost::json::object row{{"review_item", item}, {"review_matter", matter}, {"by", by}};
        if (!*by) row["owing_post"] = "technician";
        if (at) row["at"] = at;
        if (due) row["review_due"] = due;
        return row;
    };
    f.content = boost::json::serialize(boost::json::object{
        {"review_day", 1772467200000}, {"review_from", 1772445600000}, {"review_until", 1772532000000}, {"supervisor", "陈国栋"}, {"signed_supervisor", "陈国栋"},
        {"review_digest", "9f3a12bc77d0e5a4c0ffee00112233445566778899aabbccddeeff0011223344"},
        {"review_figures", boost::json::array{figure("recorded", 2), figure("late", 1), figure("promises_made", 1), figure("promises_kept", 0), figure("promises_broken", 0),
                                              figure("promises_ahead", 1), figure("follow_ups", 1), figure("follow_ups_ahead", 0), figure("hand_overs", 0), figure("closed", 1),
                                              figure("reopened", 0), figure("newly_late", 1), figure("settled", 0), outside("patrol_reports"), outside("management_log")}},
        {"remarks", boost::json::array{boost::json::object{{"owner", "周工"}, {"remark_due", 1772596800000}}, boost::json::object{{"owner", "林晓芸"}, {"remark_due", 1772600400000}}}},
        {"review_lines", boost::json::array{line("recorded", "TS20260303-0007", "林晓芸", 1772500200000, 0), line("recorded", "BX20260303-0002", "林晓芸", 1772521200000, 0),
                                            line("late", "TS20260302-0003", "", 0, 1772524800000), line("promises_made", "TS20260303-0007", "周工", 1772521200000, 1772596800000),
                                            line("closed", "TS20260301-0011", "林晓芸", 1772530200000, 0)}}});
    return f;
}
TEST(TheDailyReview, IsEmptyToWriteOnByHand) { compare("daily-review-blank", blank(Kind::daily_review, "zh-Hans", "安居物业服务有限公司", "翠湖花园")); }

// The day as it was signed (C1): the figures, the remarks, every line by its number.
TEST(TheDailyReview, LooksAsItAlwaysDid) {
    compare("daily-review", lay_out(a_day(), dressed("zh-Hans")));
    compare("daily-review-en", lay_out(a_day(), dressed("en")));
    compare("daily-review-hant", lay_out(a_day(), dressed("zh-Hant")));
}

// Every word that a template needs is said in every language.
TEST(TheForms, HaveAllTheirWords) {
    for (const auto language : words::languages) {
        const words::Words say(language);
        for (const auto kind : {Kind::complaint, Kind::follow_up, Kind::daily_review, Kind::appraisal_month, Kind::appraisal_year, Kind::appraisal_statistics, Kind::annual_statistics}) {
            for (const auto& part : template_of(kind).parts) {
                const auto column = part.kind == paper::BlockKind::table ? "form.column." : "form.field.";
                for (const auto& f : part.fields) EXPECT_TRUE(say.has(column + f.key)) << language << " " << f.key;
                for (const auto& who : part.signers) EXPECT_TRUE(say.has("form.sign." + who)) << language << " " << who;
            }
        }
    }
}

}  // namespace
}  // namespace huiyin::forms
