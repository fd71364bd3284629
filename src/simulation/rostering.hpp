// The roster of a simulated site (C3): shifts once, a month published in time, now and then somebody late. Its chance is its
// own, so that it moves nothing else of the life.
#pragma once
#include "kernel/time.hpp"
#include "simulation/chance.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Rostering {
  public:
    Rostering(store::Database& database, IdSource& ids, const work::World& world, const Company& company, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), company_(company), chance_(seed ^ 0xC3C3) {}

    // An hour of a working afternoon: the supervisor publishes what is owed.
    void afternoon(Instant at);

    std::int64_t published() const { return published_; }
    const std::vector<std::string>& broken() const { return broken_; }  // what a gate refused that should have passed

  private:
    const Colleague* supervisor() const;
    bool furnish(const Colleague& by, Instant at);
    void publish(const Colleague& by, Day month, Instant at);
    void attend(const Colleague& by, Day today, Instant at);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    Chance chance_;
    Day done_{}, attended_{};  // the month that is published, the day that was looked at
    ShiftId day_{}, evening_{};
    std::int64_t published_ = 0;
    std::vector<std::string> broken_;
};

}  // namespace huiyin::simulation
