// How the site's people are appraised in a simulated life (chapter A): inspected and scored in time, mostly, evidence decided,
// answers given, some appeals. Its chance is its own, so that it moves nothing else of the life.
#pragma once
#include "simulation/chance.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Appraising {
  public:
    Appraising(store::Database& database, IdSource& ids, const work::World& world, const Company& company, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), company_(company), chance_(seed ^ 0xA4A4) {}

    // An hour of a working afternoon: whoever scores scores some of what waits, whoever was scored answers.
    void afternoon(Instant at);

    std::int64_t scored() const { return scored_; }
    const std::vector<std::string>& broken() const { return broken_; }  // records that did not read back as signed

  private:
    void score_for(const Colleague& scorer, Instant at);
    void answer_for(const Colleague& employee, Instant at);
    void rule_for(const Colleague& quality, Instant at);
    void sign_years(const Colleague& manager, Instant at);
    void sign_statistics_of(const Colleague& manager, Instant at);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    Chance chance_;
    std::int64_t scored_ = 0;
    std::vector<std::string> broken_;
};

}  // namespace huiyin::simulation
