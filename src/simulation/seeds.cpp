// Reading the demo company.
#include "simulation/seeds.hpp"

#include <yaml-cpp/yaml.h>

namespace huiyin::simulation {
namespace {

std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t size = 1;
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0xF0) size = 4;
        else if (lead >= 0xE0) size = 3;
        else if (lead >= 0xC0) size = 2;
        all.push_back(text.substr(i, size));
        i += size;
    }
    return all;
}

template <class E>
E choice(const YAML::Node& node, const char* key, E otherwise) {
    if (!node[key]) return otherwise;
    const auto name = node[key].as<std::string>();
    const auto value = json::enum_value<E>(name);
    if (!value) throw std::runtime_error("the seeds name an unknown " + std::string(key) + ": " + name);
    return *value;
}

}  // namespace

Seeds Seeds::parse(std::string_view yaml) {
    const auto root = YAML::Load(std::string(yaml));
    Seeds s;
    s.company = root["company"].as<std::string>();
    s.greeting = root["greeting"].as<std::string>("");
    s.site = root["site"]["name"].as<std::string>();
    s.site_short = root["site"]["short"].as<std::string>();
    for (const auto& d : root["departments"])
        s.departments.push_back({d["key"].as<std::string>(), d["name"].as<std::string>(), d["service_centre"].as<bool>(false)});
    for (const auto& p : root["staff"]) {
        Person person;
        person.login = p["login"].as<std::string>();
        person.name = p["name"].as<std::string>();
        person.department = p["department"].as<std::string>();
        person.post = choice(p, "post", work::Post::service_officer);
        person.director = p["director"].as<bool>(false);
        person.prompt = p["prompt"].as<int>();
        person.careful = p["careful"].as<int>();
        s.staff.push_back(std::move(person));
    }
    for (const auto& slip : root["slips"]) s.slips.push_back({slip["said"].as<std::string>(), slip["reason"].as<std::string>()});
    if (const auto a = root["schooling"]) {
        for (const auto& [name, to] : {std::pair{"course", &s.schooling.course}, {"plan", &s.schooling.plan}, {"aim", &s.schooling.aim},
                                       {"place", &s.schooling.place}, {"answer", &s.schooling.answer}, {"ruling", &s.schooling.ruling}})
            *to = a[name].as<std::string>();
        for (const auto& q : a["questions"])
            s.schooling.questions.push_back({q["kind"].as<std::string>(), q["text"].as<std::string>(), q["reference"].as<std::string>(""),
                                             q["options"].as<std::vector<std::string>>(std::vector<std::string>{}),
                                             q["answer"].as<std::vector<int>>(std::vector<int>{})});
    }
    if (const auto q = root["reviewing"])
        for (const auto& d : q["deductions"]) s.reviewing.deductions.push_back({d["item"].as<std::string>(), d["reason"].as<std::string>()});
    if (const auto a = root["appraising"]) {
        for (const auto& d : a["deductions"]) s.appraising.deductions.push_back({d["item"].as<std::string>(), d["reason"].as<std::string>()});
        for (const auto& [name, to] : {std::pair{"accepted", &s.appraising.accepted}, {"dismissed", &s.appraising.dismissed},
                                       {"commendation", &s.appraising.commendation}, {"remark", &s.appraising.remark},
                                       {"appeal", &s.appraising.appeal}, {"upheld", &s.appraising.upheld}, {"rejected", &s.appraising.rejected}})
            *to = a[name].as<std::string>();
    }
    if (const auto r = root["rostering"])
        for (const auto& [name, to] : {std::pair{"day", &s.rostering.day}, {"day_mark", &s.rostering.day_mark}, {"evening", &s.rostering.evening},
                                       {"evening_mark", &s.rostering.evening_mark}, {"late_note", &s.rostering.late_note}})
            *to = r[name].as<std::string>();
    for (const auto& m : root["matters"]) {
        Matter matter;
        matter.category = m["category"].as<std::string>();
        matter.department = m["department"].as<std::string>();
        matter.subject = m["subject"].as<std::string>();
        matter.text = m["text"].as<std::string>();
        matter.wants = m["wants"].as<std::string>();
        matter.finding = m["finding"].as<std::string>();
        matter.cause = m["cause"].as<std::string>();
        matter.answer = m["answer"].as<std::string>();
        matter.kind = choice(m, "kind", complaints::Kind::complaint);
        matter.about = choice(m, "about", complaints::About::household_matter);
        matter.severity = choice(m, "severity", complaints::Severity::ordinary);
        matter.important = m["important"].as<bool>(false);
        s.matters.push_back(std::move(matter));
    }
    s.surnames = characters(root["surnames"].as<std::string>());
    s.given = characters(root["given"].as<std::string>());
    for (const auto& n : root["notes"]) s.notes.push_back(n.as<std::string>());
    s.buildings = root["buildings"]["count"].as<int>();
    s.floors = root["buildings"]["floors"].as<int>();
    s.per_floor = root["buildings"]["per_floor"].as<int>();
    return s;
}

void Seeds::hire_up_to(std::size_t people) {
    using enum work::Post;
    static constexpr std::pair<work::Post, std::string_view> openings[] = {
        {service_officer, "service"}, {technician, "engineering"}, {technician, "environment"}, {technician, "order"}};
    while (staff.size() < people) {
        const auto n = staff.size();
        const auto& [post, department] = openings[n % std::size(openings)];
        Person person;
        person.login = "staff" + std::to_string(n + 1);
        person.name = surnames[n * 7 % surnames.size()] + given[n * 5 % given.size()] + given[n * 3 % given.size()];
        person.department = department;
        person.post = post;
        person.prompt = 60 + static_cast<int>(n * 11 % 35);
        person.careful = 80 + static_cast<int>(n * 7 % 18);
        staff.push_back(std::move(person));
    }
}

std::vector<complaints::CategorySeed> parse_categories(std::string_view yaml) {
    std::vector<complaints::CategorySeed> seeds;
    for (const auto& group : YAML::Load(std::string(yaml))) {
        complaints::CategorySeed seed{group["name"].as<std::string>(), {}};
        for (const auto& item : group["items"]) seed.items.push_back(item.as<std::string>());
        seeds.push_back(std::move(seed));
    }
    return seeds;
}

std::vector<lexicon::PhraseSeed> parse_phrases(std::string_view yaml) {
    std::vector<lexicon::PhraseSeed> all;
    for (const auto& phrase : YAML::Load(std::string(yaml))) all.push_back({phrase["title"].as<std::string>(), phrase["text"].as<std::string>()});
    return all;
}

}  // namespace huiyin::simulation
