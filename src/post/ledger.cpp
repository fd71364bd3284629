// The mapped file.
#include "post/ledger.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace huiyin::post {

struct Ledger::Page {
    char boot[40];
    std::atomic<std::int64_t> used;
    struct {
        std::atomic<std::int64_t> id, stage;
    } lines[most];
};

namespace {
std::string boot_id() {
    std::string id;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
    return id.substr(0, 39);
}
}  // namespace

Ledger::Ledger(const std::filesystem::path& file) {
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) != 0 || ::ftruncate(fd_, sizeof(Page)) != 0) {
        if (fd_ >= 0) ::close(fd_);
        throw std::runtime_error("the ledger of notices cannot be kept, or another server keeps it: " + file.string());
    }
    auto* mapped = ::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
    if (mapped == MAP_FAILED) throw std::runtime_error("the ledger of notices cannot be mapped: " + file.string());
    page_ = static_cast<Page*>(mapped);
    const auto boot = boot_id();
    same_boot_ = boot == std::string(page_->boot, ::strnlen(page_->boot, sizeof page_->boot));
    if (same_boot_) {
        const auto used = std::min<std::int64_t>(page_->used.load(), most);
        for (std::int64_t i = 0; i < used; ++i)
            left_behind_.push_back({page_->lines[i].id.load(), static_cast<Stage>(page_->lines[i].stage.load())});
    } else {
        std::memset(static_cast<void*>(page_), 0, sizeof(Page));
        std::memcpy(page_->boot, boot.c_str(), boot.size());
    }
}

Ledger::~Ledger() {
    if (page_) ::munmap(page_, sizeof(Page));
    if (fd_ >= 0) ::close(fd_);
}

void Ledger::begin(const std::vector<std::int64_t>& ids) {
    if (ids.size() > most) throw std::logic_error("more parcels than the ledger has lines");
    page_->used.store(0);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        page_->lines[i].id.store(ids[i]);
        page_->lines[i].stage.store(static_cast<std::int64_t>(Stage::claimed));
    }
    page_->used.store(static_cast<std::int64_t>(ids.size()));
}

void Ledger::mark(std::size_t line, Stage stage) { page_->lines[line].stage.store(static_cast<std::int64_t>(stage)); }

void Ledger::end() { page_->used.store(0); }

}  // namespace huiyin::post
