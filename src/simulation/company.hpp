// The demo company, made through the same use-cases as any other.
#pragma once
#include <map>

#include "simulation/seeds.hpp"
#include "store/store.hpp"
#include "work/unit.hpp"

namespace huiyin::simulation {

struct Colleague {
    Seeds::Person who;
    work::Actor actor;
    DepartmentId department{};
};
struct Home {
    UnitId unit{};
    PersonId person{};
};
struct Company {
    Seeds seeds;
    SiteId site{};
    std::map<std::string, DepartmentId> departments;
    std::vector<Colleague> staff;
    std::vector<Home> homes;
    std::map<std::string, CategoryId> categories;
};

// Runs one use-case in its own transaction as this person at this moment, through the same gate as a page.
template <class R, class C>
Result<R> perform(store::Database& database, IdSource& ids, const work::World& world, const work::Actor& actor, SiteId site, Instant now,
                  Result<R> (*use_case)(work::Unit&, const C&), const C& command) {
    std::optional<Result<R>> result;
    struct RolledBack {};
    try {
        database.write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids, world, actor, site, now, now);
            result = work::run(unit, use_case, command);
            if (!*result) throw RolledBack{};
        });
    } catch (const RolledBack&) {
    }
    return *std::move(result);
}

// Asks one question as this person at this moment, through the same gate as a page; none if it is refused.
template <class V, class Q>
std::optional<V> ask(store::Database& database, const work::World& world, const work::Actor& actor, SiteId site, Instant now,
                     Result<V> (*query)(work::Reading&, const Q&), const Q& asked) {
    return database.read_now([&](store::Tx& tx) -> std::optional<V> {
        work::Reading reading{tx, actor, site, now, world};
        if (!reading.require(Q::needs)) return std::nullopt;
        auto view = query(reading, asked);
        return view ? std::optional<V>(std::move(*view)) : std::nullopt;
    });
}

// Makes the company in a database without one; `password` becomes every account's.
Company found_company(store::Database& database, IdSource& ids, const work::World& world, const Seeds& seeds,
                      const std::vector<complaints::CategorySeed>& categories, Instant now, const std::string& password, std::uint64_t seed);
}  // namespace huiyin::simulation
