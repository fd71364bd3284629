// The door for whoever has no account.
#include "app/public_door.hpp"

#include "http/digest.hpp"
#include "kernel/text.hpp"
#include "roster/roster.hpp"
#include "satisfaction/satisfaction.hpp"

namespace huiyin::app {
using namespace std::chrono_literals;

namespace {
using http::Endpoint;
using http::Exchange;
using http::Reply;
using work::Method;

constexpr std::size_t words_most = 16 * 1024;
const Refusal nothing_here{"public_desk.nothing-here", Trouble::missing};

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())
struct FeedQuery { std::string file; };
BOOST_DESCRIBE_STRUCT(FeedQuery, (), (file))
struct PlaceQuery { std::string code; };
BOOST_DESCRIBE_STRUCT(PlaceQuery, (), (code))

// A "no" inside a unit of work, on its way out through the transaction, which rolls back.
struct Refused {
    Refusal refusal;
};

std::string link_in(const Exchange& exchange) { return std::string(exchange.request->header(link_header)); }

std::string parameter(const Exchange& exchange, std::string_view name) {
    for (const auto& [key, value] : exchange.parameters)
        if (key == name) return value;
    return {};
}

template <class V>
Result<work::Answer> answered(Result<V> view) {
    if (!view) return refuse(std::move(view.error()));
    return work::Answer{json::text(*view), 0};
}

Endpoint open_endpoint(Method method, std::string path, std::string operation, schema::Type request, schema::Type reply) {
    return {.method = method, .path = std::move(path), .operation = std::move(operation), .options = {.creates = method == Method::post, .open = true, .tag = "public"},
            .request = std::move(request), .reply = std::move(reply), .max_body = words_most};
}

}  // namespace

std::vector<Endpoint> PublicDoor::described() {
    std::vector<Endpoint> all;
    all.push_back(open_endpoint(Method::get, "/public/places/{code}", "open_public_place", schema::of<PlaceQuery>(), schema::of<self::PublicPlace>()));
    all.push_back(open_endpoint(Method::post, "/public/places/{code}/submissions", "submit", schema::of<self::Submit>(), schema::of<self::Submitted>()));
    all.push_back(open_endpoint(Method::get, "/public/matter", "open_public_matter", schema::of<Nothing>(), schema::of<self::PublicMatter>()));
    all.push_back(open_endpoint(Method::post, "/public/matter/photos", "add_photo", schema::of<Nothing>(), schema::of<self::PhotoAdded>()));
    all.back().max_body = self::photo_bytes_most;
    all.back().media_types = {"image/jpeg", "image/png", "image/webp", "application/octet-stream"};
    all.push_back(open_endpoint(Method::post, "/public/matter/words", "add_words", schema::of<self::AddWords>(), schema::of<self::PublicMatter>()));
    all.push_back(open_endpoint(Method::post, "/public/matter/agreement", "say_agreement", schema::of<self::SayAgreement>(), schema::of<self::PublicMatter>()));
    all.push_back(open_endpoint(Method::post, "/public/matter/rating", "rate_matter", schema::of<self::Rate>(), schema::of<self::PublicMatter>()));
    all.push_back(open_endpoint(Method::get, "/public/rating", "open_public_rating", schema::of<Nothing>(), schema::of<satisfaction::RatingPage>()));
    all.push_back(open_endpoint(Method::get, "/public/calendars/{file}", "read_calendar", schema::of<FeedQuery>(), schema::of<Nothing>()));
    all.push_back(open_endpoint(Method::post, "/public/rating", "answer_rating", schema::of<self::Rate>(), schema::of<satisfaction::RatingPage>()));
    return all;
}

PublicDoor::PublicDoor(Application& application, const http::Clock& clock, bool proxy_in_front)
    : application_(application), clock_(clock), proxy_in_front_(proxy_in_front), salt_(http::random_token()),
      looks_(120, 500ms), submissions_(6, 60s), from_poster_(30, 20s), over_all_(300, 2s), guesses_(20) {}

