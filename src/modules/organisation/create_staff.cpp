// Somebody starts work: the record, the posts and, if a login is given, an account with a one-time password.
#include "accounts.hpp"
#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

void CreateStaff::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 60);
    check_login(c, login, login.empty());
    check_posts(c, posts);
}

namespace {

Result<Placement> decide_creating(const Ground& ground, const work::Actor& actor, const CreateStaff& command, bool login_taken) {
    std::vector<FieldError> errors;
    if (login_taken) errors.push_back({"login", "taken"});
    auto placed = decide_placement(ground, actor, command.department, command.posts, errors);
    if (!errors.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(errors)});
    return placed;
}

}  // namespace

Result<StaffCreated> create_staff(work::Unit& unit, const CreateStaff& command) {
    const auto ground = load_ground(unit.tx, unit.site);
    const bool taken = !command.login.empty() && find_account(unit.tx, command.login).has_value();
    auto placed = decide_creating(ground, unit.actor, command, taken);
    if (!placed) return refuse(placed.error());

    const StaffRecord staff{{unit.make_id<StaffId>(), placed->site, placed->department, text::trim(command.name), true, 1},
                            std::move(placed->posts)};
    insert_staff(unit.tx, staff);
    std::string password;
    if (!command.login.empty()) {
        password = one_time_password();
        insert_account(unit, staff.row.id, command.login, password, PasswordUse::once);
    }
    boost::json::object facts{{"posts", posts_fact(staff.posts)}, {"account", !command.login.empty()}};
    if (staff.row.department) facts["department"] = id_fact(staff.row.department->value);
    unit.tell({"staff.created", {journal::SubjectKind::staff, staff.row.id.value}, std::move(facts), {{"name", staff.row.name}}});
    return StaffCreated{staff.row.id, password, staff.row.version};
}

}  // namespace huiyin::organisation
