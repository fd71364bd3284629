// Reading every chain from its first entry: any flip, cut, swap or insertion is found and named.
#include <algorithm>
#include <map>
#include <set>

#include "huiyin_journal_sql.hpp"
#include "journal/digest.hpp"
#include "journal/journal.hpp"

namespace huiyin::journal {
namespace {

constexpr int page = 2000;

// What a wrong hash looks like from here: an entry whose neighbours changed places, or one that was altered.
std::string kind_of_fault(std::string_view expected_before, const Entry* next) {
    if (next && entry_hash(*next, expected_before) == next->hash) return "swapped";
    return "flipped";
}

void verify_site(store::Tx& tx, SiteId site, const Head* head, const Head* mark, const Head* known, Verdict& verdict,
                 const std::function<void(std::int64_t)>& progress) {
    std::string before = known ? known->hash : "";
    std::int64_t expected = known ? known->seq + 1 : 1;
    std::int64_t after = expected - 1;
    bool reached_mark = mark == nullptr || mark->seq == 0;
    const auto fault = [&](std::int64_t seq, std::string what, std::string detail) {
        verdict.faults.push_back({site, seq, std::move(what), std::move(detail)});
    };
    for (;;) {
        const auto entries = tx.all<Entry>(sql::journal_page, site, after, page);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto& e = entries[i];
            if (e.seq != expected)
                fault(expected, "missing", "entries " + std::to_string(expected) + " to " + std::to_string(e.seq - 1) + " are gone");
            if (e.hash != entry_hash(e, before))
                fault(e.seq, kind_of_fault(before, i + 1 < entries.size() ? &entries[i + 1] : nullptr),
                      "the entry \"" + e.event + "\" does not fit the one before it");
            if (e.personal && (!e.salt || personal_digest(*e.salt, *e.personal) != e.personal_digest))
                fault(e.seq, "personal-part-changed", "the personal part does not fit its digest");
            if (mark && e.seq == mark->seq) {
                reached_mark = true;
                if (e.hash != mark->hash) fault(e.seq, "rewritten", "the checkpoint holds another hash for this entry");
            }
            before = e.hash;
            expected = e.seq + 1;
            ++verdict.entries;
        }
        if (entries.empty()) break;
        after = entries.back().seq;
        if (progress) progress(verdict.entries);
    }
    const Head found{site, expected - 1, before};
    if (head && head->seq > found.seq)
        fault(found.seq + 1, "cut", "the chain ends at " + std::to_string(found.seq) + ", its head says " + std::to_string(head->seq));
    else if (head && head->seq < found.seq)
        fault(head->seq + 1, "inserted", "the chain goes on to " + std::to_string(found.seq) + " past its head " + std::to_string(head->seq));
    else if (!head || head->hash != found.hash)
        fault(found.seq, "head-differs", "the head of the chain does not fit its last entry");
    if (!reached_mark)
        fault(found.seq + 1, "cut", "the checkpoint saw " + std::to_string(mark->seq) + " entries");
    verdict.heads.push_back(found);
}

}  // namespace

Verdict verify(store::Tx& tx, const std::vector<Head>& checkpoint, const std::function<void(std::int64_t)>& progress,
               const std::vector<Head>& trusted) {
    Verdict verdict;
    std::map<SiteId, Head> heads;
    std::set<SiteId> sites;
    for (auto& h : tx.all<Head>(sql::journal_heads_all)) {
        sites.insert(h.site);
        heads[h.site] = h;
    }
    for (const auto site : tx.all<SiteId>(sql::journal_sites_all)) sites.insert(site);
    for (const auto& h : checkpoint) sites.insert(h.site);
    for (const auto site : sites) {
        const auto head = heads.find(site);
        const auto mark = std::ranges::find_if(checkpoint, [&](const Head& h) { return h.site == site; });
        const auto known = std::ranges::find_if(trusted, [&](const Head& h) { return h.site == site; });
        verify_site(tx, site, head == heads.end() ? nullptr : &head->second,
                    mark == checkpoint.end() ? nullptr : &*mark, known == trusted.end() ? nullptr : &*known, verdict, progress);
    }
    return verdict;
}

}  // namespace huiyin::journal
