// Each post begins on a page that it may open; a person may begin elsewhere, on nothing that is not theirs.
#include <gtest/gtest.h>

#include "test_staff.hpp"

namespace huiyin::organisation {
namespace {

using work::Post;

struct TheStartPage : testing::TestWithParam<store::Engine> {
    Firm firm{GetParam()};
    Start of(StaffId staff) { return firm.ask(firm.actor(staff), firm.site, read_me, {}).value().start; }
    StaffId hire(Post post) { return firm.hire("林晓芸", {{post, firm.site, firm.centre}}); }
};

TEST_P(TheStartPage, OfEveryPostIsOneThatThePostMayOpen) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Post>>([&](auto post) {
        const auto start = of(hire(post.value));
        EXPECT_FALSE(start.offered.empty()) << post.name;
        EXPECT_NE(std::ranges::find(start.offered, start.usual), start.offered.end()) << post.name;
        EXPECT_EQ(start.page, start.usual) << post.name;
    });
    EXPECT_EQ(of(hire(Post::service_officer)).page, StartPage::today);
    EXPECT_EQ(of(hire(Post::technician)).page, StartPage::own_matters);
    EXPECT_EQ(of(hire(Post::department_manager)).page, StartPage::department);
    EXPECT_EQ(of(hire(Post::quality_department)).page, StartPage::compliance);
    EXPECT_EQ(of(hire(Post::system_administrator)).page, StartPage::organisation);
}

TEST_P(TheStartPage, IsWhatThePersonChoseUntilTakenBack) {
    const auto officer = hire(Post::service_officer);
    const auto choose = [&](std::optional<StartPage> page) { return firm.run(firm.actor(officer), firm.site, choose_start_page, {page}); };
    EXPECT_EQ(choose(StartPage::queue)->page, StartPage::queue);
    EXPECT_EQ(of(officer).chosen, StartPage::queue);
    EXPECT_EQ(of(officer).usual, StartPage::today);
    EXPECT_EQ(wrong_fields(choose(StartPage::compliance).error()), "page:unknown-value");
    EXPECT_EQ(of(officer).page, StartPage::queue);
    EXPECT_EQ(choose({})->page, StartPage::today);
    EXPECT_EQ(of(officer).chosen, std::nullopt);
}

ON_EACH_ENGINE(TheStartPage);

}  // namespace
}  // namespace huiyin::organisation