std::vector<Endpoint> PublicDoor::endpoints() {
    auto all = described();
    const auto wire = [&](std::string_view operation, void (PublicDoor::*handler)(const Shared&, const Reply&)) {
        for (auto& e : all)
            if (e.operation == operation) e.answer = [this, handler](Shared exchange, Reply reply) { (this->*handler)(exchange, reply); };
    };
    wire("open_public_place", &PublicDoor::open_place);
    wire("submit", &PublicDoor::submit);
    wire("open_public_matter", &PublicDoor::open_matter);
    wire("add_photo", &PublicDoor::add_photo);
    wire("open_public_rating", &PublicDoor::open_rating);
    wire("answer_rating", &PublicDoor::answer_rating);
    wire("read_calendar", &PublicDoor::read_calendar);
    for (auto& e : all) {
        if (e.operation == "add_words") e.answer = [this](Shared x, Reply r) { on_matter<self::AddWords>(x, r, self::add_words); };
        if (e.operation == "say_agreement") e.answer = [this](Shared x, Reply r) { on_matter<self::SayAgreement>(x, r, self::say_agreement); };
        if (e.operation == "rate_matter") e.answer = [this](Shared x, Reply r) { on_matter<self::Rate>(x, r, self::rate); };
    }
    return all;
}

// Only a proxy that we were told about may say who is behind it, and only its own last word counts.
std::string PublicDoor::address_of(const http::Request& request) const {
    const auto forwarded = request.header("x-forwarded-for");
    if (!proxy_in_front_ || forwarded.empty()) return request.remote;
    return text::trim(forwarded.substr(forwarded.rfind(',') + 1));
}

std::string PublicDoor::origin_of(const http::Request& request) const { return http::sha256_hex(salt_ + address_of(request)).substr(0, 16); }

std::optional<http::Response> PublicDoor::slowed(const Exchange& exchange, bool hands_in, const std::string& poster) {
    const auto now = std::chrono::steady_clock::now();
    const auto address = address_of(*exchange.request);
    auto wait = std::max(guesses_.wait(address, now), looks_.take(address, now));
    if (hands_in && wait == 0s) wait = submissions_.take(address, now);
    if (hands_in && wait == 0s) wait = from_poster_.take(poster, now);
    if (hands_in && wait == 0s) wait = over_all_.take("", now);
    if (wait == 0s) return std::nullopt;
    return http::problem(Refusal{"too-many-attempts", Trouble::too_many, {}, {}, {{"retry_after", wait.count()}}});
}

void PublicDoor::guessed(const Exchange& exchange) { guesses_.failed(address_of(*exchange.request), std::chrono::steady_clock::now()); }

void PublicDoor::read(const Shared& exchange, const Reply& reply, SiteOf site_of, Read what) {
    if (auto wait = slowed(*exchange, false, {})) return reply(std::move(*wait));
    auto response = std::make_shared<http::Response>();
    auto missed = std::make_shared<bool>(false);
    auto job = [this, response, missed, world = application_.world(), site_of = std::move(site_of), what = std::move(what)](store::Tx& tx) {
        static const auto visitor = work::Actor::system();
        const auto site = site_of(tx);
        const auto result = [&]() -> Result<work::Answer> {
            if (!site) return refuse(nothing_here);
            work::Reading reading{tx, visitor, *site, clock_.now(), *world};
            return what(reading);
        }();
        *missed = !result && result.error() == nothing_here;
        *response = result ? http::json_reply(200, result->json) : http::problem(result.error());
    };
    application_.database().read(std::move(job), [this, exchange, response, missed, reply](std::exception_ptr trouble) {
        if (*missed) guessed(*exchange);
        reply(trouble ? http::trouble_reply(trouble, "a public page") : std::move(*response));
    });
}

void PublicDoor::write(const Shared& exchange, const Reply& reply, int status, SiteOf site_of, Write what) {
    struct Done {
        std::string json;
        SiteId site{};
        std::vector<journal::Event> told;
    };
    auto done = std::make_shared<Done>();
    auto job = [this, done, world = application_.world(), site_of = std::move(site_of), what = std::move(what)](store::Tx& tx) {
        static const auto visitor = work::Actor::system();
        const auto site = site_of(tx);
        if (!site) throw Refused{nothing_here};
        const auto now = clock_.now();
        work::Unit unit(tx, application_.ids(), *world, visitor, *site, now, now);
        auto result = what(unit);
        if (!result) throw Refused{std::move(result.error())};
        *done = {std::move(result->json), *site, unit.told()};
    };
    application_.database().write(std::move(job), [this, exchange, done, status, reply](std::exception_ptr trouble) {
        if (!trouble) {
            if (!done->told.empty()) application_.committed(done->site, done->told);
            return reply(http::json_reply(status, std::move(done->json)));
        }
        try {
            std::rethrow_exception(trouble);
        } catch (const Refused& no) {
            if (no.refusal == nothing_here) guessed(*exchange);
            return reply(http::problem(no.refusal));
        } catch (...) {
            reply(http::trouble_reply(trouble, "a public page"));
        }
    });
}

