// Who is a VIP (D1.1, D11): named by hand, with the card whose number is their archive number.
#pragma once
#include "customers/customers.hpp"

namespace huiyin::customers {

struct NameVip {  // POST /persons/{id}/vip
    static constexpr auto needs = Permission::edit_customers;
    static constexpr std::array optional_fields = {"card"};
    PersonId id{};
    bool vip = true;    // false: no longer
    std::string card;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(NameVip, (), (id, vip, card))
struct VipNamed { PersonId id{}; bool vip = false; };
BOOST_DESCRIBE_STRUCT(VipNamed, (), (id, vip))

Result<VipNamed> name_vip(work::Unit& unit, const NameVip& command);
bool is_vip(store::Tx& tx, PersonId person);

void add_vip_routes(work::Routes& routes);
void listen_for_vips(work::World& world);  // a merged or erased record hands its card on, or loses it

}  // namespace huiyin::customers
