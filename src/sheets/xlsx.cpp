// XLSX: a zip of XML parts. Only the first sheet's text is wanted: shared strings, inline strings and numbers.
#include <expat.h>
#include <zip.h>

#include <charconv>
#include <cstring>
#include <memory>

#include "sheets/parts.hpp"

namespace huiyin::sheets {
namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;
using Parser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

// Streams one part of the archive through a parser whose handlers belong to H.
template <class H>
void parse_part(zip_t* archive, const char* name, H& handler, const Limits& limits) {
    const Entry entry{zip_fopen(archive, name, 0), &zip_fclose};
    if (!entry) throw Unreadable("part-missing", std::string("the workbook has no part ") + name);
    const Parser parser{XML_ParserCreate("UTF-8"), &XML_ParserFree};
    handler.parser = parser.get();
    XML_SetUserData(parser.get(), &handler);
    XML_SetElementHandler(parser.get(), [](void* h, const char* n, const char** a) { static_cast<H*>(h)->guarded([&](H& x) { x.start(n, a); }); },
                          [](void* h, const char* n) { static_cast<H*>(h)->guarded([&](H& x) { x.end(n); }); });
    XML_SetCharacterDataHandler(parser.get(), [](void* h, const char* s, int n) {
        static_cast<H*>(h)->guarded([&](H& x) { x.text(std::string_view(s, static_cast<std::size_t>(n))); });
    });
    // Entities are how a small file becomes a huge one; a workbook has no use for a DOCTYPE.
    XML_SetStartDoctypeDeclHandler(parser.get(), [](void* h, const char*, const char*, const char*, int) {
        static_cast<H*>(h)->guarded([](H&) { throw Unreadable("doctype", "the workbook holds a DOCTYPE and is refused"); });
    });
    std::string buffer(1 << 16, '\0');
    std::size_t inflated = 0;
    for (;;) {
        const auto got = zip_fread(entry.get(), buffer.data(), buffer.size());
        if (got < 0) throw Unreadable("damaged", "the workbook is damaged: it cannot be unpacked");
        inflated += static_cast<std::size_t>(got);
        if (inflated > limits.inflated_bytes) throw Unreadable("bomb", "the workbook unpacks to far more than it should and is refused");
        const auto status = XML_Parse(parser.get(), buffer.data(), static_cast<int>(got), got == 0);
        if (handler.trouble) std::rethrow_exception(handler.trouble);
        if (status == XML_STATUS_ERROR)
            throw Unreadable("damaged", std::string("the workbook is damaged: ") + XML_ErrorString(XML_GetErrorCode(parser.get())));
        if (got == 0) break;
    }
}

// An exception must not travel through the parser's C code: it is kept, and the parser is stopped.
template <class H>
struct Handler {
    XML_Parser parser = nullptr;
    std::exception_ptr trouble;
    template <class F>
    void guarded(F f) {
        if (trouble) return;
        try {
            f(static_cast<H&>(*this));
        } catch (...) {
            trouble = std::current_exception();
            XML_StopParser(parser, XML_FALSE);
        }
    }
};

bool is(const char* name, const char* wanted) {
    const auto* colon = std::strchr(name, ':');
    return std::strcmp(colon ? colon + 1 : name, wanted) == 0;
}

struct SharedStrings : Handler<SharedStrings> {
    explicit SharedStrings(const Limits& l) : limits(l) {}
    const Limits& limits;
    std::vector<std::string> all;
    bool in_text = false, in_phonetic = false;
    std::size_t total = 0;
    void start(const char* n, const char**) {
        if (is(n, "si")) all.emplace_back();
        if (is(n, "rPh")) in_phonetic = true;  // reading aids are not the text
        if (is(n, "t")) in_text = !in_phonetic;
    }
    void end(const char* n) {
        if (is(n, "rPh")) in_phonetic = false;
        if (is(n, "t")) in_text = false;
    }
    void text(std::string_view s) {
        if (!in_text || all.empty()) return;
        total += s.size();
        if (all.back().size() + s.size() > limits.cell_bytes || total > limits.inflated_bytes) throw Unreadable("cell-too-long", "a cell of the workbook is too long");
        all.back() += s;
    }
};

struct Sheet : Handler<Sheet> {
    Sheet(const Sink& s, const std::vector<std::string>& strings, const Limits& l) : sink(s), shared(strings), limits(l) {}
    const Sink& sink;
    const std::vector<std::string>& shared;
    const Limits& limits;
    Row row;
    std::size_t number = 0, column = 0;
    std::string type, value;
    bool in_value = false;

