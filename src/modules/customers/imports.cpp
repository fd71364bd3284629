// Uploading, judging and bringing in a sheet of owners and units.
#include "customers/imports.hpp"

#include <algorithm>
#include <charconv>

#include "huiyin_customers_sql.hpp"
#include "import_rows.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::customers {
namespace {

constexpr int rows_on_a_page = 200;
constexpr int slice = 200;  // rows a transaction: the desk waits no longer than for a few of its own
const Refusal import_not_found{"customer-import.not-found", Trouble::missing};

struct Stored {
    std::int64_t id = 0;
    std::string name;
    ImportState state{};
    std::string headings, mapping;
    std::int64_t row_count = 0;
    Instant uploaded_at{};
    std::string uploaded_by;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id, name, state, headings, mapping, row_count, uploaded_at, uploaded_by, version))
struct StoredRow {
    std::int64_t number = 0;
    std::string cells;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (), (number, cells))
struct ShownRow {
    std::int64_t number = 0;
    std::string room, name;
    RowOutcome outcome{};
    std::string problems;
};
BOOST_DESCRIBE_STRUCT(ShownRow, (), (number, room, name, outcome, problems))
struct CountOf {
    RowOutcome outcome{};
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(CountOf, (), (outcome, count))

template <class T>
std::string text_of(const std::vector<T>& values) {
    boost::json::array all;
    for (const auto& v : values) {
        if constexpr (std::is_same_v<T, std::string>) all.emplace_back(v);
        else all.push_back(boost::json::parse(json::text(v)));
    }
    return boost::json::serialize(all);
}
std::vector<std::string> texts_in(const std::string& stored) {
    std::vector<std::string> all;
    const auto read = boost::json::parse(stored);
    for (const auto& v : read.as_array()) all.emplace_back(v.as_string());
    return all;
}
template <class T>
std::vector<T> values_in(const std::string& stored) {
    std::vector<T> all;
    const auto read = boost::json::parse(stored);
    for (const auto& v : read.as_array()) {
        std::vector<FieldError> errors;
        json::read(v, all.emplace_back(), errors, "");
    }
    return all;
}

ImportCounts counts_of(store::Tx& tx, std::int64_t id) {
    ImportCounts counts;
    for (const auto& c : tx.all<CountOf>(sql::import_counts, id)) {
        switch (c.outcome) {
            case RowOutcome::fine: counts.fine = c.count; break;
            case RowOutcome::there: counts.there = c.count; break;
            case RowOutcome::refused: counts.refused = c.count; break;
            case RowOutcome::done: counts.done = c.count; break;
        }
    }
    return counts;
}

Result<CustomerImport> shown(store::Tx& tx, SiteId site, const OpenCustomerImport& query) {
    const auto stored = tx.first<Stored>(sql::import_find, query.id, site);
    if (!stored) return refuse(import_not_found);
    CustomerImport view{id_fact(stored->id), stored->name, stored->state, texts_in(stored->headings), values_in<ColumnOf>(stored->mapping), stored->row_count,
                        counts_of(tx, stored->id), {}, {}, stored->uploaded_at, stored->uploaded_by, stored->version};
    for (auto& r : tx.all<ShownRow>(sql::import_rows_page, query.id, query.after.value_or(0), query.outcome, rows_on_a_page + 1)) {
        if (view.rows.size() == rows_on_a_page) {
            view.next = view.rows.back().number;
            break;
        }
        view.rows.push_back({r.number, std::move(r.room), std::move(r.name), r.outcome, values_in<ImportProblem>(r.problems)});
    }
    return view;
}

Judge judge_for(work::Unit& unit, const std::vector<ColumnOf>& mapping) {
    return {unit.tx, unit.site, unit.today(), unit.calendar().zone(), mapping};
}

std::string parameter(const work::Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

// Uploads that nobody brought in within a day go with their cells.
void drop_forgotten(work::Unit& unit) {
    for (const auto id : unit.tx.all<std::int64_t>(sql::imports_forgotten, unit.moment.now - 24h)) {
        unit.tx.run(sql::import_rows_drop, id);
        unit.tx.run(sql::import_drop, id);
    }
}

}  // namespace

void MapCustomerImport::check(Checks& c) const {
    std::set<ImportField> seen;
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        const auto field = "mapping." + std::to_string(i);
        c.when(!seen.insert(mapping[i].field).second, field, "twice");
        c.when(mapping[i].column < 0 || mapping[i].column > 255, field, "out-of-range");
    }
    const bool place = seen.contains(ImportField::room) || (seen.contains(ImportField::building) && seen.contains(ImportField::number));
    c.when(!place, "mapping", "room-column-missing");
}

