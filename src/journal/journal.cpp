// Writing the journal and reading one subject's part of it.
#include "journal/journal.hpp"

#include "huiyin_journal_sql.hpp"
#include "journal/digest.hpp"

namespace huiyin::journal {

Written append(store::Tx& tx, IdSource& ids, const Stamp& stamp, const Event& event) {
    // Taking the head locks the site's chain until the transaction ends, so entries follow each other.
    auto head = tx.first<Head>(sql::journal_take_head, stamp.site);
    if (!head) {
        tx.run(sql::journal_start_head, stamp.site);
        head = Head{stamp.site, 0, ""};
    }
    Entry e;
    e.site = stamp.site;
    e.seq = head->seq + 1;
    e.id = ids.make<EventId>(stamp.written_at.ms);
    e.at = stamp.at;
    e.written_at = stamp.written_at;
    e.actor = stamp.actor;
    e.event = event.name;
    e.subject_kind = event.subject.kind;
    e.subject_id = event.subject.id;
    e.facts = boost::json::serialize(event.facts);
    if (!event.personal.empty()) {
        e.personal = boost::json::serialize(event.personal);
        e.salt = random_hex(16);
        e.personal_digest = personal_digest(*e.salt, *e.personal);
    }
    e.rulebook_version = stamp.rulebook_version;
    e.hash = entry_hash(e, head->hash);
    tx.run(sql::journal_append, e.site, e.seq, e.id, e.at, e.written_at, e.actor, e.event, e.subject_kind, e.subject_id,
           e.facts, e.personal, e.salt, e.personal_digest, e.rulebook_version, e.hash);
    tx.run(sql::journal_set_head, e.site, e.seq, e.hash, e.id);
    return {e.id, e.seq};
}

void take_turn(store::Tx& tx, SiteId site) {
    if (tx.engine() == store::Engine::postgresql) tx.run(sql::journal_take_turn, site);
}

std::vector<Entry> history(store::Tx& tx, Subject subject) {
    return tx.all<Entry>(sql::journal_history, subject.kind, subject.id);
}

std::int64_t erase_personal(store::Tx& tx, Subject subject) {
    return tx.run(sql::journal_erase_personal, subject.kind, subject.id);
}

std::int64_t count_of(store::Tx& tx, Subject subject, std::string_view event) {
    return tx.one<std::int64_t>(sql::journal_count_of, subject.kind, subject.id, event);
}

std::int64_t last_id(store::Tx& tx) { return tx.one<std::int64_t>(sql::journal_last_id); }

}  // namespace huiyin::journal
