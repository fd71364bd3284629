// The unit of work: who acts, what they may, when, in which transaction. Every change goes through one;
// tell(event) writes the journal and lets the obligations engine hear it, in the same transaction.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "kernel/calendar.hpp"
#include "kernel/result.hpp"
#include "obligations/obligations.hpp"
#include "rulebook/rulebook.hpp"
#include "store/store.hpp"
#include "work/permission.hpp"

namespace huiyin::work {

// The signed-in person, as the door found them. Staff 0 is the system itself and may do everything.
struct Actor {
    StaffId staff{};
    std::string name;
    SiteId site{};               // home site; none for company posts
    DepartmentId department{};
    std::vector<Post> posts;
    std::vector<Grant> grants;
    std::vector<SiteId> sites;   // every site this person may enter

    bool is_system() const { return !staff; }
    bool may(Permission p) const;                   // anywhere at all
    bool may(Permission p, SiteId site) const;      // at least something at this site
    std::optional<Scope> scope(Permission p, SiteId site) const;  // the widest at this site
    bool holds(Post post) const;
    static Actor system();
};

class Unit;
// Another module's ear: called for every event inside the transaction that tells it. This is how modules of work
// meet without including each other.
using Listener = std::function<void(Unit&, const journal::Event&)>;

// How a screen names what an obligation or an alert is about: its number, one line, and its page in the desk.
struct SubjectView {
    std::string number, title;
    std::string path;  // "/complaints/734…"; "" if it has no page
};
BOOST_DESCRIBE_STRUCT(SubjectView, (), (number, title, path))
// A module says how its own subjects are named; whoever looks across (alerts, compliance, start page) asks by kind.
using Describer = std::function<SubjectView(store::Tx&, SiteId, std::int64_t id)>;
// And who may see one of them. Of a kind that no module guards, whoever may see obligations at the site.
using Sight = std::function<bool(store::Tx&, const Actor&, SiteId, std::int64_t id)>;

// Asked before words are kept that whoever comes will hear; a module of record below the lexicon reaches it so.
using Speakable = std::function<Result<void>(Unit&, std::string_view field, std::string_view text)>;

// What is fixed while the program runs (reloaded as a whole when a site or the rulebook changes).
struct World {
    std::shared_ptr<const rulebook::Rulebook> rulebook;
    std::map<SiteId, std::shared_ptr<const WorkingCalendar>> calendars;
    std::shared_ptr<const WorkingCalendar> usual;  // for a site without its own
    std::multimap<std::string, Listener, std::less<>> listeners;  // by event name
    std::map<journal::SubjectKind, Describer> describers;
    std::map<journal::SubjectKind, Sight> sights;
    Speakable speakable;          // none: nothing is held back (tests of a single module)
    obligations::OnDuty on_duty;  // none: a post is all who hold it, as where no roster is published
    bool manual_clock = false;    // told on every page
    std::string program_version;
    const WorkingCalendar& calendar(SiteId site) const;
    SubjectView describe(store::Tx& tx, SiteId site, journal::Subject subject) const;  // empty for a kind nobody names
    bool may_see(store::Tx& tx, const Actor& actor, SiteId site, journal::Subject subject) const;
};

struct Moment {
    Instant now{};
    StaffId actor{};
};

class Unit {
  public:
    // On an engine with several writers it first takes its turn at the site's journal: units of one site follow each
    // other, so that none holds a number while it waits for the chain, and another the other way round.
    Unit(store::Tx& tx, IdSource& ids, const World& world, const Actor& actor, SiteId site, Instant now, Instant written_at);

    store::Tx& tx;
    const Actor& actor;
    const Moment moment;   // `now` is read once at the door; history is imported with its true time
    const SiteId site;     // where this work happens

    const rulebook::Rulebook& rulebook() const { return *world_.rulebook; }
    const WorkingCalendar& calendar() const { return world_.calendar(site); }
    Day today() const { return calendar().zone().day_of(moment.now); }
    const World& world() const { return world_; }
    template <class T> T make_id() { return ids_.make<T>(moment.now.ms); }
    IdSource& ids() { return ids_; }
    obligations::Context context() { return {rulebook(), calendar(), ids_, site, moment.now, world_.on_duty}; }

    journal::Written tell(const journal::Event& event);
    const std::vector<journal::Event>& told() const { return told_; }

    // Refuses "not-permitted" unless the actor has the permission at this unit's site.
    Result<void> require(Permission p) const;
    Instant written_at() const { return written_at_; }

  private:
    IdSource& ids_;
    const World& world_;
    Instant written_at_;
    std::vector<journal::Event> told_;
};

// A read: handler → query → view.
struct Reading {
    store::Tx& tx;
    const Actor& actor;
    SiteId site{};
    Instant now{};
    const World& world;
    const WorkingCalendar& calendar() const { return world.calendar(site); }
    Result<void> require(Permission p) const;
};

// The one way into a use-case, the same for page, API, bulk, import and simulator: the permission that stands on
// the command, then every field rule at once, then the use-case. Use-cases are `Result<R> f(Unit&, const C&)`.
template <class R, class C>
Result<R> run(Unit& unit, Result<R> (*use_case)(Unit&, const C&), const C& command) {
    if (const auto allowed = unit.require(C::needs); !allowed) return refuse(allowed.error());
    if constexpr (requires(Checks& c) { command.check(c); }) {
        Checks checks;
        command.check(checks);
        if (!checks.ok()) return refuse(checks.refusal());
    }
    return use_case(unit, command);
}

}  // namespace huiyin::work
