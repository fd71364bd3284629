// A repeated Idempotency-Key gets the first answer; the row is written in the same transaction as the change.
#pragma once
#include <optional>
#include <string>

#include "http/message.hpp"
#include "kernel/ids.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "store/store.hpp"
#include "work/routes.hpp"

namespace huiyin::http {

struct KeyedRequest {
    std::string key;             // as the client sent it; it never reaches the database
    std::string key_digest;      // with the person, so that keys of two people never meet
    std::string request_digest;  // method, address and body
};
// Nothing when the request carries no key; a refusal when the key is not 1–200 visible characters.
Result<std::optional<KeyedRequest>> keyed(const Request& request, StaffId staff, SiteId site);

struct FirstAnswer {
    int status = 200;
    work::Answer answer;
};
// Nothing: this is the first. A refusal: the key was used for something else.
Result<std::optional<FirstAnswer>> first_answer(store::Tx& tx, const KeyedRequest& request);
void keep_answer(store::Tx& tx, const KeyedRequest& request, const FirstAnswer& first, Instant now);
std::int64_t prune_keys(store::Tx& tx, Instant older_than);

}  // namespace huiyin::http
