// How long revealed personal data stays on the screen.
export const secondsShown = 30
