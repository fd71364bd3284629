// The roster as people live it: a month filled by keyboard and mouse, refused with its reasons, published, swapped on a phone (C3).
import { story } from './harness.mjs'

const shifts = async (supervisor) => {
    const early = (await supervisor.client.post('/shifts', { name: '早班', mark: '早', start_minute: 480, length_minutes: 480 })).id
    const night = (await supervisor.client.post('/shifts', { name: '夜班', mark: '夜', start_minute: 1320, length_minutes: 540 })).id
    return { early, night }
}
const cell = (page, row, col) => page.locator(`#cell-${row}-${col}`)

story('a month is filled by keyboard and mouse, refused with every reason, and published', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    await shifts(staff.supervisor)
    const leave = await staff.officer.client.post('/leaves', { kind: 'annual', from: '2026-12-03', until: '2026-12-04', reason: '回家' })
    await staff.supervisor.client.post(`/leaves/${leave.id}/ruling`, { version: 1, verdict: 'approve' })
    const page = await openAs('supervisor')
    page.allow(/409/)
    await page.goto('/roster/2026-12')
    await page.getByRole('heading', { level: 1, name: /值班表/ }).waitFor()
    await cell(page, 0, 0).click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('1')
    await page.getByText('已保存').waitFor()
    expectEqual(await Promise.all([0, 1, 2, 3].map((i) => cell(page, 0, i).innerText())), ['早', '早', '早', ''], 'the first row')
    // The mouse: drag over the second row's first days, then a click on the legend.
    const from = await cell(page, 1, 0).boundingBox(), to = await cell(page, 1, 1).boundingBox()
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 8, to.y + 8, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('group', { name: '班次' }).getByRole('button', { name: /夜班/ }).click()
    expectEqual(await cell(page, 1, 1).innerText(), '夜', 'the dragged range')
    await page.getByText('已保存').waitFor()

    const people = (await staff.supervisor.client.get('/rosters/2026-12-01')).people.map((p) => p.name)
    const officer = people.indexOf('林晓芸')
    const other = officer === 0 ? 1 : 0
    await cell(page, officer, 2).click()
    await page.keyboard.press('1')                       // on leave that day
    await cell(page, other, 5).click()
    await page.keyboard.press('2')                       // a night, and the next morning early
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('1')
    await page.getByRole('button', { name: /^2个问题/ }).waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    const said = page.getByRole('alert')
    await said.getByText(/有2个问题，涉及2人/).waitFor()
    await said.getByText(/请假/).first().waitFor()
    await said.getByText(/两班之间只休息/).waitFor()
    // Each reason leads to its cell, where it is put right.
    await said.getByRole('button', { name: /林晓芸/ }).click()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Delete')
    await cell(page, other, 6).click()
    await page.keyboard.press('0')
    await page.getByRole('button', { name: /^0个问题/ }).waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByText('已发布', { exact: true }).first().waitFor()
    const kept = await staff.officer.client.get('/rosters/2026-12-01')
    expectEqual(kept.state, 'published', 'the state that others see')
    expect(kept.problems.length === 0, 'a published roster has problems')
}, { people: ['officer', 'hotline', 'supervisor'] })

story('on a phone a shift is swapped by consent and approval, and the calendar has its own address', async (scene) => {
    const { openAs, expect, expectEqual, staff, server, site } = scene
    const { early } = await shifts(staff.supervisor)
    // Another officer to swap with.
    const made = await scene.admin.post('/staff', { name: '周敏敏', login: 'min', department: scene.departments['客户服务中心'], posts: [{ post: 'service_officer', site, department: scene.departments['客户服务中心'] }] })
    await staff.supervisor.client.put('/rosters/2026-12-01/cells', { version: 0, cells: [{ staff: staff.officer.id, day: '2026-12-01', shifts: [early] }, { staff: made.id, day: '2026-12-02', shifts: [early] }] })
    await staff.supervisor.client.post('/rosters/2026-12-01/publication', { version: (await staff.supervisor.client.get('/rosters/2026-12-01')).version })
    const phone = await openAs('officer', { phone: true })
    await phone.goto('/my-shifts')
    await phone.getByRole('button', { name: /换班$/ }).first().click()
    await phone.getByRole('combobox', { name: '和谁换' }).selectOption({ label: '周敏敏' })
    await phone.getByRole('combobox', { name: /换对方的哪个班/ }).selectOption({ index: 1 })
    await phone.getByRole('button', { name: /^提出/ }).click()
    await phone.getByText('等对方同意').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'my shifts are wider than the phone')
    await phone.getByRole('button', { name: '生成地址' }).click()
    const address = await phone.locator('code').innerText()
    const calendar = await fetch(address)
    expectEqual([calendar.status, calendar.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'], 'the calendar')
    const text = await calendar.text()
    expect(text.startsWith('BEGIN:VCALENDAR\r\n') && text.includes('SUMMARY:早班\r\n'), 'it is no calendar')
    await phone.getByRole('button', { name: '作废' }).click()
    await phone.getByRole('button', { name: '生成地址' }).waitFor()
    expectEqual((await fetch(address)).status, 404, 'an ended address')

    const { Client } = await import('./harness.mjs')
    const other = new Client(server.url)
    await other.signIn('min', made.one_time_password)
    const [swap] = (await other.get('/shift-swaps')).rows
    await other.post(`/shift-swaps/${swap.id}/answer`, { version: swap.version, answer: 'agree' })
    const chief = await openAs('supervisor')
    await chief.goto('/my-shifts')
    await chief.getByRole('button', { name: '审批换班' }).click()
    await chief.getByRole('button', { name: '批准', exact: true }).click()
    await chief.getByText('已批准').waitFor()
    expectEqual((await staff.officer.client.get('/my-shifts')).shifts.map((s) => s.day), ['2026-12-02'], 'the officer works the other day now')
}, { people: ['officer', 'supervisor'] })

story('a sheet of attendance with wrong days is refused row by row, put right, and becomes a proposal', async (scene) => {
    const { openAs, staff } = scene
    const page = await openAs('supervisor')
    await page.goto('/attendance')
    const choose = (text) => page.locator('input[type=file]').setInputFiles({ name: '考勤.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await choose('姓名,日期,类别,分钟\n林晓芸,2026-11-20,迟到,12\n林晓芸,2026-11-31,迟到,5\n林晓芸,2026-12-24,旷工,\n王某,2026-11-20,早退,9\n')
    await page.getByText('3行有误').waitFor()
    const rows = page.getByRole('list', { name: '有误的行' })
    await rows.getByText(/第3行/).waitFor()
    await rows.getByText(/日期：/).first().waitFor()
    await rows.getByText(/姓名：/).waitFor()
    if (await page.getByRole('button', { name: '全部导入' }).isEnabled()) throw new Error('a sheet with wrong rows may be brought in')
    await choose('姓名,日期,类别,分钟\n林晓芸,2026-11-20,迟到,12\n')
    await page.getByText('0行有误').waitFor()
    await page.getByRole('button', { name: '全部导入' }).click()
    await page.getByText('迟到 12分钟').first().waitFor()
    const mine = await staff.officer.client.get('/attendance?month=2026-11-01')
    if (mine.rows.length !== 1) throw new Error('the officer does not see the entry')
}, { people: ['officer', 'supervisor'] })
