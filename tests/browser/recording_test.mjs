// Recording a matter with a customer waiting: by keyboard alone, and never against an input method.
import { story } from './harness.mjs'
import { clockOf, openToday, recordMatter, rowOf } from './matters.mjs'

story('an officer records a leak without touching the mouse', async ({ openAs, expect }) => {
    const page = await openAs('officer')
    await openToday(page)
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: '登记' })
    await form.getByRole('combobox', { name: /哪一户/ }).waitFor()
    // Initials find the person, Enter takes the first.
    await page.keyboard.type('lwb')
    await form.getByRole('option', { name: /1204/ }).waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: '换一户' }).waitFor()
    // Digits choose the kind; the focus is there already.
    await page.keyboard.press('3')
    expect(await form.getByRole('radio', { name: '报修' }).isChecked(), 'the digit 3 did not choose a repair request')
    await page.keyboard.press('1')
    expect(await form.getByRole('radio', { name: '投诉' }).isChecked(), 'the digit 1 did not choose a complaint')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('漏水')
    await form.getByRole('option', { name: '漏水渗水' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('厨房水管漏水')
    await page.keyboard.press('Tab')
    await page.keyboard.type('水管接口一直滴水')
    await form.getByText('D4', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')

    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    // D4 by the end of the day, D16 three natural days on.
    await clockOf(page, 'D4').getByText(/11-24 00:00|24:00/).waitFor()
    await clockOf(page, 'D16').getByText('11-26', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await rowOf(page, '厨房水管漏水').waitFor()
}, { people: ['officer'] })

story('Enter that belongs to the input method neither saves nor opens anything', async (scene) => {
    const { openAs, expect } = scene
    await recordMatter(scene)
    const page = await openAs('officer')
    await openToday(page)
    await rowOf(page, '厨房水管漏水').waitFor()
    const press = (key, how) => page.evaluate(([key, how]) => {
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }))
    }, [key, how])
    for (const how of [{ isComposing: true }, { keyCode: 229 }]) await press('Enter', how)
    await press('Process', {})
    expect(new URL(page.url()).pathname === '/today', 'a composing Enter opened the matter under the cursor')

    await page.keyboard.press('/')
    const box = page.getByRole('combobox', { name: '搜索' })
    await box.fill('漏水')
    await page.getByRole('option', { name: /厨房水管漏水/ }).waitFor()
    await press('Enter', { isComposing: true })
    expect(await box.isVisible() && new URL(page.url()).pathname === '/today', 'a composing Enter opened a search result')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
}, { people: ['officer'] })

story('Ctrl Enter inside a composition saves nothing', async (scene) => {
    const { openAs, expect, staff } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press('v')
    await page.keyboard.type('已到现场看过')
    await page.getByRole('textbox', { name: '核实', exact: true }).dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true })
    const { state } = await staff.officer.client.get(`/complaints/${id}`)
    expect(state === 'recorded' && (await page.getByRole('button', { name: /完成核实/ }).isEnabled()), 'a composing Ctrl Enter saved the finding')
    await page.keyboard.press('Control+Enter')
    await clockOf(page, 'D4').getByText(/提前|按时/).waitFor()
}, { people: ['officer'] })

story('letters typed right after N reach the first field, though the form is still on its way', async ({ openAs, expectEqual }) => {
    const page = await openAs('officer')
    // The form's own code is held back until everything has been typed.
    let release
    const typed = new Promise((done) => (release = done))
    await page.route(/RecordForm.*\.js/, async (route) => {
        await typed
        await route.continue()
    })
    await openToday(page)
    await page.keyboard.press('n')
    await page.keyboard.type('lw')
    release()
    await page.keyboard.type('b')
    const form = page.getByRole('dialog', { name: '登记' })
    const box = form.getByRole('combobox', { name: /哪一户/ })
    await box.waitFor()
    expectEqual(await box.inputValue(), 'lwb', 'what stands in the first field')
    await form.getByRole('option', { name: /1204/ }).waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: '换一户' }).waitFor()
}, { people: ['officer'] })
