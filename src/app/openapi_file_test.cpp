// The committed document is the one that the routes make.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/openapi_document.hpp"

namespace huiyin::app {
namespace {

TEST(TheCommittedDocument, IsWhatTheRoutesSay) {
    std::stringstream committed;
    committed << std::ifstream(HUIYIN_SOURCE_DIR "/docs/openapi.json").rdbuf();
    EXPECT_TRUE(committed.str() == openapi_document()) << "huiyin openapi --out docs/openapi.json makes it anew";
}

}  // namespace
}  // namespace huiyin::app
