// Group robots: the body and the signature each of them wants, and what its answer means.
#pragma once
#include "post/parcel.hpp"

namespace huiyin::post {

struct Request {
    std::string url, body;
};
// `now` is the real time: the robots refuse a signature that is older than an hour.
Request robot_request(const Parcel& parcel, Instant now);

std::string hmac_sha256_base64(std::string_view key, std::string_view text);
// 钉钉: of "<milliseconds>\n<secret>" with the secret as the key. 飞书: of nothing, with "<seconds>\n<secret>" as the key.
std::string dingtalk_sign(Instant now, const std::string& secret);
std::string feishu_sign(Instant now, const std::string& secret);

// All three answer 200 whatever happened; the body tells.
Outcome read_robot_answer(std::int64_t id, ChannelKind kind, long status, const std::string& body);

}  // namespace huiyin::post
