// JSON at the door: strict in what it takes, safe in what it gives, and every field error at once.
#include "kernel/json.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "kernel/text.hpp"

namespace huiyin {
namespace {

enum class Kind { complaint, repair };
BOOST_DESCRIBE_ENUM(Kind, complaint, repair)

struct Line {
    std::string what;
    Money price;
};
BOOST_DESCRIBE_STRUCT(Line, (), (what, price))

struct Command {
    static constexpr std::array optional_fields = {"note"};
    ComplaintId id;
    Kind kind = Kind::complaint;
    std::string text;
    std::string note;
    Day on;
    Instant at;
    std::optional<int> severity;
    std::vector<Line> lines;
    bool urgent = false;
};
BOOST_DESCRIBE_STRUCT(Command, (), (id, kind, text, note, on, at, severity, lines, urgent))

constexpr std::string_view good =
    R"({"id":"7","kind":"repair","text":"漏水","on":"2026-11-23","at":1763900000000,"lines":[{"what":"接头","price":1250}],"urgent":true})";

std::vector<FieldError> errors_in(std::string_view text) {
    const auto parsed = json::parse(text);
    EXPECT_TRUE(parsed) << text;
    Command command;
    std::vector<FieldError> errors;
    if (parsed) json::read(*parsed, command, errors, "");
    return errors;
}

std::string reason_for(std::string_view text) {
    const auto parsed = json::parse(text);
    if (parsed) return "accepted";
    EXPECT_EQ(parsed.error().code, "malformed-json");
    return std::string(parsed.error().details.at("reason").as_string());
}

TEST(ReadingACommand, TakesEveryWireForm) {
    Command command;
    std::vector<FieldError> errors;
    json::read(*json::parse(good), command, errors, "");
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(command.id, ComplaintId{7});
    EXPECT_EQ(command.kind, Kind::repair);
    EXPECT_EQ(command.on, Day::of(2026, 11, 23));
    EXPECT_EQ(command.at, Instant{1763900000000});
    EXPECT_FALSE(command.severity);
    ASSERT_EQ(command.lines.size(), 1U);
    EXPECT_EQ(command.lines[0].price, Money{1250});
    EXPECT_TRUE(command.urgent);
}

TEST(ReadingACommand, TellsEveryWrongFieldAtOnceWithItsPath) {
    const auto errors = errors_in(
        R"({"id":7,"kind":"wish","on":"2026-02-30","at":"now","severity":99999999999,"lines":[{"what":1}],"urgent":0,"who":"me"})");
    EXPECT_EQ(errors, (std::vector<FieldError>{{"id", "wrong-type"},
                                               {"kind", "unknown-value"},
                                               {"text", "required"},
                                               {"on", "not-a-day"},
                                               {"at", "wrong-type"},
                                               {"severity", "out-of-range"},
                                               {"lines.0.what", "wrong-type"},
                                               {"lines.0.price", "required"},
                                               {"urgent", "wrong-type"},
                                               {"who", "unknown-field"}}));
}

TEST(ReadingACommand, RefusesAnIdThatIsNotANumberInText) {
    const auto error_for = [](const std::string& id) {
        ComplaintId to;
        std::vector<FieldError> errors;
        json::read(boost::json::value(boost::json::string(id)), to, errors, "id");
        return errors.empty() ? std::string{} : errors[0].code;
    };
    EXPECT_EQ(error_for("9223372036854775807"), "");
    for (const auto* wrong : {"", "-1", "7x", " 7", "9223372036854775808", "0x7"})
        EXPECT_EQ(error_for(wrong), "not-an-id") << wrong;
}

TEST(ParsingJson, RefusesTheSameKeyTwiceAtAnyDepth) {
    EXPECT_EQ(reason_for(R"({"a":1,"b":{"a":2}})"), "accepted");
    EXPECT_EQ(reason_for(R"({"a":1,"a":2})"), "duplicate-key");
    EXPECT_EQ(reason_for(R"({"x":[{"a":1,"\u0061":2}]})"), "duplicate-key");
}

TEST(ParsingJson, GoesSixteenDeepAndNoDeeper) {
    const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(reason_for(nested(16)), "accepted");
    EXPECT_EQ(reason_for(nested(17)), "too-deep");
    EXPECT_EQ(reason_for(nested(100'000)), "too-deep");
}

TEST(ParsingJson, RefusesWhatNoStoreCanKeep) {
    EXPECT_EQ(reason_for(R"("a\u0001b")"), "accepted");
    EXPECT_EQ(reason_for(R"("a\u0000b")"), "nul-character");
    EXPECT_EQ(reason_for(R"({"\u0000":1})"), "nul-character");
    EXPECT_EQ(reason_for("1e308"), "accepted");
    EXPECT_EQ(reason_for("1e999"), "number-too-large");
}

TEST(ParsingJson, RefusesMalformedUtf8AndHalfSurrogates) {
    EXPECT_EQ(reason_for("\"\xF0\xA0\xAE\xB7\""), "accepted");  // 𠮷
    EXPECT_EQ(reason_for(R"("\ud842\udfb7")"), "accepted");
    for (const auto* wrong : {"\"\xFF\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xE6\xB0\"",
                              "\"\xF4\x90\x80\x80\"", R"("\ud842")", R"("\udfb7")"})
        EXPECT_EQ(reason_for(wrong), "syntax") << wrong;
}

TEST(ParsingJson, RefusesWhatIsNotOneValueAndSaysWhere) {
    for (const auto* wrong :
         {"", " ", "{", "[1,]", "{\"a\":1,}", "nul", "'a'", "{a:1}", "// x\n1", "NaN", "\"a\nb\""})
        EXPECT_EQ(reason_for(wrong), "syntax") << wrong;
    EXPECT_EQ(reason_for("1 2"), "text-after-the-end");
    EXPECT_EQ(reason_for("01"), "text-after-the-end");
    EXPECT_EQ(reason_for(" 1 \n"), "accepted");
    const auto parsed = json::parse(R"({"text": tru})");
    EXPECT_EQ(parsed.error().trouble, Trouble::invalid);
    EXPECT_EQ(parsed.error().details.at("offset").to_number<int>(), 9);
}

TEST(ParsingJson, KeepsLongTextsAndKeysWhole) {
    const std::string text(100'000, 'x');
    const auto parsed = json::parse("{\"" + text + "\":\"" + text + "\"}");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->at(text).as_string(), text);
}

TEST(WritingJson, GivesBackWhatWasRead) {
    Command command;
    std::vector<FieldError> errors;
    json::read(*json::parse(good), command, errors, "");
    command.text = "引号\" 反斜\\ 换行\n 控制\x01 𠮷";
    const auto parsed = json::parse(json::text(command));
    ASSERT_TRUE(parsed);
    Command again;
    json::read(*parsed, again, errors, "");
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(again.text, command.text);
    EXPECT_EQ(json::text(again), json::text(command));
}

TEST(WritingJson, LeavesOutWhatIsAbsentAndMendsMalformedBytes) {
    EXPECT_EQ(json::text(std::optional<int>{}), "null");
    EXPECT_EQ(json::text(Command{}).find("severity"), std::string::npos);
    EXPECT_EQ(json::text(std::string("a\xFF\xE6\xB0z")), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
    EXPECT_EQ(json::text(RawJson{"{\"a\":1}"}), "{\"a\":1}");
}

TEST(ParsingJson, NeverFallsOverWhateverComesIn) {
    std::mt19937 random(20261123);
    const std::string_view pieces[] = {"{",       "}",  "[",    "]",    "\"",   ",",      ":",
                                       "1",       "-",  "e9",   ".5",   "true", "null",   "\\u0000",
                                       "\\ud800", "水", "\xFF", "\xE6", " ",    "\"a\":", "\"a\""};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto n = random() % 24; n > 0; --n) text += pieces[random() % std::size(pieces)];
        const auto parsed = json::parse(text);
        if (!parsed) continue;
        const auto written = boost::json::serialize(*parsed);
        EXPECT_TRUE(json::parse(written)) << text;
        EXPECT_TRUE(text::valid_utf8(written));
    }
    for (int round = 0; round < 20'000; ++round) {
        std::string text(good);
        for (auto n = 1 + random() % 3; n > 0; --n)
            text[random() % text.size()] = static_cast<char>(random());
        if (const auto parsed = json::parse(text)) {
            Command command;
            std::vector<FieldError> errors;
            json::read(*parsed, command, errors, "");
            EXPECT_TRUE(text::valid_utf8(json::text(command)));
        }
    }
}

TEST(PointsInJson, AreHundredthsAndNeverSoManyThatSumsRunOver) {
    const auto taken = [](std::string_view text) {
        Points points{-1};
        std::vector<FieldError> errors;
        json::read(*json::parse(text), points, errors, "points");
        return std::pair{points.hundredths, errors.empty() ? std::string{} : errors.front().code};
    };
    EXPECT_EQ(taken("9190"), (std::pair<std::int64_t, std::string>{9190, ""}));
    EXPECT_EQ(taken("91.9").second, "wrong-type") << "nothing floats";
    EXPECT_EQ(taken("\"91.9\"").second, "wrong-type");
    EXPECT_EQ(taken("9223372036854775807").second, "out-of-range");
}

}  // namespace
}  // namespace huiyin
