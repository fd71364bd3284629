// Fills a simulated company's database with years of history before it: each matter is one that the simulator lived,
// moved back by whole days under new ids, with every event, obligation, timer and alert, the chain computed by the
// product's own functions, so that `huiyin verify` is content.
//   huiyin_bench_fill <huiyin.sqlite> <complaints> [open matters]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "kernel/time.hpp"
#include "rows.hpp"

using namespace huiyin;
using namespace huiyin::bench;

namespace {

constexpr std::int64_t day_ms = 86'400'000;
// One matter in eight has each of these (two characters), one in a hundred each of those (four).
constexpr const char* twos[] = {"急办", "夜间", "雨天", "早晨", "周末", "午后", "傍晚", "节日"};
constexpr const char* heads[] = {"东门", "西门", "南门", "北门", "中庭", "车库", "泳池", "会所", "花坛", "长廊"};
constexpr const char* tails[] = {"岗亭", "台阶", "路灯", "栏杆", "水管", "电箱", "井盖", "座椅", "门锁", "围墙"};

struct Matter {
    Row complaint, entry, gathered;
    std::vector<Row> told, owed, steps, alerts, gates;
    std::int64_t received = 0;
};

void replace(std::string& in, const std::string& what, const std::string& with) {
    for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + with.size())) in.replace(at, what.size(), with);
}

class Filler {
  public:
    explicit Filler(const char* file) : db_(opened(file)) { load(); }

    void fill(std::int64_t wanted, std::int64_t open) {
        const auto history = wanted - open;
        const std::int64_t per_day = 280, days = (history + per_day - 1) / per_day;
        exec(db_, "begin");
        std::int64_t done = 0;
        // From the oldest day on, so that keys ascend as they did in life.
        for (std::int64_t back = days; back > 0; --back) {
            std::vector<std::pair<std::int64_t, const Matter*>> today;
            for (std::int64_t i = 0; i < per_day && done + static_cast<std::int64_t>(today.size()) < history; ++i) {
                const auto& m = ended_[chance_() % ended_.size()];
                const auto target = first_day_ - back * day_ms;
                const auto whole = (m.received + 8 * 3'600'000) / day_ms * day_ms - 8 * 3'600'000;
                today.emplace_back(target - whole, &m);
            }
            std::ranges::sort(today, {}, [](const auto& t) { return t.second->received + t.first; });
            for (const auto& [shift, m] : today) copy(*m, shift);
            done += static_cast<std::int64_t>(today.size());
            if (back % 100 == 0) progress(done);
        }
        for (std::int64_t i = 0; i < open; ++i) copy(open_[chance_() % open_.size()], -static_cast<std::int64_t>(chance_() % 3600) * 1000);
        finish();
        progress(done + open);
    }

  private:
    static sqlite3* opened(const char* file) {
        sqlite3* db = nullptr;
        check(db, sqlite3_open(file, &db));
        exec(db, "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1500000; pragma locking_mode = exclusive; pragma temp_store = memory");
        return db;
    }

    void load() {
        first_day_ = std::get<std::int64_t>(rows(db_, "select min(received_at) from complaints").front().front());
        first_day_ = (first_day_ + 8 * 3'600'000) / day_ms * day_ms - 8 * 3'600'000;
        for (auto& row : complaints_.where("state <> 'withdrawn'")) {
            Matter m{.received = number(row, complaints_.at("received_at"))};
            const auto id = std::to_string(number(row, 0));
            const auto mine = "subject_kind = 'complaint' and subject_id = " + id;
            const auto of = "obligation in (select id from obligations where " + mine + ")";
            m.entry = entries_.where("id = " + id).front();
            m.gathered = gathered_.where("complaint = " + id).front();
            m.told = journal_.where(mine + " order by seq");
            m.owed = obligations_.where(mine);
            m.steps = timers_.where(of);
            m.alerts = alerts_.where(of);
            m.gates = gates_.where(mine);
            const bool anything_open = std::ranges::any_of(m.owed, [&](Row& o) { return written(o, obligations_.at("state")) == "open"; });
            const bool closed = written(row, complaints_.at("state")) == "closed";
            m.complaint = std::move(row);
            if (closed && !anything_open) ended_.push_back(std::move(m));
            else if (!closed) open_.push_back(std::move(m));
        }
        site_ = number(ended_.front().complaint, complaints_.at("site"));
        const auto head = rows(db_, "select seq, hash from journal_heads where site = " + std::to_string(site_)).front();
        seq_ = std::get<std::int64_t>(head[0]);
        hash_ = std::get<std::string>(head[1]);
        for (auto& row : rows(db_, "select series, last from number_series where record = 'complaint'")) numbers_[written(row, 0)] = number(row, 1);
    }

