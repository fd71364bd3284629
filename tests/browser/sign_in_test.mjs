// Signing in through the page, by keyboard, and what the first page then says.
import { story } from './harness.mjs'

story('an officer signs in by keyboard and stands on Today', async ({ openAs, staff, expect }) => {
    const page = await openAs(null)
    // Nobody is signed in yet, and the page asks who it is talking to.
    page.allow(/401/)
    await page.goto('/')
    await page.locator('input').first().fill(staff.officer.login)
    await page.locator('input[type=password]').fill(staff.officer.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText(staff.officer.name).first().waitFor()
    expect(!(await page.locator('input[type=password]').count()), 'the sign-in form is still there')
}, { people: ['officer'] })
