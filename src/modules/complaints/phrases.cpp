// Canned answers filled in for a matter.
#include "customers/customers.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

// How a text calls the customer: by surname, as a letter does, so that no full name is shown unasked; a name too long for a
// person's is an enterprise's, which is not masked anywhere.
std::string called(const std::string& name) {
    constexpr std::size_t longest_personal_name = 6;
    const auto masked = text::mask_name(name);
    const bool chinese = masked.size() > 0 && static_cast<unsigned char>(masked.front()) >= 0xE0;
    if (chinese && text::length(name) > longest_personal_name) return name;
    return masked.substr(0, masked.find('*'));
}

}  // namespace

Result<lexicon::FilledPhrases> fill_phrases(work::Reading& reading, const FillPhrases& query) {
    const auto c = find_for(reading.actor, reading.site, reading.tx, query.needs, query.id);
    if (!c) return refuse(c.error());
    const auto who = customers::contact(reading.tx, c->site, c->person, c->unit);
    const auto name = who && !who->name.empty() ? who->name : c->caller_name;
    using lexicon::PhraseField;
    std::map<PhraseField, std::string> values{{PhraseField::number, c->number}, {PhraseField::officer, reading.actor.name}};
    if (!name.empty()) values[PhraseField::customer] = called(name);
    if (who && !who->room.empty()) values[PhraseField::room] = who->room;
    else values[PhraseField::room] = c->place;
    if (c->promised_at) values[PhraseField::promised] = reading.calendar().zone().text(*c->promised_at);
    return lexicon::filled_phrases(reading.tx, *reading.world.rulebook, reading.site, c->category, values);
}

}  // namespace huiyin::complaints
