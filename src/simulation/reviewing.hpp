// How drawn matters are reviewed in a simulated life (J9): by the supervisor, the supervisor's own by the manager, mostly in time.
#pragma once
#include "simulation/chance.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Reviewing {
  public:
    Reviewing(store::Database& database, IdSource& ids, const work::World& world, const Company& company, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), company_(company), chance_(seed ^ 0x99A1) {}

    void afternoon(Instant at);

    std::int64_t scored() const { return scored_; }
    const std::vector<std::string>& broken() const { return broken_; }

  private:
    void score_for(const Colleague& reviewer, Instant at);
    void check_samples(const Colleague& reader, Instant at);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    Chance chance_;
    std::int64_t scored_ = 0;
    std::vector<std::string> broken_;
};

}  // namespace huiyin::simulation
