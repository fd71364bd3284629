// The door: from an address to a use-case and back.
#include "http/api.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

#include "http/digest.hpp"
#include "http/idempotency.hpp"

namespace huiyin::http {
namespace {
constexpr std::size_t usual_body_limit = 1024 * 1024;

// A "no" inside a unit of work, on its way out through the transaction, which rolls back.
struct Refused {
    Refusal refusal;
};

std::string_view name_of(work::Method m) {
    switch (m) {
        case work::Method::get: return "GET";
        case work::Method::post: return "POST";
        case work::Method::put: return "PUT";
        case work::Method::del: return "DELETE";
    }
    return "GET";
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::string_view media_type(const Request& request) {
    auto type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return type;
}

// Another site's page can make a browser send our cookie only where SameSite is unknown; these two it cannot forge.
bool from_elsewhere(const Request& request) {
    if (request.header("sec-fetch-site") == "cross-site") return true;
    auto origin = request.header("origin");
    if (origin.empty()) return false;
    const auto scheme = origin.find("://");
    if (scheme == std::string_view::npos) return true;  // "null" too
    return origin.substr(scheme + 3) != request.header("host");
}

Response answer_reply(int status, const work::Answer& answer) {
    auto r = json_reply(status, answer.json);
    if (answer.version > 0) r.headers.emplace_back("ETag", "\"v" + std::to_string(answer.version) + "\"");
    return r;
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_') {
            out += static_cast<char>(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

Response raw_reply(const work::RawAnswer& answer) {
    Response r;
    r.headers = {{"Content-Type", answer.media_type},
                 {"Cache-Control", "private, no-store"},
                 {"Content-Disposition", std::string(answer.inline_ ? "inline" : "attachment") + "; filename*=UTF-8''" +
                                             percent_encoded(answer.file_name)},
                 {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"}};
    r.body = answer.bytes;
    return r;
}
}  // namespace

Response trouble_reply(std::exception_ptr trouble, const std::string& what) {
    try {
        std::rethrow_exception(trouble);
    } catch (const Refused& r) {
        return problem(r.refusal);
    } catch (const store::Busy&) {
        return problem(503, "busy");
    } catch (const store::Unique&) {
        return problem(409, "already-exists");
    } catch (const store::StaleRow&) {
        return problem(409, "stale");
    } catch (const std::exception& e) {
        const auto id = random_token().substr(0, 10);
        spdlog::error("{} broke, request {}: {}", what, id, e.what());
        return problem(500, Refusal{"internal-error", Trouble::conflict, {}, {}, {{"request", id}}});
    }
}

// What an address leads to: one of the three is set.
struct Api::Target {
    const work::Route* route = nullptr;
    const work::RawRoute* raw = nullptr;
    const Endpoint* endpoint = nullptr;

    work::Method method() const { return route ? route->method : raw ? raw->method : endpoint->method; }
    const std::string& path() const { return route ? route->path : raw ? raw->path : endpoint->path; }
    const std::string& operation() const { return route ? route->operation : raw ? raw->operation : endpoint->operation; }
    work::Permission needs() const { return route ? route->needs : raw ? raw->needs : endpoint->needs; }
    const work::RouteOptions& options() const { return route ? route->options : raw ? raw->options : endpoint->options; }
    bool writes() const { return method() != work::Method::get; }
    const std::vector<std::string>* media_types() const {  // null: JSON
        if (raw) return &raw->media_types;
        return endpoint && !endpoint->media_types.empty() ? &endpoint->media_types : nullptr;
    }
    std::size_t body_limit() const {
        if (raw) return raw->max_body;
        return endpoint && endpoint->max_body > 0 ? endpoint->max_body : usual_body_limit;
    }
};

struct Api::Asked {
    const Target* target = nullptr;  // null: a file of the web app
    Exchange exchange;
};

// One write under way: everything its job needs, whole until the answer is given.
struct Api::Change_ {
    std::shared_ptr<Asked> asked;
    std::shared_ptr<const work::World> world;
    std::function<Result<work::Answer>(work::Unit&)> run;
    std::optional<KeyedRequest> key;
    bool tried_again = false;
    // Set by the job, whole each time it runs.
    FirstAnswer answer;
    bool replayed = false;
    std::vector<journal::Event> told;
    Headers headers;
    Instant now{};
};

Api::Api(ApiParts parts) : parts_(std::move(parts)) {
    const auto add = [this](Target target) {
        const std::string path = "/api" + target.path();
        const auto method = name_of(target.method());
        targets_.push_back(std::make_unique<Target>(target));
        router_.add(method, path, targets_.size() - 1);
    };
    for (const auto& r : parts_.routes.all()) add({.route = &r});
    for (const auto& r : parts_.routes.all_raw()) add({.raw = &r});
    for (const auto& e : parts_.endpoints) add({.endpoint = &e});
}
Api::~Api() = default;

void Api::admit(std::shared_ptr<Request> request, Admit admit) {
    const auto refuse_with = [&](Response r) { admit({0, std::make_shared<Response>(std::move(r))}); };
    auto asked = std::make_shared<Asked>();
    asked->exchange.request = request;
    request->context = asked;

    if (request->path != "/api" && !request->path.starts_with("/api/")) {
        if (!parts_.files) return refuse_with(problem(404, "not-found"));
        if (request->method != "GET" && request->method != "HEAD") return refuse_with(parts_.files->answer(*request));
        return admit({0, nullptr});
    }
    auto found = router_.find(request->method, request->path);
    auto query = parse_query(request->query);
    if (found.malformed || !query) return refuse_with(problem(400, "malformed-address"));
    if (!found.target) {
        if (found.allowed.empty()) return refuse_with(problem(404, "not-found"));
        auto r = problem(405, "method-not-allowed");
        r.headers.emplace_back("Allow", found.allowed);
        return refuse_with(std::move(r));
    }
    const auto& target = *targets_[*found.target];
    asked->target = &target;
    std::size_t at = 0;
    const std::string& path = target.path();
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
        asked->exchange.parameters.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1), found.values[at++]);
    }
    for (auto& p : *query) asked->exchange.parameters.push_back(std::move(p));

    if (target.writes()) {
        if (from_elsewhere(*request)) return refuse_with(problem(403, "cross-site"));
        const auto type = media_type(*request);
        const auto* bytes = target.media_types();
        const bool fits = bytes ? std::ranges::find(*bytes, type) != bytes->end()
                                : type == "application/json" || (type.empty() && target.method() == work::Method::del);
        if (!fits) return refuse_with(problem(403, "content-type-not-allowed"));
    }
    if (target.options().open) return admit({target.body_limit(), nullptr});
    find_out_who(std::move(asked), std::move(admit));
}

void Api::find_out_who(std::shared_ptr<Asked> asked, Admit admit) {
    const auto token = asked->exchange.request->cookie(session_cookie);
    if (token.empty() || token.size() > 100) {
        return admit({0, std::make_shared<Response>(problem(401, "not-signed-in"))});
    }
    parts_.doorkeeper.identify(sha256_hex(token), [this, asked, admit](std::shared_ptr<const Identity> identity, std::exception_ptr trouble) {
        if (trouble) return admit({0, std::make_shared<Response>(trouble_reply(trouble, "looking up a session"))});
        if (!identity) return admit({0, std::make_shared<Response>(problem(401, "not-signed-in"))});
        auto& exchange = asked->exchange;
        exchange.identity = identity;
        const auto& actor = identity->actor;
        exchange.site = actor.site ? actor.site : actor.sites.empty() ? SiteId{} : actor.sites.front();
        if (const auto wanted = exchange.request->header("huiyin-site"); !wanted.empty()) {
            const SiteId site{number(wanted).value_or(0)};
            if (std::ranges::find(actor.sites, site) == actor.sites.end()) {
                return admit({0, std::make_shared<Response>(problem(404, "no-such-site"))});
            }
            exchange.site = site;
        }
        if (auto no = not_allowed(*asked)) return admit({0, std::make_shared<Response>(std::move(*no))});
        admit({asked->target->body_limit(), nullptr});
    });
}

std::optional<Response> Api::not_allowed(const Asked& asked) const {
    const auto& identity = *asked.exchange.identity;
    const auto& path = asked.target->path();
    const bool own = path == "/me" || path.starts_with("/me/") || path == "/session" || path == "/stream";
    if (identity.must_change_password && !own) return problem(403, "password-must-change");
    const auto needs = asked.target->needs();
    if (identity.actor.may(needs, asked.exchange.site)) return std::nullopt;
    return problem(Refusal{"not-permitted", Trouble::forbidden, {}, {}, {{"permission", json::enum_name(needs)}}});
}

void Api::answer(std::shared_ptr<Request> request, Reply reply) {
    try {
        const auto asked = std::any_cast<std::shared_ptr<Asked>>(request->context);
        request->context.reset();
        if (!asked->target) return reply(parts_.files->answer(*request));
        if (asked->target->endpoint) {
            return asked->target->endpoint->answer(std::shared_ptr<Exchange>(asked, &asked->exchange), std::move(reply));
        }
        if (asked->target->writes()) return write(asked, std::move(reply));
        read(asked, std::move(reply));
    } catch (...) {
        reply(trouble_reply(std::current_exception(), request->method + " " + request->path));
    }
}

void Api::read(std::shared_ptr<Asked> asked, Reply reply) {
    std::function<Result<Response>(work::Reading&)> run;
    auto slow = std::make_shared<std::optional<work::RawAnswer>>();
    const auto& exchange = asked->exchange;
    if (const auto* route = asked->target->route) {
        auto parsed = route->read({exchange.parameters, route->path_names, nullptr});
        if (!parsed) return reply(problem(parsed.error()));
        run = [query = std::move(*parsed)](work::Reading& reading) -> Result<Response> {
            auto answer = query(reading);
            if (!answer) return refuse(std::move(answer.error()));
            return answer_reply(200, *answer);
        };
    } else {
        run = [raw = asked->target->raw, asked, slow](work::Reading& reading) -> Result<Response> {
            if (const auto allowed = reading.require(raw->needs); !allowed) return refuse(allowed.error());
            auto answer = raw->read(reading, asked->exchange.parameters);
            if (!answer) return refuse(std::move(answer.error()));
            if (!answer->later) return raw_reply(*answer);
            slow->emplace(std::move(*answer));
            return Response{};
        };
    }
    auto response = std::make_shared<Response>();
    auto job = [this, asked, run = std::move(run), response, world = parts_.world()](store::Tx& tx) {
        work::Reading reading{tx, asked->exchange.identity->actor, asked->exchange.site, parts_.clock.now(), *world};
        auto result = run(reading);
        *response = result ? std::move(*result) : problem(result.error());
    };
    parts_.database.read(std::move(job), [this, asked, response, slow, reply](std::exception_ptr trouble) {
        if (!trouble && *slow) return make_slowly(asked->target->operation(), slow, reply);
        reply(trouble ? trouble_reply(trouble, asked->target->operation()) : std::move(*response));
    });
}

void Api::make_slowly(const std::string& operation, std::shared_ptr<std::optional<work::RawAnswer>> answer, Reply reply) {
    auto make = [operation, answer, reply] {
        try {
            (*answer)->bytes = (*answer)->later();
            reply(raw_reply(**answer));
        } catch (...) {
            reply(trouble_reply(std::current_exception(), operation));
        }
    };
    if (!parts_.aside) return make();
    if (!parts_.aside(std::move(make))) reply(problem(503, "busy"));
}

void Api::write(std::shared_ptr<Asked> asked, Reply reply) {
    auto change = std::make_shared<Change_>();
    change->asked = asked;
    change->world = parts_.world();
    auto& exchange = asked->exchange;
    const auto& request = *exchange.request;

    if (const auto* route = asked->target->route) {
        const bool nothing_said = request.body.empty() && route->method == work::Method::del;
        auto body = nothing_said ? Result<boost::json::value>(boost::json::object{}) : json::parse(request.body);
        if (!body) return reply(problem(body.error()));
        if (const auto match = request.header("if-match"); match.starts_with("\"v") && match.ends_with('"') && match.size() > 3) {
            const auto version = number(match.substr(2, match.size() - 3));
            if (auto* o = body->if_object(); o && version && route->request.member("version")) {
                if (!o->contains("version")) {
                    (*o)["version"] = *version;
                } else if (const auto* said = (*o)["version"].if_int64(); said && *said != *version) {
                    return reply(problem(Refusal{"invalid", Trouble::invalid, {}, {{"version", "differs-from-if-match"}}, {}}));
                }
            }
        }
        auto parsed = route->write({exchange.parameters, route->path_names, &*body});
        if (!parsed) return reply(problem(parsed.error()));
        change->run = std::move(*parsed);
    } else {
        change->run = [raw = asked->target->raw, asked](work::Unit& unit) -> Result<work::Answer> {
            if (const auto allowed = unit.require(raw->needs); !allowed) return refuse(allowed.error());
            return raw->write(unit, asked->exchange.parameters, asked->exchange.request->body);
        };
    }
    if (asked->target->method() == work::Method::post && !asked->target->options().open) {
        auto key = keyed(request, exchange.identity->actor.staff, exchange.site);
        if (!key) return reply(problem(key.error()));
        change->key = std::move(*key);
    }
    submit(std::move(change), std::move(reply));
}

void Api::submit(std::shared_ptr<Change_> change, Reply reply) {
    auto job = [this, change](store::Tx& tx) {
        const auto& exchange = change->asked->exchange;
        change->told.clear();
        change->headers.clear();
        change->replayed = false;
        change->now = parts_.clock.now();
        if (change->key) {
            auto first = first_answer(tx, *change->key);
            if (!first) throw Refused{first.error()};
            if (*first) {
                change->answer = std::move(**first);
                change->replayed = true;
                return;
            }
        }
        work::Unit unit(tx, parts_.ids, *change->world, exchange.identity->actor, exchange.site, change->now, change->now);
        auto result = change->run(unit);
        if (!result) throw Refused{std::move(result.error())};
        change->answer = {change->asked->target->options().creates ? 201 : 200, std::move(*result)};
        change->told = unit.told();
        if (parts_.in_transaction) {
            change->headers = parts_.in_transaction(tx, exchange, change->asked->target->operation(), change->now);
        }
        if (change->key) keep_answer(tx, *change->key, change->answer, change->now);
    };
    parts_.database.write(std::move(job), [this, change, reply](std::exception_ptr trouble) { done(change, trouble, reply); });
}

void Api::done(const std::shared_ptr<Change_>& change, std::exception_ptr trouble, const Reply& reply) {
    const auto& asked = *change->asked;
    if (!trouble) {
        if (parts_.committed && !change->told.empty()) parts_.committed(asked.exchange.site, change->told);
        if (parts_.written) parts_.written(asked.target->operation());
        auto r = answer_reply(change->answer.status, change->answer.answer);
        for (auto& h : change->headers) r.headers.push_back(std::move(h));
        if (change->replayed) r.headers.emplace_back("Idempotency-Replayed", "true");
        return reply(std::move(r));
    }
    try {
        std::rethrow_exception(trouble);
    } catch (const Refused& r) {
        if (!r.refusal.clause.empty() && parts_.on_refused) {
            std::int64_t subject = 0;
            for (const auto& [name, value] : asked.exchange.parameters) {
                if (name == "id") subject = number(value).value_or(0);
            }
            parts_.on_refused({asked.exchange.identity->actor, asked.exchange.site, change->now, asked.target->operation(), r.refusal, subject});
        }
    } catch (const store::Unique&) {
        // Two nodes may meet the same key at the same moment; the second finds the first one's answer.
        if (change->key && !change->tried_again) {
            change->tried_again = true;
            try {
                return submit(change, reply);
            } catch (...) {
                return reply(trouble_reply(std::current_exception(), asked.target->operation()));
            }
        }
    } catch (...) {
        // everything else is put into words below
    }
    reply(trouble_reply(trouble, asked.target->operation()));
}

}  // namespace huiyin::http
