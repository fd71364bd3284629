// What a matter belongs together with, as its page shows it: merged, linked, reported along, back again.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "complaints/commands.hpp"

namespace huiyin::complaints {

using LinkId = Id<struct LinkTag>;

// from → to. split_from is made by splitting and cannot be removed.
enum class LinkKind { related, caused_by, duplicate_of, split_from };
BOOST_DESCRIBE_ENUM(LinkKind, related, caused_by, duplicate_of, split_from)

enum class Verdict { same_cause, other_cause };  // what looking into a recurrence found (D14)
BOOST_DESCRIBE_ENUM(Verdict, same_cause, other_cause)

struct OtherMatter {
    ComplaintId id{};
    std::string number, subject;
    State state = State::recorded;
    Phase phase = Phase::new_;
    std::string room;
    Instant received_at{};
    std::string responsible_name;
};
BOOST_DESCRIBE_STRUCT(OtherMatter, (), (id, number, subject, state, phase, room, received_at, responsible_name))

struct LinkView {
    LinkId id{};
    LinkKind kind = LinkKind::related;
    bool outward = true;          // true: this matter is e.g. caused by the other; false: the other by this one
    bool removable = false;
    OtherMatter other;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (id, kind, outward, removable, other))

struct ReporterView {             // a household that reported the same matter
    ReporterId id{};
    std::string room, name, phone;  // masked
    Source source = Source::phone;
    std::string text;
    Instant reported_at{};
    std::string receiver_name;
    std::optional<Instant> told_at;
    std::string told_by_name;
};
BOOST_DESCRIBE_STRUCT(ReporterView, (), (id, room, name, phone, source, text, reported_at, receiver_name, told_at, told_by_name))

struct ChainMatter {              // one matter of a chain of recurrences
    OtherMatter matter;
    std::optional<Instant> noticed_at;  // none: the first of the chain
    std::int64_t likeness = 0;          // percent
    std::optional<Verdict> verdict;
    std::string cause, measure;
    std::optional<Instant> studied_at;
    std::string studied_by_name;
};
BOOST_DESCRIBE_STRUCT(ChainMatter, (), (matter, noticed_at, likeness, verdict, cause, measure, studied_at, studied_by_name))

struct Connections {
    std::optional<OtherMatter> merged_into;
    std::vector<OtherMatter> merged_here;
    std::vector<LinkView> links;
    std::vector<ReporterView> reporters;
    std::vector<ChainMatter> chain;     // oldest first; empty: nothing came back
};
BOOST_DESCRIBE_STRUCT(Connections, (), (merged_into, merged_here, links, reporters, chain))

}  // namespace huiyin::complaints
