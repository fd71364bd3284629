// `huiyin import complaints FILE`: history from a spreadsheet, whole or not at all; each refused row with its reason.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/subcommands.hpp"
#include "complaints/use_cases.hpp"
#include "http/clock.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "seed_files.hpp"
#include "sheets/sheets.hpp"
#include "simulation/seeds.hpp"

namespace huiyin::app {
namespace {

struct WantedImport {
    Place place;
    std::string file, mapping, site, category = "其他事项", report;
    bool strict = false;
};

// Which column holds what: the column's heading for each field.
using Mapping = std::map<std::string, std::string>;
const Mapping usual_mapping{{"external", "留言编号"}, {"caller_name", "留言用户"}, {"subject", "留言主题"}, {"received_at", "留言时间"},
                            {"text", "留言详情"}, {"answer", "答复意见"}, {"answered_at", "答复时间"}};

Mapping read_mapping(const std::string& file) {
    if (file.empty()) return usual_mapping;
    Mapping mapping;
    for (const auto& entry : YAML::LoadFile(file)) mapping[entry.first.as<std::string>()] = entry.second.as<std::string>();
    for (const auto& [field, heading] : mapping)
        if (!usual_mapping.contains(field)) throw std::runtime_error("the mapping names an unknown field: " + field);
    for (const auto& [field, heading] : usual_mapping)
        if (field != "caller_name" && !mapping.contains(field)) throw std::runtime_error("the mapping lacks the field " + field);
    return mapping;
}

struct RefusedRow {
    std::size_t number = 0;
    std::string external, why;
};

struct Columns {
    std::map<std::string, std::size_t> at;
    std::string cell(const sheets::Row& row, const std::string& field) const {
        const auto found = at.find(field);
        return found == at.end() || found->second >= row.size() ? std::string{} : text::trim(row[found->second]);
    }
};

Columns find_columns(const sheets::Row& heading, const Mapping& mapping) {
    Columns columns;
    for (const auto& [field, wanted] : mapping) {
        const auto found = std::ranges::find_if(heading, [&](const std::string& h) { return text::fold(text::trim(h)) == text::fold(wanted); });
        if (found != heading.end()) columns.at[field] = static_cast<std::size_t>(found - heading.begin());
        else if (field != "caller_name") throw std::runtime_error("the first row has no column \"" + wanted + "\" (for " + field + "); --mapping names others");
    }
    return columns;
}

std::string first_words(const std::string& text) {  // a subject for rows without one
    std::string out;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size() && characters < 30; ++characters) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (text[i] == '\n') break;
        out += text.substr(i, size);
        i += size;
    }
    return out;
}

int import_complaints(const WantedImport& w) {
    const auto mapping = read_mapping(w.mapping);
    Application application(w.place);
    const auto now = http::SystemClock{}.now();
    application.reload_world(now);
    if (const auto password = first_start(application, now))
        fmt::print("First start: the administrator is \"admin\" with the one-time password {} (shown only this once)\n", *password);
    const auto sites = application.database().read_now([](store::Tx& tx) { return organisation::all_sites(tx); });
    const auto site = std::ranges::find_if(sites, [&](const auto& s) { return w.site.empty() || s.name == w.site; });
    if (site == sites.end()) throw std::runtime_error("there is no site called " + w.site);
    const Zone zone{site->zone_offset_minutes};
    const auto source_name = std::filesystem::path(w.file).filename().string();

    std::vector<std::pair<std::size_t, sheets::Row>> rows;
    sheets::read(w.file, [&](std::size_t number, sheets::Row&& row) { rows.emplace_back(number, std::move(row)); });
    if (rows.empty()) throw std::runtime_error("the sheet has no rows");
    const auto columns = find_columns(rows.front().second, mapping);

    std::vector<RefusedRow> refused;
    std::size_t made = 0;
    // One transaction for the whole file: it is there as a whole or not at all.
    const auto done = application.in_unit(work::Actor::system(), site->id, now, now, [&](work::Unit& unit) -> Result<void> {
        refused.clear();
        made = 0;
        std::string categories;
        for (const auto& f : embedded::seed_files())
            if (f.path == "categories.yaml") categories = f.text();
        if (const auto made_categories = complaints::create_categories(unit, simulation::parse_categories(categories)); !made_categories)
            return refuse(made_categories.error());
        work::Reading reading{unit.tx, unit.actor, site->id, now, unit.world()};
        const auto tree = complaints::list_categories(reading, {});
        if (!tree) return refuse(tree.error());
        const auto category = std::ranges::find(tree->categories, w.category, &complaints::CategoryView::name);
        if (category == tree->categories.end()) throw std::runtime_error("there is no category called " + w.category);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const auto& [number, row] = rows[i];
            complaints::ImportComplaint c;
            c.source_name = source_name;
            c.category = category->id;
            c.external = columns.cell(row, "external");
            c.caller_name = columns.cell(row, "caller_name");
            c.subject = columns.cell(row, "subject");
            c.text = columns.cell(row, "text");
            c.answer = columns.cell(row, "answer");
            if (c.subject.empty()) c.subject = first_words(c.text);
            if (c.text.empty()) c.text = c.subject;
            const auto received = sheets::time_of(columns.cell(row, "received_at"), zone);
            const auto answered = sheets::time_of(columns.cell(row, "answered_at"), zone);
            if (received) c.received_at = *received;
            c.answered_at = answered;
            const auto result = work::run(unit, complaints::import_complaint, c);
            if (result) ++made;
            else {
                std::string why = result.error().code;
                for (const auto& f : result.error().fields) why += fmt::format(" {}:{}", f.field, f.code);
                refused.push_back({number, c.external, why});
            }
        }
        if (w.strict && !refused.empty()) return refuse({"import.rows-refused", Trouble::conflict});
        return {};
    });
    for (const auto& r : refused) fmt::print("row {} ({}): {}\n", r.number, r.external.empty() ? "-" : r.external, r.why);
    if (!done) {
        fmt::print(stderr, "Nothing was imported: {}\n", in_words(done.error()));
        return 1;
    }
    fmt::print("{} of {} rows imported into {}, {} refused\n", made, rows.size() - 1, site->name, refused.size());
    return refused.empty() || made > 0 ? 0 : 1;
}

}  // namespace

Subcommand import_command() {
    return {"import", "Bring in history from a spreadsheet", [](CLI::App& command) -> Run {
                auto w = std::make_shared<WantedImport>();
                auto* complaints = command.add_subcommand("complaints", "Closed complaints with their answers and true times, from XLSX or CSV");
                command.require_subcommand(1);
                add_place(*complaints, w->place);
                complaints->add_option("file", w->file, "The .xlsx or .csv file; its first row holds the headings")->required();
                complaints->add_option("--mapping", w->mapping, "YAML file that names the columns: external, caller_name, subject, received_at, text, answer, answered_at");
                complaints->add_option("--site", w->site, "Name of the site (default: the first)");
                complaints->add_option("--category", w->category, "Category of what is imported")->capture_default_str();
                complaints->add_flag("--strict", w->strict, "Import nothing if any row is refused");
                complaints->footer("Example:\n  huiyin import complaints history.xlsx --data mycompany --mapping columns.yaml\n"
                                   "columns.yaml:\n  external: 编号\n  subject: 标题\n  received_at: 来访时间\n  text: 内容\n  answer: 答复\n  answered_at: 答复时间\n"
                                   "The file comes in as a whole or not at all; a row that stands already is refused, so a second run adds nothing.");
                return [w] { return import_complaints(*w); };
            }};
}

}  // namespace huiyin::app
