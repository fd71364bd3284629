// Departments: who answers for what, and the director who must be told the same day (D5).
#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

void CreateDepartment::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 60);
}

void ChangeDepartment::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 60);
}

namespace {

// What a new or changed department must not collide with.
struct Neighbours {
    std::optional<DepartmentId> same_name;
    std::optional<DepartmentId> centre;
    bool director_is_here = true;
};

Neighbours load_neighbours(store::Tx& tx, SiteId site, std::string_view name, std::optional<StaffId> director) {
    return {tx.first<DepartmentId>(sql::department_named, site, name), service_centre_of(tx, site),
            !director || on_staff(tx, *director, site)};
}

Result<void> decide_department(const Department& wanted, const Neighbours& near) {
    std::vector<FieldError> errors;
    if (near.same_name && *near.same_name != wanted.id) errors.push_back({"name", "taken"});
    if (!near.director_is_here) errors.push_back({"director", "not-found"});
    if (wanted.service_centre && near.centre && *near.centre != wanted.id) errors.push_back({"service_centre", "stands-already"});
    if (!errors.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(errors)});
    return {};
}

journal::Event about(const char* name, const Department& d) {
    boost::json::object facts{{"name", d.name}, {"service_centre", d.service_centre}};
    if (d.director) facts["director"] = id_fact(d.director->value);
    return {name, {journal::SubjectKind::department, d.id.value}, std::move(facts), {}};
}

}  // namespace

Result<Created> create_department(work::Unit& unit, const CreateDepartment& command) {
    const Department made{unit.make_id<DepartmentId>(), unit.site, text::trim(command.name), command.director,
                          command.service_centre, 1};
    const auto near = load_neighbours(unit.tx, unit.site, made.name, made.director);
    if (const auto yes = decide_department(made, near); !yes) return refuse(yes.error());

    unit.tx.run(sql::department_insert, made.id, made.site, made.name, made.director, made.service_centre);
    unit.tell(about("department.created", made));
    return Created{id_fact(made.id.value)};
}

Result<Created> change_department(work::Unit& unit, const ChangeDepartment& command) {
    const auto before = find_department(unit.tx, command.id);
    if (!before || before->site != unit.site) return refuse({"department.not-found", Trouble::missing});
    if (before->version != command.version) return refuse(stale(before->version));
    const Department after{before->id, before->site, text::trim(command.name), command.director, command.service_centre, before->version};
    const auto near = load_neighbours(unit.tx, unit.site, after.name, after.director);
    if (const auto yes = decide_department(after, near); !yes) return refuse(yes.error());

    if (unit.tx.run(sql::department_save, after.id, after.name, after.director, after.service_centre, after.version) == 0)
        throw store::StaleRow("department " + id_fact(after.id.value));
    unit.tell(about("department.changed", after));
    return Created{id_fact(after.id.value)};
}

Result<DepartmentList> list_departments(work::Reading& reading, const ListDepartments&) {
    return DepartmentList{reading.tx.all<Department>(sql::departments_of_site, reading.site)};
}

std::optional<Department> find_department(store::Tx& tx, DepartmentId id) {
    return tx.first<Department>(sql::department_find, id);
}

std::optional<DepartmentId> service_centre_of(store::Tx& tx, SiteId site) {
    return tx.first<DepartmentId>(sql::department_centre, site);
}

}  // namespace huiyin::organisation
