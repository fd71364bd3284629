// Organisation: company, sites, departments, posts, staff, deputies; accounts and sessions.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::organisation {
using work::Permission;

struct Site {
    SiteId id{};
    std::string name;
    std::string short_name;       // one or two characters for the mark in the corner
    int zone_offset_minutes = 480;
    RawJson week;                 // [[{"from":510,"to":720},…],…] Monday first
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, name, short_name, zone_offset_minutes, week, version))

struct Department {
    DepartmentId id{};
    SiteId site{};
    std::string name;
    std::optional<StaffId> director;   // 责任部门主任 (D5)
    bool service_centre = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Department, (), (id, site, name, director, service_centre, version))

// general_manager, quality_department and system_administrator without a site are held at the company and reach every
// site. Any other post without a site is held where its holder is at home.
struct StaffPost {
    work::Post post{};
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(StaffPost, (), (post, site, department))

struct StaffView {
    StaffId id{};
    std::string name;
    std::string login;
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
    std::string department_name;
    std::vector<StaffPost> posts;
    bool active = true;
    bool has_account = false;
    std::string initials;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StaffView, (), (id, name, login, site, department, department_name, posts, active, has_account, initials, version))

// ---- where the day begins ----
enum class StartPage {
    today, queue, own_matters, department, follow_ups, promises, public_desk, customers, hot_spots, satisfaction, daily_review,
    compliance, organisation
};
BOOST_DESCRIBE_ENUM(StartPage, today, queue, own_matters, department, follow_ups, promises, public_desk, customers, hot_spots, satisfaction,
                    daily_review, compliance, organisation)
struct Start {
    StartPage page = StartPage::today;   // where "/" leads
    StartPage usual = StartPage::today;  // what suits the post (post_start_pages)
    std::optional<StartPage> chosen;
    std::vector<StartPage> offered;      // what this person may open
};
BOOST_DESCRIBE_STRUCT(Start, (), (page, usual, chosen, offered))

struct ChooseStartPage {  // PUT /me/start-page; none: as the post has it
    static constexpr auto needs = Permission::anyone;
    std::optional<StartPage> page;
};
BOOST_DESCRIBE_STRUCT(ChooseStartPage, (), (page))

// ---- signing in ----
struct Me {  // GET /me and the answer to signing in: what the shell needs
    StaffId staff{};
    std::string name;
    std::string login;
    std::vector<std::string> posts;
    std::vector<std::string> permissions;   // names; the screen hides what is not there
    std::optional<SiteId> site;             // the current one
    std::vector<Site> sites;
    std::optional<DepartmentId> department;
    std::string department_name;
    std::string company_name;
    Start start;
    bool must_change_password = false;
    bool manual_clock = false;
    Instant now{};
    std::vector<std::string> warnings;      // e.g. "calendar-year-missing:2027"
    std::string version;                    // of the program
};
BOOST_DESCRIBE_STRUCT(Me, (), (staff, name, login, posts, permissions, site, sites, department, department_name, company_name, start,
                               must_change_password, manual_clock, now, warnings, version))

struct ReadMe { static constexpr auto needs = Permission::anyone; };  // GET /me
BOOST_DESCRIBE_STRUCT(ReadMe, (), ())

struct SignIn {  // POST /session (open); the cookie is set by the door
    static constexpr auto needs = Permission::anyone;
    std::string login;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))

// POST /me/password. Ends every session of this person: the door starts a fresh one with its answer.
struct ChangePassword {
    static constexpr auto needs = Permission::anyone;
    std::string old_password;
    std::string new_password;  // at least 10 characters (NIST profile), not the login, not a common one
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (old_password, new_password))
struct PasswordChanged { StaffId staff{}; };
BOOST_DESCRIBE_STRUCT(PasswordChanged, (), (staff))

// ---- records ----
struct ReadCompany { static constexpr auto needs = Permission::see_organisation; };  // GET /company
BOOST_DESCRIBE_STRUCT(ReadCompany, (), ())
struct Company {
    std::string name;
    std::string greeting;     // what the hotline says first
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Company, (), (name, greeting, version))
struct ChangeCompany {  // PUT /company
    static constexpr auto needs = Permission::edit_organisation;
    static constexpr std::array optional_fields = {"greeting"};
    std::int64_t version = 0;
    std::string name;
    std::string greeting;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeCompany, (), (version, name, greeting))

struct ListDepartments { static constexpr auto needs = Permission::anyone; };
BOOST_DESCRIBE_STRUCT(ListDepartments, (), ())
struct DepartmentList { std::vector<Department> departments; };
BOOST_DESCRIBE_STRUCT(DepartmentList, (), (departments))

