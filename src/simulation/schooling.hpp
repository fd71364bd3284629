// How the site's people are trained in a simulated life (C11, A4.4.4): a course, a bank, a plan that the director approves, sessions,
// exams and marks. Its chance is its own, so that it moves nothing else of the life.
#pragma once
#include <set>

#include "simulation/chance.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Schooling {
  public:
    Schooling(store::Database& database, IdSource& ids, const work::World& world, const Company& company, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), company_(company), chance_(seed ^ 0xC11C11) {}

    // An hour of a working afternoon: whoever plans plans, whoever is invited comes, whoever has an exam sits it.
    void afternoon(Instant at);

    std::int64_t passed() const { return passed_; }
    std::int64_t failed() const { return failed_; }
    const std::vector<std::string>& broken() const { return broken_; }

  private:
    const Colleague* who(work::Post post) const;
    void begin(Instant at);
    void rule(Instant at);
    void plan_sessions(Instant at);
    void hold(Instant at);
    void sit(const Colleague& examinee, Instant at);
    void mark(const Colleague& examiner, Instant at);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    Chance chance_;
    bool begun_ = false;
    CourseId course_{};
    TrainingPlanId plan_{};
    Instant next_session_{};
    std::int64_t passed_ = 0, failed_ = 0;
    std::vector<std::string> broken_;
};

}  // namespace huiyin::simulation
