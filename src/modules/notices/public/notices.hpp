// Notices: what colleagues are told outside the program, by e-mail or in a group, and what customers who agreed to it are
// written about their own matter. A notice is a row of the outbox, written in the transaction of the event that causes
// it; a sender takes it from there (E6, and the escalations of every clause).
#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "post/carrier.hpp"
#include "post/parcel.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::notices {
using work::Permission;
using post::ChannelKind;
using post::Security;

// waiting: for its time or another try. claimed: on its way. unconfirmed: everything left the house and no answer came,
// so it is not sent again by itself. dead: refused, or tried too often. withdrawn: its customer no longer agrees.
enum class NoticeState { waiting, claimed, sent, unconfirmed, dead, withdrawn };
BOOST_DESCRIBE_ENUM(NoticeState, waiting, claimed, sent, unconfirmed, dead, withdrawn)

// What a customer is written about: `rating` asks how it was and needs a consent of its own (surveys), the others that
// to notices. The last two are about what was raised in a follow-up (D13).
enum class Occasion { received, promise_moved, answered, closed, rating, point_promised, point_answered };
BOOST_DESCRIBE_ENUM(Occasion, received, promise_moved, answered, closed, rating, point_promised, point_answered)

// ---- wiring ----

// Whether robots may stand inside the house (trials and tests). Before any command.
void furnish(bool local_robots);
void listen(work::World& world);  // escalations and breaches

// What a letter to a customer needs of others; an empty link is left out. Once, while the program is put together.
struct Surroundings {
    std::function<std::string(work::Unit&, ComplaintId)> matter_link, rating_link;
    std::function<std::string(store::Tx&, SiteId)> phone;
    std::function<std::vector<PersonId>(store::Tx&, ComplaintId)> joined;  // who reported along (D16)
};
void introduce(Surroundings surroundings);
// Call after whoever makes the links listens.
void write_to_customers(work::World& world);

// ---- channels ----

struct CreateChannel {  // POST /notice-channels
    static constexpr auto needs = Permission::manage_notices;
    static constexpr std::array optional_fields = {"language", "server", "port", "security", "login", "sender", "sender_name", "url", "secret"};
    ChannelKind kind = ChannelKind::email;
    std::string name;
    std::string language = "zh-Hans";
    std::string server;  // of e-mail
    int port = 465;
    Security security = Security::tls;
    std::string login, sender, sender_name;
    std::string url;     // of a robot
    std::string secret;  // the password, or what a robot signs with
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateChannel, (), (kind, name, language, server, port, security, login, sender, sender_name, url, secret))

struct ChangeChannel {  // PUT /notice-channels/{id}: a secret that is absent stays as it is, because nobody is shown it
    static constexpr auto needs = Permission::manage_notices;
    static constexpr std::array optional_fields = {"server", "port", "security", "login", "sender", "sender_name"};
    ChannelId id{};
    std::int64_t version = 0;
    std::string name;
    bool enabled = true;
    std::string language = "zh-Hans";
    std::string server;
    int port = 465;
    Security security = Security::tls;
    std::string login, sender, sender_name;
    std::optional<std::string> url, secret;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeChannel, (), (id, version, name, enabled, language, server, port, security, login, sender, sender_name, url, secret))

