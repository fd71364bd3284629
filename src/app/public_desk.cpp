#include "app/public_desk.hpp"

#include <mutex>

#include "complaints/use_cases.hpp"
#include "notices/notices.hpp"
#include "satisfaction/satisfaction.hpp"
#include "self/self.hpp"

namespace huiyin::app {
namespace {

template <class E, class F>
E same(F value) {
    const auto found = json::enum_value<E>(json::enum_name(value));
    ensure(found.has_value(), "both sides know this word");
    return *found;
}

Result<void> only_whether(const auto& result) {
    if (!result) return refuse(result.error());
    return {};
}

Result<self::Recorded> record(work::Unit& unit, const self::Recording& r) {
    complaints::RecordComplaint command;
    command.kind = same<complaints::Kind>(r.kind);
    command.source = complaints::Source::qr_code;
    command.category = r.category;
    command.unit = r.unit;
    command.person = r.person;
    command.caller_name = r.name;
    command.caller_phone = r.phone;
    command.place = r.place;
    command.subject = r.subject;
    command.text = r.text;
    const auto changed = work::run(unit, complaints::record_complaint, command);
    if (!changed) return refuse(changed.error());
    return self::Recorded{changed->id, changed->number};
}

void introduce() {
    self::meet({.record = record,
                .attach = [](work::Unit& unit, ComplaintId id, const std::string& name, std::string_view bytes) {
                    return only_whether(complaints::attach_file(unit, id, name, bytes));
                },
                .hear = [](work::Unit& unit, ComplaintId id, const std::string& text) { return only_whether(complaints::hear_customer(unit, id, text)); },
                .agree = [](work::Unit& unit, ComplaintId id, bool agrees, const std::string& reason) {
                    return only_whether(complaints::record_customers_agreement(
                        unit, id, agrees ? complaints::Agreement::agreed : complaints::Agreement::not_agreed, reason));
                },
                .rate = [](work::Unit& unit, ComplaintId id, self::Grade grade, const std::string& words) {
                    return satisfaction::answer(unit, id, same<satisfaction::RatingGrade>(grade), words);
                },
                .rated = [](store::Tx& tx, ComplaintId id) { return satisfaction::answered_with(tx, id); }});
    notices::introduce({.matter_link = self::letter_link,
                        .rating_link = satisfaction::letter_link,
                        .phone = [](store::Tx& tx, SiteId site) { return self::office_of(tx, site).phone; },
                        .joined = complaints::who_joined});
    satisfaction::meet({.category = [](store::Tx& tx, SiteId site, CategoryId id) { return complaints::category_name(tx, site, id); },
                        .office_phone = [](store::Tx& tx, SiteId site) { return self::office_of(tx, site).phone; },
                        .web_address = [](store::Tx& tx, SiteId site) { return self::office_of(tx, site).web_address; }});
}

}  // namespace

void introduce_public_desk() {
    // Once: the world is read anew while others work, and they hold on to what they were introduced to.
    static std::once_flag done;
    std::call_once(done, introduce);
}

}  // namespace huiyin::app
