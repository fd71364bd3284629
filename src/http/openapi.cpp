// The OpenAPI 3.1 document, made from the route table.
#include "http/openapi.hpp"

#include <algorithm>
#include <map>

namespace huiyin::http {
namespace {
using boost::json::array;
using boost::json::object;
using boost::json::value;
using schema::Type;

// Described types by name. Two different types of one short name (each module may have its State) get a number.
class Schemas {
  public:
    value of(const Type& type) {
        switch (type.kind) {
            case Type::Kind::text: return object{{"type", "string"}};
            case Type::Kind::integer: return object{{"type", "integer"}};
            case Type::Kind::number: return object{{"type", "number"}};
            case Type::Kind::boolean: return object{{"type", "boolean"}};
            case Type::Kind::id: return object{{"type", "string"}, {"pattern", "^[0-9]{1,19}$"}};
            case Type::Kind::instant: return object{{"type", "integer"}, {"description", "milliseconds since 1970 in UTC"}};
            case Type::Kind::day: return object{{"type", "string"}, {"format", "date"}};
            case Type::Kind::money: return object{{"type", "integer"}};
            case Type::Kind::list: return object{{"type", "array"}, {"items", of(*type.item)}};
            case Type::Kind::raw: return object{{"description", "any JSON"}};
            case Type::Kind::enumeration: {
                array values;
                for (const auto& v : type.values) values.emplace_back(v);
                return named(type.name, object{{"type", "string"}, {"enum", std::move(values)}});
            }
            case Type::Kind::object: return named(type.name, body_of(type, {}));
        }
        return object{};
    }

    // An object without the members that stand in the path.
    object body_of(const Type& type, const std::vector<std::string>& without) {
        object properties;
        array required;
        for (const auto& m : type.members) {
            if (std::ranges::find(without, m.name) != without.end()) continue;
            properties[m.name] = of(m.type);
            if (m.required) required.emplace_back(m.name);
        }
        object o{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) o["required"] = std::move(required);
        o["additionalProperties"] = false;
        return o;
    }

    value named(const std::string& name, object schema) {
        std::string free = name.empty() ? "Unnamed" : name;
        for (int n = 2;; ++n) {
            const auto [place, is_new] = schemas_.try_emplace(free, schema);
            if (is_new || place->second == schema) break;
            free = name + std::to_string(n);
        }
        return object{{"$ref", "#/components/schemas/" + free}};
    }

    object all() const {
        object o;
        for (const auto& [name, schema] : schemas_) o[name] = schema;
        return o;
    }

  private:
    std::map<std::string, object> schemas_;
};

value ref(std::string_view what) { return object{{"$ref", "#/components/" + std::string(what)}}; }

object operation_of(std::string_view name, work::Permission needs, const work::RouteOptions& options, std::string_view path) {
    auto tag = options.tag;
    if (tag.empty()) {
        const auto end = path.find('/', 1);
        tag = path.substr(1, end == std::string_view::npos ? end : end - 1);
    }
    object o{{"operationId", name}, {"tags", array{value(tag)}}};
    if (options.open) {
        o["security"] = array{};
    } else {
        o["x-permission"] = json::enum_name(needs);
    }
    if (!options.inverse.empty()) o["x-inverse"] = options.inverse;
    return o;
}

object parameter(std::string_view name, std::string_view in, bool required, value schema) {
    return object{{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}};
}

object replies(int status, value content_schema, std::string_view media_type = "application/json") {
    object content{{media_type, object{{"schema", std::move(content_schema)}}}};
    return object{{std::to_string(status), object{{"description", status == 201 ? "made" : "done"}, {"content", std::move(content)}}},
                  {"default", ref("responses/Problem")}};
}

std::string_view verb(work::Method m) {
    switch (m) {
        case work::Method::get: return "get";
        case work::Method::post: return "post";
        case work::Method::put: return "put";
        case work::Method::del: return "delete";
    }
    return "get";
}

class Document {
  public:
    void route(work::Method method, const std::string& path, std::string_view operation, work::Permission needs,
               const work::RouteOptions& options, const Type& request, const Type& reply, const std::vector<std::string>& path_names) {
        auto o = operation_of(operation, needs, options, path);
        array parameters;
        for (const auto& name : path_names) {
            const auto* member = request.member(name);
            parameters.push_back(parameter(name, "path", true, member ? schemas_.of(*member) : value(object{{"type", "string"}})));
        }
        if (!options.open) parameters.push_back(ref("parameters/Site"));
        if (method == work::Method::get) {
            for (const auto& m : request.members) {
                if (std::ranges::find(path_names, m.name) != path_names.end()) continue;
                parameters.push_back(parameter(m.name, "query", m.required, schemas_.of(m.type)));
            }
        } else {
            if (method == work::Method::post && !options.open) parameters.push_back(ref("parameters/IdempotencyKey"));
            if (request.member("version")) parameters.push_back(ref("parameters/IfMatch"));
            auto body = schemas_.named(request.name, schemas_.body_of(request, path_names));
            const bool required = method != work::Method::del;
            o["requestBody"] = object{{"required", required}, {"content", object{{"application/json", object{{"schema", std::move(body)}}}}}};
        }
        if (!parameters.empty()) o["parameters"] = std::move(parameters);
        o["responses"] = replies(options.creates ? 201 : 200, schemas_.of(reply));
        put(path, method, std::move(o));
    }

