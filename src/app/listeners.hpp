// Who hears whom: modules of work meet by events, and this is the list.
#pragma once
#include "work/unit.hpp"

namespace huiyin::app {

// Which module says what stands in which form.
void give_forms_their_content();

void listen_to_each_other(work::World& world);

}  // namespace huiyin::app
