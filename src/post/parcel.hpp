// What is sent: one notice on its way to a mailbox or a group robot.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "kernel/time.hpp"

namespace huiyin::post {

enum class ChannelKind { email, wecom, dingtalk, feishu };  // 企业微信, 钉钉, 飞书
BOOST_DESCRIBE_ENUM(ChannelKind, email, wecom, dingtalk, feishu)

enum class Security { tls, starttls, none };
BOOST_DESCRIBE_ENUM(Security, tls, starttls, none)

struct Target {
    ChannelKind kind = ChannelKind::email;
    // E-mail: the server, who sends, and how to sign in there.
    std::string server;  // a name or an address
    int port = 465;
    Security security = Security::tls;
    std::string user, from, from_name;
    std::string url;     // of a robot; a secret in itself
    std::string secret;  // the password, or the robot's signing secret
};

struct Parcel {
    std::int64_t id = 0;
    Target target;
    std::string to;      // a mailbox
    std::string subject, text;
    Instant made{};
};

// accepted: the other side said yes. refused: it said no and will say so again. failed: it can be tried again, because
// it surely has nothing. doubtful: every byte left this machine and no answer came.
enum class Fate { accepted, refused, failed, doubtful };
BOOST_DESCRIBE_ENUM(Fate, accepted, refused, failed, doubtful)

struct Outcome {
    std::int64_t id = 0;
    Fate fate = Fate::failed;
    std::string why;  // a code of ours, or what the other side said, cut short
};

}  // namespace huiyin::post
