// The guide beside the forms: what to say and what to ask at each stage of a conversation (J1–J8, D17, D18, I3.1). Its lines
// are rulebook data. A form says which kinds it proposed and which were used; the compliance page shows both.
#pragma once
#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace huiyin::lexicon {

enum class Stage { greeting, listening, details, checking, solution, closing };
BOOST_DESCRIBE_ENUM(Stage, greeting, listening, details, checking, solution, closing)

struct ReadGuide {  // GET /guide
    static constexpr auto needs = Permission::anyone;
};
BOOST_DESCRIBE_STRUCT(ReadGuide, (), ())
struct GuideLineView {
    std::vector<std::string> topics;  // words of a category's name; none: for every matter
    Wording say;
    Wording why;                      // empty where no reason is given
};
BOOST_DESCRIBE_STRUCT(GuideLineView, (), (topics, say, why))
struct GuideKind {                    // one clause: a kind of question, or a line to say
    std::string clause;
    Wording title;
    std::vector<Stage> stages;        // when it is proposed
    bool gives_reason = false;        // an informational question always says why it is asked (J3)
    std::vector<GuideLineView> lines;
};
BOOST_DESCRIBE_STRUCT(GuideKind, (), (clause, title, stages, gives_reason, lines))
struct GuideView {
    std::string greeting;             // the company's own; "" if it has none
    std::string officer;              // who is speaking
    std::vector<GuideKind> kinds;
};
BOOST_DESCRIBE_STRUCT(GuideView, (), (greeting, officer, kinds))
Result<GuideView> read_guide(work::Reading& reading, const ReadGuide& query);

// One kind that a form proposed, and whether it was used; stands in the command of that form.
struct GuideUse {
    std::string clause;
    bool used = false;
};
BOOST_DESCRIBE_STRUCT(GuideUse, (), (clause, used))

void check_guide_uses(Checks& c, std::string_view field, const std::vector<GuideUse>& uses);
// Counts what was proposed and used under each clause; answers the used ones for the event's fact `questions`.
// A clause without a guide is refused as an unknown value of the field.
Result<boost::json::array> note_guide_uses(Unit& unit, journal::Subject subject, std::string_view field, const std::vector<GuideUse>& uses);

}  // namespace huiyin::lexicon
