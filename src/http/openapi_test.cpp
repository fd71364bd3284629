// The document that the web's types are made from.
#include "http/openapi.hpp"

#include <gtest/gtest.h>

#include <array>

namespace huiyin::http {
namespace {
enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)
struct Paint {
    static constexpr auto needs = work::Permission::record_complaints;
    static constexpr std::array optional_fields = {"note"};
    ComplaintId id{};
    std::int64_t version = 0;
    Colour colour = Colour::red;
    std::string note;
    std::optional<Day> day;
};
BOOST_DESCRIBE_STRUCT(Paint, (), (id, version, colour, note, day))
struct Painted { std::vector<Colour> colours; };
BOOST_DESCRIBE_STRUCT(Painted, (), (colours))
Result<Painted> paint(work::Unit&, const Paint&) { return Painted{}; }
Result<Painted> look(work::Reading&, const Paint&) { return Painted{}; }

TEST(TheDocument, SaysWhatARouteTakesAndGives) {
    work::Routes routes;
    routes.post("/walls/{id}/coats", "paint", paint, {.creates = true});
    routes.get("/walls/{id}", "look", look);
    const auto text = openapi(routes, {}, "0.1.0");
    const auto document = boost::json::parse(text);
    const auto at = [&](const char* pointer) { return boost::json::serialize(document.at_pointer(pointer)); };
    EXPECT_EQ(at("/openapi"), "\"3.1.0\"");
    EXPECT_EQ(at("/paths/~1walls~1{id}~1coats/post/operationId"), "\"paint\"");
    EXPECT_EQ(at("/paths/~1walls~1{id}~1coats/post/x-permission"), "\"record_complaints\"");
    EXPECT_EQ(at("/components/schemas/Paint/required"), R"(["version","colour"])");
    EXPECT_EQ(at("/components/schemas/Colour/enum"), R"(["red","green"])");
    EXPECT_EQ(at("/paths/~1walls~1{id}~1coats/post/responses/201/content/application~1json/schema/$ref"), "\"#/components/schemas/Painted\"");
    EXPECT_EQ(at("/paths/~1walls~1{id}~1coats/post/responses/default/$ref"), "\"#/components/responses/Problem\"");
    EXPECT_EQ(at("/paths/~1walls~1{id}/get/parameters/0/in"), "\"path\"");
    EXPECT_EQ(text, openapi(routes, {}, "0.1.0"));
}

}  // namespace
}  // namespace huiyin::http
