// An office for tests of use-cases: a fresh database, a clock that stands where it was put, an empty rulebook and the
// usual calendar. Whatever is done goes through work::run, as from page, import or simulator. Needs huiyin_work.
//
//   support::Office office(GetParam());
//   const auto made = office.run(office.system, site, create_staff, CreateStaff{.name = "李文博"});
#pragma once
#include <memory>
#include <utility>

#include "support/databases.hpp"
#include "work/unit.hpp"

namespace huiyin::support {

struct Office {
    std::unique_ptr<store::Database> db;
    IdSource ids;
    work::World world;
    work::Actor system = work::Actor::system();
    Instant now = *Zone{}.parse("2026-03-03 09:10");  // a Tuesday

    explicit Office(store::Engine engine) : db(fresh_database(engine)) {
        world.rulebook = std::make_shared<rulebook::Rulebook>();
        world.usual = std::make_shared<WorkingCalendar>(WorkingCalendar::usual(Zone{}, {}));
        world.program_version = "test";
    }

    // One unit of work; `f` answers what the test wants to know.
    template <class F>
    auto work(const work::Actor& actor, SiteId site, F f) {
        std::optional<std::invoke_result_t<F, work::Unit&>> result;
        db->write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids, world, actor, site, now, now);
            result.emplace(f(unit));
        });
        return *std::move(result);
    }
    // A command, as the door runs it: after a refusal nothing of it stays.
    template <class R, class C>
    Result<R> run(const work::Actor& actor, SiteId site, Result<R> (*use_case)(work::Unit&, const C&), const std::type_identity_t<C>& command) {
        struct Refused {};
        std::optional<Result<R>> result;
        try {
            db->write_now([&](store::Tx& tx) {
                work::Unit unit(tx, ids, world, actor, site, now, now);
                result.emplace(work::run(unit, use_case, command));
                if (!*result) throw Refused{};
            });
        } catch (const Refused&) {
        }
        return *std::move(result);
    }
    // A query, as the door runs it.
    template <class V, class Q>
    Result<V> ask(const work::Actor& actor, SiteId site, Result<V> (*query)(work::Reading&, const Q&), const std::type_identity_t<Q>& asked) {
        return db->read_now([&](store::Tx& tx) -> Result<V> {
            work::Reading reading{tx, actor, site, now, world};
            if (const auto allowed = reading.require(Q::needs); !allowed) return refuse(allowed.error());
            return query(reading, asked);
        });
    }
    template <class F>
    auto read(F f) { return db->read_now(f); }
};

}  // namespace huiyin::support
