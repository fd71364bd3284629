// `huiyin serve`: until somebody says stop.
#include <malloc.h>
#include <signal.h>

#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/serving.hpp"
#include "app/subcommands.hpp"

namespace huiyin::app {
namespace {
int serve(ServeSettings settings) {
    sigset_t stop_signals;
    sigemptyset(&stop_signals);
    sigaddset(&stop_signals, SIGTERM);
    sigaddset(&stop_signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);  // before any thread: only this one hears them
    ::signal(SIGPIPE, SIG_IGN);
    // A checked password takes 19 MiB for a moment; it goes back to the machine, and so does what reading the
    // rulebook and the calendars took.
    ::mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    ::mallopt(M_ARENA_MAX, 4);

    Serving serving(settings);
    serving.run();
    ::malloc_trim(0);
    const auto listen = parse_listen(settings.listen);
    fmt::print("Huiyin {} serves http://{}:{} ({})\n", program_version(), listen.address, serving.port(), serving.application().database().describe());
    if (serving.manual()) fmt::print("The clock is manual: time stands still until PUT /api/clock moves it.\n");
    if (const auto& password = serving.first_password()) {
        fmt::print("First start: sign in as \"admin\" with the one-time password {}\nIt is shown only this once and is good for seven days.\n", *password);
    }
    std::fflush(stdout);

    int signal_number = 0;
    sigwait(&stop_signals, &signal_number);
    spdlog::info("stopping: finishing what is under way");
    serving.stop();
    return 0;
}
}  // namespace

Subcommand serve_command() {
    return {"serve", "Serve the company at http://127.0.0.1:8080", [](CLI::App& command) -> Run {
        auto settings = std::make_shared<ServeSettings>();
        auto file = std::make_shared<std::string>();
        auto port = std::make_shared<int>(-1);
        command.footer("Examples:\n"
                       "  huiyin serve\n"
                       "  huiyin serve --data /srv/huiyin --listen 0.0.0.0:8080\n"
                       "  huiyin serve --database postgresql://huiyin@db/huiyin --node 1\n"
                       "  huiyin serve --clock manual --clock-start \"2026-11-23 08:00\"   (for trying out: time moves by hand)\n"
                       "  huiyin serve --config huiyin.toml\n\n"
                       "huiyin.toml knows: data, database, listen, node, threads, proxy, clock,\n"
                       "[session] idle_hours, whole_days. What the command line says comes first.\n"
                       "The first start makes one administrator and prints a one-time password.");
        add_place(command, settings->place);
        command.add_option("--listen", settings->listen, "Address and port")->capture_default_str();
        command.add_option("--port", *port, "Port on 127.0.0.1, in place of --listen")->check(CLI::Range(0, 65535));
        command.add_option("--threads", settings->threads, "Threads that serve connections (0: one per core)");
        command.add_flag("--proxy", settings->proxy, "A TLS proxy stands in front: secure cookies; X-Forwarded-For names the caller");
        command.add_flag("--local-robots", settings->local_robots, "Lets group robots stand inside the house, without TLS: for trials only");
        command.add_option("--clock", settings->clock, "system, or manual: it stands still until it is moved")
            ->check(CLI::IsMember({"system", "manual"}))->capture_default_str();
        command.add_option("--clock-start,--start", settings->clock_start, "Where a manual clock starts: \"2026-11-23 08:00\"");
        command.add_option("--config", *file, "Settings file (TOML)")->check(CLI::ExistingFile);
        return [settings, file, port, &command] {
            if (!file->empty()) {
                read_settings_file(*file, *settings, [&](const std::string& name) { return command.count("--" + name) > 0; });
            }
            if (*port >= 0) settings->listen = "127.0.0.1:" + std::to_string(*port);
            return serve(*settings);
        };
    }};
}

}  // namespace huiyin::app
