// Accounts inside this module.
#pragma once
#include "organisation/organisation.hpp"

namespace huiyin::organisation {

enum class PasswordUse { once, lasting };  // once: it must be changed and ends after seven days

void check_login(Checks& c, std::string_view login, bool absent_is_fine);
void insert_account(work::Unit& unit, StaffId staff, std::string_view login, std::string_view password, PasswordUse use);

// What a password may be: long enough, and not what everybody tries first.
void check_password(Checks& c, std::string_view field, std::string_view password);
bool common_password(std::string_view password);
bool like_person(std::string_view password, std::string_view login, std::string_view name);

}  // namespace huiyin::organisation
