// Reading the record, and what a resident is told of it.
#include "submission.hpp"

#include "customers/customers.hpp"
#include "huiyin_self_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "work/stale.hpp"

namespace huiyin::self {
namespace {

Desk the_desk;

struct OfficeRow {
    std::string address, phone, hours, web_address;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(OfficeRow, (), (address, phone, hours, web_address, version))

}  // namespace

void meet(Desk desk) { the_desk = std::move(desk); }
const Desk& desk() { return the_desk; }

Office office_of(store::Tx& tx, SiteId site) {
    Office office;
    for (const auto& s : organisation::all_sites(tx)) {
        if (s.id == site) office.site_name = s.name, office.short_name = s.short_name;
    }
    if (const auto row = tx.first<OfficeRow>(sql::office_find, site)) {
        office.address = row->address;
        office.phone = row->phone;
        office.hours = row->hours;
        office.web_address = row->web_address;
        office.version = row->version;
    }
    return office;
}

std::string place_name(store::Tx& tx, SiteId site, PlaceKind kind, std::int64_t place) {
    switch (kind) {
        case PlaceKind::site: return office_of(tx, site).site_name;
        case PlaceKind::building: return customers::building_name(tx, site, {place}).value_or("");
        case PlaceKind::unit: return customers::room_of(tx, {place});
    }
    return {};
}

std::string link_of(std::string_view attempt, std::string_view salt) {
    return journal::sha256_hex(std::string(salt) + ":" + std::string(attempt)).substr(0, 32);
}

std::optional<Submission> find_by_link(store::Tx& tx, std::string_view link) {
    if (link.size() != 32) return std::nullopt;
    const auto digest = journal::sha256_hex(link);
    auto found = tx.first<Submission>(sql::submission_by_link, digest);
    return found ? std::move(found) : tx.first<Submission>(sql::submission_by_letter, digest);
}

std::string letter_link(Unit& unit, ComplaintId complaint) {
    const auto base = office_of(unit.tx, unit.site).web_address;
    const auto submissions = unit.tx.all<Submission>(sql::submissions_of_complaint, complaint);
    if (base.empty() || submissions.empty()) return {};
    const auto secret = journal::random_hex(16);
    unit.tx.run(sql::submission_letter_link, journal::sha256_hex(secret), submissions.front().id, unit.moment.now);
    return base + "/s/m#" + secret;
}

std::optional<SiteId> site_of_link(store::Tx& tx, std::string_view link) {
    const auto s = find_by_link(tx, link);
    return s ? std::optional(s->site) : std::nullopt;
}

Result<Submission> find_waiting(Unit& unit, SubmissionId id, std::int64_t version) {
    auto s = unit.tx.first<Submission>(sql::submission_find, id, unit.site);
    if (!s) return refuse(refused::not_found);
    if (s->state != SubmissionState::waiting) return refuse(refused::already_moderated);
    if (s->version != version) return refuse(work::stale(s->version, version));
    return *std::move(s);
}

boost::json::object facts_of(const Submission& s) {
    return {{"number", s.number},
            {"kind", json::enum_name(s.kind)},
            {"state", json::enum_name(s.state)},
            {"poster", std::to_string(s.poster.value)},
            {"place_kind", json::enum_name(s.place_kind)},
            {"complaint", std::to_string(s.complaint ? s.complaint->value : 0)}};
}

PublicMatter matter_of(store::Tx& tx, const Submission& s, Instant now) {
    PublicMatter m;
    m.number = s.number;
    m.place = place_name(tx, s.site, s.place_kind, s.place);
    m.kind = s.kind;
    m.text = s.text;
    m.stage = s.stage;
    m.submitted_at = s.submitted_at;
    m.complaint_number = s.complaint_number;
    if (s.state == SubmissionState::accepted) m.accepted_at = s.moderated_at;
    m.verified_at = s.verified_at;
    m.promised_at = s.promised_at;
    m.answered_at = s.answered_at;
    m.closed_at = s.closed_at;
    m.follow_up_by = s.follow_up_by;
    m.called_at = s.called_at;
    m.answer = s.answer;
    m.agreement = s.agreement.value_or("");
    if (s.handler && s.stage != Stage::closed && s.stage != Stage::withdrawn) m.handler = organisation::staff_name(tx, *s.handler).value_or("");
    m.reject_reason = s.reject_reason;
    m.reject_words = s.reject_words;
    m.words = tx.all<PublicWord>(sql::submission_words_of, s.id);
    m.photos = s.photos;
    if (s.complaint && the_desk.rated) m.rated = the_desk.rated(tx, *s.complaint);
    m.may_add = s.stage != Stage::rejected && s.stage != Stage::closed && s.stage != Stage::withdrawn;
    m.may_agree = s.stage == Stage::answered && !s.agreement;
    m.may_rate = s.stage == Stage::closed && m.rated.empty();
    m.office = office_of(tx, s.site);
    m.now = now;
    return m;
}

Result<PublicMatter> open_matter(work::Reading& reading, std::string_view link) {
    const auto s = find_by_link(reading.tx, link);
    if (!s || s->site != reading.site) return refuse(refused::nothing_here);
    return matter_of(reading.tx, *s, reading.now);
}

}  // namespace huiyin::self
