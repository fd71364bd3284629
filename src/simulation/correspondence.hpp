// Residents who agreed to be written to (F3), and the mailbox server that carries their letters: it stands in the program,
// takes what is due, sometimes fails, and remembers what it has. Its chance is its own, so that it moves nothing else of
// the life.
#pragma once
#include <map>
#include <set>

#include "notices/notices.hpp"
#include "simulation/chance.hpp"
#include "simulation/company.hpp"

namespace huiyin::simulation {

class Correspondence {
  public:
    Correspondence(store::Database& database, IdSource& ids, const work::World& world, const Company& company, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), company_(company), chance_(seed ^ 0x1E77E5) {}

    // The first day: a channel, and about a third of the households, asked and with an address.
    void begin(Instant now);
    // Now and then somebody says no, comes back, or moves to another mailbox.
    void change_minds(Instant now);
    void carry(Instant now);
    // The channel is switched off while there is still time to carry what waits: nobody who goes on living here by the real
    // clock shall send to a server that was never there.
    void end(Instant now);

    std::int64_t carried() const { return static_cast<std::int64_t>(taken_.size()); }
    const std::vector<std::string>& broken() const { return broken_; }

  private:
    void ask(work::Unit& unit, const Home& home, bool agrees);
    const work::Actor& who_may(work::Permission permission) const;

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    Chance chance_;
    notices::ChannelView channel_;
    bool ended_ = false;
    std::map<PersonId, bool> agreed_;
    std::set<std::int64_t> taken_;  // parcels the other side has said yes to
    std::vector<std::string> broken_;
};

}  // namespace huiyin::simulation
