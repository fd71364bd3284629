// `huiyin verify` and `huiyin checkpoint`: proving that the journal is whole.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "app/subcommands.hpp"
#include "http/clock.hpp"
#include "journal/journal.hpp"

namespace huiyin::app {
namespace {
namespace fs = std::filesystem;

std::string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::unique_ptr<store::Database> open_to_read(const Place& place) {
    return store::open({.where = place.where(), .read_only = true}, {});
}

int verify(const Place& place, const std::string& checkpoint, const std::string& key) {
    std::vector<journal::Head> heads;
    if (!checkpoint.empty()) heads = journal::read_checkpoint(read_text(checkpoint), key);
    auto database = open_to_read(place);
    const auto verdict = database->read_now([&](store::Tx& tx) { return journal::verify(tx, heads); });
    for (const auto& fault : verdict.faults) {
        fmt::print("site {} entry {}: {}{}{}\n", fault.site.value, fault.seq, fault.what, fault.detail.empty() ? "" : ": ", fault.detail);
    }
    if (!verdict.faults.empty()) {
        fmt::print("{} of {} entries are not as they were written.\n", verdict.faults.size(), verdict.entries);
        return 1;
    }
    fmt::print("Whole: {} entries in {} chains{}.\n", verdict.entries, verdict.heads.size(),
               checkpoint.empty() ? "" : ", and everything that the checkpoint saw is still there");
    return 0;
}

int write_checkpoint(const Place& place, const std::string& out, const std::string& key) {
    auto database = open_to_read(place);
    const auto verdict = database->read_now([](store::Tx& tx) { return journal::verify(tx); });
    if (!verdict.faults.empty()) {
        fmt::print(stderr, "The journal is not whole; no checkpoint is signed over it. huiyin verify says where.\n");
        return 1;
    }
    const auto text = journal::sign_checkpoint(verdict.heads, http::SystemClock{}.now(), key);
    std::ofstream file(out, std::ios::binary | std::ios::trunc);
    file << text << "\n";
    if (!file.flush()) throw std::runtime_error("cannot write " + out);
    fmt::print("{} chains, {} entries, signed into {}. Keep it, and {}.pub, where this machine cannot write.\n", verdict.heads.size(),
               verdict.entries, out, key);
    return 0;
}

std::string key_of(const Place& place, const std::string& given, const char* ending) {
    return given.empty() ? (fs::path(place.data) / "checkpoint.key").string() + ending : given;
}
}  // namespace

Subcommand verify_command() {
    return {"verify", "Prove that nobody changed the journal", [](CLI::App& command) -> Run {
        auto place = std::make_shared<Place>();
        auto checkpoint = std::make_shared<std::string>();
        auto key = std::make_shared<std::string>();
        command.footer("Reads every chain from its first entry and names each entry that was flipped, cut, swapped or put in.\n"
                       "It only reads, also while the server runs. Against a checkpoint kept elsewhere it also finds a chain\n"
                       "that was cut short or written anew.\n\n"
                       "Examples:\n"
                       "  huiyin verify\n"
                       "  huiyin verify --checkpoint /mnt/safe/2026-11-23.checkpoint --key /mnt/safe/checkpoint.key.pub");
        add_place(command, *place);
        command.add_option("--checkpoint", *checkpoint, "A signed checkpoint written earlier")->check(CLI::ExistingFile);
        command.add_option("--key", *key, "The public key of checkpoints (default: checkpoint.key.pub in the data folder)");
        return [=] { return verify(*place, *checkpoint, key_of(*place, *key, ".pub")); };
    }};
}

Subcommand checkpoint_command() {
    return {"checkpoint", "Sign where every chain stands, to be kept outside", [](CLI::App& command) -> Run {
        auto place = std::make_shared<Place>();
        auto out = std::make_shared<std::string>();
        auto key = std::make_shared<std::string>();
        command.footer("Example:\n  huiyin checkpoint --out /mnt/safe/$(date +%F).checkpoint");
        add_place(command, *place);
        command.add_option("--out", *out, "File to write")->required();
        command.add_option("--key", *key, "The signing key (default: checkpoint.key in the data folder, made the first time)");
        return [=] { return write_checkpoint(*place, *out, key_of(*place, *key, "")); };
    }};
}

}  // namespace huiyin::app
