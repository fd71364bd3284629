// When a site is quiet, and where a colleague wants to be told.
#include "huiyin_notices_sql.hpp"
#include "post/letter.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::notices {

void ChangeNoticeRules::check(Checks& c) const {
    c.when(quiet_from < 0 || quiet_from > 24 * 60 - 1, "quiet_from", "out-of-range");
    c.when(quiet_until < 0 || quiet_until > 24 * 60 - 1, "quiet_until", "out-of-range");
    c.when(attempts < 1 || attempts > 20, "attempts", "out-of-range");
    c.when(first_wait < 1 || first_wait > 3600, "first_wait", "out-of-range");
}

Result<NoticeRules> read_notice_rules(work::Reading& reading, const ReadNoticeRules&) { return rules_of(reading.tx, reading.site); }

Result<NoticeRules> change_notice_rules(work::Unit& unit, const ChangeNoticeRules& command) {
    if (rules_of(unit.tx, unit.site).version != command.version) return refuse(refused::stale);
    unit.tx.run(sql::notice_rules_save, unit.site, command.quiet_from, command.quiet_until, command.attempts, command.first_wait);
    unit.tell({"notice_rules.changed", {journal::SubjectKind::site, unit.site.value},
               {{"quiet_from", command.quiet_from}, {"quiet_until", command.quiet_until}, {"attempts", command.attempts}, {"first_wait", command.first_wait}}, {}});
    return rules_of(unit.tx, unit.site);
}

void ChangeMyNotices::check(Checks& c) const {
    c.when(!mailbox.empty() && !post::valid_mailbox(mailbox), "mailbox", "not-a-mailbox");
    c.when(wanted && mailbox.empty(), "mailbox", "required");
    c.when(!words::speaks(language), "language", "unknown-value");
}

Result<MyNotices> read_my_notices(work::Reading& reading, const ReadMyNotices&) {
    return reading.tx.first<MyNotices>(sql::notice_staff_of, reading.actor.staff).value_or(MyNotices{});
}

Result<MyNotices> change_my_notices(work::Unit& unit, const ChangeMyNotices& command) {
    const auto before = unit.tx.first<MyNotices>(sql::notice_staff_of, unit.actor.staff).value_or(MyNotices{});
    if (before.version != command.version) return refuse(refused::stale);
    unit.tx.run(sql::notice_staff_save, unit.actor.staff, command.mailbox, command.language, command.wanted);
    unit.tell({"staff.notices_changed", {journal::SubjectKind::staff, unit.actor.staff.value}, {{"wanted", command.wanted}, {"language", command.language}},
               {{"mailbox", command.mailbox}}});
    return MyNotices{command.mailbox, command.language, command.wanted, before.version + 1};
}

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true, .tag = "notices"}, plain{.tag = "notices"};
    routes.get("/notice-channels", "list_channels", list_channels, plain);
    routes.post("/notice-channels", "create_channel", create_channel, creates);
    routes.put("/notice-channels/{id}", "change_channel", change_channel, plain);
    routes.post("/notice-channels/{id}/tests", "test_channel", test_channel, creates);
    routes.get("/notices", "list_notices", list_notices, plain);
    routes.post("/notices/{id}/retries", "send_again", send_again, creates);
    routes.get("/notice-rules", "read_notice_rules", read_notice_rules, plain);
    routes.put("/notice-rules", "change_notice_rules", change_notice_rules, plain);
    routes.put("/notice-letters", "change_letter_rules", change_letter_rules, plain);
    routes.get("/me/notices", "read_my_notices", read_my_notices, plain);
    routes.put("/me/notices", "change_my_notices", change_my_notices, plain);
}

}  // namespace huiyin::notices
