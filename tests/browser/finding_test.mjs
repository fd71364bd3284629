// Finding things, opening figures, and looking at what is masked.
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

story('one box finds a matter by Traditional script, initials, room and the tail of a phone', async (scene) => {
    const { openAs } = scene
    await recordMatter(scene, { subject: '电梯声音很响' })
    const page = await openAs('officer')
    await openToday(page)
    for (const [words, found] of [['電梯', /电梯声音很响/], ['oyj', /欧阳静|欧阳|1205/], ['0301', /0301/], ['8000', /李|1204/]]) {
        await page.keyboard.press('/')
        await page.getByRole('combobox', { name: '搜索' }).fill(words)
        await page.getByRole('option', { name: found }).first().waitFor()
        await page.keyboard.press('Escape')
        await page.getByRole('dialog', { name: '搜索' }).waitFor({ state: 'detached' })
    }
}, { people: ['officer'] })

story('behind every figure of compliance stand exactly as many rows', async (scene) => {
    const { openAs, expectEqual, moveClockTo } = scene
    for (const subject of ['甲事', '乙事', '丙事']) await recordMatter(scene, { subject })
    await moveClockTo('2026-11-24T09:00:00+08:00')
    const page = await openAs('quality')
    await openToday(page)
    await page.getByRole('link', { name: '规程执行' }).click()
    const figure = page.getByRole('link', { name: 'D4 逾期未做 3' })
    await figure.click()
    await page.getByRole('heading', { level: 1, name: /^D4/ }).waitFor()
    await page.getByText('共 3 项').waitFor()
    expectEqual(await page.getByRole('table').getByRole('link', { name: /事/ }).count(), 3, 'rows behind the figure')
    await page.getByRole('table').getByRole('link', { name: /甲事/ }).waitFor()
}, { people: ['officer', 'quality'] })

story('looking at a phone number takes a reason, lasts thirty seconds and is journalled', async (scene) => {
    const { openAs, expect, homes, journal } = scene
    const page = await openAs('officer')
    await page.clock.install()
    await page.goto(`/customers/${homes[0].person}`)
    await page.getByText('138****8000').waitFor()
    await page.getByRole('button', { name: '显示电话' }).click()
    const asks = page.getByRole('dialog', { name: '显示隐去的资料' })
    expect(await asks.getByRole('button', { name: '显示', exact: true }).isDisabled(), 'no reason was asked for')
    await asks.getByLabel('为什么要看').fill('回访电话核对')
    await page.keyboard.press('Enter')
    await page.getByText('13800138000').waitFor()
    await page.clock.runFor(31_000)
    await page.getByText('138****8000').waitFor()
    expect(!(await page.getByText('13800138000').count()), 'the number is still on the screen')
    const seen = journal('person.disclosed')
    expect(seen.length === 1, `looking was written down ${seen.length} times`)
}, { people: ['officer'] })
