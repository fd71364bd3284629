// Attendance (勤): who was late, missed, left early or worked over, entered or imported, corrected with somebody else's approval.
// Nothing deducts by itself: an entry only tells what happened.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "work/routes.hpp"

namespace huiyin::attendance {
using work::Permission;
using work::Unit;

enum class AttendanceKind { late, absent, early_leave, overtime };
BOOST_DESCRIBE_ENUM(AttendanceKind, late, absent, early_leave, overtime)
enum class EntryState { recorded, corrected, struck };
BOOST_DESCRIBE_ENUM(EntryState, recorded, corrected, struck)
enum class EntrySource { entry, sheet };
BOOST_DESCRIBE_ENUM(EntrySource, entry, sheet)
enum class CorrectionState { asked, approved, declined };
BOOST_DESCRIBE_ENUM(CorrectionState, asked, approved, declined)

struct CorrectionView {
    CorrectionId id{};
    bool strike = false;           // the entry was wrong altogether
    int minutes = 0;
    std::string reason, asked_by_name, ruled_by_name, ruling;
    CorrectionState state = CorrectionState::asked;
    bool may_rule = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CorrectionView, (), (id, strike, minutes, reason, asked_by_name, ruled_by_name, ruling, state, may_rule, version))
struct AttendanceRow {
    AttendanceId id{};
    StaffId staff{};
    std::string staff_name;
    Day day{};
    AttendanceKind kind = AttendanceKind::late;
    int minutes = 0;
    std::string note;
    EntrySource source = EntrySource::entry;
    EntryState state = EntryState::recorded;
    std::string recorded_by_name;
    std::vector<CorrectionView> corrections;
    bool may_correct = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AttendanceRow, (), (id, staff, staff_name, day, kind, minutes, note, source, state, recorded_by_name, corrections, may_correct, version))

struct ListAttendance {  // GET /attendance?month=: one's own, or everybody's to who keeps it
    static constexpr auto needs = Permission::anyone;
    std::optional<Day> month;
    std::optional<StaffId> staff;
};
BOOST_DESCRIBE_STRUCT(ListAttendance, (), (month, staff))
struct AttendanceTotal {
    StaffId staff{};
    std::string staff_name;
    int late = 0, absent = 0, early_leave = 0, overtime_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(AttendanceTotal, (), (staff, staff_name, late, absent, early_leave, overtime_minutes))
struct AttendanceList {
    Day month{};
    std::vector<AttendanceRow> rows;
    std::vector<AttendanceTotal> totals;
    std::int64_t to_rule = 0;
    bool may_keep = false;
};
BOOST_DESCRIBE_STRUCT(AttendanceList, (), (month, rows, totals, to_rule, may_keep))

struct RecordAttendance {  // POST /attendance
    static constexpr auto needs = Permission::keep_attendance;
    static constexpr std::array optional_fields = {"minutes", "note"};
    StaffId staff{};
    Day day{};
    AttendanceKind kind = AttendanceKind::late;
    int minutes = 0;
    std::string note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecordAttendance, (), (staff, day, kind, minutes, note))
struct AttendanceChanged {
    AttendanceId id{};
    EntryState state = EntryState::recorded;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AttendanceChanged, (), (id, state, version))
struct AskCorrection {  // POST /attendance/{id}/corrections: by its person, or by who keeps it
    static constexpr auto needs = Permission::anyone;
    static constexpr std::array optional_fields = {"strike", "minutes"};
    AttendanceId id{};
    std::int64_t version = 0;
    bool strike = false;
    int minutes = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(AskCorrection, (), (id, version, strike, minutes, reason))
enum class CorrectionVerdict { approve, decline };
BOOST_DESCRIBE_ENUM(CorrectionVerdict, approve, decline)
struct RuleOnCorrection {  // POST /attendance-corrections/{id}/ruling: never by who asked, never about oneself
    static constexpr auto needs = Permission::keep_attendance;
    static constexpr std::array optional_fields = {"reason"};
    CorrectionId id{};
    std::int64_t version = 0;
    CorrectionVerdict verdict = CorrectionVerdict::approve;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnCorrection, (), (id, version, verdict, reason))

// ---- a sheet: judged row by row, then brought in whole or not at all ----
inline constexpr std::size_t sheet_bytes_most = 4u << 20;
inline constexpr std::size_t sheet_rows_most = 5'000;
enum class AttendanceSheetState { preview, done };
BOOST_DESCRIBE_ENUM(AttendanceSheetState, preview, done)
struct AttendanceSheetProblem { std::string field, code; };
BOOST_DESCRIBE_STRUCT(AttendanceSheetProblem, (), (field, code))
struct AttendanceSheetRow {
    std::int64_t number = 0;        // as people see it in their spreadsheet program
    std::string name, day, kind, minutes;  // as they stand in the sheet
    std::vector<AttendanceSheetProblem> problems;
};
BOOST_DESCRIBE_STRUCT(AttendanceSheetRow, (), (number, name, day, kind, minutes, problems))
struct AttendanceSheet {
    std::string id, name;
    AttendanceSheetState state = AttendanceSheetState::preview;
    int row_count = 0, refused_count = 0;
    std::vector<AttendanceSheetRow> refused;  // each with what is wrong with it
    std::vector<AttendanceSheetRow> fine;     // the first of them, to look at
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AttendanceSheet, (), (id, name, state, row_count, refused_count, refused, fine, version))
struct OpenAttendanceSheet {  // GET /attendance-imports/{id}
    static constexpr auto needs = Permission::keep_attendance;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(OpenAttendanceSheet, (), (id))
struct BringInAttendance {  // POST /attendance-imports/{id}/entries
    static constexpr auto needs = Permission::keep_attendance;
    std::int64_t id = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BringInAttendance, (), (id, version))
struct BroughtIn {
    int entries = 0;
};
BOOST_DESCRIBE_STRUCT(BroughtIn, (), (entries))

Result<AttendanceList> list_attendance(work::Reading& reading, const ListAttendance& query);
Result<AttendanceChanged> record_attendance(Unit& unit, const RecordAttendance& command);
Result<AttendanceChanged> ask_correction(Unit& unit, const AskCorrection& command);
Result<AttendanceChanged> rule_on_correction(Unit& unit, const RuleOnCorrection& command);
Result<AttendanceSheet> upload_attendance(Unit& unit, std::string_view file_name, std::string_view bytes);
Result<AttendanceSheet> open_attendance_sheet(work::Reading& reading, const OpenAttendanceSheet& query);
Result<BroughtIn> bring_in_attendance(Unit& unit, const BringInAttendance& command);

void add_routes(work::Routes& routes);
void listen(work::World& world);

}  // namespace huiyin::attendance
