// Owners and units from a spreadsheet: upload, see each refused row and why, put the columns right, then bring it in.
// A row comes in whole or not at all; what stands in the archive already is recognised and left alone, so an import that
// was interrupted goes on, and a file brought in twice adds nothing.
#pragma once
#include "customers/customers.hpp"

namespace huiyin::customers {

enum class ImportField { room, building, entrance, number, area, unit_note, name, kind, phone, second_phone, id_number, role, since, note };
BOOST_DESCRIBE_ENUM(ImportField, room, building, entrance, number, area, unit_note, name, kind, phone, second_phone, id_number, role, since, note)
enum class ImportState { preview, running, done };
BOOST_DESCRIBE_ENUM(ImportState, preview, running, done)
// fine: waits to come in; there: stands in the archive already; refused: cannot come in, `problems` say why.
enum class RowOutcome { fine, there, refused, done };
BOOST_DESCRIBE_ENUM(RowOutcome, fine, there, refused, done)

inline constexpr std::size_t import_bytes_most = 4u << 20;
inline constexpr std::size_t import_rows_most = 20'000;

// Which column of the sheet (from 0) holds a field.
struct ColumnOf { ImportField field{}; int column = 0; };
BOOST_DESCRIBE_STRUCT(ColumnOf, (), (field, column))

struct ImportProblem { std::string field, code; };
BOOST_DESCRIBE_STRUCT(ImportProblem, (), (field, code))
struct ImportRow {
    std::int64_t number = 0;  // as people see it in their spreadsheet program
    std::string room;
    std::string name;         // masked
    RowOutcome outcome = RowOutcome::fine;
    std::vector<ImportProblem> problems;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (number, room, name, outcome, problems))

struct ImportCounts { std::int64_t fine = 0, there = 0, refused = 0, done = 0; };
BOOST_DESCRIBE_STRUCT(ImportCounts, (), (fine, there, refused, done))

struct OpenCustomerImport {  // GET /customer-imports/{id}
    static constexpr auto needs = Permission::import_customers;
    std::int64_t id = 0;
    std::optional<RowOutcome> outcome;    // only rows of this outcome
    std::optional<std::int64_t> after;    // rows after this number
};
BOOST_DESCRIBE_STRUCT(OpenCustomerImport, (), (id, outcome, after))
struct CustomerImport {
    std::string id;
    std::string name;                     // of the file
    ImportState state = ImportState::preview;
    std::vector<std::string> headings;
    std::vector<ColumnOf> mapping;
    std::int64_t row_count = 0;
    ImportCounts counts;
    std::vector<ImportRow> rows;          // a page of at most 200
    std::optional<std::int64_t> next;     // `after` of the next page
    Instant uploaded_at{};
    std::string uploaded_by;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CustomerImport, (), (id, name, state, headings, mapping, row_count, counts, rows, next, uploaded_at, uploaded_by, version))

struct ListCustomerImports { static constexpr auto needs = Permission::import_customers; };  // GET /customer-imports
BOOST_DESCRIBE_STRUCT(ListCustomerImports, (), ())
struct CustomerImportLine {
    std::string id, name;
    ImportState state{};
    std::int64_t row_count = 0;
    ImportCounts counts;
    Instant uploaded_at{};
    std::string uploaded_by;
};
BOOST_DESCRIBE_STRUCT(CustomerImportLine, (), (id, name, state, row_count, counts, uploaded_at, uploaded_by))
struct CustomerImportList { std::vector<CustomerImportLine> imports; };
BOOST_DESCRIBE_STRUCT(CustomerImportList, (), (imports))

struct MapCustomerImport {  // PUT /customer-imports/{id}: the columns put right; every row is judged anew
    static constexpr auto needs = Permission::import_customers;
    std::int64_t id = 0;
    std::int64_t version = 0;
    std::vector<ColumnOf> mapping;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(MapCustomerImport, (), (id, version, mapping))

struct RunCustomerImport {  // POST /customer-imports/{id}/slices: brings in the next rows; asked again until none is fine
    static constexpr auto needs = Permission::import_customers;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(RunCustomerImport, (), (id))
struct ImportProgress {
    ImportState state{};
    ImportCounts counts;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ImportProgress, (), (state, counts, version))

struct DiscardCustomerImport {  // DELETE /customer-imports/{id}: what was uploaded goes; what came in stays
    static constexpr auto needs = Permission::import_customers;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(DiscardCustomerImport, (), (id))

Result<CustomerImport> upload_customers(work::Unit& unit, std::string_view file_name, std::string_view bytes);
Result<CustomerImport> open_customer_import(work::Reading& reading, const OpenCustomerImport& query);
Result<CustomerImportList> list_customer_imports(work::Reading& reading, const ListCustomerImports& query);
Result<ImportProgress> map_customer_import(work::Unit& unit, const MapCustomerImport& command);
Result<ImportProgress> run_customer_import(work::Unit& unit, const RunCustomerImport& command);
Result<ImportProgress> discard_customer_import(work::Unit& unit, const DiscardCustomerImport& command);
void add_import_routes(work::Routes& routes);

}  // namespace huiyin::customers
