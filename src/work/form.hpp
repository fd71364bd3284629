// What a module hands over when a form is to be made of one of its subjects. Forms know no module of work: whoever puts
// the program together gives them a source for each kind.
#pragma once
#include <boost/json/object.hpp>
#include <functional>
#include <optional>

#include "work/unit.hpp"

namespace huiyin::work {

struct FormContent {
    // Values by the keys of the template: text, a choice by its code, a moment in milliseconds, or an array of objects
    // for a table. `fields` are kept for ever; `personal` is what a customer said or is called, and goes by erasure.
    boost::json::object fields, personal;
    std::optional<PersonId> person;  // whose erasure it hears
    bool gone = false;               // the record was destroyed when its time had ended: it may be looked at, nothing is made of it
};

// The content as it is now, if this person may see the subject.
using FormSource = std::function<std::optional<FormContent>(Reading&, std::int64_t subject)>;

}  // namespace huiyin::work