Result<CustomerImport> upload_customers(work::Unit& unit, std::string_view file_name, std::string_view bytes) {
    if (const auto allowed = unit.require(Permission::import_customers); !allowed) return refuse(allowed.error());
    drop_forgotten(unit);
    const sheets::Limits limits{.file_bytes = import_bytes_most, .inflated_bytes = 64u << 20, .rows = import_rows_most + 1, .columns = 64, .cell_bytes = 8 << 10};
    std::vector<std::pair<std::size_t, sheets::Row>> rows;
    try {
        sheets::read_bytes(bytes, [&](std::size_t number, sheets::Row&& row) { rows.emplace_back(number, std::move(row)); }, limits);
    } catch (const sheets::Unreadable& u) {
        return refuse({"sheet." + u.code, u.code == "too-large" ? Trouble::too_large : Trouble::invalid, {}, {{"file", "unknown-value"}}, {}});
    }
    const auto blank = [](const sheets::Row& row) { return std::ranges::all_of(row, [](const auto& cell) { return text::blank(cell); }); };
    std::erase_if(rows, [&](const auto& r) { return blank(r.second); });
    if (rows.size() < 2) return refuse({"sheet.empty", Trouble::invalid, {}, {{"file", "unknown-value"}}, {}});

    const auto headings = rows.front().second;
    const auto mapping = guess_columns(headings);
    const auto id = unit.ids().next(unit.moment.now.ms);
    unit.tx.run(sql::import_insert, id, unit.site, sheets::clean_file_name(file_name), text_of(headings), text_of(mapping), static_cast<std::int64_t>(rows.size() - 1),
                unit.moment.now, unit.moment.actor);
    auto judge = judge_for(unit, mapping);
    for (auto it = std::next(rows.begin()); it != rows.end(); ++it) {
        const auto judged = judge.judge(it->second);
        unit.tx.run(sql::import_row_insert, id, static_cast<std::int64_t>(it->first), text_of(it->second), judged.room,
                    masked_name(judged.candidate.kind, judged.candidate.name), judged.outcome, text_of(judged.problems));
    }
    return shown(unit.tx, unit.site, {id, {}, {}});
}

Result<CustomerImport> open_customer_import(work::Reading& reading, const OpenCustomerImport& query) { return shown(reading.tx, reading.site, query); }

Result<CustomerImportList> list_customer_imports(work::Reading& reading, const ListCustomerImports&) {
    CustomerImportList list;
    for (auto& s : reading.tx.all<Stored>(sql::import_list, reading.site))
        list.imports.push_back({id_fact(s.id), std::move(s.name), s.state, s.row_count, counts_of(reading.tx, s.id), s.uploaded_at, std::move(s.uploaded_by)});
    return list;
}

Result<ImportProgress> map_customer_import(work::Unit& unit, const MapCustomerImport& command) {
    const auto stored = unit.tx.first<Stored>(sql::import_find, command.id, unit.site);
    if (!stored) return refuse(import_not_found);
    if (stored->version != command.version) return refuse(stale(stored->version));
    if (stored->state != ImportState::preview) return refuse({"customer-import.begun"});
    auto judge = judge_for(unit, command.mapping);
    for (const auto& row : unit.tx.all<StoredRow>(sql::import_rows_all, command.id)) {
        const auto judged = judge.judge(texts_in(row.cells));
        unit.tx.run(sql::import_row_save, command.id, row.number, row.cells, judged.room, masked_name(judged.candidate.kind, judged.candidate.name),
                    judged.outcome, text_of(judged.problems));
    }
    if (unit.tx.run(sql::import_save, command.id, text_of(command.mapping), ImportState::preview, stored->version) == 0)
        throw store::StaleRow("customer import " + std::to_string(command.id));
    return ImportProgress{ImportState::preview, counts_of(unit.tx, command.id), stored->version + 1};
}

