// Where a person's day begins: what suits the post, or what the person chose; always a page that may be opened.
#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "record.hpp"

namespace huiyin::organisation {
namespace {

struct Needs {
    StartPage page{};
    Permission permission{};
};
constexpr std::array pages{
    Needs{StartPage::today, Permission::see_complaints},        Needs{StartPage::queue, Permission::see_complaints},
    Needs{StartPage::own_matters, Permission::see_complaints},  Needs{StartPage::department, Permission::see_complaints},
    Needs{StartPage::follow_ups, Permission::see_complaints},   Needs{StartPage::promises, Permission::see_complaints},
    Needs{StartPage::public_desk, Permission::moderate_public_desk}, Needs{StartPage::customers, Permission::see_customers},
    Needs{StartPage::hot_spots, Permission::see_boards},        Needs{StartPage::satisfaction, Permission::see_boards},
    Needs{StartPage::daily_review, Permission::see_daily_review}, Needs{StartPage::compliance, Permission::see_compliance},
    Needs{StartPage::organisation, Permission::see_organisation}};

}  // namespace

std::optional<DepartmentId> department_of(const work::Actor& actor) {
    if (actor.department) return actor.department;
    const auto held = std::ranges::find_if(actor.grants, [](const work::Grant& g) { return bool(g.department); });
    return held == actor.grants.end() ? std::nullopt : std::optional(held->department);
}

Start start_of(store::Tx& tx, const work::Actor& actor, SiteId site) {
    Start start;
    for (const auto& p : pages)
        if (actor.may(p.permission, site) && (p.page != StartPage::department || department_of(actor))) start.offered.push_back(p.page);
    const auto open = [&](StartPage page) { return std::ranges::find(start.offered, page) != start.offered.end(); };
    if (!start.offered.empty()) start.usual = start.offered.front();
    for (const auto post : actor.posts) {
        const auto suits = tx.first<StartPage>(sql::start_page_of_post, post);
        if (!suits || !open(*suits)) continue;
        start.usual = *suits;
        break;
    }
    // A page that was chosen once and may no longer be opened (another post, another site) is passed over.
    if (const auto chosen = tx.first<StartPage>(sql::start_page_chosen, actor.staff); chosen && open(*chosen)) start.chosen = *chosen;
    start.page = start.chosen.value_or(start.usual);
    return start;
}

// Not told: where somebody likes to begin is nobody's record.
Result<Start> choose_start_page(work::Unit& unit, const ChooseStartPage& command) {
    if (!command.page) {
        unit.tx.run(sql::start_page_forget, unit.actor.staff);
        return start_of(unit.tx, unit.actor, unit.site);
    }
    const auto offered = start_of(unit.tx, unit.actor, unit.site).offered;
    if (std::ranges::find(offered, *command.page) == offered.end())
        return refuse(Refusal{"invalid", Trouble::invalid, {}, {{"page", "unknown-value"}}, {}});
    unit.tx.run(sql::start_page_choose, unit.actor.staff, *command.page);
    return start_of(unit.tx, unit.actor, unit.site);
}

}  // namespace huiyin::organisation
