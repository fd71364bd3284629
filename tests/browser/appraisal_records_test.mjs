// The records of the appraisal: statistics signed, printed and downloaded, figures that open their rows, destruction after
// review, and an inspection that is signed where there is no network (chapter A).
import { story } from './harness.mjs'

const monday = '2026-11-30T00:05:00+08:00'

// Everybody scores what waits for them, with one deduction.
const scoreAll = async (staff, keys) => {
    for (const key of keys)
        for (const row of (await staff[key].client.get('/appraisals?show=to_score')).rows) {
            const page = await staff[key].client.get(`/appraisals/${row.id}`)
            const item = page.items.findIndex((i) => ['professional', 'excellence'].includes(i.criterion.key))
            await staff[key].client.post(`/appraisals/${row.id}/score`, { version: page.version, marks: [{ item, points: 250, reason: '按标准' }], evidence: page.evidence.map((p) => ({ proposal: p.id, accepted: false, reason: '另有原因' })) })
        }
}

story('the month’s statistics are signed, printed and downloaded, and every figure opens its rows', async (scene) => {
    const { openAs, moveClockTo, expect, expectEqual, staff } = scene
    await moveClockTo('2027-01-01T00:05:00+08:00')
    await moveClockTo('2027-01-04T09:00:00+08:00')
    await scoreAll(staff, ['manager', 'supervisor'])
    const manager = await openAs('manager')
    await manager.goto('/appraisal/statistics?period=2026-12-01')
    await manager.getByRole('heading', { level: 1, name: '考核统计' }).waitFor()
    await manager.getByRole('row', { name: /林晓芸/ }).getByText('97.5').waitFor()
    await manager.getByRole('button', { name: '签署统计表' }).click()
    await manager.getByText(/第 1 版，吴淑贞 签署于/).waitFor()
    await manager.getByRole('button', { name: /^打印表单/ }).click()
    await manager.getByRole('heading', { level: 1, name: '员工月/年绩效考核情况统计表' }).waitFor()
    const [download] = await Promise.all([manager.waitForEvent('download'), manager.getByRole('button', { name: '下载 Excel' }).click()])
    expect(/^YTJ2027-\d{4}\.xlsx$/.test(download.suggestedFilename()), `the workbook is called ${download.suggestedFilename()}`)

    await manager.goto('/appraisal/calibration?kind=month&from=2026-01-01&until=2027-01-01')
    const row = manager.getByRole('region', { name: '按考评人' }).getByRole('row', { name: /吴淑贞/ })
    const said = Number(await row.getByRole('link').innerText())
    await row.getByRole('link').click()
    await manager.getByText(`按所选数字列出的 ${said} 条记录`).waitFor()
    expectEqual(await manager.getByRole('list', { name: '全部' }).getByRole('listitem').count(), said, 'rows behind the figure')

    await manager.goto('/appraisal/deductions?from=2026-01-01&until=2027-01-01')
    const item = manager.getByRole('region', { name: '按项目' }).last().getByRole('row', { name: /业务能力/ })
    const deducted = Number(await item.getByRole('link').innerText())
    await item.getByRole('link').click()
    await manager.getByText(`按所选数字列出的 ${deducted} 条记录`).waitFor()

    // An employee prints the own month, and nobody else's.
    const own = (await staff.officer.client.get('/appraisals?show=mine&kind=month')).rows[0]
    const desk = await openAs('officer')
    await desk.goto(`/appraisal/${own.id}`)
    await desk.getByRole('button', { name: /^打印表单/ }).click()
    await desk.getByRole('heading', { level: 1, name: '员工月绩效考核记录表' }).waitFor()
    await desk.getByText('YKH2027-').first().waitFor()
    const form = desk.url().split('/').at(-1)
    expectEqual((await staff.supervisor.client.send('GET', `/forms/${form}`)).status, 404, 'another’s form')
    expectEqual((await staff.officer.client.send('GET', '/appraisal-statistics')).status, 403, 'statistics without the right')
}, { people: ['officer', 'supervisor', 'manager'] })

