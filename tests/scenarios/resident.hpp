// The resident of a story, and what the desk does with what the resident hands in (D2) and says of us (F3).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "self/self.hpp"
#include "simulation/company.hpp"

namespace huiyin::tests {

class Resident {
  public:
    struct Line {
        std::string verb, text;
        std::map<std::string, std::string> words;
    };
    Resident(app::Application& application, const simulation::Company& company) : application_(application), company_(company) {}

    // "resident hands-in|adds|agrees|disagrees|rates …"; answers what the door said: "" or a refusal.
    std::string does(Instant now, const Line& line);
    // "<colleague> takes-up|turns-away|calls-let-down …"; nothing if it is another verb.
    std::optional<std::string> answered(Instant now, const work::Actor& actor, const Line& line);

    ComplaintId matter() const { return matter_; }
    std::string stage(Instant now);
    std::vector<obligations::Obligation> owed();

  private:
    template <class R>
    std::string at_the_door(Instant now, std::function<Result<R>(work::Unit&)> what);
    void make_poster(Instant now);

    app::Application& application_;
    const simulation::Company& company_;
    std::string code_, link_;
    SubmissionId submission_{};
    ComplaintId matter_{};
    int attempts_ = 0;
};

}  // namespace huiyin::tests
