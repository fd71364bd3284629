// Introduces the public desk and the ratings to the complaints behind them; they know each other only through here.
#pragma once

namespace huiyin::app {

void introduce_public_desk();

}  // namespace huiyin::app
