#include "rulebook/conditions.hpp"

#include <algorithm>

namespace huiyin::rulebook {

std::string fact_text(const boost::json::value& fact) {
    if (const auto* text = fact.if_string()) return {text->data(), text->size()};
    if (const auto* number = fact.if_int64()) return std::to_string(*number);
    if (const auto* number = fact.if_uint64()) return std::to_string(*number);
    if (const auto* yes = fact.if_bool()) return *yes ? "true" : "false";
    return {};
}

bool matches(const Conditions& when, const boost::json::object& facts) {
    return std::ranges::all_of(when, [&](const auto& condition) {
        const auto* fact = facts.if_contains(condition.first);
        if (!fact || fact->is_null()) return false;
        return std::ranges::find(condition.second, fact_text(*fact)) != condition.second.end();
    });
}

}  // namespace huiyin::rulebook
