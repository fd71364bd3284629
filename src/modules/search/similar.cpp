// Candidates through the index, then the ranking.
#include "search/similar.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "huiyin_search_sql.hpp"

namespace huiyin::search {
namespace {

constexpr std::int64_t learn_all_until = 500;   // matters; a small site knows its words soon
constexpr std::int64_t learn_one_in = 16;       // afterwards
constexpr std::size_t longest = 300;            // words that are looked at; nobody says more while recording
constexpr std::size_t rarest = 4, next_rarest = 8;
constexpr int per_round = 160;                  // candidates of each round
constexpr double own = 0.7;                     // how much what is said now counts against what was said then

std::uint32_t digest(std::string_view word) {  // FNV-1a
    std::uint32_t hash = 2166136261u;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

// Pairs of Han characters, words and numbers. Single characters, tails and beginnings say little by themselves.
bool says_something(std::string_view token) {
    if (token.empty() || token.front() == '#' || token.front() == '@' || token.front() == '^') return false;
    const auto lead = static_cast<unsigned char>(token.front());
    const std::size_t one = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return token.size() > one;
}

std::vector<std::string> words_of(std::string_view text) {
    auto words = text::tokens(text::fold(text));
    std::erase_if(words, [](const std::string& w) { return !says_something(w); });
    if (words.size() > longest) words.resize(longest);
    std::ranges::sort(words);
    const auto twice = std::ranges::unique(words);
    words.erase(twice.begin(), twice.end());
    return words;
}

std::string list_of(const std::vector<std::string>& words, store::Engine engine) {
    const bool sqlite = engine == store::Engine::sqlite;
    std::string list = sqlite ? "[" : "{";
    for (const auto& w : words) {
        if (list.size() > 1) list += ',';
        list += '"' + w + '"';
    }
    return list + (sqlite ? "]" : "}");
}

struct Count {
    std::string word;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (word, count))

struct Stored {
    std::int64_t id = 0;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id, words))

// What was said: how much each word weighs, the rarest first.
struct Said {
    std::vector<std::pair<std::string, double>> rarest_first;
    std::unordered_map<std::string_view, double> weights;
    double whole = 0, unknown = 1;  // the weight of a word that the site never heard
};

Said weigh_words(store::Tx& tx, SiteId site, const std::vector<std::string>& words) {
    std::unordered_map<std::string, std::int64_t> counts;
    for (auto& c : tx.all<Count>(sql::similar_counts, site, list_of(words, tx.engine()))) counts.emplace(std::move(c.word), c.count);
    const auto heard = static_cast<double>(tx.first<std::int64_t>(sql::similar_learnt, site).value_or(0));
    const auto weight = [&](double count) { return std::max(0.05, std::log((heard + 2) / (count + 1))); };
    Said said;
    said.unknown = weight(std::max(1.0, heard / 50));  // words of the other side only: taken as fairly common
    for (const auto& w : words) {
        const auto known = counts.find(w);
        said.rarest_first.emplace_back(w, weight(known == counts.end() ? 0.0 : static_cast<double>(known->second)));
        said.whole += said.rarest_first.back().second;
    }
    std::ranges::stable_sort(said.rarest_first, std::greater<>(), &std::pair<std::string, double>::second);
    for (const auto& [w, weight_of] : said.rarest_first) said.weights.emplace(w, weight_of);
    return said;
}

std::string any_of(const Said& said, std::size_t from, std::size_t until, SiteId site, store::Engine engine) {
    const bool sqlite = engine == store::Engine::sqlite;
    std::string either;
    for (std::size_t i = from; i < std::min(until, said.rarest_first.size()); ++i) {
        if (!either.empty()) either += sqlite ? " OR " : " | ";
        either += sqlite ? '"' + said.rarest_first[i].first + '"' : "'" + said.rarest_first[i].first + "'";
    }
    if (!sqlite || either.empty()) return either;
    return "\"@@" + std::to_string(site.value) + "complaint\" AND (" + either + ")";
}

// The first piece of an entry is what was said and found; names, numbers and rooms stand behind a lone '#'.
double rank(const Said& said, std::string_view words, Text how, std::vector<std::string_view>& seen) {
    seen.clear();
    double shared = 0, other = 0;
    for (std::size_t at = 0; at < words.size() && seen.size() < longest;) {
        const auto end = std::min(words.find(' ', at), words.size());
        const auto token = words.substr(at, end - at);
        at = end + 1;
        if (token == "#") break;
        if (says_something(token)) seen.push_back(token);
    }
    std::ranges::sort(seen);
    const auto twice = std::ranges::unique(seen);
    seen.erase(twice.begin(), twice.end());
    for (const auto token : seen) {
        const auto known = said.weights.find(token);
        if (known == said.weights.end()) other += said.unknown;
        else shared += known->second;
    }
    const double then = how == Text::being_typed ? std::min(shared + other, 2 * said.whole) : shared + other;
    return shared == 0 ? 0 : shared / (own * said.whole + (1 - own) * then);
}

}  // namespace

WordSet word_set(std::string_view text) {
    WordSet set;
    for (const auto& word : words_of(text)) set.push_back(digest(word));
    std::ranges::sort(set);
    const auto twice = std::ranges::unique(set);
    set.erase(twice.begin(), twice.end());
    return set;
}

double likeness(std::span<const std::uint32_t> said, std::span<const std::uint32_t> earlier) {
    if (said.empty() || earlier.empty()) return 0;
    std::size_t shared = 0;
    for (auto a = said.begin(), b = earlier.begin(); a != said.end() && b != earlier.end();) {
        if (*a == *b) ++shared, ++a, ++b;
        else if (*a < *b) ++a;
        else ++b;
    }
    return static_cast<double>(shared) / (own * static_cast<double>(said.size()) + (1 - own) * static_cast<double>(earlier.size()));
}

Weighed weigh(store::Tx& tx, SiteId site, std::string_view text) {
    const auto words = words_of(text);
    std::vector<std::pair<std::uint32_t, double>> both;
    for (const auto& [word, weight] : weigh_words(tx, site, words).rarest_first) both.emplace_back(digest(word), weight);
    std::ranges::sort(both);
    Weighed weighed;
    for (const auto& [word, weight] : both) {
        if (!weighed.words.empty() && weighed.words.back() == word) continue;
        weighed.words.push_back(word);
        weighed.weights.push_back(weight);
        weighed.whole += weight;
    }
    return weighed;
}

Weighed part_of(const Weighed& whole, std::string_view text) {
    Weighed part;
    const auto words = word_set(text);
    for (std::size_t i = 0; i < whole.words.size(); ++i) {
        if (!std::ranges::binary_search(words, whole.words[i])) continue;
        part.words.push_back(whole.words[i]);
        part.weights.push_back(whole.weights[i]);
        part.whole += whole.weights[i];
    }
    return part;
}

// How much the other side weighs is guessed from its length: its words are taken to be as rare as those said now.
double likeness(const Weighed& said, std::span<const std::uint32_t> earlier) {
    if (said.words.empty() || earlier.empty() || said.whole <= 0) return 0;
    double shared = 0;
    std::size_t b = 0;
    for (std::size_t a = 0; a < said.words.size() && b < earlier.size();) {
        if (said.words[a] == earlier[b]) shared += said.weights[a], ++a, ++b;
        else if (said.words[a] < earlier[b]) ++a;
        else ++b;
    }
    const double other = said.whole / static_cast<double>(said.words.size()) * static_cast<double>(earlier.size());
    return shared / (own * said.whole + (1 - own) * other);
}

std::vector<Likely> similar(store::Tx& tx, SiteId site, std::string_view text, const std::vector<std::int64_t>& also, std::size_t most, Text how) {
    const auto words = words_of(text);
    if (words.empty()) return {};
    const auto said = weigh_words(tx, site, words);
    const bool sqlite = tx.engine() == store::Engine::sqlite;
    std::unordered_map<std::int64_t, double> ranked;
    std::vector<std::string_view> seen;
    const auto take = [&](const std::vector<Stored>& rows) {
        for (const auto& row : rows)
            if (const auto [at, fresh] = ranked.try_emplace(row.id, 0.0); fresh) at->second = rank(said, row.words, how, seen);
    };
    if (!sqlite) tx.run(sql::search_plan_anew);
    // The rarest words first, then the next ones: a word that is common at this site would drown the rare ones.
    for (const auto [from, until] : {std::pair{std::size_t{0}, rarest}, {rarest, rarest + next_rarest}}) {
        const auto either = any_of(said, from, until, site, tx.engine());
        if (either.empty()) break;
        if (sqlite) take(tx.all<Stored>(sql::similar_candidates, either, site, per_round));
        else take(tx.all<Stored>(sql::similar_newest, either, site, per_round));
    }
    if (!sqlite) {
        // Beyond the newest only what few matters can hold is asked of the index: gathering all that match would take long.
        std::string rare;
        for (std::size_t i = 0; i < std::min(rarest, said.rarest_first.size()); ++i)
            if (said.rarest_first[i].second >= said.unknown + 2) rare += (rare.empty() ? "'" : " | '") + said.rarest_first[i].first + "'";
        if (!rare.empty()) take(tx.all<Stored>(sql::similar_candidates, rare, site, per_round));
    }
    if (!also.empty()) {
        std::string ids = sqlite ? "[" : "{";
        for (const auto id : also) ids += (ids.size() > 1 ? "," : "") + std::to_string(id);
        take(tx.all<Stored>(sql::similar_given, ids + (sqlite ? "]" : "}")));
    }
    std::vector<Likely> best;
    for (const auto& [id, score] : ranked)
        if (score > 0) best.push_back({id, std::min(score, 1.0)});
    std::ranges::sort(best, [](const Likely& a, const Likely& b) { return std::pair(b.likeness, b.id) < std::pair(a.likeness, a.id); });
    if (best.size() > most) best.resize(most);
    return best;
}

void learn(store::Tx& tx, SiteId site, std::int64_t id, std::string_view text) {
    const auto heard = tx.first<std::int64_t>(sql::similar_learnt, site).value_or(0);
    // An id is its millisecond, a counter within it, and in the lowest six bits its node.
    if (heard >= learn_all_until && ((id >> 21) + (id >> 6)) % learn_one_in != 0) return;
    auto words = words_of(text);
    words.emplace_back();  // the empty word counts the matters
    if (tx.engine() == store::Engine::postgresql) return void(tx.run(sql::similar_learn, site, list_of(words, tx.engine())));
    // One by one: a statement that inserts many rows would make SQLite write out the search index before it.
    for (const auto& word : words) tx.run(sql::similar_learn, site, word);
}

}  // namespace huiyin::search
