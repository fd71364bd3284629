// The ledger of what is on its way, in a file that is mapped into memory: what is written there outlives the process,
// however it ends, and costs no more than a store to memory. It answers the one question that matters after a kill:
// which parcels may the other side have?
//
//   claimed   nothing of it was complete on the wire: it is surely not there, and is sent again
//   leaving   the last byte was about to leave or has left: the kernel delivers what it was given, so it is there
//   settled   the outcome is known, although the database does not know it yet
//
// The doubt is the moment between the mark `leaving` and the system call that follows it, a few microseconds. What falls
// into it is never sent a second time by itself; it is shown to people as unconfirmed.
#pragma once
#include <filesystem>
#include <mutex>
#include <vector>

#include "post/parcel.hpp"

namespace huiyin::post {

enum class Stage : std::int64_t { empty, claimed, leaving, accepted, refused, failed, doubtful };

struct Line {
    std::int64_t id = 0;
    Stage stage = Stage::empty;
};

class Ledger {
  public:
    static constexpr std::size_t most = 512;
    explicit Ledger(const std::filesystem::path& file);  // throws std::runtime_error if it cannot be kept
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // What the process before left behind. Empty when the machine itself was restarted: then memory was lost too.
    const std::vector<Line>& left_behind() const { return left_behind_; }
    bool same_boot() const { return same_boot_; }

    void begin(const std::vector<std::int64_t>& ids);  // at most `most`; forgets the batch before
    void mark(std::size_t line, Stage stage);
    void end();                                        // the database knows it all

  private:
    struct Page;
    Page* page_ = nullptr;
    int fd_ = -1;
    bool same_boot_ = false;
    std::vector<Line> left_behind_;
};

}  // namespace huiyin::post
