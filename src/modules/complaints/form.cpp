// What the complaint form says (D8): time, matter, receiver, result, and the way between them.
#include <fmt/format.h>

#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "organisation/organisation.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

template <class T>
void put(boost::json::object& to, const char* key, const std::optional<T>& value) {
    if (!value) return;
    if constexpr (std::is_same_v<T, Instant>) to[key] = value->ms;
    else if constexpr (json::DescribedEnum<T>) to[key] = json::enum_name(*value);
    else to[key] = *value;
}

std::string name_of(store::Tx& tx, std::optional<StaffId> id) { return id && *id ? organisation::staff_name(tx, *id).value_or("") : std::string{}; }

// What happened to the matter and by whose hand; the words of each step stand in the form's boxes.
boost::json::array progress(store::Tx& tx, const Complaint& c) {
    boost::json::array steps;
    std::map<StaffId, std::string> names;
    for (const auto& e : journal::history(tx, c.as_subject())) {
        if (!e.event.starts_with("complaint.") && !e.event.starts_with("follow_up.")) continue;
        const auto [at, fresh] = names.try_emplace(e.actor);
        if (fresh) at->second = name_of(tx, e.actor);
        steps.push_back(boost::json::object{{"at", e.at.ms}, {"event", e.event}, {"by", at->second}});
    }
    return steps;
}

}  // namespace

std::optional<work::FormContent> form_content(work::Reading& reading, std::int64_t id) {
    auto& tx = reading.tx;
    const auto found = find_for(reading.actor, reading.site, tx, Permission::see_complaints, {id});
    if (!found) return std::nullopt;
    const auto& c = *found;
    work::FormContent content;
    content.person = c.person;
    auto& f = content.fields;
    f["matter"] = c.number;
    f["received_at"] = c.received_at.ms;
    f["kind"] = json::enum_name(c.kind);
    f["source"] = json::enum_name(c.source);
    f["severity"] = json::enum_name(c.severity);
    f["importance"] = json::enum_name(c.importance);
    f["state"] = json::enum_name(c.state);
    if (const auto category = find_category(tx, c.site, c.category)) f["category"] = category->name;
    f["receiver"] = name_of(tx, c.receiver);
    f["responsible"] = name_of(tx, c.responsible);
    f["executor"] = name_of(tx, c.executor);
    if (c.department)
        if (const auto department = organisation::find_department(tx, *c.department)) f["department"] = department->name;
    put(f, "verified_at", c.verified_at);
    put(f, "substance", c.substance);
    put(f, "promised_at", c.promised_at);
    put(f, "answered_at", c.answered_at);
    put(f, "answer_channel", c.answer_channel);
    put(f, "agreement", c.agreement);
    put(f, "closed_at", c.closed_at);
    f["closed_by"] = name_of(tx, c.closed_by);
    f["hand_overs"] = std::to_string(c.hand_overs);
    f["progress"] = progress(tx, c);

    auto& p = content.personal;
    p["customer"] = c.caller_name;
    p["phone"] = c.caller_phone;
    if (const auto who = customers::contact(tx, c.site, c.person, c.unit)) {
        if (!who->name.empty()) p["customer"] = who->name;
        if (!who->phone.empty()) p["phone"] = who->phone;
        f["room"] = who->room;
        if (!who->role.empty()) f["role"] = who->role;
    }
    p["subject"] = c.subject;
    p["text"] = c.text;
    p["wants"] = c.wants;
    p["place"] = c.place;
    p["finding"] = c.finding;
    p["cause"] = c.cause;
    p["decision"] = c.decision;
    p["answer"] = c.answer;
    p["agreement_reason"] = c.agreement_reason;
    p["outcome"] = c.outcome;
    return content;
}

}  // namespace huiyin::complaints
