// Recording: from this second the page shows what the department owes, to whom, by when and why (D4, E5).
#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "search/similar.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct CategoryRow {
    CategoryId id{};
    SiteId site{};
    std::optional<CategoryId> parent;
    std::string name, initials;
    std::optional<DepartmentId> department;
    int position = 0;
};
BOOST_DESCRIBE_STRUCT(CategoryRow, (), (id, site, parent, name, initials, department, position))

// Everything the command names must be of this site: an id inside a body is as much a door as one in the address.
Result<void> known_here(Unit& unit, const RecordComplaint& command) {
    std::vector<FieldError> wrong;
    if (command.unit && !customers::unit_at(unit.tx, unit.site, *command.unit)) wrong.push_back({"unit", "unknown-value"});
    if (command.person && !customers::person_at(unit.tx, unit.site, *command.person)) wrong.push_back({"person", "unknown-value"});
    for (const auto& [field, staff] : {std::pair{"responsible", command.responsible}, {"executor", command.executor}})
        if (staff && !organisation::on_staff(unit.tx, *staff, unit.site)) wrong.push_back({field, "unknown-value"});
    if (command.department) {
        const auto department = organisation::find_department(unit.tx, *command.department);
        if (!department || department->site != unit.site) wrong.push_back({"department", "unknown-value"});
    }
    if (wrong.empty()) return {};
    return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
}

// Whoever takes a call need not be qualified for the work that follows (A4.4.4); the caller is never turned away for
// that: unless somebody is named, the matter then goes to the first of those above who is.
std::optional<StaffId> stands_in_for(Unit& unit, StaffId recorder) {
    if (!recorder || !qualification::why_not_qualified(unit.tx, unit.site, recorder, unit.today())) return std::nullopt;
    for (const auto post : {work::Post::supervisor, work::Post::customer_service_manager, work::Post::site_director})
        for (const auto id : organisation::holders_of(unit.tx, post, unit.site, {}, unit.moment.now))
            if (!qualification::why_not_qualified(unit.tx, unit.site, id, unit.today())) return id;
    return std::nullopt;
}

}  // namespace

std::optional<CategoryView> find_category(store::Tx& tx, SiteId site, CategoryId id) {
    const auto row = tx.first<CategoryRow>(sql::complaint_category, id, site);
    if (!row) return std::nullopt;
    return CategoryView{row->id, row->parent, row->name, row->initials, row->department};
}

std::string category_name(store::Tx& tx, SiteId site, CategoryId id) {
    const auto category = find_category(tx, site, id);
    return category ? category->name : std::string{};
}

Result<Complaint> decide_recording(const RecordComplaint& command, const Moment& moment) {
    if (command.promised_at && *command.promised_at <= moment.now) return refuse(refused::promise_in_the_past);
    Complaint c;
    c.kind = command.kind;
    c.about = command.about;
    c.source = command.source;
    c.category = command.category;
    c.unit = command.unit;
    c.person = command.person;
    c.caller_name = text::trim(command.caller_name);
    c.caller_phone = text::trim(command.caller_phone);
    c.place = text::trim(command.place);
    c.subject = text::trim(command.subject);
    c.text = text::trim(command.text);
    c.wants = text::trim(command.wants);
    c.severity = command.severity;
    c.importance = command.importance;
    c.receiver = moment.actor;
    // Whoever takes it down is responsible until it is given to somebody else: nothing is ever without an owner (D16).
    c.responsible = command.responsible.value_or(moment.actor);
    c.executor = command.executor;
    c.department = command.department;
    c.received_at = moment.now;
    c.version = 1;
    return c;
}

Result<Changed> record_complaint(Unit& unit, const RecordComplaint& command) {
    const auto category = find_category(unit.tx, unit.site, command.category);
    if (!category) return refuse(refused::category_not_found);
    if (const auto known = known_here(unit, command); !known) return refuse(known.error());
    std::optional<Complaint> twin;
    if (command.duplicate_of) {
        const auto found = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, *command.duplicate_of);
        if (!found) return refuse({"invalid", Trouble::invalid, {}, {{"duplicate_of", "unknown-value"}}, {}});
        twin = *found;
    }
    auto recorded = decide_recording(command, unit.moment);
    if (!recorded) return refuse(recorded.error());

    auto& c = *recorded;
    if (command.promised_at) {
        c.promised_at = c.first_promised_at = command.promised_at;
        c.promise_what = c.subject;
    }
    c.id = unit.make_id<ComplaintId>();
    if (!command.responsible)
        if (const auto instead = stands_in_for(unit, unit.moment.actor)) c.responsible = instead;
    for (const auto& staff : {c.responsible, c.executor})
        if (auto fit = qualification::may_be_assigned(unit, staff, c.as_subject()); !fit) return refuse(fit.error());
    const auto used = lexicon::note_guide_uses(unit, c.as_subject(), "questions", command.questions);
    if (!used) return refuse(used.error());
    boost::json::object of_the_guide;
    if (!used->empty()) of_the_guide["questions"] = *used;
    const auto changed = enter(unit, c, std::move(of_the_guide));
    if (twin) link_them(unit, LinkKind::duplicate_of, c, *twin, "");
    return changed;
}

Changed enter(Unit& unit, Complaint& c, boost::json::object more_facts) {
    if (!c.id) c.id = unit.make_id<ComplaintId>();
    c.site = unit.site;
    if (!c.department)
        if (const auto category = find_category(unit.tx, unit.site, c.category)) c.department = category->department;
    if (!c.department) c.department = organisation::department_of(unit.tx, *c.responsible);
    c.number = next_number(unit.tx, unit.site, c.kind, unit.today());
    insert(unit.tx, c);
    index_for_search(unit.tx, c);
    search::learn(unit.tx, unit.site, c.id.value, c.subject + "\n" + c.text);
    auto recorded = event_of(c, "complaint.recorded",
                             {{"subject", c.subject}, {"text", c.text}, {"wants", c.wants}, {"place", c.place},
                              {"caller_name", c.caller_name}, {"caller_phone", c.caller_phone}});
    for (auto& [key, value] : more_facts) recorded.facts[key] = std::move(value);
    const auto written = unit.tell(recorded);
    if (c.promised_at) {
        auto promised = event_of(c, "complaint.promised", {{"text", c.promise_what}});
        promised.facts["promised_at"] = c.promised_at->ms;
        unit.tell(promised);
    }
    gather(unit, c, Gathering::quick);
    notice_recurrence(unit, c);
    return Changed{c.id, c.number, c.state, phase_of(c.state, true), c.version, written.id};
}

Result<CategoryTree> list_categories(work::Reading& reading, const ListCategories&) {
    return CategoryTree{reading.tx.all<CategoryView>(sql::complaint_categories_of, reading.site)};
}

}  // namespace huiyin::complaints
