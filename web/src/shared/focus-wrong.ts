// After a refused save the keyboard stands where the first mistake is, or on the summary if no field is to blame.
export function focusWrong(root: HTMLElement | undefined): void {
  const field = root?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input:checked, [data-wrong] input')
  const found = field ?? root?.querySelector<HTMLElement>('[role="alert"][tabindex]')
  found?.focus({ preventScroll: true })
  // In the middle: at the edge it would stand behind the bar with the button that was just pressed.
  found?.scrollIntoView({ block: 'center' })
}
