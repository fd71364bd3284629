#include "resident.hpp"

#include <fmt/format.h>

#include "satisfaction/satisfaction.hpp"

namespace huiyin::tests {
namespace {

std::string said(const Refusal& r) {
    std::string out = r.code + (r.clause.empty() ? "" : " " + r.clause);
    for (const auto& f : r.fields) out += " " + f.field + ":" + f.code;
    return out;
}

template <class E>
E choice(const std::map<std::string, std::string>& words, const std::string& key, E otherwise) {
    const auto at = words.find(key);
    return at == words.end() ? otherwise : json::enum_value<E>(at->second).value();
}

}  // namespace

template <class R>
std::string Resident::at_the_door(Instant now, std::function<Result<R>(work::Unit&)> what) {
    const auto done = application_.in_unit(work::Actor::system(), company_.site, now, now, [&](work::Unit& unit) -> Result<void> {
        auto answer = what(unit);
        if (!answer) return refuse(answer.error());
        if constexpr (std::is_same_v<R, self::Submitted>) {
            link_ = answer->link;
            submission_ = answer->id;
        }
        return {};
    });
    return done ? "" : said(done.error());
}

void Resident::make_poster(Instant now) {
    if (!code_.empty()) return;
    code_ = application_.perform(work::Actor::system(), company_.site, now, self::make_poster, self::MakePoster{}).value().code;
}

std::string Resident::does(Instant now, const Line& line) {
    make_poster(now);
    if (line.verb == "hands-in") {
        self::Submit command{.code = code_, .attempt = fmt::format("{:032x}", ++attempts_), .kind = choice(line.words, "kind", self::SubmissionKind::complaint), .text = line.text};
        return at_the_door<self::Submitted>(now, [&](work::Unit& unit) { return self::submit(unit, command, "story"); });
    }
    if (line.verb == "adds") return at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::add_words(unit, link_, {line.text}); });
    if (line.verb == "agrees") return at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::say_agreement(unit, link_, {true, ""}); });
    if (line.verb == "disagrees") return at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::say_agreement(unit, link_, {false, line.text}); });
    if (line.verb == "rates")
        return at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::rate(unit, link_, {choice(line.words, "grade", self::Grade::satisfied), line.text}); });
    return "a resident does not know the verb " + line.verb;
}

std::optional<std::string> Resident::answered(Instant now, const work::Actor& actor, const Line& line) {
    const auto play = [&](auto use_case, const auto& command) -> std::string {
        const auto result = application_.perform(actor, company_.site, now, use_case, command);
        if (!result) return said(result.error());
        if constexpr (requires { result->complaint; })
            if (result->complaint) matter_ = *result->complaint;
        return {};
    };
    const auto because = line.words.contains("because") ? line.words.at("because") : "";
    if (line.verb == "takes-up") {
        const auto category = line.words.contains("category") ? line.words.at("category") : "漏水渗水";
        return play(self::accept_submission, self::AcceptSubmission{.id = submission_, .version = 1, .kind = choice(line.words, "kind", self::MatterKind::complaint),
                                                                    .category = company_.categories.at(category), .subject = line.text,
                                                                    .unit = company_.homes.front().unit, .person = company_.homes.front().person});
    }
    if (line.verb == "turns-away")
        return play(self::reject_submission, self::RejectSubmission{.id = submission_, .version = 1, .reason = choice(line.words, "as", self::RejectReason::not_ours), .words = line.text, .say_anyway = because});
    if (line.verb == "calls-let-down") {
        const auto rating = application_.database().read_now([&](store::Tx& tx) {
            const auto world = application_.world();
            work::Reading reading{tx, actor, company_.site, now, *world};
            return satisfaction::open_rating_state(reading, {matter_}).value().ratings.back();
        });
        return play(satisfaction::follow_up_rating, satisfaction::FollowUpRating{rating.id, rating.version, line.text, because});
    }
    return std::nullopt;
}

std::string Resident::stage(Instant now) {
    return application_.database().read_now([&](store::Tx& tx) -> std::string {
        const auto world = application_.world();
        const auto visitor = work::Actor::system();
        work::Reading reading{tx, visitor, company_.site, now, *world};
        const auto seen = self::open_matter(reading, link_);
        return seen ? std::string(json::enum_name(seen->stage)) : seen.error().code;
    });
}

std::vector<obligations::Obligation> Resident::owed() {
    if (!submission_) return {};
    return application_.database().read_now([&](store::Tx& tx) {
        auto all = obligations::of_subject(tx, {journal::SubjectKind::submission, submission_.value});
        if (!matter_) return all;
        const auto world = application_.world();
        const auto visitor = work::Actor::system();
        work::Reading reading{tx, visitor, company_.site, {}, *world};
        for (const auto& rating : satisfaction::open_rating_state(reading, {matter_}).value().ratings)
            for (auto& o : obligations::of_subject(tx, {journal::SubjectKind::rating, rating.id.value})) all.push_back(std::move(o));
        return all;
    });
}

}  // namespace huiyin::tests
