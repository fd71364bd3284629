// What the files of this module share.
#pragma once
#include "lexicon/guide.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/phrases.hpp"

namespace huiyin::lexicon {

Wording wording_of(const rulebook::Title& title);

}  // namespace huiyin::lexicon
