// Making known where and how to complain (D2).
#include "huiyin_self_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "submission.hpp"
#include "work/stale.hpp"

namespace huiyin::self {
namespace {

// "https://kefu.example.com" or "http://192.168.1.20:8080": a scheme and a host, nothing behind them.
bool web_address_fits(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!address.starts_with(scheme)) continue;
        const auto host = address.substr(scheme.size());
        return !host.empty() && host.size() <= 120 &&
               host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == std::string_view::npos;
    }
    return false;
}

}  // namespace

void PublishOffice::check(Checks& c) const {
    c.required("address", address);
    c.length("address", address, 120);
    c.required("phone", phone);
    c.when(!phone.empty() && (phone.size() > 40 || text::normal_phone(phone).size() < 5), "phone", "not-a-phone");
    c.length("hours", hours, 60);
    c.when(!web_address.empty() && !web_address_fits(web_address), "web_address", "not-a-web-address");
}
void OpenPoster::check(Checks& c) const { c.when(origin && !web_address_fits(*origin), "origin", "not-a-web-address"); }

Result<Office> publish_office(Unit& unit, const PublishOffice& command) {
    const auto before = office_of(unit.tx, unit.site);
    if (before.version != command.version)
        return refuse(work::stale(before.version, command.version));
    const auto address = text::trim(command.address), phone = text::trim(command.phone), hours = text::trim(command.hours);
    if (const auto fine = lexicon::fit_to_keep(unit, {{"address", address}, {"hours", hours}}); !fine) return refuse(fine.error());
    if (before.version == 0) {
        unit.tx.run(sql::office_insert, unit.site, address, phone, hours, command.web_address);
    } else if (unit.tx.run(sql::office_save, unit.site, address, phone, hours, command.web_address, command.version) == 0) {
        throw store::StaleRow("office");
    }
    // All of it hangs on the wall: nothing here is personal.
    unit.tell({"office.published", {journal::SubjectKind::site, unit.site.value},
               {{"address", address}, {"phone", phone}, {"hours", hours}, {"web_address", command.web_address}}, {}});
    return office_of(unit.tx, unit.site);
}

}  // namespace huiyin::self
