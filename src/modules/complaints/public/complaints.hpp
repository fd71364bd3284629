// Complaints: a matter from the first word to the archive (D4–D8, D11, D13, D16, B5, C4, E5, F4, F5, I3.2, I3.3).
// Commands are what a person may ask; views are what a screen shows. Gates stand in the use-cases.
#pragma once
#include "complaints/commands.hpp"
#include "complaints/views.hpp"
#include "work/routes.hpp"

namespace huiyin::complaints {

void add_routes(work::Routes& routes);

}  // namespace huiyin::complaints
