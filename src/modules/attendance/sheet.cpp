// A sheet of attendance: read, judged row by row with the reason for each refusal, and brought in whole or not at all.
#include <charconv>
#include <map>
#include <set>

#include "huiyin_attendance_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "sheets/sheets.hpp"
#include "work/stale.hpp"

namespace huiyin::attendance {
namespace {

const Refusal sheet_not_found{"attendance-sheet.not-found", Trouble::missing};
constexpr std::size_t shown_fine = 50;

struct Person {
    StaffId id{};
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name))
// One row as it is kept until it comes in.
struct Judged {
    AttendanceSheetRow row;
    StaffId staff{};
    Day day{};
    AttendanceKind kind{};
    int minutes = 0;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(Judged, (), (row, staff, day, kind, minutes, note))
struct Stored {
    std::int64_t id = 0;
    std::string name;
    AttendanceSheetState state{};
    std::string entries;
    int row_count = 0, refused_count = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id, name, state, entries, row_count, refused_count, version))

enum class Column { name, day, kind, minutes, note };
struct Heading {
    std::string_view folded;
    Column column;
};
// Folded forms (Simplified, lower case), as offices write them.
constexpr std::array headings = {
    Heading{"姓名", Column::name},    Heading{"员工", Column::name},  Heading{"name", Column::name},    Heading{"日期", Column::day},
    Heading{"day", Column::day},      Heading{"date", Column::day},   Heading{"类别", Column::kind},    Heading{"类型", Column::kind},
    Heading{"考勤", Column::kind},    Heading{"kind", Column::kind},  Heading{"分钟", Column::minutes}, Heading{"时长", Column::minutes},
    Heading{"minutes", Column::minutes}, Heading{"备注", Column::note}, Heading{"说明", Column::note},  Heading{"note", Column::note},
};
struct KindName {
    std::string_view folded;
    AttendanceKind kind;
};
constexpr std::array kinds = {
    KindName{"迟到", AttendanceKind::late},   KindName{"late", AttendanceKind::late},     KindName{"旷工", AttendanceKind::absent},
    KindName{"缺勤", AttendanceKind::absent}, KindName{"absent", AttendanceKind::absent}, KindName{"早退", AttendanceKind::early_leave},
    KindName{"early", AttendanceKind::early_leave}, KindName{"加班", AttendanceKind::overtime}, KindName{"overtime", AttendanceKind::overtime},
};

std::map<Column, std::size_t> columns_of(const sheets::Row& row) {
    std::map<Column, std::size_t> found;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto folded = text::fold(text::trim(row[i]));
        for (const auto& h : headings)
            if (folded.contains(h.folded) && !found.contains(h.column)) {
                found[h.column] = i;
                break;
            }
    }
    return found;
}

std::optional<int> whole_number(std::string_view cell) {
    int n = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), n);
    // A spreadsheet may write 15 as 15.0.
    const std::string_view rest(end, static_cast<std::size_t>(cell.data() + cell.size() - end));
    if (error != std::errc{} || (!rest.empty() && rest != ".0")) return std::nullopt;
    return n;
}

class Judge {
  public:
    explicit Judge(Unit& unit) : unit_(unit) {
        for (auto& p : unit.tx.all<Person>(sql::attendance_people, unit.site)) people_.emplace(text::fold(p.name), p.id);
    }

    // Everything that is wrong with the row, at once.
    void judge(Judged& j) {
        auto& problems = j.row.problems;
        problems.clear();
        const auto fail = [&](const char* field, const char* code) { problems.push_back({field, code}); };
        const auto [first, last] = people_.equal_range(text::fold(j.row.name));
        if (first == last) fail("name", j.row.name.empty() ? "required" : "not-found");
        else if (std::next(first) != last) fail("name", "ambiguous");
        else j.staff = first->second;
        if (j.staff && j.staff == unit_.moment.actor) fail("name", "same-person");
        const auto at = sheets::time_of(j.row.day, unit_.calendar().zone());
        if (!at) fail("day", j.row.day.empty() ? "required" : "not-a-day");
        else j.day = unit_.calendar().zone().day_of(*at);
        const auto folded = text::fold(j.row.kind);
        const auto kind = std::ranges::find_if(kinds, [&](const KindName& k) { return folded.contains(k.folded); });
        if (kind == kinds.end()) fail("kind", j.row.kind.empty() ? "required" : "unknown-value");
        else j.kind = kind->kind;
        j.minutes = 0;
        if (!j.row.minutes.empty()) {
            if (const auto n = whole_number(j.row.minutes)) j.minutes = *n;
            else fail("minutes", "not-a-number");
        }
        if (text::length(j.note) > 300) fail("note", "too-long");
        if (!problems.empty()) return;
        for (const auto& w : wrong_with(unit_.tx, unit_.site, unit_.calendar(), unit_.rulebook(), unit_.today(), j.staff, j.day, j.kind, j.minutes))
            problems.push_back({w.field, w.code});
        if (problems.empty() && !seen_.emplace(j.staff, j.day, j.kind).second) fail("day", "twice");
    }

  private:
    Unit& unit_;
    std::multimap<std::string, StaffId> people_;
    std::set<std::tuple<StaffId, Day, AttendanceKind>> seen_;
};

std::vector<Judged> rows_in(const std::string& stored) {
    std::vector<Judged> rows;
    std::vector<FieldError> errors;
    if (const auto value = json::parse(stored)) json::read(*value, rows, errors, "");
    ensure(errors.empty(), "a sheet is kept whole");
    return rows;
}

