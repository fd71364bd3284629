// A repeated Idempotency-Key gets the first answer.
#include "http/idempotency.hpp"

#include <algorithm>

#include "http/digest.hpp"
#include "huiyin_http_sql.hpp"

namespace huiyin::http {
namespace {
struct Row {
    std::string request_digest;
    int status = 0;
    std::int64_t version = 0;
    store::Bytes answer;
};
BOOST_DESCRIBE_STRUCT(Row, (), (request_digest, status, version, answer))
}  // namespace

Result<std::optional<KeyedRequest>> keyed(const Request& request, StaffId staff, SiteId site) {
    const auto key = request.header("idempotency-key");
    if (key.empty()) return std::nullopt;
    const bool visible = std::ranges::all_of(key, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (key.size() > 200 || !visible) {
        return refuse({"idempotency-key-malformed", Trouble::invalid, {}, {}, {}});
    }
    KeyedRequest k;
    k.key = key;
    k.key_digest = sha256_hex(std::to_string(staff.value) + "\n" + k.key);
    k.request_digest = sha256_hex(request.method + "\n" + std::to_string(site.value) + "\n" + request.path + "?" + request.query +
                                  "\n" + request.body);
    return k;
}

Result<std::optional<FirstAnswer>> first_answer(store::Tx& tx, const KeyedRequest& request) {
    const auto row = tx.first<Row>(sql::idempotency_find, request.key_digest);
    if (!row) return std::nullopt;
    if (row->request_digest != request.request_digest) {
        return refuse({"idempotency-key-reused", Trouble::invalid, {}, {}, {}});
    }
    auto text = unseal(request.key, row->answer.data);
    ensure(text.has_value(), "a kept answer opens with its own key");
    return FirstAnswer{row->status, {std::move(*text), row->version}};
}

void keep_answer(store::Tx& tx, const KeyedRequest& request, const FirstAnswer& first, Instant now) {
    tx.run(sql::idempotency_keep, request.key_digest, request.request_digest, first.status, first.answer.version,
           store::Bytes{seal(request.key, first.answer.json)}, now);
}

std::int64_t prune_keys(store::Tx& tx, Instant older_than) { return tx.run(sql::idempotency_prune, older_than); }

}  // namespace huiyin::http
