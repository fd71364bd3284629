// The whole API: every module's routes, and the document made from them.
#pragma once
#include <string>

#include "work/routes.hpp"

namespace huiyin::app {

void add_all_routes(work::Routes& routes);
std::string openapi_document();

}  // namespace huiyin::app
