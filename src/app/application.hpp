// The program put together once: database, rulebook, calendars, ids and routes, for the server, the command line,
// the simulator and the import alike. Whoever changes something does it through perform(), the same gate as a page.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kernel/calendar.hpp"
#include "store/store.hpp"
#include "work/routes.hpp"
#include "work/unit.hpp"

namespace huiyin::app {

std::string program_version();

// Where a company lives. Every subcommand that opens one takes these in the same words.
struct Place {
    std::string data = "data";   // folder: database, keys, attachments, overlays of the rulebook
    std::string database;        // "" : <data>/huiyin.sqlite
    int node = 0;                // 0–63; each server on one PostgreSQL database has its own
    bool read_only = false;
    std::string where() const;
};

class Application {
  public:
    explicit Application(Place place);  // opens and migrates; throws std::runtime_error with what to do
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    const Place& place() const { return place_; }
    store::Database& database() { return *database_; }
    IdSource& ids() { return ids_; }
    const work::Routes& routes() const { return routes_; }
    std::shared_ptr<const work::World> world() const;

    // Reads sites, working weeks and the version of the rulebook in force on the day of `now` again.
    void reload_world(Instant now);
    // Figures that the quality department confirmed become part of the rulebook from their day on.
    void reload_rulebook();
    void use_manual_clock() { manual_clock_ = true; }
    // Reloads only when the day has changed since: a version of the rulebook begins on a day.
    void pass_day(Instant now);

    // What was told, after each commit of a unit of work.
    using Told = std::function<void(SiteId, const std::vector<journal::Event>&)>;
    void on_committed(Told told);
    void committed(SiteId site, const std::vector<journal::Event>& told);

    // A use-case in its own unit of work: permission, field rules, decision, journal and obligations as for a page.
    // `written_at` is now where `now` is a time of the past (import).
    template <class R, class C>
    Result<R> perform(const work::Actor& actor, SiteId site, Instant now, Result<R> (*use_case)(work::Unit&, const C&), const C& command,
                      std::optional<Instant> written_at = std::nullopt) {
        std::optional<R> reply;
        const auto done = in_unit(actor, site, now, written_at.value_or(now), [&](work::Unit& unit) -> Result<void> {
            auto result = work::run(unit, use_case, command);
            if (!result) return refuse(result.error());
            reply = std::move(*result);
            return {};
        });
        if (!done) return refuse(done.error());
        return *std::move(reply);
    }
    // The same for work that is no single command; a refusal rolls everything back.
    Result<void> in_unit(const work::Actor& actor, SiteId site, Instant now, Instant written_at, const std::function<Result<void>(work::Unit&)>& work);

    std::optional<std::string> setting(const std::string& name);
    void set(const std::string& name, const std::string& value);

  private:
    Place place_;
    std::unique_ptr<store::Database> database_;
    IdSource ids_;
    work::Routes routes_;
    rulebook::Loaded loaded_;
    Holidays holidays_;
    bool manual_clock_ = false;
    std::optional<Day> day_;
    mutable std::mutex mutex_;
    std::shared_ptr<const work::World> world_;
    std::vector<Told> told_;
};

// The start of a company: one administrator with a one-time password, or nothing if there is one already.
std::optional<std::string> first_start(Application& application, Instant now);

}  // namespace huiyin::app
