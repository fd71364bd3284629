// One row of a sheet of owners and units: read by the mapping, judged against the archive, brought in.
#pragma once
#include <map>
#include <set>

#include "customers/imports.hpp"
#include "sheets/sheets.hpp"

namespace huiyin::customers {

// Which columns hold what, guessed from the headings as offices write them.
std::vector<ColumnOf> guess_columns(const sheets::Row& headings);
std::optional<Role> role_named(std::string_view cell);

// "3栋2单元1204" and "3-2-1204" taken apart.
struct RoomParts { std::string building, entrance, number; };
std::optional<RoomParts> room_parts(std::string_view cell);

struct Candidate {
    RoomParts room;
    std::int64_t area_hundredths = 0;
    std::string unit_note, name, id_number, note;
    PersonKind kind = PersonKind::person;
    std::vector<std::string> phones;
    std::optional<Role> role;
    std::optional<Day> since;
};

struct Judged {
    Candidate candidate;
    RowOutcome outcome = RowOutcome::fine;
    std::vector<ImportProblem> problems;
    std::optional<BuildingId> building;  // that stands already
    std::optional<UnitId> unit;
    std::string room;                    // as it is shown
};

// Judges rows in their order; remembers the archive's buildings and which rows came before.
class Judge {
  public:
    Judge(store::Tx& tx, SiteId site, Day today, const Zone& zone, const std::vector<ColumnOf>& mapping);
    Judged judge(const sheets::Row& cells);
    void built(const std::string& name, BuildingId id) { buildings_[key_of(name)] = id; }

  private:
    static std::string key_of(std::string_view building);
    std::string cell(const sheets::Row& row, ImportField field) const;
    void read(const sheets::Row& row, Judged& judged) const;
    void find_there(Judged& judged);

    store::Tx& tx_;
    SiteId site_;
    Day today_;
    const Zone& zone_;
    std::map<ImportField, std::size_t> columns_;
    std::map<std::string, BuildingId> buildings_;  // by folded name: 3栋 and 3号楼 are one
    std::set<std::string> seen_;
};

// Brings one fine row in through the ordinary use-cases; a refusal leaves nothing of the row.
Result<void> bring_in(work::Unit& unit, Judge& judge, const Judged& judged);

}  // namespace huiyin::customers
