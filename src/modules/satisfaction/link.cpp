// The link that only the customer has: one answer to each closing, no account, for as long as the rulebook says (F3).
#include "huiyin_satisfaction_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "rating.hpp"

namespace huiyin::satisfaction {
namespace {

std::optional<Asked> find_by_link(store::Tx& tx, std::string_view link) {
    if (link.size() != 32) return std::nullopt;
    return tx.first<Asked>(sql::link_by_digest, journal::sha256_hex(link));
}

RatingPage page_of(store::Tx& tx, const Asked& a) {
    RatingPage page{a.number, a.kind, a.asked_at, answered_with(tx, a.complaint), {}, {}, {}};
    for (const auto& site : organisation::all_sites(tx))
        if (site.id == a.site) page.site_name = site.name, page.short_name = site.short_name;
    if (names().office_phone) page.phone = names().office_phone(tx, a.site);
    return page;
}

Result<void> take_answer(Unit& unit, const Asked& a, RatingGrade grade, const std::string& words) {
    if (unit.tx.run(sql::link_answered, a.complaint, unit.moment.now) == 0) return refuse(refused::already_rated);
    keep_rating(unit, a, RatingSource::link, grade, text::trim(words));
    return {};
}

}  // namespace

void MakeRatingLink::check(Checks& c) const {
    c.when(!origin.starts_with("https://") && !origin.starts_with("http://"), "origin", "not-a-web-address");
    c.length("origin", origin, 120);
}

std::optional<SiteId> site_of_link(store::Tx& tx, std::string_view link) {
    const auto a = find_by_link(tx, link);
    return a ? std::optional(a->site) : std::nullopt;
}

Result<RatingLink> make_rating_link(Unit& unit, const MakeRatingLink& command) {
    const auto a = unit.tx.first<Asked>(sql::link_of_complaint, command.id);
    if (!a || a->site != unit.site) return refuse(refused::not_closed);
    if (a->answered_at) return refuse(refused::already_rated);
    const auto secret = journal::random_hex(16);
    const auto days = unit.rulebook().number("F3", "rating-link-valid", unit.today());
    const auto expires = unit.calendar().zone().start_of(unit.today() + days + 1);
    unit.tx.run(sql::link_made, a->complaint, journal::sha256_hex(secret), unit.moment.now, unit.moment.actor, expires);
    unit.tell({"rating.link_made", {journal::SubjectKind::complaint, a->complaint.value}, {{"number", a->number}, {"expires_at", expires.ms}}, {}});
    auto base = names().web_address ? names().web_address(unit.tx, unit.site) : std::string{};
    if (base.empty()) base = command.origin;
    // Behind the '#': a browser sends that part to nobody, so no log along the way keeps the secret.
    RatingLink made{base + "/s/r#" + secret, a->number, {}, expires};
    made.code = qr::draw(made.link);
    return made;
}

std::string letter_link(Unit& unit, ComplaintId complaint) {
    const auto base = names().web_address ? names().web_address(unit.tx, unit.site) : std::string{};
    const auto secret = journal::random_hex(16);
    if (base.empty() || unit.tx.run(sql::link_in_letter, complaint, journal::sha256_hex(secret)) == 0) return {};
    return base + "/s/r#" + secret;
}

Result<RatingPage> open_rating(work::Reading& reading, std::string_view link) {
    const auto a = find_by_link(reading.tx, link);
    if (!a || a->site != reading.site || a->expires_at <= reading.now) return refuse(refused::nothing_here);
    return page_of(reading.tx, *a);
}

Result<RatingPage> answer_link(Unit& unit, std::string_view link, RatingGrade grade, const std::string& words) {
    const auto a = find_by_link(unit.tx, link);
    if (!a || a->site != unit.site || a->expires_at <= unit.moment.now) return refuse(refused::nothing_here);
    if (const auto taken = take_answer(unit, *a, grade, words); !taken) return refuse(taken.error());
    return page_of(unit.tx, *a);
}

Result<void> answer(Unit& unit, ComplaintId complaint, RatingGrade grade, const std::string& words) {
    const auto a = unit.tx.first<Asked>(sql::link_of_complaint, complaint);
    if (!a || a->site != unit.site) return refuse(refused::not_closed);
    return take_answer(unit, *a, grade, words);
}

std::string answered_with(store::Tx& tx, ComplaintId complaint) {
    const auto a = tx.first<Asked>(sql::link_of_complaint, complaint);
    if (!a || !a->answered_at) return {};
    return tx.first<std::string>(sql::rating_by_link_since, complaint, a->asked_at).value_or("");
}

Result<RatingState> open_rating_state(work::Reading& reading, const OpenRatingState& query) {
    RatingState state;
    const auto a = reading.tx.first<Asked>(sql::link_of_complaint, query.id);
    if (a && a->site == reading.site) {
        state.asked = true;
        state.link_made_at = a->made_at;
        state.expires_at = a->expires_at;
        state.answered_at = a->answered_at;
    }
    for (const auto& r : reading.tx.all<Rating>(sql::ratings_of_complaint, query.id, reading.site)) state.ratings.push_back(row_of(reading.tx, r, reading.actor));
    return state;
}

}  // namespace huiyin::satisfaction
