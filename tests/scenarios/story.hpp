// A story with a clock: who did what when, and what the department then owes. See any .scenario file.
#pragma once
#include <filesystem>
#include <string>

#include "app/application.hpp"
#include "simulation/company.hpp"

namespace huiyin::tests {

class Story {
  public:
    Story(app::Application& application, const simulation::Company& company);
    // Tells one line; answers "" or what was not as the line says.
    std::string tell(const std::string& line);

  private:
    struct Line;
    std::string act(const Line& line);
    std::string check(const std::string& sentence);
    std::string every_due_explains_itself();
    std::vector<obligations::Obligation> owed();
    void fire_due(Instant now);
    const simulation::Colleague& colleague(const std::string& login) const;

    app::Application& application_;
    const simulation::Company& company_;
    Zone zone_;
    Instant now_{};
    ComplaintId complaint_{};
    std::int64_t version_ = 0;
};

}  // namespace huiyin::tests
