// Statistics sheets inside the module.
#pragma once
#include "appraisal/records.hpp"
#include "record.hpp"

namespace huiyin::appraisal {

struct Sheet {
    StatisticsId id{};
    SiteId site{};
    StatisticsSpan span = StatisticsSpan::month;
    Day period{};
    DepartmentId department{};
    int number = 1;
    StatisticsState state = StatisticsState::planned;
    std::string document, digest;
    Instant made_at{};
    std::optional<Instant> signed_at;
    std::optional<StaffId> signed_by;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::statistics, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (id, site, span, period, department, number, state, document, digest, made_at, signed_at, signed_by, version))

// What a signature on a statistics sheet binds.
struct StatisticsDocument {
    StatisticsSpan span = StatisticsSpan::month;
    Day period{};
    std::string department_name;
    std::vector<StatisticsRow> rows;
    StatisticsSum sum;
};
BOOST_DESCRIBE_STRUCT(StatisticsDocument, (), (span, period, department_name, rows, sum))

Day first_of(StatisticsSpan span, Day day);
Day end_of(StatisticsSpan span, Day first);
StatisticsPage statistics_of(store::Tx& tx, SiteId site, StatisticsSpan span, Day first, std::optional<DepartmentId> department);
std::string document_of(const StatisticsPage& page);
std::optional<StatisticsDocument> read_document(const std::string& text);
std::optional<Sheet> find_sheet(store::Tx& tx, StatisticsId id, SiteId site);

}  // namespace huiyin::appraisal
