// Scoring what was drawn, by the same use-cases as from the page.
#include "simulation/reviewing.hpp"

#include <map>

#include "quality/quality.hpp"

namespace huiyin::simulation {

void Reviewing::afternoon(Instant at) {
    if (company_.seeds.reviewing.deductions.empty()) return;
    for (const auto& one : company_.staff)
        if (one.actor.may(work::Permission::review_quality, company_.site)) score_for(one, at);
}

void Reviewing::score_for(const Colleague& reviewer, Instant at) {
    using namespace quality;
    const auto list = ask(database_, world_, reviewer.actor, company_.site, at, list_quality_reviews, ListQualityReviews{.show = QualityShow::to_score});
    if (!list) return;
    bool any = false;
    for (const auto& row : list->rows) {
        if (!chance_.in_hundred(row.late ? 80 : 20)) continue;
        const auto page = ask(database_, world_, reviewer.actor, company_.site, at, open_quality_review, OpenQualityReview{row.id});
        if (!page || !page->may_score) continue;
        std::map<std::string, std::int64_t> left;
        for (const auto& item : page->items) left[item.key] = item.points.hundredths;
        ScoreQualityReview command{row.id, page->version, {}, {}};
        for (auto n = chance_.below(5); n > 0; --n) {
            const auto& heard = company_.seeds.reviewing.deductions[chance_.below(company_.seeds.reviewing.deductions.size())];
            const auto points = 100 * (2 + static_cast<std::int64_t>(chance_.below(9)));
            if (left[heard.item] < points) continue;
            left[heard.item] -= points;
            command.marks.push_back({heard.item, {points}, heard.reason});
        }
        std::int64_t expected = 0;
        for (const auto& [item, points] : left) expected += points;
        const auto done = perform(database_, ids_, world_, reviewer.actor, company_.site, at, score_quality_review, command);
        if (!done || done->score.hundredths != expected) {
            broken_.push_back("a quality review was not kept as it was scored: " + (done ? done->score.text() : done.error().code));
            continue;
        }
        ++scored_;
        any = true;
    }
    if (any) check_samples(reviewer, at);
}

// Whatever happens meanwhile, the seed still draws the same matters.
void Reviewing::check_samples(const Colleague& reader, Instant at) {
    const auto samples = ask(database_, world_, reader.actor, company_.site, at, quality::list_quality_samples, quality::ListQualitySamples{});
    if (!samples) return;
    for (const auto& s : samples->rows) {
        const auto page = ask(database_, world_, reader.actor, company_.site, at, quality::open_quality_sample, quality::OpenQualitySample{s.id});
        if (!page || !page->as_drawn) broken_.push_back("the sample of " + s.month.iso() + " is not as its seed draws it");
    }
}

}  // namespace huiyin::simulation
