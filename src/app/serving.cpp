// Everything that runs while serving.
#include "app/serving.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>

#include "app/endpoints.hpp"
#include "app/wording.hpp"
#include "http/digest.hpp"
#include "http/idempotency.hpp"
#include "organisation/organisation.hpp"
#include "web_files.hpp"
#include "work/gates.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

// Which clock this company lives by. Once served with the one, it is never served with the other: times that were
// made up and times that were real must not stand in one journal.
std::unique_ptr<http::Clock> clock_for(Application& application, const ServeSettings& settings) {
    const auto before = application.setting("clock");
    if (before && *before != settings.clock) {
        throw std::runtime_error(fmt::format("this company has always been served with --clock {}; it cannot change to {}", *before, settings.clock));
    }
    if (settings.clock == "system") {
        if (!before) application.set("clock", "system");
        return std::make_unique<http::SystemClock>();
    }
    Instant start = http::SystemClock{}.now();
    if (!settings.clock_start.empty()) {
        const auto given = parse_moment(settings.clock_start);
        if (!given) throw std::runtime_error("--clock-start is written \"2026-11-23 08:00\"");
        start = *given;
    }
    if (const auto reached = application.setting("clock.now")) {
        const Instant then{std::stoll(*reached)};
        start = settings.clock_start.empty() ? then : std::max(start, then);
    }
    if (!before) application.set("clock", "manual");
    application.set("clock.now", std::to_string(start.ms));
    application.use_manual_clock();
    return std::make_unique<http::ManualClock>(start);
}

std::string this_server(const Place& place) {
    char host[256] = "server";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{}:{}:{}:{}", host, ::getpid(), place.node, http::random_token().substr(0, 8));
}

// Where this server's ledger of notices lies: the machine and the folder.
std::string this_house(const Place& place) {
    char host[256] = "server";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{}:{}", host, std::filesystem::weakly_canonical(place.data).string());
}
}  // namespace

Serving::Serving(const ServeSettings& settings)
    : application_(settings.place),
      clock_(clock_for(application_, settings)),
      manual_(dynamic_cast<http::ManualClock*>(clock_.get())),
      hub_(std::to_string(real_clock_.now().ms), program_version()),
      files_(embedded::web_files()),
      sessions_{settings.session_idle, settings.session_whole},
      doorkeeper_(application_.database(), real_clock_, sessions_),
      scheduler_(application_, *clock_, manual_, this_server(settings.place)),
      sender_(application_, *clock_, this_house(settings.place) + "#" + http::random_token().substr(0, 8), settings.local_robots),
      feed_(application_.database(), hub_),
      presence_(application_.database(), hub_, *clock_),
      sign_in_(application_, real_clock_, *clock_, doorkeeper_, {settings.proxy, settings.session_whole}, settings.proxy),
      public_door_(application_, *clock_, settings.proxy) {
    application_.reload_world(clock_->now());
    doorkeeper_.work_moment([this] { return clock_->now(); });
    first_password_ = first_start(application_, clock_->now());
    application_.on_committed([this](SiteId site, const auto& told) {
        keep_memory_true(told);
        feed_.committed(site, told);
        // Only what may have put something into the outbox wakes the sender.
        for (const auto& event : told)
            if (event.name.starts_with("obligation.") || event.name.starts_with("notice")) return sender_.look();
    });
    feed_.on_heard([this](SiteId, const auto& told) { keep_memory_true(told); });
    prepare_housekeeping();
    make_api();
    const auto listen = parse_listen(settings.listen);
    server_ = std::make_unique<http::Server>(
        http::ServerOptions{.address = listen.address, .port = listen.port, .threads = settings.threads, .tls_in_front = settings.proxy}, *api_);
}

void Serving::run() {
    feed_.start();
    presence_.start();
    scheduler_.start();
    sender_.start();
    server_->start();
}

void Serving::stop() {
    hub_.close_all();
    server_->drain(10s);
    scheduler_.stop();
    sender_.stop();
}

