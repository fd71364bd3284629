// Whether an event's facts meet a trigger's conditions: every named fact equals one of its values.
#pragma once
#include <boost/json/object.hpp>
#include <string>

#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {

// A fact as the rulebook compares it: text as it is, numbers in decimal, true and false as words; "" for anything else.
std::string fact_text(const boost::json::value& fact);

// No conditions: always. A fact that the event does not carry never meets one.
bool matches(const Conditions& when, const boost::json::object& facts);

}  // namespace huiyin::rulebook
