// What a browser is told about the files of the web app.
#include "http/static_files.hpp"

#include <gtest/gtest.h>

namespace huiyin::http {
namespace {
embedded::File file(std::string_view path, std::string_view text) { return {path, {text.data(), text.data() + text.size()}}; }

struct TheWebApp : testing::Test {
    StaticFiles files{{file("index.html", "<html>"), file("self.html", "<self>"), file("assets/desk-B3kX9_aQ.js", "script"), file("assets/desk-B3kX9_aQ.js.br", "b"),
                       file("assets/desk-B3kX9_aQ.js.gz", "g"), file("favicon.svg", "<svg>")}};
    Response get(std::string path, Headers headers = {}) {
        Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.headers = std::move(headers);
        return files.answer(request);
    }
    static std::string header(const Response& r, std::string_view name) {
        for (const auto& [n, v] : r.headers) {
            if (n == name) return v;
        }
        return {};
    }
};

TEST_F(TheWebApp, KeepsHashedFilesForAYearAndAsksForPagesAgain) {
    EXPECT_EQ(header(get("/assets/desk-B3kX9_aQ.js"), "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(get("/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(get("/favicon.svg"), "Cache-Control"), "no-cache");
}

TEST_F(TheWebApp, IsSentAsTheBrowserCanReadIt) {
    EXPECT_EQ(get("/assets/desk-B3kX9_aQ.js", {{"accept-encoding", "gzip, deflate, br"}}).fixed, "b");
    const auto gzip = get("/assets/desk-B3kX9_aQ.js", {{"accept-encoding", "gzip"}});
    EXPECT_EQ(gzip.fixed, "g");
    EXPECT_EQ(header(gzip, "Content-Encoding"), "gzip");
    EXPECT_EQ(get("/assets/desk-B3kX9_aQ.js").fixed, "script");
    EXPECT_EQ(header(gzip, "Vary"), "Accept-Encoding");
}

TEST_F(TheWebApp, AnswersNotModifiedToWhoHasIt) {
    const auto etag = header(get("/"), "ETag");
    const auto again = get("/", {{"if-none-match", etag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.fixed.empty());
}

TEST_F(TheWebApp, GivesItsPageForAddressesOfItsOwnRouter) {
    EXPECT_EQ(get("/complaints/123", {{"accept", "text/html,*/*"}}).fixed, "<html>");
    EXPECT_EQ(get("/s/7K3MPQ2XVD", {{"accept", "text/html,*/*"}}).fixed, "<self>") << "residents have a door of their own";
    EXPECT_EQ(get("/s", {{"accept", "text/html"}}).fixed, "<self>");
    EXPECT_EQ(get("/complaints/123", {{"accept", "application/json"}}).status, 404);
    EXPECT_EQ(get("/assets/gone-12345678.js", {{"accept", "text/html,*/*"}}).status, 404);
    EXPECT_EQ(get("/../etc/passwd").status, 404);
}

TEST_F(TheWebApp, AllowsNothingInlineAndNobodyToFrameIt) {
    const auto policy = header(get("/"), "Content-Security-Policy");
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'"));
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
}

}  // namespace
}  // namespace huiyin::http
