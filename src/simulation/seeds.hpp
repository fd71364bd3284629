// The seeds: what a new site starts with and the demo company, as data.
#pragma once
#include <string>
#include <vector>

#include "complaints/use_cases.hpp"
#include "kernel/embedded.hpp"
#include "work/permission.hpp"

namespace huiyin::simulation {

struct Seeds {
    struct Department {
        std::string key, name;
        bool service_centre = false;
    };
    struct Person {  // of the staff; prompt and careful are habits in percent
        std::string login, name, department;
        work::Post post = work::Post::service_officer;
        bool director = false;
        int prompt = 80, careful = 90;
    };
    struct Matter {
        std::string category, department, subject, text, wants, finding, cause, answer;
        complaints::Kind kind = complaints::Kind::complaint;
        complaints::About about = complaints::About::household_matter;
        complaints::Severity severity = complaints::Severity::ordinary;
        bool important = false;
    };
    struct Slip {  // what is never said to a customer, and why somebody says it all the same (F5.1)
        std::string said, reason;
    };
    struct Deduction {  // what an inspector sees (A4.7): the key of the item, and the reason
        std::string item, reason;
    };
    struct Appraising {
        std::vector<Deduction> deductions;
        std::string accepted, dismissed, commendation, remark, appeal, upheld, rejected;
    };
    struct Question {  // answer: places of what is right
        std::string kind, text, reference;
        std::vector<std::string> options;
        std::vector<int> answer;
    };
    struct Schooling {
        std::string course, plan, aim, place, answer, ruling;
        std::vector<Question> questions;
    };
    struct Reviewing {  // what a reviewer of calls and answers hears (J9)
        std::vector<Deduction> deductions;
    };
    struct Rostering {  // the shifts of the site, by day and in the evening
        std::string day, day_mark, evening, evening_mark, late_note;
    };
    std::string company, greeting, site, site_short;
    std::vector<Department> departments;
    std::vector<Person> staff;
    std::vector<Matter> matters;
    std::vector<Slip> slips;
    Appraising appraising;
    Schooling schooling;
    Rostering rostering;
    Reviewing reviewing;
    std::vector<std::string> surnames, given, notes;
    int buildings = 9, floors = 18, per_floor = 4;

    // Throws std::runtime_error naming what is wrong.
    static Seeds parse(std::string_view yaml);
    // Hires officers and technicians in turn until so many work here; fewer than there are changes nothing.
    void hire_up_to(std::size_t people);
};

std::vector<complaints::CategorySeed> parse_categories(std::string_view yaml);
std::vector<lexicon::PhraseSeed> parse_phrases(std::string_view yaml);

}  // namespace huiyin::simulation
