// Assembles the sheet of a day: what the journal tells since the last signed one, and what is owed now.
#include <map>
#include <set>
#include <tuple>

#include "huiyin_reviews_sql.hpp"
#include "record.hpp"

namespace huiyin::reviews {
namespace {

struct EntryRow {
    std::int64_t seq = 0;
    Instant at{};
    std::string event;
    journal::SubjectKind kind{};
    std::int64_t subject = 0;
    std::string staff_name, facts;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (seq, at, event, kind, subject, staff_name, facts))
struct OwedRow {
    journal::SubjectKind kind{};
    std::int64_t subject = 0;
    std::string clause, act, staff_name, owing_post;
    Instant due_at{};
};
BOOST_DESCRIBE_STRUCT(OwedRow, (), (kind, subject, clause, act, staff_name, owing_post, due_at))
struct Beginning {
    std::int64_t seq = 0;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(Beginning, (), (seq, at))

constexpr int days_back = 31;  // how far a sheet reaches when nothing was signed

bool is_promise(std::string_view act) { return act == "answer_as_promised" || act == "answer_point"; }

template <class T>
T parsed(const std::string& text) {
    T value{};
    const auto json_value = json::parse(text);
    std::vector<FieldError> errors;
    if (json_value) json::read(*json_value, value, errors, "");
    ensure(json_value && errors.empty(), "a kept sheet can be read");
    return value;
}

class Assembly {
  public:
    Assembly(work::Reading& reading, const Review& review) : reading_(reading), review_(review) {
        for (const auto name : {SheetSection::recorded, SheetSection::late, SheetSection::promises_made, SheetSection::promises_kept,
                                SheetSection::promises_broken, SheetSection::promises_ahead, SheetSection::follow_ups,
                                SheetSection::follow_ups_ahead, SheetSection::hand_overs, SheetSection::closed, SheetSection::reopened,
                                SheetSection::newly_late, SheetSection::settled, SheetSection::patrol_reports, SheetSection::management_log})
            sections_.push_back({name, name != SheetSection::patrol_reports && name != SheetSection::management_log, 0, {}});
    }

    Sheet run() {
        const auto head = reading_.tx.first<std::int64_t>(sql::review_head, reading_.site).value_or(0);
        const auto from = beginning();
        for (const auto& e : reading_.tx.all<EntryRow>(sql::review_entries, reading_.site, from.seq, head)) hear(e);
        for (const auto& o : reading_.tx.all<OwedRow>(sql::review_late, reading_.site, reading_.now))
            if (!own(o)) add(SheetSection::late, line_of(o));
        for (const auto& o : reading_.tx.all<OwedRow>(sql::review_ahead, reading_.site, reading_.now, reading_.now + 24h))
            add(is_promise(o.act) ? SheetSection::promises_ahead : SheetSection::follow_ups_ahead, line_of(o));
        compare_with_the_sheet_before();
        for (auto& s : sections_) s.count = static_cast<std::int64_t>(s.lines.size());
        return {from.at, reading_.now, head, std::move(sections_)};
    }

  private:
    // Nothing escapes between two sheets: each begins where the last signed one ended.
    Beginning beginning() {
        auto since = review_.day - days_back;
        if (const auto last = reading_.tx.first<Review>(sql::review_last_signed, reading_.site, review_.day)) {
            if (last->day >= since) return {last->as_of_seq.value_or(last->begin_seq), last->as_of.value_or(last->opened_at)};
        }
        return reading_.tx.first<Beginning>(sql::review_first_after, reading_.site, since, review_.day)
            .value_or(Beginning{review_.begin_seq, review_.opened_at});
    }

