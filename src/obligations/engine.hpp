// What the parts of the engine share with each other, and with nobody else.
#pragma once
#include "obligations/obligations.hpp"

namespace huiyin::obligations {

// Writes the timers of an open obligation: its escalation ladder and the breach itself. Steps that fired
// already for this due time are not repeated; steps before now are not set, except those after due. The ones of an
// earlier due time are cleared before.
void set_timers(store::Tx& tx, const Context& context, const Obligation& o, const rulebook::Obligation& rule);
void clear_timers(store::Tx& tx, ObligationId id);
const rulebook::Obligation* rule_of(const rulebook::Rulebook& book, const Obligation& o);

}  // namespace huiyin::obligations
