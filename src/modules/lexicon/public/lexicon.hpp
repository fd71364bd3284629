// The lexicon: words that are never said to a customer (F5.1; quarrelling and shirking: D18, I3.1). The phrases, their
// variants, situations, what to say instead and the contexts in which they are ordinary words are rulebook data.
//
// Whoever lets a text go out to a customer asks `gate` in its own use-case:
//
//   const auto said = lexicon::gate(unit, subject, {{"text", command.text}}, command.say_anyway);
//   if (!said) return refuse(said.error());
//
// With a hit and no reason it refuses 409 "wording.forbidden" (F5.1) with every hit in the details. A reason sends it
// anyway: the event `wording.sent_anyway` says so in the journal, and it is listed for quality review. Passing and
// refusing are counted for the compliance page. An internal note asks nothing: the screen only warns.
#pragma once
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/json.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::lexicon {
using work::Permission;
using work::Unit;

using WordingReviewId = Id<struct WordingReviewTag>;

struct Wording {  // in the three languages
    std::string zh_hans, zh_hant, en;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (zh_hans, zh_hant, en))

struct Hit {
    std::string field;      // of the command, where several texts were asked about
    int begin = 0, end = 0; // UTF-16 units, half-open: what a browser's selection counts
    std::string found;      // as it stands in the text
    std::string clause;     // F5.1, I3.1, D18
    std::string key;        // of the phrase in the rulebook: "outside-duty"
    Wording situation, instead;
};
BOOST_DESCRIBE_STRUCT(Hit, (), (field, begin, end, found, clause, key, situation, instead))

// Every forbidden phrase in the text, in order, none overlapping. Pure and quick: 8,000 characters in about a millisecond.
std::vector<Hit> check(const rulebook::Rulebook& rulebook, std::string_view text);

struct Said {  // one text that goes out, and the field of the command it stands in
    std::string_view field;
    std::string_view text;
};

inline constexpr std::size_t longest_reason = 500;
namespace refused {
inline const Refusal forbidden{"wording.forbidden", Trouble::conflict, "F5.1"};
inline const Refusal forbidden_phrase{"wording.forbidden-phrase", Trouble::conflict, "F5.1"};
}

// What is kept to be said again and again, to whoever comes (a phrase, what hangs on the wall, the greeting): there is no
// reason that would let it through.
Result<void> fit_to_keep(Unit& unit, std::initializer_list<Said> said);

Result<void> gate(Unit& unit, journal::Subject subject, std::initializer_list<Said> said, std::string_view say_anyway);

// ---------- asked while somebody types ----------
struct CheckWording {  // POST /wording/checks: no transaction, nothing is kept
    static constexpr auto needs = Permission::anyone;
    std::string text;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CheckWording, (), (text))
struct WordingHits { std::vector<Hit> hits; };
BOOST_DESCRIBE_STRUCT(WordingHits, (), (hits))

// ---------- the lexicon as people read it ----------
struct ReadLexicon {  // GET /wording/lexicon
    static constexpr auto needs = Permission::anyone;
};
BOOST_DESCRIBE_STRUCT(ReadLexicon, (), ())
struct LexiconEntry {
    std::string clause, key, phrase;
    std::vector<std::string> variants;
    Wording situation, instead;
};
BOOST_DESCRIBE_STRUCT(LexiconEntry, (), (clause, key, phrase, variants, situation, instead))
struct LexiconView { std::vector<LexiconEntry> entries; };
BOOST_DESCRIBE_STRUCT(LexiconView, (), (entries))
Result<LexiconView> read_lexicon(work::Reading& reading, const ReadLexicon& query);

// ---------- quality review of what was said anyway ----------
enum class ReviewState { open, accepted, coached };
BOOST_DESCRIBE_ENUM(ReviewState, open, accepted, coached)

struct ListWordingReviews {  // GET /wording/reviews?state=open, newest first
    static constexpr auto needs = Permission::review_wording;
    std::optional<ReviewState> state;  // open if absent
    std::optional<std::string> cursor;
    std::optional<int> limit;          // 1–100, 50 if absent
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ListWordingReviews, (), (state, cursor, limit))
struct SaidText { std::string field, text; };
BOOST_DESCRIBE_STRUCT(SaidText, (), (field, text))
struct WordingReviewRow {
    WordingReviewId id{};
    Instant at{};
    std::string staff_name;
    std::string number, title, path;   // the matter
    std::vector<SaidText> texts;       // none after the person was erased
    std::string reason;
    bool erased = false;
    std::vector<Hit> hits;
    ReviewState state = ReviewState::open;
    std::optional<Instant> reviewed_at;
    std::string reviewer_name, remark;
    bool may_review = false;           // nobody reviews their own words
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WordingReviewRow, (), (id, at, staff_name, number, title, path, texts, reason, erased, hits, state, reviewed_at,
                                             reviewer_name, remark, may_review, version))
struct ReviewCount { ReviewState state{}; std::int64_t count = 0; };
BOOST_DESCRIBE_STRUCT(ReviewCount, (), (state, count))
struct WordingReviews {
    std::vector<WordingReviewRow> rows;
    std::string next;
    std::vector<ReviewCount> counts;   // of every state; each equals its list
};
BOOST_DESCRIBE_STRUCT(WordingReviews, (), (rows, next, counts))
Result<WordingReviews> list_wording_reviews(work::Reading& reading, const ListWordingReviews& query);

enum class Verdict { accept, coach };
BOOST_DESCRIBE_ENUM(Verdict, accept, coach)
struct ReviewWording {  // POST /wording/reviews/{id}/verdict
    static constexpr auto needs = Permission::review_wording;
    static constexpr std::array optional_fields = {"remark"};
    WordingReviewId id{};
    std::int64_t version = 0;
    Verdict verdict = Verdict::accept;
    std::string remark;                // required when coaching
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ReviewWording, (), (id, version, verdict, remark))
struct WordingReviewed { WordingReviewId id{}; ReviewState state{}; std::int64_t version = 0; };
BOOST_DESCRIBE_STRUCT(WordingReviewed, (), (id, state, version))
Result<WordingReviewed> review_wording(Unit& unit, const ReviewWording& command);

void add_routes(work::Routes& routes);

}  // namespace huiyin::lexicon
