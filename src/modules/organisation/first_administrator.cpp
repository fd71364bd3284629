// The first start: a company, a site with its service centre, and one person who may build the rest.
#include "accounts.hpp"
#include "huiyin_organisation_sql.hpp"
#include "record.hpp"

namespace huiyin::organisation {

std::optional<std::string> create_first_administrator(work::Unit& unit, std::string_view login, const FirstNames& names) {
    if (unit.tx.one<std::int64_t>(sql::account_count) > 0) return std::nullopt;
    ensure(unit.actor.is_system(), "only the program itself makes the first administrator");

    if (!unit.tx.first<Company>(sql::company_read)) unit.tx.run(sql::company_insert, unit.make_id<CompanyId>(), names.company);
    if (all_sites(unit.tx).empty()) {
        const auto site = unit.make_id<SiteId>();
        unit.tx.run(sql::site_insert, site, names.site, names.short_name, 480, "null");
        unit.tell({"site.created", {journal::SubjectKind::site, site.value}, {{"name", names.site}}, {}});
        const auto centre = unit.make_id<DepartmentId>();
        unit.tx.run(sql::department_insert, centre, site, names.department, std::optional<StaffId>{}, true);
        unit.tell({"department.created", {journal::SubjectKind::department, centre.value},
                   {{"name", names.department}, {"service_centre", true}}, {}});
    }
    const StaffRecord administrator{{unit.make_id<StaffId>(), {}, {}, names.administrator, true, 1},
                                    {{work::Post::system_administrator, {}, {}}}};
    insert_staff(unit.tx, administrator);
    auto password = one_time_password();
    insert_account(unit, administrator.row.id, login, password, PasswordUse::once);
    unit.tell({"staff.created", {journal::SubjectKind::staff, administrator.row.id.value},
               {{"posts", posts_fact(administrator.posts)}, {"account", true}}, {{"name", administrator.row.name}}});
    return password;
}

}  // namespace huiyin::organisation
