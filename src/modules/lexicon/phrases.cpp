// Canned answers: kept, searched by the initials of their title, filled in for a matter.
#include <algorithm>

#include "huiyin_lexicon_sql.hpp"
#include "kernel/text.hpp"
#include "wording.hpp"

namespace huiyin::lexicon {
namespace {

constexpr std::size_t most_phrases = 500;

// "{room}" → room; anything else in braces is a mistake of whoever writes it.
void check_fields(Checks& c, std::string_view text) {
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        const auto name = close == std::string_view::npos ? std::string_view{} : text.substr(open + 1, close - open - 1);
        if (!json::enum_value<PhraseField>(name)) return c.fail("text", "unknown-phrase-field");
    }
}

void check_phrase(Checks& c, const std::string& title, const std::string& text) {
    c.required("title", title);
    c.length("title", title, 40);
    c.required("text", text);
    c.length("text", text, 1000);
    check_fields(c, text);
}

std::string initials_of(const std::string& title) {
    std::string all;
    for (const auto& reading : text::initials(title)) all += (all.empty() ? "" : " ") + reading;
    return all;
}

journal::Subject subject_of(PhraseId id) { return {journal::SubjectKind::phrase, id.value}; }

Result<PhraseView> found(Unit& unit, PhraseId id, std::int64_t version) {
    auto phrase = unit.tx.first<PhraseView>(sql::phrase_find, id, unit.site);
    if (!phrase) return refuse({"phrase.not-found", Trouble::missing});
    if (phrase->version != version) return refuse({"stale", Trouble::stale, {}, {}, {{"version", phrase->version}}});
    return *std::move(phrase);
}

// One pass from the left: a value is never read as a field again.
std::string filled(std::string_view text, const std::map<PhraseField, std::string>& values, std::vector<PhraseField>& missing) {
    std::string out;
    for (;;) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return out += text;
        out += text.substr(0, open);
        const auto field = json::enum_value<PhraseField>(text.substr(open + 1, close - open - 1));
        const auto value = field ? values.find(*field) : values.end();
        if (value != values.end() && !value->second.empty()) {
            out += value->second;
        } else {
            out += text.substr(open, close - open + 1);
            if (field && std::ranges::find(missing, *field) == missing.end()) missing.push_back(*field);
        }
        text.remove_prefix(close + 1);
    }
}

}  // namespace

void CreatePhrase::check(Checks& c) const { check_phrase(c, title, text); }
void ChangePhrase::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
    check_phrase(c, title, text);
}
void RemovePhrase::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.when(version < 1, "version", "required");
}

Result<PhraseList> list_phrases(work::Reading& reading, const ListPhrases&) {
    return PhraseList{reading.tx.all<PhraseView>(sql::phrases_of_site, reading.site), reading.actor.may(Permission::edit_phrases, reading.site)};
}

Result<PhraseView> create_phrase(Unit& unit, const CreatePhrase& command) {
    if (const auto fine = fit_to_keep(unit, {{"title", command.title}, {"text", command.text}}); !fine) return refuse(fine.error());
    const auto title = text::trim(command.title);
    if (unit.tx.first<PhraseId>(sql::phrase_titled, unit.site, title)) return refuse({"invalid", Trouble::invalid, {}, {{"title", "taken"}}});
    if (unit.tx.all<PhraseView>(sql::phrases_of_site, unit.site).size() >= most_phrases) return refuse({"phrase.too-many", Trouble::conflict});
    const PhraseView phrase{unit.make_id<PhraseId>(), title, text::trim(command.text), command.category, initials_of(title), 1};
    unit.tx.run(sql::phrase_insert, phrase.id, unit.site, phrase.title, phrase.text, phrase.category, phrase.initials);
    unit.tell({"phrase.created", subject_of(phrase.id), {{"title", phrase.title}, {"text", phrase.text}}, {}});
    return phrase;
}

Result<PhraseView> change_phrase(Unit& unit, const ChangePhrase& command) {
    auto phrase = found(unit, command.id, command.version);
    if (!phrase) return phrase;
    if (const auto fine = fit_to_keep(unit, {{"title", command.title}, {"text", command.text}}); !fine) return refuse(fine.error());
    phrase->title = text::trim(command.title);
    phrase->text = text::trim(command.text);
    phrase->category = command.category;
    phrase->initials = initials_of(phrase->title);
    if (const auto other = unit.tx.first<PhraseId>(sql::phrase_titled, unit.site, phrase->title); other && *other != command.id)
        return refuse({"invalid", Trouble::invalid, {}, {{"title", "taken"}}});
    if (unit.tx.run(sql::phrase_save, phrase->id, phrase->title, phrase->text, phrase->category, phrase->initials, command.version) == 0)
        throw store::StaleRow("phrase");
    ++phrase->version;
    unit.tell({"phrase.changed", subject_of(phrase->id), {{"title", phrase->title}, {"text", phrase->text}}, {}});
    return phrase;
}

Result<PhraseView> remove_phrase(Unit& unit, const RemovePhrase& command) {
    auto phrase = found(unit, command.id, command.version);
    if (!phrase) return phrase;
    if (unit.tx.run(sql::phrase_remove, phrase->id, unit.moment.now, command.version) == 0) throw store::StaleRow("phrase");
    ++phrase->version;
    unit.tell({"phrase.removed", subject_of(phrase->id), {{"title", phrase->title}}, {}});
    return phrase;
}

FilledPhrases filled_phrases(store::Tx& tx, const rulebook::Rulebook& rulebook, SiteId site, CategoryId category, const std::map<PhraseField, std::string>& values) {
    FilledPhrases all;
    for (const auto& phrase : tx.all<PhraseView>(sql::phrases_of_site, site)) {
        if (phrase.category && *phrase.category != category) continue;
        FilledPhrase f{phrase.id, phrase.title, {}, phrase.initials, {}, {}, phrase.category.has_value()};
        f.text = filled(phrase.text, values, f.missing);
        f.hits = check(rulebook, f.text);
        all.phrases.push_back(std::move(f));
    }
    std::ranges::stable_sort(all.phrases, [](const FilledPhrase& a, const FilledPhrase& b) { return a.fits > b.fits; });
    return all;
}

int create_phrases(Unit& unit, const std::vector<PhraseSeed>& seeds) {
    if (!unit.tx.all<PhraseView>(sql::phrases_of_site, unit.site).empty()) return 0;
    int made = 0;
    for (const auto& seed : seeds) made += create_phrase(unit, {seed.title, seed.text, {}}).has_value();
    return made;
}

}  // namespace huiyin::lexicon
