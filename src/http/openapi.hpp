// The OpenAPI 3.1 document, made from the same route table that the door walks. The web's types are generated from it.
#pragma once
#include <string>
#include <vector>

#include "http/api.hpp"
#include "work/routes.hpp"

namespace huiyin::http {

// Pretty-printed JSON with a newline at its end; the same routes give the same text.
std::string openapi(const work::Routes& routes, const std::vector<Endpoint>& endpoints, const std::string& program_version);

}  // namespace huiyin::http
