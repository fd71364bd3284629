// Loading, saving and placing staff.
#include "record.hpp"

#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"

namespace huiyin::organisation {

bool held_at_company(work::Post post) {
    return post == work::Post::general_manager || post == work::Post::quality_department ||
           post == work::Post::system_administrator;
}

bool held_in_department(work::Post post) { return post == work::Post::department_manager; }

bool reaches(const work::Actor& actor, Permission permission, std::optional<SiteId> site) {
    if (actor.is_system()) return true;
    if (site) return actor.may(permission, *site);
    return std::ranges::any_of(actor.grants, [&](const work::Grant& g) { return g.permission == permission && !g.site; });
}

bool reaches(const work::Actor& actor, Permission permission, const StaffRecord& staff) {
    if (staff.row.site && !reaches(actor, permission, staff.row.site)) return false;
    if (!staff.row.site && staff.posts.empty()) return reaches(actor, permission, std::nullopt);
    return std::ranges::all_of(staff.posts, [&](const StaffPost& p) { return reaches(actor, permission, p.site); });
}

std::optional<StaffRecord> load_staff(store::Tx& tx, StaffId id) {
    auto row = tx.first<StaffRow>(sql::staff_find, id);
    if (!row) return std::nullopt;
    return StaffRecord{*std::move(row), tx.all<StaffPost>(sql::staff_posts_of, id)};
}

Result<StaffRecord> find_staff(work::Unit& unit, StaffId id, Permission permission) {
    auto staff = load_staff(unit.tx, id);
    if (!staff || !reaches(unit.actor, permission, *staff)) return refuse({"staff.not-found", Trouble::missing});
    return *std::move(staff);
}

namespace {

struct AtHome {
    StaffId id{};
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(AtHome, (), (id, department))
struct Held {
    StaffId staff{};
    work::Post post{};
};
BOOST_DESCRIBE_STRUCT(Held, (), (staff, post))

std::string joined_initials(std::string_view name) {
    std::string out;
    for (const auto& one : text::initials(name)) {
        if (!out.empty()) out += ' ';
        out += one;
    }
    return out;
}

void write_posts(store::Tx& tx, const StaffRecord& staff) {
    int position = 0;
    for (const auto& p : staff.posts)
        tx.run(sql::staff_posts_add, staff.row.id, position++, p.post, p.site, p.department);
}

}  // namespace

void insert_staff(store::Tx& tx, const StaffRecord& staff) {
    const auto& r = staff.row;
    tx.run(sql::staff_insert, r.id, r.site, r.department, r.name, text::fold(r.name), joined_initials(r.name), r.active);
    write_posts(tx, staff);
}

void save_staff(store::Tx& tx, const StaffRecord& staff) {
    const auto& r = staff.row;
    const auto rows = tx.run(sql::staff_save, r.id, r.site, r.department, r.name, text::fold(r.name),
                             joined_initials(r.name), r.active, r.version);
    if (rows == 0) throw store::StaleRow("staff " + std::to_string(r.id.value));
    tx.run(sql::staff_posts_clear, r.id);
    write_posts(tx, staff);
}

Ground load_ground(store::Tx& tx, SiteId here) {
    Ground ground{here, all_sites(tx), {}};
    for (const auto& site : ground.sites)
        for (auto& d : tx.all<Department>(sql::departments_of_site, site.id)) ground.departments.push_back(std::move(d));
    return ground;
}

Placement decide_placement(const Ground& ground, const work::Actor& actor, std::optional<DepartmentId> department,
                           const std::vector<StaffPost>& posts, std::vector<FieldError>& errors) {
    const auto department_at = [&](DepartmentId id) -> const Department* {
        const auto found = std::ranges::find(ground.departments, id, &Department::id);
        if (found == ground.departments.end() || !reaches(actor, Permission::edit_organisation, found->site)) return nullptr;
        return &*found;
    };
    Placement placed;
    placed.department = department;
    const auto* home = department ? department_at(*department) : nullptr;
    if (department && !home) errors.push_back({"department", "not-found"});
    const bool of_company = !department && !posts.empty() && std::ranges::all_of(posts, [](const StaffPost& p) {
        return held_at_company(p.post) && !p.site && !p.department;
    });
    if (home) placed.site = home->site;
    else if (!of_company) placed.site = ground.here;

    for (std::size_t i = 0; i < posts.size(); ++i) {
        auto post = posts[i];
        const auto field = [&](const char* name) { return "posts." + std::to_string(i) + "." + name; };
        const auto* named = post.department ? department_at(*post.department) : nullptr;
        if (post.department && !named) errors.push_back({field("department"), "not-found"});
        if (!post.department && !held_at_company(post.post)) {
            post.department = department;
            named = home;
        }
        if (!post.site && (named || !held_at_company(post.post))) post.site = named ? named->site : placed.site;
        if (post.site && std::ranges::find(ground.sites, *post.site, &Site::id) == ground.sites.end())
            errors.push_back({field("site"), "not-found"});
        else if (!reaches(actor, Permission::edit_organisation, post.site))
            errors.push_back({field("site"), "beyond-your-reach"});
        else if (named && post.site && named->site != *post.site)
            errors.push_back({field("department"), "at-another-site"});
        if (held_in_department(post.post) && !post.department) errors.push_back({field("department"), "required"});
        placed.posts.push_back(std::move(post));
    }
    return placed;
}

void check_posts(Checks& c, const std::vector<StaffPost>& posts) {
    c.when(posts.size() > 8, "posts", "too-many");
    for (std::size_t i = 0; i < posts.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (posts[i].post == posts[k].post && posts[i].site == posts[k].site && posts[i].department == posts[k].department) {
                c.fail("posts." + std::to_string(i) + ".post", "twice");
                break;
            }
}

boost::json::array posts_fact(const std::vector<StaffPost>& posts) {
    boost::json::array out;
    for (const auto& p : posts) {
        boost::json::object o{{"post", json::enum_name(p.post)}};
        if (p.site) o["site"] = id_fact(p.site->value);
        if (p.department) o["department"] = id_fact(p.department->value);
        out.push_back(std::move(o));
    }
    return out;
}

std::string id_fact(std::int64_t id) { return std::to_string(id); }

Refusal stale(std::int64_t version) { return {"stale", Trouble::stale, {}, {}, {{"version", version}}}; }

std::vector<Employee> employees_of(store::Tx& tx, SiteId site) {
    std::vector<Employee> all;
    for (const auto& row : tx.all<AtHome>(sql::staff_at_home, site)) all.push_back({row.id, row.department, {}});
    auto at = all.begin();
    for (const auto& held : tx.all<Held>(sql::staff_posts_at_home, site)) {
        while (at != all.end() && at->id < held.staff) ++at;
        if (at != all.end() && at->id == held.staff) at->posts.push_back(held.post);
    }
    return all;
}

std::vector<PostStanding> post_standings(store::Tx& tx) { return tx.all<PostStanding>(sql::post_standings); }

std::optional<std::string> staff_name(store::Tx& tx, StaffId id) { return tx.first<std::string>(sql::staff_name, id); }

std::optional<DepartmentId> department_of(store::Tx& tx, StaffId id) {
    return tx.first<DepartmentId>(sql::staff_department, id);
}

bool on_staff(store::Tx& tx, StaffId id, SiteId site) {
    return tx.one<std::int64_t>(sql::staff_at_site, id, site) > 0;
}

}  // namespace huiyin::organisation
