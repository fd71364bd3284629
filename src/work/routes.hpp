// Routes as data: an address, a command or query, a use-case, and nothing else. The door (http) walks this table;
// so do the OpenAPI document and the test that tries every route with every post.
//
//   routes.post("/complaints/{id}/closure", close_complaint, {.creates = true});
//   routes.get("/complaints/{id}", open_complaint);
//
// Path and query parameters and the JSON body are read into the same described struct by field name; a path
// parameter wins and may not stand in the body too.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "work/schema.hpp"
#include "work/unit.hpp"

namespace huiyin::work {

enum class Method { get, post, put, del };

struct Parsed {  // a request's parts, as the door hands them over
    std::vector<std::pair<std::string, std::string>> parameters;  // path and query, decoded
    std::vector<std::string> path_names;
    const boost::json::value* body = nullptr;  // null for GET
};

// What a handler answers: JSON text, and for versioned records the ETag.
struct Answer {
    std::string json;
    std::int64_t version = 0;  // > 0: becomes ETag "v<version>"
};

struct RouteOptions {
    bool creates = false;       // 201 and Idempotency-Key is honoured (every POST honours it)
    bool open = false;          // no sign-in (only sign-in itself and health)
    std::string tag{};          // OpenAPI group; the first path segment if empty
    std::string inverse{};      // operation that undoes this one, where lawful
};

struct Route {
    Method method = Method::get;
    std::string path;           // under /api
    std::string operation;      // operationId: "close_complaint"
    Permission needs = Permission::anyone;
    RouteOptions options;
    schema::Type request, reply;            // for OpenAPI
    std::vector<std::string> path_names;
    // Parses everything (all field errors at once) and answers what to run.
    std::function<Result<std::function<Result<Answer>(Unit&)>>(const Parsed&)> write;    // POST, PUT, DELETE
    std::function<Result<std::function<Result<Answer>(Reading&)>>(const Parsed&)> read;  // GET
};

// A route for bytes instead of JSON (attachments): the door reads at most `max_body` of them, and a file goes out
// with its own media type. The use-case behind `write` asks its permission itself, like every other.
struct RawAnswer {
    std::string bytes;
    std::string media_type;
    std::string file_name;    // for "Content-Disposition"
    bool inline_ = false;     // true: may be shown in the page; otherwise it is saved
    // Slow work (a PDF) that needs nothing more from the database: done by a worker after the read has ended, then
    // the bytes.
    std::function<std::string()> later{};
};
using Parameters = std::vector<std::pair<std::string, std::string>>;  // path and query, decoded
struct RawRoute {
    Method method = Method::get;
    std::string path;
    std::string operation;
    Permission needs = Permission::anyone;
    std::size_t max_body = 0;
    std::vector<std::string> media_types{};   // what may be uploaded
    std::vector<std::string> query_names{};   // for OpenAPI and to refuse others
    RouteOptions options{};
    schema::Type reply{};                     // of a write
    std::function<Result<Answer>(Unit&, const Parameters&, std::string_view bytes)> write{};
    std::function<Result<RawAnswer>(Reading&, const Parameters&)> read{};
    std::vector<std::string> path_names{};    // filled in by raw()
};

class Routes {
  public:
    template <class R, class C>
    Route& post(std::string path, std::string operation, Result<R> (*use_case)(Unit&, const C&), RouteOptions o = {}) {
        return add_write(Method::post, std::move(path), std::move(operation), use_case, std::move(o));
    }
    template <class R, class C>
    Route& put(std::string path, std::string operation, Result<R> (*use_case)(Unit&, const C&), RouteOptions o = {}) {
        return add_write(Method::put, std::move(path), std::move(operation), use_case, std::move(o));
    }
    template <class R, class C>
    Route& del(std::string path, std::string operation, Result<R> (*use_case)(Unit&, const C&), RouteOptions o = {}) {
        return add_write(Method::del, std::move(path), std::move(operation), use_case, std::move(o));
    }
    template <class V, class Q>
    Route& get(std::string path, std::string operation, Result<V> (*query)(Reading&, const Q&), RouteOptions o = {});

