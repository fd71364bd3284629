// The staff record inside this module, and how far an administrator's hand reaches.
#pragma once
#include "organisation/organisation.hpp"

namespace huiyin::organisation {

struct StaffRow {
    StaffId id{};
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
    std::string name;
    bool active = true;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StaffRow, (), (id, site, department, name, active, version))

struct StaffRecord {
    StaffRow row;
    std::vector<StaffPost> posts;
};

bool held_at_company(work::Post post);
bool held_in_department(work::Post post);  // its reach is a department, so it needs one

// True if the actor has the permission at the site; none: at every site.
bool reaches(const work::Actor& actor, Permission permission, std::optional<SiteId> site);
// True if the actor has the permission everywhere this person is at home or holds a post. Somebody whose
// administration ends at one site can neither change nor sign in as a person of the company.
bool reaches(const work::Actor& actor, Permission permission, const StaffRecord& staff);

// Finds a person within the actor's reach; everybody else does not exist for this actor.
Result<StaffRecord> find_staff(work::Unit& unit, StaffId id, Permission permission);
std::optional<StaffRecord> load_staff(store::Tx& tx, StaffId id);
void insert_staff(store::Tx& tx, const StaffRecord& staff);
void save_staff(store::Tx& tx, const StaffRecord& staff);

// What a command names is looked up once and judged together, so that a person sees every wrong field at once.
struct Placement {
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
    std::vector<StaffPost> posts;
};
struct Ground {  // what placing somebody depends on
    SiteId here{};
    std::vector<Site> sites;
    std::vector<Department> departments;  // of all sites that are named
};
Ground load_ground(store::Tx& tx, SiteId here);
// Fills in where a post is held and adds what is wrong to `errors`.
Placement decide_placement(const Ground& ground, const work::Actor& actor, std::optional<DepartmentId> department,
                           const std::vector<StaffPost>& posts, std::vector<FieldError>& errors);

// The department a person is at home in, or else the one whose post they hold.
std::optional<DepartmentId> department_of(const work::Actor& actor);
Start start_of(store::Tx& tx, const work::Actor& actor, SiteId site);

void check_posts(Checks& c, const std::vector<StaffPost>& posts);
boost::json::array posts_fact(const std::vector<StaffPost>& posts);
std::string id_fact(std::int64_t id);
Refusal stale(std::int64_t version);  // the row's version now

}  // namespace huiyin::organisation
