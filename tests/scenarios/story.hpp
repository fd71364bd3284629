// A story with a clock: who did what when, and what the department then owes. See any .scenario file.
#pragma once
#include <filesystem>
#include <functional>
#include <istream>
#include <map>
#include <optional>
#include <string>

#include "app/application.hpp"
#include "appraisal/appraisal.hpp"
#include "followups/use_cases.hpp"
#include "resident.hpp"
#include "reviews/reviews.hpp"
#include "simulation/company.hpp"

namespace huiyin::tests {

class Story {
  public:
    Story(app::Application& application, const simulation::Company& company);
    // Tells one line; answers "" or what was not as the line says.
    std::string tell(const std::string& line);

  private:
    struct Line;  // story_line.hpp
    template <class R, class C>
    std::string play(const Line& line, Result<R> (*use_case)(work::Unit&, const C&), const std::type_identity_t<C>& command);
    std::string act(const Line& line);
    std::optional<std::string> at_the_public_desk(const Line& line);
    std::string check(const std::string& sentence);
    std::optional<std::string> act_together(const Line& line);      // of matters that belong together; none: another verb
    std::optional<std::string> check_together(const std::string& what, std::istream& rest);
    std::optional<std::string> act_on_appraisal(const Line& line);  // none: it is no verb of the appraisal
    std::optional<std::string> check_appraisal(const std::string& what, std::istream& rest);
    AppraisalId record_of(const std::string& login, const std::string& kind, const std::string& period);
    appraisal::AppraisalPage record(AppraisalId id);
    std::string turn_to(const std::string& name);                   // "of=NAME": which matter a line speaks of
    std::optional<std::string> follow_up(const Line& line, const std::string& verb);  // none: it is no verb of follow-ups
    std::string check_follow_up(const std::string& what, std::istream& in);
    std::string depart(const work::Actor& actor, Day until);
    followups::FollowUpPage sheet();
    std::vector<followups::SheetOfMatter> sheets_of_joined();
    std::int64_t version_of_matter();
    std::string every_due_explains_itself();
    std::vector<obligations::Obligation> owed();
    void live_until(Instant now);
    void fire_due(Instant now);
    std::string on_review(const work::Actor& actor, const Line& line, const std::function<std::string(const reviews::DailyReview&)>& then);
    std::string check_review(std::istream& in);
    std::string check_duty(journal::Subject subject, std::istream& in);
    const simulation::Colleague& colleague(const std::string& login) const;

    app::Application& application_;
    const simulation::Company& company_;
    Zone zone_;
    Instant now_{};
    ComplaintId complaint_{};
    FollowUpId joined_{};  // the sheet of a household that joined the matter, while a line speaks of it
    FollowUpId sheet_{};  // of a guest who left; else the matter's newest
    ReviewId review_{};
    RemarkId remark_{};
    std::int64_t version_ = 0;
    std::map<std::string, ComplaintId> named_;
    Resident resident_;
};

}  // namespace huiyin::tests