story('records that were kept two years are destroyed or held by the quality department, one by one', async (scene) => {
    const { openAs, moveClockTo, expectEqual, staff } = scene
    await moveClockTo('2026-12-01T00:05:00+08:00')
    await moveClockTo('2026-12-01T10:00:00+08:00')
    await scoreAll(staff, ['manager'])
    const mine = (await staff.officer.client.get('/appraisals?show=mine&kind=month')).rows[0]
    await moveClockTo('2029-01-02T09:00:00+08:00')
    for (const key of ['quality', 'officer']) await staff[key].client.signIn(staff[key].login, staff[key].password)
    const quality = await openAs('quality')
    await quality.goto('/appraisal/destruction')
    await quality.getByRole('link', { name: /待审定/ }).first().click()
    await quality.getByRole('button', { name: /^暂留：.*林晓芸/ }).click()
    await quality.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('劳动仲裁未结')
    await quality.keyboard.press('Control+Enter')
    await quality.getByText(/劳动仲裁未结/).waitFor()
    await quality.getByRole('button', { name: /^销毁：.*陈国栋/ }).click()
    await quality.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('两年已满')
    await quality.keyboard.press('Control+Enter')
    await quality.getByText('已销毁', { exact: true }).waitFor()
    await quality.getByRole('link', { name: /陈国栋/ }).click()
    await quality.getByText('保存期满，内容已经审定销毁').waitFor()
    const kept = await staff.officer.client.get(`/appraisals/${mine.id}`)
    expectEqual([kept.state, kept.score], [mine.state, mine.score], 'what is held')
    await quality.goto('/appraisal/destruction')
    await quality.getByRole('button', { name: /^解除暂留：.*林晓芸/ }).click()
    await quality.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('仲裁已结')
    await quality.keyboard.press('Control+Enter')
    await quality.getByRole('button', { name: /^解除暂留：/ }).waitFor({ state: 'detached' })
}, { people: ['officer', 'supervisor', 'manager', 'quality'] })

story('an inspection is signed without a network, sent when it is back, and a conflict says why', async (scene) => {
    const { openAs, moveClockTo, expect, expectEqual, staff } = scene
    await moveClockTo(monday)
    const phone = await openAs('supervisor', { phone: true })
    // Whatever the page asks meanwhile finds no network.
    phone.allow(/ERR_INTERNET_DISCONNECTED/)
    await phone.goto('/appraisal')
    const sheet = phone.getByRole('link', { name: /^周检.*林晓芸/ })
    await sheet.waitFor()
    // The sheets that are due are on the phone before it goes where there is no network.
    const record = (await sheet.getAttribute('href')).split('/').pop()
    await phone.waitForFunction((id) => localStorage.getItem(`huiyin.inspection.${id}`), record)
    await phone.context().setOffline(true)
    await sheet.click()
    await phone.getByRole('heading', { level: 1, name: '周检 · 林晓芸' }).waitFor()
    await phone.getByRole('button', { name: '在“微笑”扣分' }).click()
    await phone.getByRole('textbox', { name: '扣几分' }).fill('1.5')
    await phone.getByRole('textbox', { name: '原因' }).fill('地库岗未抬头')
    await phone.getByRole('button', { name: /^评分并签署/ }).click()
    await phone.getByText('1 份评分等待送出').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than the phone')
    expectEqual((await staff.officer.client.get('/appraisals?show=mine')).rows.length, 0, 'nothing has arrived')
    await phone.context().setOffline(false)
    await phone.getByText('1 份评分等待送出').waitFor({ state: 'detached' })
    const arrived = (await staff.officer.client.get('/appraisals?show=mine')).rows
    expectEqual(arrived.map((r) => [r.kind, r.score, r.revision]), [['weekly', 9850, 1]], 'signed once')

    // Meanwhile the manager excused the same record: the phone is told, and the person decides.
    const spot = (await staff.supervisor.client.post('/appraisals', { employee: staff.officer.id })).id
    await phone.goto(`/appraisal/${spot}`)
    await phone.getByRole('button', { name: '在“微笑”扣分' }).waitFor()
    await phone.context().setOffline(true)
    await phone.getByRole('button', { name: /^评分并签署/ }).click()
    await phone.getByText('1 份评分等待送出').waitFor()
    await staff.manager.client.post(`/appraisals/${spot}/excuse`, { version: 1, reason: '抽错了人' })
    phone.allow(/409/)
    await phone.context().setOffline(false)
    await phone.getByRole('alert').getByText(/没有送出/).waitFor()
    await phone.getByRole('button', { name: '不送了' }).click()
    await phone.getByText('1 份评分等待送出').waitFor({ state: 'detached' })
    expectEqual((await staff.manager.client.get(`/appraisals/${spot}`)).state, 'excused', 'the excused record')
}, { people: ['officer', 'supervisor', 'manager'] })
