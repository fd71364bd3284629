// Who hears whom.
#include "app/listeners.hpp"

#include "app/public_desk.hpp"
#include "appraisal/appraisal.hpp"
#include "attendance/attendance.hpp"
#include "complaints/use_cases.hpp"
#include "customers/customers.hpp"
#include "customers/vip.hpp"
#include "followups/use_cases.hpp"
#include "forms/forms.hpp"
#include "notices/notices.hpp"
#include "organisation/leave.hpp"
#include "satisfaction/satisfaction.hpp"
#include "self/self.hpp"
#include "desk/desk.hpp"
#include "qualification/qualification.hpp"
#include "quality/quality.hpp"
#include "reviews/reviews.hpp"
#include "roster/roster.hpp"
#include "seed_files.hpp"
#include "simulation/seeds.hpp"
#include "training/training.hpp"
#include "work/days.hpp"

namespace huiyin::app {
namespace {
const std::vector<complaints::CategorySeed>& categories() {
    static const auto read = [] {
        for (const auto& file : embedded::seed_files()) {
            if (file.path == "categories.yaml") return simulation::parse_categories(file.text());
        }
        throw Impossible("the seeds hold the categories");
    }();
    return read;
}

const std::vector<lexicon::PhraseSeed>& phrases() {
    static const auto read = [] {
        for (const auto& file : embedded::seed_files()) {
            if (file.path == "phrases.yaml") return simulation::parse_phrases(file.text());
        }
        throw Impossible("the seeds hold the canned answers");
    }();
    return read;
}

// A new site can record from its first minute: it starts with the usual categories, and canned answers,
// which it may change.
void furnish(work::Unit& unit, const journal::Event& event) {
    work::Unit there(unit.tx, unit.ids(), unit.world(), unit.actor, SiteId{event.subject.id}, unit.moment.now, unit.written_at());
    const auto made = complaints::create_categories(there, categories());
    ensure(made.has_value(), "the seeds name each category once");
    lexicon::create_phrases(there, phrases());
}
}  // namespace

void listen_to_each_other(work::World& world) {
    world.speakable = [](work::Unit& unit, std::string_view field, std::string_view text) { return lexicon::fit_to_keep(unit, {{field, text}}); };
    organisation::listen(world);
    qualification::listen(world);
    customers::listen(world);
    complaints::listen(world);
    customers::listen_for_vips(world);
    followups::listen(world);
    notices::listen(world);
    forms::listen(world);
    forms::make_after(world, "complaint.closed", forms::Kind::complaint, forms::Occasion::closing);  // D8
    forms::make_after(world, "follow_up.signed", forms::Kind::follow_up, forms::Occasion::signing);   // D14
    forms::make_after(world, "daily_review.signed", forms::Kind::daily_review, forms::Occasion::signing);  // C1
    const auto of_a_month = [](const journal::Event& event) {
        const auto* kind = event.facts.if_contains("kind");
        return kind && kind->is_string() && kind->as_string() == "month";
    };
    forms::make_after(world, "appraisal.scored", forms::Kind::appraisal_month, forms::Occasion::signing, of_a_month);  // A4.7
    const auto of_the_year = [](const journal::Event& event) { return event.facts.at("span").as_string() == "annual"; };
    forms::make_after(world, "statistics.signed", forms::Kind::appraisal_statistics, forms::Occasion::signing, std::not_fn(of_the_year));  // A4.7
    forms::make_after(world, "statistics.signed", forms::Kind::annual_statistics, forms::Occasion::signing, of_the_year);  // A5
    self::listen(world);
    satisfaction::listen(world);
    introduce_public_desk();
    notices::write_to_customers(world);
    work::name_days(world);
    reviews::listen(world);
    appraisal::listen(world);
    training::listen(world);
    roster::listen(world);
    attendance::listen(world);
    quality::listen(world);
    desk::listen(world);
    world.listeners.emplace("site.created", furnish);
}

}  // namespace huiyin::app
