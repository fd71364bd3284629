// Field rules: blank counts as absent, and length is counted in characters.
#include "kernel/result.hpp"

#include <gtest/gtest.h>

namespace huiyin {
namespace {

std::vector<FieldError> errors_of(std::string_view text) {
    Checks checks;
    checks.required("what", text);
    checks.length("what", text, 4);
    return checks.errors();
}

TEST(CheckingAField, CountsOnlyBlankCharactersAsAbsent) {
    EXPECT_TRUE(errors_of("漏水").empty());
    EXPECT_EQ(errors_of(""), (std::vector<FieldError>{{"what", "required"}}));
    EXPECT_EQ(errors_of(" \t\u3000\u200B"), (std::vector<FieldError>{{"what", "required"}}));
}

TEST(CheckingAField, CountsCharactersAndNotBytes) {
    EXPECT_TRUE(errors_of("水管漏水").empty());
    EXPECT_TRUE(errors_of("𠮷𠮷𠮷𠮷").empty());
    EXPECT_EQ(errors_of("水管漏水了"), (std::vector<FieldError>{{"what", "too-long"}}));
}

TEST(CheckingACommand, TellsEveryWrongFieldAtOnceUnderItsPrefix) {
    Checks checks("answer.");
    checks.required("text", "");
    checks.when(true, "promised_at", "in-the-past");
    checks.when(false, "by", "required");
    EXPECT_FALSE(checks.ok());
    EXPECT_EQ(checks.refusal().fields,
              (std::vector<FieldError>{{"answer.text", "required"}, {"answer.promised_at", "in-the-past"}}));
    EXPECT_EQ(checks.refusal().trouble, Trouble::invalid);
}

TEST(WhatCannotBe, IsThrownAndWhatIsTrueIsNot) {
    EXPECT_THROW(ensure(false, "two owners"), Impossible);
    EXPECT_NO_THROW(ensure(true, "two owners"));
}

}  // namespace
}  // namespace huiyin