    static void shift(Row& row, std::initializer_list<int> columns, std::int64_t by) {
        for (const int c : columns)
            if (auto* value = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(c)]); value && *value > 0) *value += by;
    }

    std::string new_number(const std::string& old, std::int64_t received) {
        auto day = Zone{}.day_of(Instant{received}).iso();
        replace(day, "-", "");
        const auto series = old.substr(0, 2) + day;
        char tail[16];
        std::snprintf(tail, sizeof tail, "-%04lld", static_cast<long long>(++numbers_[series]));
        return series + tail;
    }

    void copy(const Matter& m, std::int64_t by) {
        const auto received = m.received + by;
        std::map<std::int64_t, std::int64_t> fresh;
        const auto renew = [&](std::int64_t& id) { id = fresh[id] = ids_.next(received); };
        const std::string word = twos[chance_() % std::size(twos)];
        const std::string extra = std::string(heads[chance_() % 10]) + tails[chance_() % 10] + "，" + word + "。";

        auto c = m.complaint;
        const auto old_number = written(c, complaints_.at("number"));
        renew(number(c, 0));
        shift(c, {complaints_.at("received_at"), complaints_.at("verified_at"), complaints_.at("promised_at"), complaints_.at("first_promised_at"),
                  complaints_.at("answered_at"), complaints_.at("closed_at")}, by);
        const auto given = written(c, complaints_.at("number")) = new_number(old_number, received);
        written(c, complaints_.at("text")) += extra;
        complaints_.insert(c);
        gather(m.gathered, number(c, 0), received);

        auto e = m.entry;
        number(e, 0) = number(c, 0);
        auto& words = written(e, entries_.at("words"));
        for (const auto* part : {&old_number, &given}) {
            std::string cut;
            for (const auto& token : text::tokens(text::fold(*part))) cut += (cut.empty() ? "" : " ") + token;
            if (part == &old_number) numbers_words_ = cut;
            else replace(words, numbers_words_, cut);
        }
        words += " #";
        for (const auto& token : text::tokens(text::fold(extra))) words += " " + token;
        entries_.insert(e);

        std::vector<std::pair<std::string, std::string>> named{{old_number, given}};
        auto owed = m.owed;
        for (auto& o : owed) {
            const auto before = std::to_string(number(o, 0));
            renew(number(o, 0));
            named.emplace_back(before, std::to_string(number(o, 0)));
        }
        for (auto t : m.told) tell(std::move(t), by, number(c, 0), fresh, named, extra);
        for (auto& o : owed) {
            number(o, obligations_.at("subject_id")) = number(c, 0);
            for (const int column : {obligations_.at("opened_by"), obligations_.at("ended_by")})
                if (auto* event = std::get_if<std::int64_t>(&o[static_cast<std::size_t>(column)]))
                    if (const auto it = fresh.find(*event); it != fresh.end()) *event = it->second;
            shift(o, {obligations_.at("opened_at"), obligations_.at("due_at"), obligations_.at("first_due_at"), obligations_.at("ended_at"), obligations_.at("paused_at")}, by);
            obligations_.insert(o);
        }
        for (auto t : m.steps) {
            renew(number(t, 0));
            number(t, timers_.at("obligation")) = fresh.at(number(t, timers_.at("obligation")));
            shift(t, {timers_.at("fires_at"), timers_.at("fired_at")}, by);
            timers_.insert(t);
        }
        for (auto a : m.alerts) {
            renew(number(a, 0));
            number(a, alerts_.at("obligation")) = fresh.at(number(a, alerts_.at("obligation")));
            shift(a, {alerts_.at("at"), alerts_.at("seen_at")}, by);
            alerts_.insert(a);
        }
        for (auto g : m.gates) {
            renew(number(g, 0));
            number(g, gates_.at("subject_id")) = number(c, 0);
            shift(g, {gates_.at("at")}, by);
            gates_.insert(g);
        }
    }

    // What was told again and again stays one hot spot for a month; then the next one begins.
    void gather(Row g, std::int64_t complaint, std::int64_t received) {
        const auto before = number(g, gathered_.at("gathering"));
        auto& now = gatherings_[{before, received / (30 * day_ms)}];
        if (now == 0) {
            now = complaint;
            exec(db_, "insert into complaint_gatherings (id, site, category, building, last_at, words) select " + std::to_string(now) +
                          ", site, category, building, " + std::to_string(received) + ", words from complaint_gatherings where id = " + std::to_string(before));
        }
        number(g, gathered_.at("gathering")) = now;
        number(g, gathered_.at("complaint")) = complaint;
        number(g, gathered_.at("received_at")) = received;
        gathered_.insert(g);
    }

    void tell(Row t, std::int64_t by, std::int64_t subject, std::map<std::int64_t, std::int64_t>& fresh,
              const std::vector<std::pair<std::string, std::string>>& named, const std::string& extra) {
        journal::Entry e;
        const auto old = number(t, journal_.at("id"));
        e.id = {fresh[old] = ids_.next(number(t, journal_.at("at")) + by)};
        e.site = {site_};
        e.seq = ++seq_;
        e.at = Instant{number(t, journal_.at("at")) + by};
        e.written_at = Instant{number(t, journal_.at("written_at")) + by};
        e.actor = {number(t, journal_.at("actor"))};
        e.event = written(t, journal_.at("event"));
        e.subject_kind = journal::SubjectKind::complaint;
        e.subject_id = subject;
        e.facts = written(t, journal_.at("facts"));
        for (const auto& [from, to] : named) replace(e.facts, from, to);
        e.rulebook_version = written(t, journal_.at("rulebook_version"));
        if (auto* personal = std::get_if<std::string>(&t[static_cast<std::size_t>(journal_.at("personal"))])) {
            if (e.event == "complaint.recorded") replace(*personal, "\",\"wants\":", extra + "\",\"wants\":");
            e.personal_digest = journal::personal_digest(written(t, journal_.at("salt")), *personal);
        }
        e.hash = hash_ = journal::entry_hash(e, hash_);
        number(t, journal_.at("seq")) = e.seq;
        number(t, journal_.at("id")) = last_ = e.id.value;
        number(t, journal_.at("at")) = e.at.ms;
        number(t, journal_.at("written_at")) = e.written_at.ms;
        number(t, journal_.at("subject_id")) = subject;
        written(t, journal_.at("facts")) = std::move(e.facts);
        written(t, journal_.at("personal_digest")) = std::move(e.personal_digest);
        written(t, journal_.at("hash")) = e.hash;
        journal_.insert(t);
    }

    void finish() {
        exec(db_, "update journal_heads set seq = " + std::to_string(seq_) + ", hash = '" + hash_ + "', last_id = max(last_id, " + std::to_string(last_) +
                      ") where site = " + std::to_string(site_));
        for (const auto& [series, last] : numbers_)
            exec(db_, "insert into number_series (site, record, series, last) values (" + std::to_string(site_) + ", 'complaint', '" + series + "', " + std::to_string(last) +
                          ") on conflict (site, record, series) do update set last = excluded.last");
        // Each closed matter was followed up: one call, reached, signed or not as it may be.
        exec(db_, "insert into follow_ups (id, site, number, reason, state, complaint, unit, person, customer_name, customer_phone, matter, outcome, matter_facts, reopened, "
                  "caller, department, opened_at, called_at, result, satisfaction, said, attempts, slots, points, open_points, ready_at, salt, version) "
                  "select id, site, 'HF' || number, 'complaint', 'done', id, unit, person, '', '', subject, outcome, '{}', 0, responsible, department, closed_at, "
                  "closed_at + 86400000, 'reached', 'satisfied', outcome, 1, 1, 0, 0, closed_at + 86400000, 'bench', 1 from complaints c "
                  "where state = 'closed' and not exists (select 1 from follow_ups f where f.complaint = c.id)");
        exec(db_, "insert into follow_up_attempts (id, site, sheet, position, at, day, slot, counts, caller, result, note) "
                  "select id, site, id, 1, called_at, called_at / 86400000, 'morning', 1, coalesce(caller, 0), 'reached', '' from follow_ups where salt = 'bench'");
        exec(db_, "update follow_ups set signed_at = ready_at, signed_by = caller where salt = 'bench' and ready_at < (select max(ready_at) from follow_ups) - 5 * 86400000");
        exec(db_, "insert or ignore into open_matters (matter, site, unit, person) select id, site, coalesce(unit, 0), coalesce(person, 0) from complaints where state not in ('closed', 'withdrawn')");
        exec(db_, "insert into search_index (search_index) values ('rebuild')");
        exec(db_, "commit; pragma optimize; analyze; pragma journal_mode = wal");
    }

    void progress(std::int64_t written) const {
        std::printf("%lld matters, %lld journal entries, %.0f s\n", static_cast<long long>(written), static_cast<long long>(seq_),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count());
        std::fflush(stdout);
    }

    sqlite3* db_;
    Table complaints_{db_, "complaints"}, entries_{db_, "search_entries"}, journal_{db_, "journal"}, obligations_{db_, "obligations"},
        timers_{db_, "timers"}, alerts_{db_, "alerts"}, gates_{db_, "gate_checks"}, gathered_{db_, "complaint_gathered"};
    std::vector<Matter> ended_, open_;
    std::map<std::string, std::int64_t> numbers_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> gatherings_;
    std::string hash_, numbers_words_;
    std::int64_t site_ = 0, seq_ = 0, last_ = 0, first_day_ = 0;
    IdSource ids_{63};  // another node's, so that no id meets one that stands already
    std::mt19937_64 chance_{1};
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) throw std::runtime_error("huiyin_bench_fill <huiyin.sqlite> <complaints> [open matters]");
    Filler(argv[1]).fill(std::atoll(argv[2]), argc > 3 ? std::atoll(argv[3]) : 5000);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