Result<ImportProgress> run_customer_import(work::Unit& unit, const RunCustomerImport& command) {
    const auto stored = unit.tx.first<Stored>(sql::import_find, command.id, unit.site);
    if (!stored) return refuse(import_not_found);
    if (stored->state == ImportState::done) return refuse({"customer-import.done"});
    auto judge = judge_for(unit, values_in<ColumnOf>(stored->mapping));
    for (const auto& row : unit.tx.all<StoredRow>(sql::import_rows_fine, command.id, slice)) {
        // The archive may have changed since the preview, and a row of this very slice may have made the unit.
        auto judged = judge.judge(texts_in(row.cells));
        if (judged.outcome == RowOutcome::fine) {
            // What the judge let through is refused only for want of a permission; then nothing of the slice stays.
            if (const auto come = bring_in(unit, judge, judged); !come) return refuse(come.error());
            judged.outcome = RowOutcome::done;
        }
        unit.tx.run(sql::import_row_save, command.id, row.number, judged.outcome == RowOutcome::done ? "[]" : row.cells, judged.room,
                    masked_name(judged.candidate.kind, judged.candidate.name), judged.outcome, text_of(judged.problems));
    }
    const auto counts = counts_of(unit.tx, command.id);
    const auto state = counts.fine == 0 ? ImportState::done : ImportState::running;
    if (unit.tx.run(sql::import_save, command.id, stored->mapping, state, stored->version) == 0)
        throw store::StaleRow("customer import " + std::to_string(command.id));
    if (state == ImportState::done) {
        unit.tx.run(sql::import_rows_clear, command.id);
        unit.tell({"customers.imported", {journal::SubjectKind::site, unit.site.value},
                   {{"import", id_fact(command.id)}, {"rows", stored->row_count}, {"done", counts.done}, {"there", counts.there}, {"refused", counts.refused}}, {}});
    }
    return ImportProgress{state, counts, stored->version + 1};
}

Result<ImportProgress> discard_customer_import(work::Unit& unit, const DiscardCustomerImport& command) {
    const auto stored = unit.tx.first<Stored>(sql::import_find, command.id, unit.site);
    if (!stored) return refuse(import_not_found);
    const auto counts = counts_of(unit.tx, command.id);
    unit.tx.run(sql::import_rows_drop, command.id);
    unit.tx.run(sql::import_drop, command.id);
    return ImportProgress{stored->state, counts, stored->version};
}

void add_import_routes(work::Routes& routes) {
    routes.get("/customer-imports", "list_customer_imports", list_customer_imports);
    routes.get("/customer-imports/{id}", "open_customer_import", open_customer_import);
    routes.put("/customer-imports/{id}", "map_customer_import", map_customer_import);
    routes.post("/customer-imports/{id}/slices", "run_customer_import", run_customer_import);
    routes.del("/customer-imports/{id}", "discard_customer_import", discard_customer_import);
    routes.raw({.method = work::Method::post,
                .path = "/customer-imports",
                .operation = "upload_customers",
                .needs = Permission::import_customers,
                .max_body = import_bytes_most,
                .media_types = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", "application/octet-stream"},
                .query_names = {"name"},
                .options = {.creates = true},
                .reply = schema::of<CustomerImport>(),
                .write = [](work::Unit& unit, const work::Parameters& p, std::string_view bytes) -> Result<work::Answer> {
                    const auto view = upload_customers(unit, parameter(p, "name"), bytes);
                    if (!view) return refuse(view.error());
                    return work::Answer{json::text(*view), view->version};
                }});
}

}  // namespace huiyin::customers
