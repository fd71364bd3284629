// Sites and their working weeks; the company's own name and greeting.
#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

void CreateSite::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 60);
    c.required("short_name", short_name);
    c.length("short_name", short_name, 2);
}

void ChangeSite::check(Checks& c) const {
    CreateSite{name, short_name}.check(c);
    if (!week) return;
    c.when(week->size() != 7, "week", "seven-days");
    for (std::size_t day = 0; day < week->size(); ++day) {
        const auto field = "week." + std::to_string(day);
        int after = 0;
        for (const auto& span : (*week)[day]) {
            if (span.from < after || span.to <= span.from || span.to > 24 * 60) {
                c.fail(field, "spans-in-order");
                break;
            }
            after = span.to;
        }
    }
    // A calendar without work could never answer when two working hours are over.
    c.when(std::ranges::all_of(*week, [](const auto& spans) { return spans.empty(); }), "week", "no-work-at-all");
}

void ChangeCompany::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 100);
    c.length("greeting", greeting, 300);
}

std::vector<Site> all_sites(store::Tx& tx) { return tx.all<Site>(sql::sites_all); }

WorkingCalendar calendar_of(const Site& site, const Holidays& holidays) {
    const Zone zone{site.zone_offset_minutes};
    if (site.week.text.empty() || site.week.text == "null") return WorkingCalendar::usual(zone, holidays);
    std::vector<std::vector<WorkingSpan>> week;
    std::vector<FieldError> errors;
    json::read(boost::json::parse(site.week.text), week, errors, "week");
    ensure(errors.empty() && week.size() == 7, "a site's working week is not readable");
    std::vector<std::vector<Span>> days;
    for (const auto& spans : week) {
        auto& day = days.emplace_back();
        for (const auto& span : spans) day.push_back({span.from, span.to});
    }
    return WorkingCalendar(zone, std::move(days), holidays);
}

namespace {
Result<void> of_the_company(const work::Actor& actor) {  // a site's administrator does not change the company
    if (reaches(actor, Permission::edit_organisation, std::nullopt)) return {};
    return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "edit_organisation"}}});
}
}  // namespace

Result<Created> create_site(work::Unit& unit, const CreateSite& command) {
    if (auto yes = of_the_company(unit.actor); !yes) return refuse(yes.error());
    const auto name = text::trim(command.name);
    if (unit.tx.first<SiteId>(sql::site_named, name)) return refuse({"invalid", Trouble::invalid, {}, {{"name", "taken"}}});

    const auto id = unit.make_id<SiteId>();
    unit.tx.run(sql::site_insert, id, name, text::trim(command.short_name), 480, "null");
    unit.tell({"site.created", {journal::SubjectKind::site, id.value}, {{"name", name}}, {}});
    return Created{id_fact(id.value)};
}

Result<Created> change_site(work::Unit& unit, const ChangeSite& command) {
    const auto before = unit.tx.first<Site>(sql::site_find, command.id);
    if (!before || !reaches(unit.actor, Permission::edit_organisation, command.id))
        return refuse({"site.not-found", Trouble::missing});
    if (before->version != command.version) return refuse(stale(before->version));
    const auto name = text::trim(command.name);
    const auto holder = unit.tx.first<SiteId>(sql::site_named, name);
    if (holder && *holder != command.id) return refuse({"invalid", Trouble::invalid, {}, {{"name", "taken"}}});

    const auto week = json::text(command.week);
    if (unit.tx.run(sql::site_save, command.id, name, text::trim(command.short_name), week, command.version) == 0)
        throw store::StaleRow("site " + id_fact(command.id.value));
    unit.tell({"site.changed", {journal::SubjectKind::site, command.id.value}, {{"name", name}, {"week", week}}, {}});
    return Created{id_fact(command.id.value)};
}

std::string company_name(store::Tx& tx) { return tx.first<Company>(sql::company_read).value_or(Company{}).name; }

Result<Company> read_company(work::Reading& reading, const ReadCompany&) {
    return reading.tx.first<Company>(sql::company_read).value_or(Company{});
}

Result<Company> change_company(work::Unit& unit, const ChangeCompany& command) {
    if (auto yes = of_the_company(unit.actor); !yes) return refuse(yes.error());
    const auto before = unit.tx.first<Company>(sql::company_read);
    if (!before) return refuse({"company.not-found", Trouble::missing});
    if (before->version != command.version) return refuse(stale(before->version));
    // The guide has it said to every caller (F5.1).
    if (const auto& speakable = unit.world().speakable)
        if (const auto fine = speakable(unit, "greeting", command.greeting); !fine) return refuse(fine.error());
    const Company after{text::trim(command.name), command.greeting, command.version + 1};
    if (unit.tx.run(sql::company_save, after.name, after.greeting, command.version) == 0) throw store::StaleRow("company");
    unit.tell({"company.changed", {}, {{"name", after.name}, {"greeting", after.greeting}}, {}});
    return after;
}

}  // namespace huiyin::organisation
