// Gates of the handbook: a step that is refused without its evidence or authority. Each asking is counted, so that
// the compliance page can say how often a gate was asked, passed and refused, and show the matters.
#pragma once
#include <initializer_list>
#include <string_view>

#include "work/unit.hpp"

namespace huiyin::work {

// The use-case went through its gate: counted in the same transaction, once for each clause that stands behind it.
void gate_passed(Unit& unit, std::initializer_list<std::string_view> clauses, std::string_view gate, journal::Subject subject);

// The gate that an operation asks ("close_complaint" → "complaint.close"); "" if it asks none.
std::string_view gate_of(std::string_view operation);

// The gate that whoever speaks to a customer asks, in whatever operation (F5.1; lexicon). Its refusals are known by their code.
inline constexpr std::string_view wording_gate = "wording.say";
bool is_about_wording(const Refusal& refusal);

// The gate that whoever gives somebody work asks, in whatever operation (A4.4.4; qualification).
inline constexpr std::string_view qualification_gate = "qualification.assign";
bool is_about_qualification(const Refusal& refusal);

// A script of the handbook was proposed beside a form, and was used or not (J1–J8, D17, D18, I3.1).
void guidance(Unit& unit, std::string_view clause, bool used, journal::Subject subject);

// An operation was refused and its work rolled back, so this runs in a unit of its own. Counts only if the refusal's
// clause stands behind the operation's gate; answers whether it did.
bool gate_refused(Unit& unit, std::string_view operation, const Refusal& refusal, journal::Subject subject);

}  // namespace huiyin::work
