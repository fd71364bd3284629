// The appraisal as people live it: inspected on a phone, answered and appealed, ruled on, summed up (chapter A).
import { story } from './harness.mjs'
import { openToday } from './matters.mjs'

const monday = '2026-11-30T00:05:00+08:00'

story('an inspection is scored on a phone, appealed by its employee, and ruled on by the quality department', async (scene) => {
    const { openAs, moveClockTo, expect, expectEqual, staff } = scene
    await moveClockTo(monday)
    const phone = await openAs('supervisor', { phone: true })
    await phone.goto('/appraisal')
    await phone.getByRole('tab', { name: /^待我评分/ }).waitFor()
    await phone.getByRole('link', { name: /^周检.*林晓芸/ }).click()
    await phone.getByRole('heading', { level: 1, name: '周检 · 林晓芸' }).waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the sheet is wider than the phone')

    // More than the item has is refused with the clause, and every typed word stays.
    phone.allow(/422/)
    await phone.getByRole('button', { name: '在“微笑”扣分' }).click()
    await phone.getByRole('textbox', { name: '扣几分' }).fill('9')
    await phone.getByRole('textbox', { name: '原因' }).fill('接待时低头看手机')
    await phone.getByRole('button', { name: /^评分并签署/ }).click()
    await phone.getByRole('alert').getByText(/A4\.7/).waitFor()
    await phone.reload()
    await phone.getByRole('textbox', { name: '扣几分' }).waitFor()
    expectEqual(await phone.getByRole('textbox', { name: '原因' }).inputValue(), '接待时低头看手机', 'the typed reason')
    await phone.getByRole('textbox', { name: '扣几分' }).fill('2.5')
    await phone.getByRole('status').getByText('97.5').waitFor()
    await phone.getByRole('button', { name: /^评分并签署/ }).click()
    await phone.getByText('待本人确认').waitFor()
    await phone.getByText('与签署时一致，由原始记录复算相同').waitFor()

    const desk = await openAs('officer')
    await openToday(desk)
    await desk.getByRole('tab', { name: /^其他事项/ }).click()
    await desk.getByRole('link', { name: /确认评分/ }).click()
    await desk.getByText('接待时低头看手机').waitFor()
    await desk.getByRole('textbox', { name: /意见/ }).fill('当时在查客户的房号，录像可证')
    await desk.getByRole('button', { name: '申诉', exact: true }).click()
    await desk.getByText('申诉中', { exact: true }).waitFor()

    const quality = await openAs('quality')
    await quality.goto('/appraisal')
    await quality.getByRole('tab', { name: /^申诉.*1/ }).waitFor()
    await quality.getByRole('link', { name: /林晓芸/ }).click()
    await quality.getByRole('textbox', { name: '“微笑”保留扣几分' }).fill('0')
    await quality.getByRole('textbox', { name: '裁定理由' }).fill('录像属实')
    await quality.getByRole('button', { name: '申诉成立' }).click()
    await quality.getByText('没有扣分。').waitFor()
    await quality.getByText('第 2 版').waitFor()
    const mine = await staff.officer.client.get('/appraisals?show=mine')
    expectEqual(mine.rows.map((r) => [r.kind, r.state, r.score, r.revision]), [['weekly', 'confirmed', 10000, 2]], 'what the officer sees')
}, { people: ['officer', 'supervisor', 'manager', 'quality'] })

story('criteria must sum, reach only forward, and wait for the quality department', async (scene) => {
    const { openAs } = scene
    const manager = await openAs('manager')
    manager.allow(/422/)
    await manager.goto('/appraisal/criteria')
    await manager.getByRole('button', { name: '拟订新标准' }).click()
    const dialog = manager.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '“微笑”的分值' }).fill('6')
    await dialog.getByText('德 22 / 20').waitFor()
    await manager.keyboard.press('Control+Enter')
    await dialog.getByRole('alert').getByText(/A4\.5\.3/).waitFor()
    await dialog.getByRole('textbox', { name: '“目光”的分值' }).fill('2')
    await manager.keyboard.press('Control+Enter')
    await manager.getByText('待品质部同意').waitFor()
    const quality = await openAs('quality')
    await quality.goto('/appraisal/criteria')
    await quality.getByRole('button', { name: '同意发布' }).click()
    await quality.getByRole('article', { name: '第 2 版' }).getByText('已发布', { exact: true }).waitFor()
}, { people: ['officer', 'manager', 'quality'] })

story('a month takes evidence by the scorer’s hand, and the year shows every step', async (scene) => {
    const { openAs, moveClockTo, expect, staff } = scene
    await moveClockTo('2027-01-01T00:05:00+08:00')
    await moveClockTo('2027-01-04T09:00:00+08:00')
    const manager = await openAs('manager')
    const { client } = staff.manager
    const rows = async (kind) => (await client.get(`/appraisals?show=all&kind=${kind}`)).rows.filter((r) => r.employee === staff.officer.id && r.state === 'planned')
    const score = async (row, key, taken) => {
        const page = await client.get(`/appraisals/${row.id}`)
        const item = page.items.findIndex((i) => i.criterion.key === key)
        await client.post(`/appraisals/${row.id}/score`, { version: page.version, marks: [{ item, points: taken, reason: '按标准' }], evidence: page.evidence.map((p) => ({ proposal: p.id, accepted: false, reason: '另有原因' })) })
    }
    for (const kind of ['weekly', 'monthly']) for (const row of await rows(kind)) if (row.period < '2027') await score(row, 'excellence', 800)
    const months = (await rows('month')).filter((r) => r.period < '2027')
    expect(months.length >= 1, 'no month is planned')
    for (const row of months) await score(row, 'professional', 500)
    const [end] = await rows('year_end')
    await manager.goto(`/appraisal/${end.id}`)
    await manager.getByRole('button', { name: '在“业务能力”扣分' }).click()
    await manager.getByRole('textbox', { name: '扣几分' }).fill('10')
    await manager.getByRole('textbox', { name: '原因' }).fill('规程考试未过')
    await manager.keyboard.press('Control+Enter')
    await manager.getByText('待本人确认').waitFor()

    await manager.goto(`/appraisal/years/2026?employee=${staff.officer.id}`)
    await manager.getByText('÷ 100 = 919/10').waitFor()
    await manager.getByText('91.9', { exact: true }).waitFor()
    await manager.getByRole('button', { name: '签署年度总分' }).click()
    await manager.getByText(/签署 91\.9 分/).waitFor()
    const own = await openAs('officer')
    await own.goto('/appraisal/years/2026')
    await own.getByText('91.9', { exact: true }).waitFor()
}, { people: ['officer', 'supervisor', 'manager'] })
