// Links: related, caused by, duplicate of. Both matters tell of it, and it can be taken back with a reason.
#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Link {
    LinkId id{};
    LinkKind kind = LinkKind::related;
    ComplaintId from{}, to{};
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, kind, from, to))

EventId tell_both(Unit& unit, const char* name, const Link& link, const Complaint& here, const Complaint& other, const std::string& reason) {
    EventId told{};
    for (const auto& [c, mate] : {std::pair{&here, &other}, {&other, &here}}) {
        auto event = event_of(*c, name, {{"reason", reason}});
        event.facts["link"] = std::to_string(link.id.value);
        event.facts["link_kind"] = json::enum_name(link.kind);
        event.facts["outward"] = link.from == c->id;
        event.facts["other"] = std::to_string(mate->id.value);
        event.facts["other_number"] = mate->number;
        const auto written = unit.tell(event);
        if (!told) told = written.id;
    }
    return told;
}

Changed unchanged(Unit& unit, const Complaint& c, EventId event) {
    const bool open = unit.tx.one<std::int64_t>(sql::together_anything_open, c.id) > 0;
    return {c.id, c.number, c.state, phase_of(c.state, open), c.version, event};
}

}  // namespace

EventId link_them(Unit& unit, LinkKind kind, const Complaint& from, const Complaint& to, const std::string& reason) {
    const Link link{unit.make_id<LinkId>(), kind, from.id, to.id};
    unit.tx.run(sql::link_insert, link.id, unit.site, kind, from.id, to.id, unit.moment.now, unit.moment.actor);
    return tell_both(unit, "complaint.linked", link, from, to, reason);
}

Result<Changed> link_complaint(Unit& unit, const LinkComplaint& command) {
    const auto here = find_for(unit.actor, unit.site, unit.tx, command.needs, command.id);
    if (!here) return refuse(here.error());
    const auto other = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, command.other);
    if (!other) return refuse(refused::other_unknown);
    if (here->id == other->id) return refuse(refused::same_matter);
    if (unit.tx.first<LinkId>(sql::link_standing, command.kind, here->id, other->id)) return refuse(refused::linked_already);
    return unchanged(unit, *here, link_them(unit, command.kind, *here, *other, text::trim(command.reason)));
}

Result<Changed> unlink_complaint(Unit& unit, const UnlinkComplaint& command) {
    const auto here = find_for(unit.actor, unit.site, unit.tx, command.needs, command.id);
    if (!here) return refuse(here.error());
    const auto link = unit.tx.first<Link>(sql::link_find, command.link, unit.site);
    if (!link || (link->from != here->id && link->to != here->id)) return refuse(refused::link_unknown);
    if (link->kind == LinkKind::split_from) return refuse(refused::link_stays);  // a part stays a part
    const auto other = find_plain(unit.tx, unit.site, link->from == here->id ? link->to : link->from);
    unit.tx.run(sql::link_remove, link->id, unit.moment.now);
    return unchanged(unit, *here, tell_both(unit, "complaint.unlinked", *link, *here, *other, text::trim(command.reason)));
}

}  // namespace huiyin::complaints