    RawRoute& raw(RawRoute route) {
        route.path_names = names_in(route.path);
        raw_.push_back(std::move(route));
        return raw_.back();
    }

    const std::vector<Route>& all() const { return routes_; }
    const std::vector<RawRoute>& all_raw() const { return raw_; }

  private:
    template <class R, class C>
    Route& add_write(Method m, std::string path, std::string operation, Result<R> (*use_case)(Unit&, const C&), RouteOptions o);
    static std::vector<std::string> names_in(std::string_view path);
    std::vector<Route> routes_;
    std::vector<RawRoute> raw_;
};

// Parameters become JSON by the member's type, so that one reader and one set of error codes serve all.
boost::json::value value_of_parameter(const schema::Type& wanted, std::string_view text);

namespace detail {
template <class T>
std::int64_t version_of(const T& v) {
    if constexpr (requires { { v.version } -> std::convertible_to<std::int64_t>; }) return v.version;
    else return 0;
}
template <class C>
Result<C> read_command(const Parsed& parsed, const schema::Type& type) {
    std::vector<FieldError> errors;
    boost::json::object o;
    if (parsed.body) {
        if (const auto* b = parsed.body->if_object()) o = *b;
        else return refuse({"invalid", Trouble::invalid, {}, {{"", "wrong-type"}}, {}});
    }
    for (const auto& [name, text] : parsed.parameters) {
        if (o.contains(name)) errors.push_back({name, "stands-in-the-path"});
        const auto* member = type.member(name);
        if (!member) { errors.push_back({name, "unknown-field"}); continue; }
        o[name] = value_of_parameter(*member, text);
    }
    C command{};
    json::read(boost::json::value(std::move(o)), command, errors, "");
    if constexpr (requires(Checks& c) { command.check(c); }) {
        Checks checks;
        command.check(checks);
        for (const auto& e : checks.errors()) {
            bool said = false;
            for (const auto& f : errors) said |= f.field == e.field;
            if (!said) errors.push_back(e);
        }
    }
    if (!errors.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(errors), {}});
    return command;
}
}  // namespace detail

template <class R, class C>
Route& Routes::add_write(Method m, std::string path, std::string operation, Result<R> (*use_case)(Unit&, const C&), RouteOptions o) {
    Route r;
    r.method = m;
    r.path_names = names_in(path);
    r.path = std::move(path);
    r.operation = std::move(operation);
    r.needs = C::needs;
    r.options = std::move(o);
    r.request = schema::of<C>();
    r.reply = schema::of<R>();
    r.write = [use_case, type = r.request](const Parsed& parsed) -> Result<std::function<Result<Answer>(Unit&)>> {
        auto command = detail::read_command<C>(parsed, type);
        if (!command) return refuse(command.error());
        return [use_case, c = std::move(*command)](Unit& unit) -> Result<Answer> {
            auto reply = run(unit, use_case, c);
            if (!reply) return refuse(reply.error());
            return Answer{json::text(*reply), detail::version_of(*reply)};
        };
    };
    routes_.push_back(std::move(r));
    return routes_.back();
}

template <class V, class Q>
Route& Routes::get(std::string path, std::string operation, Result<V> (*query)(Reading&, const Q&), RouteOptions o) {
    Route r;
    r.method = Method::get;
    r.path_names = names_in(path);
    r.path = std::move(path);
    r.operation = std::move(operation);
    r.needs = Q::needs;
    r.options = std::move(o);
    r.request = schema::of<Q>();
    r.reply = schema::of<V>();
    r.read = [query, type = r.request](const Parsed& parsed) -> Result<std::function<Result<Answer>(Reading&)>> {
        auto q = detail::read_command<Q>(parsed, type);
        if (!q) return refuse(q.error());
        return [query, q = std::move(*q)](Reading& reading) -> Result<Answer> {
            if (const auto allowed = reading.require(Q::needs); !allowed) return refuse(allowed.error());
            auto view = query(reading, q);
            if (!view) return refuse(view.error());
            return Answer{json::text(*view), detail::version_of(*view)};
        };
    };
    routes_.push_back(std::move(r));
    return routes_.back();
}

}  // namespace huiyin::work
