// Addresses of the roster, whom the engine asks who is on duty, and how its subjects are named.
#include "huiyin_roster_sql.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"

namespace huiyin::roster {

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.get("/roster-settings", "open_roster_settings", open_roster_settings);
    routes.post("/shifts", "create_shift", create_shift, creates);
    routes.put("/shifts/{id}", "change_shift", change_shift);
    routes.post("/shift-patterns", "keep_pattern", keep_pattern, creates);
    routes.del("/shift-patterns/{id}", "drop_pattern", drop_pattern);
    routes.post("/shift-coverage", "keep_coverage", keep_coverage, creates);
    routes.get("/rosters/{month}", "open_roster", open_roster);
    routes.put("/rosters/{month}/cells", "change_cells", change_cells);
    routes.post("/rosters/{month}/fills", "fill_by_pattern", fill_by_pattern, creates);
    routes.post("/rosters/{month}/publication", "publish_roster", publish_roster, creates);
    routes.get("/my-shifts", "list_my_shifts", list_my_shifts);
    routes.post("/my-shifts/feed", "make_feed", make_feed, creates);
    routes.del("/my-shifts/feed", "end_feed", end_feed);
    routes.get("/shift-swaps", "list_swaps", list_swaps);
    routes.get("/shift-offers", "list_offers", list_offers);
    routes.post("/shift-swaps", "ask_swap", ask_swap, creates);
    routes.post("/shift-swaps/{id}/answer", "answer_swap", answer_swap, creates);
    routes.post("/shift-swaps/{id}/ruling", "rule_on_swap", rule_on_swap, creates);
}

void listen(work::World& world) {
    world.listeners.emplace("day.began", begin_day);
    world.on_duty = [](store::Tx& tx, SiteId site, const Zone& zone, std::string_view post, Instant now) -> std::optional<StaffId> {
        const auto known = json::enum_value<Post>(post);
        return known ? on_duty(tx, site, zone, *known, now) : std::nullopt;
    };
    world.describers[journal::SubjectKind::roster] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto r = tx.first<Roster>(sql::roster_by_id, RosterId{id});
        if (!r || r->site != site) return {};
        const auto month = r->month.iso().substr(0, 7);
        return {{}, month, "/roster/" + month};
    };
    world.sights[journal::SubjectKind::roster] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto r = tx.first<Roster>(sql::roster_by_id, RosterId{id});
        return r && r->site == site && (r->state == RosterState::published || actor.may(Permission::edit_roster, site));
    };
}

}  // namespace huiyin::roster
