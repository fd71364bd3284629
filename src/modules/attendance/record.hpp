// The rows of attendance, and what judges a new one.
#pragma once
#include "attendance/attendance.hpp"

namespace huiyin::attendance {

struct Entry {
    AttendanceId id{};
    SiteId site{};
    StaffId staff{};
    Day day{};
    AttendanceKind kind{};
    int minutes = 0;
    EntryState state{};
    StaffId recorded_by{};
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::attendance, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Entry, (), (id, site, staff, day, kind, minutes, state, recorded_by, version))

// Why there can be no entry of this person on this day: in the future, long past, on leave, or there already. Codes of fields.
std::vector<FieldError> wrong_with(store::Tx& tx, SiteId site, const WorkingCalendar& calendar, const rulebook::Rulebook& book, Day today, StaffId staff, Day day, AttendanceKind kind,
                                   int minutes);
void add(Unit& unit, StaffId staff, Day day, AttendanceKind kind, int minutes, const std::string& note, EntrySource source);
bool needs_minutes(AttendanceKind kind);
void add_sheet_routes(work::Routes& routes);

}  // namespace huiyin::attendance
