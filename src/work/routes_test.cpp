// Parameters become JSON by the type that is wanted, and paths name their parameters.
#include "work/routes.hpp"

#include <gtest/gtest.h>

#include <array>

namespace huiyin::work {
namespace {

enum class Order { newest, oldest };
BOOST_DESCRIBE_ENUM(Order, newest, oldest)

struct Line {
    std::string what;
};
BOOST_DESCRIBE_STRUCT(Line, (), (what))

struct ListThings {
    static constexpr auto needs = Permission::anyone;
    ComplaintId id;
    std::optional<Order> order;
    std::optional<int> limit;
    std::optional<bool> open;
    std::optional<Day> since;
    std::vector<std::string> words;
    static constexpr std::array optional_fields = {"words"};
};
BOOST_DESCRIBE_STRUCT(ListThings, (), (id, order, limit, open, since, words))

struct Things {
    std::vector<Line> things;
};
BOOST_DESCRIBE_STRUCT(Things, (), (things))

Result<Things> list_things(Reading&, const ListThings&) {
    return Things{};
}

std::vector<FieldError> errors_of(std::vector<std::pair<std::string, std::string>> parameters) {
    Routes routes;
    const auto& route = routes.get("/things/{id}", "list_things", list_things);
    const auto parsed = route.read({std::move(parameters), route.path_names, nullptr});
    return parsed ? std::vector<FieldError>{} : parsed.error().fields;
}

TEST(ParametersOfARequest, AreReadByTheirType) {
    EXPECT_TRUE(errors_of({{"id", "7"},
                           {"order", "oldest"},
                           {"limit", "50"},
                           {"open", "true"},
                           {"since", "2026-11-23"},
                           {"words", "漏水,电梯"}})
                    .empty());
    EXPECT_EQ(errors_of({{"id", "x"},
                         {"order", "best"},
                         {"limit", "5O"},
                         {"open", "1"},
                         {"since", "soon"},
                         {"who", "me"}}),
              (std::vector<FieldError>{{"who", "unknown-field"},
                                       {"id", "not-an-id"},
                                       {"order", "unknown-value"},
                                       {"limit", "wrong-type"},
                                       {"open", "wrong-type"},
                                       {"since", "not-a-day"}}));
}

TEST(ParametersOfARequest, AskForNothingWhenEmpty) {
    EXPECT_TRUE(
        errors_of({{"id", "7"}, {"order", ""}, {"limit", ""}, {"open", ""}, {"since", ""}, {"words", ""}})
            .empty());
    EXPECT_EQ(errors_of({{"id", ""}}), (std::vector<FieldError>{{"id", "wrong-type"}}));
    EXPECT_EQ(errors_of({}), (std::vector<FieldError>{{"id", "required"}}));
}

TEST(ParametersOfARequest, AreMendedWhereTheirBytesAreMalformed) {
    const schema::Type text{schema::Type::Kind::text, {}, {}, {}, {}};
    EXPECT_EQ(value_of_parameter(text, "漏\xFF").as_string(), "漏\uFFFD");
    EXPECT_EQ(value_of_parameter(text, std::string_view("a\0b", 3)).as_string(), "a\uFFFDb");
    EXPECT_EQ(value_of_parameter(text, "007").as_string(), "007");
    const schema::Type number{schema::Type::Kind::number, {}, {}, {}, {}};
    EXPECT_EQ(value_of_parameter(number, "2.5").as_double(), 2.5);
    EXPECT_TRUE(value_of_parameter(number, "inf").is_string());
}

TEST(APath, NamesItsParametersInOrder) {
    Routes routes;
    EXPECT_EQ(routes.get("/a/{building}/b/{unit}", "x", list_things).path_names,
              (std::vector<std::string>{"building", "unit"}));
    EXPECT_TRUE(routes.get("/things", "x", list_things).path_names.empty());
    EXPECT_THROW(routes.get("/things/{", "x", list_things), Impossible);
    EXPECT_THROW(routes.get("/things/{}", "x", list_things), Impossible);
}

TEST(ATypeInTheSchema, IsCalledByItsOwnNameOnly) {
    EXPECT_EQ(schema::of<ListThings>().name, "ListThings");
    EXPECT_EQ(schema::of<Order>().name, "Order");
    EXPECT_EQ(schema::short_name(typeid(Id<struct SomeTag>).name()).substr(0, 3), "Id<");
    EXPECT_NE(schema::of<ListThings>().member("limit"), nullptr);
    EXPECT_EQ(schema::of<ListThings>().member("limits"), nullptr);
}

}  // namespace
}  // namespace huiyin::work