void PublicDoor::open_place(const Shared& exchange, const Reply& reply) {
    const auto code = parameter(*exchange, "code");
    read(exchange, reply, [code](store::Tx& tx) { return self::site_of_code(tx, code); },
         [code](work::Reading& reading) { return answered(self::open_place(reading, code)); });
}

void PublicDoor::submit(const Shared& exchange, const Reply& reply) {
    const auto command = http::read_command<self::Submit>(*exchange);
    if (!command) return reply(http::problem(command.error()));
    if (auto wait = slowed(*exchange, true, command->code)) return reply(std::move(*wait));
    const auto origin = origin_of(*exchange->request);
    write(exchange, reply, 201, [code = command->code](store::Tx& tx) { return self::site_of_code(tx, code); },
          [command = *command, origin](work::Unit& unit) { return answered(self::submit(unit, command, origin)); });
}

void PublicDoor::open_matter(const Shared& exchange, const Reply& reply) {
    const auto link = link_in(*exchange);
    read(exchange, reply, [link](store::Tx& tx) { return self::site_of_link(tx, link); },
         [link](work::Reading& reading) { return answered(self::open_matter(reading, link)); });
}

void PublicDoor::add_photo(const Shared& exchange, const Reply& reply) {
    if (auto wait = slowed(*exchange, false, {})) return reply(std::move(*wait));
    const auto link = link_in(*exchange);
    write(exchange, reply, 201, [link](store::Tx& tx) { return self::site_of_link(tx, link); },
          [link, exchange](work::Unit& unit) { return answered(self::add_photo(unit, link, exchange->request->body)); });
}

template <class C>
void PublicDoor::on_matter(const Shared& exchange, const Reply& reply, Result<self::PublicMatter> (*use_case)(work::Unit&, std::string_view, const C&)) {
    const auto command = http::read_command<C>(*exchange);
    if (!command) return reply(http::problem(command.error()));
    if (auto wait = slowed(*exchange, false, {})) return reply(std::move(*wait));
    const auto link = link_in(*exchange);
    write(exchange, reply, 201, [link](store::Tx& tx) { return self::site_of_link(tx, link); },
          [link, use_case, command = *command](work::Unit& unit) { return answered(use_case(unit, link, command)); });
}

void PublicDoor::open_rating(const Shared& exchange, const Reply& reply) {
    const auto link = link_in(*exchange);
    read(exchange, reply, [link](store::Tx& tx) { return satisfaction::site_of_link(tx, link); },
         [link](work::Reading& reading) { return answered(satisfaction::open_rating(reading, link)); });
}

void PublicDoor::answer_rating(const Shared& exchange, const Reply& reply) {
    const auto command = http::read_command<self::Rate>(*exchange);
    if (!command) return reply(http::problem(command.error()));
    if (auto wait = slowed(*exchange, false, {})) return reply(std::move(*wait));
    const auto link = link_in(*exchange);
    write(exchange, reply, 201, [link](store::Tx& tx) { return satisfaction::site_of_link(tx, link); },
          [link, command = *command](work::Unit& unit) {
              const auto grade = *json::enum_value<satisfaction::RatingGrade>(json::enum_name(command.grade));
              return answered(satisfaction::answer_link(unit, link, grade, command.words));
          });
}

// A person's shifts, for a program that can only be given an address (RFC 5545).
void PublicDoor::read_calendar(const Shared& exchange, const Reply& reply) {
    const auto file = parameter(*exchange, "file");
    const auto secret = file.ends_with(".ics") ? file.substr(0, file.size() - 4) : std::string{};
    const Reply as_calendar([reply](http::Response r) {
        if (r.status == 200) r.headers = {{"Content-Type", "text/calendar; charset=utf-8"}, {"Cache-Control", "no-store"}, {"Content-Disposition", "inline; filename=\"shifts.ics\""}};
        reply(std::move(r));
    });
    read(exchange, as_calendar, [secret](store::Tx& tx) { return roster::site_of_feed(tx, secret); },
         [secret](work::Reading& reading) -> Result<work::Answer> {
             auto calendar = roster::read_feed(reading, secret);
             if (!calendar) return refuse(calendar.error());
             return work::Answer{std::move(*calendar), 0};
         });
}

}  // namespace huiyin::app
