// Problem replies (RFC 9457). `code` is what locales/ turns into a sentence; `title` is only for people with a terminal.
#include "http/problem.hpp"

#include "kernel/json.hpp"

namespace huiyin::http {

int status_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::invalid: return 422;
        case Trouble::missing: return 404;
        case Trouble::forbidden: return 403;
        case Trouble::conflict: return 409;
        case Trouble::stale: return 409;
        case Trouble::too_large: return 413;
        case Trouble::too_many: return 429;
        case Trouble::unauthenticated: return 401;
    }
    return 500;
}

std::string_view reason(int status) {
    switch (status) {
        case 100: return "Continue";
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 503: return "Service Unavailable";
        default: return "Internal Server Error";
    }
}

Response json_reply(int status, std::string body) {
    Response r;
    r.status = status;
    r.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    r.body = std::move(body);
    return r;
}

Response problem(int status, const Refusal& refusal) {
    std::string body = "{\"type\":";
    json::write_string(body, "urn:huiyin:refusal:" + refusal.code);
    body += ",\"title\":";
    json::write_string(body, reason(status));
    body += ",\"status\":" + std::to_string(status) + ",\"code\":";
    json::write_string(body, refusal.code);
    if (!refusal.clause.empty()) {
        body += ",\"clause\":";
        json::write_string(body, refusal.clause);
    }
    if (!refusal.fields.empty()) {
        body += ",\"fields\":[";
        for (const auto& f : refusal.fields) {
            if (body.back() != '[') body += ',';
            body += "{\"field\":";
            json::write_string(body, f.field);
            body += ",\"code\":";
            json::write_string(body, f.code);
            body += '}';
        }
        body += ']';
    }
    if (!refusal.details.empty()) body += ",\"details\":" + boost::json::serialize(refusal.details);
    body += '}';

    auto r = json_reply(status, std::move(body));
    r.headers[0].second = "application/problem+json";
    if (status == 429 || status == 503) {
        std::int64_t seconds = status == 503 ? 1 : 5;
        if (const auto* given = refusal.details.if_contains("retry_after"); given && given->is_int64()) {
            seconds = given->as_int64();
        }
        r.headers.emplace_back("Retry-After", std::to_string(seconds));
    }
    return r;
}

Response problem(const Refusal& refusal) { return problem(status_of(refusal.trouble), refusal); }
Response problem(int status, std::string_view code) { return problem(status, Refusal{.code = std::string(code)}); }

}  // namespace huiyin::http
