// The outbox: put in by whoever causes a notice, taken by the sender, and never twice without a person's word.
#include <algorithm>
#include <cstdint>
#include <map>

#include "huiyin_notices_sql.hpp"
#include "record.hpp"

namespace huiyin::notices {
namespace {

struct Due {
    NoticeId id{};
    SiteId site{};
    ChannelId channel{};
    std::string recipient, title, body;
    int attempts = 0;
    Instant made_at{};
    std::optional<PersonId> person;
    std::optional<customers::Purpose> purpose;
};
BOOST_DESCRIBE_STRUCT(Due, (), (id, site, channel, recipient, title, body, attempts, made_at, person, purpose))

struct Left {
    std::int64_t id = 0;
    int attempts = 0;
    SiteId site{};
    std::string claimed_by;
};
BOOST_DESCRIBE_STRUCT(Left, (), (id, attempts, site, claimed_by))

struct OfNotice {
    SiteId site{};
    ChannelId channel{};
    int attempts = 0;
};
BOOST_DESCRIBE_STRUCT(OfNotice, (), (site, channel, attempts))

constexpr std::int64_t longest_wait = 6LL * 3600 * 1000;
constexpr std::string_view gone = "channel-gone";

}  // namespace

NoticeRules rules_of(store::Tx& tx, SiteId site) { return tx.first<NoticeRules>(sql::notice_rules_of, site).value_or(NoticeRules{}); }

Instant not_before(const NoticeRules& rules, const Zone& zone, Instant now, bool urgent) {
    if (urgent || rules.quiet_from == rules.quiet_until) return now;
    const int minute = zone.minute_of_day(now);
    const bool over_midnight = rules.quiet_from > rules.quiet_until;
    const bool quiet = over_midnight ? minute >= rules.quiet_from || minute < rules.quiet_until : minute >= rules.quiet_from && minute < rules.quiet_until;
    if (!quiet) return now;
    const auto today = zone.day_of(now);
    return zone.at(over_midnight && minute >= rules.quiet_from ? today + 1 : today, rules.quiet_until);
}

std::int64_t wait_ms(const NoticeRules& rules, int attempts, std::uint64_t chance) {
    std::int64_t wait = rules.first_wait * 1000LL;
    for (int i = 1; i < attempts && wait < longest_wait; ++i) wait *= 2;
    wait = std::min(wait, longest_wait);
    return wait / 2 + static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(wait / 2 + 1));
}

NoticeId put(work::Unit& unit, const Notice& n) {
    const auto id = unit.make_id<NoticeId>();
    const auto leaves = not_before(rules_of(unit.tx, unit.site), unit.calendar().zone(), unit.moment.now, n.urgent);
    unit.tx.run(sql::notice_insert, id, unit.site, n.channel, n.cause, n.staff ? std::optional(n.staff) : std::nullopt, n.recipient,
                n.language, n.title, n.body, n.urgent, n.subject.kind, n.subject.id, leaves, unit.moment.now);
    return id;
}

std::optional<Instant> next_at(store::Tx& tx) { return tx.first<std::optional<Instant>>(sql::notice_next_at).value_or(std::nullopt); }

Claimed claim(store::Tx& tx, const std::string& holder, Instant now, int most) {
    Claimed claimed;
    std::vector<std::int64_t> keyless;
    std::map<ChannelId, std::optional<std::pair<Channel, Secrets>>> channels;
    for (auto& due : tx.all<Due>(sql::notices_due, now, most)) {
        if (due.person) {
            // A customer's word holds until the moment at which a letter leaves, and it goes where they want it now.
            const auto reach = written_reach(tx, due.site, *due.person, *due.purpose);
            if (!reach) {
                tx.run(sql::letter_withdraw, due.id, now);
                claimed.broken.push_back(due.id.value);
                continue;
            }
            if (due.recipient != reach->email) tx.run(sql::letter_readdress, due.id, due.recipient = reach->email);
        }
        if (tx.run(sql::notice_claim, due.id, holder) == 0) continue;
        const auto [at, fresh] = channels.try_emplace(due.channel);
        if (fresh)
            if (auto c = tx.first<Channel>(sql::notice_channel_find, due.channel))
                if (auto secrets = unseal(*c)) at->second = {std::move(*c), std::move(*secrets)};
        if (!at->second) {
            keyless.push_back(due.id.value);
            continue;
        }
        const auto& [c, secrets] = *at->second;
        post::Parcel p;
        p.id = due.id.value;
        p.target = {c.kind, c.server, c.port, c.security, c.login, c.sender, c.sender_name, secrets.url, secrets.secret};
        p.to = std::move(due.recipient);
        p.subject = std::move(due.title);
        p.text = std::move(due.body);
        p.made = due.made_at;
        claimed.parcels.push_back(std::move(p));
    }
    for (const auto id : keyless) tx.run(sql::notice_end, id, NoticeState::dead, now, gone, holder);
    claimed.broken.insert(claimed.broken.end(), keyless.begin(), keyless.end());
    return claimed;
}

