// Finding a colleague by a part of the name, initials or, for who manages accounts, the login.
#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

namespace {

struct ListedRow {
    StaffId id{};
    std::string name;
    std::string login;
    std::optional<SiteId> site;
    std::optional<DepartmentId> department;
    std::string department_name;
    bool active = true;
    bool has_account = false;
    std::string initials;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListedRow, (), (id, name, login, site, department, department_name, active, has_account, initials, version))

std::string pattern(std::string_view typed) {
    std::string out = "%";
    for (const char ch : text::fold(text::trim(typed))) {
        if (ch == '%' || ch == '_' || ch == '!') out += '!';
        out += ch;
    }
    return out == "%" ? out : out + "%";
}

}  // namespace

Result<StaffList> list_staff(work::Reading& reading, const ListStaff& query) {
    const bool manages = reading.actor.may(Permission::manage_accounts, reading.site);
    const bool edits = reading.actor.may(Permission::edit_organisation, reading.site);
    StaffList list;
    for (auto& r : reading.tx.all<ListedRow>(sql::staff_list, reading.site, query.department.value_or(DepartmentId{}),
                                             pattern(query.q.value_or("")), manages, edits)) {
        auto posts = reading.tx.all<StaffPost>(sql::staff_posts_of, r.id);
        list.staff.push_back({r.id, std::move(r.name), manages ? std::move(r.login) : std::string{}, r.site, r.department,
                              std::move(r.department_name), std::move(posts), r.active, r.has_account, std::move(r.initials), r.version});
    }
    return list;
}

}  // namespace huiyin::organisation
