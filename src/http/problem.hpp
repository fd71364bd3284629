// Problem replies (RFC 9457): a refusal and every other "no" leave the house in this one shape.
#pragma once
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "kernel/result.hpp"

namespace huiyin::http {

int status_of(Trouble trouble);
std::string_view reason(int status);  // "Not Found"

Response problem(const Refusal& refusal);
Response problem(int status, std::string_view code);
Response problem(int status, const Refusal& refusal);
Response json_reply(int status, std::string body);

}  // namespace huiyin::http
