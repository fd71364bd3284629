// Residents who use the poster's code instead of the telephone (D2), and who say afterwards how we did (F3): through
// the same doors as on their phones.
#pragma once
#include <optional>
#include <string>

#include "complaints/complaints.hpp"
#include "self/self.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Residents {
  public:
    Residents(store::Database& database, IdSource& ids, const work::World& world, const Company& company)
        : database_(database), ids_(ids), world_(world), company_(company) {}

    struct HandedIn { SubmissionId id{}; std::string link; };
    std::optional<HandedIn> hand_in(Instant now, const Seeds::Matter& matter);
    // The desk takes it up as a matter; the clocks run from when it was handed in.
    std::optional<ComplaintId> taken_up(Instant now, const Colleague& officer, SubmissionId id, const Seeds::Matter& matter, const Home& home);
    bool agrees(Instant now, const std::string& link, bool yes, const std::string& why);
    // By the page of the submission, or by a link that the officer sent; answers the rating if somebody was let down.
    std::optional<RatingId> rates(Instant now, const Colleague& officer, ComplaintId matter, const std::string& link, self::Grade grade, const std::string& words);
    bool called(Instant now, const Colleague& supervisor, RatingId rating, const std::string& words);

  private:
    template <class R, class F>
    std::optional<R> at_the_door(Instant now, F f);
    const std::string& code(Instant now);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    std::string code_;
    int attempts_ = 0;
};

}  // namespace huiyin::simulation
