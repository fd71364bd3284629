// The lexicon asked while somebody types (F5.1). No transaction and no queue stand between a key and its answer.
#pragma once
#include <functional>
#include <memory>

#include "http/api.hpp"

namespace huiyin::app {

using AskWorld = std::function<std::shared_ptr<const work::World>()>;
http::Endpoint check_wording_endpoint(AskWorld world = {});

}  // namespace huiyin::app
