// What a resident may do with a matter that is under way: add to it, say whether the answer settles it, rate it.
#include "huiyin_self_sql.hpp"
#include "kernel/text.hpp"
#include "submission.hpp"

namespace huiyin::self {
namespace {

constexpr std::int64_t most_words = 20;

Result<Submission> find_at(Unit& unit, std::string_view link) {
    auto s = find_by_link(unit.tx, link);
    if (!s || s->site != unit.site) return refuse(refused::nothing_here);
    return *std::move(s);
}

PublicMatter as_it_is_now(Unit& unit, std::string_view link) { return matter_of(unit.tx, *find_by_link(unit.tx, link), unit.moment.now); }

}  // namespace

void AddWords::check(Checks& c) const {
    c.required("text", text);
    c.length("text", text, 1000);
}
void SayAgreement::check(Checks& c) const {
    // Only agreement speaks for itself (F4).
    if (!agrees) c.required("reason", reason);
    c.length("reason", reason, 1000);
}
void Rate::check(Checks& c) const { c.length("words", words, 1000); }

Result<PublicMatter> add_words(Unit& unit, std::string_view link, const AddWords& command) {
    const auto s = find_at(unit, link);
    if (!s) return refuse(s.error());
    if (!matter_of(unit.tx, *s, unit.moment.now).may_add) return refuse(refused::not_now);
    if (unit.tx.one<std::int64_t>(sql::submission_words_count, s->id) >= most_words) return refuse(refused::too_many_words);
    const auto said = text::trim(command.text);
    unit.tx.run(sql::submission_word_insert, unit.ids().next(unit.moment.now.ms), s->id, unit.moment.now, said);
    if (s->complaint) {
        const auto heard = desk().hear(unit, *s->complaint, said);
        if (!heard) return refuse(heard.error());
    } else {
        unit.tell({"submission.added_to", s->as_subject(), facts_of(*s), {{"text", said}}});
    }
    return as_it_is_now(unit, link);
}

Result<PublicMatter> say_agreement(Unit& unit, std::string_view link, const SayAgreement& command) {
    const auto s = find_at(unit, link);
    if (!s) return refuse(s.error());
    if (!s->complaint || s->stage != Stage::answered) return refuse(refused::not_now);
    const auto said = desk().agree(unit, *s->complaint, command.agrees, text::trim(command.reason));
    if (!said) return refuse(said.error());
    return as_it_is_now(unit, link);
}

Result<PublicMatter> rate(Unit& unit, std::string_view link, const Rate& command) {
    const auto s = find_at(unit, link);
    if (!s) return refuse(s.error());
    if (!s->complaint || s->stage != Stage::closed) return refuse(refused::not_now);
    const auto rated = desk().rate(unit, *s->complaint, command.grade, text::trim(command.words));
    if (!rated) return refuse(rated.error());
    return as_it_is_now(unit, link);
}

}  // namespace huiyin::self
