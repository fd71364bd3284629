// Who acts, what they may, and telling what happened.
#include "work/unit.hpp"

#include <algorithm>

namespace huiyin::work {

Actor Actor::system() {
    Actor actor;
    actor.name = "system";
    return actor;
}

bool Actor::may(Permission p) const {
    return is_system() || p == Permission::anyone || std::ranges::any_of(grants, [&](const Grant& g) { return g.permission == p; });
}

bool Actor::may(Permission p, SiteId at) const { return is_system() || p == Permission::anyone || scope(p, at).has_value(); }

std::optional<Scope> Actor::scope(Permission p, SiteId at) const {
    if (is_system()) return Scope::company;
    std::optional<Scope> widest;
    for (const auto& g : grants) {
        if (g.permission != p || (g.site && g.site != at)) continue;
        if (!widest || g.scope > *widest) widest = g.scope;
    }
    return widest;
}

bool Actor::holds(Post post) const { return std::ranges::find(posts, post) != posts.end(); }

const WorkingCalendar& World::calendar(SiteId site) const {
    const auto found = calendars.find(site);
    return found == calendars.end() ? *usual : *found->second;
}

SubjectView World::describe(store::Tx& tx, SiteId site, journal::Subject subject) const {
    const auto found = describers.find(subject.kind);
    return found == describers.end() ? SubjectView{} : found->second(tx, site, subject.id);
}

bool World::may_see(store::Tx& tx, const Actor& actor, SiteId site, journal::Subject subject) const {
    const auto found = sights.find(subject.kind);
    return found == sights.end() ? actor.may(Permission::see_obligations, site) : found->second(tx, actor, site, subject.id);
}

namespace {
Result<void> require(const Actor& actor, SiteId site, Permission p) {
    if (actor.may(p, site)) return {};
    return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", json::enum_name(p)}}});
}
}  // namespace

Result<void> Unit::require(Permission p) const { return work::require(actor, site, p); }
Result<void> Reading::require(Permission p) const { return work::require(actor, site, p); }

Unit::Unit(store::Tx& tx_, IdSource& ids, const World& world, const Actor& actor_, SiteId site_, Instant now, Instant written_at)
    : tx(tx_), actor(actor_), moment{now, actor_.staff}, site(site_), ids_(ids), world_(world), written_at_(written_at) {
    journal::take_turn(tx, site);
}

journal::Written Unit::tell(const journal::Event& event) {
    const journal::Stamp stamp{site, actor.staff, moment.now, written_at_, rulebook().version()};
    const auto written = journal::append(tx, ids_, stamp, event);
    obligations::hear(tx, context(), event, written);
    told_.push_back(event);
    // "*": whoever hears every event, such as an order kept by what is owed; the debts have changed by now.
    for (const std::string_view name : {std::string_view(event.name), std::string_view("*")})
        for (auto [from, to] = world_.listeners.equal_range(name); from != to; ++from) from->second(*this, event);
    return written;
}

}  // namespace huiyin::work
