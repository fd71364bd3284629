// Quality review as people live it: drawn on the first working day, scored on a phone, seen by its person, counted as a need (J9).
import { story } from './harness.mjs'
import { recordMatter } from './matters.mjs'

const closedMatter = async (scene, subject) => {
    const { client } = scene.staff.officer
    const { id } = await recordMatter(scene, { subject, kind: 'enquiry' })
    const bodies = { answer: { text: '已经答复', channel: 'phone' }, agreement: { agreement: 'agreed' }, closure: { outcome: '已办好' } }
    for (const [noun, body] of Object.entries(bodies)) {
        const { version } = await client.get(`/complaints/${id}`)
        await client.post(`/complaints/${id}/${noun}`, { version, ...body })
    }
}

story('drawn matters are scored on a phone, seen by their person, and counted as training needs', async (scene) => {
    const { openAs, moveClockTo, expect, expectEqual, staff } = scene
    for (const subject of ['问物业费怎么算', '问停车月卡', '问装修押金']) await closedMatter(scene, subject)
    await moveClockTo('2026-12-01T00:05:00+08:00')
    await moveClockTo('2026-12-01T09:00:00+08:00')
    const waiting = await staff.supervisor.client.get('/quality-reviews?show=to_score')
    expectEqual(waiting.rows.length, 2, 'at most two of one person are drawn')

    const phone = await openAs('supervisor', { phone: true })
    await phone.goto('/quality')
    await phone.getByRole('tab', { name: /^待评.*2/ }).waitFor()
    await phone.getByRole('list', { name: '待评' }).getByRole('link').first().click()
    await phone.getByRole('heading', { level: 2, name: '评分表' }).waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the sheet is wider than the phone')
    // More than the item has is refused with the clause, and every typed word stays.
    phone.allow(/422/)
    await phone.getByRole('button', { name: '在“收尾”扣分' }).click()
    await phone.getByRole('textbox', { name: '扣几分' }).fill('11')
    await phone.getByRole('textbox', { name: '原因' }).fill('没有复述要点')
    await phone.getByRole('button', { name: /^评分/ }).click()
    await phone.getByRole('alert').getByText(/J9/).waitFor()
    await phone.reload()
    expectEqual(await phone.getByRole('textbox', { name: '原因' }).inputValue(), '没有复述要点', 'the typed reason')
    await phone.getByRole('textbox', { name: '扣几分' }).fill('8.5')
    await phone.getByRole('button', { name: '在“提问”扣分' }).click()
    await phone.getByRole('textbox', { name: '扣几分' }).first().fill('15')
    await phone.getByRole('textbox', { name: '原因' }).first().fill('没有问清从什么时候开始')
    await phone.getByRole('status').getByText('76.5').waitFor()
    await phone.getByRole('button', { name: /^评分/ }).click()
    await phone.getByText('低于合格分', { exact: true }).waitFor()
    await phone.getByText('没有问清从什么时候开始').waitFor()

    const own = await openAs('officer')
    await own.goto('/quality')
    await own.getByRole('tab', { name: '我的结果' }).waitFor()
    expectEqual(await own.getByRole('tab').count(), 1, 'the tabs of somebody who sees only their own')
    await own.getByRole('list', { name: '我的结果' }).getByRole('link').click()
    await own.getByText('没有复述要点').waitFor()
    expectEqual(await own.getByRole('button', { name: /^评分/ }).count(), 0, 'buttons to score one’s own')

    const manager = await openAs('manager')
    await manager.goto('/quality?show=needs')
    await manager.getByRole('row', { name: /林晓芸.*需要培训/ }).waitFor()
    await manager.getByRole('button', { name: '“提问”被扣分的1件' }).click()
    await manager.getByText('件数 1').waitFor()
    expectEqual(await manager.getByRole('list', { name: '已评' }).getByRole('link').count(), 1, 'the rows behind the figure')
    await manager.getByRole('tab', { name: '抽样' }).click()
    await manager.getByRole('link', { name: /2026-12/ }).click()
    await manager.getByText('按种子重新抽取，结果相同。').waitFor()
    expectEqual(await manager.getByText('抽中', { exact: true }).count(), 2, 'drawn candidates')
}, { people: ['officer', 'supervisor', 'manager'] })