AttendanceSheet shown(const Stored& stored) {
    AttendanceSheet v{std::to_string(stored.id), stored.name, stored.state, stored.row_count, stored.refused_count, {}, {}, stored.version};
    for (auto& j : rows_in(stored.entries)) {
        if (!j.row.problems.empty()) v.refused.push_back(std::move(j.row));
        else if (v.fine.size() < shown_fine) v.fine.push_back(std::move(j.row));
    }
    return v;
}

}  // namespace

Result<AttendanceSheet> upload_attendance(Unit& unit, std::string_view file_name, std::string_view bytes) {
    if (const auto allowed = unit.require(Permission::keep_attendance); !allowed) return refuse(allowed.error());
    unit.tx.run(sql::attendance_sheets_forgotten, unit.moment.now - std::chrono::hours(24));
    const sheets::Limits limits{.file_bytes = sheet_bytes_most, .inflated_bytes = 64u << 20, .rows = sheet_rows_most + 1, .columns = 64, .cell_bytes = 8 << 10};
    std::vector<std::pair<std::size_t, sheets::Row>> rows;
    try {
        sheets::read_bytes(bytes, [&](std::size_t number, sheets::Row&& row) { rows.emplace_back(number, std::move(row)); }, limits);
    } catch (const sheets::Unreadable& u) {
        return refuse({"sheet." + u.code, u.code == "too-large" ? Trouble::too_large : Trouble::invalid, {}, {{"file", "unknown-value"}}, {}});
    }
    std::erase_if(rows, [](const auto& r) { return std::ranges::all_of(r.second, [](const auto& cell) { return text::blank(cell); }); });
    if (rows.size() < 2) return refuse({"sheet.empty", Trouble::invalid, {}, {{"file", "unknown-value"}}, {}});
    const auto columns = columns_of(rows.front().second);
    std::vector<FieldError> missing;
    for (const auto& [column, name] : {std::pair(Column::name, "name"), std::pair(Column::day, "day"), std::pair(Column::kind, "kind")})
        if (!columns.contains(column)) missing.push_back({name, "column-missing"});
    if (!missing.empty()) return refuse({"attendance-sheet.columns", Trouble::invalid, {}, std::move(missing), {}});

    Judge judge(unit);
    std::vector<Judged> all;
    Stored stored{unit.ids().next(unit.moment.now.ms), sheets::clean_file_name(file_name), AttendanceSheetState::preview, {}, 0, 0, 1};
    for (auto it = std::next(rows.begin()); it != rows.end(); ++it) {
        const auto cell = [&](Column c) {
            const auto found = columns.find(c);
            return found == columns.end() || found->second >= it->second.size() ? std::string{} : text::trim(it->second[found->second]);
        };
        Judged j;
        j.row = {static_cast<std::int64_t>(it->first), cell(Column::name), cell(Column::day), cell(Column::kind), cell(Column::minutes), {}};
        j.note = cell(Column::note);
        judge.judge(j);
        stored.refused_count += j.row.problems.empty() ? 0 : 1;
        all.push_back(std::move(j));
    }
    stored.row_count = static_cast<int>(all.size());
    stored.entries = json::text(all);
    unit.tx.run(sql::attendance_sheet_insert, stored.id, unit.site, stored.name, stored.entries, stored.row_count, stored.refused_count, unit.moment.now,
                unit.moment.actor);
    return shown(stored);
}

Result<AttendanceSheet> open_attendance_sheet(work::Reading& reading, const OpenAttendanceSheet& query) {
    const auto stored = reading.tx.first<Stored>(sql::attendance_sheet_find, query.id, reading.site);
    if (!stored) return refuse(sheet_not_found);
    return shown(*stored);
}

Result<BroughtIn> bring_in_attendance(Unit& unit, const BringInAttendance& command) {
    const auto stored = unit.tx.first<Stored>(sql::attendance_sheet_find, command.id, unit.site);
    if (!stored) return refuse(sheet_not_found);
    if (stored->version != command.version) return refuse(work::stale(stored->version, command.version));
    if (stored->state == AttendanceSheetState::done) return refuse({"attendance-sheet.done"});
    Judge judge(unit);
    auto rows = rows_in(stored->entries);
    std::int64_t refused = 0;
    for (auto& j : rows) {
        judge.judge(j);  // what stands here may have changed since it was uploaded
        refused += j.row.problems.empty() ? 0 : 1;
    }
    // A part of a sheet would look like all of it.
    if (refused > 0) return refuse({"attendance-sheet.refused-rows", Trouble::conflict, "A4.4.1", {}, {{"n", refused}}});
    for (const auto& j : rows) add(unit, j.staff, j.day, j.kind, j.minutes, j.note, EntrySource::sheet);
    if (unit.tx.run(sql::attendance_sheet_done, stored->id, stored->version) == 0) throw store::StaleRow("attendance sheet");
    return BroughtIn{static_cast<int>(rows.size())};
}

void add_sheet_routes(work::Routes& routes) {
    routes.get("/attendance-imports/{id}", "open_attendance_sheet", open_attendance_sheet);
    routes.post("/attendance-imports/{id}/entries", "bring_in_attendance", bring_in_attendance, {.creates = true});
    routes.raw({.method = work::Method::post,
                .path = "/attendance-imports",
                .operation = "upload_attendance",
                .needs = Permission::keep_attendance,
                .max_body = sheet_bytes_most,
                .media_types = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", "application/octet-stream"},
                .query_names = {"name"},
                .options = {.creates = true},
                .reply = schema::of<AttendanceSheet>(),
                .write = [](Unit& unit, const work::Parameters& parameters, std::string_view bytes) -> Result<work::Answer> {
                    std::string name;
                    for (const auto& [key, value] : parameters)
                        if (key == "name") name = value;
                    const auto view = upload_attendance(unit, name, bytes);
                    if (!view) return refuse(view.error());
                    return work::Answer{json::text(*view), view->version};
                }});
}

}  // namespace huiyin::attendance
