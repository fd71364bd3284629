// What the shell of the web app needs to know about the signed-in person.
#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "record.hpp"

namespace huiyin::organisation {

namespace {

std::vector<std::string> permissions_of(const work::Actor& actor, SiteId site) {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>([&](auto d) {
        if (actor.may(d.value, site)) names.emplace_back(d.name);
    });
    return names;
}

// The State Council publishes the next year's holidays in autumn; until they are loaded, due times in that year are guesses.
std::vector<std::string> calendar_warnings(const WorkingCalendar& calendar, Instant now) {
    std::vector<std::string> warnings;
    const int year = calendar.zone().day_of(now).year();
    for (const int wanted : {year, year + 1})
        if (!calendar.knows_year(wanted)) warnings.push_back("calendar-year-missing:" + std::to_string(wanted));
    return warnings;
}

}  // namespace

Result<Me> read_me(work::Reading& reading, const ReadMe&) {
    const auto& actor = reading.actor;
    Me me;
    me.staff = actor.staff;
    me.name = actor.name;
    me.login = reading.tx.first<std::string>(sql::account_login, actor.staff).value_or("");
    for (const auto post : actor.posts) me.posts.emplace_back(json::enum_name(post));
    me.permissions = permissions_of(actor, reading.site);
    if (reading.site) me.site = reading.site;
    for (auto& site : all_sites(reading.tx))
        if (actor.is_system() || std::ranges::find(actor.sites, site.id) != actor.sites.end()) me.sites.push_back(std::move(site));
    me.department = department_of(actor);
    if (const auto department = find_department(reading.tx, actor.department)) me.department_name = department->name;
    me.company_name = reading.tx.first<Company>(sql::company_read).value_or(Company{}).name;
    me.start = start_of(reading.tx, actor, reading.site);
    me.must_change_password = must_change_password(reading.tx, actor.staff);
    me.manual_clock = reading.world.manual_clock;
    me.now = reading.now;
    me.warnings = calendar_warnings(reading.calendar(), reading.now);
    me.version = reading.world.program_version;
    return me;
}

}  // namespace huiyin::organisation
