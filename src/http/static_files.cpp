// The web app out of the binary.
#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "http/digest.hpp"
#include "http/problem.hpp"

namespace huiyin::http {
namespace {
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string_view media_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> known{{
        {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
        {".json", "application/json"}, {".svg", "image/svg+xml"}, {".png", "image/png"}, {".ico", "image/x-icon"},
        {".webp", "image/webp"}, {".jpg", "image/jpeg"}, {".woff2", "font/woff2"},
        {".webmanifest", "application/manifest+json"}, {".txt", "text/plain; charset=utf-8"}, {".map", "application/json"}}};
    for (const auto& [ending, type] : known) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

// "assets/desk-B3kX9_aQ.js": what the bundler names after its content.
bool named_by_content(std::string_view path) {
    if (!path.starts_with("assets/")) return false;
    const auto dot = path.rfind('.');
    if (dot == std::string_view::npos) return false;
    const auto stem = path.substr(0, dot);
    const auto dash = stem.size() >= 9 ? stem.size() - 9 : std::string_view::npos;
    return dash != std::string_view::npos && stem[dash] == '-';
}

bool names(std::string_view list, std::string_view wanted) { return list.find(wanted) != std::string_view::npos; }
}  // namespace

StaticFiles::StaticFiles(const std::vector<embedded::File>& files) {
    for (const auto& f : files) {
        if (f.path.ends_with(".gz") || f.path.ends_with(".br")) continue;
        auto& file = files_[std::string(f.path)];
        file.plain = f.text();
        file.media_type = media_type(f.path);
        file.hashed = named_by_content(f.path);
        file.etag = "\"" + sha256_hex(f.text()).substr(0, 16) + "\"";
    }
    for (const auto& f : files) {
        const bool gzip = f.path.ends_with(".gz"), brotli = f.path.ends_with(".br");
        if (!gzip && !brotli) continue;
        const auto of = files_.find(f.path.substr(0, f.path.size() - 3));
        if (of == files_.end()) continue;
        (gzip ? of->second.gzip : of->second.brotli) = f.text();
    }
}

Response StaticFiles::answer(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") {
        auto r = problem(405, "method-not-allowed");
        r.headers.emplace_back("Allow", "GET, HEAD");
        return r;
    }
    std::string_view path = request.path;
    path.remove_prefix(1);
    if (const auto file = files_.find(path.empty() ? std::string_view("index.html") : path); file != files_.end()) {
        return send(file->second, request);
    }
    const auto last = path.substr(path.rfind('/') + 1);
    if (names(request.header("accept"), "text/html") && !names(last, ".")) {
        const bool self = path == "s" || path.starts_with("s/");  // residents, by QR code or link
        if (const auto page = files_.find(self ? "self.html" : "index.html"); page != files_.end()) return send(page->second, request);
    }
    return problem(404, "not-found");
}

Response StaticFiles::send(const File& file, const Request& request) const {
    Response r;
    r.headers = {{"Content-Type", file.media_type},
                 {"Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache"},
                 {"ETag", file.etag},
                 {"Vary", "Accept-Encoding"},
                 {"Content-Security-Policy", std::string(page_policy)}};
    if (names(request.header("if-none-match"), file.etag)) {
        r.status = 304;
        return r;
    }
    const auto accepts = request.header("accept-encoding");
    r.fixed = file.plain;
    if (!file.brotli.empty() && names(accepts, "br")) {
        r.fixed = file.brotli;
        r.headers.emplace_back("Content-Encoding", "br");
    } else if (!file.gzip.empty() && names(accepts, "gzip")) {
        r.fixed = file.gzip;
        r.headers.emplace_back("Content-Encoding", "gzip");
    }
    return r;
}

}  // namespace huiyin::http
