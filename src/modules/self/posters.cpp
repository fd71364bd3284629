// Posters: a code that nobody guesses, for a site, a building or a door. It can be withdrawn, or renewed under a new code.
#include "customers/customers.hpp"
#include "huiyin_self_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "submission.hpp"
#include "work/stale.hpp"

namespace huiyin::self {
namespace {

struct Counts {
    PosterId poster{};
    std::int64_t waiting = 0, submissions = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (poster, waiting, submissions))

// Ten of thirty-two signs without look-alikes: fifty bits, short enough for a large and sturdy QR code.
std::string new_code() {
    static constexpr std::string_view signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const auto random = journal::random_hex(10);
    std::string code;
    for (std::size_t i = 0; i < 20; i += 2) code += signs[std::stoul(random.substr(i, 2), nullptr, 16) & 31];
    return code;
}

PosterRow row_of(store::Tx& tx, const Poster& p) {
    return {p.id, p.place_kind, place_name(tx, p.site, p.place_kind, p.place), p.withdrawn_at ? std::string{} : p.code, p.made_at, p.withdrawn_at, 0, 0, p.version};
}

boost::json::object facts_of(const Poster& p) {
    return {{"place_kind", json::enum_name(p.place_kind)}, {"place", std::to_string(p.place)}};
}

Poster put_up(Unit& unit, PlaceKind kind, std::int64_t place, const char* event) {
    Poster p{unit.make_id<PosterId>(), unit.site, new_code(), kind, place, unit.moment.now, {}, 1};
    unit.tx.run(sql::poster_insert, p.id, p.site, p.code, p.place_kind, p.place, p.made_at, unit.moment.actor);
    unit.tell({event, {journal::SubjectKind::poster, p.id.value}, facts_of(p), {}});
    return p;
}

Result<Poster> find_standing(Unit& unit, PosterId id, std::int64_t version) {
    auto p = unit.tx.first<Poster>(sql::poster_find, id, unit.site);
    if (!p) return refuse(refused::not_found);
    if (p->withdrawn_at) return refuse(refused::poster_withdrawn);
    if (p->version != version) return refuse(work::stale(p->version, version));
    return *std::move(p);
}

void take_down(Unit& unit, const Poster& p) {
    if (unit.tx.run(sql::poster_withdraw, p.id, unit.moment.now, p.version) == 0) throw store::StaleRow("poster");
    unit.tell({"poster.withdrawn", {journal::SubjectKind::poster, p.id.value}, facts_of(p), {}});
}

}  // namespace

void MakePoster::check(Checks& c) const {
    c.when(place_kind == PlaceKind::building && !building, "building", "required");
    c.when(place_kind == PlaceKind::unit && !unit, "unit", "required");
}

Result<PosterRow> make_poster(Unit& unit, const MakePoster& command) {
    std::int64_t place = 0;
    if (command.place_kind == PlaceKind::building) {
        if (!customers::building_name(unit.tx, unit.site, *command.building)) return refuse({"invalid", Trouble::invalid, {}, {{"building", "unknown-value"}}, {}});
        place = command.building->value;
    } else if (command.place_kind == PlaceKind::unit) {
        if (!customers::unit_at(unit.tx, unit.site, *command.unit)) return refuse({"invalid", Trouble::invalid, {}, {{"unit", "unknown-value"}}, {}});
        place = command.unit->value;
    }
    if (unit.tx.first<Poster>(sql::poster_standing, unit.site, command.place_kind, place)) return refuse(refused::poster_stands);
    return row_of(unit.tx, put_up(unit, command.place_kind, place, "poster.made"));
}

Result<PosterRow> withdraw_poster(Unit& unit, const WithdrawPoster& command) {
    const auto p = find_standing(unit, command.id, command.version);
    if (!p) return refuse(p.error());
    take_down(unit, *p);
    return row_of(unit.tx, *unit.tx.first<Poster>(sql::poster_find, p->id, unit.site));
}

Result<PosterRow> renew_poster(Unit& unit, const RenewPoster& command) {
    const auto p = find_standing(unit, command.id, command.version);
    if (!p) return refuse(p.error());
    take_down(unit, *p);
    return row_of(unit.tx, put_up(unit, p->place_kind, p->place, "poster.renewed"));
}

Result<PosterList> list_posters(work::Reading& reading, const ListPosters&) {
    PosterList list;
    const auto counts = reading.tx.all<Counts>(sql::poster_counts, reading.site);
    for (const auto& p : reading.tx.all<Poster>(sql::posters_of_site, reading.site)) {
        auto& row = list.posters.emplace_back(row_of(reading.tx, p));
        for (const auto& c : counts)
            if (c.poster == p.id) row.waiting = c.waiting, row.all = c.submissions;
    }
    return list;
}

Result<PosterPage> open_poster(work::Reading& reading, const OpenPoster& query) {
    const auto p = reading.tx.first<Poster>(sql::poster_find, query.id, reading.site);
    if (!p) return refuse(refused::not_found);
    PosterPage page{p->id, p->place_kind, place_name(reading.tx, p->site, p->place_kind, p->place), {}, {}, {}, office_of(reading.tx, p->site), p->withdrawn_at.has_value()};
    if (const auto company = organisation::read_company(reading, {})) page.company_name = company->name;
    if (page.withdrawn) return page;
    const auto base = page.office.web_address.empty() ? query.origin.value_or("") : page.office.web_address;
    page.link = base + "/s/" + p->code;
    page.code = qr::draw(page.link);
    return page;
}

}  // namespace huiyin::self