// What is remembered for speed is forgotten when it changes.
void Serving::keep_memory_true(const std::vector<journal::Event>& told) {
    using journal::SubjectKind;
    bool people = false, sites = false, rules = false;
    for (const auto& event : told) {
        const auto kind = event.subject.kind;
        sites |= kind == SubjectKind::site;
        people |= kind == SubjectKind::staff || kind == SubjectKind::account || kind == SubjectKind::department;
        rules |= event.name.starts_with("rulebook.");
    }
    if (rules) application_.reload_rulebook();
    if (sites || rules) application_.reload_world(clock_->now());
    if (people || sites) doorkeeper_.forget_everybody();
}

void Serving::prepare_housekeeping() {
    scheduler_.every(15s, [this] { hub_.tick(clock_->now(), clock_->manual()); });
    scheduler_.every(10min, [this] {
        const auto now = clock_->now(), real = real_clock_.now();
        application_.database().write_now([&](store::Tx& tx) {
            http::prune_keys(tx, now - std::chrono::hours(24));
            organisation::prune_sessions(tx, real - sessions_.whole, real - sessions_.idle);
        });
    });
}

void Serving::make_api() {
    auto endpoints = app::endpoints({*clock_, scheduler_, hub_, doorkeeper_});
    for (auto& e : sign_in_.endpoints()) endpoints.push_back(std::move(e));
    for (auto& e : public_door_.endpoints()) endpoints.push_back(std::move(e));
    endpoints.push_back(check_wording_endpoint([this] { return application_.world(); }));
    api_ = std::make_unique<http::Api>(http::ApiParts{
        .routes = application_.routes(),
        .endpoints = std::move(endpoints),
        .database = application_.database(),
        .ids = application_.ids(),
        .world = [this] { return application_.world(); },
        .clock = *clock_,
        .doorkeeper = doorkeeper_,
        .files = &files_,
        .in_transaction = [this](store::Tx& tx, const http::Exchange& exchange, const std::string& operation, Instant) {
            return sign_in_.after_write(tx, exchange, operation);
        },
        .committed = [this](SiteId site, const auto& told) { application_.committed(site, told); },
        .written = [this](const std::string& operation) {
            if (operation == "stand_at") presence_.look();
        },
        .aside = [this](std::function<void()> work) { return press_.submit(std::move(work)); },
        .on_refused = [this](const http::ApiParts::RefusedAt& at) { count_refusal(at); }});
}

// A refusal at a gate is evidence too; the work it belongs to has rolled back, so it is written in a unit of its own.
void Serving::count_refusal(const http::ApiParts::RefusedAt& at) {
    const auto gate = work::gate_of(at.operation);
    const bool wording = work::is_about_wording(at.refusal);
    const bool qualification = work::is_about_qualification(at.refusal);
    if (gate.empty() && !wording && !qualification) return;
    auto kind = gate.starts_with("complaint.")   ? journal::SubjectKind::complaint
                : gate.starts_with("follow_up.") ? journal::SubjectKind::follow_up
                : gate.starts_with("point.")     ? journal::SubjectKind::point
                : gate.starts_with("appraisal.") ? journal::SubjectKind::appraisal
                : gate.starts_with("criteria.")  ? journal::SubjectKind::criteria
                : gate.starts_with("exam.")      ? journal::SubjectKind::exam
                : gate == "training.approve"     ? journal::SubjectKind::training_plan
                : gate == "training.hold"        ? journal::SubjectKind::training_session
                : gate.starts_with("training_case.") ? journal::SubjectKind::training_case
                : gate.starts_with("roster.")    ? journal::SubjectKind::roster
                : gate.starts_with("destruction.") ? journal::SubjectKind::destruction
                                                 : journal::SubjectKind::clause;
    if (qualification) kind = journal::SubjectKind::staff;
    if (wording)  // its refusal says what was spoken about
        if (const auto* said = at.refusal.details.if_contains("subject_kind"))
            kind = json::enum_value<journal::SubjectKind>(std::string_view(said->as_string())).value_or(kind);
    try {
        application_.database().write(
            [this, at, kind, world = application_.world()](store::Tx& tx) {
                work::Unit unit(tx, application_.ids(), *world, at.actor, at.site, at.now, at.now);
                work::gate_refused(unit, at.operation, at.refusal, {kind, at.subject});
            },
            [](std::exception_ptr trouble) {
                if (trouble) spdlog::error("a refusal at a gate could not be counted");
            });
    } catch (const store::Error& e) {
        spdlog::error("a refusal at a gate could not be counted: {}", e.what());
    }
}

}  // namespace huiyin::app
