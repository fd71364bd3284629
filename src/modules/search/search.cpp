// Indexing and finding. Both engines hold the same tokens; SQLite matches phrases itself, PostgreSQL matches the tokens
// and then looks whether they stand together in the folded text.
#include "search/search.hpp"

#include <algorithm>
#include <array>

#include "huiyin_search_sql.hpp"
#include "kernel/text.hpp"

namespace huiyin::search {
namespace {

struct Queries {
    const store::Query& put;
    const store::Query& drop;
    const store::Query& find;
};

const Queries& queries(What what) {
    static const Queries complaint{sql::search_put_complaint, sql::search_drop_complaint, sql::search_find_complaint};
    static const Queries person{sql::search_put_person, sql::search_drop_person, sql::search_find_person};
    static const Queries unit{sql::search_put_unit, sql::search_drop_unit, sql::search_find_unit};
    return what == What::complaint ? complaint : what == What::person ? person : unit;
}

void add_tokens(std::string& words, std::string_view folded) {
    for (const auto& token : text::tokens(folded)) {
        if (!words.empty()) words += ' ';
        words += token;
    }
}

bool letters_only(std::string_view word) {
    return word.size() >= 2 && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The person's query in the engine's own language. Tokens hold only letters, digits, Han characters, '#' and '@', so
// nothing a person types can become an operator.
std::string phrase_sqlite(const text::Part& part) {
    std::string phrase = "\"";
    for (const auto& token : part.phrase) {
        if (phrase.size() > 1) phrase += ' ';
        phrase += token;
    }
    phrase += '"';
    if (part.prefix) phrase += " *";
    if (part.phrase.size() == 1 && letters_only(part.phrase.front())) return "(" + phrase + " OR \"@" + part.phrase.front() + "\" *)";
    return phrase;
}

std::string phrase_postgresql(const text::Part& part) {
    std::string phrase;
    for (const auto& token : part.phrase) {
        if (!phrase.empty()) phrase += " & ";
        phrase += "'" + token + "'";
    }
    if (part.prefix) phrase += ":*";
    if (part.phrase.size() == 1 && letters_only(part.phrase.front())) return "(" + phrase + " | '@" + part.phrase.front() + "':*)";
    return "(" + phrase + ")";
}

}  // namespace

void index(store::Tx& tx, const Entry& entry) {
    const auto& q = queries(entry.what);
    std::string folded = text::fold(entry.text);
    std::string words;
    add_tokens(words, folded);
    const auto also = [&](const std::string& more) {
        const auto f = text::fold(more);
        add_tokens(words, f);
        folded += '\n';
        folded += f;
    };
    for (const auto& name : entry.names) {
        also(name);
        for (const auto& initials : text::initials(name)) {
            if (initials.empty()) continue;
            words += " @";
            words += initials;
        }
    }
    for (const auto& exact : entry.exact) also(exact);
    tx.run(q.drop, entry.id);
    if (!words.empty()) tx.run(q.put, entry.id, words, entry.site, folded);
}

void forget(store::Tx& tx, What what, std::int64_t id) { tx.run(queries(what).drop, id); }

std::vector<Match> find(store::Tx& tx, SiteId site, std::optional<What> what, std::string_view typed, int most) {
    const auto parts = text::query_parts(typed);
    std::vector<Match> found;
    if (parts.empty()) return found;
    const bool sqlite = tx.engine() == store::Engine::sqlite;
    std::string expression;
    std::array<std::string, 3> neighbours{"%", "%", "%"};
    std::size_t checked = 0;
    for (const auto& part : parts) {
        if (!expression.empty()) expression += sqlite ? " AND " : " & ";
        expression += sqlite ? phrase_sqlite(part) : phrase_postgresql(part);
        // Folded parts hold no '%', '_' or backslash: runs are letters, digits and Han characters only.
        if (part.phrase.size() > 1 && checked < neighbours.size()) neighbours[checked++] = "%" + part.folded + "%";
    }
    for (const auto kind : {What::unit, What::person, What::complaint}) {
        if (what && *what != kind) continue;
        const auto ids = tx.all<std::int64_t>(queries(kind).find, expression, site, neighbours[0], neighbours[1], neighbours[2], most);
        for (const auto id : ids) found.push_back({kind, id});
    }
    if (!what) {
        std::ranges::sort(found, [](const Match& a, const Match& b) { return a.id > b.id; });
        if (std::cmp_greater(found.size(), most)) found.resize(static_cast<std::size_t>(most));
    }
    return found;
}

}  // namespace huiyin::search
