// Typed ids: 63-bit numbers made by the program, ascending in time, different on every node.
// On the wire they are decimal strings, because a browser's numbers end at 2^53.
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace huiyin {

template <class Tag>
struct Id {
    std::int64_t value = 0;  // 0 = none
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

using CompanyId = Id<struct CompanyTag>;
using SiteId = Id<struct SiteTag>;
using DepartmentId = Id<struct DepartmentTag>;
using StaffId = Id<struct StaffTag>;
using BuildingId = Id<struct BuildingTag>;
using EntranceId = Id<struct EntranceTag>;
using UnitId = Id<struct UnitTag>;  // a dwelling, shop or office (房屋/户), not an entrance (单元)
using PersonId = Id<struct PersonTag>;
using ComplaintId = Id<struct ComplaintTag>;
using CategoryId = Id<struct CategoryTag>;
using AttachmentId = Id<struct AttachmentTag>;
using ObligationId = Id<struct ObligationTag>;
using TimerId = Id<struct TimerTag>;
using AlertId = Id<struct AlertTag>;
using EventId = Id<struct EventTag>;
using FollowUpId = Id<struct FollowUpTag>;
using PointId = Id<struct PointTag>;  // one thing a customer raised in a follow-up
using PromiseId = Id<struct PromiseTag>;
using ReviewId = Id<struct ReviewTag>;
using RemarkId = Id<struct RemarkTag>;
using FormId = Id<struct FormTag>;
using RatingId = Id<struct RatingTag>;
using SubmissionId = Id<struct SubmissionTag>;
using PosterId = Id<struct PosterTag>;
using NoticeId = Id<struct NoticeTag>;
using ChannelId = Id<struct ChannelTag>;
using ReporterId = Id<struct ReporterTag>;  // a household that reported a matter which stood already
using PhraseId = Id<struct PhraseTag>;
using ViewId = Id<struct ViewTag>;
using CriteriaId = Id<struct CriteriaTag>;    // a sheet of appraisal criteria
using AppraisalId = Id<struct AppraisalTag>;  // an inspection, or the appraisal of a month or a year
using MarkId = Id<struct MarkTag>;
using ProposalId = Id<struct ProposalTag>;
using LeaveId = Id<struct LeaveTag>;          // days that somebody is away with approval
using ShiftId = Id<struct ShiftTag>;          // a kind of shift of a site
using PatternId = Id<struct PatternTag>;      // a cycle of shifts
using CoverageId = Id<struct CoverageTag>;    // how many of a post a shift needs
using RosterId = Id<struct RosterTag>;        // the roster of a month (值班表)
using SwapId = Id<struct SwapTag>;
using AttendanceId = Id<struct AttendanceTag>;
using CorrectionId = Id<struct CorrectionTag>;
using SampleId = Id<struct SampleTag>;                // the matters of a month that are drawn for quality review
using QualityReviewId = Id<struct QualityReviewTag>;
using CourseId = Id<struct CourseTag>;                // what must be passed, or may be learnt, at a site
using QualificationId = Id<struct QualificationTag>;  // that one person needs one course
using CertificateId = Id<struct CertificateTag>;
using TrainingPlanId = Id<struct TrainingPlanTag>;
using SessionId = Id<struct SessionTag>;              // of a training
using QuestionId = Id<struct QuestionTag>;
using ExamId = Id<struct ExamTag>;                    // of one person in one course
using CaseId = Id<struct CaseTag>;                    // of the case library
using StatisticsId = Id<struct StatisticsTag>;    // a statistics sheet of the appraisal
using DestructionId = Id<struct DestructionTag>;  // a list of records whose time of keeping has ended
using KeptId = Id<struct KeptTag>;                // one record on such a list

// Hands out ids. `counter << 6 | node`, where the counter follows the clock (ms << 15) but never
// repeats or goes back, so a clock that stands still (a manual one) is no danger.
class IdSource {
  public:
    explicit IdSource(int node = 0) : node_(node & 63) {}
    // Nothing at or below `highest` will be handed out again; called at start with the largest id in use.
    void after(std::int64_t highest);
    std::int64_t next(std::int64_t now_ms);
    template <class T>
    T make(std::int64_t now_ms) {
        return T{next(now_ms)};
    }

  private:
    std::atomic<std::int64_t> last_{0};
    int node_;
};

}  // namespace huiyin

template <class Tag>
struct std::hash<huiyin::Id<Tag>> {
    std::size_t operator()(const huiyin::Id<Tag>& id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