    void hear(const EntryRow& e) {
        const auto facts = json::parse(e.facts);
        const boost::json::object none;
        const auto& f = facts && facts->is_object() ? facts->as_object() : none;
        auto line = line_of(journal::Subject{e.kind, e.subject});
        line.event = e.event;
        line.staff_name = e.staff_name;
        line.at = e.at;
        const auto word = [&](const char* name) {
            const auto* v = f.if_contains(name);
            return v && v->is_string() ? std::string(v->as_string()) : v && v->is_int64() ? std::to_string(v->as_int64()) : std::string{};
        };
        if (e.event == "complaint.recorded") {
            line.outcome = word("kind");
            add(SheetSection::recorded, std::move(line));
        } else if (e.event.ends_with(".promised") || e.event.ends_with(".promise_moved")) {
            if (const auto* at = f.if_contains("promised_at"); at && at->is_int64()) line.due_at = Instant{at->as_int64()};
            add(SheetSection::promises_made, std::move(line));
        } else if (e.event == "complaint.answered" || e.event == "point.answered") {
            for (const auto& o : obligations::of_subject(reading_.tx, {e.kind, e.subject}))
                if (is_promise(o.act) && o.state == obligations::State::kept && o.ended_at == e.at) {
                    line.clause = o.clause;
                    line.due_at = o.due_at;
                    add(SheetSection::promises_kept, line);
                }
        } else if (e.event == "obligation.breached") {
            if (!is_promise(word("act"))) return;
            line.clause = word("clause");
            line.act = word("act");
            if (const auto* at = f.if_contains("due_at"); at && at->is_int64()) line.due_at = Instant{at->as_int64()};
            add(SheetSection::promises_broken, std::move(line));
        } else if (e.event == "follow_up.reached" || e.event == "follow_up.attempted" || e.event == "follow_up.refused") {
            line.outcome = word("satisfaction");
            add(SheetSection::follow_ups, std::move(line));
        } else if (e.event == "complaint.handed_over") {
            line.outcome = word("hand_overs");
            add(SheetSection::hand_overs, std::move(line));
        } else if (e.event == "complaint.closed" || e.event == "complaint.withdrawn") {
            add(SheetSection::closed, std::move(line));
        } else if (e.event == "complaint.reopened") {
            add(SheetSection::reopened, std::move(line));
        }
    }

    // What changed since the sheet before: late now and not then, and late then and not now.
    void compare_with_the_sheet_before() {
        const auto before = reading_.tx.first<Review>(sql::review_newest, reading_.site, review_.day);
        if (!before || !before->sheet) return;
        using Key = std::tuple<journal::SubjectKind, std::string, std::string, std::string>;
        const auto key = [](const SheetLine& l) { return Key{l.subject_kind, l.subject_id, l.clause, l.act}; };
        std::set<Key> then, now;
        const auto kept = parsed<Sheet>(*before->sheet);
        for (const auto& s : kept.sections)
            if (s.name == SheetSection::late)
                for (const auto& l : s.lines) then.insert(key(l));
        for (const auto& l : of(SheetSection::late).lines) now.insert(key(l));
        for (const auto& l : of(SheetSection::late).lines)
            if (!then.contains(key(l))) add(SheetSection::newly_late, l);
        for (const auto& s : kept.sections)
            if (s.name == SheetSection::late)
                for (const auto& l : s.lines)
                    if (!now.contains(key(l))) add(SheetSection::settled, l);
    }

    bool own(const OwedRow& o) const { return o.kind == journal::SubjectKind::daily_review && o.subject == review_.id.value; }
    SectionView& of(SheetSection name) { return sections_[static_cast<std::size_t>(name)]; }
    void add(SheetSection name, SheetLine line) { of(name).lines.push_back(std::move(line)); }

    SheetLine line_of(journal::Subject subject) {
        auto [at, fresh] = names_.try_emplace(subject);
        if (fresh) at->second = reading_.world.describe(reading_.tx, reading_.site, subject);
        SheetLine line;
        line.subject_kind = subject.kind;
        line.subject_id = std::to_string(subject.id);
        line.number = at->second.number;
        line.title = at->second.title;
        line.path = at->second.path;
        return line;
    }
    SheetLine line_of(const OwedRow& o) {
        auto line = line_of(journal::Subject{o.kind, o.subject});
        line.clause = o.clause;
        line.act = o.act;
        line.staff_name = o.staff_name;
        line.owing_post = o.owing_post;
        line.due_at = o.due_at;
        return line;
    }

    work::Reading& reading_;
    const Review& review_;
    std::vector<SectionView> sections_;
    std::map<journal::Subject, work::SubjectView> names_;
};

}  // namespace

Sheet sheet_of(work::Reading& reading, const Review& review) {
    if (review.sheet) return parsed<Sheet>(*review.sheet);
    return Assembly(reading, review).run();
}

}  // namespace huiyin::reviews
