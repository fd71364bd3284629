// The journal: append-only, written in the change's own transaction, hash-chained per site.
// The hash of an entry covers its place in the chain, times, actor, event, subject, facts, the salted
// digest of the personal part, the rulebook version and the hash before it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/event.hpp"
#include "store/store.hpp"

namespace huiyin::journal {

struct Entry {
    SiteId site{};
    std::int64_t seq = 0;  // 1, 2, 3 … within the site
    EventId id{};
    Instant at{};          // when it happened (an import's true time)
    Instant written_at{};  // when it was written down
    StaffId actor{};       // 0: the system itself
    std::string event;
    SubjectKind subject_kind = SubjectKind::system;
    std::int64_t subject_id = 0;
    std::string facts;                   // JSON
    std::optional<std::string> personal; // JSON; NULL after lawful erasure
    std::optional<std::string> salt;     // hex; NULL after lawful erasure
    std::string personal_digest;         // hex of SHA-256(salt + personal); "" when there never was a personal part
    std::string rulebook_version;
    std::string hash;                    // hex
};
BOOST_DESCRIBE_STRUCT(Entry, (), (site, seq, id, at, written_at, actor, event, subject_kind, subject_id, facts, personal,
                                  salt, personal_digest, rulebook_version, hash))

struct Written {
    EventId id{};
    std::int64_t seq = 0;
};

struct Stamp {  // who and when, the same for every event of a unit of work
    SiteId site{};
    StaffId actor{};
    Instant at{};
    Instant written_at{};
    std::string_view rulebook_version;
};

Written append(store::Tx& tx, IdSource& ids, const Stamp& stamp, const Event& event);

// Waits until this transaction is the only one that writes at the site. SQLite has one writer by nature.
void take_turn(store::Tx& tx, SiteId site);

// The entries of one subject, oldest first.
std::vector<Entry> history(store::Tx& tx, Subject subject);

// How often this event happened to the subject (B5 counts hand-overs).
std::int64_t count_of(store::Tx& tx, Subject subject, std::string_view event);

// Lawful erasure: the personal parts of a subject's entries go, the chain stays whole. Answers how many.
std::int64_t erase_personal(store::Tx& tx, Subject subject);

// Largest id that any event ever had, for IdSource::after at start.
std::int64_t last_id(store::Tx& tx);

struct Fault {
    SiteId site{};
    std::int64_t seq = 0;
    std::string what;  // flipped, missing, inserted, swapped, cut, personal-part-changed, head-differs
    std::string detail;
};
struct Head {
    SiteId site{};
    std::int64_t seq = 0;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(Head, (), (site, seq, hash))
struct Verdict {
    std::vector<Fault> faults;
    std::vector<Head> heads;  // as recomputed
    std::int64_t entries = 0;
};
// Reads every chain from the first entry; `checkpoint` are heads written outside the database earlier:
// a chain that is shorter than its checkpoint, or differs there, was cut or rewritten. `trusted` are heads verified
// before in this process: reading goes on from there (the simulator verifies every midnight's new entries).
Verdict verify(store::Tx& tx, const std::vector<Head>& checkpoint = {},
               const std::function<void(std::int64_t)>& progress = {}, const std::vector<Head>& trusted = {});

// A checkpoint file: heads, time, and an Ed25519 signature over both. The key stays in the data folder.
std::string sign_checkpoint(const std::vector<Head>& heads, Instant at, const std::string& key_file);
// Throws std::runtime_error with what is wrong (not JSON, signature does not fit the key).
std::vector<Head> read_checkpoint(const std::string& text, const std::string& public_key_file);

}  // namespace huiyin::journal