    void raw(const work::RawRoute& r) {
        auto o = operation_of(r.operation, r.needs, r.options, r.path);
        array parameters;
        for (const auto& name : r.path_names) parameters.push_back(parameter(name, "path", true, object{{"type", "string"}}));
        for (const auto& name : r.query_names) parameters.push_back(parameter(name, "query", true, object{{"type", "string"}}));
        parameters.push_back(ref("parameters/Site"));
        const object bytes{{"type", "string"}, {"format", "binary"}};
        if (r.write) {
            parameters.push_back(ref("parameters/IdempotencyKey"));
            object content;
            for (const auto& type : r.media_types) content[type] = object{{"schema", bytes}};
            o["requestBody"] = object{{"required", true}, {"content", std::move(content)}};
        }
        o["parameters"] = std::move(parameters);
        o["responses"] = r.write ? replies(r.options.creates ? 201 : 200, schemas_.of(r.reply)) : replies(200, bytes, "application/octet-stream");
        put(r.path, r.method, std::move(o));
    }

    void event_stream(const Endpoint& e) {
        auto o = operation_of(e.operation, e.needs, e.options, e.path);
        o["description"] = "Server-sent events: `tick` {now, manual, version} at once and every 15 seconds; `change` "
                           "{subject_kind, id, version?, event} after each commit; `reset` when Last-Event-ID is too old; "
                           "`signed-out` at the end of the session.";
        o["responses"] = replies(200, object{{"type", "string"}}, "text/event-stream");
        put(e.path, e.method, std::move(o));
    }

    object finish(const std::string& version) {
        object paths;
        for (auto& [path, operations] : paths_) paths[path] = std::move(operations);
        const object field{{"type", "object"},
                           {"properties", object{{"field", object{{"type", "string"}}}, {"code", object{{"type", "string"}}}}},
                           {"required", array{"field", "code"}}};
        const object problem{{"type", "object"},
                             {"properties", object{{"type", object{{"type", "string"}}},
                                                   {"title", object{{"type", "string"}}},
                                                   {"status", object{{"type", "integer"}}},
                                                   {"code", object{{"type", "string"}, {"description", "a key under refused. in locales/"}}},
                                                   {"clause", object{{"type", "string"}}},
                                                   {"fields", object{{"type", "array"}, {"items", field}}},
                                                   {"details", object{{"type", "object"}}}}},
                             {"required", array{"type", "title", "status", "code"}}};
        schemas_.named("Problem", problem);
        const object text{{"type", "string"}};
        return object{
            {"openapi", "3.1.0"},
            {"info", object{{"title", "Huiyin"}, {"version", version}}},
            {"servers", array{object{{"url", "/api"}}}},
            {"security", array{object{{"session", array{}}}}},
            {"paths", std::move(paths)},
            {"components",
             object{{"securitySchemes", object{{"session", object{{"type", "apiKey"}, {"in", "cookie"}, {"name", session_cookie}}}}},
                    {"parameters", object{{"Site", parameter("Huiyin-Site", "header", false, text)},
                                          {"IdempotencyKey", parameter("Idempotency-Key", "header", false, text)},
                                          {"IfMatch", parameter("If-Match", "header", false, text)}}},
                    {"responses", object{{"Problem", object{{"description", "refused"},
                                                            {"content", object{{"application/problem+json",
                                                                                object{{"schema", ref("schemas/Problem")}}}}}}}}},
                    {"schemas", schemas_.all()}}}};
    }

  private:
    void put(const std::string& path, work::Method method, object operation) { paths_[path][verb(method)] = std::move(operation); }
    Schemas schemas_;
    std::map<std::string, object> paths_;
};

void print(std::string& out, const value& v, std::size_t depth) {
    const auto line = [&](std::size_t d) {
        out += '\n';
        out.append(d * 2, ' ');
    };
    if (const auto* o = v.if_object(); o && !o->empty()) {
        out += '{';
        for (bool first = true; const auto& [key, member] : *o) {
            if (!std::exchange(first, false)) out += ',';
            line(depth + 1);
            out += boost::json::serialize(key) + ": ";
            print(out, member, depth + 1);
        }
        line(depth);
        out += '}';
    } else if (const auto* a = v.if_array(); a && !a->empty() && (a->front().is_object() || a->front().is_array())) {
        out += '[';
        for (bool first = true; const auto& item : *a) {
            if (!std::exchange(first, false)) out += ',';
            line(depth + 1);
            print(out, item, depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        out += boost::json::serialize(v);
    }
}

std::vector<std::string> names_in(std::string_view path) {
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return names;
}
}  // namespace

std::string openapi(const work::Routes& routes, const std::vector<Endpoint>& endpoints, const std::string& program_version) {
    Document document;
    for (const auto& r : routes.all()) {
        document.route(r.method, r.path, r.operation, r.needs, r.options, r.request, r.reply, r.path_names);
    }
    for (const auto& r : routes.all_raw()) document.raw(r);
    for (const auto& e : endpoints) {
        if (e.path == "/stream") {
            document.event_stream(e);
        } else {
            if (e.media_types.empty()) document.route(e.method, e.path, e.operation, e.needs, e.options, e.request, e.reply, names_in(e.path));
            else document.raw({.method = e.method, .path = e.path, .operation = e.operation, .needs = e.needs, .max_body = e.max_body, .media_types = e.media_types,
                               .options = e.options, .reply = e.reply, .write = [](auto&&...) -> Result<work::Answer> { return work::Answer{}; }, .path_names = names_in(e.path)});
        }
    }
    std::string text;
    print(text, document.finish(program_version), 0);
    return text + "\n";
}

}  // namespace huiyin::http
