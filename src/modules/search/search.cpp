// Indexing and finding. Both engines hold the same tokens, match them, and then look in the words whether the
// tokens of a phrase stand together.
#include "search/search.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "expression.hpp"
#include "huiyin_search_sql.hpp"

namespace huiyin::search {
namespace {

constexpr int few = 2000;  // so many matches are sorted; of more than that, the newest are met soon enough

struct Known {
    What what{};
    std::string words;
    SiteId site{};
};
BOOST_DESCRIBE_STRUCT(Known, (), (what, words, site))

// The tokens of one record, in order. A lone '#' stands between the pieces, so that no phrase reaches across.
class Words {
  public:
    void add(std::string_view written) {
        const auto folded = text::fold(written);
        begin_piece();
        for (const auto& token : text::tokens(folded)) {
            append(token);
            for (auto& beginning : beginnings(token)) beginnings_.insert(std::move(beginning));
        }
    }
    void add_name(std::string_view name) {
        add(name);
        for (const auto& initials : text::initials(name))
            if (!initials.empty() && known_initials_.insert(initials).second) append("@" + text::fold(initials));
    }
    // A number written in pieces is also found written as one.
    void add_exact(std::string_view number) {
        add(number);
        if (const auto digits = joined_digits(text::fold(number)); !digits.empty()) add(digits);
    }
    // The beginnings of words come last, where they stand between nobody.
    std::string text() && {
        if (!beginnings_.empty()) begin_piece();
        for (const auto& beginning : beginnings_) append(beginning);
        return std::move(text_);
    }

  private:
    void begin_piece() {
        if (!text_.empty()) append("#");
    }
    void append(std::string_view token) {
        if (!text_.empty()) text_ += ' ';
        text_ += token;
    }
    std::string text_;
    std::set<std::string> known_initials_;
    std::set<std::string> beginnings_;
};

}  // namespace

void index(store::Tx& tx, const Entry& entry) {
    Words words;
    words.add(entry.text);
    for (const auto& name : entry.names) words.add_name(name);
    for (const auto& exact : entry.exact) words.add_exact(exact);
    const auto text = std::move(words).text();
    if (const auto known = tx.first<Known>(sql::search_known, entry.id)) {
        ensure(known->what == entry.what, "two records of different kinds have the same id");
        if (known->words != text || known->site != entry.site) tx.run(sql::search_change, entry.id, entry.site, text);
        return;
    }
    tx.run(sql::search_add, entry.id, entry.site, entry.what, text);
    if (tx.engine() == store::Engine::sqlite) tx.run(sql::search_add_to_index, entry.id, entry.site, entry.what, text);
}

void forget(store::Tx& tx, What what, std::int64_t id) { tx.run(sql::search_drop, id, what); }

std::vector<Match> find(store::Tx& tx, SiteId site, std::optional<What> what, std::string_view typed, int most) {
    const auto wanted = demands(typed);
    if (wanted.empty() || most <= 0) return {};
    auto query = expression(wanted, tx.engine());
    const auto together = phrases(wanted, tx.engine());
    if (tx.engine() == store::Engine::sqlite) {
        const auto place = "@@" + std::to_string(site.value) + (what ? std::string(json::enum_name(*what)) : "");
        query = "\"" + place + "\" AND " + query;
    } else {
        tx.run(sql::search_plan_anew);
        auto newest = tx.all<Match>(sql::search_find_newest, query, site, what, together, most);
        if (std::cmp_equal(newest.size(), most)) return newest;
        tx.run(sql::search_plan_by_words, "off");
        auto all = tx.all<Match>(sql::search_find_few, query, site, what, together, few + 1);
        tx.run(sql::search_plan_by_words, "on");
        if (std::cmp_less_equal(all.size(), few)) {
            all.resize(std::min(all.size(), static_cast<std::size_t>(most)));
            return all;
        }
    }
    return tx.all<Match>(sql::search_find, query, site, what, together, most);
}

}  // namespace huiyin::search
