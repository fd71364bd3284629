// "Why then?": the event, the clause, the version, the days skipped, the pauses and moves, and the time recomputed.
#include "engine.hpp"
#include "huiyin_obligations_sql.hpp"

namespace huiyin::obligations {
namespace {

Instant recompute(const Context& context, const Obligation& o, const Basis& basis, const Why& why) {
    Instant due = o.first_due_at;
    if (basis.counting != rulebook::Counting::promised) {
        rulebook::Allowance within{basis.counting, basis.days, basis.minutes, {}};
        due = due_of(within, {}, o.opened_at, context.calendar);
    }
    // Pauses and moves in the order in which they happened.
    std::size_t p = 0;
    const auto apply_pauses_before = [&](Instant limit) {
        for (; p < why.pauses.size() && why.pauses[p].until && *why.pauses[p].until <= limit; ++p) {
            const auto& [from, until, reason] = why.pauses[p];
            if (basis.counting == rulebook::Counting::working && due > from)
                due = context.calendar.add_working(*until, context.calendar.working_between(from, due));
            else
                due = due + (*until - from);
        }
    };
    for (const auto& m : why.moves) {
        apply_pauses_before(m.at);
        due = m.to_due;
    }
    const bool ended_in_pause = o.ended_at && !why.pauses.empty() && why.pauses.back().until == o.ended_at;
    if (ended_in_pause) {
        apply_pauses_before(*o.ended_at - 1ms);
    } else {
        apply_pauses_before({INT64_MAX});
    }
    return due;
}

}  // namespace

Why explain(store::Tx& tx, const Context& context, const Obligation& o) {
    Basis basis;
    if (const auto parsed = json::parse(o.basis)) {
        std::vector<FieldError> errors;
        json::read(*parsed, basis, errors, "");
    }
    Why why;
    why.clause = o.clause;
    why.rulebook_version = o.rulebook_version;
    why.opening_event = basis.event;
    why.opened_at = o.opened_at;
    why.counting = json::enum_name(basis.counting);
    why.days = basis.days;
    why.minutes = basis.minutes;
    why.skipped_days = basis.skipped_days;
    why.skipped_names = basis.skipped_names;
    why.pauses = tx.all<Pause>(sql::obligation_pauses_of, o.id);
    why.moves = tx.all<Move>(sql::obligation_moves_of, o.id);
    if (const auto* clause = context.rulebook.find(o.clause)) {
        why.reading = clause->reading;
        why.reading_zh_hans = clause->readings.zh_Hans;
        why.reading_zh_hant = clause->readings.zh_Hant;
        why.reading_en = clause->readings.en;
        why.source = clause->source;
    }
    why.computed_due = recompute(context, o, basis, why);
    return why;
}

}  // namespace huiyin::obligations
