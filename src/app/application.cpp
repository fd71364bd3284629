// The program put together once.
#include "app/application.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/listeners.hpp"
#include "app/openapi_document.hpp"
#include "appraisal/appraisal.hpp"
#include "qualification/qualification.hpp"
#include "training/training.hpp"
#include "attendance/attendance.hpp"
#include "quality/quality.hpp"
#include "roster/roster.hpp"
#include "complaints/complaints.hpp"
#include "compliance/compliance.hpp"
#include "customers/customers.hpp"
#include "customers/vip.hpp"
#include "followups/followups.hpp"
#include "forms/forms.hpp"
#include "desk/desk.hpp"
#include "holiday_files.hpp"
#include "lexicon/lexicon.hpp"
#include "huiyin_app_sql.hpp"
#include "migration_files.hpp"
#include "notices/notices.hpp"
#include "qualification/qualification.hpp"
#include "organisation/organisation.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"
#include "reviews/reviews.hpp"
#include "satisfaction/satisfaction.hpp"
#include "seal/seal.hpp"
#include "search/box.hpp"
#include "self/self.hpp"
#include "work/debts.hpp"

namespace huiyin::app {
namespace {
namespace fs = std::filesystem;

struct RolledBack {
    Refusal refusal;
};

// A company's own files beside the shipped handbook: <data>/rulebook/*.yaml.
std::vector<std::pair<std::string, std::string>> own_files(const fs::path& folder) {
    std::vector<std::pair<std::string, std::string>> files;
    if (!fs::is_directory(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        std::stringstream text;
        text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        files.emplace_back(entry.path().filename().string(), text.str());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

void add_all_routes(work::Routes& routes) {
    organisation::add_routes(routes);
    qualification::add_routes(routes);
    customers::add_routes(routes);
    work::add_debt_routes(routes);
    lexicon::add_routes(routes);
    complaints::add_routes(routes);
    followups::add_routes(routes);
    customers::add_vip_routes(routes);
    reviews::add_routes(routes);
    appraisal::add_routes(routes);
    training::add_routes(routes);
    roster::add_routes(routes);
    attendance::add_routes(routes);
    quality::add_routes(routes);
    desk::add_routes(routes);
    compliance::add_routes(routes);
    give_forms_their_content();
    forms::add_routes(routes);
    notices::add_routes(routes);
    search::add_routes(routes);
    self::add_routes(routes);
    satisfaction::add_routes(routes);
}

std::string program_version() { return HUIYIN_VERSION; }

std::string Place::where() const { return database.empty() ? (fs::path(data) / "huiyin.sqlite").string() : database; }

Application::Application(Place place) : place_(std::move(place)), ids_(place_.node) {
    if (!place_.read_only) fs::create_directories(place_.data);
    seal::furnish(place_.data);
    database_ = store::open({.where = place_.where(), .read_only = place_.read_only}, embedded::migration_files());
    // A manual clock may stand far behind the ids it has handed out already.
    std::int64_t highest = 0;
    for (const auto id : database_->read_now([](store::Tx& tx) { return tx.all<std::int64_t>(sql::highest_ids); })) {
        highest = std::max(highest, id);
    }
    if (highest > 0) ids_.after(highest + (std::int64_t{1} << 24));
    for (const auto& file : embedded::holiday_files()) {
        if (file.path.ends_with(".yaml")) holidays_.merge(Holidays::parse(file.text(), file.path));
    }
    reload_rulebook();
    add_all_routes(routes_);
}

Application::~Application() = default;

void Application::reload_rulebook() {
    auto own = own_files(fs::path(place_.data) / "rulebook");
    const auto load = [&] {
        std::vector<embedded::File> overlay;
        for (const auto& [name, text] : own) overlay.push_back({name, {text.data(), text.data() + text.size()}});
        auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary(), overlay);
        if (!loaded.rulebook) throw std::runtime_error("the rulebook cannot be read:\n" + rulebook::show(loaded.problems));
        return loaded;
    };
    auto loaded = load();
    const auto confirmed = database_->read_now([&](store::Tx& tx) { return compliance::confirmed_overlay(tx, *loaded.rulebook); });
    if (!confirmed.empty()) {
        own.emplace_back("confirmed", confirmed);
        loaded = load();
    }
    const std::lock_guard lock(mutex_);
    loaded_ = std::move(loaded);
}

std::shared_ptr<const work::World> Application::world() const {
    const std::lock_guard lock(mutex_);
    ensure(world_ != nullptr, "the world is loaded before anybody asks for it");
    return world_;
}

void Application::reload_world(Instant now) {
    auto world = std::make_shared<work::World>();
    world->usual = std::make_shared<WorkingCalendar>(WorkingCalendar::usual(Zone{}, holidays_));
    const auto day = world->usual->zone().day_of(now);
    {
        const std::lock_guard lock(mutex_);
        world->rulebook = rulebook::in_force(loaded_, day);
    }
    for (const auto& site : database_->read_now([](store::Tx& tx) { return organisation::all_sites(tx); })) {
        world->calendars[site.id] = std::make_shared<WorkingCalendar>(organisation::calendar_of(site, holidays_));
    }
    world->manual_clock = manual_clock_;
    world->program_version = program_version();
    listen_to_each_other(*world);
    const std::lock_guard lock(mutex_);
    world_ = std::move(world);
    day_ = day;
}

void Application::pass_day(Instant now) {
    {
        const std::lock_guard lock(mutex_);
        if (world_ && day_ == world_->usual->zone().day_of(now)) return;
    }
    reload_world(now);
}

void Application::on_committed(Told told) { told_.push_back(std::move(told)); }

void Application::committed(SiteId site, const std::vector<journal::Event>& told) {
    for (const auto& hear : told_) hear(site, told);
}

Result<void> Application::in_unit(const work::Actor& actor, SiteId site, Instant now, Instant written_at,
                                  const std::function<Result<void>(work::Unit&)>& work) {
    const auto world = this->world();
    std::vector<journal::Event> told;
    try {
        database_->write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids_, *world, actor, site, now, written_at);
            const auto result = work(unit);
            if (!result) throw RolledBack{result.error()};
            told = unit.told();
        });
    } catch (const RolledBack& r) {
        return refuse(r.refusal);
    }
    if (!told.empty()) committed(site, told);
    return {};
}

std::optional<std::string> Application::setting(const std::string& name) {
    return database_->read_now([&](store::Tx& tx) { return tx.first<std::string>(sql::setting_read, name); });
}

void Application::set(const std::string& name, const std::string& value) {
    database_->write_now([&](store::Tx& tx) { tx.run(sql::setting_write, name, value); });
}

std::optional<std::string> first_start(Application& application, Instant now) {
    std::optional<std::string> password;
    const auto system = work::Actor::system();
    const auto made = application.in_unit(system, {}, now, now, [&](work::Unit& unit) -> Result<void> {
        password = organisation::create_first_administrator(unit, "admin");
        return {};
    });
    ensure(made.has_value(), "the first administrator is refused to nobody");
    if (password) application.reload_world(now);
    return password;
}

}  // namespace huiyin::app
