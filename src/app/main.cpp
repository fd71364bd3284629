// `huiyin`: one binary for serving, keeping and proving.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cstdio>
#include <exception>

#include "app/subcommands.hpp"

int main(int argc, char** argv) {
#ifdef __GLIBC__
    // Each group of changes takes and gives back a few megabytes; returning them to the system every time costs a
    // twentieth of the writer's time in page faults.
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
#endif
    spdlog::set_default_logger(spdlog::stderr_color_mt("huiyin"));
    spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");

    CLI::App cli{"Huiyin 回音: every matter gets an answer.\n\n"
                 "  huiyin serve                      start it at http://127.0.0.1:8080\n"
                 "  huiyin user add lin --name 林晓芸   give somebody an account\n"
                 "  huiyin verify                     prove that nobody changed the journal\n\n"
                 "Each subcommand explains itself: huiyin serve --help"};
    cli.name("huiyin");
    cli.require_subcommand(1);
    cli.set_version_flag("--version", huiyin::app::program_version());
    std::vector<std::pair<CLI::App*, huiyin::app::Run>> runs;
    for (const auto& s : huiyin::app::subcommands()) {
        auto* command = cli.add_subcommand(s.name, s.help);
        runs.emplace_back(command, s.setup(*command));
    }
    try {
        cli.parse(argc, argv);
        for (const auto& [command, run] : runs) {
            if (command->parsed()) return run();
        }
    } catch (const CLI::ParseError& e) {
        return cli.exit(e);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "huiyin: %s\n", e.what());
        return 1;
    }
    return 0;
}
