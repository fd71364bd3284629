// Sessions: rows under a digest of the token. How long one lasts is the door's business.
#include "huiyin_organisation_sql.hpp"
#include "organisation/organisation.hpp"

namespace huiyin::organisation {

void start_session(store::Tx& tx, std::string_view token_digest, StaffId staff, Instant now) {
    tx.run(sql::session_start, token_digest, staff, now);
}

std::optional<Session> find_session(store::Tx& tx, std::string_view token_digest) {
    return tx.first<Session>(sql::session_find, token_digest);
}

void touch_session(store::Tx& tx, std::string_view token_digest, Instant now) {
    tx.run(sql::session_touch, token_digest, now);
}

void end_session(store::Tx& tx, std::string_view token_digest) { tx.run(sql::session_end, token_digest); }

std::int64_t end_sessions_of(store::Tx& tx, StaffId staff) { return tx.run(sql::sessions_end_of, staff); }

std::int64_t prune_sessions(store::Tx& tx, Instant started_before, Instant seen_before) {
    return tx.run(sql::sessions_prune, started_before, seen_before);
}

}  // namespace huiyin::organisation
