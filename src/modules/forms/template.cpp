// Reads the templates that the build put into the program, once.
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>

#include "form_files.hpp"
#include "record.hpp"

namespace huiyin::forms {
namespace {

template <class T>
T read(const YAML::Node& node, const char* key, T otherwise) {
    return node[key] ? node[key].as<T>() : otherwise;
}

Field read_field(const YAML::Node& node) {
    Field f;
    f.key = node["field"].as<std::string>();
    const auto as = read<std::string>(node, "as", "text");
    if (as == "time") f.as = As::time;
    else if (as == "day") f.as = As::day;
    else if (as == "choice") f.as = As::choice;
    else if (as != "text") throw std::runtime_error("as: " + as + " is not text, time, day or choice");
    f.words = read<std::string>(node, "words", "");
    if (f.as == As::choice && f.words.empty()) throw std::runtime_error(f.key + ": a choice says whose words it has");
    const auto mask = read<std::string>(node, "mask", "");
    if (mask == "name") f.mask = Mask::name;
    else if (mask == "phone") f.mask = Mask::phone;
    else if (!mask.empty()) throw std::runtime_error("mask: " + mask + " is not name or phone");
    f.span = read(node, "span", 1);
    f.width = read(node, "width", 1);
    f.required = read(node, "required", false);
    return f;
}

Part read_part(const YAML::Node& node) {
    Part part;
    part.lines = read(node, "lines", 1);
    part.only_when_present = read<std::string>(node, "when", "") == "present";
    if (node["grid"]) {
        part.columns = node["grid"].as<int>();
        for (const auto& cell : node["cells"]) part.fields.push_back(read_field(cell));
    } else if (node["text"]) {
        part.kind = paper::BlockKind::text;
        Field f;
        f.key = node["text"].as<std::string>();
        f.required = read(node, "required", false);
        part.fields.push_back(std::move(f));
    } else if (node["table"]) {
        part.kind = paper::BlockKind::table;
        part.key = node["table"].as<std::string>();
        part.lines = read(node, "lines", 0);
        for (const auto& column : node["columns"]) part.fields.push_back(read_field(column));
    } else if (node["signatures"]) {
        part.kind = paper::BlockKind::signatures;
        for (const auto& who : node["signatures"]) part.signers.push_back(who.as<std::string>());
    } else {
        throw std::runtime_error("a block is a grid, text, table or signatures");
    }
    return part;
}

}  // namespace

Template parse_template(std::string_view yaml, std::string_view file) {
    try {
        const auto root = YAML::Load(std::string(yaml));
        Template t;
        const auto kind = json::enum_value<Kind>(root["form"].as<std::string>());
        if (!kind) throw std::runtime_error("there is no such form");
        t.kind = *kind;
        t.series = root["series"].as<std::string>();
        t.version = read(root, "version", 1);
        t.clause = read<std::string>(root, "clause", "");
        for (const auto& block : root["blocks"]) t.parts.push_back(read_part(block));
        return t;
    } catch (const std::exception& e) {
        throw std::runtime_error("forms/templates/" + std::string(file) + ": " + e.what());
    }
}

const Template& template_of(Kind kind) {
    static const auto all = [] {
        std::map<Kind, Template> read;
        for (const auto& file : embedded::form_files()) {
            if (!file.path.ends_with(".yaml")) continue;
            auto t = parse_template(file.text(), file.path);
            read.emplace(t.kind, std::move(t));
        }
        return read;
    }();
    const auto found = all.find(kind);
    ensure(found != all.end(), "every kind of form has its template");
    return found->second;
}

bool hides_something(const Template& form) {
    return std::ranges::any_of(form.parts, [](const Part& part) { return std::ranges::any_of(part.fields, [](const Field& f) { return f.mask != Mask::none; }); });
}

std::vector<std::string> missing_in(const Template& form, const boost::json::object& content, const boost::json::object& personal) {
    std::vector<std::string> missing;
    for (const auto& part : form.parts)
        for (const auto& f : part.fields) {
            if (!f.required) continue;
            const auto* value = content.if_contains(f.key);
            if (!value) value = personal.if_contains(f.key);
            if (!value || value->is_null() || (value->is_string() && value->as_string().empty())) missing.push_back(f.key);
        }
    return missing;
}

}  // namespace huiyin::forms
