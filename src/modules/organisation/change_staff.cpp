// Somebody's name, department or posts change, or they leave: then every session of theirs ends at once.
#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

void ChangeStaff::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 60);
    check_posts(c, posts);
}

namespace {

bool same(const std::vector<StaffPost>& a, const std::vector<StaffPost>& b) {
    return std::ranges::equal(a, b, [](const StaffPost& x, const StaffPost& y) {
        return x.post == y.post && x.site == y.site && x.department == y.department;
    });
}

bool administers_company(const StaffRecord& s) {
    return s.row.active && std::ranges::any_of(s.posts, [](const StaffPost& p) {
        return p.post == work::Post::system_administrator && !p.site;
    });
}

Result<StaffRecord> decide_changing(const StaffRecord& before, const ChangeStaff& command, const Ground& ground,
                                    const work::Actor& actor, bool other_administrators) {
    if (before.row.version != command.version) return refuse(stale(before.row.version));
    std::vector<FieldError> errors;
    auto placed = decide_placement(ground, actor, command.department, command.posts, errors);
    if (!errors.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(errors)});

    StaffRecord after{{before.row.id, placed.site, placed.department, text::trim(command.name), command.active, before.row.version},
                      std::move(placed.posts)};
    // Nobody gives themselves a post, and nobody locks the last door from outside.
    const bool own = actor.staff == before.row.id;
    if (own && (!same(before.posts, after.posts) || !after.row.active)) return refuse({"staff.own-posts"});
    if (administers_company(before) && !administers_company(after) && !other_administrators)
        return refuse({"staff.last-administrator"});
    return after;
}

}  // namespace

Result<StaffCreated> change_staff(work::Unit& unit, const ChangeStaff& command) {
    const auto before = find_staff(unit, command.id, Permission::edit_organisation);
    if (!before) return refuse(before.error());
    const bool others = unit.tx.one<std::int64_t>(sql::staff_other_administrators, command.id) > 0;
    const auto after = decide_changing(*before, command, load_ground(unit.tx, unit.site), unit.actor, others);
    if (!after) return refuse(after.error());

    save_staff(unit.tx, *after);
    if (!after->row.active) end_sessions_of(unit.tx, command.id);
    boost::json::object facts{{"posts", posts_fact(after->posts)}, {"active", after->row.active}};
    if (after->row.department) facts["department"] = id_fact(after->row.department->value);
    unit.tell({"staff.changed", {journal::SubjectKind::staff, command.id.value}, std::move(facts), {{"name", after->row.name}}});
    return StaffCreated{command.id, "", after->row.version + 1};
}

}  // namespace huiyin::organisation