void settle(store::Tx& tx, const std::string& holder, Instant now, const std::vector<post::Outcome>& outcomes, std::uint64_t chance) {
    std::map<SiteId, NoticeRules> rules;
    std::map<ChannelId, std::string> said;  // the last word of each channel: "" for well
    for (const auto& o : outcomes) {
        const auto notice = tx.first<OfNotice>(sql::notice_of, o.id);
        if (!notice) continue;
        const auto [rule, fresh] = rules.try_emplace(notice->site);
        if (fresh) rule->second = rules_of(tx, notice->site);
        said[notice->channel] = o.fate == post::Fate::accepted ? "" : o.why;
        switch (o.fate) {
            case post::Fate::accepted: tx.run(sql::notice_end, o.id, NoticeState::sent, now, "", holder); break;
            case post::Fate::refused: tx.run(sql::notice_end, o.id, NoticeState::dead, now, o.why, holder); break;
            case post::Fate::doubtful: tx.run(sql::notice_end, o.id, NoticeState::unconfirmed, now, o.why, holder); break;
            case post::Fate::failed:
                if (notice->attempts >= rule->second.attempts) tx.run(sql::notice_end, o.id, NoticeState::dead, now, o.why, holder);
                else {
                    chance = chance * 6364136223846793005ULL + 1442695040888963407ULL;
                    tx.run(sql::notice_later, o.id, now + std::chrono::milliseconds(wait_ms(rule->second, notice->attempts, chance >> 33)), o.why, holder);
                }
        }
    }
    for (const auto& [channel, why] : said) tx.run(sql::notice_channel_did, channel, now, why);
}

void recover(store::Tx& tx, const std::string& holder, Instant now, const std::vector<post::Line>& known, bool ledger_whole) {
    const auto house = holder.substr(0, holder.find('#'));
    for (const auto& left : tx.all<Left>(sql::notices_left, holder)) {
        // Claimed from another folder or before the machine restarted: no ledger tells, so it may be there.
        const bool ours = ledger_whole && left.claimed_by.substr(0, left.claimed_by.find('#')) == house;
        auto stage = ours ? post::Stage::claimed : post::Stage::doubtful;
        if (ours)
            for (const auto& line : known)
                if (line.id == left.id) stage = line.stage;
        switch (stage) {
            case post::Stage::empty:
            case post::Stage::claimed:
            case post::Stage::failed: tx.run(sql::notice_left_again, left.id); break;
            case post::Stage::accepted: tx.run(sql::notice_left_end, left.id, NoticeState::sent, now, ""); break;
            case post::Stage::refused: tx.run(sql::notice_left_end, left.id, NoticeState::dead, now, "refused"); break;
            case post::Stage::leaving:
            case post::Stage::doubtful: tx.run(sql::notice_left_end, left.id, NoticeState::unconfirmed, now, "interrupted"); break;
        }
    }
}

std::string mask_mailbox(std::string_view mailbox) {
    const auto at = mailbox.find('@');
    if (at == std::string_view::npos) return std::string(mailbox);
    return std::string(mailbox.substr(0, 1)) + "***" + std::string(mailbox.substr(at));
}

void ListNotices::check(Checks& c) const { c.when(limit && (*limit < 1 || *limit > 100), "limit", "out-of-range"); }

Result<NoticeList> list_notices(work::Reading& reading, const ListNotices& query) {
    NoticeList list;
    const int limit = query.limit.value_or(50);
    const auto state = query.state.value_or(NoticeState::dead);
    list.rows = reading.tx.all<NoticeRow>(sql::notices_list, reading.site, state, query.before.value_or(NoticeId{INT64_MAX}), limit);
    for (auto& row : list.rows) row.recipient = mask_mailbox(row.recipient);
    if (static_cast<int>(list.rows.size()) == limit) list.next = std::to_string(list.rows.back().id.value);
    list.channels = list_channels(reading, {}).value_or(ChannelList{}).channels;
    list.rules = rules_of(reading.tx, reading.site);
    list.letters = letter_rules_of(reading.tx, reading.site);
    for (const auto each : {NoticeState::waiting, NoticeState::claimed, NoticeState::sent, NoticeState::unconfirmed, NoticeState::dead, NoticeState::withdrawn})
        list.counts.push_back({each, reading.tx.one<std::int64_t>(sql::notice_count, reading.site, each)});
    return list;
}

Result<NoticeQueued> send_again(work::Unit& unit, const SendAgain& command) {
    const auto row = unit.tx.first<NoticeRow>(sql::notice_row, command.id, unit.site);
    if (!row) return refuse(refused::no_notice);
    if (unit.tx.run(sql::notice_again, command.id, unit.moment.now, unit.site) == 0) return refuse(refused::not_ended);
    unit.tell({"notice.sent_again", {journal::SubjectKind::notice, command.id.value}, {{"cause", row->cause}, {"was", json::enum_name(row->state)}}, {}});
    return NoticeQueued{command.id};
}

}  // namespace huiyin::notices
