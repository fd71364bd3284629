// Channels: kept by whoever manages notices; their secrets are sealed and never shown again.
#include <algorithm>
#include <atomic>
#include <cctype>

#include "huiyin_notices_sql.hpp"
#include "kernel/text.hpp"
#include "post/letter.hpp"
#include "post/outside.hpp"
#include "record.hpp"
#include "seal/seal.hpp"
#include "words/words.hpp"

namespace huiyin::notices {
namespace {

std::atomic_bool robots_inside = false;

std::string about(const Channel& c) { return "channel " + std::to_string(c.id.value); }

// What both commands say of a channel.
template <class C>
void check_channel(Checks& c, const C& command) {
    c.required("name", command.name);
    c.length("name", command.name, 60);
    c.when(!words::speaks(command.language), "language", "unknown-value");
    c.length("server", command.server, 200);
    c.length("login", command.login, 200);
    c.length("sender_name", command.sender_name, 60);
    c.when(command.port < 1 || command.port > 65535, "port", "out-of-range");
}

void check_mail(Checks& c, std::string_view server, std::string_view sender) {
    const auto odd = [](unsigned char ch) { return !(std::isalnum(ch) || ch == '.' || ch == '-' || ch == ':' || ch == '[' || ch == ']'); };
    c.required("server", server);
    c.when(!server.empty() && std::ranges::any_of(server, odd), "server", "not-a-server");
    c.required("sender", sender);
    c.when(!sender.empty() && !post::valid_mailbox(sender), "sender", "not-a-mailbox");
}

void check_url(Checks& c, std::string_view url) {
    c.required("url", url);
    c.when(!url.empty() && !post::valid_robot_url(url, local_robots()), "url", "not-a-robot-address");
}

ChannelView view_of(const Channel& c) {
    ChannelView v{c.id, c.kind, c.name, c.enabled, c.language, c.server, c.port, c.security, c.login, c.sender, c.sender_name, {}, false,
                  c.last_sent_at, c.last_error, c.version};
    if (const auto secrets = unseal(c)) {
        v.has_secret = !secrets->secret.empty();
        if (const auto from = secrets->url.find("://"); from != std::string::npos) {
            const auto host = secrets->url.substr(from + 3);
            v.host = host.substr(0, host.find_first_of("/?"));
        }
    }
    return v;
}

std::optional<Channel> find(store::Tx& tx, SiteId site, ChannelId id) {
    auto c = tx.first<Channel>(sql::notice_channel_find, id);
    if (!c || c->site != site) return std::nullopt;
    return c;
}

boost::json::object facts_of(const Channel& c) {
    return {{"name", c.name}, {"kind", json::enum_name(c.kind)}, {"enabled", c.enabled}, {"server", c.server}};
}

}  // namespace

void furnish(bool local) { robots_inside = local; }
bool local_robots() { return robots_inside; }

std::string seal(const Channel& c, const Secrets& secrets) {
    return seal::of_house().seal(boost::json::serialize(boost::json::object{{"url", secrets.url}, {"secret", secrets.secret}}), about(c));
}
std::optional<Secrets> unseal(const Channel& c) {
    const auto text = seal::of_house().open(c.sealed, about(c));
    if (!text) return std::nullopt;
    const auto parsed = json::parse(*text);
    if (!parsed || !parsed->is_object()) return std::nullopt;
    const auto& o = parsed->as_object();
    return Secrets{std::string(o.at("url").as_string()), std::string(o.at("secret").as_string())};
}

std::vector<Channel> channels_of(store::Tx& tx, SiteId site) { return tx.all<Channel>(sql::notice_channels_of, site); }

void CreateChannel::check(Checks& c) const {
    check_channel(c, *this);
    c.length("secret", secret, 500);
    if (kind == ChannelKind::email) check_mail(c, server, sender);
    else check_url(c, url);
}

Result<ChannelView> create_channel(work::Unit& unit, const CreateChannel& command) {
    Channel c;
    c.id = unit.make_id<ChannelId>();
    c.site = unit.site;
    c.kind = command.kind;
    c.name = text::trim(command.name);
    c.language = command.language;
    const bool mail = c.kind == ChannelKind::email;
    c.server = mail ? command.server : "";
    c.port = command.port;
    c.security = command.security;
    c.login = mail ? command.login : "";
    c.sender = mail ? command.sender : "";
    c.sender_name = mail ? command.sender_name : "";
    c.sealed = seal(c, {mail ? "" : command.url, command.secret});
    c.version = 1;
    unit.tx.run(sql::notice_channel_insert, c.id, c.site, c.kind, c.name, c.enabled, c.language, c.server, c.port, c.security, c.login, c.sender,
                c.sender_name, c.sealed);
    unit.tell({"notice_channel.created", {journal::SubjectKind::notice_channel, c.id.value}, facts_of(c), {}});
    return view_of(c);
}

void ChangeChannel::check(Checks& c) const {
    check_channel(c, *this);
    if (secret) c.length("secret", *secret, 500);
    if (url && !url->empty()) check_url(c, *url);
}

Result<ChannelView> change_channel(work::Unit& unit, const ChangeChannel& command) {
    auto c = find(unit.tx, unit.site, command.id);
    if (!c) return refuse(refused::no_channel);
    if (c->version != command.version) return refuse(refused::stale);
    const bool mail = c->kind == ChannelKind::email;
    Checks checks;
    if (mail) check_mail(checks, command.server, command.sender);
    if (!checks.ok()) return refuse(checks.refusal());
    auto secrets = unseal(*c).value_or(Secrets{});
    if (!mail && command.url && !command.url->empty()) secrets.url = *command.url;
    if (command.secret) secrets.secret = *command.secret;
    c->name = text::trim(command.name);
    c->enabled = command.enabled;
    c->language = command.language;
    if (mail) {
        c->server = command.server;
        c->port = command.port;
        c->security = command.security;
        c->login = command.login;
        c->sender = command.sender;
        c->sender_name = command.sender_name;
    }
    c->sealed = seal(*c, secrets);
    if (unit.tx.run(sql::notice_channel_save, c->id, c->name, c->enabled, c->language, c->server, c->port, c->security, c->login, c->sender,
                    c->sender_name, c->sealed, c->version) == 0)
        throw store::StaleRow("notice channel");
    ++c->version;
    unit.tell({"notice_channel.changed", {journal::SubjectKind::notice_channel, c->id.value}, facts_of(*c), {}});
    return view_of(*c);
}

void TestChannel::check(Checks& c) const { c.when(!to.empty() && !post::valid_mailbox(to), "to", "not-a-mailbox"); }

Result<NoticeQueued> test_channel(work::Unit& unit, const TestChannel& command) {
    const auto c = find(unit.tx, unit.site, command.id);
    if (!c) return refuse(refused::no_channel);
    if (c->kind == ChannelKind::email && command.to.empty()) return refuse({"invalid", Trouble::invalid, {}, {{"to", "required"}}, {}});
    const words::Words say(c->language);
    const auto id = put(unit, {c->id, "test:" + std::to_string(unit.ids().next(unit.moment.now.ms)), unit.actor.staff, c->kind == ChannelKind::email ? command.to : "", c->language, say("notice.test.title"),
               say("notice.test.body", {{"name", unit.actor.name}, {"channel", c->name}, {"time", say.time(unit.calendar().zone(), unit.moment.now)}}), true,
               {journal::SubjectKind::notice_channel, c->id.value}});
    unit.tell({"notice_channel.tested", {journal::SubjectKind::notice_channel, c->id.value}, facts_of(*c), {}});
    return NoticeQueued{id};
}

Result<ChannelList> list_channels(work::Reading& reading, const ListChannels&) {
    ChannelList list;
    for (const auto& c : channels_of(reading.tx, reading.site)) list.channels.push_back(view_of(c));
    return list;
}

}  // namespace huiyin::notices
