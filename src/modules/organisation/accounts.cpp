// Accounts: signing in, changing and resetting passwords.
#include "accounts.hpp"

#include <algorithm>

#include "huiyin_organisation_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::organisation {

namespace {

constexpr auto one_time_lasts = std::chrono::hours(24 * 7);

std::string folded_login(std::string_view login) { return text::fold(text::trim(login)); }

void set_account_password(work::Unit& unit, StaffId staff, std::string_view password, PasswordUse use) {
    const bool once = use == PasswordUse::once;
    const auto until = once ? std::optional(unit.moment.now + one_time_lasts) : std::nullopt;
    unit.tx.run(sql::account_set_password, staff, hash_password(password), once, until, unit.moment.now);
    end_sessions_of(unit.tx, staff);
}

void tell(work::Unit& unit, const char* event, StaffId staff) {
    unit.tell({event, {journal::SubjectKind::account, staff.value}, {}, {}});
}

}  // namespace

void check_login(Checks& c, std::string_view login, bool absent_is_fine) {
    if (login.empty() && absent_is_fine) return;
    c.required("login", login);
    c.length("login", login, 40);
    const auto fine = [](char ch) {
        return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '.' || ch == '-' || ch == '_';
    };
    c.when(!login.empty() && !std::ranges::all_of(login, fine), "login", "letters-and-digits-only");
}

void insert_account(work::Unit& unit, StaffId staff, std::string_view login, std::string_view password, PasswordUse use) {
    const bool once = use == PasswordUse::once;
    const auto until = once ? std::optional(unit.moment.now + one_time_lasts) : std::nullopt;
    unit.tx.run(sql::account_insert, staff, login, folded_login(login), hash_password(password), once, until, unit.moment.now);
}

std::optional<Account> find_account(store::Tx& tx, std::string_view login) {
    return tx.first<Account>(sql::account_find, folded_login(login));
}

bool must_change_password(store::Tx& tx, StaffId staff) {
    const auto account = tx.first<Account>(sql::account_of, staff);
    return account && account->must_change;
}

Result<StaffId> check_sign_in(const std::optional<Account>& account, std::string_view password, Instant now) {
    // A login that does not exist costs the same work, so the time tells nothing about it.
    static const std::string nobody = hash_password(one_time_password());
    const bool fits = password_fits(account ? account->password_hash : nobody, password);
    const bool ended = account && account->valid_until && now >= *account->valid_until;
    if (!account || !fits || !account->active || ended) return refuse({"sign-in-failed", Trouble::unauthenticated});
    return account->staff;
}

void ChangePassword::check(Checks& c) const {
    c.when(old_password.empty(), "old_password", "required");
    check_password(c, "new_password", new_password);
    c.when(!new_password.empty() && new_password == old_password, "new_password", "same-as-before");
}

namespace {

Result<void> decide_password(const ChangePassword& command, bool old_fits, std::string_view login, std::string_view name) {
    if (!old_fits) return refuse({"invalid", Trouble::invalid, {}, {{"old_password", "wrong"}}});
    if (like_person(command.new_password, login, name))
        return refuse({"invalid", Trouble::invalid, {}, {{"new_password", "like-yourself"}}});
    return {};
}

}  // namespace

Result<PasswordChanged> change_password(work::Unit& unit, const ChangePassword& command) {
    const auto account = unit.tx.first<Account>(sql::account_of, unit.actor.staff);
    if (!account) return refuse({"account.none"});
    const auto login = unit.tx.first<std::string>(sql::account_login, unit.actor.staff).value_or("");
    const bool fits = password_fits(account->password_hash, command.old_password);
    if (const auto yes = decide_password(command, fits, login, unit.actor.name); !yes) return refuse(yes.error());

    set_account_password(unit, unit.actor.staff, command.new_password, PasswordUse::lasting);
    tell(unit, "account.password_changed", unit.actor.staff);
    return PasswordChanged{unit.actor.staff};
}

Result<StaffCreated> reset_password(work::Unit& unit, const ResetPassword& command) {
    const auto staff = find_staff(unit, command.id, Permission::manage_accounts);
    if (!staff) return refuse(staff.error());
    if (!staff->row.active) return refuse({"staff.has-left"});
    if (!unit.tx.first<Account>(sql::account_of, command.id)) return refuse({"account.none"});

    const auto password = one_time_password();
    set_account_password(unit, command.id, password, PasswordUse::once);
    tell(unit, "account.password_reset", command.id);
    return StaffCreated{command.id, password, staff->row.version};
}

Result<void> set_password(work::Unit& unit, StaffId staff, std::string_view login, std::string_view password, bool must_change) {
    const auto name = staff_name(unit.tx, staff);
    if (!name) return refuse({"staff.not-found", Trouble::missing});
    Checks checks;
    check_login(checks, login, false);
    check_password(checks, "password", password);
    if (checks.ok()) checks.when(like_person(password, login, *name), "password", "like-yourself");
    const auto holder = find_account(unit.tx, login);
    checks.when(holder && holder->staff != staff, "login", "taken");
    if (!checks.ok()) return refuse(checks.refusal());

    const auto use = must_change ? PasswordUse::once : PasswordUse::lasting;
    if (unit.tx.first<Account>(sql::account_of, staff)) {
        unit.tx.run(sql::account_set_login, staff, login, folded_login(login));
        set_account_password(unit, staff, password, use);
    } else {
        insert_account(unit, staff, login, password, use);
    }
    tell(unit, "account.password_reset", staff);
    return {};
}

}  // namespace huiyin::organisation
