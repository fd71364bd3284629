// The gate of F5.1: nothing forbidden goes out to a customer unless somebody says why.
#include <algorithm>

#include "huiyin_lexicon_sql.hpp"
#include "kernel/text.hpp"
#include "lexicon/lexicon.hpp"
#include "work/gates.hpp"

namespace huiyin::lexicon {
namespace {

boost::json::object object_of(const Wording& w) { return {{"zh_hans", w.zh_hans}, {"zh_hant", w.zh_hant}, {"en", w.en}}; }

boost::json::array details_of(const std::vector<Hit>& hits) {
    boost::json::array all;
    for (const auto& h : hits)
        all.push_back(boost::json::object{{"field", h.field}, {"begin", h.begin}, {"end", h.end}, {"found", h.found}, {"clause", h.clause}, {"key", h.key},
                                          {"situation", object_of(h.situation)}, {"instead", object_of(h.instead)}});
    return all;
}

// Keys and places only: what was said stands in the personal part.
boost::json::array facts_of(const std::vector<Hit>& hits) {
    boost::json::array all;
    for (const auto& h : hits)
        all.push_back(boost::json::object{{"field", h.field}, {"begin", h.begin}, {"end", h.end}, {"clause", h.clause}, {"key", h.key}});
    return all;
}

std::vector<Hit> hits_in(const rulebook::Rulebook& rulebook, std::initializer_list<Said> said) {
    std::vector<Hit> hits;
    for (const auto& each : said)
        for (auto& hit : check(rulebook, each.text)) {
            hit.field = each.field;
            hits.push_back(std::move(hit));
        }
    return hits;
}

}  // namespace

Result<void> fit_to_keep(Unit& unit, std::initializer_list<Said> said) {
    const auto hits = hits_in(unit.rulebook(), said);
    if (hits.empty()) return {};
    auto no = refused::forbidden_phrase;
    no.details = {{"hits", details_of(hits)}};
    return refuse(std::move(no));
}

Result<void> gate(Unit& unit, journal::Subject subject, std::initializer_list<Said> said, std::string_view say_anyway) {
    const auto hits = hits_in(unit.rulebook(), said);
    if (hits.empty()) {
        work::gate_passed(unit, {"F5.1"}, work::wording_gate, subject);
        return {};
    }
    if (text::blank(say_anyway)) {
        auto no = refused::forbidden;
        no.details = {{"hits", details_of(hits)}, {"subject_kind", json::enum_name(subject.kind)}};
        return refuse(std::move(no));
    }
    if (text::length(say_anyway) > longest_reason) return refuse({"invalid", Trouble::invalid, {}, {{"say_anyway", "too-long"}}, {}});
    boost::json::object texts;
    for (const auto& each : said)
        if (std::ranges::any_of(hits, [&](const Hit& hit) { return hit.field == each.field; })) texts[each.field] = each.text;
    work::gate_passed(unit, {"F5.1"}, work::wording_gate, subject);
    const auto written = unit.tell({"wording.sent_anyway", subject, {{"clause", "F5.1"}, {"hits", facts_of(hits)}},
                                    {{"texts", std::move(texts)}, {"reason", text::trim(say_anyway)}}});
    unit.tx.run(sql::wording_review_insert, unit.make_id<WordingReviewId>(), unit.site, written.id, subject.kind, subject.id, unit.moment.now,
                unit.moment.actor);
    return {};
}

}  // namespace huiyin::lexicon
