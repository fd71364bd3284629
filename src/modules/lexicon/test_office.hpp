// An office with the shipped rulebook, for this module's tests.
#pragma once
#include <gtest/gtest.h>

#include "lexicon/guide.hpp"
#include "lexicon/phrases.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"

namespace huiyin::lexicon {

inline const rulebook::Rulebook& shipped() {
    static const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
    if (!loaded.rulebook) throw Impossible(rulebook::show(loaded.problems).c_str());
    return *loaded.rulebook;
}

struct Desk : support::Office {
    SiteId site{1 << 20};
    journal::Subject matter{journal::SubjectKind::complaint, 4711};

    explicit Desk(store::Engine engine) : support::Office(engine) {
        world.rulebook = std::make_shared<rulebook::Rulebook>(shipped());
        world.describers[journal::SubjectKind::complaint] = [](store::Tx&, SiteId, std::int64_t id) {
            return work::SubjectView{"TS20260303-0001", "卫生间漏水", "/complaints/" + std::to_string(id)};
        };
    }
    work::Actor somebody(StaffId id, std::vector<Permission> permissions) const {
        work::Actor actor;
        actor.staff = id;
        actor.name = "林晓";
        for (const auto p : permissions) actor.grants.push_back({p, work::Scope::site, site, {}});
        return actor;
    }
    // What a use-case that speaks to a customer does.
    std::string say(const work::Actor& who, std::string text, std::string anyway = {}) {
        struct Refused {};
        std::string said;
        try {
            db->write_now([&](store::Tx& tx) {
                work::Unit unit(tx, ids, world, who, site, now, now);
                const auto result = gate(unit, matter, {{"text", text}}, anyway);
                said = result ? "said" : result.error().code + " " + result.error().clause;
                if (!result) throw Refused{};
            });
        } catch (const Refused&) {
        }
        return said;
    }
};

inline std::string outcome(const auto& result) {
    if (result) return "done";
    std::string out;
    for (const auto& f : result.error().fields) out += (out.empty() ? "" : " ") + f.field + ":" + f.code;
    return out.empty() ? result.error().code : out;
}

}  // namespace huiyin::lexicon