struct TestChannel {  // POST /notice-channels/{id}/tests: a message now, also when the channel is off or it is night
    static constexpr auto needs = Permission::manage_notices;
    static constexpr std::array optional_fields = {"to"};
    ChannelId id{};
    std::string to;  // a mailbox; of e-mail only
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(TestChannel, (), (id, to))

struct ListChannels { static constexpr auto needs = Permission::manage_notices; };  // GET /notice-channels
BOOST_DESCRIBE_STRUCT(ListChannels, (), ())

struct ChannelView {
    ChannelId id{};
    ChannelKind kind = ChannelKind::email;
    std::string name;
    bool enabled = true;
    std::string language;
    std::string server;
    int port = 0;
    Security security = Security::tls;
    std::string login, sender, sender_name;
    std::string host;          // of a robot: where it stands; the rest of its address is a secret
    bool has_secret = false;
    std::optional<Instant> last_sent_at;
    std::string last_error;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelView, (), (id, kind, name, enabled, language, server, port, security, login, sender, sender_name, host, has_secret,
                                        last_sent_at, last_error, version))
struct ChannelList { std::vector<ChannelView> channels; };
BOOST_DESCRIBE_STRUCT(ChannelList, (), (channels))

struct NoticeRules {
    int quiet_from = 22 * 60;   // minutes of the day; from == until: never quiet
    int quiet_until = 7 * 60;
    int attempts = 8;           // then it is dead
    int first_wait = 30;        // seconds before the second try; each wait doubles, with a random part, up to six hours
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(NoticeRules, (), (quiet_from, quiet_until, attempts, first_wait, version))

struct LetterRules {  // on which occasions this site writes to customers
    bool received = true, promise_moved = true, answered = true, closed = true, rating = true, point_promised = true, point_answered = true;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LetterRules, (), (received, promise_moved, answered, closed, rating, point_promised, point_answered, version))
struct ChangeLetterRules {  // PUT /notice-letters
    static constexpr auto needs = Permission::manage_notices;
    bool received = true, promise_moved = true, answered = true, closed = true, rating = true, point_promised = true, point_answered = true;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ChangeLetterRules, (), (received, promise_moved, answered, closed, rating, point_promised, point_answered, version))

// ---- the outbox ----

struct ListNotices {  // GET /notices
    static constexpr auto needs = Permission::manage_notices;
    std::optional<NoticeState> state;  // dead if absent
    std::optional<NoticeId> before;
    std::optional<int> limit;          // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListNotices, (), (state, before, limit))
struct NoticeRow {
    NoticeId id{};
    ChannelId channel{};
    std::string channel_name;
    ChannelKind kind = ChannelKind::email;
    std::string cause;
    std::string recipient;     // masked mailbox; "" of a group
    std::string title;
    bool urgent = false;
    NoticeState state = NoticeState::waiting;
    int attempts = 0;
    Instant not_before{};
    Instant made_at{};
    std::optional<Instant> ended_at;
    std::string why;
    journal::SubjectKind subject_kind = journal::SubjectKind::system;
    std::int64_t subject_id = 0;
    bool to_customer = false;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (id, channel, channel_name, kind, cause, recipient, title, urgent, state, attempts, not_before, made_at, ended_at,
                                      why, subject_kind, subject_id, to_customer))
struct NoticeCount { NoticeState state = NoticeState::waiting; std::int64_t count = 0; };
BOOST_DESCRIBE_STRUCT(NoticeCount, (), (state, count))
struct NoticeList {
    std::vector<NoticeRow> rows;
    std::string next;                  // `before` of the next page; "" at the end
    std::vector<NoticeCount> counts;   // of every state
    std::vector<ChannelView> channels; // the whole page in one answer
    NoticeRules rules;
    LetterRules letters;
};
BOOST_DESCRIBE_STRUCT(NoticeList, (), (rows, next, counts, channels, rules, letters))

struct SendAgain {  // POST /notices/{id}/retries: a dead or unconfirmed one, on somebody's word
    static constexpr auto needs = Permission::manage_notices;
    NoticeId id{};
};
BOOST_DESCRIBE_STRUCT(SendAgain, (), (id))
struct NoticeQueued { NoticeId id{}; };
BOOST_DESCRIBE_STRUCT(NoticeQueued, (), (id))

// ---- rules ----

struct ReadNoticeRules { static constexpr auto needs = Permission::manage_notices; };  // GET /notice-rules
BOOST_DESCRIBE_STRUCT(ReadNoticeRules, (), ())
struct ChangeNoticeRules {  // PUT /notice-rules
    static constexpr auto needs = Permission::manage_notices;
    int quiet_from = 0, quiet_until = 0, attempts = 8, first_wait = 30;
    std::int64_t version = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeNoticeRules, (), (quiet_from, quiet_until, attempts, first_wait, version))

struct ReadMyNotices { static constexpr auto needs = Permission::anyone; };  // GET /me/notices
BOOST_DESCRIBE_STRUCT(ReadMyNotices, (), ())
struct MyNotices {
    std::string mailbox;
    std::string language = "zh-Hans";
    bool wanted = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MyNotices, (), (mailbox, language, wanted, version))
struct ChangeMyNotices {  // PUT /me/notices
    static constexpr auto needs = Permission::anyone;
    std::string mailbox;
    std::string language = "zh-Hans";
    bool wanted = true;
    std::int64_t version = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeMyNotices, (), (mailbox, language, wanted, version))

Result<ChannelView> create_channel(work::Unit& unit, const CreateChannel& command);
Result<ChannelView> change_channel(work::Unit& unit, const ChangeChannel& command);
Result<NoticeQueued> test_channel(work::Unit& unit, const TestChannel& command);
Result<NoticeQueued> send_again(work::Unit& unit, const SendAgain& command);
Result<NoticeRules> change_notice_rules(work::Unit& unit, const ChangeNoticeRules& command);
Result<LetterRules> change_letter_rules(work::Unit& unit, const ChangeLetterRules& command);
Result<MyNotices> change_my_notices(work::Unit& unit, const ChangeMyNotices& command);
Result<ChannelList> list_channels(work::Reading& reading, const ListChannels& query);
Result<NoticeList> list_notices(work::Reading& reading, const ListNotices& query);
Result<NoticeRules> read_notice_rules(work::Reading& reading, const ReadNoticeRules& query);
Result<MyNotices> read_my_notices(work::Reading& reading, const ReadMyNotices& query);

// ---- for the sender ----

// Writes one notice into the outbox of this unit's transaction; quiet hours put it off unless it is urgent.
struct Notice {
    ChannelId channel{};
    std::string cause;       // what is told once: "obligation:12:escalated:2"
    StaffId staff{};
    std::string recipient, language, title, body;
    bool urgent = false;
    journal::Subject subject{};
};
NoticeId put(work::Unit& unit, const Notice& notice);

// The next moment at which something is due; none: the outbox is empty.
std::optional<Instant> next_at(store::Tx& tx);

struct Claimed {
    std::vector<post::Parcel> parcels;
    std::vector<std::int64_t> broken;  // whose channel is gone or whose secret no longer opens, or whose customer no longer agrees
};
// Takes what is due, durable before anything leaves the house. `holder` names this sender.
Claimed claim(store::Tx& tx, const std::string& holder, Instant now, int most);
// Writes down what became of them.
void settle(store::Tx& tx, const std::string& holder, Instant now, const std::vector<post::Outcome>& outcomes, std::uint64_t chance);
// After a start or a change of the leader: what an ended sender had claimed. `known` is its ledger, if it is ours.
void recover(store::Tx& tx, const std::string& holder, Instant now, const std::vector<post::Line>& known, bool ledger_whole);

// When a notice made now may leave.
Instant not_before(const NoticeRules& rules, const Zone& zone, Instant now, bool urgent);
// How long to wait after the n-th failure; `chance` spreads it over the upper half.
std::int64_t wait_ms(const NoticeRules& rules, int attempts, std::uint64_t chance);

// What must always hold of the letters since then: consent when each was made and when it left, and none twice.
std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site, Instant since);

void add_routes(work::Routes& routes);

}  // namespace huiyin::notices
