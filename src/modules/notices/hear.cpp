// Who is told what: whoever an escalation climbs to gets a letter, if this person wants letters, and the site's groups get
// one line. What is late is urgent and passes the quiet hours; a reminder beforehand waits for the morning.
#include <set>

#include "huiyin_notices_sql.hpp"
#include "journal/facts.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::notices {

namespace {

using journal::number_in;
using journal::word_in;

std::set<std::int64_t> receivers(work::Unit& unit, const journal::Event& event) {
    std::set<std::int64_t> to;
    if (event.name == "obligation.breached") {
        if (const auto owner = number_in(event.facts, "owner")) to.insert(owner);
        return to;
    }
    if (const auto staff = number_in(event.facts, "to_staff")) {
        to.insert(staff);
    } else if (const auto post = json::enum_value<work::Post>(word_in(event.facts, "to"))) {
        for (const auto id : organisation::holders_of(unit.tx, *post, unit.site, std::nullopt, unit.moment.now)) to.insert(id.value);
    }
    return to;
}

struct Said {
    std::string title, body;
};
// A group is read by many and stands on somebody else's servers: it gets the number, never what a customer said.
Said said(work::Unit& unit, const journal::Event& event, const words::Words& say, bool late, bool group) {
    const auto subject = unit.world().describe(unit.tx, unit.site, event.subject);
    const auto act = "act." + word_in(event.facts, "act");
    const words::Words::Named values{{"act", say.has(act) ? say(act) : word_in(event.facts, "clause")},
                                     {"clause", word_in(event.facts, "clause")},
                                     {"number", subject.number},
                                     {"title", subject.title},
                                     {"due", say.time(unit.calendar().zone(), Instant{number_in(event.facts, "due_at")})}};
    const std::string kind = late ? "notice.late." : "notice.soon.";
    return {say(kind + "title", values), say(kind + (group || subject.title.empty() ? "group" : "body"), values)};
}

void hear(work::Unit& unit, const journal::Event& event) {
    const auto channels = channels_of(unit.tx, unit.site);
    if (channels.empty()) return;
    const bool late = unit.moment.now.ms >= number_in(event.facts, "due_at");
    const auto cause = "obligation:" + word_in(event.facts, "obligation") + ":" +
                       (event.name == "obligation.breached" ? "breached" : "step " + std::to_string(number_in(event.facts, "step")));
    const auto to = receivers(unit, event);
    for (const auto& c : channels) {
        if (!c.enabled) continue;
        if (c.kind != ChannelKind::email) {
            const auto words = said(unit, event, words::Words(c.language), late, true);
            put(unit, {c.id, cause, {}, "", c.language, words.title, words.body, late, event.subject});
            continue;
        }
        for (const auto id : to) {
            const auto mine = unit.tx.first<MyNotices>(sql::notice_staff_of, StaffId{id});
            if (!mine || !mine->wanted || mine->mailbox.empty()) continue;
            const auto words = said(unit, event, words::Words(mine->language), late, false);
            put(unit, {c.id, cause, StaffId{id}, mine->mailbox, mine->language, words.title, words.body, late, event.subject});
        }
    }
}

}  // namespace

void listen(work::World& world) {
    world.listeners.emplace("obligation.escalated", hear);
    world.listeners.emplace("obligation.breached", hear);
    world.describers[journal::SubjectKind::notice_channel] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::notice_channel_named, id, site).value_or(work::SubjectView{});
        if (!named.title.empty()) named.path = "/notices";
        return named;
    };
}

}  // namespace huiyin::notices
