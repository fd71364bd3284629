// The events, posts, acts and gates that exist in this program. A rulebook that names another one is refused.
#pragma once
#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {
const Vocabulary& vocabulary();
}