    void start(const char* n, const char** attributes) {
        if (is(n, "row")) {
            row.clear();
            ++number;
            column = 0;
            if (const auto* r = attribute(attributes, "r")) number = std::strtoull(r, nullptr, 10);
            if (number > limits.rows) throw Unreadable("too-many-rows", "the sheet has too many rows");
        } else if (is(n, "c")) {
            type.clear();
            value.clear();
            if (const auto* t = attribute(attributes, "t")) type = t;
            if (const auto* r = attribute(attributes, "r")) column = column_of(r);
            if (column >= limits.columns) throw Unreadable("too-many-columns", "the sheet has too many columns");
        } else if (is(n, "v") || is(n, "t")) {
            in_value = true;
        }
    }
    void text(std::string_view s) {
        if (!in_value) return;
        if (value.size() + s.size() > limits.cell_bytes) throw Unreadable("cell-too-long", "a cell of the workbook is too long");
        value += s;
    }
    void end(const char* n) {
        if (is(n, "v") || is(n, "t")) {
            in_value = false;
        } else if (is(n, "c")) {
            if (type == "s") {
                std::size_t i = 0;
                const auto [p, ec] = std::from_chars(value.data(), value.data() + value.size(), i);
                if (ec != std::errc{} || i >= shared.size()) throw Unreadable("damaged", "the workbook is damaged: a text is missing");
                value = shared[i];
            }
            if (row.size() <= column) row.resize(column + 1);
            row[column] = std::move(value);
            value.clear();
            ++column;
        } else if (is(n, "row")) {
            if (!row.empty()) sink(number, std::move(row));
        }
    }
    static const char* attribute(const char** attributes, const char* wanted) {
        for (; *attributes; attributes += 2)
            if (std::strcmp(*attributes, wanted) == 0) return attributes[1];
        return nullptr;
    }
    std::size_t column_of(const char* reference) const {  // "AB12" → 27
        std::size_t n = 0;
        for (; *reference >= 'A' && *reference <= 'Z' && n < 100000; ++reference) n = n * 26 + static_cast<std::size_t>(*reference - 'A' + 1);
        return n == 0 ? column : n - 1;
    }
};

}  // namespace

namespace {
void read_archive(const Archive& archive, const Sink& sink, const Limits& limits) {
    if (!archive) throw Unreadable("damaged", "the workbook is damaged: it is not a zip file");
    if (zip_get_num_entries(archive.get(), 0) > 10000) throw Unreadable("bomb", "the workbook holds too many parts and is refused");
    if (zip_name_locate(archive.get(), "xl/workbook.xml", 0) < 0) throw Unreadable("not-a-sheet", "this is a zip file, not a spreadsheet");
    SharedStrings strings(limits);
    if (zip_name_locate(archive.get(), "xl/sharedStrings.xml", 0) >= 0) parse_part(archive.get(), "xl/sharedStrings.xml", strings, limits);
    Sheet sheet(sink, strings.all, limits);
    parse_part(archive.get(), "xl/worksheets/sheet1.xml", sheet, limits);
}
}  // namespace

void read_xlsx(const std::string& path, const Sink& sink, const Limits& limits) {
    int error = 0;
    read_archive({zip_open(path.c_str(), ZIP_RDONLY, &error), &zip_discard}, sink, limits);
}

void read_xlsx_bytes(std::string_view bytes, const Sink& sink, const Limits& limits) {
    zip_error_t trouble;
    zip_error_init(&trouble);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &trouble);
    auto* opened = source ? zip_open_from_source(source, ZIP_RDONLY, &trouble) : nullptr;
    if (source && !opened) zip_source_free(source);
    zip_error_fini(&trouble);
    read_archive({opened, &zip_discard}, sink, limits);
}

}  // namespace huiyin::sheets
