#include "simulation/residents.hpp"

#include <fmt/format.h>

#include "satisfaction/satisfaction.hpp"

namespace huiyin::simulation {
namespace {

// Which of the six kinds a resident picks: the page offers four.
self::SubmissionKind picked(complaints::Kind kind) {
    switch (kind) {
        case complaints::Kind::enquiry: return self::SubmissionKind::enquiry;
        case complaints::Kind::repair_request: return self::SubmissionKind::repair_request;
        case complaints::Kind::opinion: return self::SubmissionKind::opinion;
        case complaints::Kind::complaint:
        case complaints::Kind::demand:
        case complaints::Kind::violation: return self::SubmissionKind::complaint;
    }
    return self::SubmissionKind::complaint;
}

}  // namespace

// A unit of work of the door's visitor; a refusal rolls it back.
template <class R, class F>
std::optional<R> Residents::at_the_door(Instant now, F f) {
    struct RolledBack {};
    std::optional<R> result;
    try {
        database_.write_now([&](store::Tx& tx) {
            const auto visitor = work::Actor::system();
            work::Unit unit(tx, ids_, world_, visitor, company_.site, now, now);
            Result<R> answer = f(unit);
            if (!answer) throw RolledBack{};
            result = std::move(*answer);
        });
    } catch (const RolledBack&) {
        return std::nullopt;
    }
    return result;
}

const std::string& Residents::code(Instant now) {
    if (code_.empty()) {
        const auto system = work::Actor::system();
        (void)perform(database_, ids_, world_, system, company_.site, now, self::publish_office,
                      self::PublishOffice{.version = 0, .address = "1栋一层客服中心", .phone = "0756-8123456", .hours = "8:30—18:00，热线昼夜有人", .web_address = ""});
        const auto poster = perform(database_, ids_, world_, system, company_.site, now, self::make_poster, self::MakePoster{});
        if (poster) code_ = poster->code;
    }
    return code_;
}

std::optional<Residents::HandedIn> Residents::hand_in(Instant now, const Seeds::Matter& matter) {
    self::Submit command{.code = code(now), .attempt = fmt::format("{:032x}", ++attempts_), .kind = picked(matter.kind), .text = matter.text};
    const auto made = at_the_door<self::Submitted>(now, [&](work::Unit& unit) { return self::submit(unit, command, {}); });
    if (!made) return std::nullopt;
    return HandedIn{made->id, made->link};
}

std::optional<ComplaintId> Residents::taken_up(Instant now, const Colleague& officer, SubmissionId id, const Seeds::Matter& matter, const Home& home) {
    self::AcceptSubmission command{.id = id, .version = 1, .kind = *json::enum_value<self::MatterKind>(json::enum_name(matter.kind)),
                                   .category = company_.categories.at(matter.category), .subject = matter.subject, .unit = home.unit, .person = home.person};
    const auto done = perform(database_, ids_, world_, officer.actor, company_.site, now, self::accept_submission, command);
    if (!done) return std::nullopt;
    return done->complaint;
}

bool Residents::agrees(Instant now, const std::string& link, bool yes, const std::string& why) {
    return at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::say_agreement(unit, link, {yes, why}); }).has_value();
}

std::optional<RatingId> Residents::rates(Instant now, const Colleague& officer, ComplaintId matter, const std::string& link, self::Grade grade, const std::string& words) {
    if (!link.empty()) {
        if (!at_the_door<self::PublicMatter>(now, [&](work::Unit& unit) { return self::rate(unit, link, {grade, words}); })) return std::nullopt;
    } else {
        const auto sent = perform(database_, ids_, world_, officer.actor, company_.site, now, satisfaction::make_rating_link,
                                  satisfaction::MakeRatingLink{matter, "https://huiyin.example"});
        if (!sent) return std::nullopt;
        const auto secret = sent->link.substr(sent->link.find('#') + 1);
        const auto said = *json::enum_value<satisfaction::RatingGrade>(json::enum_name(grade));
        if (!at_the_door<satisfaction::RatingPage>(now, [&](work::Unit& unit) { return satisfaction::answer_link(unit, secret, said, words); })) return std::nullopt;
    }
    if (grade != self::Grade::dissatisfied) return std::nullopt;
    return database_.read_now([&](store::Tx& tx) -> std::optional<RatingId> {
        work::Reading reading{tx, officer.actor, company_.site, now, world_};
        const auto state = satisfaction::open_rating_state(reading, {matter});
        if (!state || state->ratings.empty()) return std::nullopt;
        return state->ratings.back().id;
    });
}

bool Residents::called(Instant now, const Colleague& supervisor, RatingId rating, const std::string& words) {
    return perform(database_, ids_, world_, supervisor.actor, company_.site, now, satisfaction::follow_up_rating, satisfaction::FollowUpRating{rating, 1, words}).has_value();
}

}  // namespace huiyin::simulation
