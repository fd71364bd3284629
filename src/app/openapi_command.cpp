// `huiyin openapi` and `huiyin version`.
#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "app/endpoints.hpp"
#include "app/openapi_document.hpp"
#include "app/subcommands.hpp"
#include "http/openapi.hpp"

namespace huiyin::app {

std::string openapi_document() {
    work::Routes routes;
    add_all_routes(routes);
    return http::openapi(routes, described_endpoints(), program_version());
}

Subcommand openapi_command() {
    return {"openapi", "Write the OpenAPI document of the API", [](CLI::App& command) -> Run {
        auto out = std::make_shared<std::string>();
        command.footer("Made from the routes themselves; the web app's types come from it.\n\n"
                       "Examples:\n  huiyin openapi\n  huiyin openapi --out docs/openapi.json");
        command.add_option("--out", *out, "File to write (default: standard output)");
        return [out] {
            const auto document = openapi_document();
            if (out->empty()) {
                std::fputs(document.c_str(), stdout);
                return 0;
            }
            std::ofstream file(*out, std::ios::binary | std::ios::trunc);
            file << document;
            if (!file.flush()) throw std::runtime_error("cannot write " + *out);
            return 0;
        };
    }};
}

Subcommand version_command() {
    return {"version", "Say which version this is", [](CLI::App&) -> Run {
        return [] {
            fmt::print("huiyin {}\n", program_version());
            return 0;
        };
    }};
}

}  // namespace huiyin::app
