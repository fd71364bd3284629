// Handing in without an account (D2): kept at once, with the time at which it was said; the desk looks at it next.
#include "customers/customers.hpp"
#include "huiyin_self_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "submission.hpp"
#include "work/numbers.hpp"

namespace huiyin::self {
namespace {

// What waits is bounded, so that a flood fills a list and not a disk: beyond this the page asks people to telephone.
constexpr std::int64_t most_waiting = 300;
constexpr std::int64_t most_waiting_from_poster = 60;

bool hexadecimal(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

}  // namespace

void Submit::check(Checks& c) const {
    c.when(attempt.size() != 32 || !hexadecimal(attempt), "attempt", "wrong-type");
    c.required("text", text);
    c.length("text", text, 2000);
    c.length("place", place, 120);
    c.length("name", name, 30);
    c.when(!phone.empty() && (phone.size() > 30 || text::normal_phone(phone).size() < 5), "phone", "not-a-phone");
}

std::optional<SiteId> site_of_code(store::Tx& tx, std::string_view code) {
    const auto poster = code.size() == 10 ? tx.first<Poster>(sql::poster_by_code, code) : std::nullopt;
    return poster ? std::optional(poster->site) : std::nullopt;
}

Result<PublicPlace> open_place(work::Reading& reading, std::string_view code) {
    const auto poster = reading.tx.first<Poster>(sql::poster_by_code, code);
    if (!poster || poster->site != reading.site) return refuse(refused::nothing_here);
    return PublicPlace{poster->place_kind, place_name(reading.tx, poster->site, poster->place_kind, poster->place), office_of(reading.tx, poster->site)};
}

Result<Submitted> submit(Unit& unit, const Submit& command, std::string_view origin) {
    const auto poster = unit.tx.first<Poster>(sql::poster_by_code, command.code);
    if (!poster || poster->site != unit.site) return refuse(refused::nothing_here);
    if (!command.website.empty()) return refuse(refused::not_taken);
    const auto attempt = journal::sha256_hex(command.attempt);
    if (const auto first = unit.tx.first<Submission>(sql::submission_by_attempt, attempt)) {
        // The first answer was lost on its way: the same attempt leads to the same link, and nothing is kept twice.
        return Submitted{first->number, link_of(command.attempt, first->link_salt), first->id};
    }
    if (unit.tx.one<std::int64_t>(sql::submissions_count, unit.site, SubmissionState::waiting) >= most_waiting) return refuse(refused::full);
    if (unit.tx.one<std::int64_t>(sql::submissions_waiting_from_poster, poster->id) >= most_waiting_from_poster) return refuse(refused::full);

    Submission s;
    s.id = unit.make_id<SubmissionId>();
    s.site = unit.site;
    s.poster = poster->id;
    s.place_kind = poster->place_kind;
    s.place = poster->place;
    s.kind = command.kind;
    s.text = text::trim(command.text);
    s.place_words = text::trim(command.place);
    s.name = text::trim(command.name);
    s.phone = text::trim(command.phone);
    s.link_salt = journal::random_hex(16);
    s.number = work::next_number(unit.tx, unit.site, "submission", "WS" + unit.today().compact());
    const auto link = link_of(command.attempt, s.link_salt);
    unit.tx.run(sql::submission_insert, s.id, s.site, s.number, s.poster, s.place_kind, s.place, s.kind, s.text, s.place_words, s.name, s.phone,
                command.language, origin, unit.moment.now, attempt, s.link_salt, journal::sha256_hex(link));
    unit.tell({"submission.received", s.as_subject(), facts_of(s),
               {{"text", s.text}, {"place", s.place_words}, {"name", s.name}, {"phone", s.phone}}});
    return Submitted{s.number, link, s.id};
}

}  // namespace huiyin::self
