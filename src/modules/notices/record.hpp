// Records of channels and outbox. Private to the module.
#pragma once
#include "customers/keeping.hpp"
#include "notices/notices.hpp"

namespace huiyin::notices {

struct Channel {
    ChannelId id{};
    SiteId site{};
    ChannelKind kind = ChannelKind::email;
    std::string name;
    bool enabled = true;
    std::string language, server;
    int port = 0;
    Security security = Security::tls;
    std::string login, sender, sender_name, sealed;
    std::optional<Instant> last_sent_at;
    std::string last_error;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Channel, (), (id, site, kind, name, enabled, language, server, port, security, login, sender, sender_name, sealed, last_sent_at,
                                    last_error, version))

struct Secrets {
    std::string url, secret;
};
std::string seal(const Channel& channel, const Secrets& secrets);
std::optional<Secrets> unseal(const Channel& channel);

struct Waiting {
    NoticeId id{};
    SiteId site{};
    customers::Purpose purpose{};
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, site, purpose))
// How this customer may be written to now; none: they do not agree, or chose another way.
std::optional<customers::Reach> written_reach(store::Tx& tx, SiteId site, PersonId person, customers::Purpose purpose);
LetterRules letter_rules_of(store::Tx& tx, SiteId site);

NoticeRules rules_of(store::Tx& tx, SiteId site);
std::vector<Channel> channels_of(store::Tx& tx, SiteId site);
std::string mask_mailbox(std::string_view mailbox);  // "l***@example.com"
bool local_robots();

namespace refused {
inline const Refusal no_channel{"notice.no-channel", Trouble::missing};
inline const Refusal no_notice{"notice.no-notice", Trouble::missing};
inline const Refusal not_ended{"notice.not-ended", Trouble::conflict};
inline const Refusal stale{"stale", Trouble::stale};
}  // namespace refused

}  // namespace huiyin::notices
