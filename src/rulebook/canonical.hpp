// One text for a version of the rulebook, so that its digest changes exactly when what it demands changes.
#pragma once
#include <string>
#include <vector>

#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {
std::string canonical(const std::vector<Clause>& clauses);
std::string digest_of(const std::vector<Clause>& clauses);  // SHA-256 of it in hexadecimal
}
