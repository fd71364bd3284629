// Canned answers: a site's own sentences with fields that the server fills in for the matter. The lexicon reads them when
// they are saved, so that nothing forbidden is ever one key away.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace huiyin::lexicon {

// {customer} {room} {number} {promised} {officer}
enum class PhraseField { customer, room, number, promised, officer };
BOOST_DESCRIBE_ENUM(PhraseField, customer, room, number, promised, officer)

struct PhraseView {
    PhraseId id{};
    std::string title, text;
    std::optional<CategoryId> category;  // none: for every matter
    std::string initials;                // pinyin initials of the title, for finding it
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PhraseView, (), (id, title, text, category, initials, version))
struct PhraseList {
    std::vector<PhraseView> phrases;
    bool may_edit = false;
};
BOOST_DESCRIBE_STRUCT(PhraseList, (), (phrases, may_edit))
struct ListPhrases {  // GET /phrases
    static constexpr auto needs = Permission::anyone;
};
BOOST_DESCRIBE_STRUCT(ListPhrases, (), ())
Result<PhraseList> list_phrases(work::Reading& reading, const ListPhrases& query);

struct CreatePhrase {  // POST /phrases
    static constexpr auto needs = Permission::edit_phrases;
    std::string title, text;
    std::optional<CategoryId> category;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreatePhrase, (), (title, text, category))
struct ChangePhrase {  // PUT /phrases/{id}
    static constexpr auto needs = Permission::edit_phrases;
    PhraseId id{};
    std::int64_t version = 0;
    std::string title, text;
    std::optional<CategoryId> category;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangePhrase, (), (id, version, title, text, category))
struct RemovePhrase {  // POST /phrases/{id}/removal
    static constexpr auto needs = Permission::edit_phrases;
    PhraseId id{};
    std::int64_t version = 0;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RemovePhrase, (), (id, version))
Result<PhraseView> create_phrase(Unit& unit, const CreatePhrase& command);
Result<PhraseView> change_phrase(Unit& unit, const ChangePhrase& command);
Result<PhraseView> remove_phrase(Unit& unit, const RemovePhrase& command);

// ---------- for the module whose matter is spoken about ----------
struct FilledPhrase {
    PhraseId id{};
    std::string title, text;             // the fields filled in
    std::string initials;
    std::vector<PhraseField> missing;    // fields this matter has nothing for; they stand unfilled in the text
    std::vector<Hit> hits;               // forbidden only now that it is filled in (F5.1): the composer shows and holds it
    bool fits = false;                   // its category is the matter's
};
BOOST_DESCRIBE_STRUCT(FilledPhrase, (), (id, title, text, initials, missing, hits, fits))
struct FilledPhrases { std::vector<FilledPhrase> phrases; };
BOOST_DESCRIBE_STRUCT(FilledPhrases, (), (phrases))
// A field without a value here is missing. Those of the matter's category, then those for every matter.
FilledPhrases filled_phrases(store::Tx& tx, const rulebook::Rulebook& rulebook, SiteId site, CategoryId category, const std::map<PhraseField, std::string>& values);

// The sentences a new site starts with (seeds/phrases.yaml); answers how many were made: none if it has some.
struct PhraseSeed { std::string title, text; };
int create_phrases(Unit& unit, const std::vector<PhraseSeed>& seeds);

}  // namespace huiyin::lexicon
