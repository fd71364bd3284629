// A story with a clock: who did what when, and what the department then owes. See any .scenario file.
#pragma once
#include <filesystem>
#include <istream>
#include <map>
#include <optional>
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
    struct Line {
        std::string who, verb, text;
        std::map<std::string, std::string> words;  // key=value; a bare word is its own value
        std::string refusal, clause;               // what the line expects to be refused with
        std::string word(const std::string& key, const std::string& otherwise = "") const {
            const auto at = words.find(key);
            return at == words.end() ? otherwise : at->second;
        }
    };
    template <class R, class C>
    std::string play(const Line& line, Result<R> (*use_case)(work::Unit&, const C&), const std::type_identity_t<C>& command);
    std::string act(const Line& line);
    std::string check(const std::string& sentence);
    std::optional<std::string> act_together(const Line& line);      // of matters that belong together; none: another verb
    std::optional<std::string> check_together(const std::string& what, std::istream& rest);
    std::string turn_to(const std::string& name);                   // "of=NAME": which matter a line speaks of
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
    std::map<std::string, ComplaintId> named_;
};

}  // namespace huiyin::tests