struct ListStaff {  // GET /staff?q=: names and initials, for choosing a colleague; logins only for who may manage accounts
    static constexpr auto needs = Permission::anyone;
    std::optional<std::string> q;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(ListStaff, (), (q, department))
struct StaffList { std::vector<StaffView> staff; };
BOOST_DESCRIBE_STRUCT(StaffList, (), (staff))

struct CreateStaff {  // POST /staff: with an account if a login is given; answers a one-time password
    static constexpr auto needs = Permission::edit_organisation;
    static constexpr std::array optional_fields = {"login", "posts"};
    std::string name;
    std::string login;
    std::optional<DepartmentId> department;
    std::vector<StaffPost> posts;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateStaff, (), (name, login, department, posts))
struct StaffCreated { StaffId id{}; std::string one_time_password; std::int64_t version = 0; };
BOOST_DESCRIBE_STRUCT(StaffCreated, (), (id, one_time_password, version))

struct ChangeStaff {  // PUT /staff/{id}
    static constexpr auto needs = Permission::edit_organisation;
    StaffId id{};
    std::int64_t version = 0;
    std::string name;
    std::optional<DepartmentId> department;
    std::vector<StaffPost> posts;
    bool active = true;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeStaff, (), (id, version, name, department, posts, active))

struct ResetPassword {  // POST /staff/{id}/password-reset → StaffCreated with a new one-time password
    static constexpr auto needs = Permission::manage_accounts;
    StaffId id{};
};
BOOST_DESCRIBE_STRUCT(ResetPassword, (), (id))

struct NameDeputy {  // POST /staff/{id}/deputies: who stands in while this person is away
    static constexpr auto needs = Permission::edit_organisation;
    StaffId id{};
    StaffId deputy{};
    Instant from{};
    Instant until{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(NameDeputy, (), (id, deputy, from, until, reason))
struct DeputyNamed { StaffId id{}; StaffId deputy{}; };
BOOST_DESCRIBE_STRUCT(DeputyNamed, (), (id, deputy))

struct CreateSite {  // POST /sites
    static constexpr auto needs = Permission::edit_organisation;
    std::string name;
    std::string short_name;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateSite, (), (name, short_name))
struct WorkingSpan { int from = 0; int to = 0; };  // minutes of the day, `to` exclusive
BOOST_DESCRIBE_STRUCT(WorkingSpan, (), (from, to))
struct ChangeSite {  // PUT /sites/{id}
    static constexpr auto needs = Permission::edit_organisation;
    SiteId id{};
    std::int64_t version = 0;
    std::string name;
    std::string short_name;
    std::optional<std::vector<std::vector<WorkingSpan>>> week;  // seven days, Monday first; absent: the usual week
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeSite, (), (id, version, name, short_name, week))
struct CreateDepartment {  // POST /departments
    static constexpr auto needs = Permission::edit_organisation;
    static constexpr std::array optional_fields = {"service_centre"};
    std::string name;
    std::optional<StaffId> director;
    bool service_centre = false;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(CreateDepartment, (), (name, director, service_centre))
struct ChangeDepartment {  // PUT /departments/{id}
    static constexpr auto needs = Permission::edit_organisation;
    static constexpr std::array optional_fields = {"service_centre"};
    DepartmentId id{};
    std::int64_t version = 0;
    std::string name;
    std::optional<StaffId> director;
    bool service_centre = false;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(ChangeDepartment, (), (id, version, name, director, service_centre))
struct Created { std::string id; };
BOOST_DESCRIBE_STRUCT(Created, (), (id))

// ---- what other modules of work may ask of this module of record ----
std::optional<std::string> staff_name(store::Tx& tx, StaffId id);
std::string company_name(store::Tx& tx);  // "" before there is a company
std::optional<Department> find_department(store::Tx& tx, DepartmentId id);
std::optional<DepartmentId> department_of(store::Tx& tx, StaffId id);
bool on_staff(store::Tx& tx, StaffId id, SiteId site);                // active and at this site (or the company)
// Who is at home at a site and active, with their posts there: whoever plans for everybody asks this.
struct Employee {
    StaffId id{};
    std::optional<DepartmentId> department;
    std::vector<work::Post> posts;
};
std::vector<Employee> employees_of(store::Tx& tx, SiteId site);
// How the posts stand to each other when people are appraised (A3, A4.1, A4.3.3), from the post table.
struct PostStanding {
    work::Post post{};
    bool manages = false;   // judged by the sheet of the management level
    int scores = 0;         // its step in the line of those who score, from below; 0: scores nobody
    int scored_from = 1;    // the least step that stands above it
};
BOOST_DESCRIBE_STRUCT(PostStanding, (), (post, manages, scores, scored_from))
std::vector<PostStanding> post_standings(store::Tx& tx);  // by step
// The person who acts for `id` at `now`: the deputy during absence (followed at most 3 steps), else the same.
StaffId acting_for(store::Tx& tx, StaffId id, Instant now);
// Who holds a post at a site now, deputies in place of who is away: where an alert goes. A department narrows it.
std::vector<StaffId> holders_of(store::Tx& tx, work::Post post, SiteId site, std::optional<DepartmentId> department, Instant now);
std::optional<DepartmentId> service_centre_of(store::Tx& tx, SiteId site);

// ---- accounts, for the door and the command line ----
struct Account {
    StaffId staff{};
    std::string password_hash;
    bool must_change = false;
    bool active = true;
    std::optional<Instant> valid_until;  // of a one-time password: 7 days
};
BOOST_DESCRIBE_STRUCT(Account, (), (staff, password_hash, must_change, active, valid_until))
std::optional<Account> find_account(store::Tx& tx, std::string_view login);
std::string hash_password(std::string_view password);                  // argon2id t=2 m=19 MiB p=1; ~20 ms, keep it off io threads
bool password_fits(std::string_view hash, std::string_view password);
std::string one_time_password();                                        // 4 groups of 4 letters and digits without look-alikes
// The answer to a sign-in: who it is, or "sign-in-failed", the same words and the same time whatever was wrong. It needs
// no transaction, because it takes some 20 ms.
Result<StaffId> check_sign_in(const std::optional<Account>& account, std::string_view password, Instant now);
bool must_change_password(store::Tx& tx, StaffId staff);                // the door then refuses everything but POST /me/password
// Gives an account (or a new login) with this password: for the command line and the demo company.
Result<void> set_password(work::Unit& unit, StaffId staff, std::string_view login, std::string_view password, bool must_change);
// Actor with posts, grants and sites at `now`; whoever stands in for somebody away has their posts too.
// Without a moment only one's own. None if there is no such active person.
std::optional<work::Actor> load_actor(store::Tx& tx, StaffId staff, Instant now = {});
struct Session { StaffId staff{}; Instant started_at{}; Instant last_seen_at{}; };
BOOST_DESCRIBE_STRUCT(Session, (), (staff, started_at, last_seen_at))
void start_session(store::Tx& tx, std::string_view token_digest, StaffId staff, Instant now);
std::optional<Session> find_session(store::Tx& tx, std::string_view token_digest);
void touch_session(store::Tx& tx, std::string_view token_digest, Instant now);
void end_session(store::Tx& tx, std::string_view token_digest);
std::int64_t end_sessions_of(store::Tx& tx, StaffId staff);
std::int64_t prune_sessions(store::Tx& tx, Instant started_before, Instant seen_before);  // those that have run out
// What a fresh installation is called until somebody renames it.
struct FirstNames {
    std::string company = "物业服务公司";
    std::string site = "总部";
    std::string short_name = "总";
    std::string department = "客户服务中心";
    std::string administrator = "系统管理员";
};
// First start: company, one site with its service centre, one administrator; answers the one-time password, or none
// if there is an account already. `unit` is the system's.
std::optional<std::string> create_first_administrator(work::Unit& unit, std::string_view login, const FirstNames& names = {});
// All sites with their working weeks, for World.
std::vector<Site> all_sites(store::Tx& tx);
WorkingCalendar calendar_of(const Site& site, const Holidays& holidays);

Result<Start> choose_start_page(work::Unit& unit, const ChooseStartPage& command);
Result<Me> read_me(work::Reading& reading, const ReadMe& query);       // for the answer to signing in

// The use-cases, for the simulator and the demo company; always through work::run.
Result<StaffCreated> create_staff(work::Unit& unit, const CreateStaff& command);
Result<StaffCreated> change_staff(work::Unit& unit, const ChangeStaff& command);
Result<StaffCreated> reset_password(work::Unit& unit, const ResetPassword& command);
Result<PasswordChanged> change_password(work::Unit& unit, const ChangePassword& command);
Result<DeputyNamed> name_deputy(work::Unit& unit, const NameDeputy& command);
Result<Created> create_site(work::Unit& unit, const CreateSite& command);
Result<Created> change_site(work::Unit& unit, const ChangeSite& command);
Result<Created> create_department(work::Unit& unit, const CreateDepartment& command);
Result<Created> change_department(work::Unit& unit, const ChangeDepartment& command);
Result<Company> change_company(work::Unit& unit, const ChangeCompany& command);
Result<StaffList> list_staff(work::Reading& reading, const ListStaff& query);
Result<DepartmentList> list_departments(work::Reading& reading, const ListDepartments& query);
Result<Company> read_company(work::Reading& reading, const ReadCompany& query);

void add_routes(work::Routes& routes);

}  // namespace huiyin::organisation
